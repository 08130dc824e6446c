"""Directives: what stands between colon fences, by its name. The blocks within are read already; here they get their meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bible_builder.errors import Source
from bible_builder.loading.markdown_rules import Option
from bible_builder.loading.page import Page
from bible_builder.loading.phrasing import Where, read_line
from bible_builder.loading.pictures import locate_picture
from bible_builder.loading.schema import is_yes, percentage
from bible_builder.loading.steps import as_steps
from bible_builder.loading.turns import as_turns
from bible_builder.model.languages import FLAGS, OPTIONS
from bible_builder.model.tree import Content, Element, Node
from bible_builder.model.vocabulary import EXTRACT, ORIENTATION

Blocks = tuple[Element, ...]
_ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "decision": ("id", "extract", "landscape", "widths"),
    "table": ("id", "extract", "landscape", "widths", "row-heads"),
    "figure": ("id", "extract", "landscape", "alt", "width"),
    "kpi": ("id", "extract", "value", "formula", "frequency", "source"),
    "only": (),
}
_COMMON: Final = ("id", "extract")
_FLAGS: Final = ("extract", "landscape", "row-heads")
_TURNING_PLACES: Final = frozenset({"", "only"})
"""Where a landscape table or figure may stand: in a section itself, since it takes whole pages."""

_CALLOUTS: Final = ("rule", "tip", "warning", "example", "say", "avoid")
_KPI_LINES: Final = ("formula", "frequency", "source")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive: its name in the model, the word it was written with, its argument, its options as typed, its line from 0.

    ``place`` is the directive or element it stands in, "" for none.
    """

    name: str
    word: str
    argument: str
    options: tuple[Option, ...]
    line: int
    source: Source
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Given:
    """A directive with its options by the model's names, what stands in it, and the page."""

    directive: Directive
    options: Mapping[str, Option]
    content: Blocks
    page: Page

    def line(self, text: str, line: int, where: Where = Where.TEXT) -> Content:
        return read_line(self.page, text, line, where)

    def option(self, name: str) -> Content:
        found = self.options.get(name)
        return self.line(found.value, found.line) if found else ()

    def title(self) -> Content:
        return self.line(self.directive.argument, self.directive.line) if self.directive.argument else ()

    def flag(self, name: str) -> bool:
        """Whether an option says yes; one that says neither yes nor no is reported."""
        option = self.options.get(name)
        said = is_yes(option.value, self.page.reading.language) if option else False
        if option and said is None:
            _report_bad(self, option)
        return bool(said)

    def error(self, code: str, **parameters: object) -> None:
        self.page.error(code, self.directive.line, directive=self.directive.word, **parameters)

    def element(self, name: str, attributes: Mapping[str, str], children: Sequence[Node]) -> Element:
        return Element(name, attributes, tuple(children), self.directive.source)


def build(directive: Directive, content: Blocks, page: Page) -> tuple[Blocks, Option | None]:
    """The blocks that a directive makes of what stands in it, and the option that gives the last of them its id, if any.

    Reports ``unknown-option`` (directive, option, suggestion), ``duplicate-option``, ``empty-option`` (directive, option),
    ``empty-directive`` (directive), ``missing-argument`` (directive), ``missing-option`` (directive, option), ``bad-option``
    (directive, option, value), ``not-a-table``, ``not-a-caption`` (directive), ``bad-widths`` (directive, value, columns),
    ``image-without-alt``, ``procedure-not-a-list``, ``landscape-misplaced`` (directive), and what pictures, steps and turns
    report.
    """
    given = _Given(directive, _options(directive, page), content, page)
    if not content and directive.name not in {"figure", "kpi"}:
        given.error("empty-directive")
        return (), None
    blocks = _BUILDERS[directive.name](given)
    attributes = {EXTRACT: "yes"} if given.flag("extract") else {}
    if given.flag("landscape"):
        if directive.place not in _TURNING_PLACES:
            given.error("landscape-misplaced")
        attributes[ORIENTATION] = "landscape"
    return _marked(blocks, attributes), given.options.get("id")


def _marked(blocks: Blocks, attributes: Mapping[str, str]) -> Blocks:
    """The blocks, the last of them with further attributes: what stands before it is its title."""
    return (*blocks[:-1], replace(blocks[-1], attributes={**blocks[-1].attributes, **attributes})) if blocks else ()


def _options(directive: Directive, page: Page) -> Mapping[str, Option]:
    language = page.reading.language
    allowed = {name: OPTIONS[name] for name in _ALLOWED.get(directive.name, _COMMON)}
    found: dict[str, Option] = {}
    for option in directive.options:
        name = language.name(allowed, option.name)
        parameters = {"directive": directive.word, "option": option.name}
        if name is None:
            suggestion = language.suggest(allowed, option.name)
            page.error("unknown-option", option.line, option.name, suggestion=suggestion, **parameters)
        elif not option.value:
            page.error("empty-option", option.line, option.name, **parameters)
        elif name in found:
            page.error("duplicate-option", option.line, option.name, **parameters)
        else:
            found[name] = option
    return found


def _callout(given: _Given) -> Blocks:
    name = given.directive.name
    title = given.title() or (Element("x-label", {"word": name}),)
    head = given.element("p", {"class": "callout-title"}, title)
    return (given.element("aside", {"class": name}, (head, *given.content)),)


