"""Pandoc's inlines become phrasing of our vocabulary; what it has no word for gives its words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final
from urllib.parse import urlsplit

from bible_builder.importing.index_fields import marked
from bible_builder.importing.pandoc import Json
from bible_builder.model.tree import Content, Element, Node, joined

Words = Callable[[Content], Content]

_WRAPPERS: Final = {
    "Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub", "Strikeout": "del", "Underline": "em",
}  # fmt: skip
"""Underlined words are emphasised ones: paper has no other use for a line below them (Chicago 7.51)."""

_STYLES: Final = {
    "emphasis": "em", "subtle emphasis": "em", "strong": "strong", "intense emphasis": "strong", "book title": "em",
    "html code": "code", "verbatim char": "code", "html keyboard": "code", "html typewriter": "code", "html sample": "code",
    "code": "code",
}  # fmt: skip
"""Word's own character styles, in lower case, and what they are here."""

_CHANGES: Final = {"insertion": "ins", "deletion": "del"}
_SCHEMES: Final = frozenset({"https", "http", "mailto", "tel"})
_BLANKS: Final = {"Space": " ", "SoftBreak": " "}
_IMAGE: Final = "x-picture"
"""A picture until its block is known: vocabulary has pictures only in figures."""


class Phrasing:
    """Reads inlines; counts the notes of a document."""

    def __init__(self) -> None:
        self._notes = count(1)

    def read(self, inlines: Sequence[Json]) -> Content:
        """The phrasing that the inlines make, neighbours of the same kind made one. Pictures are ``x-picture`` (src, alt)."""
        return tidied(joined(node for inline in inlines for node in self._inline(inline)))

    def _inline(self, inline: Json) -> Content:
        kind, inner = inline["t"], inline.get("c")
        if kind == "Str":
            return (str(inner),)
        if kind in _BLANKS:
            return (_BLANKS[kind],)
        if kind == "LineBreak":
            return (Element("br"),)
        if kind in _WRAPPERS:
            return _wrapped(_WRAPPERS[kind], self.read(inner))
        handle = getattr(self, f"_{kind.lower()}", None)
        return handle(inner) if handle is not None else ()

    def _smallcaps(self, inner: Json) -> Content:
        return self.read(inner)

    def _quoted(self, inner: Json) -> Content:
        opening, closing = ("‘", "’") if inner[0]["t"] == "SingleQuote" else ("“", "”")
        return (opening, *self.read(inner[1]), closing)

    def _cite(self, inner: Json) -> Content:
        return self.read(inner[1])

    def _code(self, inner: Json) -> Content:
        return _wrapped("code", (str(inner[1]),))

    def _math(self, inner: Json) -> Content:
        return (str(inner[1]),)

    def _link(self, inner: Json) -> Content:
        words, href = self.read(inner[1]), str(inner[2][0])
        if urlsplit_scheme(href) not in _SCHEMES or not any(isinstance(node, str) or node.name != _IMAGE for node in words):
            return words
        return (Element("a", {"href": href}, words),) if words else ()

    def _image(self, inner: Json) -> Content:
        _, alternative, (src, title) = inner
        words = " ".join("".join(_texts(self.read(alternative))).split())
        return (Element(_IMAGE, {"src": posixpath.normpath(str(src)), "alt": words or str(title)}),)

    def _note(self, inner: Json) -> Content:
        """The call and, right after it, the note; its paragraphs are one, as a note is a line of text."""
        anchor = f"note-{next(self._notes)}"
        call = Element("a", {"role": "doc-noteref", "href": f"#{anchor}"})
        return (call, Element("span", {"role": "doc-footnote", "id": anchor}, self.note_line(inner)))

    def note_line(self, blocks: Sequence[Json]) -> Content:
        """The words of a note: its paragraphs as one line."""
        lines = [line for block in blocks if (line := self._line(block))]
        return stripped(joined(node for place, line in enumerate(lines) for node in ((" ", *line) if place else line)))

    def styled(self, _style: str, _words: Content) -> Content | None:
        """What words in a character style are, when a document has styles of its own; else None."""
        return None

    def _line(self, block: Json) -> Content:
        """The words of a block within a note."""
        kind, inner = block["t"], block.get("c")
        if kind in {"Para", "Plain"}:
            return stripped(self.read(inner))
        nested = inner[1] if kind == "Div" else inner if kind == "BlockQuote" else []
        return joined(node for child in nested for node in (*self._line(child), " "))

    def _span(self, inner: Json) -> Content:
        (_, classes, pairs), words = inner
        attributes: Mapping[str, str] = dict(pairs)
        if "indexref" in classes:
            return marked(attributes, self.read(words))
        change = next((name for name in classes if name in _CHANGES), "")
        if change:
            author = {"data-author": attributes["author"]} if attributes.get("author") else {}
            return _wrapped(_CHANGES[change], self.read(words), author)
        if "comment-start" in classes or "comment-end" in classes or classes[:1] == ["paragraph-insertion"]:
            return ()
        own = self.styled(attributes["custom-style"], self.read(words)) if "custom-style" in attributes else None
        if own is not None:
            return own
        style = attributes.get("custom-style", "").lower()
        if style in {"footnote reference", "endnote reference"}:
            return ()
        if style in _STYLES:
            return _wrapped(_STYLES[style], self.read(words))
        if attributes.get("lang"):
            return _wrapped("span", self.read(words), {"lang": attributes["lang"]})
        return self.read(words)


