"""Selection: what an audience may read. It comes first, so that nothing withheld leaves a number, a folio or a word behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from bible_builder.assembly.suggestions import nearest
from bible_builder.errors import Findings
from bible_builder.model.bible import Annex, Bible, Chapter, Sheet
from bible_builder.model.tree import Content, Element, Node, joined

_CONTAINERS: Final = frozenset({"section", "aside", "blockquote", "ul", "ol", "li", "dl", "dd", "div", "p"})
_TITLES: Final = frozenset({"callout-title", "block-title", "step-head", "section-title", "annex-heading", "annex-subheading"})


def select(bible: Bible, audience: str, findings: Findings) -> Bible:
    """The bible as ``audience`` may read it; "" reads everything. A passage's wrapper (``x-only``) is taken off in any case.

    Reports ``unknown-audience`` (audience, suggestion): nothing but what everybody may read is then left.
    """
    if audience and audience not in bible.audiences:
        findings.error("unknown-audience", None, audience=audience, suggestion=nearest(audience, bible.audiences))
    reader = _Reader(audience)
    read = replace(
        bible,
        audience=audience,
        chapters=tuple(filter(None, (reader.chapter(chapter) for chapter in bible.chapters))),
        terms=tuple(
            replace(term, definition=reader.content(term.definition)) for term in bible.terms if reader.may(term.audiences)
        ),
        annexes=tuple(filter(None, (reader.annex(annex) for annex in bible.annexes))),
    )
    # The name and the office of somebody whose every part is withheld would tell what these parts are about.
    hidden = _owners(bible) - _owners(read)
    return replace(read, contributors={name: one for name, one in bible.contributors.items() if name not in hidden})


def _owners(bible: Bible) -> set[str]:
    """The contributors who own a part, and the one who keeps the bible."""
    guide = {owner for chapter in bible.chapters for owner in (chapter.owner, *(section.owner for section in chapter.sections))}
    return guide | {bible.referent, *(annex.owner for annex in bible.annexes)}


class _Reader:
    """What one audience gets to see of each thing; None when nothing is left of it."""

    def __init__(self, audience: str) -> None:
        self.audience = audience

    def may(self, audiences: Sequence[str]) -> bool:
        return not self.audience or not audiences or self.audience in audiences

    def chapter(self, chapter: Chapter) -> Chapter | None:
        if not self.may(chapter.audiences):
            return None
        read = [replace(s, body=self.content(s.body)) for s in chapter.sections if self.may(s.audiences)]
        bodies = {section.id: section.body for section in chapter.sections}
        sections = tuple(section for section in read if section.body or not bodies[section.id])
        body = self.content(chapter.body)
        emptied = not sections and not body and bool(chapter.sections or chapter.body)
        return None if emptied else replace(chapter, body=body, sections=sections)

    def annex(self, annex: Annex) -> Annex | None:
        if not self.may(annex.audiences):
            return None
        sheets = tuple(filter(None, (self.sheet(sheet) for sheet in annex.sheets)))
        body = self.content(annex.body)
        if (annex.sheets and not sheets) or (annex.body and not body):
            return None
        return replace(annex, introduction=self.content(annex.introduction), body=body, sheets=sheets)

    def sheet(self, sheet: Sheet) -> Sheet | None:
        kept = [place for place, column in enumerate(sheet.columns) if self.may(column.audiences)]
        rows = tuple(
            replace(row, cells=tuple(row.cells[place] for place in kept if place < len(row.cells)))
            for row in sheet.rows
            if self.may(row.audiences)
        )
        if not kept or (sheet.rows and not rows):
            return None
        return replace(sheet, columns=tuple(sheet.columns[place] for place in kept), rows=rows)

    def content(self, nodes: Iterable[Node]) -> Content:
        """The nodes that the audience may read; a container that this leaves empty goes with its title."""
        result: list[Node] = []
        for node in nodes:
            if isinstance(node, str):
                result.append(node)
            elif node.name == "x-only":
                if self.may(node.get("audiences").split()):
                    result.extend(self.content(node.children))
            else:
                kept = node.with_children(self.definitions(node) if node.name == "dl" else self.content(node.children))
                if not _is_emptied(node, kept):
                    result.append(kept)
                elif node.name in {"ol", "blockquote"}:
                    _drop_block_title(result)
        left = joined(result)
        return left if _has_something(left) else ()

    def definitions(self, element: Element) -> Content:
        """A definition list without the words of which nothing is said any more."""
        result: list[Node] = []
        for said, group in groupby(element.elements, key=lambda item: item.name != "dt"):
            members = tuple(group)
            kept = self.content(members)
            if said and not kept:
                while result and isinstance(result[-1], Element) and result[-1].name == "dt":
                    result.pop()
            result.extend(kept)
        return tuple(result)


def _has_something(nodes: Iterable[Node]) -> bool:
    return any(not isinstance(node, str) or node.strip() for node in nodes)


def _is_emptied(before: Element, after: Element) -> bool:
    """Whether selection took all of an element's content, or all but its title."""
    if before.name not in _CONTAINERS or before.children == after.children:
        return False
    return all(_is_title(node) for node in after.children) and not all(_is_title(node) for node in before.children)


def _is_title(node: Node) -> bool:
    return not node.strip() if isinstance(node, str) else bool(_TITLES & set(node.classes))


def _drop_block_title(result: list[Node]) -> None:
    """A procedure, dialogue or letter that is gone takes along the title that stands before it."""
    while result and isinstance(result[-1], str) and not result[-1].strip():
        result.pop()
    if result and isinstance(result[-1], Element) and "block-title" in result[-1].classes:
        result.pop()