def _block_title(given: _Given) -> Blocks:
    title = given.title()
    return (given.element("p", {"class": "block-title"}, title),) if title else ()


def _dialogue(given: _Given) -> Blocks:
    turns = as_turns(given.content, given.page)
    return (*_block_title(given), given.element("blockquote", {"class": "dialogue"}, turns)) if turns else ()


def _letter(given: _Given) -> Blocks:
    return (*_block_title(given), given.element("blockquote", {"class": "letter"}, given.content))


def _procedure(given: _Given) -> Blocks:
    steps = given.content[0]
    if len(given.content) != 1 or steps.name != "ol":
        given.error("procedure-not-a-list")
        return given.content
    return (*_block_title(given), as_steps(steps, given.page))


def _only(given: _Given) -> Blocks:
    names = re.split(r"[,\s]+", given.directive.argument.strip(" ,"))
    if not given.directive.argument:
        given.error("missing-argument")
        return given.content
    audiences = given.page.reading.check_audiences(names, given.directive.source)
    return (given.element("x-only", {"audiences": " ".join(audiences)}, given.content),)


def _decision(given: _Given) -> Blocks:
    return _table_of(given, "decision", with_row_heads=True)


def _table(given: _Given) -> Blocks:
    return _table_of(given, "", with_row_heads=given.flag("row-heads"))


def _report_bad(given: _Given, option: Option) -> None:
    parameters = {"directive": given.directive.word, "option": option.name, "value": option.value}
    is_flag = option in (given.options.get(name) for name in _FLAGS)
    expected = ", ".join(given.page.reading.language.words(FLAGS)) if is_flag else "percentage"
    given.page.error("bad-option", option.line, option.value, expected=expected, **parameters)


def _table_of(given: _Given, class_name: str, *, with_row_heads: bool) -> Blocks:
    table = given.content[0]
    if len(given.content) != 1 or table.name != "table":
        given.error("not-a-table")
        return given.content
    caption = given.title()
    if not caption:
        given.error("missing-argument")
    parts: list[Node] = [given.element("caption", {}, caption)] if caption else []
    head, body = table.elements
    parts.extend(_columns(given, len(head.elements[0].elements)))
    if with_row_heads:
        body = body.with_children(_with_row_head(row) for row in body.elements)
    return (given.element("table", {**table.attributes, **({"class": class_name} if class_name else {})}, (*parts, head, body)),)


def _columns(given: _Given, number: int) -> Blocks:
    option = given.options.get("widths")
    if option is None:
        return ()
    widths = [percentage(word) for word in re.split(r"[\s,;]+", option.value)]
    total = sum(width or 0 for width in widths)
    if len(widths) != number or None in widths or not 98 <= total <= 102:
        parameters = {"directive": given.directive.word, "value": option.value, "columns": number}
        given.page.error("bad-widths", option.line, option.value, **parameters)
        return ()
    return (Element("colgroup", {}, tuple(Element("col", {"data-width": f"{width:g}"}) for width in widths)),)


def _with_row_head(row: Element) -> Element:
    first, *others = row.elements
    attributes = {"scope": "row", **first.attributes}
    return row.with_children((Element("th", attributes, first.children, first.source), *others))


def _figure(given: _Given) -> Blocks:
    alt, page = given.options.get("alt"), given.page
    if alt is None:
        given.error("image-without-alt")
    if not given.directive.argument:
        given.error("missing-argument")
        return ()
    source = locate_picture(given.directive.argument, page.folder, page.reading, given.directive.source)
    if len(given.content) != 1 or given.content[0].name != "p":
        given.error("not-a-caption")
    image = given.element("img", {"src": source, "alt": alt.value if alt else "", **_width(given)}, ())
    captions = given.content[:1] if given.content and given.content[0].name == "p" else ()
    caption = tuple(Element("figcaption", {}, line.children, line.source) for line in captions)
    return (given.element("figure", {}, (image, *caption)),)


def _width(given: _Given) -> Mapping[str, str]:
    option = given.options.get("width")
    if option is None:
        return {}
    width = percentage(option.value)
    if width is None:
        _report_bad(given, option)
        return {}
    return {"data-width": f"{width:g}"}


def _kpi(given: _Given) -> Blocks:
    name, value = given.title(), given.option("value")
    if not name:
        given.error("missing-argument")
    if not value:
        given.error("missing-option", option=given.page.reading.language.word(OPTIONS, "value"))
    if not name or not value:
        return given.content
    lines: list[Element] = []
    for word in _KPI_LINES:
        content = given.option(word)
        if content:
            place = given.page.place(given.options[word].line)
            label = Element("dt", {}, (Element("x-label", {"word": word}),), place)
            lines.extend((label, Element("dd", {}, (Element("p", {}, content, place),), place)))
    card = (
        given.element("p", {"class": "kpi-name"}, name),
        Element("p", {"class": "kpi-value"}, value, given.page.place(given.options["value"].line)),
        *((given.element("dl", {}, lines),) if lines else ()),
        *given.content,
    )
    return (given.element("article", {"class": "kpi"}, card),)


_BUILDERS: Final[Mapping[str, Callable[[_Given], Blocks]]] = {
    **dict.fromkeys(_CALLOUTS, _callout),
    "dialogue": _dialogue,
    "procedure": _procedure,
    "decision": _decision,
    "table": _table,
    "figure": _figure,
    "kpi": _kpi,
    "letter": _letter,
    "only": _only,
}
