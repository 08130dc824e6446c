"""Words: how a text is cut, when two words are the same, what changes between two texts.

Typography is no change: kinds of spaces, quotes, apostrophes and hyphens, ligatures, capitals and the accent of a first letter
fall together; so ``10%`` is ``10 %``, ``œuvre`` is ``oeuvre``, ``Etat`` is ``État``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple
from unicodedata import combining, normalize

from bible_builder.comparison.blocks import CELL
from bible_builder.comparison.sequences import Pairs, align
from bible_builder.comparison.snapshot import Block

PARAGRAPH: Final = "\n"
"""What stands between two blocks that are compared as one text."""

_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SPACE: Final = r"[ \u00a0\u202f\u2009]"
_HYPHENS: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_TOKEN: Final = re.compile(
    rf"0\d(?:{_SPACE}?\d\d){{4}}(?!\d)"  # a telephone number
    rf"|(?<!\d)[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?:,\d+)?(?!\d)"  # thousands
    r"|\d+(?:[.,:/]\d+)*"
    rf"|(?:[^\W\d_º]|[{_INVISIBLE}\u0300-\u036f])+(?:['’‘ʼ](?=[^\W\d_])|[{_HYPHENS}](?=[^\W\d_]))?"
    rf"|{CELL}|\.{{3}}|-{{2,3}}|[^\s{_INVISIBLE}]"
)
_JOINING: Final = re.compile(rf"[\s{_INVISIBLE}]")
_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟″\"", '"'),
        **dict.fromkeys("’‘ʼ‚‛′'", "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        "œ": "oe", "æ": "ae", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ĳ": "ij", "º": "°", "…": "...",
    }
)  # fmt: skip


class Token(NamedTuple):
    """A word or sign as it stands in the text, with the spaces after it, and what it is compared by."""

    text: str
    key: str


class Kind(StrEnum):
    """What becomes of words, blocks, things."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class WordChange:
    """A run of words: ``old`` as it stood ("" when inserted), ``new`` as it stands ("" when deleted).

    Equal words may differ in their typography. All ``old`` joined are the old text, all ``new`` the new one.
    """

    kind: Kind
    old: str
    new: str


def tokens(block: Block) -> tuple[Token, ...]:
    """The words of a block; a generated reference is one word, whose sense is its target."""
    if not block.references:
        return _cut(block.text)
    found: list[Token] = []
    end = 0
    for reference in block.references:
        found.extend(_cut(block.text[end : reference.start]))
        found.append(Token(block.text[reference.start : reference.end], f"→{reference.target}"))
        end = reference.end
    found.extend(_cut(block.text[end:]))
    return tuple(found)


def tokens_of(blocks: Sequence[Block]) -> tuple[Token, ...]:
    """The words of several blocks as one text, a sign between them."""
    found: list[Token] = []
    for place, block in enumerate(blocks):
        if place:
            found.append(Token(PARAGRAPH, PARAGRAPH))
        found.extend(tokens(block))
    return tuple(found)


def keys(block: Block) -> tuple[str, ...]:
    """What the words of a block are compared by; words that only typography sets apart have the same ones."""
    return tuple([token.key for token in tokens(block)])


def text_keys(text: str) -> tuple[str, ...]:
    """What the words of a plain text are compared by."""
    return tuple([token.key for token in _cut(text)])


def same_words(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but typography."""
    return old == new or text_keys(old) == text_keys(new)


def compare_words(old: Sequence[Token], new: Sequence[Token]) -> tuple[WordChange, ...]:
    """What changes from one text to the other, in the order of reading; deleted words come before those in their place.

    A sign or a small word that stays between two changes is taken with them: islands of one letter help no reader.
    """
    mine, other = [token.key for token in old], [token.key for token in new]
    changes: list[WordChange] = []
    a = b = 0
    for x, y, length in (*_runs(_without_crumbs(align(mine, other), mine, len(old), len(new))), (len(old), len(new), 0)):
        _add(changes, Kind.DELETED, old[a:x], ())
        _add(changes, Kind.INSERTED, (), new[b:y])
        a, b = x + length, y + length
        _add(changes, Kind.EQUAL, old[x:a], new[y:b])
    return tuple(changes)


def _add(changes: list[WordChange], kind: Kind, old: Iterable[Token], new: Iterable[Token]) -> None:
    before, after = "".join(token.text for token in old), "".join(token.text for token in new)
    if before or after:
        changes.append(WordChange(kind, before, after))


def _runs(pairs: Pairs) -> Iterator[tuple[int, int, int]]:
    """Pairs that follow each other on both sides, as start, start, length."""
    start = 0
    for end in range(1, len(pairs) + 1):
        if end == len(pairs) or pairs[end] != (pairs[end - 1][0] + 1, pairs[end - 1][1] + 1):
            yield (*pairs[start], end - start)
            start = end


def _without_crumbs(pairs: Pairs, mine: Sequence[str], size: int, other: int) -> Pairs:
    runs = list(_runs(pairs))
    kept: Pairs = []
    ends = [(0, 0), *((x + length, y + length) for x, y, length in runs)]
    starts = [*((x, y) for x, y, _length in runs), (size, other)]
    gaps = [start != end for end, start in zip(ends, starts, strict=True)]
    both = [start[0] > end[0] and start[1] > end[1] for end, start in zip(ends, starts, strict=True)]
    for place, (x, y, length) in enumerate(runs):
        within = gaps[place] and gaps[place + 1] and (both[place] or both[place + 1])
        if not (within and _is_crumb(mine[x : x + length])):
            kept.extend((x + n, y + n) for n in range(length))
    return kept


def _is_crumb(words: Sequence[str]) -> bool:
    """Whether words are too little to stand alone between two changes: a sign, an article, no figure, no mark of structure."""
    if len(words) > 2 or any(word in {PARAGRAPH, CELL} or word[:1].isdigit() or word[:1] == "→" for word in words):
        return False
    return sum(map(len, words)) <= 3


@lru_cache(maxsize=1 << 15)
def _cut(text: str) -> tuple[Token, ...]:
    """The words of a plain text; together they are the text."""
    found = list(_TOKEN.finditer(text))
    if not found:
        return (Token(text, ""),) if text else ()
    places = [0, *(match.start() for match in found[1:]), len(text)]
    return tuple([Token(text[start:end], _key(match[0])) for match, (start, end) in zip(found, pairwise(places), strict=True)])


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    """What a word is compared by."""
    plain = _JOINING.sub("", word).casefold().translate(_SAME)
    plain = plain.rstrip("-") or plain[:1] or word
    if not plain[0].isalpha():
        return plain
    shown = len(plain) if word.isupper() else 1
    return _without_accents(plain[:shown]) + plain[shown:]


def _without_accents(text: str) -> str:
    return "".join(sign for sign in normalize("NFD", text) if not combining(sign))
