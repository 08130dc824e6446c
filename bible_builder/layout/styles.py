"""``styles.yaml``: every style once, in charter colours and real units, read into the StyleSheet that both dialects come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.layout.fields import FLAGS, Fields, entries_of, hint
from bible_builder.layout.files import LayoutFiles
from bible_builder.layout.palette import palette
from bible_builder.layout.placed_yaml import Entries, Scalar, read_yaml
from bible_builder.model.charter import Charter
from bible_builder.model.styles import BY_NAME, PROPERTIES, Border, Property, Style, StyleSheet, Takes, WordCount
from bible_builder.model.units import Color, Length
from bible_builder.model.vocabulary import ROWS, Kind

FILE: Final = "styles.yaml"
FURNITURE: Final = ("running-head", "running-foot")
"""Styles of what stands in the margins; they belong to no row of the vocabulary."""

TAB: Final = "thumb-tab"
"""The style of the thumb tabs, which not every layout has."""

BAR: Final = "change-bar"
"""The style of change bars, which a layout may have: ``border-right`` is a bar on a right page."""

_OWN_KEYS: Final = ("word", "based-on", "next")
_NEEDED: Final = ("family", "size", "leading", "color")
_RANGES: Final[Mapping[str, tuple[int, int]]] = {"weight": (100, 900), "columns": (1, 4), "outline-level": (0, 9)}
_WORDS: Final = re.compile(r"([1-9]\d{0,4})\s+(?:words|mots)")
_TINT: Final = re.compile(r"(\S+)\s+(\d{1,3})\s*%")


def style_kind(name: str) -> str:
    """``paragraph``, ``character`` or ``table``: what the rows of the vocabulary that take the style are.

    The body of a note stands in a line and is printed as a paragraph of its own, at the foot of the page and in Word.
    """
    rows = [row for row in ROWS if row.style == name]
    if any(row.element == "table" for row in rows):
        return "table"
    in_line = all(row.kind is Kind.PHRASING or row.element in {"span", "a"} for row in rows)
    return "character" if rows and in_line and name != "note" else "paragraph"


def read_styles(files: LayoutFiles, charter: Charter, findings: Findings, *, has_tabs: bool = False) -> StyleSheet | None:
    """The layout's styles, everything wrong noted with its line; None when there is no readable ``styles.yaml``."""
    entries = _entries(files, findings)
    if entries is None:
        return None
    values = _Values(charter, findings)
    styles = {name: _style(name, entries, values, findings) for name in entries.values}
    sheet = StyleSheet(styles)
    _check_names(styles, entries, (TAB,) if has_tabs else (), findings)
    if _check_bases(styles, findings):
        _check_complete(sheet, findings)
    return sheet


def _entries(files: LayoutFiles, findings: Findings) -> Entries | None:
    """The styles as written; those of the layout that this one is based on, changed property by property."""
    merged: Entries | None = None
    for layer in files.layers():
        if layer.path(FILE) is None and files.path(FILE) is not None:
            continue
        text = layer.read(FILE, findings)
        if text is None:
            return None
        place = Source(layer.shown(FILE))
        own = entries_of(read_yaml(text, place.file, findings), FILE, place, findings)
        merged = own if merged is None else _changed(merged, own)
    return merged


def _changed(base: Entries, own: Entries) -> Entries:
    values = dict(base.values)
    for name, value in own.values.items():
        before = values.get(name)
        values[name] = _changed(before, value) if isinstance(before, Entries) and isinstance(value, Entries) else value
    return Entries(values, {**base.keys, **own.keys}, own.source)


def _style(name: str, entries: Entries, values: _Values, findings: Findings) -> Style:
    place = entries.keys[name]
    own = entries_of(entries.values[name], name, place, findings)
    fields = Fields(own, (*_OWN_KEYS, *BY_NAME), findings)
    properties = {prop.name: value for prop in PROPERTIES if (value := values.read(prop, own)) is not None}
    return Style(
        name=name,
        word=fields.text("word") or name.replace("-", " ").capitalize(),
        kind=style_kind(name),
        based_on=fields.text("based-on"),
        next=fields.text("next"),
        properties=properties,
        source=place,
    )


