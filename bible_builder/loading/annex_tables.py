"""Tables of annexes: the columns asked for, each cell in the print of its column's type, rows with their group and audiences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bible_builder.errors import Source
from bible_builder.loading.cells import is_doubtful_percent, printed
from bible_builder.loading.keys import COLUMN
from bible_builder.loading.reading import Reading
from bible_builder.loading.schema import Record, read_record
from bible_builder.loading.sheets import Grid, GridRow, read_grids, report_faults
from bible_builder.model.bible import Column, ColumnType, Sheet, TableRow
from bible_builder.model.languages import COLUMN_TYPES, nearest


def read_sheets(annex: Record, path: str, reading: Reading) -> tuple[Sheet, ...]:
    """The sheets of a spreadsheet annex that are printed, in the order asked for.

    Reports ``missing-sheet`` (sheet, suggestion), ``duplicate-item`` (value), ``missing-column`` (column, sheet, suggestion),
    ``bad-column-widths`` (total), ``cell-not-parsed`` (value, type, column, sheet), the warning ``doubtful-percent`` (value,
    printed, column, sheet), ``unknown-audience``, and what grids report.
    """
    columns = _columns(annex, reading)
    grids = _chosen(annex, read_grids(path, annex.place("file"), reading), reading)
    return tuple(sheet for grid in grids if (sheet := _Table(annex, grid, columns, reading).sheet()) is not None)


def _columns(annex: Record, reading: Reading) -> tuple[Column, ...]:
    found: dict[str, Column] = {}
    for item in annex.items("columns"):
        record = read_record(item, COLUMN, reading)
        name, place = record.text("name"), record.place("name")
        if name in found:
            reading.findings.error("duplicate-item", place, value=name)
        elif name:
            found[name] = Column(
                source=record.source,
                places=record.places,
                name=name,
                title=record.text("title", name),
                type=ColumnType(record.text("type", ColumnType.TEXT)),
                width=record.number("width"),
                key=record.flag("key"),
                audiences=reading.check_audiences(record.texts("audiences"), record.place("audiences")),
            )
    total = sum(column.width for column in found.values())
    if total > 101:
        reading.findings.error("bad-column-widths", annex.place("columns"), total=f"{total:g}")
    return tuple(found.values())


def _chosen(annex: Record, grids: Sequence[Grid], reading: Reading) -> tuple[Grid, ...]:
    wanted = annex.placed("sheets")
    if not wanted:
        return tuple(grids)
    by_title = {grid.title: grid for grid in grids}
    found: list[Grid] = []
    for item in wanted:
        grid = by_title.get(item.text)
        if grid is None:
            suggestion = nearest(item.text, by_title)
            reading.findings.error("missing-sheet", item.source, sheet=item.text, suggestion=suggestion)
        elif grid in found:
            reading.findings.error("duplicate-item", item.source, value=item.text)
        else:
            found.append(grid)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet on its way to print."""

    annex: Record
    grid: Grid
    columns: tuple[Column, ...]
    reading: Reading

    def sheet(self) -> Sheet | None:
        """The sheet, or None when it lacks what it is asked for."""
        places = {column.name: self.place_of(column.name, column.place("name")) for column in self.columns}
        group, audiences = self.special("group_by"), self.special("rows_for")
        used = [place for place in (*places.values(), group, audiences) if place is not None]
        report_faults(self.grid, used, self.reading.findings)
        if None in places.values() or not places:
            return None
        found = {name: place for name, place in places.items() if place is not None}
        rows = tuple(self.row(row, found, group, audiences) for row in self.grid.rows)
        return Sheet(source=self.grid.source, title=self.grid.title, columns=self.columns, rows=rows)

    def special(self, key: str) -> int | None:
        """The column that groups rows or says who may read them, if one is named."""
        name = self.annex.text(key)
        return self.place_of(name, self.annex.place(key)) if name else None

    def place_of(self, name: str, asked: Source) -> int | None:
        place = self.grid.column(name)
        if place is None:
            suggestion = nearest(name, (head.text for head in self.grid.heads if head.text))
            self.reading.findings.error("missing-column", asked, column=name, sheet=self.grid.title, suggestion=suggestion)
        return place

    def row(self, row: GridRow, places: Mapping[str, int], group: int | None, audiences: int | None) -> TableRow:
        language = self.reading.language.code
        names = re.split(r"[\s,;|]+", row.text(audiences, language).strip()) if audiences is not None else []
        readers = self.reading.check_audiences(filter(None, names), row.source)
        cells = tuple(self.cell(row, places[column.name], column) for column in self.columns)
        return TableRow(
            source=row.source, cells=cells, audiences=readers, group=row.text(group, language) if group is not None else ""
        )

    def cell(self, row: GridRow, place: int, column: Column) -> str:
        cell = row.cell(place)
        if cell.fault:
            return ""
        text = printed(cell, column.type, self.reading.language.code)
        parameters = {"value": str(cell.value)[:60], "column": column.name, "sheet": self.grid.title}
        if text is None:
            kind = self.reading.language.word(COLUMN_TYPES, column.type)
            self.reading.findings.error("cell-not-parsed", row.source, type=kind, **parameters)
        elif column.type is ColumnType.PERCENT and is_doubtful_percent(cell):
            self.reading.findings.warning("doubtful-percent", row.source, printed=text, **parameters)
        return text or ""
