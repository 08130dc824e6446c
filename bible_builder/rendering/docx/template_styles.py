"""The styles of a document that is written into a template: for each role the template's style, else one of ours in its looks.

A style of ours keeps its layout (indents, spaces, rules) and takes letters from the template: its family and colours, and its own
size in proportion to the template's running text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from bible_builder.model.styles import Style, StyleSheet
from bible_builder.model.units import NO_LENGTH, Color, Length
from bible_builder.model.word_roles import BY_NAME as ROLES
from bible_builder.model.word_roles import TemplateStyle
from bible_builder.rendering.docx.formatting import Format, listed
from bible_builder.rendering.docx.oxml import Attributes
from bible_builder.rendering.docx.stylebook import BASE, LISTS, WIDEST_BORDER_SPACE, Stylebook, style_id
from bible_builder.rendering.docx.template import Template
from bible_builder.rendering.docx.template_formats import Formats
from bible_builder.rendering.docx.template_theme import borrowed_theme
from bible_builder.rendering.docx.theme import Theme

_TWIPS: Final = 20  # to the point
_HALF_POINT: Final = 6_350  # EMU
_LETTERS: Final = frozenset(
    {"family", "size", "weight", "slant", "color", "caps", "tracking", "position", "line"}
)  # fmt: skip
"""Properties of letters: what a style does not say itself is the template's."""

_BARE: Final = frozenset({"number", "label"})
"""Styles of words that are to look as those around them: the template has its own idea of numbers."""

_LAID: Final[Mapping[str, object]] = {
    "indent-left": NO_LENGTH,
    "indent-right": NO_LENGTH,
    "indent-first": NO_LENGTH,
    "align": "left",
}
"""What a style of ours says even when the sheet does not, since the template's text may be indented or justified."""

_ROOT_NAMES: Final = {"paragraph": "normal", "character": "default paragraph font", "table": "normal table"}
_ROOT_IDS: Final = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal"}


class TemplateStylebook(Stylebook):
    """The style sheet as the writers ask it, answered by the template where it has a style for the role."""

    def __init__(self, sheet: StyleSheet, theme: Theme, colors: Iterable[Color], template: Template) -> None:
        styles, numbering = template.root("styles"), template.root("numbering")
        self.template, self.formats = template, Formats(styles, numbering)
        self.mapped = {name: style for name, style in template.mapped.items() if name in sheet.styles}
        self._plain = sheet
        super().__init__(_adjusted(sheet, self.mapped, self.formats, template), borrowed_theme(theme, colors, template, self))
        self._ids = self._unclashing()

    def _unclashing(self) -> dict[str, str]:
        """Ids by sheet name: the template's, else ones that the template has not."""
        taken = {style.id.lower() for style in self.template.styles}
        ids: dict[str, str] = {}
        for name, style in self.sheet.styles.items():
            if name in self.mapped:
                ids[name] = self.mapped[name].id
                continue
            wanted = made = style_id(style.word)
            number = 1
            while made.lower() in taken:
                number += 1
                made = f"{wanted}{number}"
            taken.add(made.lower())
            ids[name] = made
        return ids

    @property
    def added(self) -> tuple[str, ...]:
        """The styles of the sheet that the template has none for."""
        return tuple(name for name in self.sheet.styles if name not in self.mapped)

    def root_id(self, kind: str) -> str:
        """The id of the template's default style of a kind."""
        of_kind = [style for style in self.template.styles if style.kind == kind]
        named = next((style.id for style in of_kind if style.name.lower() == _ROOT_NAMES[kind]), "")
        return next((style.id for style in of_kind if style.is_default), "") or named or _ROOT_IDS[kind]

    def word_names(self) -> frozenset[str]:
        """The names of the template's styles too."""
        return super().word_names() | {style.name.lower() for style in self.template.styles}

    def format(self, name: str) -> Format:
        """The format of a style: as the template has it, or as ours stands on one of the template's."""
        if name not in self._formats:
            self.style(name)
            self._formats[name] = self._mapped_format(name) if name in self.mapped else self._own_format(name)
        return self._formats[name]

    def _mapped_format(self, name: str) -> Format:
        plain = self._plain.resolved(name)
        numbering = str(plain.get("numbering", "none"))
        found = self.formats.format(self.mapped[name].id)
        found = replace(found, numbering="" if numbering == "none" else numbering, follows=bool(plain.get("keep-with-previous")))
        return listed(found, LISTS[name]) if name in LISTS else found

    def _own_format(self, name: str) -> Format:
        style = self.sheet.styles[name]
        if style.based_on in self.mapped:
            base = self.format(style.based_on)
        elif style.based_on:
            return self._joined(super().format(name), self.format(style.based_on))
        else:
            base = self.formats.defaults if style.kind == "paragraph" else Format()
        own = super().format(name)
        return self._joined(own, base if ROLES[name].like in self.mapped else Format(run=base.run)) if name in ROLES else own

    @staticmethod
    def _joined(own: Format, base: Format) -> Format:
        paragraph = {**base.paragraph, **own.paragraph}
        return replace(own, paragraph=paragraph, run={**base.run, **own.run})

    def frame_borders(self, name: str, offset: int = 0) -> dict[str, Attributes]:
        """The sides of a frame; a frame of the template's has exactly those it has there, so that neighbours join."""
        if name not in self.mapped:
            return super().frame_borders(name, offset)
        made: dict[str, Attributes] = {}
        for side, given in self.format(name).borders.items():
            space = int(given.get("space", "0")) + (round(offset / _TWIPS) if side == "left" else 0)
            made[side] = {**given, "space": str(max(0, min(WIDEST_BORDER_SPACE, space)))}
        return made


