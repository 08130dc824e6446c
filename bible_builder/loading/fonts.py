"""Font files: TrueType or OpenType fonts that open; what they can set is asked in ``checking``."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import ImageFont

_MAGIC: Final = (b"\x00\x01\x00\x00", b"OTTO", b"true")


def font_fault(data: bytes) -> str:
    """What is wrong with a font file: ``empty``, ``format`` (neither TrueType nor OpenType), ``damaged``, or ""."""
    if not data:
        return "empty"
    if data[:4] not in _MAGIC:
        return "format"
    return "" if family_of(data) else "damaged"


def family_of(data: bytes) -> str:
    """The family name that a font gives itself (OpenType ``name`` 16, else 1), or "" when it cannot be opened."""
    try:
        return ImageFont.truetype(BytesIO(data)).getname()[0] or ""
    except (OSError, ValueError):
        return ""
