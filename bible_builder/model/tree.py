"""Text as a frozen tree of elements: what content is from the moment it is loaded until it is rendered.

An element has a name and attributes as in HTML, children (elements and text) and the place it comes from. Passes never change a
tree: they return a new one. The words of the tree are those of ``model.vocabulary``; before assembly a few more, the *source
elements* listed there, stand for what is still to be resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from operator import is_
from typing import Final
from xml.parsers import expat

from bible_builder.errors import Source

VOID: Final = frozenset({"br", "col", "img"})


@dataclass(frozen=True, slots=True)
class Element:
    """One element: HTML name, attributes in writing order, children, and its place in the référent's files."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Node, ...] = ()
    source: Source | None = None

    def get(self, name: str, default: str = "") -> str:
        """The attribute's value, else ``default``."""
        return self.attributes.get(name, default)

    @property
    def classes(self) -> tuple[str, ...]:
        """The words of ``class``."""
        return tuple(self.get("class").split())

    @property
    def elements(self) -> tuple[Element, ...]:
        """The children that are elements."""
        return tuple([child for child in self.children if isinstance(child, Element)])

    def with_children(self, children: Iterable[Node]) -> Element:
        """The same element around other children, itself around its own; neighbouring texts are joined, empty ones dropped."""
        new, own = joined(children), self.children
        if len(new) == len(own) and all(map(is_, new, own)):
            return self
        return Element(self.name, self.attributes, new, self.source)

    def with_attributes(self, **attributes: str | None) -> Element:
        """The same element with attributes set, or dropped when None; ``data_x`` is for ``data-x``, ``class_`` for ``class``."""
        merged = dict(self.attributes)
        for key, value in attributes.items():
            name = key.rstrip("_").replace("_", "-")
            merged.pop(name, None) if value is None else merged.__setitem__(name, value)
        return Element(self.name, merged, self.children, self.source)

    def iter(self) -> Iterator[Element]:
        """This element and every one below it, in document order."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending.extend([child for child in reversed(element.children) if isinstance(child, Element)])

    def text(self) -> str:
        """All text below, in document order."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


Node = Element | str
Content = tuple[Node, ...]


def joined(nodes: Iterable[Node]) -> Content:
    """The nodes with neighbouring texts joined and empty texts dropped."""
    result: list[Node] = []
    pending = ""
    for node in nodes:
        if isinstance(node, str):
            pending += node
            continue
        if pending:
            result.append(pending)
            pending = ""
        result.append(node)
    if pending:
        result.append(pending)
    return tuple(result)


def rewrite(nodes: Iterable[Node], change: Callable[[Node], Iterable[Node]]) -> Content:
    """The nodes after ``change`` was applied to each, children before parents.

    ``change`` gets a node whose children are already changed and returns what takes its place: nothing, itself, several.
    """
    result: list[Node] = []
    for node in nodes:
        result.extend(change(node.with_children(rewrite(node.children, change)) if isinstance(node, Element) else node))
    return joined(result)


def texts(nodes: Iterable[Node]) -> str:
    """All text of the nodes, in document order."""
    return "".join(node if isinstance(node, str) else node.text() for node in nodes)


def to_html(nodes: Iterable[Node] | Element) -> str:
    """Well-formed HTML, the same bytes for the same tree; each element with a place carries it as ``data-source``."""
    return "".join(_write((nodes,) if isinstance(nodes, Element) else nodes))


def _write(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield escape(node, quote=False)
            continue
        attributes = dict(node.attributes)
        if node.source is not None:
            attributes["data-source"] = str(node.source)
        written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        if node.name in VOID:
            yield f"<{node.name}{written}/>"
            continue
        yield f"<{node.name}{written}>"
        yield from _write(node.children)
        yield f"</{node.name}>"


class MarkupError(ValueError):
    """Text that is not well formed; ``line`` and ``column`` from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def from_html(text: str, entities: Mapping[str, str] | None = None) -> Content:
    """The tree that well-formed HTML writes: the inverse of ``to_html``, ``data-source`` becoming the place again.

    Raises MarkupError. Only the five XML entities and those in ``entities`` are known.
    """
    stack: list[tuple[str, dict[str, str], list[Node]]] = [("", {}, [])]
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        stack.append((name, attributes, []))

    def end(_name: str) -> None:
        name, attributes, children = stack.pop()
        place = attributes.pop("data-source", None)
        stack[-1][2].append(Element(name, attributes, joined(children), parse_source(place) if place else None))

    def characters(data: str) -> None:
        stack[-1][2].append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    for name, value in (entities or {}).items():
        text = text.replace(f"&{name};", value)
    try:
        parser.Parse(b"<root>" + text.encode() + b"</root>", True)
    except expat.ExpatError as error:
        raise MarkupError(expat.ErrorString(error.code), error.lineno, error.offset + 1) from None
    root = stack[0][2][0]
    return root.children if isinstance(root, Element) else ()


def parse_source(text: str) -> Source:
    """The place that ``file:line`` or ``file:line:column`` names; a file name may hold colons."""
    head, _, last = text.rpartition(":")
    before, _, middle = head.rpartition(":")
    if before and middle.isdigit() and last.isdigit():
        return Source(before, int(middle), int(last))
    return Source(head, int(last)) if head and last.isdigit() else Source(text)
