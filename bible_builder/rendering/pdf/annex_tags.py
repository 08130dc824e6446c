"""The structure of a tagged annex PDF as nodes of ours: standard types, our ids, headings below the annex's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Pdf

from bible_builder.rendering.pdf.laid import Rectangle, rectangle
from bible_builder.rendering.pdf.nodes import Area, Mark, Node
from bible_builder.rendering.pdf.placing import Placement

_STANDARD: Final = frozenset({
    "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot",
    "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Figure", "Formula",
})  # fmt: skip
"""Types that mean the same in our tree (ISO 32000-1, 14.8.4); ruby and the like are kept as spans."""

_CHANGED: Final = {"Document": "Sect", "Private": "NonStruct", "Form": "Span", "Annot": "Span"}
_DEEPEST: Final = 60
_MOST: Final = 50_000
_LAST_LEVEL: Final = 6


class StrangeTreeError(Exception):
    """The file's structure is not one that can be taken over."""


class ForeignTree:
    """Reads the tree of one file; ``used`` then has, for each page, the numbers of the marked content that belongs to it."""

    def __init__(
        self, source: Pdf, name: str, description: str, placements: Sequence[Placement], areas: Mapping[tuple[int, int], Area]
    ) -> None:
        self.used: list[set[int]] = [set() for _ in placements]
        self._source, self._name, self._description = source, name, description
        self._placements, self._areas = placements, areas
        self._pages = {page.obj.objgen: number for number, page in enumerate(source.pages)}
        self._seen: set[tuple[int, int]] = set()
        self._linked: set[tuple[int, int]] = set()
        self._level = 1  # the annex's own title stands above
        self._root: Any = source.Root.get("/StructTreeRoot")

    def nodes(self) -> tuple[Node, ...]:
        """The file's structure elements, and its links that stand in none. Nothing for a file that is not tagged.

        Raises StrangeTreeError.
        """
        marked = self._source.Root.get("/MarkInfo", Dictionary()).get("/Marked", False)
        if self._root is None or not marked:
            return ()
        found = tuple(kid for kid in self._kids(self._root, None, 0) if isinstance(kid, Node))
        if not any(self.used):
            return ()
        loose = [area for key, area in self._areas.items() if key not in self._linked]
        return (*found, *(Node("Link", (area,)) for area in loose))

    def _kids(self, element: Any, page: int | None, depth: int) -> Iterator[Node | Mark | Area]:
        kids = element.get("/K")
        for kid in kids if isinstance(kids, Array) else [] if kids is None else [kids]:
            made = self._kid(kid, page, depth)
            if made is not None:
                yield made

    def _kid(self, kid: Any, page: int | None, depth: int) -> Node | Mark | Area | None:
        if isinstance(kid, int):
            return self._mark(page, kid)
        if not isinstance(kid, Dictionary):
            return None
        kind = kid.get("/Type")
        if kind == Name.MCR:
            if "/Stm" in kid:
                raise StrangeTreeError  # marks inside a form: those were taken out
            return self._mark(self._page(kid, page), int(kid.MCID))
        if kind == Name.OBJR:
            return self._area(kid)
        return self._element(kid, page, depth + 1)

    def _page(self, holder: Any, inherited: int | None) -> int | None:
        page = holder.get("/Pg")
        return inherited if page is None else self._pages.get(page.objgen)

    def _mark(self, page: int | None, mcid: int) -> Mark | None:
        if page is None or mcid < 0:
            return None
        if mcid in self.used[page]:
            raise StrangeTreeError
        self.used[page].add(mcid)
        return Mark(page, mcid)

    def _area(self, reference: Any) -> Area | None:
        annotation = reference.get("/Obj")
        key = annotation.objgen if isinstance(annotation, Dictionary) else (0, 0)
        if key not in self._areas or key in self._linked:
            return None
        self._linked.add(key)
        return self._areas[key]

    def _element(self, element: Any, page: int | None, depth: int) -> Node:
        if depth > _DEEPEST or len(self._seen) > _MOST or element.objgen in self._seen:
            raise StrangeTreeError
        if element.is_indirect:
            self._seen.add(element.objgen)
        kind = self._kind(element)
        page = self._page(element, page)
        attributes = self._attributes(element)
        node = Node(
            kind,
            id=self._id(element.get("/ID"), kind),
            language=_text(element, "/Lang"),
            alternate=_text(element, "/Alt"),
            expansion=_text(element, "/E"),
            actual=_text(element, "/ActualText"),
            scope=str(attributes.get("/Scope", Name("/Column" if kind == "TH" else "/"))).lstrip("/"),
            column_span=int(attributes.get("/ColSpan", 1)),
            row_span=int(attributes.get("/RowSpan", 1)),
            headers=tuple(self._id(head, "") for head in attributes.get("/Headers", ())),
            numbering=str(attributes.get("/ListNumbering", Name("/None"))).lstrip("/") if kind == "L" else "",
            box=self._box(attributes, page),
        )
        return self._mended(replace(node, kids=tuple(self._kids(element, page, depth))))

    def _kind(self, element: Any) -> str:
        """The standard type of an element, by the file's role map; headings are set below what stands above them."""
        roles = self._root.get("/RoleMap", Dictionary())
        kind = str(element.get("/S", Name("/NonStruct")))
        for _ in range(10):
            if kind.lstrip("/") in _STANDARD or kind not in roles:
                break
            kind = str(roles[kind])
        kind = _CHANGED.get(kind.lstrip("/"), kind.lstrip("/"))
        if kind == "H" or (kind[0] == "H" and kind[1:].isdigit()):
            wanted = int(kind[1:]) + 1 if kind[1:] else self._level
            self._level = max(2, min(wanted, self._level + 1, _LAST_LEVEL))
            return f"H{self._level}"
        return kind if kind in _STANDARD else "Span"

    def _attributes(self, element: Any) -> dict[str, Any]:
        """The attributes of an element, by key; those of its classes first."""
        classes = self._root.get("/ClassMap", Dictionary())
        held = [classes.get(str(name)) for name in _listed(element.get("/C")) if isinstance(name, Name)]
        held += _listed(element.get("/A"))
        found: dict[str, Any] = {}
        for owned in held:
            for attributes in _listed(owned):
                if isinstance(attributes, Dictionary):
                    found.update(attributes.items())
        return found

    def _id(self, value: Any, kind: str) -> str:
        """An id that no other file has; a note has one in any case."""
        if value is not None:
            return f"{self._name}/{value}"
        return f"{self._name}/note-{len(self._seen)}" if kind == "Note" else ""

    def _box(self, attributes: Mapping[str, Any], page: int | None) -> Rectangle | None:
        box = attributes.get("/BBox")
        if page is None or not isinstance(box, Array) or len(box) != 4:
            return None
        return self._placements[page].moved(rectangle([float(value) for value in box]))

    def _mended(self, node: Node) -> Node:
        """The node with what PDF/UA-1 asks and the file may lack: a text in place of a figure; a link only where there is one."""
        if node.type in {"Figure", "Formula"} and not node.alternate and not node.actual:
            return replace(node, alternate=self._description)
        if node.type == "Link" and not any(isinstance(kid, Area) for kid in node.kids):
            return replace(node, type="Span")
        return node


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else [] if value is None else [value]


def _text(element: Any, key: str) -> str:
    value = element.get(key)
    return str(value) if value is not None else ""
