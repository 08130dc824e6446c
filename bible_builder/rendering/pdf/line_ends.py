"""A mend of WeasyPrint 70's line breaking: text that fits but for the space at its end.

When such text is measured, Pango takes it for one line, for the space may hang; WeasyPrint then finds the line too wide, takes
it that nothing fits, and puts the first word alone on the line. It shows where the next piece may not begin a line, as before a
``code`` that begins with a colon: the words of the line come out one below the other. Text that fits without its last space fits
(CSS Text 3 §4.1.3: a collapsible space at a line's end hangs or is removed).
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any, Final

from weasyprint.layout import inline
from weasyprint.text import line_break

Line = tuple[Any, int, int | None, float, float, float]

_split: Final[Callable[..., Line]] = line_break.split_first_line


def let_spaces_hang() -> None:
    """Have every text that WeasyPrint lays out in this process broken by ``split_first_line`` below."""
    inline.split_first_line = split_first_line


def split_first_line(
    text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float,
    is_line_start: bool = True, minimum: bool = False,
) -> Line:  # fmt: skip
    """What WeasyPrint's function of this name returns, but the whole text where only its last spaces do not fit."""
    found = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    words = text.rstrip(" ")
    if found[2] is None or words == text or max_width in (None, inf) or style["white_space"] not in {"normal", "pre-line"}:
        return found
    if _split(words, style, context, max_width, justification_spacing, is_line_start, minimum)[2] is not None:
        return found
    return _split(text, style, context, None, justification_spacing, is_line_start, minimum)
