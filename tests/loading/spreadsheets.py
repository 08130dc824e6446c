"""Spreadsheets with one mistake each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.loading.bibles import Files, saved

ANNEX: Final = """\
- id: liste
  titre: Liste
  fichier: liste.{suffix}
  colonnes:
    - {{colonne: code, titre: Code, type: texte}}
    - {{colonne: prix, titre: Prix, type: {type}}}
"""


def annex(suffix: str, data: str | bytes, column_type: str = "prix", more: str = "") -> Files:
    """An annex of two columns, ``code`` and ``prix``, and its file."""
    listed = ANNEX.format(suffix=suffix, type=column_type) + more
    return {"annexes/annexes.yaml": listed, f"annexes/liste.{suffix}": data}


def sheet_of(change: Callable[[Worksheet], None], rows: list[list[object]] | None = None) -> bytes:
    """A workbook whose sheet holds two columns and a row, after ``change``."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows or [["code", "prix"], ["A1", 12.9], ["A2", 3]]:
        sheet.append(row)
    change(sheet)
    return saved(book)


def _hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["B"].hidden = True


def _hide_sheet(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    sheet.parent.create_sheet("Vue").append(["code", "prix"])
    sheet.parent.active = 1
    sheet.sheet_state = "hidden"


def _nothing(_sheet: Worksheet) -> None:
    pass


def with_cached_error() -> bytes:
    """A workbook whose cell holds a formula and, as its result, an error."""
    data = sheet_of(lambda sheet: sheet.__setitem__("B2", "=1/0"))
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'<c r="B2"><f>1/0</f><v></v></c>', b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
                part = part.replace(b'<c r="B2"><f>1/0</f><v /></c>', b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
                assert b"#DIV/0!" in part
            new.writestr(name, part)
    return changed.getvalue()


SHEETS: Final[dict[str, Files]] = {
    "bad-spreadsheet": annex("xlsx", b"PK rien"),
    "bad-csv": annex("csv", 'code;prix\n"A1;3\n'),
    "sheet-too-large": annex("xlsx", sheet_of(lambda sheet: sheet.__setitem__("XFD1048576", "x"))),
    "empty-sheet": annex("csv", ""),
    "missing-sheet": annex("xlsx", sheet_of(_nothing), more="  feuilles: [Absente]\n"),
    "missing-heads": annex("csv", "\nA1;3\n"),
    "duplicate-head": annex("csv", "code;prix;prix\nA1;3;4\n"),
    "merged-head": annex("xlsx", sheet_of(lambda sheet: sheet.merge_cells("A1:B1"))),
    "merged-cells": annex("xlsx", sheet_of(lambda sheet: sheet.merge_cells("A2:B2"))),
    "hidden-sheet": annex("xlsx", sheet_of(_hide_sheet)),
    "hidden-row": annex("xlsx", sheet_of(_hide_row)),
    "hidden-column": annex("xlsx", sheet_of(_hide_column)),
    "formula-not-cached": annex("xlsx", sheet_of(lambda sheet: sheet.__setitem__("B2", "=6*7"))),
    "cell-error": annex("xlsx", with_cached_error()),
    "missing-column": annex("csv", "code;pris\nA1;3\n"),
    "bad-column-widths": annex(
        "csv",
        "code;prix\nA1;3\n",
        more="    - {colonne: code2, largeur: 60}\n    - {colonne: code3, largeur: 60}\n",
    ),
    "cell-not-parsed": annex("csv", "code;prix\nA1;gratuit\n"),
    "doubtful-percent": annex("xlsx", sheet_of(_nothing, [["code", "prix"], ["A1", 0.2]]), "pourcentage"),
}
"""Code → an annex that has it."""
