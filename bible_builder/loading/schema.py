"""From values as typed to values as meant: a mapping is read by its shape, each key by its kind.

Everything wrong is reported, nothing stops the reading: a key that is misspelt counts as the one that was meant, so that
one mistake is reported once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bible_builder.errors import Source
from bible_builder.loading.ids import NAME, is_id, slugify
from bible_builder.loading.keys import Key, Kind, Shape
from bible_builder.loading.placed import Entries, Items, Text, Value, is_empty
from bible_builder.loading.reading import Reading
from bible_builder.model.languages import FLAGS, Language

_PERIODS: Final = {
    "fr": re.compile(r"[1-9]\d{0,2}[ \u00a0\u202f](?:jours?|semaines?|mois|ans?|années?)", re.ASCII),
    "en": re.compile(r"[1-9]\d{0,2}[ \u00a0\u202f](?:day|week|month|year)s?", re.ASCII),
}
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_FRENCH_DATE: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,6}", re.ASCII)
_PERCENT: Final = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)[ \u00a0\u202f]?%?", re.ASCII)
_EMAIL: Final = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_MARKS: Final = re.compile(r"\{\{|\{[^\s{}]+\}`")
_SPACED_COLON: Final = re.compile(r"\s:\s")
_ROLE: Final = re.compile(r"\{[^\s{}]+\}`")


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping that was read: its values by the model's names, and where each was written.

    A value that was not given, or given wrongly, is not there: the methods then return nothing of their kind.
    """

    source: Source
    values: Mapping[str, object] = field(default_factory=dict)
    places: Mapping[str, Source] = field(default_factory=dict)

    def place(self, name: str) -> Source:
        """Where a value was written, else where the record begins."""
        return self.places.get(name, self.source)

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        value = self.values.get(name)
        return value if isinstance(value, str) else default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(value.text for value in self.placed(name))

    def placed(self, name: str) -> tuple[Text, ...]:
        """A list of texts, each with its place."""
        value = self.values.get(name)
        return tuple(item for item in value if isinstance(item, Text)) if isinstance(value, tuple) else ()

    def date(self, name: str) -> datetime.date | None:
        """A date."""
        value = self.values.get(name)
        return value if isinstance(value, datetime.date) else None

    def number(self, name: str) -> float:
        """A number, 0 when there is none."""
        value = self.values.get(name)
        return value if isinstance(value, (int, float)) else 0

    def flag(self, name: str, default: bool = False) -> bool:
        """Yes or no; ``default`` when nothing is said."""
        value = self.values.get(name)
        return value if isinstance(value, bool) else default

    def entries(self, name: str) -> Entries:
        """A mapping, empty when there is none."""
        value = self.values.get(name)
        return value if isinstance(value, Entries) else Entries((), self.place(name))

    def items(self, name: str) -> tuple[Value, ...]:
        """A list of anything."""
        value = self.values.get(name)
        return value.values if isinstance(value, Items) else ()

    def markup(self, name: str) -> Text | None:
        """Markdown not yet read."""
        value = self.values.get(name)
        return value if isinstance(value, Text) else None


def read_record(value: Value, shape: Shape, reading: Reading) -> Record:
    """The mapping ``value`` read as ``shape``.

    Reports ``unknown-key`` (key, object, suggestion), ``missing-key`` (key, object) and what the kinds of value report:
    ``wrong-type`` (key, expected, value, paste), ``bad-value`` (key, value, expected, suggestion), ``comment-in-text`` (key,
    text, comment, paste), ``markup-in-text`` (key, found), ``bad-id`` (id, suggestion).
    """
    if not isinstance(value, Entries):
        text = value.text if isinstance(value, Text) else ""
        reading.findings.error("wrong-type", value.source, key=shape.name, expected="mapping", value=text, paste="")
        return Record(value.source)
    given = _given(value, shape, reading)
    values: dict[str, object] = {}
    for name, (word, written, _place) in given.items():
        found = _read(written, shape.by_name[name], word, reading)
        if found is not None:
            values[name] = found
    for key in () if value.is_partial else shape.keys:
        if key.required and (key.name not in given or is_empty(given[key.name][1])):
            word = reading.language.word(shape.table, key.name)
            place = given[key.name][2] if key.name in given else value.source
            reading.findings.error("missing-key", place, key=word, object=shape.name)
    return Record(value.source, values, {name: _value_place(written, place) for name, (_, written, place) in given.items()})


def _value_place(value: Value, key_place: Source) -> Source:
    return key_place if is_empty(value) else value.source


