"""A line of text as Markdown: phrasing elements become emphasis, roles, look-ups, links; the rest is words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from bible_builder.importing.markdown_escapes import at_ends, entity, escaped, is_punctuation, is_space, may_be_punctuation
from bible_builder.model.languages import CLASSES, INDEX_OPTIONS, ROLES, Language
from bible_builder.model.tree import Content, Element, Node, joined, texts

_SPANS: Final = {"sup": "superscript", "sub": "subscript"}
_WRAPPERS: Final = {"ins": "ins", "del": "del"}
_MARKED_SPANS: Final = {"actor": "role", "time-limit": "limit"}
_JOINED: Final = frozenset({"em", "strong", "code"})
_SPACES: Final = re.compile(r"[ \t\n]+")
_TICKS: Final = re.compile(r"`+")


@dataclass(slots=True)
class Notes:
    """The notes of a page: the labels that some have already, by the ids of their bodies, and the definitions written so far."""

    labels: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    definitions: dict[str, str] = field(default_factory=dict)

    def define(self, note: Element, text: str) -> str:
        """The label under which a note is now defined: its own, else the next number that nothing has."""
        label = self.labels.get(note.get("id"), "")
        if not label or self.definitions.get(label, text) != text:
            label = next(n for n in map(str, count(1)) if n not in self.taken and n not in self.definitions)
        self.definitions[label] = text
        return label


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where emphasis begins or ends; ``signs`` may be chosen otherwise beside another mark."""

    element: str
    opens: bool
    signs: str = "*"

    @property
    def written(self) -> str:
        return self.signs * (2 if self.element == "strong" else 1)


@dataclass(frozen=True, slots=True)
class _Text:
    """Words, already escaped."""

    written: str


_Piece = _Text | _Mark


