"""The charter's fonts must be able to carry the book: bold and italic of the text family, the right to embed, a licence."""

from __future__ import annotations

from typing import Final

from bible_builder.checking.fonts import read_fonts
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible
from bible_builder.model.charter import Charter, FontFile

_BOLD: Final = 600
_LICENCE_WORDS: Final = ("ofl", "licen", "copying")


def check_charter(bible: Bible, findings: Findings) -> None:
    """Report fonts that may not be embedded (error), styles that the text needs and lacks, fonts without a licence (warnings)."""
    charter = bible.charter
    for facts in read_fonts(charter):
        if not facts.embeddable:
            findings.error("font-not-embeddable", charter.source, family=facts.file.family, file=facts.file.path.name)
    for style in _missing_styles(charter):
        findings.warning("font-style-missing", charter.source, family=charter.families["base"], style=style)
    for folder in dict.fromkeys(font.path.parent for font in charter.fonts):
        if not any(word in file.name.lower() for file in folder.glob("*") for word in _LICENCE_WORDS):
            findings.warning("font-licence-missing", charter.source, folder=folder.name)


def _missing_styles(charter: Charter) -> list[str]:
    """Of regular, bold and italic, those that the text family has not: they would be drawn by distorting another."""
    fonts = [font for font in charter.fonts if font.family == charter.families.get("base")]
    return [style for style in ("regular", "bold", "italic") if fonts and not any(_is(font, style) for font in fonts)]


def _is(font: FontFile, style: str) -> bool:
    if style == "italic":
        return font.style != "normal"
    return font.style == "normal" and (font.weight >= _BOLD) == (style == "bold")
