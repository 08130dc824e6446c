"""Tables of annexes: rows by key, changed cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bible_builder.comparison.comparison import Fate, FieldChange, RowChange, SheetChange
from bible_builder.comparison.likeness import Words, alike
from bible_builder.comparison.sequences import Pairs
from bible_builder.comparison.snapshot import Column, Sheet
from bible_builder.comparison.words import same_words, text_keys

ALIKE: Final = 0.5
"""How alike two rows are to be the same one, where no column tells rows apart."""


def compare_sheets(old: Sequence[Sheet], new: Sequence[Sheet]) -> tuple[SheetChange, ...]:
    """The sheets that are not what they were: new ones and changed ones in order, then those that were withdrawn.

    Sheets are matched by title; one that is left on each side is the same one, renamed. Rows are told apart
    by the column that is declared as their key, else by the first one in which no two rows are equal, before and after.
    """
    pairs = _same_sheets(old, new)
    mine = {b: a for a, b in pairs}
    found = [
        replace(_compare(old[mine[b]], sheet) if b in mine else _whole(sheet, Fate.ADDED), new_at=b)
        for b, sheet in enumerate(new)
    ]
    found.extend(_whole(sheet, Fate.WITHDRAWN) for a, sheet in enumerate(old) if a not in {a for a, _b in pairs})
    return tuple(change for change in found if change.fates)


def sheet_pairs(old: Sequence[Sheet], new: Sequence[Sheet]) -> Pairs:
    """The places of the same sheets."""
    return _same_sheets(old, new)


def row_pairs(old: Sheet, new: Sheet) -> Pairs:
    """The places of the same rows of two versions of a sheet."""
    shared = _shared(old.columns, new.columns)
    mine, other = _Table(old, shared), _Table(new, shared)
    return sorted(_same_rows(mine, other, _key(mine, other)))


def _same_sheets(old: Sequence[Sheet], new: Sequence[Sheet]) -> Pairs:
    places = {text_keys(sheet.title): b for b, sheet in enumerate(new)}
    pairs = {a: b for a, sheet in enumerate(old) if (b := places.get(text_keys(sheet.title))) is not None}
    pairs = {a: b for b, a in {b: a for a, b in pairs.items()}.items()}  # two sheets of one title: one of them
    left = [a for a in range(len(old)) if a not in pairs], [b for b in range(len(new)) if b not in pairs.values()]
    if len(left[0]) == len(left[1]) == 1:
        pairs[left[0][0]] = left[1][0]
    return sorted(pairs.items())


def _whole(sheet: Sheet, fate: Fate) -> SheetChange:
    table = _Table(sheet, tuple(column.name for column in sheet.columns))
    return SheetChange(sheet.title, (fate,), rows=tuple(table.whole(n, table.label(n), fate) for n in range(len(sheet.rows))))


def _compare(old: Sheet, new: Sheet) -> SheetChange:
    shared = _shared(old.columns, new.columns)
    mine, other = _Table(old, shared), _Table(new, shared)
    chosen = _key(mine, other)
    pairs = _same_rows(mine, other, chosen)
    rows = tuple(_rows(mine, other, pairs, chosen))
    added, withdrawn = _strange(new.columns, shared), _strange(old.columns, shared)
    changed = (Fate.CHANGED,) if rows or added or withdrawn else ()
    renamed = () if same_words(old.title, new.title) else (Fate.RENAMED,)
    titles = {column.name: column.title for column in new.columns}
    return SheetChange(new.title, (*renamed, *changed), titles.get(chosen, ""), added, withdrawn, rows)


def _shared(old: Sequence[Column], new: Sequence[Column]) -> tuple[str, ...]:
    """The names of the columns that both have, in an order that is the same in both directions."""
    places = {column.name: place for place, column in enumerate(old)}
    both = [(places[column.name] + place, column.name) for place, column in enumerate(new) if column.name in places]
    return tuple(name for _place, name in sorted(both))


def _strange(columns: Sequence[Column], shared: Sequence[str]) -> tuple[str, ...]:
    return tuple(column.title for column in columns if column.name not in shared)


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet, read by the names of its columns; ``shared`` are those that the other version has too."""

    sheet: Sheet
    shared: tuple[str, ...]

    def cell(self, row: int, name: str) -> str:
        return self.sheet.rows[row].cells[self.place(name)]

    def place(self, name: str) -> int:
        return next(n for n, column in enumerate(self.sheet.columns) if column.name == name)

    def column(self, name: str) -> list[Words]:
        """What the cells of a column are compared by."""
        place = self.place(name)
        return [text_keys(row.cells[place]) for row in self.sheet.rows]

    def words(self, row: int) -> Words:
        """What a whole row is compared by."""
        return tuple([word for name in self.shared for word in (*text_keys(self.cell(row, name)), "")])

    def label(self, row: int, key: str = "") -> str:
        """What a row is called: its cell in the key column, else its first two cells that say something."""
        if key:
            return self.cell(row, key)
        return ", ".join([cell for cell in self.sheet.rows[row].cells if cell.strip()][:2])

    def whole(self, row: int, label: str, fate: Fate) -> RowChange:
        """A row that is there once only: all its cells."""
        cells = zip(self.sheet.columns, self.sheet.rows[row].cells, strict=True)
        texts = ((column.title, cell) for column, cell in cells)
        sides = (FieldChange(title, "", text) if fate is Fate.ADDED else FieldChange(title, text, "") for title, text in texts)
        places = (-1, row) if fate is Fate.ADDED else (row, -1)
        return RowChange(label, fate, tuple(sides), *places)


