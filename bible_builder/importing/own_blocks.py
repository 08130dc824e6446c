"""From a flat sequence of paragraphs and tables to nested blocks: lists, callouts, cards, dialogues, definitions, quotations.

Word has no containers. What is one shows in styles (a framed style names its frame), in the numbers of lists, and in indents,
which tell how deep a block stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bible_builder.importing.own_marks import Item
from bible_builder.importing.own_units import Unit
from bible_builder.model.tree import Content, Element, Node
from bible_builder.model.vocabulary import EXTRACT, ORIENTATION
from bible_builder.model.words import words as words_of

_NEAR: Final = 40  # twips: lengths are rounded to points where there are frames
_CALLOUT: Final = "callout-"
_FRAMES: Final = frozenset({"letter", "kpi"})
_BEGINS_FRAME: Final = frozenset({"callout-title", "kpi-name"})
_CLASSED: Final = frozenset({"lead", "block-title", "step-head", "callout-title", "kpi-name", "kpi-value", "turn"})
_LISTED: Final = {"ul": "list-bullet", "ol": "list-number", "step": "step"}
_LABELS: Final = ("formula", "frequency", "source")
_BORNE: Final = (EXTRACT, ORIENTATION)
_ROLES: Final = {
    "dialogue": frozenset({"turn"}), "dl": frozenset({"defined-word", "definition"}), "dd": frozenset({"definition"}),
}  # fmt: skip
"""Containers that hold only paragraphs of certain styles."""


@dataclass(slots=True)
class _Open:
    """A container that blocks are still added to. ``base`` is the indent around it, ``inner`` that of what stands in it."""

    kind: str  # root, frame, list, item, quotation, dialogue, dl, dd
    base: int = 0
    inner: int = 0
    role: str = ""
    item: Item | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


class Blocks:
    """Builds the blocks of one section; ``lefts`` gives the indent of each style's paragraphs, in twips."""

    def __init__(self, language: str, lefts: Mapping[str, int]) -> None:
        self._said = words_of(language if language in {"fr", "en"} else "fr")
        self._lefts = lefts
        self._stack = [_Open("root", base=-(10**6), inner=-(10**6))]
        self._caption: Unit | None = None

    def build(self, units: Sequence[Unit]) -> tuple[Element, ...]:
        """The blocks; headings are ``x-heading`` with ``level`` 2 or 3 and their id."""
        for place, unit in enumerate(units):
            self._add(unit, units[place + 1] if place + 1 < len(units) else None)
        while len(self._stack) > 1:
            self._close()
        return tuple(node for node in self._stack[0].children if isinstance(node, Element))

    def _add(self, unit: Unit, following: Unit | None) -> None:
        if unit.role == "caption" and self._captions(unit, following):
            return
        place = next((n for n, is_open in enumerate(self._stack) if not self._accepts(n, unit)), len(self._stack))
        while len(self._stack) > place:
            self._close()
        opened = len(self._stack)
        self._open_for(unit)
        anchors, borne = list(unit.anchors), dict(unit.borne)
        for container in self._stack[opened:]:
            if container.kind in {"frame", "list", "dialogue", "quotation", "dl"}:
                _give(container.attributes, anchors, borne)
        self._stack[-1].children.extend(self._block(unit, anchors, borne))

    # what takes a unit in --------------------------------------------------------------------------------------------------

    def _accepts(self, place: int, unit: Unit) -> bool:
        """Whether the open container at ``place`` may hold the unit; those around it do."""
        top = self._stack[place]
        if unit.role.startswith("heading"):
            return top.kind == "root"
        if unit.is_table and (frame := self._frame_below(place + 1)) is not None and top.kind != "frame":
            unit = _moved(unit, -frame.inner + frame.base)
        if top.kind in _ROLES:
            return unit.role in _ROLES[top.kind] and _near(unit.base, top.base)
        if top.kind == "frame":
            return _frame_accepts(top, unit)
        if top.kind == "list":
            return _continues(top, unit) or _item_accepts(top, unit)
        if top.kind == "item":
            return _item_accepts(top, unit)
        return top.kind != "quotation" or unit.role == "quotation" or unit.base >= top.inner - _NEAR

    def _frame_below(self, end: int) -> _Open | None:
        return next((is_open for is_open in reversed(self._stack[:end]) if is_open.kind == "frame"), None)

    # what a unit begins ----------------------------------------------------------------------------------------------------

    def _open_for(self, unit: Unit) -> None:
        top = self._stack[-1]
        frame = _frame(unit)
        if frame and self._frame_below(len(self._stack)) is None:
            inner = unit.base + self._lefts.get(frame, 0)
            self._stack.append(_Open("frame", unit.base, inner, frame))
            top = self._stack[-1]
        if unit.item is not None:
            role = _LISTED[unit.item.kind]
            inner = unit.base + self._lefts.get(role, 0)
            if top.kind != "list":
                start = {"start": str(unit.item.start)} if unit.item.start != 1 and unit.item.kind != "ul" else {}
                self._stack.append(_Open("list", unit.base, inner, role, unit.item, start))
            self._stack.append(_Open("item", unit.base, inner, role))
        elif unit.role == "quotation" and top.kind != "quotation":
            self._stack.append(_Open("quotation", unit.base, unit.base + self._lefts.get("quotation", 0)))
        elif unit.role == "turn" and top.kind != "dialogue":
            self._stack.append(_Open("dialogue", unit.base))
        elif unit.role in {"defined-word", "definition"}:
            if top.kind not in {"dl", "dd"}:
                self._stack.append(_Open("dl", unit.base))
            if unit.role == "definition" and self._stack[-1].kind != "dd":
                self._stack.append(_Open("dd", unit.base, unit.base + self._lefts.get("definition", 0)))

    # blocks ----------------------------------------------------------------------------------------------------------------

    def _block(self, unit: Unit, anchors: list[str], borne: dict[str, str]) -> Sequence[Element]:
        attributes: dict[str, str] = {}
        if unit.is_table:
            return (self._table(unit, anchors, borne),)
        if unit.element is not None:
            return (self._figure(unit, anchors, borne),)
        if unit.role.startswith("heading"):
            ids = {"id": anchors[0]} if anchors else {}
            lang = {"lang": unit.language} if unit.language else {}
            return (Element("x-heading", {"level": "2" if unit.role <= "heading-3" else "3", **ids, **lang}, unit.words),)
        if unit.role in _CLASSED:
            attributes["class"] = unit.role
        _give(attributes, anchors, {})
        if unit.language:
            attributes["lang"] = unit.language
        if unit.role == "defined-word":
            return (Element("dt", attributes, self._labelled(unit.words, _LABELS) if self._is_in("kpi") else unit.words),)
        title = self._labelled(unit.words, (_frame(unit).removeprefix(_CALLOUT),)) if unit.role == "callout-title" else unit.words
        return (Element("p", attributes, title),)

    def _is_in(self, frame: str) -> bool:
        found = self._frame_below(len(self._stack))
        return found is not None and found.role == frame

    def _labelled(self, line: Content, names: Sequence[str]) -> Content:
        """A line that is a word of the bible's language, as that word: its author gave none."""
        name = next((name for name in names if line == (self._said.get(name),)), None)
        return line if name is None else (Element("x-label", {"word": name}),)

    def _captions(self, unit: Unit, following: Unit | None) -> bool:
        """Take a caption: that of the figure above it, or of the table below it."""
        above = self._stack[-1].children[-1] if self._stack[-1].children else None
        is_figure = isinstance(above, Element) and above.name == "figure" and not _has_caption(above)
        if "src" in unit.borne or (is_figure and (following is None or not following.is_table)):
            if not is_figure or not isinstance(above, Element):
                return False
            attributes = dict(above.attributes)
            _give(attributes, list(unit.anchors), dict(unit.borne))
            image = _with_origin(above.elements[0], unit.borne)
            caption = Element("figcaption", {}, _without_separator(unit.words, self._said["label-separator"]))
            self._stack[-1].children[-1] = Element("figure", attributes, (image, caption))
            return True
        if following is not None and following.is_table:
            self._caption = unit
            return True
        return False

    def _table(self, unit: Unit, anchors: list[str], borne: dict[str, str]) -> Element:
        assert unit.element is not None
        caption, self._caption = self._caption, None
        attributes = dict(unit.element.attributes)
        if caption is not None:
            anchors, borne = [*caption.anchors, *anchors], {**borne, **caption.borne}
        _give(attributes, anchors, borne)
        parts: list[Node] = []
        if caption is not None:
            parts.append(Element("caption", {}, _without_separator(caption.words, self._said["label-separator"])))
        widths = borne.get("widths", "").split()
        if widths:
            columns = ({"data-width": width} if width != "0" else {} for width in widths)
            parts.append(Element("colgroup", {}, tuple(Element("col", width) for width in columns)))
        return Element("table", attributes, (*parts, *unit.element.children))

    def _figure(self, unit: Unit, anchors: list[str], borne: dict[str, str]) -> Element:
        assert unit.element is not None
        attributes: dict[str, str] = {}
        _give(attributes, anchors, borne)
        return Element("figure", attributes, (_with_origin(unit.element, borne),))

    # the end of a container ------------------------------------------------------------------------------------------------

    def _close(self) -> None:
        done = self._stack.pop()
        _raise_language(done)
        self._stack[-1].children.append(Element(*_shape(done), tuple(done.children)))


