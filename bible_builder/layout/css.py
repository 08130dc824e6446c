"""From styles to CSS: the half of the one style sheet that the PDF uses (the other half is Word's, made by its renderer).

Selectors come from the vocabulary's rows. A container (callout, list, quotation) takes the block properties of its style, its
plain paragraphs inherit the text properties. What a browser's own style sheet would dress is reset first: the styles alone
decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from bible_builder.layout.palette import palette
from bible_builder.model.book import PageGeometry
from bible_builder.model.charter import Charter
from bible_builder.model.styles import BY_NAME, Declarations, StyleSheet, css_of
from bible_builder.model.tree import Element, Node
from bible_builder.model.units import Length
from bible_builder.model.vocabulary import BY_NAME as ROW
from bible_builder.model.vocabulary import ROWS, Row

RESET: Final = """\
body, section, nav, aside, article, div, h1, h2, h3, h4, p, blockquote, figure { margin: 0; padding: 0 }
ol, ul, li, dl, dt, dd, table, th, td { margin: 0; padding: 0 }
h1, h2, h3, h4, th, strong { font-size: inherit; font-weight: inherit; bookmark-level: none; text-align: inherit }
em, dfn { font-style: inherit }
a { color: inherit; text-decoration: none }
ins, del, abbr { text-decoration: none }
sup, sub { font-size: inherit; vertical-align: baseline }
code { font-family: inherit; hyphens: manual }
caption { text-align: inherit }
table { border-collapse: collapse; width: 100% }
th, td { vertical-align: top }
a.folio { overflow-wrap: normal }
a.folio.main { font-weight: 700 }
th.numeric, td.numeric { text-align: right }
"""
"""What the vocabulary itself means on paper, and an end to the renderer's own looks. The outline is made by the PDF renderer."""

INITIAL: Final[Mapping[str, object]] = {
    "slant": "normal", "weight": 400, "caps": "none", "tracking": Length(0),
    "indent-first": Length(0), "align": "left", "hyphenation": False,
}  # fmt: skip
"""What a paragraph style means by what it does not say: Word's defaults (ECMA-376-1 §17.7.5), not whatever stands around it."""

_NOT_NAME: Final = re.compile(r"[^-\w]")
_OUTLINE: Final = "outline-level"
_BOX: Final = ("padding", "shade", "border-top", "border-right", "border-bottom", "border-left")


LANDSCAPE: Final = "landscape"
_TURNED: Final = f'body {{ page: upright }}\n[data-orientation="{LANDSCAPE}"] {{ page: {LANDSCAPE} }}\n'
"""Upright pages are named too: WeasyPrint 70 does not go back to a page without a name (layout/block.py, 736)."""

KEPT: Final = "[data-together][data-together] { break-inside: avoid }\n"
"""What is short enough for its style's ``keep-together``; doubled: to weigh more than the style itself."""


def font_faces(charter: Charter) -> str:
    """An ``@font-face`` for each font file of the charter."""
    return "".join(
        f'@font-face {{ font-family: "{font.family}"; src: url("{font.path.resolve().as_uri()}"); '
        f"font-weight: {font.weight}; font-style: {font.style} }}\n"
        for font in charter.fonts
    )


def colors(charter: Charter) -> str:
    """The charter's colours and roles as custom properties (``--primary``), for the few things that have no style."""
    declared = "; ".join(f"--{_NOT_NAME.sub('-', name)}: {color.css()}" for name, color in sorted(palette(charter).items()))
    return f":root {{ {declared} }}\n"


def page_rules(page: PageGeometry) -> str:
    """``@page``, upright and turned, with size and mirrored margins; both as custom properties, for boxes that reach the edge."""
    top, bottom, inner, outer = (side.css() for side in (page.top, page.bottom, page.inner, page.outer))
    return (
        f":root {{ --page-width: {page.width.css()}; --page-height: {page.height.css()}; --baseline: {page.baseline.css()}; "
        f"--margin-top: {top}; --margin-bottom: {bottom}; --margin-inner: {inner}; --margin-outer: {outer} }}\n"
        + _page_rules("", page)
        + _page_rules(LANDSCAPE, page.turned)
        + _TURNED
    )


