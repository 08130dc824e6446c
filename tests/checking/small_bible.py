"""A bible of one section, built by hand, for rules that need no file but fonts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bible_builder.errors import Diagnostic, Findings, Source
from bible_builder.model.bible import Bible, Chapter, Edition, Section, Status
from bible_builder.model.charter import Charter, FontFile
from bible_builder.model.tree import Content, Element
from bible_builder.model.units import Color

FONTS = Path(__file__).resolve().parents[2] / "content" / "charte" / "polices"
FILE = Source("content/guide/1-debut/10-a.md", 1)
EDITION = Edition(source=Source("content/bible.yaml", 5), id="2026-T4", number=1, date=datetime.date(2026, 9, 28))


def charter(colors: Mapping[str, str] | None = None, fonts: tuple[FontFile, ...] | None = None) -> Charter:
    """A charter of two families: Vollkorn for text, Source Sans 3 for headings and code."""
    files = fonts or (
        FontFile("Vollkorn", FONTS / "Vollkorn-Regular.ttf"),
        FontFile("Vollkorn", FONTS / "Vollkorn-Bold.ttf", 700),
        FontFile("Vollkorn", FONTS / "Vollkorn-Italic.ttf", 400, "italic"),
        FontFile("Source Sans 3", FONTS / "SourceSans3-Regular.ttf"),
    )
    palette = {"foreground": "#222222", "background": "#ffffff", "primary": "#1f4a33", **(colors or {})}
    families = {"base": "Vollkorn", "headings": "Source Sans 3", "monospace": "Source Sans 3"}
    return Charter("Marque", {name: Color.parse(value) for name, value in palette.items()}, files, families)


def section(body: Content = (), **fields: Any) -> Section:
    """A validated section, reviewed, with an owner."""
    known: dict[str, Any] = {
        "id": "a",
        "title": "Début",
        "owner": "marie",
        "status": Status.VALIDATED,
        "reviewed_on": datetime.date(2026, 9, 1),
        "review_every": "6 mois",
    }
    return Section(source=FILE, body=body, **(known | fields))


def bible(*sections: Section, **fields: Any) -> Bible:
    """A sound bible around the sections (one plain one when none is given)."""
    chapter = Chapter(source=FILE, id="debut", title="Début", folder="1-debut", sections=sections or (section(),))
    sound = Bible(
        source=Source("content/bible.yaml"),
        root=Path("nowhere"),
        language="fr",
        brand="Marque",
        title="Bible",
        subtitle="",
        slug="bible",
        edition=EDITION,
        charter=charter(),
        chapters=(chapter,),
    )
    return replace(sound, **fields)


def paragraph(text: str, line: int = 10, **attributes: str) -> Element:
    """A paragraph that stands on ``line``."""
    return Element("p", attributes, (text,), Source(FILE.file, line))


def found(rule: Any, held: Bible) -> list[Diagnostic]:
    """What one rule says of a bible."""
    findings = Findings()
    rule(held, findings)
    return list(findings.all)
