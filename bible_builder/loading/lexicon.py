"""The lexicon, from YAML or a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from bible_builder.errors import Source
from bible_builder.loading.ids import is_id, slugify
from bible_builder.loading.keys import TERM
from bible_builder.loading.phrasing import read_phrase
from bible_builder.loading.reading import Reading
from bible_builder.loading.records import read_records
from bible_builder.loading.schema import Record
from bible_builder.model.bible import Term
from bible_builder.model.languages import NATURES, plain


def read_lexicon(reading: Reading) -> tuple[Term, ...]:
    """The terms, in the file's order; none when there is no lexicon.

    Reports ``duplicate-term`` (term, line), ``duplicate-term-id`` (id, line), and what records and definitions hold.
    """
    terms = [_read_term(record, reading) for record in read_records("lexicon", TERM, reading) if record.text("term")]
    _report_repeated(terms, reading)
    return tuple(terms)


def _read_term(record: Record, reading: Reading) -> Term:
    name, definition = record.text("term"), record.markup("definition")
    nature = record.text("nature")
    anchor = record.text("id") or slugify(name)
    if not is_id(anchor):
        reading.findings.error("bad-id", record.place("term"), id=name, suggestion="")
    return Term(
        source=record.source,
        places=record.places,
        id=anchor,
        term=name,
        definition=read_phrase(definition, f"term-{anchor}", reading) if definition else (),
        expansion=record.text("expansion"),
        forms=record.texts("forms"),
        synonyms=record.texts("synonyms"),
        avoid=record.texts("avoid"),
        see_also=record.texts("see_also"),
        home=record.text("home"),
        indexed=record.flag("indexed"),
        always=record.flag("always"),
        nature=reading.language.word(NATURES, nature) if nature else "",
        audiences=reading.check_audiences(record.texts("audiences"), record.place("audiences")),
    )


def _report_repeated(terms: Sequence[Term], reading: Reading) -> None:
    named: dict[str, Source] = {}
    given: dict[str, Source] = {}
    for term in terms:
        place = term.place("term")
        first = named.setdefault(plain(term.term), place)
        if first is not place:
            reading.findings.error("duplicate-term", place, term=term.term, line=first.line)
            continue
        first = given.setdefault(term.id, place)
        if first is not place:
            reading.findings.error("duplicate-term-id", place, id=term.id, line=first.line)
