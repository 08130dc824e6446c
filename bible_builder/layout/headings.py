"""The headings of a composed book: what the contents list, and nothing that is not printed as a heading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bible_builder.model.tree import Content, Element, Node, joined, texts
from bible_builder.model.vocabulary import row_of

LEVELS: Final = {
    "chapter-title": 1, "part-title": 1, "annex-title": 1,
    "heading-2": 2, "annex-heading": 2,
    "heading-3": 3, "annex-subheading": 3,
}  # fmt: skip
"""Rows that are entries of the contents → their level."""

_UNWRAPPED: Final = frozenset({"index-mark", "link", "cross-reference", "term-reference", "defined"})
_DROPPED: Final = frozenset({"note-call", "note"})


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the contents: its title, the id to go to, the entries below it."""

    title: Content
    target: str
    level: int
    entries: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """A numbered figure or table: the row of its caption, the words of its label, the whole caption, the id to go to."""

    row: str
    label: str
    title: Content
    target: str


def captions(content: Iterable[Node]) -> tuple[Caption, ...]:
    """The captions that have a label, in the order of the text."""
    found = (element for node in content if isinstance(node, Element) for element in node.iter())
    return tuple(caption for element in found if (caption := _caption(element)) is not None)


def _caption(element: Element) -> Caption | None:
    row = row_of(element)
    if row is None or row.name not in {"caption", "figure-caption"} or not element.get("id"):
        return None
    label = next((child for child in element.elements if "label" in child.classes), None)
    if label is None:
        return None
    said = texts(child for child in label.children if isinstance(child, str)).strip()
    whole = joined(label.text() if child is label else child for child in element.children)
    return Caption(row.name, said, plain_title(whole), element.get("id"))


def headings(content: Iterable[Node], depth: int) -> tuple[Heading, ...]:
    """The headings down to level ``depth``, as a tree; a heading's target is its own id, else its section's."""
    return _nested([heading for node in content if isinstance(node, Element) for heading in _flat(node, "", depth)])


def _flat(element: Element, around: str, depth: int) -> Iterable[Heading]:
    row = row_of(element)
    level = LEVELS.get(row.name, 0) if row else 0
    if 0 < level <= depth and (target := element.get("id") or around):
        yield Heading(plain_title(element.children), target, level)
    for child in element.elements:
        yield from _flat(child, element.get("id") or around if element.name == "section" else around, depth)


def _nested(found: list[Heading]) -> tuple[Heading, ...]:
    """The list as a tree: what follows a heading and is of a deeper level is below it."""
    result: list[Heading] = []
    while found:
        first, rest = found[0], found[1:]
        end = next((n for n, heading in enumerate(rest) if heading.level <= first.level), len(rest))
        result.append(Heading(first.title, first.target, first.level, _nested(rest[:end])))
        found = rest[end:]
    return tuple(result)


def plain_title(nodes: Iterable[Node]) -> Content:
    """A title to be printed a second time: without notes, ids, links and places, its other markup kept."""

    def change(node: Node) -> Content:
        if isinstance(node, str):
            return (node,)
        row = row_of(node)
        if row is not None and row.name in _DROPPED:
            return ()
        children = plain_title(node.children)
        if row is not None and row.name in _UNWRAPPED:
            return children
        kept = {name: value for name, value in node.attributes.items() if name not in {"id", "data-template"}}
        return (Element(node.name, kept, children),)

    return joined(child for node in nodes for child in change(node))
