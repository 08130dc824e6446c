"""Likeness: which old and new texts are the same one, changed. Near-linear: rare pairs of words find the candidates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bible_builder.comparison.sequences import Pairs

Words = tuple[str, ...]

COMMON: Final = 16
"""A pair of words that stands in more texts than this tells none of them from the others."""
MOST_CANDIDATES: Final = 6
SMALL: Final = 400
"""Stretches whose sides multiply to less are compared each with each."""


@lru_cache(maxsize=1 << 15)
def _bag(words: Words) -> Counter[str]:
    return Counter(words)


def likeness(old: Words, new: Words) -> float:
    """From 0 to 1, how much two texts share (Dice's coefficient of their words, counted as often as they stand)."""
    if not old or not new:
        return float(old == new)
    mine, other = _bag(old), _bag(new)
    if len(other) < len(mine):
        mine, other = other, mine
    shared = sum(min(number, other[word]) for word, number in mine.items() if word in other)
    return 2 * shared / (len(old) + len(new))


def _may_reach(old: Words, new: Words, least: float) -> bool:
    """Whether texts of such lengths can be so much alike."""
    return 2 * min(len(old), len(new)) >= least * (len(old) + len(new))


def contained(part: Words, whole: Counter[str]) -> float:
    """From 0 to 1, how much of ``part`` stands in ``whole``."""
    return sum(min(number, whole[word]) for word, number in _bag(part).items()) / len(part) if part else 0.0


def alike(old: Mapping[int, Words], new: Mapping[int, Words], least: float) -> Pairs:
    """The most alike texts of two sets, each text in one pair, none less alike than ``least``; in the order of ``old``.

    Texts are known by their places. Only texts that share a rare pair of words are looked at.
    """
    postings = _postings(old.items())
    others = _postings(new.items())
    rare = {pair: found for pair, found in postings.items() if len(found) <= COMMON and len(others.get(pair, ())) <= COMMON}
    scored: list[tuple[float, int, int]] = []
    for place, words in new.items():
        shared = Counter(mine for pair in _pairs(words) for mine in rare.get(pair, ()))
        for mine in sorted(shared, key=lambda one: (-shared[one], one))[:MOST_CANDIDATES]:
            score = likeness(old[mine], words)
            if score >= least:
                scored.append((-score, mine, place))
    return _best(scored)


def in_order(old: Sequence[Words], new: Sequence[Words], least: float) -> Pairs:
    """Pairs of two short stretches that keep their order and share the most; of long ones, place by place."""
    if len(old) * len(new) > SMALL:
        return [(n, n) for n in range(min(len(old), len(new))) if likeness(old[n], new[n]) >= max(least, 0.5)]
    # best[a][b]: the most that can be shared by what comes after place a and place b
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    score = [[likeness(mine, other) if _may_reach(mine, other, least) else 0.0 for other in new] for mine in old]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            paired = score[a][b] + best[a + 1][b + 1] if score[a][b] >= least else -1.0
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
    pairs: Pairs = []
    a = b = 0
    while a < len(old) and b < len(new):
        if score[a][b] >= least and best[a][b] == score[a][b] + best[a + 1][b + 1]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _best(scored: list[tuple[float, int, int]]) -> Pairs:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _score, mine, place in sorted(scored):
        if mine not in pairs and place not in taken:
            pairs[mine] = place
            taken.add(place)
    return sorted(pairs.items())


def _postings(texts: Iterable[tuple[int, Words]]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, words in texts:
        for pair in _pairs(words):
            found[pair].append(place)
    return found


def _pairs(words: Words) -> set[tuple[str, ...]]:
    """Words that follow each other; the word itself when it is alone."""
    return set(pairwise(words)) or {words}
