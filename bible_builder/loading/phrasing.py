"""Lines of text: Markdown's inline tokens become phrasing elements; what would be printed as it was typed is reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from markdown_it.token import Token

from bible_builder.loading.links import link_fault
from bible_builder.loading.markdown import line_tokens
from bible_builder.loading.page import Page, phrase_page
from bible_builder.loading.placed import Text
from bible_builder.loading.reading import Reading
from bible_builder.loading.roles import Role, read_role
from bible_builder.loading.steps import check_step_marks
from bible_builder.loading.text import clean_value
from bible_builder.model.languages import CLASSES
from bible_builder.model.tree import Content, Element, Node, joined

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language tag (BCP 47), loosely."""

_DEEPEST: Final = 10
_LONGEST: Final = 10_000
_BRACES: Final = re.compile(r"\{[^{}\n]*\}|\{\{|\}\}")
_HTML: Final = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|center|cite|code|dd|del|details|div|dl|dt|em|figure|font|form|h[1-6]|hr|html|i|iframe|img|input"
    r"|ins|kbd|li|link|mark|meta|object|ol|p|pre|q|s|script|section|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody"
    r"|td|th|thead|tr|u|ul|video|wbr)(?:\s[^<>]*)?/?>|<!--|<\?",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(r"^#{2,6}(?=\w)|\*\*|\]\(|\[\^|`")
_FAULTS: Final = ((_BRACES, "stray-braces"), (_HTML, "raw-html"), (re.compile(":::"), "stray-fence"))
_SPAN_CLASSES: Final = {"superscript": "sup", "subscript": "sub"}


class Where(StrEnum):
    """Where a line stands: notes are called from running text only."""

    TEXT = "text"
    HEADING = "heading"
    NOTE = "note"


def read_line(page: Page, text: str, line: int, where: Where = Where.TEXT, depth: int = 0) -> Content:
    """The phrasing that ``text`` makes; it begins on ``line`` (from 0). ``depth``: how many lines it stands in already.

    Reports ``line-too-long`` (limit), ``too-deep`` (limit), ``raw-html``, ``stray-braces``, ``stray-fence``, ``stray-mark``
    (warning; each: found), ``bad-link`` (href, reason), ``image-outside-figure`` (file), ``unknown-footnote`` (label),
    ``misplaced-note`` (where), ``bad-attribute`` (name, value, allowed), ``unclosed-role`` (role), ``bad-variable`` (name), and
    what ``read_role`` reports.
    """
    if len(text) > _LONGEST:
        page.error("line-too-long", line, limit=_LONGEST)
        return ()
    return _Line(page, line, where, depth).read(line_tokens(text, page.env))


def read_phrase(text: Text, anchor: str, reading: Reading) -> Content:
    """The phrasing that a value of YAML makes; its lines are one."""
    page = phrase_page(text, anchor, reading)
    content = read_line(page, " ".join(text.text.split()), 0)
    check_step_marks(content, reading.findings)
    return content


@dataclass(slots=True)
class _Open:
    """An element that is being read; None for what is read but not kept."""

    element: Element | None
    children: list[Node] = field(default_factory=list)


