"""The blocks of a document of ours as a flat sequence: paragraphs and tables, each with what the register knows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bible_builder.importing.ast_phrasing import pictures_of, without_pictures
from bible_builder.importing.own_lines import OwnPhrasing
from bible_builder.importing.own_marks import Item, Paragraph
from bible_builder.importing.own_tables import read_own_table
from bible_builder.importing.pandoc import Json
from bible_builder.model.tree import Content, Element


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a table, with the facts that its place among the others depends on (see ``own_marks.Paragraph``).

    ``element`` is a table, or a paragraph's picture as ``x-picture``; else ``words`` are a paragraph's. ``inner`` is where the
    text of an item or frame begins, in twips.
    """

    section: str
    role: str
    frame: str = ""
    base: int = 0
    left: int = 0
    item: Item | None = None
    words: Content = ()
    element: Element | None = None
    anchors: tuple[str, ...] = ()
    borne: Mapping[str, str] = field(default_factory=dict)
    language: str = ""

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.element is not None and self.element.name == "table"


_PLAIN = Paragraph("", "")


def units(blocks: Sequence[Json], phrasing: OwnPhrasing) -> Iterator[Unit]:
    """The units of the blocks; a paragraph that the register does not know follows the section of the one before it."""
    section = ""
    for unit in _units(blocks, phrasing):
        section = unit.section or section
        yield unit if unit.section else _in(unit, section)


def _in(unit: Unit, section: str) -> Unit:
    return Unit(section, unit.role, words=unit.words, element=unit.element)


def _units(blocks: Sequence[Json], phrasing: OwnPhrasing) -> Iterator[Unit]:
    for block in blocks:
        kind, inner = block["t"], block.get("c")
        if kind in {"Para", "Plain"}:
            yield from _paragraph(inner, phrasing)
        elif kind == "Header":
            yield from _paragraph(inner[2], phrasing)
        elif kind == "Table":
            table = read_own_table(inner, phrasing)
            known = table.paragraph or _PLAIN
            yield Unit(known.section, "table", base=known.left, left=known.left, element=table.element, anchors=table.anchors,
                       borne=table.borne or {})  # fmt: skip
        elif kind == "Figure":
            yield from _units(inner[2], phrasing)
        elif kind == "Div":
            yield from _units(inner[1], phrasing)
        elif kind == "BlockQuote":
            yield from _units(inner, phrasing)
        elif kind in {"BulletList", "OrderedList"}:
            for item in inner[1] if kind == "OrderedList" else inner:
                yield from _units(item, phrasing)


def _paragraph(inlines: Sequence[Json], phrasing: OwnPhrasing) -> Iterator[Unit]:
    """The words of a paragraph, then its pictures."""
    line = phrasing.lines(inlines)
    known = line.paragraph or _PLAIN
    words, pictures = without_pictures(line.words), tuple(pictures_of(line.words))
    place = (known.section, known.role, known.frame, known.base, known.left)
    if words:
        yield Unit(*place, known.item, words, None, known.anchors, known.borne, known.language)
    for number, picture in enumerate(pictures):
        first = not number and not words
        anchors, borne = (known.anchors, known.borne) if first else ((), {})
        yield Unit(*place, known.item if first else None, (), picture, anchors, borne)