def _frame_accepts(top: _Open, unit: Unit) -> bool:
    if unit.is_table:
        return top.inner > top.base and unit.base >= top.inner - _NEAR
    return _frame(unit) == top.role and unit.role not in _BEGINS_FRAME and unit.base >= top.base - _NEAR


def _continues(top: _Open, unit: Unit) -> bool:
    """Whether the unit is the next item of a list."""
    if unit.item is None or top.item is None or not _near(unit.base, top.base):
        return False
    return unit.item.kind == top.item.kind and unit.item.list == top.item.list


def _item_accepts(top: _Open, unit: Unit) -> bool:
    """Whether the unit stands in the item: further in, or without number in the list's own style."""
    goes_on = unit.item is None and unit.role == top.role and _near(unit.base, top.base)
    return goes_on or unit.base >= top.inner - _NEAR


def _raise_language(done: _Open) -> None:
    """A language that all blocks of a container share is the container's."""
    languages = {node.get("lang") for node in done.children if isinstance(node, Element)}
    if len(languages) == 1 and (language := languages.pop()):
        done.attributes["lang"] = language
        done.children = [n.with_attributes(lang=None) if isinstance(n, Element) else n for n in done.children]


def _shape(done: _Open) -> tuple[str, Mapping[str, str]]:
    """The name and the attributes of a container's element."""
    match done.kind:
        case "list":
            assert done.item is not None
            is_procedure = done.item.kind == "step"
            made = {"class": "procedure"} if is_procedure else {}
            return "ol" if is_procedure else done.item.kind, {**made, **done.attributes}
        case "item":
            return "li", {**({"class": "step"} if done.role == "step" else {}), **done.attributes}
        case "frame":
            if done.role.startswith(_CALLOUT):
                return "aside", {"class": done.role.removeprefix(_CALLOUT), **done.attributes}
            return "article" if done.role == "kpi" else "blockquote", {"class": done.role, **done.attributes}
        case "dialogue":
            return "blockquote", {"class": "dialogue", **done.attributes}
        case "quotation":
            return "blockquote", done.attributes
    return done.kind, done.attributes


