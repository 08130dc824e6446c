"""XLSX files: values as last calculated, and what a reader would not see: hidden rows, merged cells, formulas without result.

openpyxl's read-only worksheets walk a sheet row by row from the first to the last cell (a 4.8 kB file with a cell at
XFD1048576 takes a million rows) and do not tell what is hidden or merged; its full worksheets make a cell for each cell of a
merged range. So its sheet parser is used, which gives the cells that are there and nothing more.
"""

from __future__ import annotations

import datetime
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import WorkSheetParser

from bible_builder.loading.cells import Cell, CellValue

_MOST_BYTES: Final = 60_000_000
_MOST_PARTS: Final = 2_000
_MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 200
_OLE: Final = b"\xd0\xcf\x11\xe0"


class XlsxError(Exception):
    """A file that cannot be read; ``reason``: ``encrypted-or-old``, ``not-a-zip``, ``too-large``, ``entity``, ``damaged``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet: rows by their number from 1, columns from 0. ``merged``: range, first row, first and last column, from 0."""

    title: str
    rows: Mapping[int, tuple[Cell, ...]]
    merged: tuple[tuple[str, int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    is_too_large: bool = False


def read_xlsx(data: bytes) -> tuple[RawSheet, ...]:
    """The sheets of a workbook, in order. Raises XlsxError."""
    _check_archive(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of parts that it would not write back
            workbook = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
            try:
                return tuple(_read_sheet(sheet) for sheet in workbook.worksheets)
            finally:
                workbook.close()
    except Exception as error:
        # openpyxl meets damage with KeyError, ValueError, TypeError, IndexError, ParseError and more.
        raise XlsxError("damaged") from error


def _check_archive(data: bytes) -> None:
    if data.startswith(_OLE):
        raise XlsxError("encrypted-or-old")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
                raise XlsxError("too-large")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part)[:4096]:
                    raise XlsxError("entity")
    except XlsxError:
        raise
    except Exception as error:
        # zipfile meets damage with BadZipFile, zlib.error, struct.error, RuntimeError, NotImplementedError and more.
        raise XlsxError("not-a-zip") from error


@dataclass(slots=True)
class _Parsed:
    """What the parser said of a sheet."""

    rows: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    merged: tuple[tuple[str, int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    is_too_large: bool = False


def _read_sheet(sheet: Any) -> RawSheet:
    parsed = _parse(sheet, data_only=False)
    has_formulas = any(cell["data_type"] == "f" for cells in parsed.rows.values() for cell in cells)
    values = _parse(sheet, data_only=True) if has_formulas else parsed
    results = {(cell["row"], cell["column"]): cell for cells in values.rows.values() for cell in cells}
    rows = {number: _row(sheet, cells, results) for number, cells in parsed.rows.items()}
    return RawSheet(
        title=str(sheet.title),
        rows={number: cells for number, cells in rows.items() if cells},
        merged=parsed.merged,
        hidden_rows=tuple(number for number in parsed.hidden_rows if number in rows),
        hidden_columns=parsed.hidden_columns,
        is_hidden=sheet.sheet_state != "visible",
        is_too_large=parsed.is_too_large,
    )


def _parse(sheet: Any, *, data_only: bool) -> _Parsed:
    book, parsed = sheet.parent, _Parsed()
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, cells in parser.parse():
            filled = [cell for cell in cells if cell["value"] is not None]
            if not filled:
                continue
            if number > _MOST_ROWS or any(cell["column"] > _MOST_COLUMNS for cell in filled):
                parsed.is_too_large = True
                break
            parsed.rows[number] = filled
        parsed.merged = _merged(parser)
    parsed.hidden_rows = tuple(sorted(int(row) for row, facts in parser.row_dimensions.items() if _is_set(facts)))
    parsed.hidden_columns = frozenset(
        place for facts in parser.column_dimensions.values() if _is_set(facts) for place in _span(facts)
    )
    return parsed


def _is_set(facts: Mapping[str, str]) -> bool:
    return facts.get("hidden") in {"1", "true"}


def _span(facts: Mapping[str, str]) -> range:
    return range(int(facts["min"]) - 1, min(int(facts["max"]), _MOST_COLUMNS))


def _merged(parser: Any) -> tuple[tuple[str, int, int, int], ...]:
    ranges = parser.merged_cells.mergeCell if parser.merged_cells else ()
    found = []
    for merged in ranges:
        first_column, first_row, last_column, _last_row = (side or 1 for side in range_boundaries(merged.ref))
        found.append((str(merged.ref), first_row - 1, first_column - 1, min(last_column, _MOST_COLUMNS) - 1))
    return tuple(found)


def _row(sheet: Any, cells: list[dict[str, Any]], results: Mapping[tuple[int, int], dict[str, Any]]) -> tuple[Cell, ...]:
    row = [Cell()] * max(cell["column"] for cell in cells)
    for cell in cells:
        row[cell["column"] - 1] = _cell(sheet, cell, results.get((cell["row"], cell["column"])))
    return tuple(row)


def _cell(sheet: Any, cell: dict[str, Any], result: dict[str, Any] | None) -> Cell:
    if result is None or result["value"] is None:
        return Cell(fault="formula")
    if result["data_type"] == "e":
        return Cell(fault="error")
    shown = ReadOnlyCell(sheet, **cell).number_format if cell["style_id"] else "General"
    return Cell(_value(result["value"]), str(shown))


def _value(value: object) -> CellValue:
    known = (str, bool, int, float, datetime.date, datetime.time, datetime.timedelta)
    return value if isinstance(value, known) else str(value)
