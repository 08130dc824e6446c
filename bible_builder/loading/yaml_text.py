"""YAML as placed values: text, lists, mappings. Nothing is a number, a date or a boolean; nothing is shared or deep.

The events of PyYAML's parser are read one by one (its composer calls itself at each level: 600 ``[`` end in a
RecursionError). Anchors, aliases and tags are refused: a few hundred bytes of aliases can stand for millions of values.
When a file is not YAML, its top-level entries are read one by one, so that one slip does not hide the other mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import yaml

from bible_builder.errors import Findings, Source
from bible_builder.loading.placed import Entries, Entry, Items, Text, Value
from bible_builder.loading.text import clean_value
from bible_builder.loading.yaml_plain import quote_plain

_DEEPEST: Final = 30
_TAB: Final = re.compile(r" *\t[ \t]*(?=\S)")
_ONE_SPACE: Final = re.compile(r" (#.*)")
_KEY: Final = r"(?P<key>\s*(?:- +)*[^\s:#][^:#]*:) +"
_PLAIN_LINE: Final = re.compile(_KEY + r"""(?P<value>[^\s\[{|>'"&*].*:(?:\s.*)?)""")
_SIGN_LINE: Final = re.compile(_KEY + r"(?P<value>[&*!].*)")
_REASONS: Final = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no-colon"),
    ("unexpected end of stream", "unclosed-quote"),
    ("found unknown escape character", "escape"),
    ("found character", "character"),
    ("expected ',' or", "unclosed-bracket"),
    ("expected <block end>", "indentation"),
    ("expected the node content", "no-value"),
    ("sequence entries are not allowed", "dash"),
)
"""Words of PyYAML's messages → the reason in a report."""


class _Position(NamedTuple):
    """Line and column from 0."""

    line: int
    column: int


class _RefusedError(Exception):
    """Raised within this module to stop reading: the code of the report, what it is about, where."""

    def __init__(self, code: str, subject: str, position: _Position) -> None:
        super().__init__(code)
        self.code, self.subject, self.position = code, subject, position


_FAILURES: Final = (_RefusedError, yaml.YAMLError, ValueError, OverflowError)
"""What reading can raise; the last two come from escapes of characters that do not exist."""


def read_yaml(text: str, file: str, findings: Findings, first_line: int = 1) -> Value | None:
    """The value that ``text`` writes, placed in ``file``, where its first line is ``first_line``; None when there is none.

    Reports ``bad-yaml`` (reason, detail, paste: the line as it should be, or ""), ``yaml-alias`` and ``yaml-tag`` (name,
    paste), ``yaml-too-deep`` (limit), ``yaml-tab``, ``duplicate-key`` (key, line), and what ``clean_value`` reports.
    """
    if _has_tabs(text, file, findings, first_line):
        text = re.sub(r"(?m)^[ \t]+", lambda found: found[0].replace("\t", "  "), text)
    mended = quote_plain(text)
    composer = _Composer(text.split("\n"), mended.split("\n"), file, first_line, findings)
    try:
        return composer.compose(mended)
    except _FAILURES as error:
        values, failures = composer.compose_chunks(_chunks(mended))
        for failure, skipped in failures or [(error, 0)]:
            composer.report(failure, skipped)
        return _together(values)


def _has_tabs(text: str, file: str, findings: Findings, first_line: int) -> bool:
    places = [number for number, line in enumerate(text.split("\n")) if _TAB.match(line)]
    for number in places:
        findings.error("yaml-tab", Source(file, first_line + number))
    return bool(places)


def _together(values: list[Value]) -> Value | None:
    """What could be read of a file's top-level entries as one value."""
    pairs = [entry for value in values if isinstance(value, Entries) for entry in value.entries]
    if pairs:
        first_ones = {entry.key: entry for entry in reversed(pairs)}
        return Entries(tuple(first_ones.values())[::-1], values[0].source, is_partial=True)
    items = tuple(item for value in values if isinstance(value, Items) for item in value.values)
    return Items(items, values[0].source) if items else None


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before each line that begins in the first column, each piece with the number of lines before it."""
    pieces: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.split("\n")):
        begins = bool(line) and not line[0].isspace() and line[0] not in "#]}"
        if begins or not pieces:
            pieces.append((number, []))
        pieces[-1][1].append(line)
    return ((number, "\n".join(lines)) for number, lines in pieces)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read; ``key`` is the key waiting for its value."""

    start: _Position
    is_mapping: bool
    values: list[Value] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Text | None = None


class _Composer:
    """Builds placed values from parser events. ``typed`` are the lines before values were put in quotes."""

    def __init__(self, typed: list[str], lines: list[str], file: str, first_line: int, findings: Findings) -> None:
        self._typed, self._lines, self._file, self._first, self._findings = typed, lines, file, first_line, findings
        self._skipped = 0

    def compose_chunks(self, chunks: Iterable[tuple[int, str]]) -> tuple[list[Value], list[tuple[Exception, int]]]:
        """The values of the pieces that can be read; of the others what stopped it, and the number of lines before."""
        values: list[Value] = []
        failures: list[tuple[Exception, int]] = []
        for skipped, chunk in chunks:
            try:
                value = self.compose(chunk, skipped)
            except _FAILURES as error:
                failures.append((error, skipped))
            else:
                values.extend([] if value is None else [value])
        return values, failures

    def compose(self, text: str, skipped: int = 0) -> Value | None:
        """The value of one document, ``skipped`` lines below the first. Raises one of ``_FAILURES``."""
        self._skipped = skipped
        stack: list[_Open] = []
        result: Value | None = None
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.DocumentStartEvent) and result is not None:
                raise _RefusedError("bad-yaml", "several-documents", _start(event))
            value = self._value(event, stack)
            if value is not None and stack:
                self._put(stack[-1], value)
            elif value is not None:
                result = value
        return result

    def _value(self, event: yaml.Event, stack: list[_Open]) -> Value | None:
        """The value that an event ends, if any."""
        if isinstance(event, yaml.NodeEvent):
            _refuse_sharing(event)
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) == _DEEPEST:
                raise _RefusedError("yaml-too-deep", "", _start(event))
            stack.append(_Open(_start(event), isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            return self._closed(stack.pop(), _end(event))
        return None

    def _put(self, parent: _Open, value: Value) -> None:
        """Add a value to an open list or mapping."""
        if not parent.is_mapping:
            parent.values.append(value)
        elif parent.key is None:
            parent.key = self._key(value)
        else:
            key, parent.key = parent.key, None
            name = key.text.strip()
            first = parent.entries.setdefault(name, Entry(name, value, key.source))
            if first.source is not key.source:
                self._findings.error("duplicate-key", key.source, key=name, line=first.source.line)

    def _key(self, value: Value) -> Text:
        if isinstance(value, Text):
            return value
        self._findings.error("bad-yaml", value.source, reason="key", detail="", paste="")
        return Text(value.raw, value.source)

    def _closed(self, opened: _Open, end: _Position) -> Value:
        source, raw = self._place(opened.start), self._raw(opened.start, end)
        if opened.is_mapping:
            return Entries(tuple(opened.entries.values()), source, raw)
        return Items(tuple(opened.values), source, raw)

    def _text(self, event: yaml.ScalarEvent) -> Text:
        source = self._place(_start(event))
        text = clean_value(event.value, source, self._findings) if event.style == '"' else event.value
        return Text(text, source, self._comment(event))

    def _comment(self, event: yaml.ScalarEvent) -> str:
        """What follows a plain value after one space and ``#``: a comment to YAML, and in French often part of the words.

        Two spaces before ``#``, or quotes around the value, tell which is meant.
        """
        start, end = _start(event), _end(event)
        number = start.line + self._skipped
        typed = self._typed[number][start.column : start.column + 1] if number < len(self._typed) else ""
        if event.style and (event.style in "|>" or typed == event.style):
            return ""
        line = self._line(end.line + self._skipped)
        found = _ONE_SPACE.match(line, end.column)
        return found[1].rstrip() if found and not line[: end.column].endswith(" ") else ""

    def _raw(self, start: _Position, end: _Position) -> str:
        return self._line(start.line + self._skipped)[start.column : end.column] if start.line == end.line else ""

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""

    def _place(self, position: _Position) -> Source:
        return Source(self._file, self._first + self._skipped + position.line, position.column + 1)

    def report(self, error: Exception, skipped: int) -> None:
        """Turn what stopped the reading into a finding."""
        self._skipped = skipped
        if isinstance(error, _RefusedError):
            self._report_refused(error)
            return
        mark = problem = None
        if isinstance(error, yaml.MarkedYAMLError):
            mark, problem = error.problem_mark or error.context_mark, error.problem or error.context
        position = _Position(mark.line, mark.column) if mark else _Position(0, 0)
        detail = problem or str(error).partition("\n")[0]
        reason = next((word for words, word in _REASONS if words in detail), "other")
        paste = _quoted_line(_PLAIN_LINE, self._line(position.line + skipped))
        self._findings.error("bad-yaml", self._place(position), reason=reason, detail=detail, paste=paste)

    def _report_refused(self, error: _RefusedError) -> None:
        place = self._place(error.position)
        paste = _quoted_line(_SIGN_LINE, self._line(error.position.line + self._skipped))
        match error.code:
            case "bad-yaml":
                self._findings.error("bad-yaml", place, reason=error.subject, detail="", paste="")
            case "yaml-too-deep":
                self._findings.error("yaml-too-deep", place, limit=_DEEPEST)
            case code:
                self._findings.error(code, place, name=error.subject, paste=paste)


def _start(event: yaml.Event) -> _Position:
    return _Position(event.start_mark.line, event.start_mark.column) if event.start_mark else _Position(0, 0)


def _end(event: yaml.Event) -> _Position:
    return _Position(event.end_mark.line, event.end_mark.column) if event.end_mark else _Position(0, 0)


def _refuse_sharing(event: yaml.NodeEvent) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise _RefusedError("yaml-alias", f"*{event.anchor}", _start(event))
    if event.anchor:
        raise _RefusedError("yaml-alias", f"&{event.anchor}", _start(event))
    tag = event.tag if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) else None
    if tag and tag != "!":
        raise _RefusedError("yaml-tag", str(tag), _start(event))


def _quoted_line(pattern: re.Pattern[str], line: str) -> str:
    """The line with its value in quotes, ready to be pasted; "" when it is not a key and such a value."""
    found = pattern.fullmatch(line)
    if found is None:
        return ""
    value = found["value"].rstrip()
    return f"{found['key']} " + ("'" + value.replace("'", "''") + "'" if '"' in value else f'"{value}"')
