"""Extracts: the blocks that their authors chose for digests (``data-extract``), detached from their book.

A digest prints a passage without what surrounds it. So a detached passage keeps its words and leaves what leads elsewhere: its
ids, its notes, its index marks, its links into the book; a reference keeps the number and title of what it points to, and loses
the page, which is another book's. Links to the web stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bible_builder.model.bible import Bible
from bible_builder.model.tree import Content, Element, Node, joined, rewrite
from bible_builder.model.vocabulary import row_of

EXTRACT: Final = "data-extract"
_DROPPED: Final = ("id", EXTRACT, "data-orientation", "data-together", "data-changed")
TITLED_ABOVE: Final = frozenset({"procedure", "dialogue", "letter"})
"""Rows whose title is a block of its own, right before them."""

_NOTE_ROLES: Final = frozenset({"doc-noteref", "doc-footnote"})
_UNWRAPPED_ROLES: Final = frozenset({"doc-glossref"})
_UNWRAPPED_CLASSES: Final = frozenset({"index-mark", "xref"})


@dataclass(frozen=True, slots=True)
class Extract:
    """A chosen block: its row of the vocabulary (``callout-rule``, ``procedure``, ``kpi``…), its title, what it holds.

    ``title`` is phrasing: a callout's or an indicator's own title, the one above a procedure, dialogue or letter, a caption.
    ``value`` is an indicator's target. ``content`` is the whole block without the title that stands above it.
    """

    kind: str
    title: Content
    value: Content
    content: Content


def extracts(body: Content, numbers: Mapping[str, str], page: str) -> tuple[Extract, ...]:
    """The chosen blocks of a body, in its order, detached; a block chosen within a chosen one comes with it.

    ``numbers`` gives for each anchor of the book the number of the section it stands in, ``page`` the word printed before a
    folio: a reference by page alone names the section instead.
    """
    return tuple(_extract(block, above, numbers, page) for block, above in _chosen(body))


def numbers_of(bible: Bible) -> Mapping[str, str]:
    """Anchor → number of the chapter, section or annex it stands in."""
    found: dict[str, str] = {}
    for chapter in bible.chapters:
        found |= _anchors(chapter.body, chapter.number) | {f"chapter-{chapter.id}": chapter.number}
        for section in chapter.sections:
            found |= _anchors(section.body, section.number) | {f"section-{section.id}": section.number}
    for annex in bible.annexes:
        found |= _anchors(annex.body, annex.letter) | {f"annex-{annex.id}": annex.letter}
    return found


def _anchors(body: Content, number: str) -> dict[str, str]:
    elements = (element for node in body if isinstance(node, Element) for element in node.iter())
    return {name: number for element in elements if (name := element.get("id"))}


def _chosen(nodes: Content) -> Iterator[tuple[Element, Element | None]]:
    """Each chosen block with the ``p.block-title`` that stands right before it."""
    before: Element | None = None
    for node in nodes:
        if not isinstance(node, Element):
            continue
        if EXTRACT in node.attributes:
            yield node, before if before is not None and "block-title" in before.classes else None
        else:
            yield from _chosen(node.children)
        before = node


def _extract(block: Element, above: Element | None, numbers: Mapping[str, str], page: str) -> Extract:
    detached = _detached((block,), numbers, page)
    (whole,) = (node for node in detached if isinstance(node, Element))
    title = _detached(above.children, numbers, page) if above is not None else _inner_title(whole)
    row = row_of(block)
    assert row is not None, f"compose gets blocks of the vocabulary only, not {block.name}"
    return Extract(row.name, title, _child(whole, "kpi-value"), (whole,))


def _inner_title(block: Element) -> Content:
    caption = next((e.children for e in block.elements if e.name in {"caption", "figcaption"}), ())
    return _child(block, "callout-title") or _child(block, "kpi-name") or caption


def _child(block: Element, name: str) -> Content:
    return next((e.children for e in block.elements if name in e.classes), ())


def _detached(nodes: Content, numbers: Mapping[str, str], page: str) -> Content:
    """The nodes without what leads elsewhere; pages first, since a page is told from its neighbour, the link."""
    paged = rewrite(nodes, lambda node: (_paged(node, numbers, page),))
    return rewrite(_without_folios(paged, numbers, page), _unlinked)


def _paged(node: Node, numbers: Mapping[str, str], page: str) -> Node:
    return node if isinstance(node, str) else node.with_children(_without_folios(node.children, numbers, page))


def _unlinked(node: Node) -> Iterable[Node]:
    if isinstance(node, str):
        return (node,)
    if node.get("role") in _NOTE_ROLES:
        return ()
    if node.get("role") in _UNWRAPPED_ROLES or _UNWRAPPED_CLASSES & set(node.classes):
        return node.children
    attributes = {name: value for name, value in node.attributes.items() if name not in _DROPPED}
    return (Element(node.name, attributes, node.children, node.source),)


def _without_folios(nodes: Content, numbers: Mapping[str, str], page: str) -> Content:
    """Siblings without folios: “2.3 Title, p. 12” becomes “2.3 Title”, and “p. 12” alone the section's number."""
    result: list[Node] = []
    for node in nodes:
        if not (isinstance(node, Element) and "folio" in node.classes):
            result.append(node)
            continue
        before = result.pop() if result and isinstance(result[-1], str) else ""
        assert isinstance(before, str)
        words = before.removesuffix(f"{page}\u00a0")
        follows = words == ", " and bool(result) and _is_link_to(result[-1], node.get("href"))
        result.append("" if follows else words + numbers.get(node.get("href").removeprefix("#"), ""))
    return joined(result)


def _is_link_to(node: Node, href: str) -> bool:
    return isinstance(node, Element) and "xref" in node.classes and node.get("href") == href
