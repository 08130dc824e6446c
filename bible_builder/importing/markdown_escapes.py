"""What Markdown would take for markup, and how the same words are written so that it does not (CommonMark 0.31 §2.4, §2.5).

As little as possible is escaped: whoever opens the file next reads sentences, not backslashes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ALWAYS: Final = frozenset("\\`*{}")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_COLONS: Final = re.compile(r":(?=::)")
_PLAIN_BRACKETS: Final = re.compile(r"\[(?!\^)[^\[\]{}`]*\](?![\[({:])")
"""Brackets that are brackets: no note, no link, no attributes after them."""

_STARTS: Final = (
    re.compile(r"(?=#{1,6}(?:\s|\w|$))"),  # a heading, or what looks like one that lacks its space
    re.compile(r"(?=[-+](?:\s|-|$))"),  # an item, a rule
    re.compile(r"(?=[>=:~])"),  # a quotation, an underlining, a directive or definition
    re.compile(r"(?=\|[-:| ]+$)"),  # the second line of a table
)
_NOTE_START: Final = re.compile(r"(\[\^[^\s\[\]]+\])(?=:)")
_NUMBER: Final = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")


def escaped(text: str, *, in_role: bool = False) -> str:
    """Text as it is written within a line; ``in_role``: between backquotes, where ``<`` would begin a target."""
    plain = [found.span() for found in _PLAIN_BRACKETS.finditer(text)]
    cells = []
    for place, sign in enumerate(text):
        if sign in _ALWAYS:
            cells.append("\\" + sign)
        elif sign in "[]":
            is_plain = any(start <= place < end for start, end in plain)
            cells.append(sign if is_plain else "\\" + sign)
        elif sign == "_":
            cells.append(sign if _is_within_word(text, place) else "\\_")
        elif sign == "<":
            cells.append("&lt;" if in_role else "\\<")
        elif sign == "&":
            cells.append("\\&" if _ENTITY.match(text, place) else sign)
        else:
            cells.append(sign)
    return _COLONS.sub(r"\\:", "".join(cells))


def _is_within_word(text: str, place: int) -> bool:
    return text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum()


def at_line_start(line: str) -> str:
    """A line of a paragraph, so that its beginning does not make another block of it."""
    number = _NUMBER.match(line)
    if number:
        return f"{number[0]}\\{line[number.end() :]}"
    if any(start.match(line) for start in _STARTS):
        return "\\" + line
    return _NOTE_START.sub(r"\1\\", line, count=1) if _NOTE_START.match(line) else line


def at_ends(text: str) -> str:
    """A line whose first and last spaces, if they are no plain ones, are kept: Markdown drops them with the plain."""
    text = text.strip(" \t\n")
    if text and text[0].isspace():
        text = entity(text[0]) + text[1:]
    if text and text[-1].isspace():
        text = text[:-1] + entity(text[-1])
    return text


def entity(sign: str) -> str:
    """A character by its number."""
    return "&nbsp;" if sign == "\u00a0" else f"&#{ord(sign)};"


def is_space(sign: str) -> bool:
    """Whether delimiters of emphasis see white space there; the end of a line is one (CommonMark §6.2)."""
    return not sign or sign.isspace()


def is_punctuation(sign: str) -> bool:
    """Whether delimiters of emphasis see punctuation there, under every edition of CommonMark (symbols are, since 0.31)."""
    return unicodedata.category(sign)[0] == "P" or sign in "$+<=>^`|~"


def may_be_punctuation(sign: str) -> bool:
    """Whether they do under one."""
    return unicodedata.category(sign)[0] in "PS"