@dataclass(frozen=True, slots=True)
class LineWriter:
    """Writes lines in the words of a language; notes that are called go to ``notes``."""

    language: Language
    notes: Notes

    def line(self, nodes: Content) -> str:
        """The line; line breaks of its own become hard breaks."""
        return at_ends(self._phrasing(nodes))

    def single(self, nodes: Content) -> str:
        """The line where a file has one line and no more: headings, cells, titles."""
        return at_ends(self._phrasing(nodes, breaks=" "))

    def _phrasing(self, nodes: Content, *, in_role: bool = False, breaks: str = "\\\n") -> str:
        return _joined(_set_apart(list(self._pieces(nodes, in_role=in_role, breaks=breaks))))

    def _pieces(self, nodes: Content, *, in_role: bool, breaks: str) -> Iterator[_Piece]:
        note_call = False
        for node in _neighbours_joined(nodes):
            if isinstance(node, str):
                yield _Text(escaped(_SPACES.sub(" ", node), in_role=in_role))
            elif node.name in {"em", "strong"} and (node.text().strip() or node.elements):
                yield from self._emphasis(node, in_role=in_role, breaks=breaks)
            elif node.name == "br":
                yield _Text(breaks)
            elif node.get("role") == "doc-noteref":
                note_call = True
            elif node.get("role") == "doc-footnote":
                if note_call:
                    yield _Text(f"[^{self.notes.define(node, self.single(node.children))}]")
                note_call = False
            else:
                yield from self._element(node, in_role=in_role, breaks=breaks)

    def _emphasis(self, element: Element, *, in_role: bool, breaks: str) -> Iterator[_Piece]:
        """Emphasis around its words: spaces at its ends stand outside, where they are no part of it."""
        inner = list(self._pieces(element.children, in_role=in_role, breaks=breaks))
        before, after = _Text(""), _Text("")
        if inner and isinstance(inner[0], _Text):
            text = inner[0].written
            before, inner[0] = _Text(text[: len(text) - len(text.lstrip(" "))]), _Text(text.lstrip(" "))
        if inner and isinstance(inner[-1], _Text):
            text = inner[-1].written
            after, inner[-1] = _Text(text[len(text.rstrip(" ")) :]), _Text(text.rstrip(" "))
        yield before
        yield _Mark(element.name, True)
        yield from (piece for piece in inner if not isinstance(piece, _Text) or piece.written)
        yield _Mark(element.name, False)
        yield after

    def _element(self, element: Element, *, in_role: bool, breaks: str) -> Iterator[_Piece]:
        match element.name:
            case "code":
                yield _Text(_code(element.text()))
            case "x-variable":
                yield _Text("{{ " + element.get("name") + " }}")
            case "x-see":
                yield _Text(self._see(element))
            case "x-term":
                yield _Text(self._term(element))
            case "x-index":
                yield _Text(self._index(element))
            case "a" if element.get("href") and not element.get("href").startswith("#"):
                inner = self._phrasing(element.children, in_role=in_role, breaks=" ")
                yield _Text(f"[{inner}]({_address(element.get('href'))})")
            case "span" if element.get("lang"):
                inner = self._phrasing(element.children, in_role=in_role, breaks=" ")
                yield _Text(f"[{inner}]{{lang={element.get('lang')}}}")
            case "sup" | "sub":
                inner = self._phrasing(element.children, in_role=in_role, breaks=" ")
                yield _Text(f"[{inner}]{{.{self.language.word(CLASSES, _SPANS[element.name])}}}")
            case "ins" | "del":
                yield _Text(self._role(_WRAPPERS[element.name], element.children))
            case "span" if element.get("class") in _MARKED_SPANS:
                yield _Text(self._role(_MARKED_SPANS[element.get("class")], element.children))
            case _:
                yield from self._pieces(element.children, in_role=in_role, breaks=breaks)

    def _role(self, name: str, words: Content, target: str = "") -> str:
        """A role with its words and its target, within as many backquotes as it takes."""
        written = self._phrasing(words, in_role=True, breaks=" ").strip(" ")
        text = " ".join(part for part in (written, f"<{target}>" if target else "") if part)
        ticks = "`" * (1 + max((len(run) for run in _TICKS.findall(text)), default=0))
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{{{self.language.word(ROLES, name)}}}{ticks}{pad}{text}{pad}{ticks}"

    def _see(self, see: Element) -> str:
        form, target = see.get("form", "full"), see.get("target")
        if form == "text" and see.children:
            return self._role("see", see.children, target)
        return self._role(form if form in {"title", "number", "page"} else "see", (target,))

    def _term(self, term: Element) -> str:
        target = term.get("target")
        is_same = " ".join(texts(term.children).split()) == target
        return self._role("term", term.children, "" if is_same else target)

    def _index(self, mark: Element) -> str:
        """One role for all marks of the same words."""
        marks = [mark]
        while len(marks[-1].children) == 1 and isinstance(inner := marks[-1].children[0], Element) and inner.name == "x-index":
            marks.append(inner)
        words = marks[-1].children
        headings = [self._heading(each) for each in marks]
        is_same = len(marks) == 1 and dict(mark.attributes) == _plain_entry(words) and not _has_variable(words)
        return self._role("index", words, "" if is_same else "; ".join(headings))

    def _heading(self, mark: Element) -> str:
        levels: list[str] = json.loads(mark.get("entry"))
        said = [self.language.word(INDEX_OPTIONS, "main")] if mark.get("main") == "true" else []
        if mark.get("range"):
            said.append(self.language.word(INDEX_OPTIONS, mark.get("range")))
        for name in ("see", "see-also"):
            if mark.get(name):
                said.append(f"{self.language.word(INDEX_OPTIONS, name)} {mark.get(name)}")
        return "|".join(["!".join(levels), *said])


def _neighbours_joined(nodes: Content) -> Iterator[Node]:
    """The nodes with emphasis right after its like, and code after code, made one: Markdown cannot tell them apart."""
    pending: Node | None = None
    for node in nodes:
        if isinstance(pending, Element) and isinstance(node, Element) and pending.name == node.name in _JOINED:
            pending = Element(pending.name, pending.attributes, joined((*pending.children, *node.children)))
            continue
        if pending is not None:
            yield pending
        pending = node
    if pending is not None:
        yield pending


def _plain_entry(words: Content) -> Mapping[str, str]:
    """The attributes of a mark whose heading is its words."""
    heading = " ".join(texts(words).split())
    return {} if "|" in heading else {"entry": json.dumps([heading], ensure_ascii=False)}


def _has_variable(nodes: Iterable[Node]) -> bool:
    return any(below.name == "x-variable" for node in nodes if isinstance(node, Element) for below in node.iter())


