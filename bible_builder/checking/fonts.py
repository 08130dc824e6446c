"""What the charter's fonts can set, read from the fonts themselves (OpenType: ``cmap``, ``OS/2``)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from fontTools.ttLib import TTFont, TTLibError

from bible_builder.model.charter import Charter, FontFile

_RESTRICTED = 0x0002  # OS/2 fsType, bit 1: restricted licence embedding


@dataclass(frozen=True, slots=True)
class FontFacts:
    """One font file: the characters it has a glyph for, and whether its maker lets it be embedded."""

    file: FontFile
    characters: frozenset[int]
    embeddable: bool

    def has(self, character: str) -> bool:
        """Whether it can set the character, as one glyph or composed of its parts (HarfBuzz composes accents)."""
        return ord(character) in self.characters or all(ord(part) in self.characters for part in _parts(character))


def read_fonts(charter: Charter) -> tuple[FontFacts, ...]:
    """The facts of every font of the charter that can be read, in the charter's order."""
    return tuple(facts for file in charter.fonts if (facts := _read(file)) is not None)


def lacking(fonts: Iterable[FontFacts], characters: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The visible characters that some of the fonts cannot set, in order of appearance, with the names of those fonts' files."""
    fonts = tuple(fonts)
    found = {char: tuple(font.file.path.name for font in fonts if not font.has(char)) for char in dict.fromkeys(characters)}
    return {char: names for char, names in found.items() if names and _is_set(char)}


def _read(file: FontFile) -> FontFacts | None:
    try:
        with TTFont(file.path, lazy=True, fontNumber=0) as font:
            table = font.get("OS/2")
            restricted = table is not None and table.fsType & 0x000F == _RESTRICTED
            return FontFacts(file, frozenset(font.getBestCmap() or ()), not restricted)
    except (OSError, TTLibError):
        return None


def _parts(character: str) -> str:
    decomposed = unicodedata.normalize("NFD", character)
    return decomposed if len(decomposed) > 1 else character


def _is_set(character: str) -> bool:
    """Whether the character leaves a mark or a space: controls and format characters (soft hyphen, joiners) have no glyph."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Zl", "Zp"} and not 0xFE00 <= ord(character) <= 0xFE0F
