"""The parts of ``bible.yaml``: edition, people, audiences, variables, what it says about the index."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from bible_builder.loading.ids import is_id, slugify
from bible_builder.loading.index_entries import IndexReader
from bible_builder.loading.keys import BIBLE, CONCORDANCE, CONTRIBUTOR, EDITION, IN_FORCE, INDEX_REFERENCE, OUTPUT, label
from bible_builder.loading.placed import Entries, Entry, Text, is_empty
from bible_builder.loading.reading import Reading
from bible_builder.loading.schema import Record, plain_text, read_record
from bible_builder.model.bible import Audience, Concordance, Contributor, Edition, IndexReference, PlannedOutput, Variable
from bible_builder.model.languages import CODES, Language, nearest

VARIABLE: Final = re.compile(r"[\w-]+")
"""What each word of a variable's dotted name is."""

_FORMATS: Final = ("pdf", "docx")
"""What an output is made as unless it is said."""

_KNOWN_FORMATS: Final = {"pdf": "pdf", "docx": "docx", "suivi": "redline", "redline": "redline"}
"""The names of formats, and what they name."""
_NO_DATE: Final = datetime.date(1970, 1, 1)


def language_of(value: Entries) -> Language:
    """The language that a bible says it is written in, else the one that most of its keys are words of."""
    said = next((entry.value for entry in value.entries if entry.key in BIBLE.table["language"]), None)
    code = _code(said.text) if isinstance(said, Text) else ""
    words = {entry.key for entry in value.entries}
    return Language(code or max(CODES, key=lambda known: len(words & set(Language(known).words(BIBLE.table)))))


def _code(text: str) -> str:
    code = text.strip().lower().partition("-")[0]
    return code if code in CODES else ""


def check_language(record: Record, reading: Reading) -> str:
    """The bible's language as said (``fr``, ``fr-CA``…). Reports ``bad-value`` for one whose words we do not have."""
    said = record.text("language")
    if said and not _code(said):
        parameters = {"value": said, "expected": ", ".join(CODES), "suggestion": reading.language.code}
        key = label(BIBLE, "language", reading.language)
        reading.findings.error("bad-value", record.place("language"), key=key, **parameters)
    code = _code(said)
    return code + said.strip()[len(code) :] if code else reading.language.code


def read_edition(record: Record, reading: Reading) -> Edition:
    """The edition; one of 1970 when there is none. Reports ``dates-reversed`` (start, end)."""
    own = _part(record, "edition", reading)
    force = read_record(own.entries("in_force"), IN_FORCE, reading) if "in_force" in own.values else Record(own.source)
    start, end = force.date("valid_from"), force.date("valid_to")
    if start and end and end < start:
        reading.findings.error("dates-reversed", force.place("valid_to"), start=start, end=end)
    return Edition(
        source=own.source,
        places={**own.places, **force.places},
        id=own.text("id", "0"),
        number=int(own.number("number")),
        date=own.date("date") or _NO_DATE,
        valid_from=start,
        valid_to=end,
        baseline=own.text("baseline"),
    )


def _part(record: Record, name: str, reading: Reading) -> Record:
    return read_record(record.entries(name), EDITION, reading) if name in record.values else Record(record.place(name))


def read_contributors(record: Record, reading: Reading) -> Mapping[str, Contributor]:
    """The contributors by id. Reports ``bad-id``."""
    found: dict[str, Contributor] = {}
    for entry in record.entries("contributors").entries:
        own = read_record(entry.value, CONTRIBUTOR, reading)
        name = _id(entry, reading)
        found[name] = Contributor(
            source=entry.source,
            places=own.places,
            id=name,
            name=own.text("name", name),
            role=own.text("role"),
            email=own.text("email"),
        )
    return found


def read_audiences(record: Record, reading: Reading) -> Mapping[str, Audience]:
    """The audiences by id. Reports ``bad-id``, ``missing-key``."""
    found: dict[str, Audience] = {}
    for entry in record.entries("audiences").entries:
        if is_empty(entry.value):
            reading.findings.error("missing-key", entry.source, key=entry.key, object="audience")
        text = plain_text(entry.value, entry.key, reading)
        name = _id(entry, reading)
        found[name] = Audience(source=entry.source, places={"label": entry.value.source}, id=name, label=text or name)
    return found


def _id(entry: Entry, reading: Reading) -> str:
    if not is_id(entry.key):
        reading.findings.error("bad-id", entry.source, id=entry.key, suggestion=slugify(entry.key))
    return slugify(entry.key)


