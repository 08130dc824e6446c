"""Pictures: SVG, PNG and JPEG that lie in the bible, are whole, and do nothing but show.

WeasyPrint tells Pillow to put up with truncated files once it is imported, for the whole process; so the ends are looked at here.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from PIL import Image, UnidentifiedImageError

from bible_builder.errors import Source
from bible_builder.loading.reading import Reading
from bible_builder.loading.svg import svg_fault

_FORMATS: Final = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_SUFFIXES: Final = (".svg", *_FORMATS)
_MOST_PIXELS: Final = 60_000_000
_JPEG_END: Final = b"\xff\xd9"
_TRAILER: Final = 65_536


def locate_picture(name: str, folder: str, reading: Reading, place: Source) -> str:
    """The path of a picture named in a file of ``folder``, relative to the bible's root; it is looked at, and faults reported.

    Reports ``unknown-file-type`` (file, known), ``image-broken`` (file, reason), ``svg-unsafe`` (file, reason, found), and what
    ``Files`` reports.
    """
    path = reading.files.locate(name, folder, place)
    if path is None:
        return f"{folder}/{name}"
    _check_picture(path, name, reading, place)
    return path


def _check_picture(path: str, name: str, reading: Reading, place: Source) -> None:
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in _SUFFIXES:
        reading.findings.error("unknown-file-type", place, file=name, known=", ".join(_SUFFIXES))
        return
    data = reading.files.data(path, place)
    if data is None:
        return
    fault = svg_fault(data) if suffix == ".svg" else None
    if fault is not None and fault.is_unsafe:
        reading.findings.error("svg-unsafe", place, file=name, reason=fault.reason, found=fault.found)
    reason = raster_fault(data, _FORMATS[suffix]) if suffix in _FORMATS else fault.reason if fault and not fault.is_unsafe else ""
    if reason:
        reading.findings.error("image-broken", place, file=name, reason=reason)


def raster_fault(data: bytes, expected: str) -> str:
    """What is wrong with a PNG or JPEG: ``empty``, ``format`` (another kind), ``size``, ``truncated``, ``damaged``, or ""."""
    if not data:
        return "empty"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
                found, pixels = image.format, image.width * image.height
                if pixels > _MOST_PIXELS:
                    return "size"
                image.verify()
            if found != expected:
                return "format"
            if not _has_end(data, expected):
                return "truncated"
            with Image.open(BytesIO(data), formats=(expected,)) as image:
                image.load()
    except Image.DecompressionBombError:
        return "size"
    except UnidentifiedImageError:
        return "format"
    except Exception:
        # Pillow's decoders raise SyntaxError, ValueError, struct.error, zlib.error and more on damaged files.
        return "damaged"
    return ""


def _has_end(data: bytes, kind: str) -> bool:
    return b"IEND" in data[-_TRAILER:] if kind == "PNG" else _JPEG_END in data[-_TRAILER:]
