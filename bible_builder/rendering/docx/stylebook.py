"""The styles of the Word document: from the layout's style sheet to style ids, their formats, and the run properties of words.

A style of the sheet becomes one Word style under its Word name. Two kinds are made besides: what stands in a callout takes a
style *framed* by the callout's (a list item in a rule has the rule's bar and shade); and the renderer's own (heads, feet,
section ends).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Final

from bible_builder.errors import Diagnostic, RenderingError
from bible_builder.model.styles import Style, StyleSheet
from bible_builder.model.vocabulary import BY_NAME
from bible_builder.rendering.docx.formatting import TOGGLES, Format, listed, read_format, unlisted
from bible_builder.rendering.docx.oxml import RUN_ORDER, Attributes, Xml, new, of, ordered
from bible_builder.rendering.docx.theme import Theme

BASE: Final = "body"
"""The style of running text, which the document's defaults come from."""

HEADER: Final = "header"
FOOTER: Final = "footer"
SECTION_END: Final = "Section End"
"""The style of a paragraph that Word needs and nobody should see: one point high."""

COMMENT_CALL: Final = "annotation reference"
COMMENT_TEXT: Final = "annotation text"

ROOTS: Final = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal"}

LISTS: Final = {
    BY_NAME["bullet-list"].style: "bullet", BY_NAME["numbered-list"].style: "number", BY_NAME["procedure"].style: "step",
}  # fmt: skip
"""The styles of list items, and the kind of number they take."""

CELLS: Final = frozenset({BY_NAME["head-cell"].style, BY_NAME["cell"].style})
"""Styles whose rules, shade and padding belong to the cell."""

WIDEST_BORDER_SPACE: Final = 31  # points (§17.3.4)
_FRAME_PADDING: Final = 6  # points, when the style says nothing
_TWIPS: Final = 20  # to the point
_SMALLEST_GAP: Final = 60  # twips


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: the character styles around them from the outermost, their language when it is another one."""

    styles: tuple[str, ...] = ()
    language: str = ""

    def within(self, style: str) -> Look:
        """The look of words that stand in one more style."""
        return Look((*self.styles, style), self.language) if style else self

    def spoken(self, language: str) -> Look:
        """The look of words in ``language`` ("": the same)."""
        return Look(self.styles, language) if language else self


@dataclass(frozen=True, slots=True)
class Framed:
    """A style that stands in a frame: the sheet's names of both."""

    style: str
    frame: str


class Stylebook:
    """The style sheet as the writers ask it; it remembers which framed styles are in use."""

    def __init__(self, sheet: StyleSheet, theme: Theme) -> None:
        self.sheet, self.theme = sheet, theme
        self.framed: dict[Framed, str] = {}
        self._ids = _ids(sheet)
        self._formats: dict[str, Format] = {}
        self._runs: dict[tuple[Look, str], Xml | None] = {}

    def style(self, name: str) -> Style:
        """The sheet's style. Raises RenderingError for one it has not."""
        try:
            return self.sheet.styles[name]
        except KeyError:
            raise RenderingError(Diagnostic("style-missing", {"style": name})) from None

    def id(self, name: str) -> str:
        """The Word id of a style."""
        self.style(name)
        return self._ids[name]

    def root_id(self, kind: str) -> str:
        """The id of the style that those of a kind (paragraph, character, table) are based on when they name none."""
        return ROOTS[kind]

    def format(self, name: str) -> Format:
        """The format of a style with what it inherits; a frame's text stands inside its rules."""
        if name not in self._formats:
            self.style(name)
            format_ = read_format(self.sheet.resolved(name))
            self._formats[name] = listed(format_, LISTS[name]) if name in LISTS else _inset(unlisted(format_), name)
        return self._formats[name]

    @property
    def gap(self) -> int:
        """The space between paragraphs in a frame: that of running text (twips)."""
        return self.format(BASE).after or _SMALLEST_GAP

    def word_names(self) -> frozenset[str]:
        """The Word names of the sheet's styles, in lower case."""
        return frozenset(style.word.lower() for style in self.sheet.styles.values())

    def framed_id(self, name: str, frame: str) -> str:
        """The Word id of a style as it is in a frame; the frame's own style is that already."""
        if name == frame:
            return self.id(name)
        pair = Framed(name, frame)
        if pair not in self.framed:
            self.framed[pair] = f"{self.id(name)}In{self.id(frame)}"
        return self.framed[pair]

    def run_properties(self, look: Look, paragraph: str) -> Xml | None:
        """``w:rPr`` of words that look so in a paragraph style ("": none), to be put into one run; None when empty."""
        key = (look, paragraph)
        if key not in self._runs:
            self._runs[key] = self._run_properties(look, paragraph)
        made = self._runs[key]
        return None if made is None else copy(made)

    def _run_properties(self, look: Look, paragraph: str) -> Xml | None:
        """Only the innermost character style can be named; the others are given as their properties (§17.3.2.29)."""
        children: dict[str, Attributes] = {}
        if look.styles:
            *outer, inner = look.styles
            for name in outer:
                children |= self.run_parts(self.format(name))
            for name in self.format(inner).run:
                children.pop(name, None)
            children |= self._toggles(inner, paragraph)
            children["rStyle"] = {"val": self.id(inner)}
        if look.language:
            children["lang"] = {"val": language_tag(look.language)}
        return new("rPr", *ordered((of(name, value) for name, value in children.items()), RUN_ORDER)) if children else None

    def run_parts(self, format_: Format) -> dict[str, Attributes]:
        """The children of ``w:rPr`` that a format makes, theme names added; a character's shade is one of them (§17.3.2.32)."""
        parts = dict(format_.run)
        if "color" in parts:
            parts["color"] = self.theme.named(parts["color"])
        if "rFonts" in parts:
            parts["rFonts"] = self.theme.fonts(parts["rFonts"])
        if parts.get("vertAlign", {}).get("val", "baseline") != "baseline":
            parts = {name: value for name, value in parts.items() if name not in {"sz", "szCs"}}  # Word makes them small itself
        return {**parts, "shd": self.theme.named(format_.shade, "fill", "themeFill")} if format_.shade else parts

    def _toggles(self, character: str, paragraph: str) -> dict[str, Attributes]:
        """A character style that sets what the paragraph's style has on would switch it off: say it for the run itself."""
        if not paragraph:
            return {}
        inner, around = self.format(character), self.format(paragraph)
        return {name: inner.run[name] for name in TOGGLES if name in inner.run and around.is_on(name)}

    def frame_borders(self, name: str, offset: int = 0) -> dict[str, Attributes]:
        """The sides of a frame for a paragraph whose left edge lies ``offset`` twips further in; unruled sides take the shade."""
        frame = self.format(name)
        space = frame.padding or _FRAME_PADDING
        unruled = {"val": "single", "sz": "4", "color": frame.shade["fill"]} if frame.shade else None
        borders: dict[str, Attributes] = {}
        for side in ("top", "left", "bottom", "right"):
            given = frame.borders.get(side, unruled)
            if given:
                distance = min(WIDEST_BORDER_SPACE, space + (round(offset / _TWIPS) if side == "left" else 0))
                borders[side] = self.theme.named({**given, "space": str(distance)}, "color")
        return borders


