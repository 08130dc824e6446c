"""Lists of things, one a YAML item or one a spreadsheet row: the lexicon and the recipients."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bible_builder.errors import Source
from bible_builder.loading.keys import Shape
from bible_builder.loading.paths import CONTENT
from bible_builder.loading.placed import Entries, Entry, Items, Text, Value
from bible_builder.loading.reading import Reading
from bible_builder.loading.schema import Record, read_record
from bible_builder.loading.sheets import read_grids, report_faults
from bible_builder.loading.yaml_text import read_yaml
from bible_builder.model.languages import FILES

_SUFFIXES: Final = (".yaml", ".csv", ".xlsx")


def read_records(name: str, shape: Shape, reading: Reading) -> tuple[Record, ...]:
    """The records of a file of ``content/`` (a name of ``FILES``), whichever of its forms is there; none without a file.

    Reports ``several-files`` (file, other), ``wrong-type``, and what the file's form reports.
    """
    path = find_file(name, _SUFFIXES, reading)
    if path is None:
        return ()
    values = _yaml_items(path, reading) if path.endswith(".yaml") else tuple(_rows(path, reading))
    return tuple(read_record(value, shape, reading) for value in values)


def find_file(name: str, suffixes: tuple[str, ...], reading: Reading) -> str | None:
    """The path of a file of ``content/`` that may have several forms, or French and English names; None when there is none."""
    stems = [reading.language.word(FILES, name)]
    if reading.language.code != "fr":
        stems.append(FILES[name][0])
    names = list(dict.fromkeys(stem + suffix for stem in stems for suffix in suffixes))
    found = [name for name in names if reading.files.is_there(f"{CONTENT}/{name}")]
    for other in found[1:]:
        place = Source(f"{CONTENT}/{other}")
        reading.findings.error("several-files", place, file=f"{CONTENT}/{found[0]}", other=f"{CONTENT}/{other}")
    return f"{CONTENT}/{found[0]}" if found else None


def _yaml_items(path: str, reading: Reading) -> tuple[Value, ...]:
    text = reading.files.text(path)
    value = read_yaml(text, path, reading.findings) if text is not None else None
    if value is None:
        return ()
    if isinstance(value, Items):
        return value.values
    reading.findings.error("wrong-type", value.source, key=path.rpartition("/")[2], expected="list", value="", paste="")
    return ()


def _rows(path: str, reading: Reading) -> Iterator[Value]:
    """Each row of each sheet, as a mapping of the heads; empty cells are left out."""
    for grid in read_grids(path, Source(path), reading):
        report_faults(grid, grid.named, reading.findings)
        for row in grid.rows:
            pairs = ((grid.heads[place], row.text(place, reading.language.code)) for place in grid.named)
            entries = (Entry(head.text, Text(text, row.source, in_cell=True), head.source) for head, text in pairs if text)
            yield Entries(tuple(entries), row.source)