def labelled(known: Mapping[str, Variable], record: Record, reading: Reading) -> Mapping[str, Variable]:
    """The variables ``known`` with what ``labels`` calls them, nested as they are. Reports ``label-of-nothing`` (name), and what
    is reported of variables."""
    found = dict(known)
    for said in _variables(record.entries("labels"), "", reading):
        if said.name in found:
            found[said.name] = replace(found[said.name], label=said.text)
        else:
            reading.findings.error("label-of-nothing", said.source, name=said.name)
    return found


def read_variables(record: Record, reading: Reading) -> Mapping[str, Variable]:
    """The variables by their dotted names. Reports ``bad-variable`` (name), ``missing-key``, ``markup-in-text``."""
    return {variable.name: variable for variable in _variables(record.entries("variables"), "", reading)}


def _variables(entries: Entries, prefix: str, reading: Reading) -> Iterator[Variable]:
    for entry in entries.entries:
        name = f"{prefix}{entry.key}"
        if not VARIABLE.fullmatch(entry.key):
            reading.findings.error("bad-variable", entry.source, name=name)
        elif isinstance(entry.value, Entries):
            yield from _variables(entry.value, f"{name}.", reading)
        elif is_empty(entry.value):
            reading.findings.error("missing-key", entry.source, key=name, object="variable")
        elif (text := plain_text(entry.value, entry.key, reading)) is not None:
            if "{{" in text:
                reading.findings.error("markup-in-text", entry.value.source, key=name, found="{{")
            yield Variable(source=entry.source, places={"text": entry.value.source}, name=name, text=text)


def read_concordance(record: Record, reading: Reading) -> tuple[Concordance, ...]:
    """What makes an index mark wherever it stands. Reports ``bad-index-entry``."""
    found = []
    for item in record.items("concordance"):
        own = read_record(item, CONCORDANCE, reading)
        entry = _heading(own, "entry", reading)
        if own.texts("words") and entry:
            found.append(Concordance(source=own.source, places=own.places, words=own.texts("words"), entry=entry))
    return tuple(found)


def read_outputs(record: Record, reading: Reading) -> tuple[PlannedOutput, ...]:
    """What an edition is issued as; unless it is said, everything, for everybody, as PDF and as Word.

    Reports ``unknown-audience``; ``bad-value`` for a format that is not one.
    """
    found = []
    for item in record.items("outputs"):
        own = read_record(item, OUTPUT, reading)
        audience = own.text("audience")
        reading.check_audiences((audience,) if audience else (), own.place("audience"))
        found.append(
            PlannedOutput(
                source=own.source,
                places=own.places,
                layout=own.text("layout"),
                purpose=own.text("purpose", "screen"),
                audience=audience,
                formats=_formats(own, reading),
            )
        )
    return tuple(found) or (PlannedOutput(source=record.source),)


def _formats(record: Record, reading: Reading) -> tuple[str, ...]:
    """The formats, each once; a PDF for a printer has no Word document beside it unless that is asked for."""
    named = {text.text.lower(): text for text in record.placed("formats")}
    for name, text in named.items():
        if name not in _KNOWN_FORMATS:
            key = label(OUTPUT, "formats", reading.language)
            expected = [*_FORMATS, "suivi" if reading.language.code == "fr" else "redline"]
            parameters = {"value": text.text, "expected": ", ".join(expected), "suggestion": nearest(name, expected)}
            reading.findings.error("bad-value", text.source, key=key, **parameters)
    usual = _FORMATS[:1] if record.text("purpose") == "print" else _FORMATS
    return tuple(dict.fromkeys(_KNOWN_FORMATS[name] for name in named if name in _KNOWN_FORMATS)) or usual


def read_references(record: Record, reading: Reading) -> tuple[IndexReference, ...]:
    """The index's *see* and *see also*. Reports ``bad-index-entry``; ``missing-key`` for a heading without either."""
    found = []
    for item in record.items("index_references"):
        own = read_record(item, INDEX_REFERENCE, reading)
        entry, targets = _heading(own, "entry", reading), [name for name in ("see", "see_also") if name in own.values]
        if entry and not targets:
            key = label(INDEX_REFERENCE, "see", reading.language)
            reading.findings.error("missing-key", own.source, key=key, object=INDEX_REFERENCE.name)
        for name in targets:
            target = _heading(own, name, reading)
            if entry and target:
                also = name == "see_also"
                found.append(IndexReference(source=own.source, places=own.places, entry=entry, target=target, also=also))
    return tuple(found)


def _heading(record: Record, name: str, reading: Reading) -> str:
    """A heading of the index, levels parted by ``!``; options have no place there."""
    text = record.text(name)
    if "|" in text:
        parameters = {"entry": text, "reason": "option", "found": text.partition("|")[2], "suggestion": ""}
        reading.findings.error("bad-index-entry", record.place(name), **parameters)
        return ""
    reader = IndexReader(reading.language, reading.findings, record.place(name))
    return "!".join(reader.levels(text)) if text else ""
