"""Thumb tabs: small marks at the fore-edge that tell the units of a closed book apart; no part of its text.

A tab is a filled shape in the page's head and, over it, a framed paragraph (§17.3.1.11) with its words: LibreOffice 7.4 sets the
words of a shape in a head at the page's corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bible_builder.model.book import Book, Unit
from bible_builder.model.units import Length
from bible_builder.rendering.docx.drawing import page_panel
from bible_builder.rendering.docx.formatting import SIDES
from bible_builder.rendering.docx.oxml import Xml, add, new
from bible_builder.rendering.docx.stylebook import Stylebook

STYLE: Final = "thumb-tab"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab on a page: its text, its width and height, how far it is from the page's left and top."""

    text: str
    size: tuple[Length, Length]
    at: tuple[Length, Length]


def place_tab(book: Book, unit: Unit, *, verso: bool, landscape: bool) -> Tab | None:
    """The tab of a unit on one kind of page; None without. On a turned page the fore-edge lies at the foot."""
    tabs, page = book.tabs, book.page
    if tabs is None or not unit.tab:
        return None
    top = tabs.top_of(unit.tab_place)
    if landscape:
        left = top if verso else Length(page.height - top - tabs.height)
        return Tab(unit.tab, (tabs.height, tabs.width), (left, Length(page.width - tabs.width)))
    return Tab(unit.tab, (tabs.width, tabs.height), (Length(0 if verso else page.width - tabs.width), top))


def tab_ground(tab: Tab, number: int, styles: Stylebook) -> Xml:
    """The drawing of a tab's ground, in its style's shade."""
    fill = styles.theme.drawn(styles.format(STYLE).shade.get("fill", "FFFFFF"))
    return page_panel(number, tab.size, tab.at, fill)


def tab_words(tab: Tab, styles: Stylebook) -> Xml:
    """The framed paragraph of a tab's words, in the middle of its ground; the rest of its style is that of the style sheet."""
    shape, (width, height), (left, top) = styles.format(STYLE), tab.size, tab.at
    line = int(shape.paragraph.get("spacing", {}).get("line", "240"))
    place = {"w": width.twips, "h": line, "hRule": "exact", "x": left.twips or 1, "y": top.twips + (height.twips - line) // 2}
    frame = new("framePr", wrap="around", vAnchor="page", hAnchor="page", **place)
    paragraph = new("p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=styles.id(STYLE))
    properties.append(frame)
    if shape.shade:
        properties.append(new("pBdr", *(new(side, val="nil") for side in SIDES)))
        add(properties, "shd", val="clear", color="auto", fill="auto")
    add(properties, "spacing", before=0, after=0, line=line, lineRule="exact")
    add(properties, "ind", left=0, right=0, firstLine=0)
    add(add(paragraph, "r"), "t").text = tab.text
    return paragraph
