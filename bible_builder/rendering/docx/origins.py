"""What the source says and paper does not show, kept for the way back in the document's variables, which Word keeps unseen.

A block that bears something of the kind gets a hidden bookmark (one whose name begins with ``_``); a variable of the bookmark's
name holds it as JSON. Two more variables hold which Word style stands for which style of the sheet, and the ids that bookmarks
cannot spell (ECMA-376-1 §17.15.1.31).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from bible_builder.model.tree import Element
from bible_builder.model.vocabulary import EXTRACT, ORIENTATION
from bible_builder.rendering.docx.bookmarks import Bookmarks
from bible_builder.rendering.docx.oxml import Xml, new
from bible_builder.rendering.docx.stylebook import Stylebook

STYLES: Final = "bible-styles"
ANCHORS: Final = "bible-anchors"

_TOLD: Final = (EXTRACT, ORIENTATION)


class Origins:
    """What the blocks of a document bear, by the id of their hidden bookmark."""

    def __init__(self) -> None:
        self._borne: dict[str, Mapping[str, str]] = {}

    def record(self, element: Element) -> str:
        """The id of a bookmark for a block that bears what paper does not show; "" for one that bears nothing."""
        borne = {name: element.get(name) for name in _TOLD if element.get(name)}
        for child in element.elements:
            if child.name == "img":
                borne |= {name: child.get(name) for name in ("src", "data-width") if child.get(name)}
            elif child.name == "colgroup":
                borne["widths"] = " ".join(column.get("data-width") or "0" for column in child.elements)
        if not borne:
            return ""
        anchor = f"_origin-{len(self._borne) + 1}"
        self._borne[anchor] = borne
        return anchor

    def variables(self, styles: Stylebook, bookmarks: Bookmarks) -> Xml:
        """``w:docVars``: the blocks' own, then the styles, then the ids."""
        made = [_variable(bookmarks.name(anchor), borne) for anchor, borne in self._borne.items()]
        named = {name: style.word for name, style in styles.sheet.styles.items()}
        return new("docVars", *made, _variable(STYLES, named), _variable(ANCHORS, bookmarks.unspelled()))


def _variable(name: str, value: Mapping[str, str]) -> Xml:
    return new("docVar", name=name, val=json.dumps(value, ensure_ascii=False, separators=(",", ":")))
