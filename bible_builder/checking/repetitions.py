"""Long passages that two sections share word for word: what is said twice is soon said in two ways.

Set phrases that the bible declares (``formulas``) may be repeated, and so may a variable's value (it counts for one word) and the
heads of tables: they are written once, or name columns. What an apostrophe or a hyphen joins is several words: *l’appel* is two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Content, Element

LONG: Final = 12
"""Words from which a repeated passage is worth a warning."""

_QUOTED: Final = 10
_CANDIDATES: Final = 4
"""In how many earlier sections a passage is looked for: what stands in more is found in these."""

_IN_LINE: Final = frozenset({"em", "strong", "code", "sup", "sub", "span", "a", "ins", "del", "x-term", "x-index", "x-see"})
_SET_ASIDE: Final = frozenset({"thead", "x-label"})
"""Heads of tables, and words that the book adds of itself."""

_NOTE: Final = "doc-footnote"
_BREAK: Final = ""
"""Stands between words that are not neighbours in print, and for a formula; no passage goes over it."""

_MARK: Final = "\ue000"
"""A break within a text on its way to words: a private character, which no font of a charter has."""

_WORD: Final = re.compile(rf"\{{\{{\s*\S+?\s*\}}\}}|\w+|{_MARK}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word without capitals, for comparison (``bare``); as printed, with what stands before the next; its block's place."""

    bare: str
    printed: str
    source: Source


@dataclass(frozen=True, slots=True)
class Repetition:
    """A passage of two sections: where each begins, how many words they share, the words as printed in the later one."""

    first: Source
    second: Source
    words: tuple[str, ...]

    @property
    def opening(self) -> str:
        """Its first words, with an ellipsis when there are more."""
        said = " ".join("".join(self.words[:_QUOTED]).split())
        return f"{said} …" if len(self.words) > _QUOTED else said


def check_repetitions(bible: Bible, findings: Findings) -> None:
    """Warn (``repeated-passage``) of each passage of ``LONG`` words or more that stands in two sections."""
    for found in repetitions(bible, LONG):
        parameters = {"first": found.first, "count": len(found.words), "words": found.opening}
        findings.warning("repeated-passage", found.second, **parameters)


def repetitions(bible: Bible, least: int) -> tuple[Repetition, ...]:
    """The longest passages of ``least`` words or more that sections (introductions of chapters too) share, outside formulas.

    In the order of the later passage. The time is linear in the words of the bible.
    """
    formulas = tuple(_formula(text) for text in bible.formulas)
    texts = [_masked(tuple(_words(content, source)), formulas) for content, source in _bodies(bible)]
    return tuple(found for found in _Search(texts, least).found() if not _is_within(found, formulas))


def _bodies(bible: Bible) -> Iterator[tuple[Content, Source]]:
    for chapter in bible.chapters:
        yield chapter.body, chapter.source
        for section in chapter.sections:
            yield section.body, section.source


class _Search:
    """Reads the texts in order; each passage of ``least`` words is remembered where it came first, in a few sections."""

    def __init__(self, texts: Sequence[Sequence[Word]], least: int) -> None:
        self._texts, self._least = texts, least
        self._seen: dict[tuple[str, ...], list[tuple[int, int]]] = {}

    def found(self) -> Iterator[Repetition]:
        for text in range(len(self._texts)):
            yield from self._against_earlier(text)
            self._remember(text)

    def _against_earlier(self, text: int) -> Iterator[Repetition]:
        words, start = self._texts[text], 0
        while start + self._least <= len(words):
            places = self._seen.get(self._key(text, start), ())
            length, place = max(((self._shared(place, (text, start)), place) for place in places), default=(0, (0, 0)))
            if length:
                printed = tuple(word.printed for word in words[start : start + length])
                yield Repetition(self._texts[place[0]][place[1]].source, words[start].source, printed)
            start += max(length, 1)

    def _remember(self, text: int) -> None:
        for start in range(len(self._texts[text]) - self._least + 1):
            key = self._key(text, start)
            if _BREAK in key:
                continue
            places = self._seen.setdefault(key, [])
            if len(places) < _CANDIDATES and all(place[0] != text for place in places):
                places.append((text, start))

    def _key(self, text: int, start: int) -> tuple[str, ...]:
        return tuple(word.bare for word in self._texts[text][start : start + self._least])

    def _shared(self, first: tuple[int, int], second: tuple[int, int]) -> int:
        """How many words are the same from the two places on."""
        one, other = self._texts[first[0]], self._texts[second[0]]
        longest = min(len(one) - first[1], len(other) - second[1])
        for length in range(longest):
            bare = one[first[1] + length].bare
            if bare != other[second[1] + length].bare or bare == _BREAK:
                return length
        return longest


def _words(content: Content, source: Source) -> Iterator[Word]:
    """The words of a tree in order; notes, which stand elsewhere on the page, come after a break."""
    for text, place in _joined(_pieces(content, source)):
        found = list(_WORD.finditer(text))
        ends = (*(word.start() for word in found[1:]), len(text))
        for word, end in zip(found, ends, strict=False):
            yield Word(_bare(word[0]), text[word.start() : end], place)


def _bare(word: str) -> str:
    """The word for comparison: a look-up is the same however it is spaced, a break is ``_BREAK``."""
    return _BREAK if word == _MARK else "".join(word.casefold().split())


def _pieces(content: Content, source: Source) -> Iterator[tuple[str, Source]]:
    for node in content:
        if isinstance(node, str):
            yield node, source
        elif node.name in _SET_ASIDE or node.get("role") == _NOTE or (node.name == "x-see" and not node.children):
            yield f" {_MARK} ", source
        elif node.name == "x-variable":
            yield f"{{{{{node.get('name')}}}}}", source
        else:
            place = node.source or source
            yield from _pieces(node.children, place)
            if node.name not in _IN_LINE:
                yield " ", place
    for note in content:
        if isinstance(note, Element) and note.get("role") == _NOTE:
            yield f" {_MARK} ", source
            yield from _pieces(note.children, note.source or source)
            yield f" {_MARK} ", source


def _joined(pieces: Iterable[tuple[str, Source]]) -> Iterator[tuple[str, Source]]:
    """The pieces of one place as one text, so that a word half in italics is one word."""
    text, place = "", None
    for piece, source in pieces:
        if place is not None and source != place:
            yield text, place
            text = ""
        text, place = text + piece, source
    if place is not None:
        yield text, place


def _formula(text: str) -> tuple[str, ...]:
    return tuple(_bare(word[0]) for word in _WORD.finditer(text))


def _masked(words: Sequence[Word], formulas: Sequence[Sequence[str]]) -> tuple[Word, ...]:
    """The words with a break in the place of each formula."""
    by_first: dict[str, list[Sequence[str]]] = {}
    for formula in sorted(formulas, key=len, reverse=True):
        if formula:
            by_first.setdefault(formula[0], []).append(formula)
    result, start = list[Word](), 0
    while start < len(words):
        here = (len(f) for f in by_first.get(words[start].bare, ()) if [w.bare for w in words[start : start + len(f)]] == list(f))
        length = next(here, 0)
        result.append(Word(_BREAK, "", words[start].source) if length else words[start])
        start += length or 1
    return tuple(result)


def _is_within(found: Repetition, formulas: Iterable[Sequence[str]]) -> bool:
    """Whether the passage is a part of a formula."""
    said = f" {' '.join(_formula(''.join(found.words)))} "
    return any(said in f" {' '.join(formula)} " for formula in formulas)
