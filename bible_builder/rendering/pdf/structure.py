"""The structure of a unit: one structure element for each element of the source, whatever the number of pages it stands on.

Types are those of the vocabulary's PDF column. Two things are between them because PDF wants them there: the ``LBody`` of a list
item and the ``LI`` around a defined word and its definitions (ISO 32000-1, 14.8.4.3.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bible_builder.model.tree import Element, texts
from bible_builder.model.vocabulary import Row, row_of
from bible_builder.rendering.pdf.laid import Kind, Laid, LinkArea, Run
from bible_builder.rendering.pdf.nodes import Area, Mark, Node
from bible_builder.rendering.pdf.tables import headers
from bible_builder.rendering.pdf.units import Sheet

_KEPT_EMPTY: Final = frozenset({"TR", "TH", "TD"})
"""Types that stand even without words: a table has all its cells."""

_ORDERED: Final = frozenset({"numbered-list", "procedure"})
_BULLETS: Final = frozenset({"bullet-list"})

Placed = tuple[int, Node | Mark | Area]
"""A kid with its place in the reading order."""


def structure(sheet: Sheet, laid: Laid, start: int = 0) -> tuple[Node, ...]:
    """The structure elements of the unit's parts; ``start`` is its first page in the document, from 0."""
    builder = _Builder(sheet, laid, start)
    return tuple(placed[1] for element in sheet.content if (placed := builder.node(element)) is not None)


class _Builder:
    """Walks the source once, in document order: the order in which the elements were numbered."""

    def __init__(self, sheet: Sheet, laid: Laid, start: int) -> None:
        self._unit, self._start = sheet.unit.id, start
        self._next = 0
        self._laid = laid
        self._runs: dict[int, list[Run]] = {}
        self._areas: dict[int, list[LinkArea]] = {}
        for run in laid.runs:
            self._runs.setdefault(run.n, []).append(run)
        for area in laid.links:
            self._areas.setdefault(area.n, []).append(area)

    def node(self, element: Element) -> tuple[int, Node] | None:
        """The element's node and its place in the reading order, or None when it has no words and needs none."""
        row = row_of(element)
        kind = row.pdf if row else "Span"
        n, self._next = self._next, self._next + 1
        own, markers = self._own(n)
        below = list(self._below(element))
        if not own and not below and not markers and kind not in _KEPT_EMPTY:
            return None
        kids = _in_order(own, below) if own else [kid for _, kid in below]
        place = self._laid.calls.get(n) if kind == "Note" else None
        if place is None:
            place = min((order for order, _ in (*own, *below, *markers)), default=-1)
        node = self._dressed(element, row, kind, n, tuple(_framed(kind, kids, markers)))
        return place, node

    def _own(self, n: int) -> tuple[list[Placed], list[Placed]]:
        """What the element says itself, and its list marker."""
        own: list[Placed] = []
        markers: list[Placed] = []
        for run in self._runs.get(n, ()):
            (markers if run.kind is Kind.MARKER else own).append((run.order, Mark(self._start + run.page, run.mcid)))
        return own, markers

    def _below(self, element: Element) -> Iterator[tuple[int, Node]]:
        """The children's nodes in source order; the words and definitions of a list in items."""
        children = [placed for child in element.elements if (placed := self.node(child)) is not None]
        if element.name != "dl":
            yield from children
            return
        for item in _items(children):
            yield item[0][0], Node("LI", tuple(node for _, node in item))

    def _dressed(self, element: Element, row: Row | None, kind: str, n: int, kids: tuple[Node | Mark | Area, ...]) -> Node:
        """The node with what its type has to say."""
        cell = kind in {"TH", "TD"}
        node = Node(
            kind,
            kids,
            id=element.get("id") if kind == "Note" else "",
            language=element.get("lang"),
            alternate=element.get("alt") if kind == "Figure" else "",
            expansion=element.get("title") if element.name == "abbr" else "",
            scope={"col": "Column", "row": "Row"}.get(element.get("scope"), "") if kind == "TH" else "",
            column_span=_span(element, "colspan") if cell else 1,
            row_span=_span(element, "rowspan") if cell else 1,
            numbering=_numbering(row) if kind == "L" else "",
            box=self._laid.pictures.get(n) if kind == "Figure" else None,
        )
        if kind == "Link":
            return self._linked(node, element, n)
        return headers(node, f"{self._unit}-{n}") if kind == "Table" else node

    def _linked(self, node: Node, element: Element, n: int) -> Node:
        text = " ".join(texts((element,)).split())
        areas = [Area(self._start + area.page, area.rectangle, element.get("href"), text) for area in self._areas.get(n, ())]
        return Node("Link", (*node.kids, *areas), language=node.language)


def _in_order(own: Iterable[Placed], below: Iterable[Placed]) -> list[Node | Mark | Area]:
    return [kid for _, kid in sorted((*own, *below), key=lambda placed: placed[0])]


def _framed(kind: str, kids: Sequence[Node | Mark | Area], markers: Sequence[Placed]) -> Iterator[Node | Mark | Area]:
    """The kids of an element; those of a list item stand in its body, beside its marker."""
    if kind != "LI":
        yield from kids
        return
    if markers:
        yield Node("Lbl", tuple(kid for _, kid in markers))
    yield Node("LBody", tuple(kids))


def _items(children: Sequence[tuple[int, Node]]) -> list[list[tuple[int, Node]]]:
    """Words with what is said of them: a new item begins at each word that follows a definition."""
    items: list[list[tuple[int, Node]]] = []
    for child in children:
        begins = child[1].type == "Lbl" and (not items or items[-1][-1][1].type != "Lbl")
        if begins or not items:
            items.append([])
        items[-1].append(child)
    return items


def _numbering(row: Row | None) -> str:
    if row is None:
        return "None"
    return "Decimal" if row.name in _ORDERED else "Disc" if row.name in _BULLETS else "None"


def _span(element: Element, name: str) -> int:
    value = element.get(name)
    return int(value) if value.isdigit() else 1
