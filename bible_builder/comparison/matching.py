"""Which chapters and sections are the same: by id, then by title, then by likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.comparison.comparison import Fate, FieldChange
from bible_builder.comparison.likeness import Words, alike
from bible_builder.comparison.sequences import Pairs, longest_rising
from bible_builder.comparison.words import same_words

SAME: Final = 0.65
"""How alike two sections of different ids and titles are to be one that was given another name.

Two long French texts on different matters share half of their words, grammar's: of the sample's 861 pairs of sections, 522 reach
0.5, none 0.64.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A chapter or section as it is matched: id, title, words."""

    id: str
    title: str
    words: Words


def same_things(old: Sequence[Known], new: Sequence[Known]) -> Pairs:
    """The places of the same things in two versions, in the order of the old one."""
    if [(k.id, k.title, k.words) for k in old] <= [(k.id, k.title, k.words) for k in new]:
        return _same(old, new)
    return sorted((a, b) for b, a in _same(new, old))


def _same(old: Sequence[Known], new: Sequence[Known]) -> Pairs:
    pairs = _by(lambda known: known.id, old, new, {})
    pairs |= _by(lambda known: known.title, old, new, pairs)
    taken = set(pairs.values())
    mine = {n: known.words for n, known in enumerate(old) if n not in pairs and known.words}
    other = {n: known.words for n, known in enumerate(new) if n not in taken and known.words}
    return sorted((pairs | dict(alike(mine, other, SAME))).items())


def _by(name: Callable[[Known], str], old: Sequence[Known], new: Sequence[Known], done: Mapping[int, int]) -> dict[int, int]:
    """Pairs of those, not yet paired, that alone have a name on each side."""
    taken = set(done.values())
    mine = [(name(known), n) for n, known in enumerate(old) if n not in done]
    other = [(name(known), n) for n, known in enumerate(new) if n not in taken]
    once = Counter(key for key, _n in mine), Counter(key for key, _n in other)
    places = {key: n for key, n in other if once[1][key] == 1}
    return {n: places[key] for key, n in mine if once[0][key] == 1 and key in places}


def out_of_order(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> frozenset[tuple[int, int]]:
    """The pairs that leave the longest chain which keeps its order: what was moved among its neighbours.

    ``old`` and ``new`` are the ids on each side; the lesser sequence decides between chains of the same length.
    """
    turned = tuple(old) > tuple(new)
    straight = sorted((b, a) for a, b in pairs) if turned else sorted(pairs)
    kept = {straight[n] for n in longest_rising([other for _mine, other in straight])}
    return frozenset(pair for pair in pairs if (pair[::-1] if turned else pair) not in kept)


def merged(pairs: Pairs, old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Places old and new, −1 for none: in the new order, what was withdrawn right after what it stood after."""
    mine, kept = {b: a for a, b in pairs}, {a for a, _b in pairs}
    yield from _following(-1, old, kept)
    for b in range(len(new)):
        yield mine.get(b, -1), b
        if b in mine:
            yield from _following(mine[b], old, kept)


def _following(place: int, old: Sequence[object], kept: set[int]) -> Iterator[tuple[int, int]]:
    place += 1
    while place < len(old) and place not in kept:
        yield place, -1
        place += 1


def field_changes(*values: tuple[str, str, str]) -> tuple[FieldChange, ...]:
    """Those of the values (name, old, new) that have other words."""
    return tuple(FieldChange(*value) for value in values if not same_words(value[1], value[2]))


def title_fate(old: str, new: str) -> tuple[Fate, ...]:
    """Renamed, when the title has other words."""
    return () if same_words(old, new) else (Fate.RENAMED,)
