"""Writes ``docs/vocabulary.md`` from ``model.vocabulary`` and ``model.styles``, to standard output: ``make docs``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bible_builder.model.styles import PROPERTIES, Border, Ooxml, Property, Takes, WordCount
from bible_builder.model.units import Color, Length
from bible_builder.model.vocabulary import ROWS, Kind, Row

HEAD: Final = """\
# The vocabulary of a book

Generated from `bible_builder/model/vocabulary.py` and `bible_builder/model/styles.py` by `make docs`; do not edit. A layout's
HTML holds these elements, no others. The PDF column names the structure type (ISO 32000-1, 14.8.4), the Word column the construct
of ECMA-376; *style* is the name in `styles.yaml`, *¶* tells that plain paragraphs within take it; attributes in bold are
required; classes in brackets may be added. `id`, `lang`, `class` and `role` may stand on every element.
"""

TITLES: Final = {
    Kind.PART: "Parts: what stands in a unit",
    Kind.FLOW: "Blocks",
    Kind.PHRASING: "In a line of text",
    Kind.INNER: "Only inside the rows that name them",
}

STYLES: Final = """\
## Properties of styles

What a style in `styles.yaml` may say, and what it becomes in the PDF's style sheet and in Word's styles.

| property | takes | what it is | CSS | OOXML |
|---|---|---|---|---|"""

SAMPLES: Final[Mapping[Takes, tuple[str, object]]] = {
    Takes.LENGTH: ("12pt", Length.pt(12)),
    Takes.COLOR: ("#1f2a44", Color(0x1F, 0x2A, 0x44)),
    Takes.FAMILY: ("base", "Vollkorn"),
    Takes.FLAG: ("yes", True),
    Takes.KEEP: ("80 words", WordCount(80)),
    Takes.BORDER: ("2pt #1f2a44", Border(Length.pt(2), Color(0x1F, 0x2A, 0x44))),
}
NUMBERS: Final = {"weight": 700, "columns": 2, "outline-level": 1}


def page(rows: Sequence[Row] = ROWS, properties: Sequence[Property] = PROPERTIES) -> str:
    """The whole page, as Markdown."""
    sections = (line for kind in Kind for line in _section(kind, [row for row in rows if row.kind is kind]))
    return "\n".join([HEAD, *sections, STYLES, *(line for prop in properties for line in _property(prop)), ""])


def _section(kind: Kind, rows: Iterable[Row]) -> Iterator[str]:
    yield f"## {TITLES[kind]}\n"
    yield "| row | element | attributes | what it is | PDF | Word | style | holds |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        style = row.style + (" ¶" if row.contains_style else "")
        element = f"`{row.sample}`" + "".join(f" [`{name}`]" for name in row.modifiers)
        yield _line(row.name, element, _attributes(row), row.meaning, row.pdf, row.word, style, ", ".join(row.children))
    yield ""


def _attributes(row: Row) -> str:
    names = dict.fromkeys((*row.required, *row.attributes))
    return ", ".join(f"**`{name}`**" if name in row.required else f"`{name}`" for name in names)


def _property(prop: Property) -> Iterator[str]:
    """A line for a property, or one for each of its words."""
    if prop.words:
        for number, word in enumerate(prop.words):
            yield _line(prop.name if number == 0 else "", f"`{word}`", "" if number else prop.meaning, *_dialects(prop, word))
        return
    shown, value = (str(NUMBERS[prop.name]), NUMBERS[prop.name]) if prop.takes is Takes.NUMBER else SAMPLES[prop.takes]
    yield _line(prop.name, f"{prop.takes}; here `{shown}`", prop.meaning, *_dialects(prop, value))


def _dialects(prop: Property, value: object) -> tuple[str, str]:
    css = "; ".join(f"`{name}: {said}`" for name, said in prop.css(value))
    return css, "; ".join(f"`{_ooxml(piece)}`" for piece in prop.ooxml(value))


def _ooxml(piece: Ooxml) -> str:
    """A piece as the path to its element, with its attributes: ``pPr/spacing before="240"``."""
    inner = "".join(f" {name}{_said(attributes)}" for name, attributes in piece.children)
    path = f"{piece.where}/{piece.element}" if piece.where != "numbering" else f"numPr of the list “{piece.element}”"
    return path + _said(piece.attributes) + (f"/{inner.strip()}" if inner else "")


def _said(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in attributes.items())


def _line(*cells: str) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|") or "–"


if __name__ == "__main__":
    print(page(), end="")
