"""The pages of an annex PDF, as pictures: Word binds no PDF in. Their words are in the alternative texts."""

from __future__ import annotations

import hashlib
import re
from typing import Final

import pypdfium2

from bible_builder.errors import Findings
from bible_builder.model.book import Book, PdfAnnex
from bible_builder.model.vocabulary import BY_NAME
from bible_builder.model.words import words
from bible_builder.rendering.docx.drawing import inline_picture
from bible_builder.rendering.docx.kept import Kept
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.pictures import PagePicture, Raster, encoded, fitted
from bible_builder.rendering.docx.place import Place

_RESOLUTION: Final = 150  # dots per inch
_INCH: Final = 914_400
_POINT: Final = 12_700
_SHARE: Final = 0.96  # of the text's height: the line holds the picture and its own descent
_END: Final = b"\0"
_LONGEST_ALTERNATIVE: Final = 600  # characters
_CONTROLS: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What a stranger's PDF may hold and XML may not (XML 1.0 §2.2)."""


def write_annex_pages(annex: PdfAnnex, manuscript: Manuscript) -> None:
    """One picture a page, the first one bearing the annex's anchor; none where the text above says where the PDF can be had."""
    if annex.linked:
        manuscript.mark_last(annex.anchor)
        return
    gallery, style = manuscript.pictures.gallery, BY_NAME["figure"].style
    if annex.path not in gallery.pages:
        gallery.pages[annex.path] = read_pages(annex, manuscript.book, manuscript.findings, gallery.kept)
    for number, page in enumerate(gallery.pages[annex.path], start=1):
        manuscript.pending.page = True
        line = manuscript.paragraph(style, Place())
        line.begin_bookmarks(*manuscript.take_ids(annex.anchor if number == 1 else ""))
        embedded = manuscript.pictures.embed(page.raster, None, line.relations)
        alternative = _alternative(annex, number, page.text, manuscript.book.metadata.language)
        line.run(inline_picture(manuscript.pictures.next_id(), embedded, page.size, alternative))
        line.end()


def read_pages(annex: PdfAnnex, book: Book, findings: Findings, kept: Kept) -> tuple[PagePicture, ...]:
    """The pages as pictures, in the size at which they are shown; none, with a finding, when the file cannot be read."""
    if not book.may_read(annex.path):
        findings.error("picture-outside", None, file=annex.path.name)
        return ()
    try:
        document = pypdfium2.PdfDocument(annex.path)
    except (OSError, pypdfium2.PdfiumError) as error:
        findings.error("annex-unreadable", None, file=annex.path.name, reason=error)
        return ()
    try:
        whole = hashlib.sha256(annex.path.read_bytes()).digest()
        return tuple(_picture(page, (whole, number), book, kept) for number, page in enumerate(document))
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, key: tuple[bytes, int], book: Book, kept: Kept) -> PagePicture:
    geometry = book.page
    widest = geometry.width - geometry.inner - geometry.outer
    highest = round((geometry.height - geometry.top - geometry.bottom) * _SHARE)
    width, height = (side * _POINT for side in page.get_size())
    size = fitted(width, height, widest, highest)
    scale = size[0] / width * _RESOLUTION / 72
    text, _, data = kept.get(("page", *key, scale), lambda: _drawn(page, scale)).partition(_END)
    page.close()
    return PagePicture(Raster(data, "jpg"), size, text.decode())


def _drawn(page: pypdfium2.PdfPage, scale: float) -> bytes:
    """The words of a page, a nought, its picture as JPEG."""
    picture = encoded(page.render(scale=scale).to_pil(), "JPEG")
    textpage = page.get_textpage()
    words = " ".join(_CONTROLS.sub(" ", textpage.get_text_bounded()).split()).encode("utf-8", "replace")
    textpage.close()
    return words + _END + picture.data


def _alternative(annex: PdfAnnex, number: int, text: str, language: str) -> str:
    """What the page is, what the annex shows (on its first page), what the page says, cut between words."""
    label = words(language)["page-of-annex"].format(title=annex.title, number=number)
    whole = " – ".join(part for part in (label, annex.description if number == 1 else "", text) if part)
    return whole if len(whole) <= _LONGEST_ALTERNATIVE else whole[:_LONGEST_ALTERNATIVE].rpartition(" ")[0] + "…"
