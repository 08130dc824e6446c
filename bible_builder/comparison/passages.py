"""Which blocks are the same: within a section and across sections, equal ones first, then the most alike.

All of it works on the words' keys, from the lesser book to the greater (``Text.order``), so that both directions agree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from bible_builder.comparison.blocks import CELL
from bible_builder.comparison.likeness import Words, alike, contained, in_order
from bible_builder.comparison.sequences import align, longest_rising
from bible_builder.comparison.snapshot import Block
from bible_builder.comparison.words import keys

SURE: Final = 0.6
"""How alike blocks of one section are, wherever they stand, to be the same one."""
LIKELY: Final = 0.45
"""How alike they are when they stand at the same place."""
ACROSS: Final = 0.75
"""How alike blocks of two sections are."""
LEAST_ACROSS: Final = 6
"""How many words a block has that is looked for in other sections: “Oui.” stands everywhere."""
WITHIN: Final = 0.75
"""How much of a paragraph another one holds that it was cut from."""
LEAST_PART: Final = 3


@dataclass(frozen=True, slots=True)
class Text:
    """The blocks of a section, a chapter's introduction, a term or an annex, made ready to be matched."""

    blocks: tuple[Block, ...]
    words: tuple[Words, ...]
    marks: tuple[str, ...]
    """What equal blocks have in common: kind, words and what they carry."""
    families: tuple[str, ...]

    @classmethod
    def of(cls, blocks: tuple[Block, ...]) -> Text:
        """The text of these blocks."""
        cut = [keys(block) for block in blocks]
        marks = ["\x1f".join((block.kind, "\x1e".join(block.carries), *words)) for block, words in zip(blocks, cut, strict=True)]
        plain = tuple([tuple([word for word in words if word != CELL]) for words in cut])
        return cls(blocks, plain, tuple(marks), tuple([_family(block.kind) for block in blocks]))

    @property
    def all_words(self) -> Words:
        """The words of all blocks."""
        return tuple([word for words in self.words for word in words])


class Link(NamedTuple):
    """Blocks that are the same: one and one, or a paragraph and those it was cut into, or those that were joined and it."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False
    """Whether it left the order that the others keep."""


class Crossing(NamedTuple):
    """A block that went from one text to another: place of the text and of the block, old and new."""

    old_text: int
    old: int
    new_text: int
    new: int


@dataclass(frozen=True, slots=True)
class Matched:
    """What belongs together: for each pair of texts (by place) their links, and the crossings."""

    links: Mapping[tuple[int, int], tuple[Link, ...]]
    crossings: tuple[Crossing, ...] = ()


def match(old: Sequence[Text], new: Sequence[Text], pairs: Sequence[tuple[int, int]], *, across: bool = False) -> Matched:
    """What belongs together in the texts of which ``pairs`` are the same; with ``across``, also in texts that are not."""
    if _order(old) <= _order(new):
        return _match(old, new, pairs, across)
    turned = _match(new, old, [(b, a) for a, b in pairs], across)
    return Matched(
        {(a, b): tuple(sorted(Link(link.new, link.old, link.moved) for link in links)) for (b, a), links in turned.links.items()},
        tuple(sorted(Crossing(c.new_text, c.new, c.old_text, c.old) for c in turned.crossings)),
    )


def _order(texts: Sequence[Text]) -> list[tuple[str, ...]]:
    return [text.marks for text in texts]


def _match(old: Sequence[Text], new: Sequence[Text], pairs: Sequence[tuple[int, int]], across: bool) -> Matched:
    works = {(a, b): _Work(old[a], new[b]) for a, b in pairs}
    for work in works.values():
        work.take_equal()
        work.take_alike()
    crossings = _across(old, new, works) if across else ()
    for (a, b), work in works.items():
        work.gone.update(c.old for c in crossings if c.old_text == a)
        work.come.update(c.new for c in crossings if c.new_text == b)
    for work in works.values():
        work.take_likely()
    return Matched({pair: work.links() for pair, work in works.items()}, crossings)


@dataclass(slots=True)
class _Work:
    """Two versions of one text while their blocks are being matched."""

    old: Text
    new: Text
    pairs: dict[int, int] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    """Old blocks that belong to something."""
    come: set[int] = field(default_factory=set)

    def take(self, found: Iterable[tuple[int, int]]) -> None:
        for mine, other in found:
            self.pairs[mine] = other
            self.gone.add(mine)
            self.come.add(other)

    def take_equal(self) -> None:
        """Equal blocks: those in order, then those that moved."""
        self.take(align(self.old.marks, self.new.marks))
        places: dict[str, list[int]] = defaultdict(list)
        for place in self.left_new():
            places[self.new.marks[place]].append(place)
        for place in self.left_old():
            if found := places.get(self.old.marks[place]):
                self.take([(place, found.pop(0))])

    def take_alike(self) -> None:
        """Changed blocks: those at their place, then those that are much alike elsewhere."""
        self._take_in_order(SURE)
        for family in set(self.old.families) & set(self.new.families):
            mine = {n: self.old.words[n] for n in self.left_old() if self.old.families[n] == family}
            other = {n: self.new.words[n] for n in self.left_new() if self.new.families[n] == family}
            self.take(alike(mine, other, SURE))

    def take_likely(self) -> None:
        """What is left at the same place, less alike."""
        self._take_in_order(LIKELY)

    def left_old(self) -> list[int]:
        return [n for n in range(len(self.old.marks)) if n not in self.gone]

    def left_new(self) -> list[int]:
        return [n for n in range(len(self.new.marks)) if n not in self.come]

    def _take_in_order(self, least: float) -> None:
        for mine, other in list(self._gaps()):
            for family in dict.fromkeys(self.old.families[n] for n in mine):
                olds = [n for n in mine if self.old.families[n] == family]
                news = [n for n in other if self.new.families[n] == family]
                found = in_order([self.old.words[n] for n in olds], [self.new.words[n] for n in news], least)
                self.take((olds[a], news[b]) for a, b in found)

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is left, old and new, between two blocks that keep their order."""
        olds, news = self.left_old(), self.left_new()
        a = b = 0
        for x, y in (*_chain(self.pairs), (len(self.old.marks), len(self.new.marks))):
            next_a, next_b = bisect_left(olds, x, a), bisect_left(news, y, b)
            if a < next_a and b < next_b:
                yield olds[a:next_a], news[b:next_b]
            a, b = next_a, next_b

    def links(self) -> tuple[Link, ...]:
        """The pairs, each with the neighbours that it was cut into or joined from."""
        found, keep = [], set(_chain(self.pairs))
        for mine, other in sorted(self.pairs.items()):
            olds: tuple[int, ...] = (mine,)
            news: tuple[int, ...] = (other,)
            if self.old.marks[mine] != self.new.marks[other] and self.old.families[mine] == "text":
                news = _parts(self.old.words[mine], other, self.new, self.come)
                olds = _parts(self.new.words[other], mine, self.old, self.gone) if len(news) == 1 else olds
                self.come.update(news)
                self.gone.update(olds)
            found.append(Link(olds, news, (mine, other) not in keep))
        return tuple(found)


