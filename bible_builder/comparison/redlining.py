"""The redline of two snapshots: every line of both, once where it stays, twice where it moved.

What keeps its order stays in its place and is compared word by word; what left the order is told where it was and where it is.
Exact on both sides: typography and generated numbers are told as well, set apart as ``minor``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from bible_builder.comparison.blocks import CELL
from bible_builder.comparison.compare import same_annexes, same_terms
from bible_builder.comparison.guide import Guide
from bible_builder.comparison.passages import Text, match
from bible_builder.comparison.reading import Key, Piece, reading
from bible_builder.comparison.sequences import longest_rising
from bible_builder.comparison.snapshot import Block, Reference, Snapshot
from bible_builder.comparison.tables import row_pairs, sheet_pairs
from bible_builder.comparison.tracing import merged_runs, told_runs
from bible_builder.comparison.words import PARAGRAPH
from bible_builder.model.redline import Line, Mark, Redline, Run, is_row

_NO_DATE: Final = datetime.date(1980, 1, 1)
"""For what has no date; never the clock."""


class Pair(NamedTuple):
    """Places in both readings of what is the same: one and one, or a paragraph and those it was cut into, and so on."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def redline(old: Snapshot, new: Snapshot) -> Redline:
    """Both snapshots, for the same audience, as one text of tracked changes, of the date of ``new``."""
    before, after = reading(old), reading(new)
    lines = tuple(_Merge(before, after, list(_pairs(old, new, before, after))).lines())
    date = datetime.date.fromisoformat(new.edition.date) if new.edition.date else _NO_DATE
    return Redline(new.title, old.edition.id, new.edition.id, date, new.language, new.audience, lines)


# what is the same -------------------------------------------------------------------------------------------------------------


