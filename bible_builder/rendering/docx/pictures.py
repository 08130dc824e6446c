"""Pictures: read once, bounded in size, kept as one part each; what goes wrong with them is a finding."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from bible_builder.errors import Findings, Source
from bible_builder.model.book import Book
from bible_builder.model.units import Length
from bible_builder.rendering.docx.kept import Kept
from bible_builder.rendering.docx.parts import SVG, Parts
from bible_builder.rendering.docx.relations import Relations
from bible_builder.rendering.docx.svg import Drawing, UnreadableError

RESOLUTION: Final = 220  # dots per inch: what Word itself keeps of a picture by default
_SPARE: Final = 1.3  # how much larger than needed a picture may be before it is made smaller
_INCH: Final = 914_400
_TYPES: Final = {"PNG": ("png", "image/png"), "JPEG": ("jpg", "image/jpeg")}
_QUALITY: Final = 88
_ORIENTATION: Final = 0x0112  # the Exif tag that says how the camera was held


@dataclass(frozen=True, slots=True)
class Raster:
    """Bytes of a picture ready for the package, and their kind (``png``, ``jpg``)."""

    data: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Original:
    """A picture as it lies in the bible: its natural size, and what it is made of."""

    width: Length
    height: Length
    drawing: Drawing | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of an annex PDF: its picture, the size at which it is shown, its words."""

    raster: Raster
    size: tuple[Length, Length]
    text: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """The relationships of a picture in one part: to its raster, and to its drawing ("": it has none)."""

    raster: str
    drawing: str = ""


class Gallery:
    """The pictures of a book, read once for all versions of the document that are written until its folios are true."""

    def __init__(self, book: Book, findings: Findings, kept: Kept) -> None:
        self._book, self.findings = book, findings
        self._originals: dict[str, Original | None] = {}
        self._rasters: dict[tuple[str, int], Raster | None] = {}
        self._drawn: dict[tuple[bytes, int], Raster] = {}  # what several files of the same words show is drawn once
        self.kept = kept
        self.pages: dict[Path, tuple[PagePicture, ...]] = {}

    def original(self, src: str, source: Source | None) -> Original | None:
        """The picture that an ``img`` names; None, with a finding, when it cannot be had."""
        if src not in self._originals:
            self._originals[src] = self._read(src, source)
        return self._originals[src]

    def _read(self, src: str, source: Source | None) -> Original | None:
        try:
            path = self._book.image(src)
        except ValueError:
            self.findings.error("picture-outside", source, file=src)
            return None
        try:
            data = path.read_bytes()
        except OSError as error:
            self.findings.error("picture-missing", source, file=src, reason=error.strerror or "unreadable")
            return None
        try:
            return self._drawing(src, data, source) if _is_svg(src, data) else _picture(data)
        except (OSError, ValueError, SyntaxError) as error:
            self.findings.error("picture-unreadable", source, file=src, reason=_reason(error))
        return None

    def _drawing(self, src: str, data: bytes, source: Source | None) -> Original | None:
        drawing = Drawing(data)
        for reference in drawing.outside:
            self.findings.error("picture-reaches-out", source, file=src, reference=reference)
        return None if drawing.outside else Original(*drawing.size, drawing=drawing)

    def raster(self, src: str, original: Original, width: Length, source: Source | None) -> Raster | None:
        """The picture in the pixels that it needs when it is printed ``width`` wide."""
        pixels = max(1, round(width / _INCH * RESOLUTION))
        key = (src, pixels)
        if key not in self._rasters:
            try:
                self._rasters[key] = self._make(original, pixels)
            except (OSError, ValueError, SyntaxError) as error:
                self._rasters[key] = None
                self.findings.error("picture-unreadable", source, file=src, reason=_reason(error))
        return self._rasters[key]

    def _make(self, original: Original, pixels: int) -> Raster:
        if original.drawing is None:
            return bounded(original.data, pixels)
        drawing, charter = original.drawing, self._book.charter
        key = (drawing.data, pixels)
        if key not in self._drawn:
            whole = ("drawing", *key, charter.families, *self._fonts)
            self._drawn[key] = Raster(self.kept.get(whole, lambda: drawing.png(pixels, charter)), "png")
        return self._drawn[key]

    @cached_property
    def _fonts(self) -> list[bytes]:
        """The charter's fonts, which drawings are set in: their digests."""
        return [hashlib.sha256(_bytes_of(font.path)).digest() for font in self._book.charter.fonts]


