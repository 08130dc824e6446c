"""What became of each block of a text, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bible_builder.comparison.comparison import BlockChange, BlockFate
from bible_builder.comparison.passages import Link, Matched, Text, match
from bible_builder.comparison.snapshot import Block
from bible_builder.comparison.words import PARAGRAPH, compare_words, tokens_of

EMPTY: Final = Text((), (), (), ())


@dataclass(frozen=True, slots=True)
class Abroad:
    """What a text shares with others: its blocks that left (place → id of the text they are in), and those that came.

    For one that came: its new place → id of the text it was in, and the block as it was.
    """

    left: Mapping[int, str] = field(default_factory=dict)
    came: Mapping[int, tuple[str, Block]] = field(default_factory=dict)


def block_changes(old: Text, new: Text, links: Iterable[Link], abroad: Abroad | None = None) -> tuple[BlockChange, ...]:
    """Every block, old and new, once; where blocks went and others came, those that went first."""
    teller = _Teller(old, new, tuple(links), abroad or Abroad())
    return tuple(teller.tell())


def compare_blocks(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[BlockChange, ...]:
    """What became of each block of a text that shares nothing with others; nothing when no word changes."""
    mine, other = Text.of(old), Text.of(new)
    matched: Matched = match((mine,), (other,), ((0, 0),))
    changes = block_changes(mine, other, matched.links[0, 0])
    return changes if changes_something(changes) else ()


def changes_something(changes: Iterable[BlockChange]) -> bool:
    """Whether a reader would see a difference."""
    return any(change.fate is not BlockFate.EQUAL for change in changes)


@dataclass(frozen=True, slots=True)
class _Teller:
    old: Text
    new: Text
    links: tuple[Link, ...]
    abroad: Abroad

    def tell(self) -> Iterator[BlockChange]:
        a = b = 0
        linked_old = {place for link in self.links for place in link.old}
        starts = {link.new[0]: link for link in self.links if link.moved}
        inner = {place for link in self.links for place in link.new[1:]}
        for link in (*sorted(link for link in self.links if not link.moved), None):
            x, y = (link.old[0], link.new[0]) if link else (len(self.old.blocks), len(self.new.blocks))
            yield from (self.gone(place) for place in range(a, x) if place not in linked_old)
            for place in range(b, y):
                if place in starts:
                    yield self.kept(starts[place])
                elif place not in inner:
                    yield self.come(place)
            if link:
                yield self.kept(link)
                a, b = link.old[-1] + 1, link.new[-1] + 1

    def gone(self, place: int) -> BlockChange:
        elsewhere = self.abroad.left.get(place, "")
        fate = BlockFate.LEFT if elsewhere else BlockFate.DELETED
        return BlockChange(fate, old=(self.old.blocks[place],), elsewhere=elsewhere, old_at=place)

    def come(self, place: int) -> BlockChange:
        block = self.new.blocks[place]
        if place not in self.abroad.came:
            return BlockChange(BlockFate.INSERTED, new=(block,), new_at=place)
        elsewhere, before = self.abroad.came[place]
        return _paired((before,), (block,), BlockFate.MOVED, elsewhere, -1, place)

    def kept(self, link: Link) -> BlockChange:
        olds, news = (tuple(text.blocks[n] for n in places) for text, places in ((self.old, link.old), (self.new, link.new)))
        same = len(olds) == len(news) == 1 and self.old.marks[link.old[0]] == self.new.marks[link.new[0]]
        fate = BlockFate.MOVED if link.moved else BlockFate.EQUAL if same else BlockFate.CHANGED
        return _paired(olds, news, fate, "", link.old[0], link.new[0])


def _paired(
    old: tuple[Block, ...], new: tuple[Block, ...], fate: BlockFate, elsewhere: str, old_at: int, new_at: int
) -> BlockChange:
    """Two versions of a block; a paragraph that was only cut up is the same."""
    words = compare_words(tokens_of(old), tokens_of(new))
    recast = {block.kind for block in old} != {block.kind for block in new}
    carries = {one for block in old for one in block.carries} != {one for block in new for one in block.carries}
    changed = any(w.old != w.new and (w.old.strip(PARAGRAPH) or w.new.strip(PARAGRAPH)) for w in words if w.kind != "equal")
    if fate is BlockFate.CHANGED and not (changed or recast or carries):
        fate = BlockFate.EQUAL
    return BlockChange(fate, old, new, words, elsewhere, recast, carries, old_at, new_at)
