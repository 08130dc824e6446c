"""Taking a snapshot of a bible."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from bible_builder.comparison import snapshot as kept
from bible_builder.comparison.blocks import Known, blocks_of
from bible_builder.comparison.words import keys
from bible_builder.model.bible import LOOK_UP, Annex, AnnexKind, Bible, Chapter, Section, Sheet, Term
from bible_builder.model.tree import Content, Element


def take(selected: Bible, resolved: Bible, digests: Mapping[str, str]) -> kept.Snapshot:
    """The snapshot of ``resolved``, the bible as one audience reads it.

    ``selected`` is the same before variables were read, with what is withheld from that audience already taken away: it tells
    where variables are used and what authors typed. ``digests`` are those of pictures and PDF files, by path from the root.
    """
    typed = _typed(selected)
    known = Known.of(digests, (term.expansion for term in resolved.terms))
    edition = resolved.edition
    return kept.Snapshot(
        edition=kept.Edition(
            id=edition.id,
            number=edition.number,
            date=edition.date.isoformat(),
            valid_from=_date(edition.valid_from),
            valid_to=_date(edition.valid_to),
            baseline=edition.baseline,
        ),
        language=resolved.language,
        brand=resolved.brand,
        title=resolved.title,
        audience=resolved.audience,
        chapters=tuple(_chapter(chapter, resolved, known, typed) for chapter in resolved.chapters),
        terms=tuple(_term(term, resolved) for term in resolved.terms),
        annexes=tuple(_annex(annex, resolved, known) for annex in resolved.annexes),
        variables=tuple(_variables(selected, {term.id for term in resolved.terms})),
    )


def _date(date: datetime.date | None) -> str:
    return date.isoformat() if date else ""


def _chapter(chapter: Chapter, bible: Bible, known: Known, typed: Mapping[str, str]) -> kept.Chapter:
    return kept.Chapter(
        id=chapter.id,
        title=chapter.title,
        number=chapter.number,
        owner=_owner(chapter.owner, bible),
        typed=typed.get(f"chapter {chapter.id}", ""),
        blocks=blocks_of(chapter.body, known),
        sections=tuple(_section(section, bible, known, typed) for section in chapter.sections),
    )


def _section(section: Section, bible: Bible, known: Known, typed: Mapping[str, str]) -> kept.Section:
    return kept.Section(
        id=section.id,
        title=section.title,
        number=section.number,
        owner=_owner(section.owner, bible),
        status=str(section.status),
        # Who else may read is nothing that an audience is told.
        audiences=() if bible.audience else tuple(section.audiences),
        change_note=section.change_note,
        typed=typed.get(f"section {section.id}", ""),
        blocks=blocks_of(section.body, known),
    )


def _owner(name: str, bible: Bible) -> str:
    return bible.contributors[name].name if name in bible.contributors else name


def _term(term: Term, bible: Bible) -> kept.Term:
    names = {other.id: other.term for other in bible.terms}
    return kept.Term(
        id=term.id,
        term=term.term,
        expansion=term.expansion,
        synonyms=tuple(term.synonyms),
        avoid=tuple(term.avoid),
        see_also=tuple(names.get(name, name) for name in term.see_also),
        blocks=blocks_of(term.definition),
    )


def _annex(annex: Annex, bible: Bible, known: Known) -> kept.Annex:
    """A table's rows are kept as rows: its body is made of them."""
    body = () if annex.kind is AnnexKind.TABLE else annex.body
    path = annex.path.relative_to(bible.root) if annex.path.is_relative_to(bible.root) else annex.path
    return kept.Annex(
        id=annex.id,
        title=annex.title,
        kind=str(annex.kind),
        letter=annex.letter,
        description=annex.description,
        pages=annex.pages,
        digest=known.digests.get(path.as_posix(), "") if annex.kind is AnnexKind.PDF else "",
        blocks=(*blocks_of(annex.introduction, known), *blocks_of(body, known)),
        sheets=tuple(map(_sheet, annex.sheets)),
    )


def _sheet(sheet: Sheet) -> kept.Sheet:
    width = len(sheet.columns)
    return kept.Sheet(
        title=sheet.title,
        columns=tuple(kept.Column(column.name, column.title, column.key) for column in sheet.columns),
        rows=tuple(kept.Row((*row.cells, *("",) * width)[:width], row.group) for row in sheet.rows),
    )


def _typed(bible: Bible) -> Mapping[str, str]:
    """The digest of what was typed in each chapter's introduction and each section."""
    found = {}
    for chapter in bible.chapters:
        found[f"chapter {chapter.id}"] = _digest(chapter.title, chapter.body)
        found.update({f"section {section.id}": _digest(section.title, section.body) for section in chapter.sections})
    return found


def _digest(title: str, content: Content) -> str:
    lines = (title, *("\x1f".join((block.kind, *keys(block))) for block in blocks_of(content)))
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


# variables -------------------------------------------------------------------------------------------------------------------


def _variables(bible: Bible, terms: Iterable[str]) -> Iterator[kept.Variable]:
    """The variables in use, by name; those of terms that are not shown are in use nowhere."""
    places: dict[str, dict[kept.Place, None]] = {}
    for place, names in _uses(bible, frozenset(terms)):
        for name in names:
            places.setdefault(name, {})[place] = None
    for name in sorted(places.keys() & bible.variables.keys()):
        variable = bible.variables[name]
        yield kept.Variable(name, variable.text, tuple(places[name]), variable.label)


def _uses(bible: Bible, terms: frozenset[str]) -> Iterator[tuple[kept.Place, Iterator[str]]]:
    """Each place, in the order of reading, with the variables it names."""
    for chapter in bible.chapters:
        yield kept.Place("chapter", chapter.id), _named(chapter.body, chapter.title)
        for section in chapter.sections:
            yield kept.Place("section", section.id), _named(section.body, section.title)
    for term in bible.terms:
        if term.id in terms:
            yield kept.Place("term", term.id), _named(term.definition)
    for annex in bible.annexes:
        yield kept.Place("annex", annex.id), _named((*annex.introduction, *annex.body), annex.title, annex.description)


def _named(content: Content, *texts: str) -> Iterator[str]:
    for text in texts:
        yield from (found[1] for found in LOOK_UP.finditer(text))
    for node in content:
        if isinstance(node, Element):
            yield from (element.get("name") for element in node.iter() if element.name == "x-variable")
