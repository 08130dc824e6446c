"""Which characters the glyphs of a font stand for (``ToUnicode``), mended before WeasyPrint writes its fonts.

A font may draw several characters with one glyph, and WeasyPrint keeps the first that it meets.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from fontTools.ttLib import TTFont

PLAIN: Final = {0x00A0: " ", 0x202F: " "}
"""No-break spaces: in a PDF they are read as spaces, so that "48 h" is found when it is typed with a space."""

_HYPHENS: Final = ("\u00ad", "\u2010", "\u2011")

ToUnicode = Mapping[int, str]


def mend(fonts: Iterable[Any]) -> dict[str, ToUnicode]:
    """Mend the maps of WeasyPrint's ``fonts``; returns them by the name that content streams use.

    Fonts of one name are one font in the file: each gets the characters and widths of all.
    """
    by_name: dict[str, list[Any]] = {}
    for font in fonts:
        by_name.setdefault(font.hash, []).append(font)
    for same in by_name.values():
        characters = {glyph: text for font in same for glyph, text in font.to_unicode.items()}
        widths = {glyph: width for font in same for glyph, width in font.widths.items()}
        mended = _mended(same[0], characters)
        for font in same:
            font.to_unicode, font.widths = mended, widths
    return {name: same[0].to_unicode for name, same in by_name.items()}


def _mended(font: Any, characters: Mapping[int, str]) -> dict[int, str]:
    hyphen = _hyphen(font) if any(text in _HYPHENS for text in characters.values()) else None
    return {glyph: "-" if glyph == hyphen else text.translate(PLAIN) for glyph, text in sorted(characters.items())}


def _hyphen(font: Any) -> int | None:
    """The glyph of the hyphen that is typed; in many fonts it draws U+2010 and U+2011 too."""
    face = TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True)
    name = face.getBestCmap().get(ord("-"))
    return face.getGlyphID(name) if name else None
