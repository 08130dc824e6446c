"""A Book as Typst markup: the same words with headings, paragraphs, lists, tables, notes, figures and links; no style of the
layout but page, fonts and size. A rival's text, to be timed: not a rendering."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bible_builder.model.book import Book, with_folios
from bible_builder.model.locators import PageMap
from bible_builder.model.tree import Element, Node

_PUNCTUATION: Final = re.compile(r"""([\\`*_{}\[\]()#+\-.!<>@$~/=:;"',|&^%?])""")
_BLOCKS: Final = frozenset({"p", "figcaption", "caption", "dt"})
_BOXES: Final = frozenset({"aside", "article", "blockquote"})
_MARKS: Final = {
    "em": "emph",
    "strong": "strong",
    "code": "text",
    "sup": "super",
    "sub": "sub",
    "dfn": "emph",
    "del": "strike",
    "ins": "underline",
}

_HEAD: Final = """\
#set document(title: "{title}")
#set page(width: {width}pt, height: {height}pt, numbering: "1",
  margin: (top: {top}pt, bottom: {bottom}pt, inside: {inner}pt, outside: {outer}pt))
#set text(font: "{base}", size: 10pt, lang: "{language}", hyphenate: true)
#set par(justify: true)
#show heading: set text(font: "{headings}")
#show figure: set block(breakable: true)
"""


def typst_markup(book: Book, page_map: PageMap) -> str:
    """The whole book; folios come from ``page_map``."""
    page, families = book.page, book.charter.families
    head = _HEAD.format(
        title=book.metadata.title, width=page.width.points, height=page.height.points, top=page.top.points,
        bottom=page.bottom.points, inner=page.inner.points, outer=page.outer.points, language=book.metadata.language,
        base=families["base"], headings=families["headings"],
    )  # fmt: skip
    units = [with_folios(unit.content, page_map) for unit in book.units]
    writer = _Writer(book, frozenset(_headings(node for unit in units for node in unit)))
    return head + "".join(f"#pagebreak(weak: true)\n{writer.blocks(unit)}\n" for unit in units)


def _headings(nodes: Iterable[Node]) -> list[str]:
    return [e.get("id") for n in nodes if isinstance(n, Element) for e in n.iter() if _is_heading(e) and e.get("id")]


def _is_heading(element: Element) -> bool:
    return re.fullmatch("h[1-6]", element.name) is not None


class _Writer:
    """Writes elements; ``targets`` are the ids that a link may name."""

    def __init__(self, book: Book, targets: frozenset[str]) -> None:
        self._book, self._targets = book, targets

    def blocks(self, nodes: Iterable[Node]) -> str:
        return "".join(self._node(node) for node in nodes)

    def _node(self, node: Node) -> str:
        if isinstance(node, str):
            return _PUNCTUATION.sub(r"\\\1", re.sub(r"[ \n\t]+", " ", node))
        if _is_heading(node):
            label = f" <{node.get('id')}>" if node.get("id") else ""
            return f"\n\n#heading(level: {node.name[1]})[{self.blocks(node.children)}]{label}\n\n"
        method = getattr(self, f"_{node.name}", None)
        if method is not None:
            return str(method(node))
        if node.name in _BLOCKS:
            return f"\n\n{self.blocks(node.children)}\n\n"
        if node.name in _BOXES:
            return f"\n\n#block(inset: (left: 8pt), stroke: (left: 2pt))[{self.blocks(node.children)}]\n\n"
        if node.name in _MARKS:
            return f"#{_MARKS[node.name]}[{self.blocks(node.children)}]"
        return self.blocks(node.children)

    def _br(self, _: Element) -> str:
        return "#linebreak()"

    def _img(self, element: Element) -> str:
        alternative = element.get("alt").replace("\\", "").replace('"', "")
        return f'#image("{self._book.image(element.get("src"))}", width: 80%, alt: "{alternative}")'

    def _a(self, element: Element) -> str:
        href, said = element.get("href"), self.blocks(element.children)
        if element.get("role") == "doc-noteref":
            return ""
        if href.removeprefix("#") in self._targets:
            return f"#link(<{href[1:]}>)[{said}]"
        return f'#link("{href}")[{said}]' if href.startswith("http") else said

    def _span(self, element: Element) -> str:
        said = self.blocks(element.children)
        return f"#footnote[{said}]" if element.get("role") == "doc-footnote" else said

    def _ul(self, element: Element) -> str:
        return f"\n\n#list({self._items(element, 'li')})\n\n"

    def _ol(self, element: Element) -> str:
        return f"\n\n#enum({self._items(element, 'li')})\n\n"

    def _items(self, element: Element, name: str) -> str:
        return ", ".join(f"[{self.blocks(child.children)}]" for child in element.elements if child.name == name)

    def _figure(self, element: Element) -> str:
        caption = [child for child in element.elements if child.name == "figcaption"]
        body = self.blocks(child for child in element.elements if child.name != "figcaption")
        words = f", caption: [{self.blocks(caption[0].children)}]" if caption else ""
        return f"\n\n#figure(kind: image, supplement: none, numbering: none{words})[{body}]\n\n"

    def _table(self, element: Element) -> str:
        captions = [part for part in element.elements if part.name == "caption"]
        heads = [row for part in element.elements if part.name == "thead" for row in part.elements]
        rows = [row for part in element.elements if part.name == "tbody" for row in part.elements]
        width = max(sum(int(cell.get("colspan") or 1) for cell in row.elements) for row in (*heads, *rows))
        cells = [f"table.header({', '.join(self._cells(heads))})"] if heads else []
        table = f"table(columns: ({'1fr, ' * width}), {', '.join((*cells, *self._cells(rows)))})"
        words = f", caption: [{self.blocks(captions[0].children)}]" if captions else ""
        return f"\n\n#figure(kind: table, supplement: none, numbering: none{words}, {table})\n\n"

    def _cells(self, rows: Iterable[Element]) -> list[str]:
        return [self._cell(cell) for row in rows for cell in row.elements]

    def _cell(self, cell: Element) -> str:
        spans = [f"{name}: {cell.get(name)}" for name in ("colspan", "rowspan") if cell.get(name) not in ("", "1")]
        return f"table.cell({', '.join(spans)})[{self.blocks(cell.children)}]" if spans else f"[{self.blocks(cell.children)}]"