def urlsplit_scheme(href: str) -> str:
    """The scheme of an address in small letters; "" for what is none."""
    try:
        return urlsplit(href).scheme.lower()
    except ValueError:
        return ""


def _wrapped(name: str, words: Content, attributes: Mapping[str, str] | None = None) -> Content:
    """The words in an element; blanks at its ends stand outside, where Markdown can say them, and nothing else in none."""
    first, inner, last = parted(words)
    return (*first, *((Element(name, attributes or {}, inner),) if inner else ()), *last)


def parted(words: Content) -> tuple[Content, Content, Content]:
    """The blanks that the words begin with, the words, the blanks that they end with."""
    if all(isinstance(node, str) and not node.strip(" ") for node in words):
        return words, (), ()
    inner = list(words)
    before = after = ""
    if isinstance(inner[0], str):
        before, inner[0] = _cut(inner[0], -1)
    if isinstance(inner[-1], str):
        after, inner[-1] = _cut(inner[-1], 1)
    return joined((before,)), joined(inner), joined((after,))


def _cut(text: str, side: int) -> tuple[str, str]:
    kept = text.lstrip(" ") if side < 0 else text.rstrip(" ")
    blanks = " " * (len(text) - len(kept))
    return blanks, kept


def stripped(words: Content) -> Content:
    """The words without blanks and line breaks at either end."""
    nodes = list(joined(words))
    while nodes and _is_blank(nodes[0]):
        nodes.pop(0)
    while nodes and _is_blank(nodes[-1]):
        nodes.pop()
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip()
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip()
    return joined(nodes)


def _is_blank(node: Node) -> bool:
    return not node.strip() if isinstance(node, str) else node.name == "br"


_JOINABLE: Final = frozenset({"em", "strong", "sup", "sub", "code", "ins", "del", "a", "span"})
_GAP: Final = re.compile(r" *")


def tidied(words: Content) -> Content:
    """The words with neighbours of one kind, which Word parts into runs at will, made one element; double blanks are one."""
    result: list[Node] = []
    for node in joined(words):
        gap = result[-1] if result and isinstance(result[-1], str) and _GAP.fullmatch(result[-1]) else ""
        before = result[-2] if gap and len(result) > 1 else result[-1] if result else None
        if isinstance(node, Element) and isinstance(before, Element) and _same(before, node):
            if gap:
                result.pop()
            result[-1] = before.with_children(tidied((*before.children, gap, *node.children)))
        else:
            result.append(re.sub(" {2,}", " ", node) if isinstance(node, str) else node)
    return joined(result)


def _same(one: Element, other: Element) -> bool:
    is_joinable = one.name in _JOINABLE and not one.get("role") and not one.get("class") and "id" not in one.attributes
    return is_joinable and one.name == other.name and dict(one.attributes) == dict(other.attributes)


def pictures_of(words: Content) -> Iterator[Element]:
    """The pictures among the words, in order."""
    for node in words:
        if isinstance(node, Element):
            yield from (inner for inner in node.iter() if inner.name == _IMAGE)


def without_pictures(words: Content) -> Content:
    """The words alone."""
    result: list[Node] = []
    for node in words:
        if isinstance(node, str):
            result.append(node)
        elif node.name != _IMAGE:
            kept = node.with_children(without_pictures(node.children))
            if kept.children or node.name in {"br", "a"} or node.name.startswith("x-"):
                result.append(kept)
    return stripped(joined(result))


def _texts(nodes: Content) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield node.text()
