"""Tables of annexes: a spreadsheet's sheets become the body of its annex, a section a sheet, a table a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bible_builder.errors import Findings
from bible_builder.model.bible import Annex, AnnexKind, Bible, Column, Sheet, TableRow
from bible_builder.model.tree import Content, Element, Node, rewrite

_HEADINGS = (("h2", "annex-heading"), ("h3", "annex-subheading"))


def lay_out(bible: Bible, findings: Findings) -> Bible:
    """The bible with a body for each annex of kind ``table``; its captions name the annex and the group. Reports nothing."""
    return replace(bible, annexes=tuple(_with_body(annex) for annex in bible.annexes))


def _with_body(annex: Annex) -> Annex:
    if annex.kind is not AnnexKind.TABLE:
        return annex
    if len(annex.sheets) == 1:
        return replace(annex, body=_turned(_tables(annex.sheets[0], annex.title, f"part-{annex.id}-s1", 0), annex))
    sections = []
    for place, sheet in enumerate(annex.sheets, start=1):
        anchor = f"part-{annex.id}-s{place}"
        tables = tuple(_tables(sheet, f"{annex.title}, {sheet.title}", anchor, 1))
        sections.append(_section(anchor, sheet.title, sheet, 0, tables))
    return replace(annex, body=_turned(sections, annex))


def _turned(content: Iterable[Node], annex: Annex) -> Content:
    """The content, its tables marked as landscape when the annex says so."""
    if not annex.landscape:
        return tuple(content)

    def change(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Element) and node.name == "table":
            return (node.with_attributes(data_orientation="landscape"),)
        return (node,)

    return rewrite(content, change)


def _tables(sheet: Sheet, title: str, anchor: str, level: int) -> Iterator[Element]:
    """One table; or a section for each group, groups in the file's order, rows of no group first and without a section."""
    groups: dict[str, list[TableRow]] = {}
    for row in sheet.rows:
        groups.setdefault(row.group, []).append(row)
    loose = groups.pop("", [])
    if loose or not groups:
        yield _table(sheet, loose, title)
    for place, (group, rows) in enumerate(groups.items(), start=1):
        table = _table(sheet, rows, f"{title}, {group}")
        yield _section(f"{anchor}g{place}", group, sheet, level, (table,))


def _section(anchor: str, title: str, sheet: Sheet, level: int, content: Content) -> Element:
    name, kind = _HEADINGS[level]
    heading = Element(name, {"class": kind}, (title,) if title else (), sheet.source)
    return Element("section", {"class": "annex-section", "id": anchor}, (heading, *content), sheet.source)


def _table(sheet: Sheet, rows: Sequence[TableRow], title: str) -> Element:
    caption = Element("caption", {}, (title,), sheet.source)
    heads = tuple(Element("th", {"scope": "col", **_numeric(c)}, (c.title,) if c.title else (), c.source) for c in sheet.columns)
    head = Element("thead", {}, (Element("tr", {}, heads, sheet.source),))
    body = Element("tbody", {}, tuple(_row(row, sheet.columns) for row in rows))
    return Element("table", {"class": "data"}, (caption, _columns(sheet.columns), head, body), sheet.source)


def _columns(columns: Sequence[Column]) -> Element:
    """Widths in percent; when every column has one they are brought to a sum of 100, since some may be withheld."""
    total = sum(column.width for column in columns)
    share = 100 / total if total and all(column.width for column in columns) else 1
    widths = ({"data-width": f"{column.width * share:.4g}"} if column.width else {} for column in columns)
    return Element("colgroup", {}, tuple(Element("col", width) for width in widths))


def _row(row: TableRow, columns: Sequence[Column]) -> Element:
    cells = (
        Element("td", _numeric(column), (text,) if text else (), row.source)
        for column, text in zip(columns, row.cells, strict=False)
    )
    return Element("tr", {}, tuple(cells), row.source)


def _numeric(column: Column) -> dict[str, str]:
    return {"class": "numeric"} if column.type.is_numeric else {}
