"""``word/settings.xml``, in the order of CT_Settings (§17.15.1.78).

No ``w:updateFields`` unless the bible asks for it: Word asks each reader about fields that may refer to other files, and the
results are in place.
"""

from __future__ import annotations

from typing import Final

from bible_builder.model.units import Length
from bible_builder.rendering.docx.notes import SEPARATORS
from bible_builder.rendering.docx.oxml import Xml, new
from bible_builder.rendering.docx.stylebook import BASE, Stylebook, language_tag

_COMPATIBILITY: Final = (
    ("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1), ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1), ("differentiateMultirowTableHeaders", 1),
)  # fmt: skip
"""Without the current mode Word shows a document as made for an older version ([MS-DOCX] 2.4.1)."""

_WORD: Final = "http://schemas.microsoft.com/office/word"

_SCHEME: Final = {
    "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2", **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
    "hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink",
}  # fmt: skip


def settings_part(book: Stylebook, language: str, variables: Xml, *, fonts: bool, refresh: bool = False) -> Xml:
    """The root element of the part, around ``w:docVars``; ``fonts`` says whether the document embeds any, ``refresh``
    whether Word is to make its fields anew."""
    compatibility = [new("compatSetting", name=name, uri=_WORD, val=value) for name, value in _COMPATIBILITY]
    return new(
        "settings",
        new("zoom", percent=100),
        *([new("embedTrueTypeFonts")] if fonts else []),
        new("mirrorMargins"),
        new("defaultTabStop", val=Length.mm(12.5).twips),
        *_hyphenation(book),
        new("evenAndOddHeaders"),
        new("characterSpacingControl", val="doNotCompress"),
        *([new("updateFields")] if refresh else []),
        new("footnotePr", *(new("footnote", id=number) for _, number in SEPARATORS)),
        new("compat", *compatibility),
        variables,
        new("themeFontLang", val=language_tag(language)),
        new("clrSchemeMapping", **_SCHEME),
        new("decimalSymbol", val="," if language.startswith("fr") else "."),
        new("listSeparator", val=";" if language.startswith("fr") else ","),
    )


def _hyphenation(book: Stylebook) -> list[Xml]:
    """Hyphens when running text asks for them: at most three lines in a row, none in words of capitals."""
    suppressed = book.format(BASE).paragraph.get("suppressAutoHyphens")
    if suppressed is None or suppressed.get("val") != "0":
        return []
    return [
        new("autoHyphenation"),
        new("consecutiveHyphenLimit", val=3),
        new("hyphenationZone", val=Length.mm(6).twips),
        new("doNotHyphenateCaps"),
    ]
