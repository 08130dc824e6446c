"""Spreadsheets as grids: heads in the first row, rows below, from CSV or XLSX; what a reader would not see is reported."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.loading.cells import Cell, printed
from bible_builder.loading.paths import CONTENT
from bible_builder.loading.placed import Text
from bible_builder.loading.reading import Reading
from bible_builder.loading.text import clean_value
from bible_builder.loading.xlsx import RawSheet, XlsxError, read_xlsx
from bible_builder.model.bible import ColumnType

_MOST_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row; ``source.line`` is its number."""

    cells: tuple[Cell, ...]
    source: Source

    def cell(self, place: int) -> Cell:
        """The cell in a column, counted from 0; an empty one beyond the row's end."""
        return self.cells[place] if place < len(self.cells) else Cell()

    def text(self, place: int, language: str) -> str:
        """What stands in a column, as text; a date as in ISO 8601."""
        value = self.cell(place).value
        if isinstance(value, datetime.date):
            return value.isoformat()[:10]
        return printed(self.cell(place), ColumnType.TEXT, language) or ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its title ("" in a CSV file), its heads, its rows that are not empty, its merged ranges and hidden columns."""

    title: str
    heads: tuple[Text, ...]
    rows: tuple[GridRow, ...]
    source: Source
    merged: tuple[tuple[str, int, int, int], ...] = ()  # range, first row, first and last column, both from 0
    hidden: frozenset[int] = frozenset()

    @property
    def named(self) -> tuple[int, ...]:
        """The columns that have a head."""
        return tuple(place for place, head in enumerate(self.heads) if head.text)

    def column(self, name: str) -> int | None:
        """The column with that head, from 0, or None."""
        return next((place for place, head in enumerate(self.heads) if head.text == name), None)


def read_grids(path: str, place: Source, reading: Reading) -> tuple[Grid, ...]:
    """The sheets of a file, in its order, empty ones left out.

    Reports ``bad-spreadsheet`` (file, reason), ``bad-csv`` (reason), ``row-length`` (cells, columns), ``sheet-too-large`` (sheet,
    limit), ``hidden-sheet`` (sheet), ``empty-sheet`` (sheet), ``missing-heads`` (sheet), ``duplicate-head`` (head, sheet),
    ``merged-head`` (range, sheet), ``hidden-row`` (rows, sheet).
    """
    if path.endswith(".csv"):
        text = reading.files.text(path, place)
        sheets: Iterable[RawSheet] = () if text is None else _read_csv(text, path, reading.findings)
    else:
        data = reading.files.data(path, place)
        sheets = () if data is None else _read_xlsx(data, path, place, reading.findings)
    grids = (_grid(sheet, path, reading.findings) for sheet in sheets)
    return tuple(grid for grid in grids if grid is not None)


def report_faults(grid: Grid, columns: Iterable[int], findings: Findings) -> None:
    """Report what keeps the columns in use from being read.

    ``hidden-column`` (head, sheet), ``merged-cells`` (range, sheet), ``formula-not-cached`` and ``cell-error`` (head, sheet).
    """
    used = frozenset(columns)
    for place in sorted(used & grid.hidden):
        findings.error("hidden-column", grid.heads[place].source, head=grid.heads[place].text, sheet=grid.title)
    for name, row, first, last in grid.merged:
        if row and used & set(range(first, last + 1)):
            findings.error("merged-cells", Source(grid.source.file, row + 1), range=name, sheet=grid.title)
    codes = {"formula": "formula-not-cached", "error": "cell-error"}
    for line in grid.rows:
        for place in sorted(used):
            code = codes.get(line.cell(place).fault)
            if code:
                findings.error(code, line.source, head=grid.heads[place].text, sheet=grid.title)


def _read_xlsx(data: bytes, path: str, place: Source, findings: Findings) -> tuple[RawSheet, ...]:
    try:
        return read_xlsx(data)
    except XlsxError as error:
        findings.error("bad-spreadsheet", place, file=path.removeprefix(f"{CONTENT}/"), reason=error.reason)
        return ()


def _read_csv(text: str, path: str, findings: Findings) -> tuple[RawSheet, ...]:
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: dict[int, tuple[Cell, ...]] = {}
    columns, line = 0, 1
    try:
        for values in reader:
            cells = tuple(Cell(value.strip()) for value in values)
            if any(not cell.is_empty for cell in cells):
                columns = columns or len(cells)
                surplus = any(not cell.is_empty for cell in cells[columns:])
                if len(cells) < columns or surplus:
                    findings.error("row-length", Source(path, line), cells=len(cells), columns=columns)
                rows[line] = cells[:columns]
            line = reader.line_num + 1
    except csv.Error as error:
        reason = "quote" if "expected" in str(error) or "end of data" in str(error) else "field"
        findings.error("bad-csv", Source(path, line), reason=reason)
    return (RawSheet("", rows),)


def _grid(sheet: RawSheet, path: str, findings: Findings) -> Grid | None:
    source = Source(path)
    if sheet.is_hidden:
        findings.error("hidden-sheet", source, sheet=sheet.title)
    if sheet.is_too_large or len(sheet.rows) > _MOST_ROWS:
        findings.error("sheet-too-large", source, sheet=sheet.title, limit=_MOST_ROWS)
        return None
    if not any(not cell.is_empty for cells in sheet.rows.values() for cell in cells):
        findings.error("empty-sheet", source, sheet=sheet.title)
        return None
    heads = _heads(sheet, path, findings)
    if not heads:
        findings.error("missing-heads", source, sheet=sheet.title)
        return None
    for name, row, _first, _last in sheet.merged:
        if row == 0:
            findings.error("merged-head", Source(path, 1), range=name, sheet=sheet.title)
    if sheet.hidden_rows:
        rows = ", ".join(map(str, sheet.hidden_rows[:12])) + (", …" if len(sheet.hidden_rows) > 12 else "")
        findings.error("hidden-row", Source(path, sheet.hidden_rows[0]), rows=rows, sheet=sheet.title)
    below = sorted(number for number in sheet.rows if number > 1)
    found = (GridRow(_clean(sheet.rows[number], Source(path, number), findings), Source(path, number)) for number in below)
    rows_in_use = tuple(row for row in found if any(not cell.is_empty for cell in row.cells))
    return Grid(sheet.title, heads, rows_in_use, source, sheet.merged, sheet.hidden_columns)


def _heads(sheet: RawSheet, path: str, findings: Findings) -> tuple[Text, ...]:
    place = Source(path, 1)
    cells = _clean(sheet.rows.get(1, ()), place, findings)
    heads = tuple(Text((printed(cell, ColumnType.TEXT, "fr") or "").strip(), place) for cell in cells)
    seen: set[str] = set()
    for head in heads:
        if head.text and head.text in seen:
            findings.error("duplicate-head", place, head=head.text, sheet=sheet.title)
        seen.add(head.text)
    return heads if any(head.text for head in heads) else ()


def _clean(cells: Iterable[Cell], place: Source, findings: Findings) -> tuple[Cell, ...]:
    return tuple(
        Cell(clean_value(cell.value, place, findings), cell.format, cell.fault) if isinstance(cell.value, str) else cell
        for cell in cells
    )
