"""A section's tree as the Markdown of a section file: what loading reads from it is the same tree again.

One blank line stands between blocks, nothing is wrapped, tables are not padded: so a changed word changes a line.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.importing.markdown_directives import TITLED, Directives
from bible_builder.importing.markdown_escapes import at_line_start
from bible_builder.importing.markdown_phrasing import LineWriter, Notes
from bible_builder.model.languages import CLASSES, Language
from bible_builder.model.tree import Content, Element, Node

Lines = list[str]
LEVELS: Final = {"section-title": {"h3": 2, "h4": 3}, "annex-heading": {"h2": 2}, "annex-subheading": {"h3": 3}}
"""Class and element of a heading → its number signs."""

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OWN_ID: Final = "block-"
_TRAILING_SIGNS: Final = re.compile(r"(?<!\\)#(?=#*$)")


def markdown(body: Content, language: Language, folder: str = "") -> str:
    """The Markdown of a section's body, with its notes at the end; "" for an empty one.

    ``folder`` is that of the file, relative to the bible's root as pictures are.
    """
    page = PageWriter(language, folder, Notes())
    lines = page.blocks(flat(body))
    notes = [f"[^{label}]: {at_line_start(text)}" for label, text in page.notes.definitions.items()]
    return "\n".join([*lines, *(("", *notes) if lines and notes else notes), ""]) if lines or notes else ""


def flat(nodes: Iterable[Node]) -> tuple[Element, ...]:
    """The blocks of a body one after the other: instead of sections, their headings as ``x-heading`` with level and id."""
    blocks: list[Element] = []
    for node in nodes:
        if isinstance(node, str):
            if node.strip():
                blocks.append(Element("p", {}, (node,)))
        elif node.name == "section":
            blocks.extend(flat(_with_own_id(node)))
        elif node.name in _HEADINGS:
            blocks.append(_heading(node))
        elif node.name == "x-only":
            blocks.append(node.with_children(flat(node.children)))
        else:
            blocks.append(node)
    return tuple(blocks)


def _with_own_id(section: Element) -> Sequence[Node]:
    """What stands in a section, its heading with the id that its author gave."""
    given = section.get("id")
    first, *others = section.children or ("",)
    if given.startswith(_OWN_ID) and isinstance(first, Element):
        return (first.with_attributes(id=given), *others)
    return section.children


def _heading(heading: Element) -> Element:
    level = LEVELS.get(heading.get("class"), {}).get(heading.name) or max(2, min(int(heading.name[1]) - 1, 3))
    kept = {name: heading.get(name) for name in ("id", "lang") if heading.get(name)}
    return Element("x-heading", {"level": str(level), **kept}, heading.children, heading.source)


@dataclass(frozen=True, slots=True)
class PageWriter:
    """Writes blocks; each method returns lines, the first block line first, without blank lines at either end."""

    language: Language
    folder: str
    notes: Notes

    @property
    def phrasing(self) -> LineWriter:
        """The writer of lines."""
        return LineWriter(self.language, self.notes)

    def blocks(self, blocks: Sequence[Element]) -> Lines:
        """Blocks one after the other, a blank line between them."""
        lines: Lines = []
        place, previous = 0, None
        while place < len(blocks):
            taken = 2 if is_titled(blocks[place : place + 2]) else 1
            unit = blocks[place : place + taken]
            written = self.unit(unit, alternate=_is_like(previous, unit[-1]))
            if written:
                lines.extend(["", *written] if lines else written)
                previous = None if _is_like(previous, unit[-1]) else unit[-1]
            place += taken
        return lines

    def unit(self, unit: Sequence[Element], *, alternate: bool = False) -> Lines:
        """One block, or a title with the block that it is the title of. ``alternate``: a list right after one of its kind."""
        block = unit[-1]
        title = unit[0].children if len(unit) > 1 else ()
        lines = Directives(self).lines(block, title)
        attributes = self._attributes(block, is_directive=lines is not None)
        if lines is None and block.name in {"ul", "ol"}:
            lines = self.items(block, alternate=alternate)
        elif lines is None:
            lines = _HANDLERS.get(block.name, PageWriter._others)(self, block)
        return [*attributes, *lines] if lines else []

    def _attributes(self, block: Element, *, is_directive: bool) -> Lines:
        """The line of attributes before a block; a heading has its own, a directive its id as an option."""
        if block.name == "x-heading":
            return []
        said = []
        if not is_directive or block.name == "x-only":
            said.extend(_id_of(block))
        if block.get("class") == "lead":
            said.append(f".{self.language.word(CLASSES, 'lead')}")
        if block.get("lang"):
            said.append(f"lang={block.get('lang')}")
        return ["{" + " ".join(said) + "}"] if said else []

    def _paragraph(self, paragraph: Element) -> Lines:
        return paragraph_lines(self.phrasing.line(paragraph.children))

    def _heading(self, heading: Element) -> Lines:
        words = _TRAILING_SIGNS.sub(r"\\#", self.phrasing.single(heading.children))
        if not words:
            return []
        said = [*_id_of(heading), *((f"lang={heading.get('lang')}",) if heading.get("lang") else ())]
        return [f"{'#' * int(heading.get('level'))} {words}" + (" {" + " ".join(said) + "}" if said else "")]

    def items(self, element: Element, *, alternate: bool = False) -> Lines:
        """Items close together when each is a paragraph, with a list below it at most; else a blank line between blocks."""
        start = int(element.get("start") or 1)
        is_tight = all(_is_short(item) for item in element.elements)
        lines: Lines = []
        contents = [self.item(item, is_tight=is_tight) for item in element.elements]
        for number, content in enumerate(filter(None, contents), start):
            sign = (f"{number})" if alternate else f"{number}.") if element.name == "ol" else "*" if alternate else "-"
            if lines and not is_tight:
                lines.append("")
            lines.extend(hung(sign + " ", content))
        return lines

    def item(self, item: Element, *, is_tight: bool) -> Lines:
        """The lines of an item, without its sign."""
        if not is_tight:
            return self.blocks(item.elements)
        return [line for block in item.elements for line in self.unit((block,))]

    def _quotation(self, quotation: Element) -> Lines:
        return [f"> {line}" if line else ">" for line in self.blocks(quotation.elements)]

    def _definitions(self, definitions: Element) -> Lines:
        lines: Lines = []
        is_after_definition = False
        for item in definitions.elements:
            if item.name == "dt":
                if lines and is_after_definition:
                    lines.append("")
                lines.extend(paragraph_lines(self.phrasing.single(item.children)))
            else:
                content = self.blocks(item.elements)
                if is_after_definition and (len(content) > 1 or lines[-1].startswith("  ")):
                    lines.append("")
                lines.extend(hung(": ", content))
            is_after_definition = item.name != "dt"
        return lines

    def table(self, table: Element) -> Lines:
        """A pipe table; a column of figures is set to the right."""
        rows = [row for part in table.elements if part.name in {"thead", "tbody"} for row in part.elements]
        columns = max((len(row.elements) for row in rows), default=0)
        if not rows:
            return []
        rule = ["---:" if self._is_numeric(rows, column) else "---" for column in range(columns)]
        lines = [self._row([self._cell(cell) for cell in row.elements], columns) for row in rows]
        return [lines[0], "|" + "|".join(rule) + "|", *lines[1:]]

    def _row(self, cells: list[str], columns: int) -> str:
        return "|" + "|".join(f" {cell} " if cell else " " for cell in [*cells, *[""] * (columns - len(cells))]) + "|"

    def _cell(self, cell: Element) -> str:
        return self.phrasing.single(cell.children).replace("|", "\\|")

    def _is_numeric(self, rows: Sequence[Element], column: int) -> bool:
        cells = [row.elements[column] for row in rows[1:] if column < len(row.elements)]
        return bool(cells) and 2 * sum("numeric" in cell.classes for cell in cells) > len(cells)

    def _others(self, element: Element) -> Lines:
        """What is in no row of the vocabulary: the blocks in it, else its words."""
        if any(child.name in _HANDLERS for child in element.elements):
            return self.blocks(flat(element.children))
        return self._paragraph(element)

    def picture(self, source: str) -> str:
        """The path of a picture as the file names it."""
        return posixpath.relpath(source, self.folder) if self.folder and "/" in source else source


def is_titled(blocks: Sequence[Element]) -> bool:
    """Whether the first of two blocks is the title of the second."""
    return len(blocks) == 2 and "block-title" in blocks[0].classes and bool(TITLED & {blocks[1].get("class").split(" ")[0]})


def paragraph_lines(text: str) -> Lines:
    """A paragraph's lines, none of which begins another block."""
    return [at_line_start(line.lstrip(" ")) for line in text.split("\n")] if text else []


