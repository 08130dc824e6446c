"""What a file is by its first bytes, whatever its name says: a DOCX is a ZIP archive; much that is called .docx is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: Final = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
_MIMETYPES: Final = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument": "opendocument",
    b"application/epub+zip": "epub",
}


def kind_of(data: bytes) -> str:
    """``zip`` for what may be a DOCX; else ``encrypted``, ``doc``, ``ole``, ``pdf``, ``rtf``, ``html``…, ``other``."""
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(_OLE2):
        return _kind_of_ole2(data)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return _kind_of_text(data)


def _kind_of_zip(data: bytes) -> str:
    """An OpenDocument or EPUB begins with an entry ``mimetype``, uncompressed (ODF 1.3 part 2 §3.3)."""
    if data[30:38] == b"mimetype":
        return next((kind for name, kind in _MIMETYPES.items() if data[38:].startswith(name)), "zip")
    return "zip"


def _kind_of_ole2(data: bytes) -> str:
    """Streams are named in UTF-16 in the directory of a compound file (MS-CFB §2.6.1; MS-OFFCRYPTO §2.3.4.4)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    return "doc" if "WordDocument".encode("utf-16-le") in data else "ole"


def _kind_of_text(data: bytes) -> str:
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if re.match(rb"<!doctype html|<html|<head|<body|mime-version:", start):
        return "html"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else "xml"
    if b"\0" not in data[:2000] and start:
        return "text"
    return "other"


OTHER_PACKAGES: Final[Mapping[str, str]] = {"xl/workbook.xml": "excel", "ppt/presentation.xml": "powerpoint"}
"""A part that only another kind of Office document has → that kind."""
