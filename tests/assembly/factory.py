"""Bibles in a line, for the tests of assembly. Content is written as the HTML of the tree, source elements included."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from bible_builder.assembly import resolve
from bible_builder.errors import Findings, Source
from bible_builder.model.bible import (
    Annex,
    AnnexKind,
    Audience,
    Bible,
    Chapter,
    Column,
    ColumnType,
    Edition,
    Section,
    Sheet,
    TableRow,
    Term,
    Variable,
)
from bible_builder.model.charter import Charter
from bible_builder.model.tree import Content, Element, from_html, texts, to_html
from bible_builder.model.units import Color

HERE = Source("content/test.md", 1)
BLACK = Color.parse("#000000")
CHARTER = Charter("Lorme", {"foreground": BLACK}, (), {"base": "Vollkorn"})


def nodes(html: str) -> Content:
    """The tree that the HTML writes."""
    return from_html(html)


def section(identifier: str = "s", body: str = "", title: str = "Section", **fields: object) -> Section:
    """A section at line 1 of its own file."""
    source = Source(f"content/guide/{identifier}.md")
    return replace(Section(id=identifier, title=title, body=nodes(body), source=source), **fields)  # type: ignore[arg-type]


def chapter(*sections: Section, identifier: str = "c", title: str = "Chapitre", body: str = "", **fields: object) -> Chapter:
    """A chapter of these sections."""
    made = Chapter(id=identifier, title=title, folder=identifier, body=nodes(body), sections=sections, source=HERE)
    return replace(made, **fields)  # type: ignore[arg-type]


def term(name: str, definition: str = "", identifier: str = "", **fields: object) -> Term:
    """A term; its id is its name with hyphens."""
    made = Term(
        id=identifier or name.lower().replace(" ", "-"),
        term=name,
        definition=nodes(definition),
        source=Source("content/lexique.yaml"),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def annex(identifier: str = "a", body: str = "", title: str = "Annexe", **fields: object) -> Annex:
    """A text annex."""
    source = Source("content/annexes/annexes.yaml")
    made = Annex(id=identifier, title=title, kind=AnnexKind.TEXT, path=Path("a.md"), body=nodes(body), source=source)
    return replace(made, **fields)  # type: ignore[arg-type]


def column(title: str, kind: ColumnType = ColumnType.TEXT, **fields: object) -> Column:
    """A column whose head in the file is its title."""
    return replace(Column(name=title, title=title, type=kind, source=HERE), **fields)  # type: ignore[arg-type]


def row(*cells: str, **fields: object) -> TableRow:
    """A row of printed cells."""
    return replace(TableRow(cells=cells, source=HERE), **fields)  # type: ignore[arg-type]


def sheet(columns: Iterable[Column], *rows: TableRow, title: str = "") -> Sheet:
    """A sheet of these rows."""
    return Sheet(title=title, columns=tuple(columns), rows=rows, source=HERE)


def bible(
    *chapters: Chapter | Section,
    body: str = "",
    terms: Iterable[Term] = (),
    annexes: Iterable[Annex] = (),
    variables: Mapping[str, str] | None = None,
    audiences: Iterable[str] = ("interne", "prestataires"),
    language: str = "fr",
    **fields: object,
) -> Bible:
    """A bible of these chapters (sections go into one chapter ``c``); ``body`` alone makes one section ``s``."""
    sections = [one for one in chapters if isinstance(one, Section)]
    whole = [one for one in chapters if isinstance(one, Chapter)]
    if body or not chapters:
        sections.append(section(body=body))
    if sections:
        whole.append(chapter(*sections))
    made = Bible(
        source=Source("content/bible.yaml"),
        root=Path("."),
        language=language,
        brand="Lorme",
        title="Bible",
        subtitle="",
        slug="bible",
        edition=Edition(id="e", number=1, date=datetime.date(2026, 9, 28), source=HERE),
        charter=CHARTER,
        chapters=tuple(whole),
        terms=tuple(terms),
        annexes=tuple(annexes),
        variables={
            name: Variable(name=name, text=text, source=Source("content/bible.yaml", 9))
            for name, text in (variables or {}).items()
        },
        audiences={name: Audience(id=name, label=name.title(), source=HERE) for name in audiences},
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def resolved(given: Bible, audience: str = "") -> Bible:
    """The bible resolved; fails when that finds an error."""
    findings = Findings()
    result = resolve(given, audience, findings)
    assert not findings.errors, findings.errors
    return result


def found(given: Bible, audience: str = "") -> list[tuple[str, dict[str, str]]]:
    """What resolving the bible finds: codes and parameters, in order of report."""
    findings = Findings()
    resolve(given, audience, findings)
    return [(diagnostic.code, dict(diagnostic.parameters)) for diagnostic in findings.all]


def html_of(given: Bible) -> str:
    """The body of the first section of the first chapter, as HTML without places."""
    return written(given.chapters[0].sections[0].body)


def written(content: Content) -> str:
    """The nodes as HTML without places, special spaces made visible: ``~`` for U+00A0, ``^`` for U+202F."""
    return to_html(unplaced(content)).replace("\u00a0", "~").replace("\u202f", "^")


def unplaced(content: Content) -> Content:
    """The nodes without their places."""
    return tuple(n if isinstance(n, str) else Element(n.name, n.attributes, unplaced(n.children)) for n in content)


def text_of(given: Bible) -> str:
    """The words of the first section, special spaces made visible."""
    return texts(given.chapters[0].sections[0].body).replace("\u00a0", "~").replace("\u202f", "^")
