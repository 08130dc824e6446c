"""Headings and what stands under them: nested ``section`` elements, as loading makes them of a section file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from bible_builder.model.tree import Content, Element, Node

_TAGS: Final = {2: "h3", 3: "h4"}
"""Number signs of a heading in a section file → its element: the section's title is the book's h2."""


@dataclass(slots=True)
class _Open:
    level: int
    heading: Element | None = None
    id: str = ""
    children: list[Node] = field(default_factory=list)


def nested_sections(blocks: Iterable[Node], anchor: str) -> Content:
    """The blocks with each ``x-heading`` (level 2 or 3) and what follows it in a section.

    ``anchor`` is the section's own id, from which subsections without one get theirs.
    """
    stack = [_Open(0)]
    numbers = count(1)

    def close() -> None:
        done = stack.pop()
        assert done.heading is not None
        attributes = {"class": "section-title", **({"lang": lang} if (lang := done.heading.get("lang")) else {})}
        heading = Element(_TAGS[done.level], attributes, done.heading.children)
        stack[-1].children.append(Element("section", {"id": done.id}, (heading, *done.children)))

    for block in blocks:
        if not isinstance(block, Element) or block.name != "x-heading":
            stack[-1].children.append(block)
            continue
        level = int(block.get("level"))
        while stack[-1].level >= level:
            close()
        generated = f"section-{anchor}--{next(numbers)}" if not block.get("id") else ""
        stack.append(_Open(level, block, block.get("id") or generated))
    while len(stack) > 1:
        close()
    return tuple(stack[0].children)
