"""Which row of the vocabulary an element is, remembered by what tells rows apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from bible_builder.errors import Diagnostic, RenderingError
from bible_builder.model.tree import Content, Element, Node
from bible_builder.model.vocabulary import Row, row_of


@cache
def _row(name: str, role: str, classes: str) -> Row | None:
    return row_of(Element(name, {"role": role, "class": classes}))


def row(element: Element) -> Row:
    """The row that the element is. Raises RenderingError for one that is in no row."""
    attributes = element.attributes
    found = _row(element.name, attributes.get("role", ""), attributes.get("class", ""))
    if found is None:
        start = f"<{element.name} role={element.get('role')!r} class={element.get('class')!r}>"
        raise RenderingError(Diagnostic("element-not-in-vocabulary", {"element": start}, element.source))
    return found


def is_row(node: Node, *names: str) -> bool:
    """Whether the node is an element of one of these rows."""
    return isinstance(node, Element) and row(node).name in names


def numbered(children: Content) -> tuple[str, Content]:
    """The number that a heading or note begins with, and what follows it and its white space; "" when there is none."""
    number, rest = leading_number(children)
    after = _without_leading_space(rest)
    return (number, after) if number and after != rest else ("", _without_leading_space(children))


def leading_number(children: Content) -> tuple[str, Content]:
    """The number that the nodes begin with ("": none), and what follows it as it is."""
    nodes = _without_leading_space(children)
    if not nodes or not is_row(nodes[0], "number"):
        return "", nodes
    return squeezed(nodes[:1]), nodes[1:]


def _without_leading_space(nodes: Content) -> Content:
    if nodes and isinstance(nodes[0], str):
        text = nodes[0].lstrip(" \t\r\n")
        return (text, *nodes[1:]) if text else _without_leading_space(nodes[1:])
    return nodes


def squeezed(nodes: Iterable[Node]) -> str:
    """The text of the nodes with white space collapsed as HTML does (no-break spaces stay); bodies of notes are not in it."""
    return collapsed("".join(_texts(nodes))).strip(" ")


def collapsed(text: str) -> str:
    """The text with each run of white space as one space."""
    if text.isprintable() and "  " not in text:
        return text  # the most frequent case, told without a search
    return _WHITE.sub(" ", text)


_WHITE: Final = re.compile(r"[ \t\r\n\f]+")


def _texts(nodes: Iterable[Node]) -> Iterable[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif not is_row(node, "note", "note-call"):
            yield from _texts(node.children)