def _pairs(old: Snapshot, new: Snapshot, before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[Pair]:
    """What is the same in both readings, in the order of the old one."""
    mine, other = ({piece.key: place for place, piece in enumerate(side)} for side in (before, after))
    found = []
    for olds, news in (*_guide(old, new), *_named(old, new), *_terms(old, new), *_annexes(old, new)):
        if olds[0] in mine and news[0] in other:
            found.append(Pair(tuple(mine[key] for key in olds), tuple(other[key] for key in news)))
    yield from sorted(found)


Keys = tuple[tuple[Key, ...], tuple[Key, ...]]


def _one(old: Key, new: Key) -> Keys:
    return (old,), (new,)


def _guide(old: Snapshot, new: Snapshot) -> Iterator[Keys]:
    guide = Guide(old, new, ())
    yield from (_one(("chapter", a), ("chapter", b)) for a, b in guide.chapter_pairs)
    yield from (_one(("section", a), ("section", b)) for a, b in guide.section_pairs)
    for (a, b), links in guide.matched.links.items():
        for link in links:
            yield tuple(("text", a, n) for n in link.old), tuple(("text", b, n) for n in link.new)
    for crossing in guide.matched.crossings:
        yield _one(("text", crossing.old_text, crossing.old), ("text", crossing.new_text, crossing.new))


def _named(_old: Snapshot, _new: Snapshot) -> Iterator[Keys]:
    for key in (("title",), ("part", "glossary"), ("part", "annexes")):
        yield _one(key, key)


def _terms(old: Snapshot, new: Snapshot) -> Iterator[Keys]:
    for a, b in same_terms(old.terms, new.terms):
        yield _one(("term", a), ("term", b))
        for field in ("expansion", "synonyms", "avoid", "see_also"):
            yield _one(("term-field", a, field), ("term-field", b, field))
        yield from _texts("term-text", a, old.terms[a].blocks, b, new.terms[b].blocks)


def _annexes(old: Snapshot, new: Snapshot) -> Iterator[Keys]:
    for a, b in same_annexes(old.annexes, new.annexes):
        before, after = old.annexes[a], new.annexes[b]
        yield _one(("annex", a), ("annex", b))
        yield from (_one(("annex-field", a, field), ("annex-field", b, field)) for field in ("description", "pages"))
        yield from _texts("annex-text", a, before.blocks, b, after.blocks)
        for x, y in sheet_pairs(before.sheets, after.sheets):
            yield from (_one((kind, a, x), (kind, b, y)) for kind in ("sheet", "columns"))
            groups = dict.fromkeys(row.group for row in before.sheets[x].rows)
            yield from (_one(("group", a, x, group, 0), ("group", b, y, group, 0)) for group in groups)
            yield from (_one(("row", a, x, m), ("row", b, y, n)) for m, n in row_pairs(before.sheets[x], after.sheets[y]))


def _texts(kind: str, a: int, old: tuple[Block, ...], b: int, new: tuple[Block, ...]) -> Iterator[Keys]:
    for link in match((Text.of(old),), (Text.of(new),), ((0, 0),)).links[0, 0]:
        yield tuple((kind, a, n) for n in link.old), tuple((kind, b, n) for n in link.new)


# the lines --------------------------------------------------------------------------------------------------------------------


class _Merge:
    """Both readings as one, given what is the same."""

    def __init__(self, before: Sequence[Piece], after: Sequence[Piece], pairs: Sequence[Pair]) -> None:
        self.before, self.after = [p.block for p in before], [p.block for p in after]
        chain = {pairs[n] for n in longest_rising([pair.new[0] for pair in pairs])}
        self.kept = [pair for pair in pairs if pair in chain and self.stays(pair)]
        moved = [pair for pair in pairs if pair not in chain and not is_row(self.before[pair.old[0]].kind)]
        numbers = dict(_numbered(moved))
        self.left = {pair.old[0]: (pair, numbers[pair]) for pair in moved}
        self.came = {pair.new[0]: (pair, numbers[pair]) for pair in moved}

    def stays(self, pair: Pair) -> bool:
        """Rows of another number of cells are other rows: few programs track a cell that comes or goes."""
        old, new = self.before[pair.old[0]], self.after[pair.new[0]]
        return not is_row(old.kind) or old.text.count(CELL) == new.text.count(CELL)

    def lines(self) -> Iterator[Line]:
        """Every line; in a place where some went and others came, those that went first."""
        a = b = 0
        for pair in (*self.kept, None):
            x, y = (pair.old[0], pair.new[0]) if pair else (len(self.before), len(self.after))
            yield from self.gone(a, x)
            yield from self.come(b, y)
            if pair:
                yield from self.same(pair)
                a, b = pair.old[-1] + 1, pair.new[-1] + 1

    def gone(self, place: int, end: int) -> Iterator[Line]:
        """Old lines from ``place`` to ``end``."""
        while place < end:
            if place in self.left:
                pair, number = self.left[place]
                yield from self.moved(pair, number, new=False)
                place = pair.old[-1] + 1
            else:
                yield _whole(self.before[place], Mark.DELETED)
                place += 1

    def come(self, place: int, end: int) -> Iterator[Line]:
        """New lines from ``place`` to ``end``."""
        while place < end:
            if place in self.came:
                pair, number = self.came[place]
                yield from self.moved(pair, number, new=True)
                place = pair.new[-1] + 1
            else:
                yield _whole(self.after[place], Mark.INSERTED)
                place += 1

    def sides(self, pair: Pair) -> tuple[list[Block], list[Block]]:
        return [self.before[n] for n in pair.old], [self.after[n] for n in pair.new]

    def same(self, pair: Pair) -> Iterator[Line]:
        """What stays, its words compared."""
        olds, news = self.sides(pair)
        was = olds[0].kind if olds[0].kind != news[0].kind else ""
        if is_row(news[0].kind):
            cells = zip(_cells(olds[0]), _cells(news[0]), strict=True)
            yield Line(news[0].kind, tuple(merged_runs([old], [new]) for old, new in cells), was=was)
            return
        for runs, mark in _cut(merged_runs(olds, news)):
            yield Line(news[0].kind, (runs,), mark, was)

    def moved(self, pair: Pair, number: int, *, new: bool) -> Iterator[Line]:
        """One side of what moved; words that are not in the other side came or went."""
        olds, news = self.sides(pair)
        mark = Mark.MOVED_TO if new else Mark.MOVED_FROM
        runs = tuple(told_runs(olds, news, new_side=new))
        for block, (words, _mark) in zip(news if new else olds, _cut(runs), strict=True):
            yield Line(block.kind, (words,), mark, move=number)


def _numbered(moved: Iterable[Pair]) -> Iterator[tuple[Pair, int]]:
    """Each with the number of the move that it is part of: neighbours that stayed together are one move."""
    number, after = 0, (-1, -1)
    for pair in moved:
        if (pair.old[0], pair.new[0]) != after:
            number += 1
        after = pair.old[-1] + 1, pair.new[-1] + 1
        yield pair, number


def _whole(block: Block, mark: Mark) -> Line:
    cells = block.text.split(CELL) if is_row(block.kind) else [block.text]
    return Line(block.kind, tuple((Run(cell, mark),) if cell else () for cell in cells), mark)


def _cells(block: Block) -> Iterator[Block]:
    """The cells of a row as blocks."""
    start = 0
    for text in block.text.split(CELL):
        end = start + len(text)
        within = (r for r in block.references if start <= r.start and r.end <= end)
        yield Block("", text, tuple(Reference(r.start - start, r.end - start, r.target) for r in within))
        start = end + 1


def _cut(runs: Iterable[Run]) -> Iterator[tuple[tuple[Run, ...], Mark]]:
    """The runs of each paragraph, and what became of its end."""
    line: list[Run] = []
    for run in runs:
        first, *rest = run.text.split(PARAGRAPH)
        line.extend([replace(run, text=first)] if first else [])
        for text in rest:
            yield tuple(line), run.mark
            line = [replace(run, text=text)] if text else []
    yield tuple(line), Mark.KEPT
