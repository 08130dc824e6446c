"""Copies of a finished document: the same pages for each reader, with the reader's name in their foot.

What a copy bears is laid out once for all of them, a line (and a watermark) each; a copy is then the document with two forms
drawn on its pages, as artifacts (ISO 32000-1, 14.8.2.2), an identifier in its XMP, and a password where one is asked for.
"""

from __future__ import annotations

import io
import re
import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Final

from pikepdf import Array, Encryption, Object, ObjectStreamMode, Page, PasswordError, Pdf, PdfError, Permissions

from bible_builder.errors import Diagnostic, Findings, RenderingError
from bible_builder.model.charter import Charter
from bible_builder.rendering.pdf.cache import Cache
from bible_builder.rendering.pdf.fontfiles import mark_whole, share_fonts
from bible_builder.rendering.pdf.fonts import Faces
from bible_builder.rendering.pdf.laid import Laid
from bible_builder.rendering.pdf.limits import Limits
from bible_builder.rendering.pdf.metadata import PDFA_CLAIM
from bible_builder.rendering.pdf.nursery import JobError
from bible_builder.rendering.pdf.pool import Job, Pool
from bible_builder.rendering.pdf.stamp import name_form

_LINE: Final = 12.0
"""Height of the strip at the foot, in points; a line of 6.5 points stands in it."""

_UP: Final = 9.0
"""The strip's distance from the edge of the page, in points: what a home printer can still print."""

_NAMES: Final = ("/Copy", "/Watermark")
_INSTANCE: Final = re.compile(rb"<xmpMM:InstanceID>bible:copy:([A-Za-z0-9._-]{1,150})</xmpMM:InstanceID>")
_ARTIFACT: Final = re.compile(rb"/Artifact\b.*?\bEMC\b", re.DOTALL)
_END: Final = b"</rdf:RDF>"
_XMP: Final = """\
<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<xmpMM:InstanceID>bible:copy:{}</xmpMM:InstanceID>
</rdf:Description>
"""
"""The identifier of one rendition of a document (XMP Specification part 1, 8.6: Media Management)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a copy bears: its identifier, the line in the foot of its pages, words across them, the password that opens it."""

    identifier: str
    line: str
    watermark: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Strips:
    """The lines and watermarks of several copies as a PDF: two pages each, in the order of the marks."""

    data: bytes


def strips(
    document: bytes, marks: Sequence[Mark], charter: Charter, base: Path, language: str, day: date, cache: Path | None = None
) -> Strips:
    """The lines and watermarks of all copies of ``document``, in the charter's own type. Raises RenderingError."""
    with Pdf.open(io.BytesIO(document)) as pdf:
        width, height = _size(pdf.pages[0])
    fonts = sorted({str(font.path.resolve().parent) for font in charter.fonts})
    arguments = {
        "html": _html(marks, language),
        "css": _css(charter, width, height),
        "base": f"{base.resolve().as_uri()}/",
        "roots": [str(base.resolve()), *fonts],
    }
    faces = Faces.of(charter)
    known = Cache(cache, map(Path, faces.files), Findings(), base=base) if cache is not None else None
    with Pool(faces, day, Limits(), 1, None, known) as pool:
        for _, done in pool.run([Job("lay", arguments)]):
            if isinstance(done, JobError):
                raise RenderingError(Diagnostic("copies-not-laid-out", {"reason": done.sentence}))
            return Strips(_subset(Laid.read(done)))
    raise AssertionError("a job that was asked for ends")


class Copier:
    """Makes the copies of one document, whose pages are read once. A context manager.

    The same bytes for the same mark, whichever copies were made before; but one with a password differs each time it is made. It
    claims PDF/UA alone, for PDF/A forbids encryption (ISO 19005-2, 6.1.3).
    """

    def __init__(self, document: bytes, drawn: Strips) -> None:
        self._open = ExitStack()
        self._pdf = self._open.enter_context(Pdf.open(io.BytesIO(document)))
        self._layer = self._open.enter_context(Pdf.open(io.BytesIO(drawn.data)))
        self._xmp = self._pdf.Root.Metadata.read_bytes()
        self._forms = [self._pdf.copy_foreign(self._layer.pages[number].as_form_xobject()) for number in range(len(_NAMES))]
        self._contents: dict[tuple[float, float], Object] = {}
        for page in self._pdf.pages:
            self._prepare(page)

    def __enter__(self) -> Copier:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def copy(self, place: int, mark: Mark) -> bytes:
        """The copy whose mark stood at ``place`` (from 0) among those that ``strips`` was given."""
        for number, form in enumerate(self._forms):
            own = self._pdf.copy_foreign(self._layer.pages[len(_NAMES) * place + number].as_form_xobject())
            form.write(own.read_bytes())
            form.Resources = own.Resources
        shown = [number for number, words in enumerate((mark.line, mark.watermark)) if words]
        for size, stream in self._contents.items():
            stream.write(b"".join(_drawing(number, size, _size_of(self._forms[number])) for number in shown))
        self._pdf.Root.Metadata.write(_signed(self._xmp, mark))
        return _saved(self._pdf, mark)

    def _prepare(self, page: Page) -> None:
        """Let the page draw the forms: in a stream that all pages of its size share."""
        for name, form in zip(_NAMES, self._forms, strict=True):
            name_form(page, name, form)
        if (size := _size(page)) not in self._contents:
            self._contents[size] = self._pdf.make_stream(b"")
        own = page.obj.get("/Contents", Array())
        page.obj.Contents = Array([*(own if isinstance(own, Array) else [own]), self._contents[size]])


