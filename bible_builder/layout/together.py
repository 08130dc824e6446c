"""What is kept together: a style's ``keep-together: 80 words`` marks each element of that style that has fewer words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bible_builder.model.styles import StyleSheet, WordCount
from bible_builder.model.tree import Content, Element, Node, rewrite
from bible_builder.model.vocabulary import Kind, row_of


def keep_together(content: Content, sheet: StyleSheet) -> Content:
    """The content with ``data-together="yes"`` on each element that its style keeps together for being short."""

    @cache
    def limit(style: str) -> int:
        found = sheet.resolved(style).get("keep-together") if style in sheet.styles else None
        return found if isinstance(found, WordCount) else 0

    def change(node: Node) -> tuple[Node, ...]:
        row = row_of(node) if isinstance(node, Element) else None
        if not isinstance(node, Element) or row is None or not row.style or count_words(node) >= limit(row.style):
            return (node,)
        return (node.with_attributes(data_together="yes"),)

    return rewrite(content, change)


def count_words(element: Element) -> int:
    """How many words stand in an element, those of its notes apart: they go to the foot of the page."""
    return len("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif (row := row_of(child)) is None or row.name != "note":
            yield from _texts(child)
            if row is None or row.kind is not Kind.PHRASING:
                yield " "  # the words of neighbouring blocks are not one
