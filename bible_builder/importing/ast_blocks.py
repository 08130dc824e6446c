"""Pandoc's blocks become blocks of our vocabulary, flat as a section file has them: headings are ``x-heading`` with a level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bible_builder.importing.ast_phrasing import Phrasing, pictures_of, stripped, without_pictures
from bible_builder.importing.ast_tables import line_of, read_table
from bible_builder.importing.pandoc import Json
from bible_builder.model.tree import Element

Blocks = tuple[Element, ...]

_LEVELED: Final = re.compile(r"list (?:bullet|number|continue|paragraph)? ?([2-5])", re.IGNORECASE)
_TITLES: Final = {"title": "1"}
_DROPPED: Final = re.compile(r"(?:toc|index|table of figures)(?: (?:\d|heading))?", re.IGNORECASE)
"""Styles of what Word makes itself: contents and index."""

_QUOTING: Final = frozenset({"quote", "intense quote", "block text", "quotations", "block quote"})
_CAPTION: Final = "caption"


class Reader:
    """Reads the blocks of one document."""

    def __init__(self) -> None:
        self.phrasing = Phrasing()

    def flow(self, blocks: Sequence[Json], style: str = "") -> Blocks:
        """The blocks; ``style`` is that of the ``Div`` around them. Pictures stand in ``figure`` of their own."""
        found: list[Element] = []
        for block in blocks:
            for made in self._block(block, style):
                _add(found, made, block["t"] == "BlockQuote" and style.lower() not in _QUOTING)
        return tuple(found)

    def _block(self, block: Json, style: str) -> Iterator[Element]:
        kind, inner = block["t"], block.get("c")
        handle = getattr(self, f"_{kind.lower()}", None)
        if handle is not None and not _DROPPED.fullmatch(style):
            yield from handle(inner, style)

    def _para(self, inner: Json, style: str) -> Iterator[Element]:
        words = self.phrasing.read(inner)
        level = _TITLES.get(style.lower())
        line = without_pictures(words)
        if line:
            yield Element("x-heading", {"level": level}, line) if level else Element("p", {}, line)
        for picture in pictures_of(words):
            yield Element("figure", {}, (Element("img", picture.attributes),))

    _plain = _para

    def _header(self, inner: Json, _style: str) -> Iterator[Element]:
        level, _, inlines = inner
        words = self.phrasing.read(inlines)
        line = without_pictures(words)
        if line:
            yield Element("x-heading", {"level": str(level)}, line)
        for picture in pictures_of(words):
            yield Element("figure", {}, (Element("img", picture.attributes),))

    def _codeblock(self, inner: Json, _style: str) -> Iterator[Element]:
        for line in str(inner[1]).splitlines():
            if line.strip():
                yield Element("p", {}, (Element("code", {}, (line.strip(),)),))

    def _lineblock(self, inner: Json, _style: str) -> Iterator[Element]:
        lines = [stripped(self.phrasing.read(line)) for line in inner]
        words = [node for place, line in enumerate(lines) for node in ((Element("br"), *line) if place else line)]
        if words:
            yield Element("p", {}, stripped(tuple(words)))

    def _blockquote(self, inner: Json, style: str) -> Iterator[Element]:
        """A quotation when its style says so; a paragraph that is only set further in is a paragraph."""
        content = self.flow(inner)
        if style.lower() in _QUOTING and content:
            yield Element("blockquote", {}, content)
        else:
            yield from content

    def _bulletlist(self, inner: Json, _style: str) -> Iterator[Element]:
        yield from self._list("ul", {}, inner)

    def _orderedlist(self, inner: Json, _style: str) -> Iterator[Element]:
        start = int(inner[0][0])
        yield from self._list("ol", {"start": str(start)} if start != 1 else {}, inner[1])

    def _list(self, name: str, attributes: dict[str, str], items: Sequence[Json]) -> Iterator[Element]:
        content = [flow for item in items if (flow := self.flow(item))]
        if content:
            level = {"data-level": found} if (found := _level(items)) else {}
            yield Element(name, {**attributes, **level}, tuple(Element("li", {}, flow) for flow in content))

    def _definitionlist(self, inner: Json, _style: str) -> Iterator[Element]:
        items: list[Element] = []
        for term, definitions in inner:
            items.append(Element("dt", {}, stripped(self.phrasing.read(term))))
            items.extend(Element("dd", {}, flow) for blocks in definitions if (flow := self.flow(blocks)))
        yield Element("dl", {}, tuple(items))

    def _div(self, inner: Json, style: str) -> Iterator[Element]:
        (_, classes, attributes), blocks = inner
        own = dict(attributes).get("custom-style", "")
        if not any(name.startswith("comment") for name in classes):
            yield from self.flow(blocks, own or style)

    def _table(self, inner: Json, _style: str) -> Iterator[Element]:
        yield read_table(inner, self.flow)

    def _figure(self, inner: Json, _style: str) -> Iterator[Element]:
        """Its pictures, the last with the caption; whatever else stands in it comes after."""
        _, (_, caption), blocks = inner
        content = self.flow(blocks)
        figures = [block for block in content if block.name == "figure"]
        words = without_pictures(line_of(self.flow(caption)))
        if words and figures:
            last = figures[-1]
            figures[-1] = last.with_children((*last.children, Element("figcaption", {}, words)))
        yield from figures
        if words and not figures:
            yield Element("p", {}, words)
        yield from (block for block in content if block.name != "figure")


def _level(items: Sequence[Json]) -> str:
    """How deep the style of the first item puts it: ``List Bullet 2`` is of level 2; "" when it says nothing."""
    first: Json = items[0][0] if items and items[0] else None
    if first is None or first["t"] != "Div":
        return ""
    found = _LEVELED.match(dict(first["c"][0][2]).get("custom-style", ""))
    return found[1] if found else ""


def _add(found: list[Element], block: Element, is_indented: bool) -> None:
    """Add a block: a list that its style puts deeper goes into the last item before it, and so does an indented paragraph."""
    level = block.get("data-level")
    block = block.with_attributes(data_level=None) if level else block
    before = found[-1] if found else None
    if before is None or before.name not in {"ul", "ol"} or not (is_indented or level):
        found.append(block)
        return
    if not is_indented and before.name == block.name and int(level) <= 1:
        found.append(block)
        return
    found[-1] = _inside_last(before, block, int(level or 2) - 1)


def _inside_last(outer: Element, block: Element, depth: int) -> Element:
    """The list with a block put at the end of its last item, ``depth`` lists down where there are as many."""
    *items, last = outer.elements
    inner = last.elements[-1] if last.elements else None
    if inner is not None and inner.name in {"ul", "ol"} and depth > 1:
        last = last.with_children((*last.elements[:-1], _inside_last(inner, block, depth - 1)))
    elif inner is not None and inner.name == block.name and block.name in {"ul", "ol"}:
        last = last.with_children((*last.elements[:-1], inner.with_children((*inner.elements, *block.elements))))
    else:
        last = last.with_children((*last.elements, block))
    return outer.with_children((*items, last))
