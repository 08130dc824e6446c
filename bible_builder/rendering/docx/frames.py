"""Callouts and cards: paragraphs that share rules and shade, kept in one piece.

Word draws one box around neighbours only when their rules and indents are the same (§17.3.1.24). Where an item of a list stands
further in, the box is made of several pieces: the rules above and below stand at the ends only, and what space there is between
two pieces is the distance of the lower one to a rule in the colour of the ground.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Final

from bible_builder.rendering.docx.formatting import borders_element, set_space
from bible_builder.rendering.docx.oxml import Attributes, Xml, new, put, w
from bible_builder.rendering.docx.stylebook import WIDEST_BORDER_SPACE, Stylebook

_TWIPS: Final = 20  # to the point
_PAPER: Final = "FFFFFF"
_NONE: Final[Attributes] = {"val": "nil"}
"""Said, since a side that is not named is that of the style."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A paragraph in a frame: how far its left edge is from that of the frame's text (twips), and its properties."""

    offset: int
    properties: Xml


Piece = list[Framed]


@dataclass(slots=True)
class OpenFrame:
    """A frame being filled: its style, and its paragraphs in order.

    ``apart``: it stands right below another one of its kind, which Word must not join it to.
    """

    style: str
    apart: bool = False
    paragraphs: list[Framed] = field(default_factory=list)

    def close(self, styles: Stylebook) -> None:
        """Finish the paragraphs: the frame's space below the last one, one page for all when its style asks for it."""
        if not self.paragraphs:
            return
        shape = styles.format(self.style)
        set_space(self.paragraphs[-1].properties, "after", shape.after)
        if shape.keeps_together:
            for paragraph in self.paragraphs[:-1]:
                put(paragraph.properties, new("keepNext"))
        pieces = [list(piece) for _, piece in groupby(self.paragraphs, key=lambda paragraph: paragraph.offset)]
        if len(pieces) > 1:
            self._piece_together(pieces, styles)
        elif self.apart:
            for paragraph in self.paragraphs:
                put(paragraph.properties, borders_element("pBdr", self._borders(paragraph, styles)))

    def _borders(self, paragraph: Framed, styles: Stylebook) -> dict[str, Attributes]:
        """The frame's rules at a paragraph; those of a frame that stands apart are a point further from its foot."""
        borders = styles.frame_borders(self.style, paragraph.offset)
        if self.apart:
            side = "bottom" if "bottom" in borders else next(iter(borders))
            borders[side] = {**borders[side], "space": str(min(WIDEST_BORDER_SPACE, int(borders[side]["space"]) + 1))}
        return borders

    def _piece_together(self, pieces: list[Piece], styles: Stylebook) -> None:
        gaps = [0, *(_close_up(upper[-1].properties, lower[0].properties) for upper, lower in pairwise(pieces))]
        for piece, gap in zip(pieces, gaps, strict=True):
            for paragraph in piece:
                borders = self._borders(paragraph, styles)
                if piece is not pieces[0]:
                    borders = _opened(borders, gap, styles.format(self.style).shade.get("fill", _PAPER))
                if piece is not pieces[-1]:
                    borders["bottom"] = _NONE
                put(paragraph.properties, borders_element("pBdr", borders))


def _opened(borders: dict[str, Attributes], gap: int, ground: str) -> dict[str, Attributes]:
    """The borders of a piece below another one: no rule above, but the space between the two."""
    space = min(WIDEST_BORDER_SPACE, round(gap / _TWIPS))
    return {**borders, "top": {"val": "single", "sz": "2", "color": ground, "space": str(space)} if space else _NONE}


def _close_up(upper: Xml, lower: Xml) -> int:
    """Take the space between two paragraphs away; returns how much there was, in twips."""
    gap = max(_space(upper, "after"), _space(lower, "before"))
    set_space(upper, "after", 0)
    set_space(lower, "before", 0)
    return gap


def _space(properties: Xml, side: str) -> int:
    spacing = properties.find(w("spacing"))
    return 0 if spacing is None else int(spacing.get(w(side), "0"))
