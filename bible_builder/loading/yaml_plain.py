"""French typography is not a trap: values that YAML would misread are put in quotes before it reads.

``titre: Le rappel : quand`` is not YAML (a plain scalar ends at a colon and a space: YAML 1.1 §9.1.3), ``définition:
{terme}`appel` `` opens a mapping, ``note: *Mot* en tête`` is an alias, and ``- 80 % : objectif`` a mapping in a list. What
is meant is plain, so it is quoted here, line by line; lines stay where they are, values keep their first column. Whatever
could be YAML of its own (quoted values, block scalars, whole brackets) is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bible_builder.loading.keys import known_words

_HEAD: Final = re.compile(r" *(?P<dashes>(?:- +)*)")
_QUOTED_KEY: Final = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_NO_KEY: Final = frozenset("#[]{}&*!|>%@`,")
_KEY_COLON: Final = re.compile(r":(?=[\s]|$)")
_BLOCK: Final = re.compile(r"[|>][+-]?\d?[+-]?\s*(?:#.*)?")
_ALIAS: Final = re.compile(r"[&*][^\s,\[\]{}*&]+\s*(?:#.*)?|&[^\s*&]+\s.*|!{1,2}[A-Za-z<]\S*(?:\s.*)?")
_COLON: Final = re.compile(r":(?:\s|$)")
_COMMENT: Final = re.compile(r"(?<!\s)\s+#.*$")
_REST: Final = re.compile(r"\s*(?:#.*)?")
_FLOW: Final = re.compile(r"""(?<=[\[{,:\s])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<=\s)\#[^\n]*|[\[\]{}]""")
_LONGEST_FLOW: Final = 200
_KNOWN: Final = known_words()


@dataclass(frozen=True, slots=True)
class _Key:
    """A key on a line: the word, whether a space parts it from its colon, where the colon ends, where the value begins."""

    word: str
    is_spaced: bool
    colon: int
    value: int


def quote_plain(text: str) -> str:
    """The text with every plain value that YAML would misread in single quotes; as many lines as before."""
    lines = text.split("\n")
    line = 0
    while line < len(lines):
        line = _read_line(lines, line)
    return "\n".join(lines)


def _read_line(lines: list[str], number: int) -> int:
    """Mend the value that begins on a line; returns the line after it."""
    line = lines[number]
    if not line.strip() or line.lstrip().startswith("#") or line.startswith(("---", "...", "%")):
        return number + 1
    head = _HEAD.match(line)
    column, in_list = (head.end(), bool(head["dashes"])) if head else (0, False)
    key = _key(line, column)
    if key is not None and (not in_list or _is_key(key)):
        # Between colon and value YAML knows only the plain space.
        lines[number] = line[: key.colon] + " " * (key.value - key.colon) + line[key.value :]
        return _mend(lines, number, key.value, column)
    return _mend(lines, number, column, line.rindex("-", 0, column)) if in_list else number + 1


def _key(line: str, column: int) -> _Key | None:
    first = line[column : column + 1]
    if not first or first in _NO_KEY:
        return None
    start = column
    if first in "\"'":
        quoted = _QUOTED_KEY.match(line, column)
        if quoted is None or not line[quoted.end() :].lstrip().startswith(":"):
            return None
        start = quoted.end()
    colon = _KEY_COLON.search(line, start)
    if colon is None or colon.start() == column:
        return None
    word, rest = line[column : colon.start()], line[colon.end() :]
    return _Key(word.strip(), word[-1].isspace(), colon.end(), len(line) - len(rest.lstrip()))


def _is_key(key: _Key) -> bool:
    """Whether ``- mot : suite`` in a list is a key and its value: when the word is one of the format's, or looks like one."""
    return key.word in _KNOWN or key.word[0] in "\"'" or not (key.is_spaced or re.search(r"\s", key.word))


def _mend(lines: list[str], number: int, start: int, parent: int) -> int:
    """Quote the value at ``start`` if need be. ``parent``: the column that lines of the same value lie beyond."""
    value = lines[number][start:].rstrip()
    if not value or value.startswith("#"):
        return number + 1
    first = value[0]
    if first in "|>" and _BLOCK.fullmatch(value):
        return _after_block(lines, number + 1, parent)
    if first in "\"'":
        return _quoted(lines, number, start, parent)
    if first in "[{" and not value.startswith("{{"):
        return _bracketed(lines, number, start, parent)
    if first in "&*!" and _ALIAS.fullmatch(value):
        return number + 1
    is_sign = first in "&*!|>%@`{]}," or (first in "-?:" and value[1:2].strip() == "")
    return _quote_words(lines, number, start, parent, always=is_sign)


def _after_block(lines: list[str], number: int, parent: int) -> int:
    while number < len(lines) and (not lines[number].strip() or _indent(lines[number]) > parent):
        number += 1
    return number


def _quoted(lines: list[str], number: int, start: int, parent: int) -> int:
    """A value that begins with a quotation mark: YAML's own when nothing follows the closing one, else words."""
    mark = lines[number][start]
    column = start + 1
    for place in range(number, len(lines)):
        column = _closing_quote(lines[place], column, mark)
        if column < 0:
            column = 0
            continue
        if place == number and not _REST.fullmatch(lines[place], column):
            return _quote_words(lines, number, start, parent, always=True)
        return place + 1
    return number + 1


def _closing_quote(line: str, column: int, mark: str) -> int:
    """The column after the closing mark, or -1."""
    while column < len(line):
        if mark == '"' and line[column] == "\\":
            column += 1
        elif line[column] == mark:
            if mark == '"' or line[column + 1 : column + 2] != "'":
                return column + 1
            column += 1
        column += 1
    return -1


def _bracketed(lines: list[str], number: int, start: int, parent: int) -> int:
    """A value that begins with a bracket: YAML's own when nothing follows the closing one, else words."""
    text = "\n".join([lines[number][start:], *lines[number + 1 : number + _LONGEST_FLOW]])
    end = _flow_end(text)
    if end is None:
        return number + 1
    breaks = text.count("\n", 0, end)
    if not breaks and not _REST.fullmatch(lines[number], start + end):
        return _quote_words(lines, number, start, parent, always=True)
    return number + breaks + 1


def _flow_end(text: str) -> int | None:
    """The index after the bracket that closes the first one, or None."""
    depth = 0
    for found in _FLOW.finditer(text):
        if found[0] in "[{":
            depth += 1
        elif found[0] in "]}":
            depth -= 1
            if not depth:
                return found.end()
    return None


def _quote_words(lines: list[str], number: int, start: int, parent: int, *, always: bool) -> int:
    """Quote the plain value at ``start`` with the lines it goes on over, ``always`` or when a colon in it would end it."""
    last = _last_line(lines, number, parent)
    if last is None:
        return number + 1
    parts = [lines[number][start:], *lines[number + 1 : last + 1]]
    if always or any(_COLON.search(_COMMENT.sub("", part)) for part in parts):
        lines[number : last + 1] = _in_quotes(lines[number][:start], parts)
    return last + 1


def _last_line(lines: list[str], number: int, parent: int) -> int | None:
    """The last line of the plain value that begins on a line; None when keys seem to follow, a mistake to leave to YAML."""
    last = number
    for place in range(number + 1, len(lines)):
        line = lines[place]
        if not line.strip():
            continue
        if _indent(line) <= parent or line.lstrip().startswith("#"):
            break
        key = _key(line, _indent(line))
        if key and not key.is_spaced and not re.search(r"\s", key.word):
            return None
        last = place
    return last


def _in_quotes(before: str, parts: list[str]) -> list[str]:
    comment = _COMMENT.search(parts[-1])
    tail = comment[0] if comment else ""
    mended = [part.replace("'", "''") for part in [*parts[:-1], parts[-1].removesuffix(tail).rstrip()]]
    mended[0] = f"{before}'{mended[0]}"
    mended[-1] = f"{mended[-1]}'{tail}"
    return mended


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