def _page_rules(name: str, page: PageGeometry) -> str:
    """The rules of the pages of a name ("" for all): CSS Paged Media 3, 3.1; margins in the order top, right, bottom, left."""
    top, bottom, inner, outer = (side.css() for side in (page.top, page.bottom, page.inner, page.outer))
    named = f"@page {name}".rstrip()
    return (
        f"{named} {{ size: {page.width.css()} {page.height.css()}; margin: {top} {outer} {bottom} {inner} }}\n"
        f"{f'{named}:left' if name else '@page :left'} {{ margin: {top} {inner} {bottom} {outer} }}\n"
        f"{f'{named}:right' if name else '@page :right'} {{ margin: {top} {outer} {bottom} {inner} }}\n"
    )


def selector(row: Row) -> str:
    """A selector for this row's elements and no other's: a row that bears no class or role excludes those that do."""
    others = [other for other in ROWS if other.element == row.element and other is not row]
    suffix = ":not([class])" if not row.classes and not row.modifiers and any(other.classes for other in others) else ""
    suffix += ":not([role])" if not row.role and not row.classes and any(other.role for other in others) else ""
    required = "[lang]" if "lang" in row.required else ""
    return row.selector + required + suffix


def style_rules(sheet: StyleSheet) -> str:
    """A rule for each row that has a style, in the order of the vocabulary."""
    return "".join(rule for row in ROWS if row.style for rule in _row_rules(row, sheet))


def _row_rules(row: Row, sheet: StyleSheet) -> Iterable[str]:
    style, properties = sheet.styles[row.style], {k: v for k, v in sheet.resolved(row.style).items() if k != _OUTLINE}
    here = selector(row)
    if row is ROW["paragraph"]:
        text = {name: value for name, value in {**INITIAL, **properties}.items() if BY_NAME[name].inherited}
        yield _rule("body", css_of(text))
        yield _rule(here, css_of({name: value for name, value in properties.items() if name not in text}))
    elif style.kind == "character":
        raised = (("line-height", "0"),) if properties.get("position", "normal") != "normal" else ()
        yield _rule(here, css_of(properties) + raised)
    elif style.kind == "paragraph":
        yield _rule(here, css_of({**INITIAL, **properties}))
    else:
        yield _rule(here, css_of(properties))
    if row.contains_style:
        yield from _container_rules(row, here, properties)


def _container_rules(row: Row, here: str, properties: Mapping[str, object]) -> Iterable[str]:
    """The spacing of the plain paragraphs within: the style's own, but in a box, where that stands around the box, the body's.

    At the inner edges of a box there is no spacing, its padding stands there.
    """
    if any(name in properties for name in _BOX):
        yield _rule(f"{here} > :first-child:first-child", (("margin-top", "0"),))  # doubled: to weigh more than the rules above
        yield _rule(f"{here} > :last-child:last-child", (("margin-bottom", "0"),))
        return
    spacing = {name: properties.get(name, Length(0)) for name in ("space-before", "space-after")}
    between = " > li > " if row.element in {"ul", "ol"} else " > "
    yield _rule(f"{here}{between}p:not([class])", css_of(spacing))


def _rule(where: str, declarations: Declarations) -> str:
    return f"{where} {{ {'; '.join(f'{name}: {value}' for name, value in declarations)} }}\n" if declarations else ""


def content_rules(content: Iterable[Node]) -> str:
    """Rules for the numbers that stand in attributes: widths of columns and pictures, first number of a list."""
    rules = {
        rule for node in content if isinstance(node, Element) for element in node.iter() for rule in _attribute_rules(element)
    }
    return "".join(sorted(rules))


def _attribute_rules(element: Element) -> Iterable[str]:
    if width := element.get("data-width"):
        yield f'{element.name}[data-width="{width}"] {{ width: {width}% }}\n'
    if start := element.get("start"):
        yield f'ol[start="{start}"] {{ counter-reset: list-item {int(start) - 1} }}\n'