def _code(text: str) -> str:
    text = text.replace("\n", " ")
    ticks = "`" * (1 + max((len(run) for run in _TICKS.findall(text)), default=0))
    # One space at each end is taken off again (CommonMark §6.1).
    pad = " " if text.startswith("`") or text.endswith("`") or (text != text.strip() and text[0] == text[-1] == " ") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _address(href: str) -> str:
    is_plain = not re.search(r"[\s()<>]", href)
    return href if is_plain else "<" + href.replace("<", "%3C").replace(">", "%3E") + ">"


def _set_apart(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with other signs (``_``) for emphasis right beside other emphasis: ``**_mot_**``."""
    opened: list[int] = []
    for place, piece in enumerate(pieces):
        if isinstance(piece, _Text):
            continue
        if not piece.opens:
            first = opened.pop()
            pieces[place] = _Mark(piece.element, False, _signs(pieces, first, place))
            pieces[first] = _Mark(piece.element, True, _signs(pieces, first, place))
            continue
        opened.append(place)
    return pieces


def _signs(pieces: list[_Piece], first: int, last: int) -> str:
    """The signs that none of the four neighbours of emphasis has; those within are set before those around them."""
    inner = {p.signs for p in (*pieces[first + 1 : first + 2], *pieces[last - 1 : last]) if isinstance(p, _Mark)}
    before = _neighbour(pieces, first - 1)
    outer = {before.signs} if isinstance(before, _Mark) and not before.opens else set[str]()
    own = pieces[first]
    is_edge = isinstance(before, _Mark) and before.opens and isinstance(own, _Mark) and own.element == "em"
    wanted = "_" if is_edge and "_" not in inner else "*"
    return next((signs for signs in (wanted, "*", "_") if signs not in inner | outer), wanted)


def _neighbour(pieces: list[_Piece], place: int) -> _Piece | None:
    while place >= 0 and isinstance(piece := pieces[place], _Text) and not piece.written:
        place -= 1
    return pieces[place] if place >= 0 else None


def _joined(pieces: list[_Piece]) -> str:
    """The pieces in one string; what would keep a mark from being one is written by its number (CommonMark §6.2)."""
    written = _spaced_once(pieces)
    for place, piece in enumerate(pieces):
        if isinstance(piece, _Mark):
            _make_flanking(written, place, piece)
        elif piece.written.startswith("`") and place and _ends_in_ticks(written[place - 1]):
            written[place] = " " + written[place]
        elif piece.written[:1] in {"[", "{", "(", ":"} and place:
            _guard(written, place)
    return "".join(written)


def _spaced_once(pieces: list[_Piece]) -> list[str]:
    """What is written of each piece; of spaces that meet, where a line break was one, say, the first stays."""
    written, spaced = list[str](), False
    for piece in pieces:
        text = piece.written.lstrip(" ") if spaced and isinstance(piece, _Text) else piece.written
        written.append(text)
        spaced = text.endswith(" ") if text else spaced
    return written


def _ends_in_ticks(text: str) -> bool:
    return text.endswith("`") and not text.endswith("\\`")


def _guard(written: list[str], place: int) -> None:
    """An exclamation mark before a bracket would make a picture of it; brackets before what follows, a link or a span."""
    before = next((n for n in range(place - 1, -1, -1) if written[n]), None)
    if before is None:
        return
    last = "!" if written[place].startswith("[") and written[before].endswith("!") else "]"
    if written[before].endswith(last) and not written[before].endswith("\\" + last):
        written[before] = f"{written[before][:-1]}\\{last}"


def _make_flanking(written: list[str], place: int, mark: _Mark) -> None:
    before = next((n for n in range(place - 1, -1, -1) if written[n]), None)
    after = next((n for n in range(place + 1, len(written)) if written[n]), None)
    left = written[before][-1] if before is not None else ""
    right = written[after][0] if after is not None else ""
    inner, outer = (right, left) if mark.opens else (left, right)
    inner_at, outer_at = (after, before) if mark.opens else (before, after)
    if inner_at is not None and is_space(inner):
        written[inner_at] = _encoded(written[inner_at], first=mark.opens)
        inner = "&"
    has_letter = bool(outer) and not is_space(outer) and not is_punctuation(outer)
    if has_letter and outer_at is not None and (mark.signs == "_" or (inner and may_be_punctuation(inner))):
        written[outer_at] = _encoded(written[outer_at], first=not mark.opens)


def _encoded(text: str, *, first: bool) -> str:
    return entity(text[0]) + text[1:] if first else text[:-1] + entity(text[-1])