def _bytes_of(path: Path) -> bytes:
    """What a file holds; nothing where it cannot be read, which is said elsewhere."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _reason(error: Exception) -> str:
    """Why a picture cannot be shown; Pillow's decoders raise many kinds of errors on damaged files."""
    return error.reason if isinstance(error, UnreadableError) else "damaged"


def _is_svg(src: str, data: bytes) -> bool:
    return Path(src).suffix.lower() == ".svg" or b"<svg" in data[:1000]


def _picture(data: bytes) -> Original:
    """Raises ValueError or OSError for what is no picture, or one too large to open."""
    with opened(data) as picture:
        upright = ImageOps.exif_transpose(picture) if picture.getexif().get(_ORIENTATION, 1) != 1 else picture
        width, height = upright.size
        picture.load()
    return Original(Length.parse(f"{width}px"), Length.parse(f"{height}px"), data=data)


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, opened only when it is one and not so large that opening it would be an attack.

    One that is cut short is broken, though WeasyPrint, where it is imported, tells Pillow to take it as it is.
    """
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        with picture:
            yield picture
    except UnidentifiedImageError:
        raise UnreadableError("format") from None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UnreadableError("size", error) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def bounded(data: bytes, pixels: int) -> Raster:
    """The picture as PNG or JPEG, at most about ``pixels`` wide, upright; one that is so already keeps its bytes."""
    with opened(data) as picture:
        turned = picture.getexif().get(_ORIENTATION, 1) != 1
        form = "JPEG" if picture.format == "JPEG" else "PNG"
        if picture.format in _TYPES and picture.width <= pixels * _SPARE and not turned:
            return Raster(data, _TYPES[form][0])
        upright = ImageOps.exif_transpose(picture) if turned else picture
        made = upright.convert(_working_mode(upright))
        if made.width > pixels * _SPARE:
            made = made.resize((pixels, max(1, round(made.height * pixels / made.width))), Image.Resampling.LANCZOS)
        return encoded(made, form)


def _working_mode(picture: Image.Image) -> str:
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    return "RGBA" if has_alpha else "L" if picture.mode in {"L", "1"} else "RGB"


def encoded(picture: Image.Image, form: str) -> Raster:
    """The picture's bytes, without what the camera wrote into them."""
    out = io.BytesIO()
    if form == "JPEG":
        picture.convert("RGB").save(out, form, quality=_QUALITY, optimize=True)
    else:
        picture.save(out, form, optimize=True)
    return Raster(out.getvalue(), _TYPES[form][0])


class Pictures:
    """The picture parts of one document: one for each content, however often it is shown."""

    def __init__(self, gallery: Gallery, parts: Parts) -> None:
        self.gallery, self._parts = gallery, parts
        self._made: dict[str, Part] = {}
        self._last_id = 0

    @property
    def findings(self) -> Findings:
        """Where what goes wrong is noted."""
        return self.gallery.findings

    def next_id(self) -> int:
        """A number that no other drawing of the document has (``wp:docPr``)."""
        self._last_id += 1
        return self._last_id

    def embed(self, raster: Raster, drawing: Drawing | None, relations: Relations) -> Embedded:
        """Keep a picture in the package; returns how the part of ``relations`` names it."""
        content_type = next(kind for extension, kind in _TYPES.values() if extension == raster.kind)
        made = relations.to(self._part(raster.data, raster.kind, content_type), RELATIONSHIP_TYPE.IMAGE)
        if drawing is None:
            return Embedded(made)
        return Embedded(made, relations.to(self._part(drawing.data, "svg", SVG), RELATIONSHIP_TYPE.IMAGE))

    def _part(self, data: bytes, extension: str, content_type: str) -> Part:
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._made:
            name = f"/word/media/image{len(self._made) + 1}.{extension}"
            self._made[digest] = self._parts.data(name, content_type, data)
        return self._made[digest]


def fitted(width: float, height: float, widest: int, highest: int) -> tuple[Length, Length]:
    """The size, made smaller in proportion until it fits."""
    scale = min(1.0, widest / width, highest / height)
    return Length(max(1, round(width * scale))), Length(max(1, round(height * scale)))
