"""The finished file: the same bytes for the same book, whatever the day and the hash seed.

python-docx would compress every part as it saves, in an order and with dates of its own, for us to do it again.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import Final

from docx.opc.constants import CONTENT_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from bible_builder.rendering.docx.parts import MainStory

_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file can name."""

_DEFAULTS: Final = {
    "rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML, "png": CONTENT_TYPE.PNG, "jpg": CONTENT_TYPE.JPEG,
}  # fmt: skip
"""Content types told by the ending of the part's name (ECMA-376-2 §7.2.3); any other is told for the part."""

_STORED: Final = (".png", ".jpg")
"""Kinds that are compressed already."""

_LEVEL: Final = 4
_QUICK: Final = 1  # of fonts, half of which cannot be made smaller: 6 takes three times as long for a twelfth less
_MODE: Final = 0o644 << 16


def packed(package: Package, date: datetime.date) -> bytes:
    """The package as a zip file: content types first, then by name, every entry of the edition's date."""
    parts = list(package.iter_parts())
    entries: dict[str, Part | bytes] = {part.partname.membername: part for part in parts}
    entries |= {_relations_name(part.partname): part.rels.xml for part in parts if len(part.rels)}
    first: dict[str, Part | bytes] = {_name(CONTENT_TYPES_URI): _content_types(parts)}
    first[_relations_name(PACKAGE_URI)] = package.rels.xml
    stamp = max((date.year, date.month, date.day, 0, 0, 0), _EARLIEST)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in (*first.items(), *sorted(entries.items())):
            entry = zipfile.ZipInfo(name, stamp)
            entry.external_attr = _MODE
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            _write(file, entry, data)
    return out.getvalue()


def _write(file: zipfile.ZipFile, entry: zipfile.ZipInfo, data: Part | bytes) -> None:
    """Write an entry; the document's own part piece by piece."""
    if not isinstance(data, MainStory):
        level = _QUICK if entry.filename.endswith(".odttf") else _LEVEL
        file.writestr(entry, data.blob if isinstance(data, Part) else data, compresslevel=level)
        return
    with file.open(entry, "w") as target:
        for piece in data.written():
            target.write(piece)


def _name(uri: PackURI) -> str:
    return uri.lstrip("/")


def _relations_name(uri: PackURI) -> str:
    return _name(uri.rels_uri)


def _content_types(parts: Iterable[Part]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})  # type: ignore[dict-item]
    for extension, content_type in sorted(_DEFAULTS.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=content_type)
    for part in sorted(parts, key=lambda part: part.partname):
        if _DEFAULTS.get(part.partname.ext) != part.content_type:
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=part.partname, ContentType=part.content_type)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