def _given(entries: Entries, shape: Shape, reading: Reading) -> dict[str, tuple[str, Value, Source]]:
    """Model name → the word used, its value, the key's place."""
    given: dict[str, tuple[str, Value, Source]] = {}
    meant: list[tuple[str, str, Value, Source]] = []
    for entry in entries.entries:
        name = reading.language.name(shape.table, entry.key)
        if name is not None:
            given.setdefault(name, (entry.key, entry.value, entry.source))
            continue
        suggestion = reading.language.suggest(shape.table, entry.key)
        reading.findings.error("unknown-key", entry.source, key=entry.key, object=shape.name, suggestion=suggestion)
        if suggestion:
            meant.append((reading.language.name(shape.table, suggestion) or "", suggestion, entry.value, entry.source))
    for name, word, value, place in meant:
        given.setdefault(name, (word, value, place))
    return given


def _read(value: Value, key: Key, word: str, reading: Reading) -> object | None:
    if is_empty(value):
        return None
    return _READERS[key.kind](value, key, word, reading)


def _wrong_type(value: Value, expected: str, word: str, paste: str, reading: Reading) -> None:
    text = value.text if isinstance(value, Text) else value.raw
    reading.findings.error("wrong-type", value.source, key=word, expected=expected, value=text[:80], paste=paste)


def quoted(text: str) -> str:
    """The text in quotes, as YAML takes it: double ones, unless it holds some."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def plain_text(value: Value, word: str, reading: Reading, start: str = "") -> str | None:
    """The text of a value, spaces at its ends taken off. Reports ``wrong-type``, ``comment-in-text``.

    ``start``: what a line to paste begins with, when it is not the key.
    """
    start = start or f"{word}: "
    if not isinstance(value, Text):
        raw = _raw(value)
        _wrong_type(value, "text", word, f"{start}{quoted(raw)}" if raw else "", reading)
        return None
    text = " ".join(value.text.split("\n")).strip()
    if value.comment:
        paste = start + quoted(f"{text} {value.comment}")
        reading.findings.error("comment-in-text", value.source, key=word, text=text, comment=value.comment, paste=paste)
    return text


def _raw(value: Items | Entries) -> str:
    """How a value that should be text was typed, as far as it stood on one line: ``- Attention: danger`` is a mapping."""
    if not value.raw and isinstance(value, Entries) and len(value.entries) == 1:
        entry = value.entries[0]
        return f"{entry.key}: {entry.value.text}" if isinstance(entry.value, Text) else ""
    return value.raw


def _text(value: Value, key: Key, word: str, reading: Reading, start: str = "") -> str | None:
    text = plain_text(value, word, reading, start)
    marks = _ROLE if key.kind in {Kind.TITLE, Kind.TITLES} else _MARKS
    if text is not None and (found := marks.search(text)):
        reading.findings.error("markup-in-text", value.source, key=word, found=found[0].rstrip("`"))
    return text


def _markup(value: Value, key: Key, word: str, reading: Reading) -> Text | None:
    return value if plain_text(value, word, reading) is not None and isinstance(value, Text) else None


def _single(value: Value, expected: str, word: str, reading: Reading) -> str | None:
    """The text of a value that is no prose: what follows it after ``#`` is a comment."""
    if isinstance(value, Text):
        return value.text.strip()
    _wrong_type(value, expected, word, "", reading)
    return None


def _bad(value: Value, text: str, key: Key, word: str, reading: Reading, suggestion: str = "", expected: str = "") -> None:
    expected = expected or key.kind.value
    reading.findings.error("bad-value", value.source, key=word, value=text, expected=expected, suggestion=suggestion)


def _id(value: Value, key: Key, word: str, reading: Reading) -> str | None:
    text = _single(value, key.kind, word, reading)
    if text is not None and not is_id(text):
        reading.findings.error("bad-id", value.source, id=text, suggestion=slugify(text))
    return slugify(text) if text is not None else None


def _name(value: Value, key: Key, word: str, reading: Reading) -> str | None:
    text = _single(value, key.kind, word, reading)
    if text is None or NAME.fullmatch(text):
        return text
    _bad(value, text, key, word, reading, slugify(text))
    return None


def _email(value: Value, key: Key, word: str, reading: Reading) -> str | None:
    text = _single(value, key.kind, word, reading)
    if text is not None and not _EMAIL.fullmatch(text):
        _bad(value, text, key, word, reading)
    return text


def _date(value: Value, key: Key, word: str, reading: Reading) -> datetime.date | None:
    text = _single(value, key.kind, word, reading)
    if text is None:
        return None
    found = _DATE.fullmatch(text)
    day = calendar_day(*found.groups()) if found else None
    if day is None:
        typed = _FRENCH_DATE.fullmatch(text)
        meant = calendar_day(typed[3], typed[2], typed[1]) if typed else None
        _bad(value, text, key, word, reading, meant.isoformat() if meant else "")
    return day