class _Line:
    """Builds the elements of one line; ``line`` moves on with its line breaks."""

    def __init__(self, page: Page, line: int, where: Where, depth: int) -> None:
        self._page, self._line, self._where, self._depth = page, line, where, depth
        self._first = line
        self._stack = [_Open(None)]

    def read(self, tokens: list[Token]) -> Content:
        if self._depth >= _DEEPEST:
            self._page.error("too-deep", self._line, limit=_DEEPEST)
            return ()
        for token in tokens:
            handle = _HANDLERS.get(token.type)
            if handle is not None:
                handle(self, token)
            elif token.nesting == 1:
                self._open(Element(token.tag))
            elif token.nesting == -1:
                self._close()
        while len(self._stack) > 1:
            self._close()
        return tuple(joined(self._stack[0].children))

    def _add(self, *nodes: Node) -> None:
        self._stack[-1].children.extend(nodes)

    def _open(self, element: Element | None) -> None:
        if len(self._stack) + self._depth == _DEEPEST:
            self._page.error("too-deep", self._line, limit=_DEEPEST)
        self._stack.append(_Open(element if len(self._stack) + self._depth < _DEEPEST else None))

    def _close(self) -> None:
        closed = self._stack.pop()
        content = tuple(joined(closed.children))
        self._add(*((closed.element.with_children(content),) if closed.element and content else content))

    def _text(self, token: Token) -> None:
        for pattern, code in _FAULTS:
            for found in pattern.finditer(token.content):
                self._page.error(code, self._line, found[0], found=found[0][:80])
        for found in _MARKS.finditer(token.content):
            self._page.warning("stray-mark", self._line, found[0], found=found[0])
        self._add(token.content)

    def _special(self, token: Token) -> None:
        place = self._page.place(self._line, token.markup)
        self._add(clean_value(token.content, place, self._page.reading.findings) if token.info == "entity" else token.content)

    def _softbreak(self, _token: Token) -> None:
        self._line += 1
        self._add(" ")

    def _hardbreak(self, _token: Token) -> None:
        self._line += 1
        self._add(Element("br"))

    def _code(self, token: Token) -> None:
        if token.content.strip():
            self._add(Element("code", {}, (token.content,)))

    def _link(self, token: Token) -> None:
        href = str(token.attrs.get("href", ""))
        reason = link_fault(href)
        if reason:
            self._page.error("bad-link", self._line, href[:40], href=href, reason=reason)
        self._open(None if reason else Element("a", {"href": href}))

    def _span(self, token: Token) -> None:
        self._open(self._span_element({str(name): str(value) for name, value in token.attrs.items()}))

    def _span_element(self, attributes: Mapping[str, str]) -> Element | None:
        language = self._page.reading.language
        for name, value in attributes.items():
            if name == "lang" and LANGUAGE.fullmatch(value):
                return Element("span", {"lang": value})
            tag = _SPAN_CLASSES.get(language.name(CLASSES, value) or "") if name == "class" else None
            if tag:
                return Element(tag)
        allowed = ", ".join(["lang", *(f".{language.word(CLASSES, name)}" for name in _SPAN_CLASSES)])
        for name, value in attributes.items():
            self._page.error("bad-attribute", self._line, value, name=name, value=value, allowed=allowed)
        return None

    def _image(self, token: Token) -> None:
        self._page.error("image-outside-figure", self._line, "![", file=token.attrs.get("src", ""))

    def _problem(self, token: Token) -> None:
        self._page.error(token.meta["code"], self._first + token.meta["line"], token.meta["found"], **token.meta["parameters"])

    def _variable(self, token: Token) -> None:
        place = self._page.place(self._first + token.meta["line"], token.meta["found"])
        self._add(Element("x-variable", {"name": token.info}, (), place))

    def _role(self, token: Token) -> None:
        line = self._first + token.meta["line"]
        place = self._page.place(line, token.meta["found"])

        def read(text: str) -> Content:
            return read_line(self._page, text, line, self._where, self._depth + len(self._stack))

        self._add(*read_role(Role(token.info, token.content, place), self._page.reading, read))

    def _note(self, token: Token) -> None:
        line, label = self._first + token.meta["line"], token.info
        note = self._page.notes.get(label)
        if note is None:
            self._page.error("unknown-footnote", line, token.meta["found"], label=label)
            return
        self._page.called.add(label)
        if self._where is not Where.TEXT:
            self._page.error("misplaced-note", line, token.meta["found"], where=self._where)
            return
        anchor = self._page.next_note_id()
        body = read_line(self._page, note.text, note.line, Where.NOTE, self._depth + len(self._stack))
        self._add(
            Element("a", {"role": "doc-noteref", "href": f"#{anchor}"}),
            Element("span", {"role": "doc-footnote", "id": anchor}, body, self._page.place(note.line)),
        )


_HANDLERS: Final[Mapping[str, Callable[[_Line, Token], None]]] = {
    "text": _Line._text, "text_special": _Line._special, "softbreak": _Line._softbreak, "hardbreak": _Line._hardbreak,
    "code_inline": _Line._code, "link_open": _Line._link, "span_open": _Line._span, "image": _Line._image,
    "problem": _Line._problem, "variable": _Line._variable, "role": _Line._role, "note_call": _Line._note,
}  # fmt: skip
