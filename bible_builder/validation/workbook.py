"""A list as a spreadsheet to send round: texts only, the same bytes for the same list."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet might take for a formula, when the cell is opened to be edited or saved as CSV."""

_WIDEST: Final = 60
_LONGEST: Final = 32_767  # characters that a cell of Excel holds
_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
_MODE: Final = 0o644 << 16


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], date: datetime.date) -> bytes:
    """An .xlsx file with one sheet: the heads, bold and kept in sight, then the rows; it can be filtered by any column.

    Every cell is text, whatever it begins with. ``date`` is the file's own.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book, listed = Workbook(), [list(heads), *map(list, rows)]
    sheet = book.active
    assert sheet is not None
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31]  # what a sheet's name may be in Excel
    for number, texts in enumerate(listed, start=1):
        for place, text in enumerate(texts, start=1):
            cell = sheet.cell(number, place)
            cell.value = _ILLEGAL.sub("", text)[:_LONGEST]
            cell.data_type = "s"  # openpyxl reads a formula from a text that begins with =
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.quotePrefix = text.startswith(_FORMULA)
            if number == 1:
                cell.font = Font(bold=True)
    for place in range(1, len(heads) + 1):
        widest = max(len(texts[place - 1]) for texts in listed)
        sheet.column_dimensions[get_column_letter(place)].width = min(widest, _WIDEST) + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    midnight = datetime.datetime.combine(date, datetime.time())
    book.properties.title, book.properties.creator = title, "bible_builder"
    book.properties.created = midnight
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue(), midnight)


def _settled(data: bytes, on: datetime.datetime) -> bytes:
    """The file with one date for all its entries: openpyxl takes the clock's."""
    stamp = f"{on:%Y-%m-%dT%H:%M:%SZ}".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, max((on.year, on.month, on.day, 0, 0, 0), (1980, 1, 1, 0, 0, 0)))
            entry.external_attr, entry.compress_type = _MODE, zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()
