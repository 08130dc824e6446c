"""From what a template rendered to a tree, without its line breaks and indents; a markup error is given its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.layout.files import LayoutFiles
from bible_builder.layout.templates import TEMPLATE
from bible_builder.model.tree import Content, Element, MarkupError, Node, from_html, joined
from bible_builder.model.vocabulary import Kind, allows_text, row_of

_SPACE: Final = re.compile(r"[ \t\r\n]+")
_PLACE: Final = re.compile(rf'{TEMPLATE}="([^"]*)"')


def template_place(text: str, files: LayoutFiles) -> Source:
    """The place that a ``data-template`` value (``chapter.html:12``) names."""
    name, _, line = text.rpartition(":")
    return Source(files.shown(name), int(line))


def parse(text: str, part: str, files: LayoutFiles, findings: Findings) -> Content | None:
    """The tree of a rendered part, or None after ``layout-not-well-formed`` was noted at the last tag of a template before it."""
    try:
        return tidy(from_html(text))
    except MarkupError as error:
        lines = text.split("\n")
        before = (
            "\n".join((*lines[: error.line - 1], lines[error.line - 1][: error.column])) if error.line <= len(lines) else text
        )
        places = _PLACE.findall(before)
        place = template_place(places[-1], files) if places else Source(files.shown(f"{part}.html"))
        findings.error("layout-not-well-formed", place, reason=str(error))
        return None


def tidy(nodes: Iterable[Node]) -> Content:
    """The nodes without the white space that only lays out a template; text that comes from content is left as it is."""
    return tuple(_tidy(node) for node in nodes if isinstance(node, Element) or node.strip(" \t\r\n"))


def _tidy(node: Node) -> Node:
    if isinstance(node, str):
        return node
    row = row_of(node)
    if row is not None and not allows_text(row):
        return replace(node, children=tidy(node.children))
    children = tuple(_tidy(child) for child in node.children)
    if TEMPLATE in node.attributes:
        children = tuple(_SPACE.sub(" ", child) if isinstance(child, str) else child for child in children)
        if row is None or row.kind is not Kind.PHRASING:
            children = _trimmed(children)
    return replace(node, children=tuple(joined(children)))


def _trimmed(children: Content) -> Content:
    """Without space at the two ends of a block."""
    result = list(children)
    if result and isinstance(result[0], str):
        result[0] = result[0].lstrip(" ")
    if result and isinstance(result[-1], str):
        result[-1] = result[-1].rstrip(" ")
    return tuple(result)
