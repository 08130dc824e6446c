"""Tiny bibles in a folder, and what loading says of them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools.fontBuilder import FontBuilder
from openpyxl import Workbook

from bible_builder import loading
from bible_builder.errors import Diagnostic, Findings
from bible_builder.loading.codes import CODES
from bible_builder.model.bible import Bible, Section
from bible_builder.model.tree import Content, to_html

Files = Mapping[str, str | bytes | None]
"""Path below ``content/`` → what stands in it; None takes a file of the tiny bible away."""

SECTION: Final = "guide/1-accueil/10-appel.md"
HEAD: Final = "---\nid: appel\ntitre: L’appel\nresponsable: marketing\nstatut: validé\nrevu-le: 2026-09-15\n---\n"
BIBLE: Final = """\
langue: fr
marque: Maison Lorme
titre: Bible de la Relation Clients
édition:
  id: 2026-T4
  numéro: 12
  date: 2026-09-28
  en-vigueur: {du: 2026-10-01, au: 2026-12-31}
variables:
  objectifs: {decroche: 20 secondes}
contributeurs:
  marketing: {nom: Claire Aubin, fonction: Directrice, courriel: claire@lorme.example}
publics:
  interne: Conseillers internes
  prestataires: Centres prestataires
"""
BRAND: Final = """\
meta: {name: Maison Lorme}
color:
  palette: {nuit: "#1f2a44", mer: nuit}
  primary: nuit
typography:
  fonts:
    - source: file
      family: Essai
      files:
        - {path: polices/Essai-Regular.ttf, weight: 400, style: normal}
  base: {family: Essai}
"""
SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'


def _font() -> bytes:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "a"])
    builder.setupCharacterMap({97: "a"})
    builder.setupGlyf({".notdef": _empty_glyph(), "a": _empty_glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "a": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Essai", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupMaxp()
    data = BytesIO()
    builder.save(data)
    return data.getvalue()


def _empty_glyph() -> object:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    return Glyph()


FONT: Final = _font()
TINY: Final[Files] = {
    "bible.yaml": BIBLE,
    "guide/1-accueil/_chapitre.md": "---\nid: accueil\ntitre: L’accueil\n---\nUn chapitre.\n",
    SECTION: HEAD + "Un texte.\n",
    "charte/_brand.yml": BRAND,
    "charte/polices/Essai-Regular.ttf": FONT,
}


def write_bible(root: Path, files: Files) -> Path:
    """Write the tiny bible with ``files`` laid over it; returns ``root``."""
    for name, text in {**TINY, **files}.items():
        path = root / "content" / name
        if text is None:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


class Loaded:
    """A bible that was loaded, with what was found. Each finding must be one that ``codes`` declares."""

    def __init__(self, root: Path) -> None:
        findings = Findings()
        self.root = root
        self.bible_or_none = loading.load(root, findings)
        self.found = findings.all
        for diagnostic in self.found:
            assert diagnostic.source is not None, diagnostic
            assert sorted(diagnostic.parameters) == sorted(CODES[diagnostic.code].parameters), diagnostic

    @property
    def bible(self) -> Bible:
        assert self.bible_or_none is not None
        return self.bible_or_none

    @property
    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.found]

    def one(self, code: str) -> Diagnostic:
        """The only finding of a code."""
        matching = [diagnostic for diagnostic in self.found if diagnostic.code == code]
        assert len(matching) == 1, self.describe()
        return matching[0]

    def only(self, code: str) -> Diagnostic:
        """The only finding at all."""
        assert self.codes == [code], self.describe()
        return self.found[0]

    def describe(self) -> str:
        return "\n".join(f"{found.source} {found.code} {dict(found.parameters)}" for found in self.found)

    @property
    def section(self) -> Section:
        return self.bible.chapters[0].sections[0]

    @property
    def html(self) -> str:
        """The body of the first section, without places."""
        return html(self.section.body)


def html(content: Content) -> str:
    """HTML without places, one block a line where it reads better."""
    import re

    return re.sub(r' data-source="[^"]*"', "", to_html(content))


def workbook(rows: list[list[object]], title: str = "Feuille") -> tuple[Workbook, BytesIO]:
    """A workbook with one sheet, and where to save it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book, BytesIO()


def saved(book: Workbook) -> bytes:
    """The workbook's file."""
    data = BytesIO()
    book.save(data)
    return data.getvalue()
