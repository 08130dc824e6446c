"""Each character of the bible must have a glyph in the fonts that may set it: a missing one prints as an empty box."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain

from bible_builder.checking.fonts import FontFacts, lacking, read_fonts
from bible_builder.checking.passages import passages
from bible_builder.errors import Findings, Source
from bible_builder.model.bible import Bible
from bible_builder.model.charter import Charter


def check_glyphs(bible: Bible, findings: Findings) -> None:
    """Report (``glyph-missing``), a place and a family, the characters that a font of the family lacks."""
    fonts = read_fonts(bible.charter)
    found: dict[tuple[Source, str], dict[str, tuple[str, ...]]] = {}
    known = {role: _lacks(bible.charter, role, fonts) for role in ("base", "headings", "monospace")}
    for passage in passages(bible):
        for role in passage.families:
            if missing := known[role].of(passage.text):
                found.setdefault((passage.source, bible.charter.families.get(role, "")), {}).update(missing)
    for (source, family), missing in found.items():
        findings.error(
            "glyph-missing",
            source,
            characters=" ".join(missing),
            codes=", ".join(f"U+{ord(char):04X}" for char in missing),
            names=", ".join(unicodedata.name(char, "?").lower() for char in missing),
            family=family,
            files=", ".join(dict.fromkeys(chain.from_iterable(missing.values()))),
        )


class _Lacks:
    """What the fonts of one family lack, asked once a character."""

    def __init__(self, fonts: Iterable[FontFacts]) -> None:
        self._fonts = tuple(fonts)
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, text: str) -> Mapping[str, tuple[str, ...]]:
        new = set(text) - self._known.keys()
        if new:
            asked = lacking(self._fonts, new)
            self._known.update((char, asked.get(char, ())) for char in new)
        return {char: self._known[char] for char in dict.fromkeys(text) if self._known[char]}


def _lacks(charter: Charter, role: str, fonts: Iterable[FontFacts]) -> _Lacks:
    family = charter.families.get(role, charter.families.get("base", ""))
    return _Lacks(font for font in fonts if font.file.family == family)
