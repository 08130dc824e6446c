"""PDF annexes: how many pages they have, or why they cannot be read."""

from __future__ import annotations

from typing import Final

import pypdfium2

from bible_builder.errors import Source
from bible_builder.loading.reading import Reading

_MOST_PAGES: Final = 2_000


def count_pages(path: str, place: Source, reading: Reading) -> int:
    """The number of pages, 0 when the file cannot be bound in.

    Reports ``pdf-unreadable`` (file, reason: ``empty``, ``not-a-pdf``, ``encrypted``, ``damaged``, ``too-long``).
    """
    data = reading.files.data(path, place)
    if data is None:
        return 0
    pages, reason = _inspect(data)
    if reason:
        reading.findings.error("pdf-unreadable", place, file=path, reason=reason)
    return pages


def _inspect(data: bytes) -> tuple[int, str]:
    if not data.strip():
        return 0, "empty"
    if b"%PDF-" not in data[:1024]:
        return 0, "not-a-pdf"
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        # PDFium's own reason may be that of an earlier file; the trailer says it in clear (ISO 32000-1 §7.6.1).
        return 0, "encrypted" if b"/Encrypt" in data else "damaged"
    try:
        pages = len(document)
    finally:
        document.close()
    if pages == 0:
        return 0, "no-pages"
    return (0, "too-long") if pages > _MOST_PAGES else (pages, "")
