"""Files of variables: each row of a spreadsheet, keyed by its first column, gives a variable a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from bible_builder.loading.bible_file import VARIABLE
from bible_builder.loading.ids import slugify
from bible_builder.loading.paths import CONTENT
from bible_builder.loading.placed import Entry
from bible_builder.loading.reading import Reading
from bible_builder.loading.schema import Record, plain_text
from bible_builder.loading.sheets import Grid, GridRow, read_grids, report_faults
from bible_builder.model.bible import Variable

_TITLES: Final = frozenset({"nom", "name"})
_SUFFIXES: Final = (".csv", ".xlsx")


def with_files(known: Mapping[str, Variable], record: Record, reading: Reading) -> Mapping[str, Variable]:
    """The variables ``known`` and those of the files that ``variable-files`` names: ``indicators.<row>.<column>``.

    The text is the cell's as typed; an empty cell gives no variable. Reports ``bad-variable`` (name), ``duplicate-item`` (value),
    ``unknown-file-type`` (file, known), ``markup-in-text`` (key, found), what paths and grids report.
    """
    found = dict(known)
    for entry in record.entries("variable_files").entries:
        for variable in _variables(entry, reading):
            if variable.name in found:
                reading.findings.error("duplicate-item", variable.source, value=variable.name)
            found.setdefault(variable.name, variable)
    return found


def _variables(entry: Entry, reading: Reading) -> Iterator[Variable]:
    if not VARIABLE.fullmatch(entry.key):
        reading.findings.error("bad-variable", entry.source, name=entry.key)
        return
    file, place = plain_text(entry.value, entry.key, reading), entry.value.source
    path = reading.files.locate(file, CONTENT, place) if file else None
    if path is None:
        return
    if PurePosixPath(path).suffix.lower() not in _SUFFIXES:
        reading.findings.error("unknown-file-type", place, file=file, known=", ".join(_SUFFIXES))
        return
    for grid in read_grids(path, place, reading):
        report_faults(grid, grid.named, reading.findings)
        yield from _of_grid(grid, entry.key, reading)


def _of_grid(grid: Grid, prefix: str, reading: Reading) -> Iterator[Variable]:
    """A row's name is its first cell; a column's is its head in small letters without accents, spaces turned to hyphens.

    What readers know the row as stands in the column headed « nom », if there is one.
    """
    key, *columns = grid.named
    titled = next((place for place in columns if slugify(grid.heads[place].text) in _TITLES), key)
    for row in grid.rows:
        name = row.text(key, reading.language.code).strip()
        if not VARIABLE.fullmatch(name):
            reading.findings.error("bad-variable", row.source, name=f"{prefix}.{name}")
            continue
        title = row.text(titled, reading.language.code).strip() or name
        for place in columns:
            head = grid.heads[place].text
            for variable in _of_cell(row, place, f"{prefix}.{name}", head, reading):
                yield replace(variable, label=f"{title}, {head.strip()}")


def _of_cell(row: GridRow, place: int, name: str, head: str, reading: Reading) -> Iterator[Variable]:
    text = re.sub(r"\s+", " ", row.text(place, reading.language.code)).strip()
    column = slugify(head)
    if not column:
        reading.findings.error("bad-variable", row.source, name=f"{name}.{head}")
    elif "{{" in text:
        reading.findings.error("markup-in-text", row.source, key=head, found="{{")
    elif text:
        yield Variable(source=row.source, name=f"{name}.{column}", text=text, row=name)
