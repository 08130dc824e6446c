"""Covers: boxes where the layout's ``book.css`` puts them, words in frames over coloured shapes; else a panel of the brand's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bible_builder.model.tree import Element
from bible_builder.model.units import Color, Length
from bible_builder.model.vocabulary import BY_NAME
from bible_builder.rendering.docx.drawing import page_panel
from bible_builder.rendering.docx.letters import ems
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import Xml
from bible_builder.rendering.docx.paper import border, color, length
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.rows import is_row, row, squeezed

_PAPER: Final = Color(255, 255, 255)
_LEGIBLE: Final = 3.0  # contrast of large text (WCAG 2.2, 1.4.3)
_SHARE: Final = 0.4  # of the page's height
_ACCENT: Final = Length.mm(5)
_GAP: Final = Length.mm(14)
_NOTHING: Final = Length(0)


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a cover, measured from the page's corner, and what it declares; ``height`` 0 when its words make it."""

    element: Element
    left: Length
    top: Length
    width: Length
    height: Length
    declared: dict[str, str]


def write_cover(element: Element, place: Place, manuscript: Manuscript) -> None:
    """A cover: its boxes in their places when the layout gives them any; else its lines one below the other."""
    paper, page = manuscript.facts.paper, manuscript.book.page
    boxes = [
        (child, declared)
        for child in element.elements
        if is_row(child, "box") and (declared := paper.declared((element, child))).get("position") == "absolute"
    ]
    manuscript.wait_for_paragraph(element.get("id"))
    inner = place.within(row(element), element)
    if not boxes:
        if is_row(element, "cover"):
            write_panel(manuscript)
        manuscript.write(element.children, inner)
        return
    outer = Box(element, _NOTHING, _NOTHING, page.width, page.height, {})
    for child, declared in boxes:
        _write_box(_placed(child, declared, outer, manuscript), (element, child), inner, manuscript)
    manuscript.write((child for child in element.elements if all(child is not box for box, _ in boxes)), inner)


def _placed(element: Element, declared: dict[str, str], outer: Box, manuscript: Manuscript) -> Box:
    """Where a box stands in its outer one: at the left and top that it declares, else by its right and bottom."""
    left, right = length(declared, "left"), length(declared, "right")
    top, bottom = length(declared, "top"), length(declared, "bottom")
    width = length(declared, "width") or Length(outer.width - (left or 0) - (right or 0))
    height = length(declared, "height") or _NOTHING
    x = left if left is not None or right is None else Length(outer.width - right - width)
    tall = height or _tall(element, width, manuscript)
    y = top if top is not None or bottom is None else Length(outer.height - bottom - tall)
    return Box(element, Length(outer.left + (x or 0)), Length(outer.top + (y or 0)), width, height, declared)


def _write_box(box: Box, path: tuple[Element, ...], place: Place, manuscript: Manuscript) -> None:
    """The box's ground and rules, then what stands in it, in a frame of its place."""
    manuscript.grounds.extend(_grounds(box, manuscript))
    above = border(box.declared, "top")
    top, left = Length(box.top + (above[0] if above else 0)), box.left
    for child in [child for child in box.element.elements if is_row(child, "box")]:
        declared = manuscript.facts.paper.declared((*path, child))
        moved = Length(top + (length(declared, "margin-top") or 0))
        within = Box(child, left, moved, box.width, _NOTHING, declared)
        _write_box(within, (*path, child), place, manuscript)
    rest = [child for child in box.element.elements if not is_row(child, "box")]
    if rest:
        _write_framed(rest, box, top, place, manuscript)


def _write_framed(blocks: list[Element], box: Box, top: Length, place: Place, manuscript: Manuscript) -> None:
    before, after, above = (length(box.declared, f"padding-{side}") or _NOTHING for side in ("left", "right", "top"))
    manuscript.framed_at = {
        "w": Length(box.width - before - after).twips, "x": Length(box.left + before).twips or 1,
        "y": Length(top + above).twips or 1, "wrap": "around", "vAnchor": "page", "hAnchor": "page",
    }  # fmt: skip
    manuscript.write(blocks, place)
    manuscript.framed_at = {}


def _grounds(box: Box, manuscript: Manuscript) -> Iterator[Xml]:
    """The shapes of the box's ground and of its rules above and below."""
    declared = box.declared
    ground = color(declared.get("background-color") or declared.get("background", ""))
    above, below = border(declared, "top"), border(declared, "bottom")
    if ground is not None and box.height:
        yield _shape(manuscript, box.left, box.top, box.width, box.height, ground)
    if above is not None:
        yield _shape(manuscript, box.left, box.top, box.width, above[0], above[1])
    if below is not None and box.height:
        yield _shape(manuscript, box.left, Length(box.top + box.height), box.width, below[0], below[1])


def _shape(manuscript: Manuscript, left: Length, top: Length, width: Length, height: Length, fill: Color) -> Xml:
    drawn = manuscript.styles.theme.drawn(fill.hex)
    return page_panel(manuscript.pictures.next_id(), (width, height), (left, top), drawn)


def _tall(element: Element, width: Length, manuscript: Manuscript) -> Length:
    """How high the words and pictures of a box stand, as far as can be told without setting them."""
    return Length(sum(_tall_block(block, width, manuscript) for block in element.elements))


def _tall_block(block: Element, width: Length, manuscript: Manuscript) -> Length:
    if is_row(block, "image"):
        original = manuscript.pictures.gallery.original(block.get("src"), block.source)
        return Length(round(width * original.height / original.width)) if original else _NOTHING
    if is_row(block, "box"):
        return _tall(block, width, manuscript)
    shape = manuscript.styles.format(row(block).style)
    size = int(shape.run.get("sz", {}).get("val", "20")) / 2
    leading = int(shape.paragraph.get("spacing", {}).get("line", "240")) / 20
    lines = -(-ems(squeezed(block.children)) * size // width.points)
    return Length.pt(lines * leading + (shape.before + shape.after) / 20)


def write_panel(manuscript: Manuscript) -> None:
    """A panel over the whole page when the title is set in a light colour, else over its upper part, and the lines below it."""
    page, style = manuscript.book.page, BY_NAME["cover-title"].style
    title = manuscript.styles.format(style).run.get("color", {}).get("val", "000000")
    whole = Color.parse(title).contrast(_PAPER) < _LEGIBLE
    height = page.height if whole else Length(round(page.height * _SHARE))
    manuscript.pending.drawings.append(_panel(manuscript, page.width, height, _NOTHING, _NOTHING, "accent1"))
    if not whole:
        manuscript.pending.drawings.append(_panel(manuscript, Length(page.width // 5), _ACCENT, page.inner, height, "accent2"))
        manuscript.pending.before = Length(height + _ACCENT + _GAP - page.top).twips


def _panel(manuscript: Manuscript, width: Length, height: Length, left: Length, top: Length, slot: str) -> Xml:
    return page_panel(manuscript.pictures.next_id(), (width, height), (left, top), f'<a:schemeClr val="{slot}"/>')