def _frame(unit: Unit) -> str:
    """The frame that a unit stands in: that of its style, or its own style when it is a frame's."""
    if unit.frame:
        return unit.frame
    return unit.role if unit.role in _FRAMES or (unit.role.startswith(_CALLOUT) and unit.role != "callout-title") else ""


def _give(attributes: dict[str, str], anchors: list[str], borne: dict[str, str]) -> None:
    """Give a block the first id that waits for one, and what it bears; both are then taken."""
    if anchors and "id" not in attributes:
        attributes["id"] = anchors.pop(0)
    for name in _BORNE:
        if name in borne:
            attributes[name] = borne.pop(name)


def _with_origin(image: Element, borne: Mapping[str, str]) -> Element:
    """A picture of the bible's own by its path and its share of the measure; another one as it is."""
    if "src" not in borne or image.name != "x-picture":
        return image
    width = {"data-width": borne["data-width"]} if "data-width" in borne else {}
    return Element("img", {"src": borne["src"], "alt": image.get("alt"), **width})


def _has_caption(figure: Element) -> bool:
    return any(child.name == "figcaption" for child in figure.elements)


def _without_separator(line: Content, separator: str) -> Content:
    """A caption's words without what parts them from its number, whose run is gone."""
    if line and isinstance(line[0], str):
        first = line[0].lstrip(" \u00a0\u202f")
        sign = separator.strip()
        first = first.removeprefix(sign).lstrip(" \u00a0\u202f") if sign else first
        return (first, *line[1:]) if first else line[1:]
    return line


def _near(one: int, other: int) -> bool:
    return abs(one - other) <= _NEAR


def _moved(unit: Unit, by: int) -> Unit:
    return Unit(unit.section, unit.role, base=unit.base + by, left=unit.left + by, element=unit.element)