class _Values:
    """Reads the values of properties; families and colours are the charter's."""

    def __init__(self, charter: Charter, findings: Findings) -> None:
        self._families, self._colors, self._findings = charter.families, palette(charter), findings

    def read(self, prop: Property, entries: Entries) -> object | None:
        """The property's value in its type, or None when it is not said or wrong (then noted)."""
        value = entries.values.get(prop.name)
        if value is None:
            return None
        if not isinstance(value, Scalar):
            self._findings.error("layout-wrong-type", value.source, key=prop.name, expected=prop.takes)
            return None
        try:
            return self._parse(prop, value.text.strip())
        except (KeyError, ValueError):
            expected = ", ".join(prop.words) or (", ".join(sorted(self._colors)) if prop.takes is Takes.COLOR else prop.takes)
            self._findings.error("layout-wrong-value", value.source, key=prop.name, value=value.text, expected=expected)
            return None

    def _parse(self, prop: Property, text: str) -> object:
        match prop.takes:
            case Takes.LENGTH:
                return Length.parse(text)
            case Takes.COLOR:
                return self._color(text)
            case Takes.FAMILY:
                return self._family(text)
            case Takes.NUMBER:
                return _number(text, _RANGES[prop.name])
            case Takes.FLAG:
                return FLAGS[text.lower()]
            case Takes.KEEP:
                count = _WORDS.fullmatch(text)
                return WordCount(count[1]) if count else FLAGS[text.lower()]
            case Takes.WORD:
                return prop.words[prop.words.index(text)]
            case Takes.BORDER:
                width, _, color = text.partition(" ")
                return Border(Length.parse(width), self._color(color))

    def _family(self, text: str) -> str:
        """``base``, ``headings`` or ``monospace``; a charter without the last two sets them in its base family."""
        if text not in {"base", "headings", "monospace"}:
            raise ValueError(text)
        return self._families.get(text) or self._families["base"]

    def _color(self, text: str) -> Color:
        """A colour of the charter or ``#rrggbb``; ``primary 12%`` is a tint: that share of it on the background."""
        tint = _TINT.fullmatch(text)
        name, share = (tint[1], int(tint[2])) if tint else (text, 100)
        if share > 100:
            raise ValueError(text)
        full = Color.parse(name) if name.startswith("#") else self._colors[name]
        return self._colors["background"].mix(full, share / 100)


def _number(text: str, limits: tuple[int, int]) -> int:
    value = int(text)
    if not limits[0] <= value <= limits[1]:
        raise ValueError(text)
    return value


def _check_names(styles: Mapping[str, Style], entries: Entries, also: Iterable[str], findings: Findings) -> None:
    """Each row's style is there; each style there is some row's, a base of others, or stands in the margins."""
    needed = dict.fromkeys((*(row.style for row in ROWS if row.style), *FURNITURE, *also))
    for name in needed:
        if name not in styles:
            findings.error("layout-missing-style", Source(entries.source.file), style=name)
    known = {*needed, TAB, BAR, *(style.based_on for style in styles.values())}
    for name in styles:
        if name not in known:
            findings.error("layout-unknown-style", entries.keys[name], style=name, hint=hint(name, needed))
    words: dict[str, str] = {}
    for name, style in styles.items():
        first = words.setdefault(style.word.lower(), name)
        if first != name:
            findings.error("layout-duplicate-word-style", entries.keys[name], word=style.word, style=name, first=first)


def _check_bases(styles: Mapping[str, Style], findings: Findings) -> bool:
    """Whether every ``based-on`` and ``next`` names a style and no style is based on itself."""
    good = True
    for name, style in styles.items():
        for other in filter(None, (style.based_on, style.next)):
            if other not in styles:
                findings.error("layout-unknown-style", style.source, style=other, hint=hint(other, styles))
                good = False
        seen, base = {name}, style.based_on
        while base in styles and base not in seen:
            seen.add(base)
            base = styles[base].based_on
        if base in seen:
            findings.error("layout-style-cycle", style.source, style=name)
            good = False
    return good


def _check_complete(sheet: StyleSheet, findings: Findings) -> None:
    """A paragraph style, with what it is based on, says family, size, leading and colour; else a renderer's own would slip in."""
    for name, style in sheet.styles.items():
        missing = [prop for prop in _NEEDED if prop not in sheet.resolved(name)]
        if style.kind == "paragraph" and missing:
            findings.error("layout-style-incomplete", style.source, style=name, missing=", ".join(missing))
