"""What stands on landscape pages: wide tables and figures, with the headings right above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bible_builder.model.tree import Element, Node
from bible_builder.model.vocabulary import ORIENTATION
from bible_builder.rendering.docx.rows import is_row

_HEADS: Final = ("heading-2", "heading-3", "heading-4", "annex-heading", "annex-subheading", "block-title")
"""Rows that are nothing without what follows them."""

_FOOT: Final = "section-reference"
"""The row that may stand at a section's end, below whatever ends it."""


def turned(nodes: Iterable[Node]) -> Iterator[tuple[Element, bool]]:
    """Each element with whether it stands on a landscape page; headings go with the wide block below them."""
    elements = [node for node in nodes if isinstance(node, Element)]
    wide = [_is_wide(element) for element in elements]
    for place in range(len(elements) - 2, -1, -1):
        wide[place] = wide[place] or (wide[place + 1] and is_row(elements[place], *_HEADS))
    for place in range(1, len(elements)):
        wide[place] = wide[place] or (wide[place - 1] and is_row(elements[place], _FOOT))
    yield from zip(elements, wide, strict=True)


def _is_wide(element: Element) -> bool:
    """Whether it is a wide block, or a section of nothing but headings and wide blocks."""
    if element.get(ORIENTATION) == "landscape":
        return True
    return is_row(element, "section", "annex-section") and _holds_wide_blocks_only(element)


def _holds_wide_blocks_only(section: Element) -> bool:
    blocks = [element for element in section.elements if not is_row(element, *_HEADS, _FOOT)]
    return bool(blocks) and all(_is_wide(block) for block in blocks)
