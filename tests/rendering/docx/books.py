"""Books by hand: units from HTML, dressed by the built-in layout's styles and the sample's charter."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from bible_builder.errors import Findings
from bible_builder.layout.files import LayoutFiles
from bible_builder.layout.styles import read_styles
from bible_builder.model.book import Book, Matter, Metadata, PageGeometry, PdfAnnex, RunningHeads, Unit
from bible_builder.model.charter import Charter, FontFile
from bible_builder.model.locators import Folio, PageMap
from bible_builder.model.styles import StyleSheet
from bible_builder.model.tree import Content, Element, from_html
from bible_builder.model.units import Color, Length

ROOT: Final = Path(__file__).parents[3]
FONTS: Final = ROOT / "content" / "charte" / "polices"
FILES: Final = Path(__file__).parent / "files"

COLORS: Final = {
    "foreground": "#23291f", "background": "#ffffff", "primary": "#1f4a33", "secondary": "#9a3a20",
    "tertiary": "#4a6617", "rule": "#1f4a33", "tip": "#1d5a7d", "warning": "#845400", "example": "#6a2b57",
    "say": "#4a6617", "avoid": "#9a3a20",
}  # fmt: skip


FACES: Final = (
    ("Vollkorn", 400, "normal", "Vollkorn-Regular"), ("Vollkorn", 400, "italic", "Vollkorn-Italic"),
    ("Vollkorn", 700, "normal", "Vollkorn-Bold"), ("Vollkorn", 700, "italic", "Vollkorn-BoldItalic"),
    ("Source Sans 3", 400, "normal", "SourceSans3-Regular"), ("Source Sans 3", 700, "normal", "SourceSans3-Bold"),
)  # fmt: skip


@cache
def charter(*, fonts: bool = False) -> Charter:
    """The sample's colours and, when asked for, its fonts, which take a while to embed."""
    return Charter(
        name="Maison Lorme",
        colors={name: Color.parse(value) for name, value in COLORS.items()},
        fonts=tuple(FontFile(family, FONTS / f"{file}.ttf", weight, style) for family, weight, style, file in FACES if fonts),
        families={"base": "Vollkorn", "headings": "Source Sans 3", "monospace": "Source Sans 3"},
    )


@cache
def stylesheet() -> StyleSheet:
    """The styles of these tests."""
    findings = Findings()
    sheet = read_styles(LayoutFiles("tests", (FILES / "layout",)), charter(), findings)
    assert sheet is not None and not findings.errors, findings.all
    return sheet


METADATA: Final = Metadata(
    title="Bible de la Relation Clients", subtitle="Guide, lexique, annexes", author="Maison Lorme", subject="Relation clients",
    language="fr", keywords=("relation clients", "guide"), date=datetime.date(2026, 9, 28), edition="2026-T4",
    identifier="bible-lorme-2026-T4", in_force="En vigueur du 1er octobre au 31 décembre 2026",
)  # fmt: skip
PAGE: Final = PageGeometry(Length.mm(210), Length.mm(297), Length.mm(30), Length.mm(32), Length.mm(28), Length.mm(40))
HEADS: Final = RunningHeads("{title}", "{chapter}", "{folio}", "{folio}")


def unit(html: str, name: str = "u", matter: Matter = Matter.BODY, *, folios: bool = True, annex: PdfAnnex | None = None) -> Unit:
    """A unit from HTML."""
    return Unit(name, name, matter, from_html(html, {"nbsp": "\u00a0"}), folios=folios, annex=annex)


def book(*units: Unit | str, **changes: Any) -> Book:
    """A book of units, or of chapters given as HTML; ``changes`` are fields of Book."""
    made = tuple(u if isinstance(u, Unit) else unit(u, f"u{n}") for n, u in enumerate(units))
    fields: dict[str, Any] = {
        "metadata": METADATA, "units": made, "css": "", "stylesheet": stylesheet(), "charter": charter(), "page": PAGE,
        "heads": HEADS, "roots": (FILES, ROOT / "content"), "base": FILES, "word_folios": "pdf",
    }  # fmt: skip
    return Book(**{**fields, **changes})


def chapter(html: str) -> str:
    """A chapter around blocks."""
    title = '<h1 class="chapter-title" id="chapter-1"><span class="number">1</span> Titre</h1>'
    return f'<section role="doc-chapter">{title}{html}</section>'


def one(html: str, **changes: Any) -> Book:
    """A book of one chapter that holds these blocks."""
    return book(unit(chapter(html)), **changes)


def elements(content: Content) -> Iterator[Element]:
    """Every element of the content, in order."""
    for node in content:
        if isinstance(node, Element):
            yield from node.iter()


def every_page(book_: Book, page: int = 3) -> PageMap:
    """A page map that puts everything on one page."""
    ids = (element.get("id") for part in book_.units for element in elements(part.content))
    return {name: Folio(str(page), page + 9) for name in ids if name}


def labels(page_map: PageMap) -> Mapping[str, str]:
    """Anchor → folio as printed."""
    return {name: folio.label for name, folio in page_map.items()}


def with_style(name: str, **properties: Any) -> StyleSheet:
    """The sheet with one style's properties changed (``_`` for ``-``)."""
    styles = dict(stylesheet().styles)
    own = {**styles[name].properties, **{key.replace("_", "-"): value for key, value in properties.items()}}
    return StyleSheet({**styles, name: replace(styles[name], properties=own)})


def table(head: str, cell: str, before: str = "") -> str:
    """A table of two cells, one above the other; ``before`` stands before its head (a caption)."""
    return f'<table>{before}<thead><tr><th scope="col">{head}</th></tr></thead><tbody><tr><td>{cell}</td></tr></tbody></table>'
