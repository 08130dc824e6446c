"""How assembly reads trees: blocks hold lines, a line is a run of phrasing whose text is read as one string.

A note's body and words of another language are lines of their own; code, pictures, numbers and folios are read as one character
(``OBJECT``), so that rules see that something stands there without seeing its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from bible_builder.errors import Source
from bible_builder.model.tree import Content, Element, Node, joined

OBJECT: Final = "\ufffc"
"""The character that stands for what is not text in a line (U+FFFC OBJECT REPLACEMENT CHARACTER)."""

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
LINES: Final = HEADINGS | {"p", "td", "th", "dt", "caption", "figcaption"}
BLOCKS: Final = frozenset(
    {"section", "aside", "blockquote", "ul", "ol", "li", "dl", "dd", "figure", "article", "div", "nav", "x-only"}
    | {"table", "colgroup", "col", "thead", "tbody", "tr"}
)

_OPAQUE: Final = frozenset({"code", "img", "br", "x-label"})
_OPAQUE_CLASSES: Final = frozenset({"number", "folio", "locators"})


class Context(NamedTuple):
    """What surrounds a node: the elements it stands in, outermost first, its language, the nearest place in the files.

    A tuple, as every element that a pass goes through has one.
    """

    language: str
    source: Source | None = None
    ancestors: tuple[Element, ...] = ()

    def within(self, element: Element) -> Context:
        """The context of the element's children."""
        return Context(element.get("lang") or self.language, element.source or self.source, (*self.ancestors, element))

    def inside(self, test: Callable[[Element], bool]) -> bool:
        """Whether one of the surrounding elements passes the test."""
        return any(test(element) for element in self.ancestors)


def is_note_call(element: Element) -> bool:
    """Whether it is the call of a note."""
    return element.get("role") == "doc-noteref"


def is_note(element: Element) -> bool:
    """Whether it is the body of a note."""
    return element.get("role") == "doc-footnote"


def is_phrasing(node: Node) -> bool:
    """Whether the node stands in a line, not between lines."""
    return isinstance(node, str) or (node.name not in BLOCKS and node.name not in LINES)


def is_nested(element: Element) -> bool:
    """Whether the element's text is a line of its own although it stands in one."""
    return is_note(element) or "lang" in element.attributes or not is_phrasing(element)


def is_object(element: Element) -> bool:
    """Whether the element counts as one character of the line it stands in."""
    if element.name in _OPAQUE or is_nested(element):
        return True
    return not _OPAQUE_CLASSES.isdisjoint(element.classes)


ElementChange = Callable[[Element, Context], Iterable[Node]]
LineChange = Callable[[Content, Context], Iterable[Node]]


def map_elements(nodes: Iterable[Node], change: ElementChange, context: Context) -> Content:
    """The nodes with each element replaced by what ``change`` returns for it, its children already changed, in document order."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            result.append(node)
            continue
        inner = map_elements(node.children, change, context.within(node)) if node.elements else node.children
        result.extend(change(node.with_children(inner), context))
    return joined(result)


def map_lines(nodes: Sequence[Node], change: LineChange, context: Context) -> Content:
    """The nodes with each line replaced by what ``change`` returns for it, in document order; a line comes before its notes."""
    result: list[Node] = []
    for phrasing, group in groupby(nodes, is_phrasing):
        members = tuple(group)
        if phrasing and not all(isinstance(node, str) and not node.strip() for node in members):
            result.extend(_map_nested(tuple(change(members, context)), change, context))
        else:
            result.extend(_map_within(node, change, context) for node in members)
    return joined(result)


def _map_within(node: Node, change: LineChange, context: Context) -> Node:
    return node if isinstance(node, str) else node.with_children(map_lines(node.children, change, context.within(node)))


def _map_nested(nodes: Content, change: LineChange, context: Context) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str) or not node.children:
            yield node
        elif is_nested(node):
            yield _map_within(node, change, context)
        else:
            yield node.with_children(_map_nested(node.children, change, context.within(node)))


def plain(nodes: Iterable[Node]) -> str:
    """The text without notes and their calls, spaces at the ends taken off: what a heading says."""
    return "".join(_plain(nodes)).strip()


def _plain(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif not is_note(node) and not is_note_call(node):
            yield from _plain(node.children)