def hung(sign: str, lines: Lines) -> Lines:
    """The lines behind a sign, those after the first as far in as the first."""
    indent = " " * len(sign)
    return [(sign + line if not place else indent + line).rstrip(" ") if line else "" for place, line in enumerate(lines)]


def _is_short(item: Element) -> bool:
    first, *others = item.elements or (Element("p"),)
    if first.name != "p" or set(first.attributes) - {"class"} or "lead" in first.classes:
        return False
    # A list may interrupt a paragraph when it begins at 1 (CommonMark §5.3).
    return len(others) < 2 and all(b.name in {"ul", "ol"} and not set(b.attributes) and _is_all_short(b) for b in others)


def _is_all_short(element: Element) -> bool:
    return all(_is_short(item) for item in element.elements)


def _is_like(previous: Element | None, block: Element) -> bool:
    """Whether two lists would run into one."""
    return previous is not None and previous.name == block.name and block.name in {"ul", "ol"} and not previous.get("class")


def _id_of(block: Element) -> list[str]:
    return [f"#{block.get('id').removeprefix(_OWN_ID)}"] if block.get("id").startswith(_OWN_ID) else []


_HANDLERS: Final[dict[str, Callable[[PageWriter, Element], Lines]]] = {
    "p": PageWriter._paragraph,
    "x-heading": PageWriter._heading,
    "ul": PageWriter.items,
    "ol": PageWriter.items,
    "blockquote": PageWriter._quotation,
    "dl": PageWriter._definitions,
    "table": PageWriter.table,
}