def _key(old: _Table, new: _Table) -> str:
    """The column that tells rows apart; "" when none does."""
    declared = {column.name for table in (old, new) for column in table.sheet.columns if column.key}
    unique = (name for name in new.shared if all(_is_unique(table.column(name)) for table in (old, new)))
    return next((name for name in new.shared if name in declared), None) or next(unique, "")


def _is_unique(cells: Sequence[Words]) -> bool:
    return () not in cells and len(set(cells)) == len(cells)


def _same_rows(old: _Table, new: _Table, key: str) -> Pairs:
    """The rows that are the same: of equal keys, the first with the first; without a key equal rows, then the most alike."""
    if key:
        return _by(old.column(key), new.column(key))
    mine, other = ([table.words(n) for n in range(len(table.sheet.rows))] for table in (old, new))
    pairs = dict(_by(mine, other))
    taken = set(pairs.values())
    left = {n: words for n, words in enumerate(mine) if n not in pairs}
    come = {n: words for n, words in enumerate(other) if n not in taken}
    if mine <= other:  # so that both directions agree
        return sorted((pairs | dict(alike(left, come, ALIKE))).items())
    return sorted((pairs | {a: b for b, a in alike(come, left, ALIKE)}).items())


def _by(mine: Sequence[Words], other: Sequence[Words]) -> Pairs:
    places = {known: n for n, known in enumerate(_counted(other))}
    return [(n, places[known]) for n, known in enumerate(_counted(mine)) if known in places]


def _counted(found: Sequence[Words]) -> Iterator[tuple[Words, int]]:
    """Each with how often it stood before."""
    seen: Counter[Words] = Counter()
    for words in found:
        yield words, seen[words]
        seen[words] += 1


def _rows(old: _Table, new: _Table, pairs: Pairs, key: str) -> Iterator[RowChange]:
    mine = {b: a for a, b in pairs}
    for b in range(len(new.sheet.rows)):
        label = new.label(b, key)
        if b not in mine:
            yield new.whole(b, label, Fate.ADDED)
        elif cells := tuple(_cells(old, mine[b], new, b)):
            yield RowChange(label, Fate.CHANGED, cells, mine[b], b)
    kept = {a for a, _b in pairs}
    for a in range(len(old.sheet.rows)):
        if a not in kept:
            yield old.whole(a, old.label(a, key), Fate.WITHDRAWN)


def _cells(old: _Table, a: int, new: _Table, b: int) -> Iterator[FieldChange]:
    before, after = old.sheet.rows[a], new.sheet.rows[b]
    if not same_words(before.group, after.group):
        yield FieldChange("", before.group, after.group)
    titles = {column.name: column.title for column in new.sheet.columns}
    for name in new.shared:
        change = FieldChange(titles[name], old.cell(a, name), new.cell(b, name))
        if not same_words(change.old, change.new):
            yield change