def _adjusted(sheet: StyleSheet, mapped: Mapping[str, TemplateStyle], formats: Formats, template: Template) -> StyleSheet:
    """The sheet with the template's names, and with our own styles standing on the template's."""
    names = {style.name.lower() for style in template.styles}
    ratio = _ratio(sheet, mapped, formats)
    made: dict[str, Style] = {}
    for name, style in sheet.styles.items():
        if name in mapped:
            made[name] = replace(style, word=mapped[name].name)
            continue
        word = f"{style.word} (bible)" if style.word.lower() in names else style.word
        made[name] = _own(replace(style, word=word), sheet, mapped, ratio)
    return StyleSheet(made)


def _ratio(sheet: StyleSheet, mapped: Mapping[str, TemplateStyle], formats: Formats) -> float:
    """How large the template's running text is, measured by ours."""
    ours = sheet.resolved(BASE).get("size")
    theirs = formats.format(mapped[BASE].id).run.get("sz", {}).get("val", "") if BASE in mapped else ""
    return int(theirs) / ours.half_points if isinstance(ours, Length) and theirs.isdigit() and ours.half_points else 1.0


def _own(style: Style, sheet: StyleSheet, mapped: Mapping[str, TemplateStyle], ratio: float) -> Style:
    like = ROLES[style.name].like if style.name in ROLES else ""
    if like in mapped and style.kind == "paragraph":
        told = {name: value for name, value in sheet.resolved(style.name).items() if name in {"numbering", "outline-level"}}
        return replace(style, based_on=like, properties={"numbering": "none", **told})
    if style.name in _BARE:
        return replace(style, properties={})
    if style.name in {"table-head", "table-cell"} and "table" in mapped:
        # A table style of the company's own dresses its cells: words in them say nothing of their looks.
        return replace(
            style, based_on="", properties={**_LAID, "space-before": NO_LENGTH, "space-after": NO_LENGTH, "hyphenation": False}
        )
    properties = dict(style.properties)
    if style.kind == "paragraph" and style.based_on in mapped:
        laid = {name: value for name, value in sheet.resolved(style.name).items() if name not in _LETTERS}
        properties = {**_LAID, **laid, **properties}
    return replace(style, properties={name: _scaled(name, value, ratio) for name, value in properties.items()})


def _scaled(name: str, value: object, ratio: float) -> object:
    """Sizes and leadings in proportion, in half points."""
    if name not in {"size", "leading"} or not isinstance(value, Length):
        return value
    return Length(max(1, round(value * ratio / _HALF_POINT)) * _HALF_POINT)
