"""Lists typed by hand, a sign or a number at the start of each paragraph, become lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from bible_builder.importing.mending_text import lines_of, paragraph, plain, with_breaks, without_start
from bible_builder.model.tree import Content, Element, Node, texts

_SIGNS: Final = "•·∙●○◦▪▫■□►▸➢➤→✓✔❖*\uf0b7\uf0a7\uf0d8\uf0fc"
_MARKERS: Final = (
    ("sign", re.compile(rf"\s*[{re.escape(_SIGNS)}]\s*(?=\S)")),
    ("dash", re.compile(r"\s*[-–‐‑−]\s+(?=\S)")),
    ("circle", re.compile(r"\s*[o§]\s+(?=\S)")),
    ("number", re.compile(r"\s*\(?(\d{1,2})\s?(?:[.)]|[°º/])[\s-]+(?=\S)")),
    ("letter", re.compile(r"\s*\(?([a-z])\s?[.)]\s+(?=\S)")),
    ("capital", re.compile(r"\s*\(?([A-H])\s?[.)]\s+(?=\S)")),
)
"""Kinds of typed marks. A dash as long as – may open a list; one as long as — opens what somebody says, and is left."""

_ORDERED: Final = frozenset({"number", "letter", "capital"})
_ALONE: Final = frozenset({"sign"})
"""Kinds that make a list even when there is one of them."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The blocks with lists, and the first words of each list that was made."""

    blocks: Content
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A line with its typed mark taken off: the kind of mark, its number from 1 (0 without order), and the words."""

    kind: str
    number: int
    content: Content


@dataclass(slots=True)
class _List:
    kind: str
    start: int
    items: list[list[Node]] = field(default_factory=list)


def item_of(nodes: Content) -> Item | None:
    """The item that a line is, or None for a line without a mark."""
    text = texts(nodes)
    for kind, pattern in _MARKERS:
        found = pattern.match(text)
        if found:
            return Item(kind, _number(kind, found), without_start(nodes, found.end()))
    return None


def _number(kind: str, found: re.Match[str]) -> int:
    if kind not in _ORDERED:
        return 0
    return int(found[1]) if kind == "number" else ord(found[1].lower()) - ord("a") + 1


def lists_mended(blocks: Content) -> Lists:
    """Paragraphs that follow each other with typed marks as lists, one kind of mark within another as a list within.

    A run of one is left alone unless its mark is a bullet; a run of numbers must count: 1, 2, 3. Quotations are gone into.
    """
    made: list[str] = []
    result: list[Node] = []
    run: list[Item] = []
    for block in (piece for node in blocks for piece in _split(node)):
        item = item_of(block.children) if isinstance(block, Element) and block.name == "p" else None
        if item is not None and item.content:
            run.append(item)
            continue
        result.extend(_made(run, made))
        run = []
        result.append(_within(block, made))
    result.extend(_made(run, made))
    return Lists(_continued(result), tuple(made))


def _continued(blocks: Sequence[Node]) -> Content:
    """Lists without order that follow each other are one, and so is a list in order with the one that counts on."""
    result: list[Node] = []
    for block in blocks:
        last = result[-1] if result else None
        if isinstance(last, Element) and isinstance(block, Element) and _goes_on(last, block):
            result[-1] = last.with_children((*last.children, *block.children))
        else:
            result.append(block)
    return tuple(result)


def _goes_on(last: Element, block: Element) -> bool:
    if last.name != block.name or last.name not in {"ul", "ol"} or last.classes or block.classes:
        return False
    first, begins = last.get("start", "1"), block.get("start", "1")
    return block.name == "ul" or (first.isdecimal() and begins == str(int(first) + len(last.elements)))


def _within(block: Node, made: list[str]) -> Node:
    if isinstance(block, Element) and block.name in {"blockquote", "aside", "x-only"}:
        inner = lists_mended(block.children)
        made.extend(inner.made)
        return block.with_children(inner.blocks)
    if isinstance(block, Element) and block.name in {"ul", "ol"}:
        return block.with_children(_without_typed(item) for item in block.elements)
    return block


def _without_typed(item: Element) -> Element:
    """An item of a true list without a bullet that was typed as well."""
    first = item.children[0] if item.children else None
    content = first.children if isinstance(first, Element) and first.name == "p" else item.children
    found = item_of(content)
    if found is None or found.kind != "sign":
        return item
    if isinstance(first, Element) and first.name == "p":
        return item.with_children((first.with_children(found.content), *item.children[1:]))
    return item.with_children(found.content)


def _split(node: Node) -> Iterator[Node]:
    """A paragraph whose lines bear marks as a paragraph a line; what stands before the first mark stays one paragraph."""
    if not isinstance(node, Element) or node.name != "p":
        yield node
        return
    lines = lines_of(node.children)
    first = next((n for n, line in enumerate(lines) if item_of(line) is not None), len(lines))
    if len(lines) < 2 or sum(1 for line in lines[first:] if item_of(line) is not None) < 2:
        yield node
        return
    if first:
        yield node.with_children(with_breaks(lines[:first]))
    items: list[list[Content]] = []
    for line in lines[first:]:
        if item_of(line) is not None or not items:
            items.append([])
        items[-1].append(line)
    yield from (paragraph(with_breaks(found), node) for found in items)


def _made(run: Sequence[Item], made: list[str]) -> Iterator[Node]:
    """The lists of a run of items; what is no list goes back to being paragraphs."""
    if not run:
        return
    if not _is_list(run):
        yield from (_as_typed(item) for item in run)
        return
    made.append(plain(run[0].content))
    stack = [_List(run[0].kind, run[0].number)]
    for item in run:
        kinds = [opened.kind for opened in stack]
        if item.kind in kinds:
            while stack[-1].kind != item.kind:
                _close(stack)
        else:
            stack.append(_List(item.kind, item.number))
        stack[-1].items.append([paragraph(item.content)])
    while len(stack) > 1:
        _close(stack)
    yield _written(stack[0])


def _is_list(run: Sequence[Item]) -> bool:
    if len(run) == 1:
        return run[0].kind in _ALONE
    outer = [item.number for item in run if item.kind == run[0].kind]
    if run[0].kind in _ORDERED:
        return outer == list(range(outer[0], outer[0] + len(outer))) and (len(outer) > 1 or outer[0] == 1)
    return True


def _as_typed(item: Item) -> Element:
    sign = {"number": f"{item.number}. ", "letter": f"{chr(96 + item.number)}) ", "capital": f"{chr(64 + item.number)}. "}
    return paragraph((sign.get(item.kind, "– "), *item.content))


def _close(stack: list[_List]) -> None:
    closed = stack.pop()
    stack[-1].items[-1].append(_written(closed))


def _written(found: _List) -> Element:
    attributes = {"start": str(found.start)} if found.kind in _ORDERED and found.start != 1 else {}
    items = tuple(Element("li", {}, tuple(item)) for item in found.items)
    return Element("ol" if found.kind in _ORDERED else "ul", attributes, items)
