"""Writes the structure tree of a finished document: structure elements, parent tree, ids, and the annotations of its links.

ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1), 7.18 for links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from bible_builder.rendering.pdf.nodes import Area, Mark, Node

ROLES: Final = {"Em": "Span", "Strong": "Span"}
"""Types of PDF 2.0 that the vocabulary uses, and what they are to readers of PDF 1.7."""

_PRINTED: Final = 4
"""Annotation flag: it belongs to the page when that is printed (ISO 32000-1, table 165); PDF/A wants it."""

Action = Callable[[Area], Object | None]
"""What a link's annotation does, or None when its target is nowhere."""


def write_tags(pdf: Pdf, nodes: Iterable[Node], action: Action) -> None:
    """Give ``pdf`` a structure tree with one Document that holds ``nodes``; their pages are the document's.

    Each link's area becomes an annotation that does what ``action`` says.
    """
    _Writer(pdf, action).write(nodes)


class _Writer:
    """Makes objects for nodes; keeps what the parent tree and the tree of ids need."""

    def __init__(self, pdf: Pdf, action: Action) -> None:
        self._pdf, self._action = pdf, action
        self._pages = [page.obj for page in pdf.pages]
        self._of_page = [Array() for _ in self._pages]
        self._of_annotation: list[Object] = []
        self._ids: dict[bytes, Object] = {}
        self._names: dict[str, Name] = {}

    def write(self, nodes: Iterable[Node]) -> None:
        """Write the whole tree and hang it into the document."""
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self._pdf.make_indirect(Dictionary(S=Name.Document, P=root))
        document.K = Array([self._element(node, document) for node in nodes])  # one unit's nodes at a time
        root.K = Array([document])
        root.RoleMap = Dictionary({f"/{name}": Name(f"/{standard}") for name, standard in ROLES.items()})
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=self._numbers()))
        root.ParentTreeNextKey = len(self._pages) + len(self._of_annotation)
        if self._ids:
            root.IDTree = self._pdf.make_indirect(_tree_of(self._ids))
        self._pdf.Root.StructTreeRoot = root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, node: Node, parent: Object) -> Object:
        element = self._pdf.make_indirect(Dictionary(S=self._name(node.type), P=parent))
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element.Pg = self._pages[page]
        kids = [made for kid in node.kids if (made := self._kid(kid, element, page)) is not None]
        element.K = kids[0] if len(kids) == 1 else Array(kids)
        self._say(element, node)
        return element

    def _kid(self, kid: Node | Mark | Area, element: Object, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element)
        if isinstance(kid, Area):
            return self._reference(kid, element)
        owners = self._of_page[kid.page]
        while len(owners) <= kid.mcid:
            owners.append(None)
        owners[kid.mcid] = element
        if kid.page == page:
            return kid.mcid
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.mcid)

    def _name(self, name: str) -> Name:
        """The name as one object for the whole tree: there are as many of them as elements."""
        return self._names.setdefault(name, Name(f"/{name}"))

    def _reference(self, area: Area, element: Object) -> Object | None:
        """A link's annotation on its page, and the reference to it."""
        action = self._action(area)
        if action is None:
            return None
        page = self._pages[area.page]
        annotation = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(value, 3) for value in area.rectangle]),
                Border=Array([0, 0, 0]),
                F=_PRINTED,
                Contents=String(area.text),
                StructParent=len(self._pages) + len(self._of_annotation),
                A=action,
            )
        )
        self._of_annotation.append(element)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)

    def _say(self, element: Object, node: Node) -> None:
        said = {"/Lang": node.language, "/Alt": node.alternate, "/E": node.expansion, "/ActualText": node.actual}
        for key, value in said.items():
            if value:
                element[key] = String(value)
        if node.id:
            element.ID = String(node.id)
            self._ids[bytes(element.ID)] = element
        attributes = _attributes(node)
        if attributes:
            element.A = attributes[0] if len(attributes) == 1 else Array(attributes)

    def _numbers(self) -> Array:
        """The parent tree: for each page the elements of its marked content, then for each annotation its element."""
        numbers: list[Any] = []
        for number, (page, owners) in enumerate(zip(self._pages, self._of_page, strict=True)):
            page.Tabs = Name.S
            if len(owners):
                page.StructParents = number
                numbers += [number, self._pdf.make_indirect(owners)]
        for number, element in enumerate(self._of_annotation, start=len(self._pages)):
            numbers += [number, element]
        return Array(numbers)


def _attributes(node: Node) -> list[Dictionary]:
    """The attribute objects of a node, by owner (ISO 32000-1, 14.8.5)."""
    table: dict[str, Any] = {}
    if node.scope:
        table["/Scope"] = Name(f"/{node.scope}")
    if node.column_span > 1:
        table["/ColSpan"] = node.column_span
    if node.row_span > 1:
        table["/RowSpan"] = node.row_span
    if node.headers:
        table["/Headers"] = Array([String(head) for head in node.headers])
    found = [Dictionary({"/O": Name.Table, **table})] if table else []
    if node.numbering:
        found.append(Dictionary(O=Name.List, ListNumbering=Name(f"/{node.numbering}")))
    if node.box is not None:
        box = Array([round(value, 3) for value in node.box])
        found.append(Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block))
    return found


def _tree_of(named: dict[bytes, Object]) -> Dictionary:
    """A name tree of one node, in order of bytes (ISO 32000-1, 7.9.6)."""
    return Dictionary(Names=Array([item for name in sorted(named) for item in (String(name), named[name])]))
