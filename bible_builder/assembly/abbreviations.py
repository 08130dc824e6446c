"""Abbreviations: spelled out at their first use in a chapter, marked with their expansion wherever they stand after that."""

from __future__ import annotations

from typing import Final

from bible_builder.assembly.matching import key_of, words_of
from bible_builder.assembly.reading import HEADINGS, Context, is_note
from bible_builder.model.bible import Term

_NEARBY: Final = 40
_NO_PLACE: Final = HEADINGS | {"caption", "figcaption", "th", "td", "dt", "blockquote", "a"}
_SPOKEN: Final = frozenset({"say", "avoid", "callout-title", "block-title", "step-head", "kpi-name", "kpi-value"})


class Abbreviations:
    """What has been spelled out so far, chapter by chapter; follows the order of reading."""

    def __init__(self) -> None:
        self._done: set[tuple[str, str]] = set()

    def expands(self, term: Term, text: str, start: int, end: int, part: str, context: Context) -> str:
        """What to print after the abbreviation at ``start``–``end`` of a line: its expansion, or "".

        Words that somebody says or reads out (dialogue, letter, "À dire"), headings, captions, cells and notes stay as they are.
        """
        if (part, term.id) in self._done:
            return ""
        if stands_nearby(term.expansion, text, start, end):
            self._done.add((part, term.id))
            return ""
        in_brackets = _is_in_brackets(text, start)
        if not _has_room(context) or (in_brackets and text[end : end + 1] != ")"):
            return ""
        self._done.add((part, term.id))
        return f", {term.expansion}" if in_brackets else f" ({term.expansion})"


def stands_nearby(expansion: str, text: str, start: int, end: int) -> bool:
    """Whether the expansion, in the singular or plural, already stands beside the abbreviation."""
    reach = len(expansion) + _NEARBY
    around = f"{text[max(0, start - reach) : start]} {text[end : end + reach]}"
    return f" {_stems(expansion)} " in f" {_stems(around)} "


def _stems(text: str) -> str:
    return " ".join(key_of(word).rstrip("sx") for word in words_of(text))


def _has_room(context: Context) -> bool:
    return not context.inside(lambda e: e.name in _NO_PLACE or bool(_SPOKEN & set(e.classes)) or is_note(e))


def _is_in_brackets(text: str, start: int) -> bool:
    return text.count("(", 0, start) > text.count(")", 0, start)
