"""Blocks that are written as directives: callouts, procedures, dialogues, letters, tables with a caption, figures, indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bible_builder.importing.markdown_phrasing import LineWriter
from bible_builder.model.languages import DIRECTIVES, FLAGS, OPTIONS
from bible_builder.model.tree import Content, Element, Node
from bible_builder.model.vocabulary import EXTRACT, ORIENTATION
from bible_builder.model.words import words

if TYPE_CHECKING:
    from bible_builder.importing.markdown import PageWriter

CALLOUTS: Final = frozenset({"rule", "tip", "warning", "example", "say", "avoid"})
TITLED: Final = frozenset({"procedure", "dialogue", "letter"})
"""Blocks whose title is a paragraph of its own before them."""

KPI_LINES: Final = ("formula", "frequency", "source")
_MARKS: Final = ("actor", "time-limit")
_STRIPPED: Final = " \u00a0\u202f–-:,"
"""What loading takes off the words after a step's marks."""

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Directives:
    """Writes one block as its directive, by a page's writer."""

    page: PageWriter

    def lines(self, block: Element, title: Content) -> list[str] | None:
        """The lines of a block that is written as a directive, ``title`` being the one that stood before it; None for others."""
        kind = block.get("class").split(" ")[0]
        if kind in TITLED and block.name in {"ol", "blockquote"}:
            body = self._steps(block) if kind == "procedure" else self._spoken(block, kind)
            return self._fenced(kind, self._line(title), block, (), body, apart=True)
        match block.name:
            case "aside" if kind in CALLOUTS:
                return self._callout(block, kind)
            case "table":
                return self._table(block, kind)
            case "figure":
                return self._figure(block)
            case "article":
                return self._kpi(block)
            case "x-only":
                inner = self.page.blocks(block.elements)
                return self._fenced("only", ", ".join(block.get("audiences").split()), block, (), inner, with_id=False)
        return None

    def _spoken(self, block: Element, kind: str) -> list[str]:
        turns = [Element("p", {}, turn.children) for turn in block.elements] if kind == "dialogue" else block.elements
        return self.page.blocks(turns)

    @property
    def _writer(self) -> LineWriter:
        return self.page.phrasing

    def _line(self, nodes: Content) -> str:
        return self._writer.single(nodes)

    def _fenced(
        self,
        name: str,
        argument: str,
        block: Element,
        options: Sequence[Option],
        body: list[str],
        *,
        apart: bool = False,
        with_id: bool = True,
    ) -> list[str]:
        """A directive. ``apart``: a blank line parts its options from its body. More colons stand around than within."""
        language = self.page.language
        yes = language.word(FLAGS, "yes")
        given = [
            ("id", block.get("id").removeprefix("block-") if with_id and block.get("id").startswith("block-") else ""),
            ("extract", yes if block.get(EXTRACT) == "yes" else ""),
            ("landscape", yes if block.get(ORIENTATION) == "landscape" else ""),
        ]
        written = [f":{language.word(OPTIONS, option)}: {value}" for option, value in (*given, *options) if value]
        colons = ":" * max([3, *(1 + _colons(line) for line in body)])
        opening = f"{colons}{{{language.word(DIRECTIVES, name)}}} {argument}".rstrip()
        return [opening, *written, *([""] if apart and written and body else []), *body, colons]

    def _callout(self, block: Element, kind: str) -> list[str]:
        first, *others = block.elements or (Element("p"),)
        titled = "callout-title" in first.classes
        title = first.children if titled and not _is_label(first.children) else ()
        return self._fenced(kind, self._line(title), block, (), self.page.blocks(others if titled else block.elements))

    def _steps(self, procedure: Element) -> list[str]:
        items = [Element("li", {}, self._step(step), step.source) for step in procedure.elements]
        start = {"start": procedure.get("start")} if procedure.get("start") else {}
        return self.page.unit((Element("ol", start, tuple(items)),))

    def _step(self, step: Element) -> tuple[Element, ...]:
        """A step with its marks at the beginning of its first line."""
        first, *others = step.elements or (Element("p"),)
        if "step-head" not in first.classes:
            return step.elements
        marks = _marks(first)
        line: list[Node] = [node for mark in marks for node in (mark, " ")]
        following = others[0] if others and others[0].name == "p" and not others[0].attributes else None
        if following is not None and not _begins_stripped(following):
            return (Element("p", {}, (*line, *following.children)), *others[1:])
        return (Element("p", {}, tuple(line)), *others)

    def _table(self, table: Element, kind: str) -> list[str] | None:
        caption = next((part.children for part in table.elements if part.name == "caption"), ())
        if not caption:
            return None
        body = next((part for part in table.elements if part.name == "tbody"), Element("tbody"))
        columns = [column.get("data-width") for part in table.elements if part.name == "colgroup" for column in part.elements]
        has_heads = kind != "decision" and any(row.elements and row.elements[0].name == "th" for row in body.elements)
        options = [
            ("widths", " ".join(columns) if all(columns) else ""),
            ("row-heads", self.page.language.word(FLAGS, "yes") if has_heads else ""),
        ]
        name = "decision" if kind == "decision" else "table"
        argument = self._line(caption)
        return self._fenced(name, argument, table, options, self.page.table(table), apart=True)

    def _figure(self, figure: Element) -> list[str]:
        image = next((part for part in figure.elements if part.name == "img"), Element("img"))
        caption = next((part for part in figure.elements if part.name == "figcaption"), Element("figcaption"))
        options = [("alt", " ".join(image.get("alt").split())), ("width", image.get("data-width"))]
        body = self.page.unit((Element("p", {}, caption.children),))
        return self._fenced("figure", self.page.picture(image.get("src")), figure, options, body)

    def _kpi(self, card: Element) -> list[str]:
        lines = {"kpi-name": "", "kpi-value": ""}
        found: dict[str, str] = {}
        others: list[Element] = []
        for part in card.elements:
            if part.get("class") in lines:
                lines[part.get("class")] = self._line(part.children)
            elif part.name == "dl" and not found and not others:
                found = self._kpi_lines(part)
            else:
                others.append(part)
        options = [("value", lines["kpi-value"]), *((name, found.get(name, "")) for name in KPI_LINES)]
        return self._fenced("kpi", lines["kpi-name"], card, options, self.page.blocks(others), apart=True)

    def _kpi_lines(self, definitions: Element) -> dict[str, str]:
        said = {words(self.page.language.code)[name]: name for name in KPI_LINES}
        found: dict[str, str] = {}
        name = ""
        for item in definitions.elements:
            if item.name == "dt":
                label = next((child.get("word") for child in item.elements if child.name == "x-label"), "")
                name = label or said.get(" ".join(item.text().split()), "")
            elif name and item.elements:
                found[name] = self._line(item.elements[0].children)
        return found


def _is_label(title: Content) -> bool:
    return len(title) == 1 and isinstance(title[0], Element) and title[0].name == "x-label"


def _marks(head: Element) -> list[Element]:
    """Who and in how long; where a head is but words, they are who, and in how long after a dash."""
    marks = [child for child in head.elements if child.get("class") in _MARKS]
    if marks:
        return marks
    parts = head.text().split(" – ", 1)
    return [Element("span", {"class": kind}, (part.strip(),)) for kind, part in zip(_MARKS, parts, strict=False) if part.strip()]


def _begins_stripped(paragraph: Element) -> bool:
    first = paragraph.children[0] if paragraph.children else ""
    if isinstance(first, Element):
        return first.get("class") in _MARKS
    return first[:1] in _STRIPPED


def _colons(line: str) -> int:
    text = line.lstrip(" >")
    return len(text) - len(text.lstrip(":")) if text.startswith(":::") else 0
