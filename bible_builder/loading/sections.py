"""Headings and what stands under them: nested ``section`` elements, in the guide and in annexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bible_builder.loading.page import Page, PageKind
from bible_builder.model.tree import Element, Node

_HEADINGS: Final[Mapping[PageKind, Mapping[int, tuple[str, str]]]] = {
    PageKind.SECTION: {2: ("h3", "section-title"), 3: ("h4", "section-title")},
    PageKind.ANNEX: {2: ("h2", "annex-heading"), 3: ("h3", "annex-subheading")},
}
"""Number signs → element and class of the heading. The title of a section file is depth 2, so ``##`` is depth 3."""


@dataclass(slots=True)
class _Open:
    """A section that blocks are still added to; level 0 is the page itself."""

    level: int
    id: str = ""
    heading: Element | None = None
    children: list[Node] = field(default_factory=list)


def nest(blocks: Iterable[Element], page: Page) -> tuple[Element, ...]:
    """The blocks with each heading and what follows it in a section.

    Reports ``heading-too-high`` (``#``: the title stands in the front matter), ``heading-too-deep`` (limit),
    ``heading-skips-level``, ``misplaced-heading`` (text), and ``heading-in-only`` for a passage whose headings would take in what
    stands around it.
    """
    return _Nesting(page).nest(blocks)


class _Nesting:
    """Nests the blocks of one page or of one passage in it; ``above`` is the level of the heading it stands under."""

    def __init__(self, page: Page, above: int = 0) -> None:
        self._page, self._above = page, above
        self._stack = [_Open(0)]
        self._after_passage = False

    def nest(self, blocks: Iterable[Element]) -> tuple[Element, ...]:
        for block in blocks:
            if block.name == "x-heading":
                self._open(block)
            elif block.name == "x-only" and any(child.name == "x-heading" for child in block.iter()):
                self._passage(block)
            else:
                self._plain(block)
        while len(self._stack) > 1:
            self._close()
        return tuple(child for child in self._stack[0].children if isinstance(child, Element))

    def _plain(self, block: Element) -> None:
        if self._after_passage:
            self._page.reading.findings.error("heading-in-only", block.source)
            self._after_passage = False
        self._stack[-1].children.append(block)

    def _open(self, heading: Element) -> None:
        level = self._level(heading)
        if level is None:
            return
        self._after_passage = False
        self._close_down_to(level)
        above = max(self._above, self._stack[-1].level) or 1
        if level > above + 1:
            self._page.reading.findings.error("heading-skips-level", heading.source)
        self._stack.append(_Open(level, heading.get("id") or self._page.next_section_id(), heading))

    def _level(self, heading: Element) -> int | None:
        findings, level = self._page.reading.findings, int(heading.get("level"))
        levels = _HEADINGS.get(self._page.kind)
        if levels is None:
            findings.error("misplaced-heading", heading.source, text=heading.text()[:80])
            return None
        if level < min(levels):
            findings.error("heading-too-high", heading.source)
        elif level > max(levels):
            findings.error("heading-too-deep", heading.source, limit=max(levels))
        return min(max(level, min(levels)), max(levels))

    def _passage(self, block: Element) -> None:
        """A passage with headings of its own takes its place among the sections that it is like."""
        headings = [child for child in block.elements if child.name == "x-heading"]
        level = min((int(heading.get("level")) for heading in headings), default=2)
        self._close_down_to(level)
        above = max(self._above, self._stack[-1].level)
        if block.elements[0].name not in {"x-heading", "x-only"}:
            self._page.reading.findings.error("heading-in-only", block.source)
        inner = _Nesting(self._page, above).nest(block.elements)
        self._stack[-1].children.append(block.with_children(inner))
        self._after_passage = True

    def _close_down_to(self, level: int) -> None:
        while self._stack[-1].level >= level:
            self._close()

    def _close(self) -> None:
        closed = self._stack.pop()
        if closed.heading is None:
            return
        tag, name = _HEADINGS[self._page.kind][closed.level]
        lang = closed.heading.get("lang")
        attributes = {"class": name, **({"lang": lang} if lang else {})}
        heading = Element(tag, attributes, closed.heading.children, closed.heading.source)
        attributes = {"class": "annex-section"} if self._page.kind is PageKind.ANNEX else {}
        attributes["id"] = closed.id
        section = Element("section", attributes, (heading, *closed.children), closed.heading.source)
        self._stack[-1].children.append(section)
