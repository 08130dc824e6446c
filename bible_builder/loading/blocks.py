"""Blocks: Markdown's block tokens become flow elements; headings are ``x-heading`` until ``sections`` nests them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from markdown_it.token import Token

from bible_builder.loading.attributes import with_attributes, with_id
from bible_builder.loading.directives import Directive, build
from bible_builder.loading.markdown import block_tokens
from bible_builder.loading.markdown_rules import read_attributes
from bible_builder.loading.page import Note, Page
from bible_builder.loading.phrasing import Where, read_line
from bible_builder.loading.steps import check_step_marks
from bible_builder.model.languages import DIRECTIVES
from bible_builder.model.tree import Content, Element

_TRAILING: Final = re.compile(r"(?<!\{)(?:\s+|^)(\{[^{}`]*\})$")
_HEADING_PLACES: Final = frozenset({"", "only"})

Blocks = tuple[Element, ...]


def read_blocks(page: Page) -> Blocks:
    """The blocks of a page, headings among them.

    Reports ``code-block``, ``thematic-break``, ``misplaced-heading`` (text), ``empty-heading``, ``empty-item``, ``empty-table``,
    ``row-length`` (cells, columns), ``attributes-without-block``, ``bad-note``, ``duplicate-footnote``, ``unused-footnote``
    (label), ``unclosed-directive`` (directive), ``unknown-directive`` (directive, suggestion), ``role-out-of-place`` (role), the
    ``too-deep`` (limit), ``bad-directive`` and ``stray-fence`` (found) of ``markdown_rules``, and what lines and directives
    report.
    """
    tokens = list(_without_notes(block_tokens("\n".join(page.lines), page.env), page))
    blocks = _Reader(page, tokens).flow("")
    for label, note in page.notes.items():
        if label not in page.called:
            page.error("unused-footnote", note.line, f"[^{label}]", label=label)
    check_step_marks(blocks, page.reading.findings)
    return blocks


def _without_notes(tokens: Sequence[Token], page: Page) -> Iterator[Token]:
    """The tokens but those of notes, which the page is given."""
    tokens = list(tokens)
    opened: list[int] = []
    for number, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            opened.append(number)
        elif token.type == "footnote_reference_close":
            first = opened.pop()
            if not opened:
                _keep_note(tokens[first : number + 1], page)
        elif not opened:
            yield token


def _keep_note(tokens: list[Token], page: Page) -> None:
    label, line = str(tokens[0].meta["label"]), (tokens[0].map or [0])[0]
    lines = [token for token in tokens if token.type == "inline"]
    if [token.type for token in tokens[1:-1]] != ["paragraph_open", "inline", "paragraph_close"]:
        page.error("bad-note", line, f"[^{label}]", label=label)
    if label in page.notes:
        page.error("duplicate-footnote", line, f"[^{label}]", label=label)
    elif lines:
        page.notes[label] = Note(lines[0].content, (lines[0].map or [line])[0])


class _Reader:
    """Goes through the tokens of a page once."""

    def __init__(self, page: Page, tokens: list[Token]) -> None:
        self._page, self._tokens, self._next = page, tokens, 0

    def flow(self, until: str, place: str = "") -> Blocks:
        """The blocks up to the token ``until``. ``place``: the directive or element they stand in."""
        blocks: list[Element] = []
        pending: Token | None = None
        while (token := self._take()) is not None and token.type != until:
            if token.type == "attributes":
                self._report_lost(pending)
                pending = token
                continue
            built = self._block(token, place)
            if pending and built:
                attributes: Mapping[str, str] = pending.meta["attributes"]
                built = (*built[:-1], with_attributes(built[-1], attributes, self._page, self._page.place(_line(pending))))
                pending = None
            blocks.extend(built)
        self._report_lost(pending)
        return tuple(blocks)

    def _take(self) -> Token | None:
        if self._next == len(self._tokens):
            return None
        self._next += 1
        return self._tokens[self._next - 1]

    def _report_lost(self, pending: Token | None) -> None:
        if pending is not None:
            self._page.error("attributes-without-block", _line(pending))

    def _block(self, token: Token, place: str) -> Blocks:
        if token.type == "heading_open":
            return self._heading(token, place)
        if token.type == "directive_open":
            return self._directive(token, place)
        handle = _HANDLERS.get(token.type)
        return handle(self, token) if handle is not None else ()

    def _line(self, until: str, where: Where = Where.TEXT) -> Content:
        """The phrasing up to the token ``until``."""
        content: Content = ()
        while (token := self._take()) is not None and token.type != until:
            if token.type == "inline":
                content = read_line(self._page, token.content, _line(token), where)
        return content

    def _paragraph(self, token: Token) -> Blocks:
        content = self._line("paragraph_close")
        return (Element("p", {}, content, self._page.place(_line(token))),) if content else ()

    def _heading(self, token: Token, place: str) -> Blocks:
        """An ``x-heading`` with its level and its author's id."""
        line, inline = _line(token), self._take()
        text = inline.content if inline is not None else ""
        self._take()
        found = _TRAILING.search(text)
        attributes = read_attributes(found[1]) if found else {}
        if found and attributes:
            text = text[: found.start()]
        if place not in _HEADING_PLACES:
            self._page.error("misplaced-heading", line, text[:40], text=text[:80])
            return ()
        content = read_line(self._page, text, line, Where.HEADING)
        if not content:
            self._page.error("empty-heading", line)
            return ()
        heading = Element("x-heading", {"level": token.tag[1:]}, content, self._page.place(line))
        return (with_attributes(heading, attributes, self._page, self._page.place(line, found[1] if found else "")),)

    def _list(self, token: Token) -> Blocks:
        attributes = {"start": str(token.attrs["start"])} if token.attrs.get("start", 1) != 1 else {}
        items: list[Element] = []
        while (inner := self._take()) is not None and inner.type == "list_item_open":
            content = self.flow("list_item_close", "list")
            if not content:
                self._page.error("empty-item", _line(inner))
                continue
            items.append(Element("li", {}, content, self._page.place(_line(inner))))
        return (Element(token.tag, attributes, tuple(items), self._page.place(_line(token))),) if items else ()

    def _quotation(self, token: Token) -> Blocks:
        content = self.flow("blockquote_close", "quotation")
        return (Element("blockquote", {}, content, self._page.place(_line(token))),) if content else ()

    def _definitions(self, token: Token) -> Blocks:
        items: list[Element] = []
        while (inner := self._take()) is not None and inner.type != "dl_close":
            content = self._line("dt_close") if inner.type == "dt_open" else self.flow("dd_close", "list")
            if content:
                items.append(Element(inner.tag, {}, content, self._page.place(_line(inner))))
        return (Element("dl", {}, tuple(items), self._page.place(_line(token))),)

    def _table(self, token: Token) -> Blocks:
        """A table whose first row is its head; cells aligned to the right hold numbers."""
        rows: list[Element] = []
        while (inner := self._take()) is not None and inner.type != "table_close":
            if inner.type == "tr_open":
                rows.append(self._row(inner, len(rows[0].children) if rows else 0))
        place = self._page.place(_line(token))
        if len(rows) < 2:
            self._page.error("empty-table", _line(token))
            return ()
        head, body = Element("thead", {}, (rows[0],)), Element("tbody", {}, tuple(rows[1:]))
        return (Element("table", {}, (head, body), place),)

    def _row(self, token: Token, columns: int) -> Element:
        cells: list[Element] = []
        while (cell := self._take()) is not None and cell.type != "tr_close":
            attributes = {"scope": "col"} if cell.tag == "th" else {}
            if "right" in str(cell.attrs.get("style", "")):
                attributes["class"] = "numeric"
            cells.append(Element(cell.tag, attributes, self._line(f"{cell.tag}_close"), self._page.place(_line(token))))
        if columns and token.meta["cells"] != columns:
            self._page.error("row-length", _line(token), cells=token.meta["cells"], columns=columns)
        return Element("tr", {}, tuple(cells), self._page.place(_line(token)))

    def _directive(self, token: Token, place: str) -> Blocks:
        page, line = self._page, _line(token)
        name = page.reading.language.name(DIRECTIVES, token.info)
        if not token.meta["closed"]:
            page.error("unclosed-directive", line, directive=token.info)
        if name is None:
            suggestion = page.reading.language.suggest(DIRECTIVES, token.info)
            page.error("unknown-directive", line, f"{{{token.info}}}", directive=token.info, suggestion=suggestion)
        # Headings may stand in a passage (and in what nobody knows) where they may stand around it.
        content = self.flow("directive_close", place if name is None or (name == "only" and place) else name)
        if name is None:
            return content
        directive = Directive(name, token.info, token.meta["argument"], token.meta["options"], line, page.place(line), place)
        blocks, given = build(directive, content, page)
        if given is not None and blocks:
            blocks = (*blocks[:-1], with_id(blocks[-1], given.value, page, page.place(given.line, given.value)))
        return blocks

    def _code_block(self, token: Token) -> Blocks:
        self._page.error("code-block", _line(token))
        return ()

    def _thematic_break(self, token: Token) -> Blocks:
        self._page.error("thematic-break", _line(token))
        return ()

    def _problem(self, token: Token) -> Blocks:
        self._page.error(token.meta["code"], token.meta["line"], token.meta["found"], **token.meta["parameters"])
        return ()


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


_HANDLERS: Final[Mapping[str, Callable[[_Reader, Token], Blocks]]] = {
    "paragraph_open": _Reader._paragraph,
    "bullet_list_open": _Reader._list,
    "ordered_list_open": _Reader._list,
    "blockquote_open": _Reader._quotation,
    "dl_open": _Reader._definitions,
    "table_open": _Reader._table,
    "code_block": _Reader._code_block,
    "fence": _Reader._code_block,
    "hr": _Reader._thematic_break,
    "problem": _Reader._problem,
}
