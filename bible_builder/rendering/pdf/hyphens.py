"""At most two hyphens in a row, and none where a page ends: what CSS Text 4 calls ``hyphenate-limit-lines`` and
``hyphenate-limit-last``, which WeasyPrint 70 does not know.

A line that may not end in a hyphen is set as if its words could not be divided; only a word that is wider than the line still is.
What is known of a paragraph's lines is kept with its lines' box, by the place in the text at which a line begins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

MOST: Final = 2
HYPHENS: Final = ("-", "\u2010", "\u2011", "\u00ad")
_LESS: Final = 0.05
"""CSS pixels by which a line is made narrower, so that it ends before a compound's own hyphen."""

Box = Any
"""A box of WeasyPrint, which has no annotations."""

Lay = Callable[[], tuple[Box | None, Any]]
"""Lays one line out: the line, where the next one begins."""


class Hyphens:
    """Restrains the hyphens of one layout. ``split`` is ``weasyprint.text.line_break.split_first_line``."""

    def __init__(self, split: Callable[..., Any]) -> None:
        self._split = split
        self._restrained = self._sent_on = False

    def lay(self, lines: Box, begin: Any, lay: Lay, width: float) -> tuple[Box | None, Any]:
        """The next of the ``lines``, which begins at ``begin``; without a hyphen at its end where none may be.

        ``width`` is that of the block, in CSS pixels: a word of several elements that is wider is divided all the same.
        """
        before = lines.__dict__.setdefault("hyphens_before", {})
        row = before.get(_key(begin), 0)
        line, resume_at = self._lay(lay, restrained=row >= MOST or _key(begin) in lines.__dict__.get("whole", ()))
        if self._sent_on and line is not None and line.width > width + _LESS:
            line, resume_at = self._lay(lay, restrained=False)
        if line is not None:
            line.begin = begin
        before[_key(resume_at)] = row + 1 if line is not None and resume_at is not None and _ends_in_hyphen(line) else 0
        return line, resume_at

    def _lay(self, lay: Lay, *, restrained: bool) -> tuple[Box | None, Any]:
        self._restrained, self._sent_on = restrained, False
        try:
            return lay()
        finally:
            self._restrained = False

    def split(self, text: str, style: Any, context: Any, max_width: float | None, *others: Any, **named: Any) -> Any:
        """A text's first line, as ``split_first_line`` gives it: (layout, length, where the next begins, width, …)."""
        found = self._split(text, style, context, max_width, *others, **named)
        if not self._restrained or max_width is None or not _is_hyphenated(text, found):
            return found
        whole = style.copy()
        whole["hyphens"] = "none"
        width = max_width
        for _ in range(len(text)):
            tried = self._split(text, whole, context, width, *others, **named)
            if tried[3] > width or _is_torn(text, tried):
                # One word fills the line; where others stand before it, it goes to the next one.
                self._sent_on = not named.get("is_line_start", True)
                return tried if self._sent_on else found
            if not _is_hyphenated(text, tried):
                return tried
            width = tried[3] - _LESS
        return found


def let_all_divide(lines: Box) -> None:
    """Forget which of these lines may not end in a hyphen since a page ended there: they are laid out anew."""
    lines.whole = set()


def keep_last_word(lines: Box, last: Box) -> bool:
    """Have the word at the end of ``last``, the last of these lines on a page, whole when it is laid out again; whether that is
    new."""
    if last.resume_at is None or not _ends_in_hyphen(last) or _key(last.begin) in lines.whole:
        return False
    lines.whole.add(_key(last.begin))
    return True


def _key(begin: Any) -> tuple[Any, ...]:
    """A place in a text, as WeasyPrint writes it (``{1: {0: {120: None}}}``), as something to look up by."""
    key: list[Any] = []
    while begin:
        ((place, begin),) = begin.items()
        key.append(place)
    return tuple(key)


def _ends_in_hyphen(line: Box) -> bool:
    box = line
    while getattr(box, "children", None):
        box = box.children[-1]
    return str(getattr(box, "text", "")).endswith(HYPHENS)


def _is_hyphenated(text: str, found: Any) -> bool:
    """Whether a first line that another follows ends in a hyphen."""
    layout, _, resume, *_ = found
    return resume is not None and layout.text.endswith(HYPHENS)


def _is_torn(text: str, found: Any) -> bool:
    """Whether a word is broken in the middle, without any hyphen."""
    _, length, resume, *_ = found
    if resume is None or resume != length:
        return False
    encoded = text.encode()
    before, after = encoded[:length].decode()[-1:], encoded[resume:].decode()[:1]
    return before.isalnum() and after.isalnum()
