"""Headings of the index: how the référent writes them, when two are the same, how one is spelled in print."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bible_builder.assembly.typography import typeset_text
from bible_builder.errors import Findings, Source

Entry = tuple[str, ...]
"""A heading with those above it, the topmost first: one to three levels."""

DEPTH: Final = 3

_PUNCTUATION: Final = re.compile(r"\s*([\"!?;:])\s*")
_SAME: Final = str.maketrans(
    {"’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "œ": "oe", "æ": "ae", "–": "-", "\u2011": "-"}
)


@dataclass(frozen=True, slots=True)
class Written:
    """A heading as front matter carries it: its levels, whether its place is the main one, the headings it refers to."""

    entry: Entry
    main: bool = False
    see: Entry = ()
    see_also: Entry = ()


def read_heading(text: str) -> Written:
    """What ``a!b|main``, ``a|see b`` or ``a|see-also b`` says; any other option says nothing."""
    heading, *options = (part.strip() for part in text.split("|"))
    given = dict(option.partition(" ")[::2] for option in options)
    return Written(split(heading), "main" in given, split(given.get("see", "")), split(given.get("see-also", "")))


def split(text: str) -> Entry:
    """The levels of ``a!b!c``, blanks taken off, at most three."""
    levels = [" ".join(level.split()) for level in text.split("!")]
    return tuple(level for level in levels if level)[:DEPTH]


def read_levels(text: str, words: str) -> Entry:
    """The levels that an ``x-index`` holds as JSON; its words when it holds none."""
    try:
        levels = json.loads(text) if text else []
    except ValueError:
        levels = []
    found = tuple(" ".join(level.split()) for level in levels if isinstance(level, str)) if isinstance(levels, list) else ()
    return tuple(level for level in found if level)[:DEPTH] or split(words.replace("!", " "))


def write_levels(entry: Entry) -> str:
    """The levels as JSON."""
    return json.dumps(list(entry), ensure_ascii=False)


def key(entry: Entry) -> Entry:
    """What headings are compared by: case, quotes, apostrophes, ligatures and kinds of spaces set aside."""
    return tuple(_key(level) for level in entry)


@lru_cache(maxsize=1 << 14)
def _key(level: str) -> str:
    parted = _PUNCTUATION.sub(r" \1 ", level.casefold().translate(_SAME).replace("...", "…"))
    return " ".join(parted.split())


class Spellings:
    """One spelling for each heading: the most frequent one, and of equally frequent ones the first."""

    def __init__(self, entries: Iterable[tuple[Entry, Source | None]], language: str) -> None:
        self._language = language
        self._counts: dict[Entry, Counter[str]] = {}
        self._sources: dict[tuple[Entry, str], Source | None] = {}
        for entry, source in entries:
            for depth in range(1, len(entry) + 1):
                place, spelling = key(entry[:depth]), self._typeset(entry[depth - 1])
                self._counts.setdefault(place, Counter())[spelling] += 1
                self._sources.setdefault((place, spelling), source)

    def of(self, entry: Entry) -> Entry:
        """The heading as it is printed."""
        return tuple(self._best(entry[:depth]) for depth in range(1, len(entry) + 1))

    def report(self, findings: Findings) -> None:
        """Note each heading that is written in several ways: ``index-heading-variants`` (heading, variants)."""
        for place, counts in self._counts.items():
            best, *others = (spelling for spelling, _ in counts.most_common())
            if others:
                findings.note(
                    "index-heading-variants", self._sources[place, others[0]], heading=best, variants=" ; ".join(others)
                )

    def _best(self, entry: Entry) -> str:
        counts = self._counts.get(key(entry))
        return counts.most_common(1)[0][0] if counts else self._typeset(entry[-1])

    def _typeset(self, text: str) -> str:
        return typeset_text(text, self._language)