def whole_points(twips: int) -> int:
    """The length in whole points: Word states the distance of rules so, and a rule is to stay in line whatever the indent."""
    return _TWIPS * round(twips / _TWIPS)


def _inset(format_: Format, name: str) -> Format:
    """A frame's indents: Word draws rules outside the text (§17.3.1.24), the page wants them inside the measure."""
    if not format_.is_framed or name in CELLS:
        return format_
    space = (format_.padding or _FRAME_PADDING) * _TWIPS
    sides = {side: space + int(format_.borders.get(side, {}).get("sz", "4")) * _TWIPS // 8 for side in ("left", "right")}
    if not format_.shade:
        sides = {side: width if side in format_.borders else 0 for side, width in sides.items()}
    indents = {
        **format_.paragraph.get("ind", {}),
        "left": str(format_.left + sides["left"]),
        "right": str(format_.right + sides["right"]),
    }
    return replace(format_, paragraph={**format_.paragraph, "ind": indents})


def _ids(sheet: StyleSheet) -> Mapping[str, str]:
    """Word ids by sheet name; two Word names that make the same id are told apart by a number."""
    taken: dict[str, str] = {}
    ids: dict[str, str] = {}
    for name, style in sheet.styles.items():
        wanted = style_id(style.word)
        made, number = wanted, 1
        while taken.setdefault(made.lower(), name) != name:
            number += 1
            made = f"{wanted}{number}"
        ids[name] = made
    return ids


def style_id(word: str) -> str:
    """The id that Word gives a style of this name: ``heading 1`` → ``Heading1``, ``toc 1`` → ``TOC1``, ``Àvis`` → ``Avis``."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    parts = re.split(r"[^A-Za-z0-9]+", plain)
    return "".join("TOC" if part == "toc" else part[:1].upper() + part[1:] for part in parts) or "Style"


_REGIONS: Final = {"fr": "fr-FR", "en": "en-GB", "de": "de-DE", "es": "es-ES", "it": "it-IT", "nl": "nl-NL", "pt": "pt-PT"}
_LCIDS: Final = {
    "fr-FR": 1036,
    "en-GB": 2057,
    "en-US": 1033,
    "de-DE": 1031,
    "es-ES": 3082,
    "it-IT": 1040,
    "nl-NL": 1043,
    "pt-PT": 2070,
}


def language_tag(language: str) -> str:
    """The language with a region, as Word's proofing tools want it: ``fr`` → ``fr-FR``."""
    return _REGIONS.get(language.lower(), language)


def language_id(language: str) -> int:
    """The number of a language in field switches ([MS-LCID]); French of France when it is none of those we know."""
    return _LCIDS.get(language_tag(language), 1036)
