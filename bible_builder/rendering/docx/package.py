"""The finished file: the same bytes for the same book, whatever the day and the hash seed."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Final

from docx.package import Package

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file can name."""

_FIRST: Final = ("[Content_Types].xml", "_rels/.rels")
_STORED: Final = (".png", ".jpg")
"""Kinds that are compressed already."""

_LEVEL: Final = 6
_MODE: Final = 0o644 << 16


def packed(package: Package, date: datetime.date) -> bytes:
    """The package as a zip file: content types first, then by name, every entry of the edition's date."""
    raw = io.BytesIO()
    package.save(raw)
    stamp = max((date.year, date.month, date.day, 0, 0, 0), _EARLIEST)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w") as file:
        for name in sorted(made.namelist(), key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, stamp)
            entry.external_attr = _MODE
            stored = name.endswith(_STORED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            file.writestr(entry, made.read(name), compresslevel=None if stored else _LEVEL)
    return out.getvalue()
