"""Runs that mean something by their looks alone: hidden, highlighted or coloured words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bible_builder.importing.ooxml import is_on, qn, value
from bible_builder.importing.places import Place, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLACKS: Final = frozenset({"", "auto", "000000", "FFFFFF"})
_DARK: Final = 0x50


@dataclass(frozen=True, slots=True)
class Mark:
    """Neighbouring words of one look: ``hidden``, ``highlight`` or ``colour`` with the colour as the document names it."""

    kind: str
    colour: str
    text: str
    place: Place


def is_hidden(run: _Element, styles: Styles) -> bool:
    """Whether the words of a run are hidden (ECMA-376 part 1 §17.3.2.41), by itself or its styles."""
    properties = run.find(qn("w:rPr"))
    own = value(properties, "w:vanish")
    if own is not None:
        return is_on(properties, "w:vanish")
    parent = next(run.iterancestors(qn("w:p")), None)
    paragraph = None if parent is None else value(parent.find(qn("w:pPr")), "w:pStyle")
    return styles.is_hidden(value(properties, "w:rStyle")) or styles.is_hidden(paragraph)


class RunReader:
    """Gathers the marks of a paragraph's runs; neighbours of one look become one mark."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._marks: list[Mark] = []
        self._open: Mark | None = None

    def read(self, run: _Element, place: Callable[[_Element], Place]) -> None:
        """Look at a run, the next in the order of the document; ``place`` is asked only where there is something to say."""
        text = _raw(run)
        if not text:
            return
        kind, colour = self._look(run)
        if self._open is not None and (self._open.kind, self._open.colour) == (kind, colour):
            self._open = replace(self._open, text=self._open.text + text)
            return
        self._close()
        if kind:
            self._open = Mark(kind, colour, text, place(run))

    def take(self) -> tuple[Mark, ...]:
        """The marks since the last call."""
        self._close()
        marks, self._marks = tuple(self._marks), []
        return marks

    def _close(self) -> None:
        if self._open is not None and self._open.text.strip():
            self._marks.append(replace(self._open, text=" ".join(self._open.text.split())))
        self._open = None

    def _look(self, run: _Element) -> tuple[str, str]:
        properties = run.find(qn("w:rPr"))
        if is_hidden(run, self._styles):
            return "hidden", ""
        highlight = value(properties, "w:highlight") or ""
        if highlight not in {"", "none"}:
            return "highlight", highlight
        shade = properties.find(qn("w:shd")) if properties is not None else None
        fill = "" if shade is None else shade.get(qn("w:fill"), "").upper()
        if fill not in _BLACKS:
            return "highlight", f"#{fill}"
        colour = (value(properties, "w:color") or "").upper()
        if _is_colour(colour) and not _is_link(run, properties):
            return "colour", f"#{colour}"
        return "", ""


def _raw(run: _Element) -> str:
    texts = [
        child.text or "" if child.tag == qn("w:t") else " " for child in run if child.tag in {qn("w:t"), qn("w:tab"), qn("w:br")}
    ]
    return "".join(texts)


def _is_colour(colour: str) -> bool:
    """Whether somebody would see it as a colour: not black, white or nearly black."""
    if colour in _BLACKS or len(colour) != 6:
        return False
    try:
        levels = bytes.fromhex(colour)
    except ValueError:
        return False
    return max(levels) - min(levels) > _DARK


def _is_link(run: _Element, properties: _Element | None) -> bool:
    return next(run.iterancestors(qn("w:hyperlink")), None) is not None or value(properties, "w:rStyle") in {
        "Hyperlink",
        "Lienhypertexte",
    }
