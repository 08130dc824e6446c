"""What a paragraph has beside its style: indents and rules of what it stands in, its number in a list, space at a frame's end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bible_builder.model.units import Length
from bible_builder.model.vocabulary import BY_NAME
from bible_builder.rendering.docx.formatting import Format, borders_element, indent_element
from bible_builder.rendering.docx.numbering import ListInstance
from bible_builder.rendering.docx.oxml import Xml, new
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.stylebook import Stylebook, whole_points

_CARD: Final = BY_NAME["kpi"].style
_TIGHT: Final = Length.pt(3).twips
"""The most space between two paragraphs of a card, which is to be taken in at a glance."""

Direct = Mapping[str, Xml]
"""Children of ``w:pPr`` by name."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A paragraph about to be set: its style (the sheet's name), where it stands, the number it takes up, the space above it."""

    style: str
    place: Place
    item: ListInstance | None = None
    before: int | None = None

    def shape(self, styles: Stylebook) -> Format:
        """The format of its style."""
        return styles.format(self.style)

    @property
    def is_frame(self) -> bool:
        """Whether its style is the frame's own."""
        return self.place.frame is not None and self.place.frame.style == self.style

    def edge(self, styles: Stylebook) -> int:
        """Where its text or its hanging number begins, in twips from the measure's left end."""
        return self.left(styles) + min(self.first(styles), 0)

    def first(self, styles: Stylebook) -> int:
        """Its first line's indent; a numbered paragraph hangs as its list does."""
        shape = styles.format(self.place.container_style) if self.item else self.shape(styles)
        first = 0 if shape.is_list and not self.item else shape.first
        return first if self.place.frame is None else whole_points(first)

    def left(self, styles: Stylebook) -> int:
        """Its indent on the left; in a frame whole points from the frame's text."""
        left = self._bases()[0] + self.shape(styles).left
        frame = self.place.frame
        return left if frame is None else frame.left + whole_points(left - frame.left)

    def _bases(self) -> tuple[int, int]:
        """The indents that its surroundings add to those of its style."""
        if self.style == self.place.container_style:
            return self.place.outer_left, self.place.outer_right
        return self.place.left, self.place.right

    def indents(self, styles: Stylebook) -> Direct:
        """``w:ind`` when style and list do not make the same."""
        shape, bases = self.shape(styles), self._bases()
        left, right, first = self.left(styles), bases[1] + shape.right, self.first(styles)
        if self.item:
            container = styles.format(self.place.container_style)
            same = left == container.left * self.place.depth and not right and self.place.frame is None
            return {} if same else {"ind": indent_element(left, right, first)}
        natural = not shape.is_list and bases == self._natural_bases(styles)
        return {} if natural else {"ind": indent_element(left, right, first)}

    def _natural_bases(self, styles: Stylebook) -> tuple[int, int]:
        """The surroundings' indents that the style holds already: a framed style those of its frame."""
        if self.place.frame is None or self.is_frame:
            return 0, 0
        frame = styles.format(self.place.frame.style)
        return frame.left, frame.right

    def borders(self, styles: Stylebook) -> Direct:
        """``w:pBdr`` when the paragraph's edge is not where its style has it: the frame's rules stay in line."""
        frame = self.place.frame
        if frame is None:
            return {}
        shape = self.shape(styles)
        natural = 0 if self.is_frame else whole_points(shape.left) + min(whole_points(shape.first), 0)
        offset = self.edge(styles) - frame.left
        return {} if offset == natural else {"pBdr": borders_element("pBdr", styles.frame_borders(frame.style, offset))}

    def numbers(self, styles: Stylebook) -> Direct:
        """``w:numPr``: the item's number, or none where the style would print one."""
        if self.item:
            return {"numPr": new("numPr", new("ilvl", val=self.item.level), new("numId", val=self.item.number))}
        return {"numPr": unnumbered()} if self.shape(styles).is_list else {}

    def spacing(self, styles: Stylebook) -> Direct:
        """``w:spacing`` in a frame, whose own space stands at its ends only, and where more is asked for above."""
        shape = self.shape(styles)
        if self.place.frame is not None:
            most = _TIGHT if self.place.frame.style == _CARD else max(shape.before, shape.after, styles.gap)
            before = self.before if self.before is not None else 0 if self.is_frame else min(shape.before, most)
            return {"spacing": new("spacing", before=before, after=min(styles.gap if self.is_frame else shape.after, most))}
        if self.before is not None and self.before > shape.before:
            return {"spacing": new("spacing", before=self.before)}
        return {}

    def direct(self, styles: Stylebook) -> dict[str, Xml]:
        """All of these."""
        parts = (self.numbers(styles), self.indents(styles), self.borders(styles), self.spacing(styles))
        return {name: child for part in parts for name, child in part.items()}


def unnumbered() -> Xml:
    """``w:numPr`` that takes the number of the style away (§17.9.18)."""
    return new("numPr", new("ilvl", val=0), new("numId", val=0))
