"""The vocabulary is closed: each element of a book is in a row, stands where it may, has what it needs; ids and links are whole.

What a template wrote is named by template and line, what came from content by file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.layout.files import LayoutFiles
from bible_builder.layout.markup import template_place
from bible_builder.layout.templates import TEMPLATE
from bible_builder.model.locators import read_targets
from bible_builder.model.tree import Content, Element, Node, rewrite
from bible_builder.model.vocabulary import GLOBAL_ATTRIBUTES, Kind, Row, allows, allows_text, row_of

SCHEMES: Final = ("https:", "mailto:", "tel:")
"""Where a ``link`` may lead; references within the book are rows of their own."""

_WIDTH: Final = re.compile(r"\d{1,3}(\.\d+)?")
_SPAN: Final = re.compile(r"[1-9]\d{0,2}")
_VALUES: Final[Mapping[str, re.Pattern[str]]] = {
    "data-width": _WIDTH, "colspan": _SPAN, "rowspan": _SPAN,
    "start": re.compile(r"\d{1,6}"), "scope": re.compile("col|row|colgroup|rowgroup"),
    "data-extract": re.compile("yes"), "data-orientation": re.compile("landscape"), "data-together": re.compile("yes"),
    "data-changed": re.compile("yes"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Here:
    """An element's row and place, for its children's complaints."""

    row: Row | None
    place: Source | None


class VocabularyCheck:
    """Checks parts one by one, then the book as a whole; everything goes to ``findings``.

    ``has_picture`` tells whether an ``img``'s ``src`` is a file that the book may show.
    """

    def __init__(self, files: LayoutFiles, findings: Findings, has_picture: Callable[[str], bool]) -> None:
        self._files, self._findings, self._has_picture = files, findings, has_picture
        self._ids: dict[str, Source | None] = {}
        self._links: list[tuple[str, Source | None]] = []

    def part(self, content: Content, place: Source) -> None:
        """Check one rendered part: its outermost elements must be book parts. ``place`` is the template's."""
        for node in content:
            if isinstance(node, str):
                self._findings.error("layout-text", place, parent="body", text=_short(node))
                continue
            row = row_of(node)
            if row is not None and row.kind is not Kind.PART:
                self._findings.error("layout-not-a-part", self._place(node, place), element=_tag(node))
            self._element(node, place)

    def book(self) -> None:
        """Check what only the whole book shows: every internal link has its target."""
        for target, place in self._links:
            if target not in self._ids:
                self._findings.error("layout-dangling-link", place, target=target)

    def _element(self, element: Element, inherited: Source | None) -> None:
        place, row = self._place(element, inherited), row_of(element)
        if row is None:
            self._findings.error("layout-unknown-element", place, element=_tag(element))
        else:
            self._attributes(element, row, place)
        self._identity(element, place)
        here = _Here(row, place)
        for child in element.children:
            self._child(child, element, here)

    def _child(self, child: Node, parent: Element, here: _Here) -> None:
        if isinstance(child, str):
            if here.row is not None and child.strip() and not allows_text(here.row):
                self._findings.error("layout-text", here.place, parent=_tag(parent), text=_short(child))
            return
        row = row_of(child)
        if here.row is not None and row is not None and not allows(here.row, row):
            self._findings.error("layout-misplaced", self._place(child, here.place), element=_tag(child), parent=_tag(parent))
        self._element(child, here.place)

    def _attributes(self, element: Element, row: Row, place: Source | None) -> None:
        known = {*GLOBAL_ATTRIBUTES, *row.attributes, *row.required}
        for name, value in element.attributes.items():
            if name not in known:
                self._findings.error("layout-unknown-attribute", place, element=_tag(element), attribute=name)
            elif (pattern := _VALUES.get(name)) and not pattern.fullmatch(value):
                self._findings.error("layout-bad-value", place, element=_tag(element), attribute=name, value=value)
        for name in row.required:
            if name not in element.attributes or (name != "alt" and not element.get(name)):
                self._findings.error("layout-missing-attribute", place, element=_tag(element), attribute=name)
        if row.name == "link" and not element.get("href").startswith(SCHEMES):
            self._findings.error("layout-link-scheme", place, href=element.get("href"), known=", ".join(SCHEMES))
        if row.name == "image" and not self._has_picture(element.get("src")):
            self._findings.error("layout-missing-image", place, src=element.get("src"))

    def _identity(self, element: Element, place: Source | None) -> None:
        name = element.get("id")
        if name in self._ids:
            self._findings.error("layout-duplicate-id", place, id=name, first=self._ids[name] or "")
        elif name:
            self._ids[name] = place
        if element.get("href").startswith("#"):
            self._links.append((element.get("href")[1:], place))
        for target in read_targets(element.get("data-targets")):
            self._links += [(anchor, place) for anchor in (target.start, target.end) if anchor]

    def _place(self, element: Element, inherited: Source | None) -> Source | None:
        """A template's tag is placed in the template, content in the référent's file, anything else where its parent is."""
        if written := element.get(TEMPLATE):
            return template_place(written, self._files)
        return element.source or inherited


def placed(content: Iterable[Node], files: LayoutFiles) -> Content:
    """The content without ``data-template``: a block that only a template wrote has its place there, for complaints to name."""

    def change(node: Node) -> tuple[Node, ...]:
        if not isinstance(node, Element) or TEMPLATE not in node.attributes:
            return (node,)
        row = row_of(node)
        in_line = row is not None and row.kind is Kind.PHRASING
        source = node.source or (None if in_line else template_place(node.get(TEMPLATE), files))
        return (replace(node, source=source, attributes={k: v for k, v in node.attributes.items() if k != TEMPLATE}),)

    return rewrite(content, change)


def _tag(element: Element) -> str:
    role, classes = element.get("role"), element.get("class")
    return f"<{element.name}{f' role={role!r}' if role else ''}{f' class={classes!r}' if classes else ''}>".replace("'", '"')


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