def calendar_day(year: str, month: str, day: str) -> datetime.date | None:
    """The day that three numbers name, or None when the calendar has no such day."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _period(value: Value, key: Key, word: str, reading: Reading) -> str | None:
    text = _single(value, key.kind, word, reading)
    if text is None or _PERIODS[reading.language.code].fullmatch(text):
        return text
    _bad(value, text, key, word, reading)
    return None


def _whole(value: Value, key: Key, word: str, reading: Reading) -> int | None:
    text = _single(value, key.kind, word, reading)
    if text is None or not _WHOLE.fullmatch(text):
        if text is not None:
            _bad(value, text, key, word, reading)
        return None
    return int(text)


def _percent(value: Value, key: Key, word: str, reading: Reading) -> float | None:
    text = _single(value, key.kind, word, reading)
    number = percentage(text) if text is not None else None
    if text is not None and number is None:
        _bad(value, text, key, word, reading)
    return number


def percentage(text: str) -> float | None:
    """The number from 1 to 100 that a text states, with or without ``%``; None for anything else."""
    found = _PERCENT.fullmatch(text.strip())
    number = float(found[1].replace(",", ".")) if found else 0
    return number if 1 <= number <= 100 else None


def _choice(value: Value, key: Key, word: str, reading: Reading) -> str | None:
    text, table = _single(value, key.kind, word, reading), key.choices or {}
    if text is None:
        return None
    name = reading.language.name(table, text)
    if name is None:
        suggestion = reading.language.suggest(table, text)
        known = ", ".join(reading.language.words(table))
        _bad(value, text, key, word, reading, suggestion, known)
        name = reading.language.name(table, suggestion) if suggestion else None
    return name


def _flag(value: Value, key: Key, word: str, reading: Reading) -> bool | None:
    text = _single(value, key.kind, word, reading)
    if text is None:
        return None
    flag = is_yes(text, reading.language)
    if flag is None:
        known = ", ".join(reading.language.words(FLAGS))
        _bad(value, text, key, word, reading, reading.language.suggest(FLAGS, text), known)
    return flag


def is_yes(text: str, language: Language) -> bool | None:
    """Yes, no, or None when the text says neither in the language."""
    name = language.name(FLAGS, text)
    return None if name is None else name == "yes"


def _texts(value: Value, key: Key, word: str, reading: Reading) -> tuple[Text, ...] | None:
    if isinstance(value, Text) and value.in_cell:
        parts = (part.strip() for part in value.text.split(";"))
        return tuple(Text(part, value.source) for part in parts if part)
    if not isinstance(value, Items):
        paste = f"{word}: [{value.text}]" if isinstance(value, Text) else ""
        _wrong_type(value, "list", word, paste, reading)
        return None
    found: list[Text] = []
    for item in map(_as_words, value.values):
        text = None if is_empty(item) else _text(item, key, word, reading, "- ")
        if text:
            found.append(Text(text, item.source))
    return tuple(found)


def _as_words(item: Value) -> Value:
    """``[le rappel : quand]`` is a list of one mapping in YAML, and of one text in French."""
    is_words = isinstance(item, Entries) and _SPACED_COLON.search(item.raw) and not item.raw.startswith("{")
    return Text(item.raw, item.source) if isinstance(item, Entries) and is_words else item


def _mapping(value: Value, key: Key, word: str, reading: Reading) -> Entries | None:
    if isinstance(value, Entries):
        return value
    _wrong_type(value, "mapping", word, "", reading)
    return None


def _list(value: Value, key: Key, word: str, reading: Reading) -> Items | None:
    if isinstance(value, Items):
        return value
    _wrong_type(value, "list", word, "", reading)
    return None


_Reader = Callable[[Value, Key, str, Reading], object | None]
_READERS: Final[Mapping[Kind, _Reader]] = {
    Kind.TEXT: _text, Kind.TITLE: _text, Kind.MARKUP: _markup, Kind.ID: _id, Kind.NAME: _name, Kind.EMAIL: _email,
    Kind.DATE: _date, Kind.PERIOD: _period, Kind.WHOLE: _whole, Kind.PERCENT: _percent, Kind.CHOICE: _choice, Kind.FLAG: _flag,
    Kind.TEXTS: _texts, Kind.TITLES: _texts, Kind.MAPPING: _mapping, Kind.LIST: _list,
}  # fmt: skip