def identifier_of(data: bytes) -> str:
    """The identifier that a copy bears, "" for a file that bears none. It is read without the copy's password."""
    found = _INSTANCE.search(data)
    if found is None:
        try:
            with Pdf.open(io.BytesIO(data)) as pdf:
                metadata = pdf.Root.get("/Metadata")
                found = _INSTANCE.search(metadata.read_bytes()) if metadata is not None else None
        except (PdfError, PasswordError, ValueError):
            return ""
    return found[1].decode() if found is not None else ""


def body(document: bytes) -> tuple[bytes, ...]:
    """What is drawn on each page that bears an arabic folio, artifacts (heads, change bars) left out; for comparisons alone."""
    with Pdf.open(io.BytesIO(document)) as pdf:
        return tuple(_drawn(page) for page in pdf.pages if str(page.label).isdecimal())


def _drawn(page: Page) -> bytes:
    contents = page.obj.get("/Contents", Array())
    streams = contents if isinstance(contents, Array) else [contents]
    drawn = _ARTIFACT.sub(b"", b"\n".join(stream.read_bytes() for stream in streams))
    return b" ".join(drawn.split())


def _html(marks: Sequence[Mark], language: str) -> str:
    pages = "".join(
        f'<p class="line">{escape(mark.line)}</p><div class="across"><p>{escape(mark.watermark)}</p></div>' for mark in marks
    )
    head = '<meta charset="utf-8"><title>-</title>'
    return f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head>{head}</head><body>{pages}</body></html>'


def _css(charter: Charter, width: float, height: float) -> str:
    faces = "".join(
        f'@font-face {{ font-family: "{font.family}"; src: url("{font.path.resolve().as_uri()}"); '
        f"font-weight: {font.weight}; font-style: {font.style} }}\n"
        for font in charter.fonts
    )
    family = charter.families.get("headings") or charter.families.get("base", "")
    across = min(width, height)
    return f"""{faces}
@page line {{ size: {across}pt {_LINE}pt; margin: 0 }}
@page across {{ size: {width}pt {height}pt; margin: 0 }}
html, body, p, div {{ margin: 0; padding: 0; font-family: "{family}" }}
p.line {{ page: line; width: {across}pt; height: {_LINE}pt; line-height: {_LINE}pt; font-size: 6.5pt; color: #3a3a3a;
  text-align: center; white-space: nowrap; overflow: hidden }}
div.across {{ page: across; width: {width}pt; height: {height}pt; position: relative; overflow: hidden }}
div.across > p {{ position: absolute; left: -20%; right: -20%; top: {height / 2 - 24}pt; font-size: 40pt; line-height: 48pt;
  text-align: center; color: rgba(0, 0, 0, 0.07); transform: rotate(-40deg) }}
"""


def _subset(laid: Laid) -> bytes:
    """The pages with only the glyphs that they show."""
    output = io.BytesIO()
    with Pdf.open(laid.source) as pdf:
        mark_whole(pdf)
        share_fonts(pdf)
        pdf.save(output, deterministic_id=True)
    return output.getvalue()


def _size(page: Page) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in page.mediabox)
    return right - left, top - bottom


def _size_of(form: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in form.BBox)
    return right - left, top - bottom


def _drawing(number: int, page: tuple[float, float], form: tuple[float, float]) -> bytes:
    """The operators that draw a form on a page of that size: the line at the foot, the watermark in the middle; both across."""
    x = (page[0] - form[0]) / 2
    y = _UP if number == 0 else (page[1] - form[1]) / 2
    kind = b"/Subtype /Footer" if number == 0 else b"/Subtype /Watermark"
    place = f"1 0 0 1 {x:.3f} {y:.3f} cm {_NAMES[number]} Do".encode()
    return b"\n/Artifact <</Type /Pagination %s>> BDC q %s Q EMC" % (kind, place)


def _signed(xmp: bytes, mark: Mark) -> bytes:
    """The metadata with the copy's identifier."""
    signed = xmp.replace(_END, _XMP.format(mark.identifier).encode() + _END, 1)
    return signed.replace(PDFA_CLAIM.encode(), b"") if mark.password else signed


def _saved(pdf: Pdf, mark: Mark) -> bytes:
    output = io.BytesIO()
    if not mark.password:
        pdf.save(output, object_stream_mode=ObjectStreamMode.generate, compress_streams=True, deterministic_id=True)
        return output.getvalue()
    # The owner's password is nobody's: it would lift what the file does not allow. XMP stays in clear, so that a lost copy says
    # whose it is.
    allowed = Permissions(
        accessibility=True, extract=False, modify_annotation=False, modify_assembly=False, modify_form=False, modify_other=False
    )
    locked = Encryption(owner=secrets.token_urlsafe(32), user=mark.password, R=6, allow=allowed, metadata=False)
    pdf.save(output, object_stream_mode=ObjectStreamMode.generate, compress_streams=True, encryption=locked)
    return output.getvalue()
