"""What a Word document says, put as a section says it: pure passes from tree to tree, each telling what it did.

Blocks come flat, as ``loading`` has them before it nests them: headings are ``x-heading`` elements with the document's level,
cells of tables may hold blocks. What comes out keeps to the vocabulary: nested sections, real lists, rectangular tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.errors import Diagnostic, Findings, Source
from bible_builder.importing.mending_headings import headings_mended, nested
from bible_builder.importing.mending_lists import lists_mended
from bible_builder.importing.mending_mail import mail_mended
from bible_builder.importing.mending_tables import tables_mended
from bible_builder.importing.mending_text import BLOCKS, paragraph, trimmed
from bible_builder.importing.mending_typography import typeset_back
from bible_builder.importing.places import beginning
from bible_builder.model.tree import Content, Element, Node, joined, rewrite, texts

_EXAMPLES: Final = 8


@dataclass(frozen=True, slots=True)
class Mended:
    """The tree of a section's text, the title that the document gives itself ("" if none), and notes of what was done."""

    body: Content
    title: str
    diagnostics: tuple[Diagnostic, ...]


def mended(blocks: Content, file: str, language: str = "fr") -> Mended:
    """The blocks of a document that is not of ours as the body of a section.

    Notes ``word-mended-table`` (kind), ``word-mended-mail``, ``word-mended-lists``, ``word-mended-headings``,
    ``word-mended-numbers``, ``word-mended-deep-headings``, ``word-mended-typography``: each with count and examples (text).
    """
    findings, source = Findings(), Source(file)
    tables = tables_mended(_joined_runs(blocks))
    for kind in dict.fromkeys(kind for kind, _ in tables.done):
        words = [text for found, text in tables.done if found == kind]
        findings.note("word-mended-table", source, kind=kind, count=len(words), text=_examples(words))
    tidy = _without_empty(tables.blocks)
    mail = mail_mended(tidy)  # before the typography, which would read >> as a quotation mark
    if mail.subjects:
        findings.note("word-mended-mail", source, count=len(mail.subjects), text=_examples(mail.subjects))
    typed = typeset_back(mail.blocks, language)
    if changed := _changed(mail.blocks, typed):
        findings.note("word-mended-typography", source, count=len(changed), text=_examples(changed))
    headings = headings_mended(typed)
    if headings.made:
        findings.note("word-mended-headings", source, count=len(headings.made), text=_examples(headings.made))
    if headings.numbered:
        findings.note("word-mended-numbers", source, count=len(headings.numbered), text=_examples(headings.numbered))
    if headings.too_deep:
        findings.note("word-mended-deep-headings", source, count=len(headings.too_deep), text=_examples(headings.too_deep))
    lists = lists_mended(headings.blocks)
    if lists.made:
        findings.note("word-mended-lists", source, count=len(lists.made), text=_examples(lists.made))
    return Mended(nested(_plain_inside(lists.blocks)), headings.title, findings.all)


def _examples(words: Sequence[str]) -> str:
    """The first few, cut short, a dot between them."""
    shown = [beginning(text) for text in dict.fromkeys(words) if text]
    return " · ".join(shown[:_EXAMPLES]) + (" …" if len(shown) > _EXAMPLES else "")


# words cut by formatting -----------------------------------------------------------------------------------------------

_FORMATS: Final = frozenset({"strong", "em", "sup", "sub"})


def _joined_runs(blocks: Content) -> Content:
    """Neighbours of one format as one, spaces at their edges outside them, formats without words gone."""
    return _line(rewrite(blocks, lambda node: (node.with_children(_line(node.children)) if isinstance(node, Element) else node,)))


def _line(nodes: Content) -> Content:
    """Spread spaces out first: bold words on both sides of a bold space are then bold words with a space between them."""
    result: list[Node] = []
    for node in nodes:
        last = result[-1] if result else None
        if not isinstance(node, Element) or node.name not in _FORMATS:
            result.append(node)
        elif isinstance(last, Element) and last.name == node.name:
            result[-1] = last.with_children(_line((*last.children, *node.children)))
        elif len(result) > 1 and isinstance(last, str) and not last.strip() and _is_same(result[-2], node):
            before = result[-2]
            inner = before.children if isinstance(before, Element) else ()
            result[-2:] = [node.with_children(_line((*inner, last, *node.children)))]
        else:
            result.append(node)
    return joined(piece for node in result for piece in _spaces_out(node))


def _is_same(before: Node, node: Element) -> bool:
    return isinstance(before, Element) and before.name == node.name


def _spaces_out(node: Node) -> Iterator[Node]:
    """A format with the spaces at its edges outside it: Markdown has no ``** bold **``."""
    if not isinstance(node, Element) or node.name not in _FORMATS:
        yield node
        return
    text = texts(node.children)
    if not text.strip() and not any(True for child in node.iter() if child.name in {"img", "br"}):
        yield " " if text else ""
        return
    yield " " if text[:1].isspace() else ""
    yield node.with_children(trimmed(node.children))
    yield " " if text[-1:].isspace() else ""


# paragraphs ------------------------------------------------------------------------------------------------------------


def _without_empty(blocks: Content) -> Content:
    """The blocks without paragraphs, items and quotations that say nothing, and without spaces at the edges of lines."""

    def change(node: Node) -> Sequence[Node]:
        if not isinstance(node, Element) or node.name not in {*BLOCKS, "li", "dt", "dd"}:
            return (node,)
        if node.name == "p":
            content = trimmed(node.children)
            return (node.with_children(content),) if content else ()
        return (node,) if node.children or node.name in {"figure", "aside"} else ()

    return tuple(node for node in rewrite(blocks, change) if isinstance(node, Element))


def _changed(before: Content, after: Content) -> list[str]:
    """The beginnings of the lines whose signs changed; spaces of another width do not count."""
    changed: list[str] = []
    for old, new in zip(_texts(before), _texts(after), strict=False):
        if " ".join(old.split()) != " ".join(new.split()):
            changed.append(" ".join(new.split()))
    return changed


def _texts(blocks: Content) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Element):
            yield from (e.text() for e in block.iter() if e.name in {"p", "x-heading", "td", "th", "li"} and not _holds(e))


def _holds(element: Element) -> bool:
    return any(child.name in BLOCKS for child in element.elements)


def _plain_inside(blocks: Content) -> Content:
    """Headings within lists, quotations and boxes as bold paragraphs: a section has headings between its blocks only."""

    def change(node: Node) -> Sequence[Node]:
        if isinstance(node, Element) and node.name == "x-heading":
            return (paragraph((Element("strong", {}, node.children),), node),)
        return (node,)

    return tuple(
        block
        if not isinstance(block, Element) or block.name == "x-heading"
        else block.with_children(rewrite(block.children, change))
        for block in blocks
    )