def _chain(pairs: Mapping[int, int]) -> list[tuple[int, int]]:
    """The longest chain of pairs that keep their order."""
    rising = sorted(pairs.items())
    return [rising[n] for n in longest_rising([other for _mine, other in rising])]


def _parts(whole: Words, place: int, text: Text, taken: set[int]) -> tuple[int, ...]:
    """The block at ``place`` and those around it, of no other pair, whose words all come out of ``whole``."""
    rest, kind = Counter(whole), text.blocks[place].kind
    rest.subtract(text.words[place])
    first = last = place
    for step in (1, -1):
        neighbour = place + step
        while 0 <= neighbour < len(text.blocks) and neighbour not in taken and text.blocks[neighbour].kind == kind:
            words = text.words[neighbour]
            if len(words) < LEAST_PART or contained(words, +rest) < WITHIN:
                break
            rest.subtract(words)
            first, last, neighbour = min(first, neighbour), max(last, neighbour), neighbour + step
    return tuple(range(first, last + 1))


def _across(old: Sequence[Text], new: Sequence[Text], works: Mapping[tuple[int, int], _Work]) -> tuple[Crossing, ...]:
    """Blocks left over that stand in another text: equal ones first, then those that are much alike."""
    gone = {a: work.gone for (a, _b), work in works.items()}
    come = {b: work.come for (_a, b), work in works.items()}
    mine, other = list(_left(old, gone)), list(_left(new, come))
    found: list[tuple[int, int]] = []
    places: dict[str, list[int]] = defaultdict(list)
    for n, (text, block) in enumerate(other):
        places[new[text].marks[block]].append(n)
    for n, (text, block) in enumerate(mine):
        if same := places.get(old[text].marks[block]):
            found.append((n, same.pop(0)))
    taken = {a for a, _b in found}
    claimed = {b for _a, b in found}
    for family in ("text", "row"):
        olds = {n: old[t].words[b] for n, (t, b) in enumerate(mine) if n not in taken and old[t].families[b] == family}
        news = {n: new[t].words[b] for n, (t, b) in enumerate(other) if n not in claimed and new[t].families[b] == family}
        found.extend(alike(olds, news, ACROSS))
    return tuple(sorted(Crossing(*mine[a], *other[b]) for a, b in found))


def _left(texts: Sequence[Text], taken: Mapping[int, set[int]]) -> Iterator[tuple[int, int]]:
    for place, text in enumerate(texts):
        used = taken.get(place, set())
        for block, words in enumerate(text.words):
            if block not in used and len(words) >= LEAST_ACROSS and text.families[block] in {"text", "row"}:
                yield place, block


def _family(kind: str) -> str:
    """Blocks of two families are never the same one."""
    leaf = kind.rpartition("/")[2]
    if "heading" in leaf:
        return "heading"
    return {"table-row": "row", "note": "note"}.get(leaf, "text")
