"""From marks and a page map to the page references that an index and a lexicon print.

The rules are those of indexers (Chicago 16.10–16.14): the same folio once, consecutive folios a range, main treatment in bold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Folio:
    """A page number as printed (``xii``, ``7``), and the page's place in the whole document, from 0."""

    label: str
    sequence: int

    @property
    def is_roman(self) -> bool:
        """Whether it counts the front matter."""
        return not self.label.isdigit()


PageMap = Mapping[str, Folio]
"""Anchor (an HTML id) → the folio of the page where its words begin."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place that a heading points to: the id of a mark, the id where its range ends (or none), whether it is the main one."""

    start: str
    end: str = ""
    main: bool = False

    def __str__(self) -> str:
        return self.start + (f"..{self.end}" if self.end else "") + ("*" if self.main else "")


@dataclass(frozen=True, slots=True)
class Locator:
    """One printed reference: its text (``12`` or ``12–14``), the ids its ends link to, whether it is in bold."""

    text: str
    href: str
    main: bool


def write_targets(targets: Iterable[Target]) -> str:
    """The value of ``data-targets``: ids separated by spaces, ``..`` for a range, ``*`` for main."""
    return " ".join(str(target) for target in targets)


def read_targets(text: str) -> tuple[Target, ...]:
    """The inverse of ``write_targets``."""
    found = []
    for word in text.split():
        start, _, end = word.rstrip("*").partition("..")
        found.append(Target(start, end, word.endswith("*")))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Span:
    first: Folio
    last: Folio
    href: str
    main: bool


def locators(targets: Iterable[Target], page_map: PageMap) -> tuple[Locator, ...]:
    """The references to print for ``targets``, in page order; raises KeyError for a target that is on no page.

    The same folio is printed once; consecutive folios, and ranges that touch, join when they are equally main; a main folio
    that an ordinary range covers stays on its own, in bold, and cuts the range.
    """
    spans = sorted((_span(target, page_map) for target in targets), key=lambda s: (s.first.sequence, s.last.sequence, not s.main))
    pages: dict[int, tuple[Folio, str, bool]] = {}
    for span in spans:
        for folio in _between(span, page_map):
            known = pages.get(folio.sequence)
            if known is None or (span.main and not known[2]):
                pages[folio.sequence] = (folio, span.href, span.main)
    return tuple(_join([pages[n] for n in sorted(pages)]))


def _span(target: Target, page_map: PageMap) -> _Span:
    first = page_map[target.start]
    last = page_map[target.end] if target.end else first
    if last.sequence < first.sequence:
        first, last = last, first
    return _Span(first, last, target.start, target.main)


def _between(span: _Span, page_map: PageMap) -> Iterable[Folio]:
    """Every folio of the span; those between its ends are counted up, since a range stays within one series."""
    if span.first.sequence == span.last.sequence:
        return (span.first,)
    if span.first.is_roman or span.last.is_roman:
        return (span.first, span.last)
    start, distance = int(span.first.label), span.last.sequence - span.first.sequence
    return tuple(Folio(str(start + n), span.first.sequence + n) for n in range(distance + 1))


def _join(pages: list[tuple[Folio, str, bool]]) -> Iterable[Locator]:
    runs: list[list[tuple[Folio, str, bool]]] = [pages[:1]] if pages else []
    for before, here in pairwise(pages):
        joins = here[0].sequence == before[0].sequence + 1 and here[2] == before[2] and here[0].is_roman == before[0].is_roman
        runs[-1].append(here) if joins else runs.append([here])
    for run in runs:
        first, last = run[0], run[-1]
        text = first[0].label if len(run) == 1 else f"{first[0].label}–{last[0].label}"
        yield Locator(text, first[1], first[2])
