"""Resolved bibles made by hand, as assembly returns them: the layout room is tested alone."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from bible_builder.errors import Source
from bible_builder.model.bible import (
    Annex,
    AnnexKind,
    Bible,
    Chapter,
    Contributor,
    Edition,
    IndexEntry,
    IndexGroup,
    Section,
    Term,
    TermGroup,
)
from bible_builder.model.charter import Charter, FontFile
from bible_builder.model.locators import Target
from bible_builder.model.tree import Content, from_html
from bible_builder.model.units import Color

REPOSITORY: Final = Path(__file__).resolve().parents[2]
FONTS: Final = REPOSITORY / "content" / "charte" / "polices"
PLACE: Final = Source("content/guide/1-accueil/10-telephone.md", 3)

TERM: Final = '<a role="doc-glossref" href="#term-appel">appel</a>'
MARK: Final = '<span class="index-mark" id="mark-1" data-entry="[&quot;courriel&quot;]">courriel</span>'
HOME: Final = (Target("section-telephone", main=True),)

COLORS: Final = {
    "foreground": "#1d2126", "background": "#ffffff", "primary": "#1f3b4d", "secondary": "#b5532b",
    "rule": "#1f3b4d", "tip": "#3d7a5a", "warning": "#c0392b", "example": "#7a6a4f", "say": "#3d7a5a", "avoid": "#b03a2e",
}  # fmt: skip

FILES: Final = (
    ("Vollkorn", "Vollkorn-Regular.ttf", 400, "normal"), ("Vollkorn", "Vollkorn-Italic.ttf", 400, "italic"),
    ("Vollkorn", "Vollkorn-Bold.ttf", 700, "normal"), ("Vollkorn", "Vollkorn-BoldItalic.ttf", 700, "italic"),
    ("Source Sans 3", "SourceSans3-Regular.ttf", 400, "normal"), ("Source Sans 3", "SourceSans3-It.ttf", 400, "italic"),
    ("Source Sans 3", "SourceSans3-Bold.ttf", 700, "normal"),
)  # fmt: skip


def charter(**changes: Any) -> Charter:
    """A charter with the sample's fonts where they lie."""
    fonts = tuple(FontFile(family, FONTS / name, weight, style) for family, name, weight, style in FILES)
    families = {"base": "Vollkorn", "headings": "Source Sans 3"}
    made = Charter("Maison Lorme", {name: Color.parse(value) for name, value in COLORS.items()}, fonts, families)
    return replace(made, **changes)


def section(name: str, number: str, title: str, body: str | Content = "<p>Du texte.</p>") -> Section:
    """A section with its body in HTML."""
    content = from_html(body) if isinstance(body, str) else body
    return Section(id=name, title=title, number=number, body=content, owner="marque", source=PLACE)


def chapter(name: str, number: str, title: str, *sections: Section, body: str = "<p>Une introduction.</p>") -> Chapter:
    """A chapter with its introduction in HTML."""
    return Chapter(id=name, title=title, number=number, folder=name, body=from_html(body), sections=sections, source=PLACE)


def term(name: str, word: str, definition: str, **fields: Any) -> Term:
    """A term with its definition in HTML."""
    return Term(id=name, term=word, definition=from_html(definition), source=Source("content/lexique.yaml", 4), **fields)


def table_annex(body: str = "<table class='data'><tbody><tr><td>Auxerre</td></tr></tbody></table>") -> Annex:
    """An annex made of a table."""
    return Annex(
        id="magasins", title="Liste des magasins", kind=AnnexKind.TABLE, path=Path("magasins.csv"), letter="A",
        introduction=("Les magasins, par région.",), body=from_html(body), source=Source("content/annexes/annexes.yaml", 1),
    )  # fmt: skip


def pdf_annex() -> Annex:
    """An annex bound in as a PDF."""
    return Annex(
        id="charte", title="Charte de communication", kind=AnnexKind.PDF, path=Path("charte.pdf"), letter="B", pages=8,
        description="Huit pages.", source=Source("content/annexes/annexes.yaml", 9),
    )  # fmt: skip


def bible(root: Path, **changes: Any) -> Bible:
    """A small whole bible under ``root``: two sections, a term, an index, two annexes."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    made = Bible(
        root=root, language="fr", brand="Maison Lorme", title="Bible de la Relation Clients", subtitle="Guide, lexique, annexes",
        slug="bible-lorme", source=Source("content/bible.yaml"), places={"layout": Source("content/bible.yaml", 7)},
        edition=Edition(
            id="2026-T4", number=12, date=datetime.date(2026, 9, 28), valid_from=datetime.date(2026, 10, 1),
            valid_to=datetime.date(2026, 12, 31), source=Source("content/bible.yaml", 5),
        ),
        charter=charter(),
        contributors={"marque": Contributor(id="marque", name="Claire Aubin", role="Directrice de la marque", source=PLACE)},
        contact="bible@maison-lorme.example",
        confidentiality="Usage interne",
        chapters=(
            chapter(
                "accueil", "1", "L’accueil",
                section("telephone", "1.1", "Le téléphone", f"<p>Chaque {TERM} compte.</p>"),
                section("courriel", "1.2", "Le courriel", f"<p>Un {MARK}.</p>"),
            ),
        ),
        lexicon=(TermGroup("A", (term("appel", "appel entrant", "Appel passé par un client.", targets=HOME),)),),
        index=(
            IndexGroup("C", (IndexEntry("courriel", (Target("mark-1"),), anchor="index-courriel"),)),
            IndexGroup("M", (IndexEntry("message", see=("courriel",), anchor="index-message"),)),
        ),
        annexes=(table_annex(), pdf_annex()),
    )  # fmt: skip
    return replace(made, **changes)


def own_layout(root: Path, files: Mapping[str, str], name: str = "livre") -> None:
    """Write the bible's own files of a layout."""
    folder = root / "layouts" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, "utf-8")


def own_copy(root: Path, name: str = "mien") -> Path:
    """A whole layout of the bible's own, to be broken: a copy of the built-in one."""
    return shutil.copytree(REPOSITORY / "layouts" / "livre", root / "layouts" / name)
