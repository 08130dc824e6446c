"""Which items of two sequences stay in place: patience anchors, then Myers within small or alike stretches, bounded in cost.

Items that are unique on both sides are anchors (Cohen's patience diff), the longest chain of them is kept; between them Myers'
greedy O(ND) algorithm (Algorithmica 1, 1986) runs until more than a set number of edits are needed. Beyond, a stretch counts as
wholly replaced: that is also what a reader would say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

Pairs = list[tuple[int, int]]
"""Places that go together, rising on both sides."""

SMALL: Final = 16
"""A stretch of so few items is compared without looking for anchors."""
MOST_EDITS: Final = 160
"""Steps of Myers' algorithm cost the square of this at most."""
DEEPEST: Final = 12
"""How often a stretch between anchors is looked at for more of them: each time costs its length."""

K = TypeVar("K", bound=str | int)


def oriented(work: Callable[[Sequence[K], Sequence[K]], Pairs], old: Sequence[K], new: Sequence[K]) -> Pairs:
    """What ``work`` says of the lesser sequence and the greater, told from old to new: so that both directions agree."""
    if tuple(old) <= tuple(new):
        return work(old, new)
    return sorted((mine, other) for other, mine in work(new, old))


def align(old: Sequence[K], new: Sequence[K]) -> Pairs:
    """The places of equal items that stay in order; ``align(new, old)`` gives the same pairs the other way round."""
    return oriented(_align, old, new)


def longest_rising(values: Sequence[int]) -> list[int]:
    """The places of a longest strictly rising subsequence (Schensted), in order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(tails, value)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [place]
        before.append(ends[length - 1] if length else -1)
    chain: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]


def _align(old: Sequence[K], new: Sequence[K]) -> Pairs:
    pairs: Pairs = []
    pending = [(0, len(old), 0, len(new), 0)]
    while pending:
        a, a_end, b, b_end, depth = pending.pop()
        while a < a_end and b < b_end and old[a] == new[b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            pairs.append((a_end, b_end))
        if a == a_end or b == b_end:
            continue
        is_small = a_end - a + b_end - b <= SMALL
        anchors = [] if is_small or depth == DEEPEST else _anchors(old, new, a, a_end, b, b_end)
        if not anchors:
            pairs.extend((a + x, b + y) for x, y in _myers(old[a:a_end], new[b:b_end]))
            continue
        for x, y in (*anchors, (a_end, b_end)):
            pending.append((a, x, b, y, depth + 1))
            if x < a_end:
                pairs.append((x, y))
            a, b = x + 1, y + 1
    return sorted(pairs)


def _anchors(old: Sequence[K], new: Sequence[K], a: int, a_end: int, b: int, b_end: int) -> Pairs:
    """The longest chain of items that stand once in each stretch."""
    mine, other = Counter(old[a:a_end]), Counter(new[b:b_end])
    places = {item: place for place, item in enumerate(new[b:b_end], b) if other[item] == 1 and mine[item] == 1}
    both = [(place, places[item]) for place, item in enumerate(old[a:a_end], a) if item in places]
    return [both[n] for n in longest_rising([y for _x, y in both])]


def _myers(old: Sequence[K], new: Sequence[K]) -> Pairs:
    """Equal items on a shortest path of edits; none when it needs more than ``MOST_EDITS``."""
    size, other = len(old), len(new)
    limit = min(MOST_EDITS, size + other)
    furthest = {1: 0}
    history: list[dict[int, int]] = []
    for edits in range(limit + 1):
        history.append(dict(furthest))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1])
            x = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            y = x - diagonal
            while x < size and y < other and old[x] == new[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= size and y >= other:
                return _walked_back(history, size, other)
    return []


def _walked_back(history: Sequence[dict[int, int]], x: int, y: int) -> Pairs:
    """The equal items on the path that ended at ``x``, ``y``, from what was reached before each edit."""
    pairs: Pairs = []
    for edits in range(len(history) - 1, -1, -1):
        furthest, diagonal = history[edits], x - y
        down = diagonal == -edits or (diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1])
        start = diagonal + 1 if down else diagonal - 1
        before_x = furthest[start]
        before_y = before_x - start
        while x > before_x and y > before_y:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = before_x, before_y
    return pairs[::-1]
