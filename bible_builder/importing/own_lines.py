"""A line of ours as pandoc gives it: signs become the marks that they stand for, references what their author wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bible_builder.importing.ast_phrasing import Phrasing, stripped, tidied
from bible_builder.importing.nesting import Around, Leaf, leaves, nested
from bible_builder.importing.own_marks import SIGN, Mark, Paragraph, Register, is_paragraph_sign, opens
from bible_builder.importing.own_origin import Origin
from bible_builder.importing.own_references import with_references
from bible_builder.importing.pandoc import Json
from bible_builder.model.tree import Content, Element, joined

_ELEMENTS: Final = {
    "emphasis": Element("em"), "strong": Element("strong"), "code": Element("code"), "superscript": Element("sup"),
    "subscript": Element("sub"), "defined": Element("dfn"), "inserted": Element("ins"), "deleted": Element("del"),
    "speaker": Element("span", {"class": "speaker"}), "actor": Element("span", {"class": "actor"}),
    "time-limit": Element("span", {"class": "time-limit"}),
}  # fmt: skip
"""Character style of the sheet → the element it dresses; the others dress links, numbers and what marks stand for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: what the register knows of it (None when somebody has put it in), and its words."""

    paragraph: Paragraph | None
    words: Content


class OwnPhrasing(Phrasing):
    """Reads inlines of a document of ours: its character styles by the role they have."""

    def __init__(self, origin: Origin, register: Register) -> None:
        super().__init__()
        self._origin, self._register = origin, register

    def styled(self, style: str, words: Content) -> Content | None:
        """The words in the element that a character style of ours dresses; None for a style that is not ours."""
        role = self._origin.role(style)[0]
        if not role:
            return None
        element = _ELEMENTS.get(role)
        return (element.with_children(words),) if element is not None and words else words

    def note_line(self, blocks: Sequence[Json]) -> Content:
        """The words of a note, as one line."""
        return self.line(joined(node for block in blocks for node in (*self._line(block), " "))).words

    def lines(self, inlines: Sequence[Json]) -> Line:
        """A paragraph with what is known of it."""
        return self.line(self.read(inlines))

    def line(self, words: Content) -> Line:
        """The line that words with signs make. A second paragraph that runs on in it (its end was deleted) gives only words."""
        known: list[Paragraph] = []
        found = list(self._marked(list(leaves(words)), known))
        paragraph = known[0] if known else None
        if paragraph is not None and paragraph.language:
            found = [replace(leaf, around=tuple(a for a in leaf.around if not _is_language(a))) for leaf in found]
        made = with_references(nested(found), self._origin.language)
        return Line(paragraph, stripped(tidied(made)))

    def _marked(self, found: Sequence[Leaf], known: list[Paragraph]) -> Iterator[Leaf]:
        """The leaves without signs, each with the marks that are open where it stands."""
        current: dict[int, Around] = {}
        empty: set[int] = set()
        for leaf in found:
            if not isinstance(leaf.node, str):
                empty.clear()
                yield replace(leaf, around=(*current.values(), *leaf.around))
                continue
            before = 0
            for sign in SIGN.finditer(leaf.node):
                if sign.start() > before:
                    empty.clear()
                    yield Leaf(leaf.node[before : sign.start()], (*current.values(), *leaf.around))
                before = sign.end()
                yield from self._sign(sign[1], int(sign[2]), current, empty, known)
            if before < len(leaf.node) or not leaf.node:
                empty.clear()
                yield Leaf(leaf.node[before:], (*current.values(), *leaf.around))

    def _sign(
        self, sign: str, number: int, current: dict[int, Around], empty: set[int], known: list[Paragraph]
    ) -> Iterator[Leaf]:
        if is_paragraph_sign(sign):
            known.extend(self._register.paragraphs[number : number + 1])
        elif opens(sign) and number < len(self._register.marks):
            current[number] = Around(_element(self._register.marks[number]), ("mark", _key(self._register.marks[number], number)))
            empty.add(number)
        elif number in current:
            if number in empty:
                yield Leaf("", tuple(current.values()))
                empty.clear()
            del current[number]


def _key(mark: Mark, number: int) -> object:
    """Neighbours in one language, and inserted words, are one; any other mark is one of its own."""
    return (mark.kind, mark.attributes.get("lang", "")) if mark.kind in {"lang", "ins"} else number


def _element(mark: Mark) -> Element:
    attributes: Mapping[str, str] = mark.attributes
    match mark.kind:
        case "index":
            return Element("x-index", attributes)
        case "term":
            return Element("x-term", {"target": attributes["target"].removeprefix("term-")})
        case "lang":
            return Element("span", {"lang": attributes["lang"]})
        case "ins":
            return Element("ins")
    return Element(f"x-{mark.kind}-piece", attributes)


def _is_language(around: Around) -> bool:
    return around.element.name == "span" and bool(around.element.get("lang"))
