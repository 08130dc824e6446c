"""What stands in a paragraph of ours, marked for the way through pandoc: fields, links within the book, bookmarks, languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bible_builder.importing.index_fields import entry_levels
from bible_builder.importing.ooxml import qn, value
from bible_builder.importing.own_marks import Mark, Register
from bible_builder.importing.own_origin import Origin
from bible_builder.importing.own_styles import Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_APART: Final = frozenset(map(qn, ("w:p", "w:txbxContent", "w:pPr", "w:rPr")))
_W_NAME, _W_ID, _W_TYPE, _W_ANCHOR = (qn(f"w:{name}") for name in ("name", "id", "fldCharType", "anchor"))
_CODE: Final = re.compile(r'\s*(\w+)\s+(?:"((?:\\.|[^"\\])*)"|(\S+))?(.*)', re.DOTALL)
_RANGE: Final = re.compile(r"\\r\s+\"?([^\s\"]+)")
_REFERENCES: Final = {"REF": "see", "PAGEREF": "page"}
_SILENT: Final = frozenset({"SEQ"})
"""Fields whose result is text like any other."""

_GIVEN: Final = ("block-", "section-")
"""How the ids of what an author can name begin; others are made by assembly and the layout."""

_TERM_LINK: Final = re.compile(r"mark-.*-t\d+")
_REGIONS: Final = {"fr-FR": "fr", "en-GB": "en", "de-DE": "de", "es-ES": "es", "it-IT": "it", "nl-NL": "nl", "pt-PT": "pt"}
"""The region that the Word writer gives a language which has none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An index field: the levels of its heading, whether its place is the main one, the bookmark of its range ("" for none)."""

    levels: tuple[str, ...]
    main: bool = False
    range: str = ""

    def mark(self, end: str = "") -> Mark:
        """The mark that it makes; ``end``: whether a range begins (``begin``) or ends there. Its beginning says if it is main."""
        main = "true" if self.main and end != "end" else ""
        attributes = {"entry": json.dumps(self.levels, ensure_ascii=False), "main": main, "range": end}
        return Mark("index", {name: text for name, text in attributes.items() if text})


@dataclass(slots=True)
class _Field:
    """A complex field being read (§17.16.18): the runs that begin, tell, part and end it, and its code."""

    controls: list[_Element] = field(default_factory=list)
    code: str = ""


def index_field(code: str) -> Asked | None:
    """What an XE field asks for; None for another field, and for a reference that stands on no page."""
    found = _CODE.match(code)
    if found is None or found[1].upper() != "XE":
        return None
    switches = found[4] or ""
    levels = tuple(entry_levels((found[2] or found[3] or "").replace('\\"', '"')))
    if not levels or re.search(r"\\t\b", switches):
        return None
    spans = _RANGE.search(switches)
    return Asked(levels, bool(re.search(r"\\b(?![a-z])", switches)), spans[1] if spans else "")


class Runs:
    """Marks the paragraphs of a document; ranges of the index may lead from one to another."""

    def __init__(self, origin: Origin, sheet: Sheet, register: Register) -> None:
        self._origin, self._sheet, self._register = origin, sheet, register
        self._ranges: dict[str, Asked | None] = {}  # by bookmark; None until its field has been read
        self._range_ids: dict[str, str] = {}

    def mark(self, paragraph: _Element, role: str) -> tuple[tuple[str, ...], dict[str, str], str]:
        """Mark one paragraph in place. Returns the ids of its bookmarks, what they bear, the language of all its words."""
        return _Marking(self, paragraph, role).mark()


class _Marking:
    """One paragraph being marked."""

    def __init__(self, runs: Runs, paragraph: _Element, role: str) -> None:
        self._runs, self._paragraph, self._role = runs, paragraph, role
        self._origin, self._register = runs._origin, runs._register
        self._fields: list[_Field] = []
        self._asked: list[tuple[Asked, _Element]] = []
        self._open: dict[str, tuple[_Element, str]] = {}  # by number: where it begins, its closing sign ("": it has no field)
        self._closed: tuple[_Element, _Element] | None = None  # beginning and end of the last mark without field, if it ends here
        self._anchors: list[str] = []
        self._borne: dict[str, str] = {}
        self._languages: set[str] = set()
        self._leads = role.startswith("heading") or role == "caption"
        code = "".join(told.text or "" for told in paragraph.iter(qn("w:instrText")))
        runs._ranges |= {name: None for name in _RANGE.findall(code) if name not in runs._ranges}

    def mark(self) -> tuple[tuple[str, ...], dict[str, str], str]:
        for element in list(_inline(self._paragraph)):
            if element.tag == qn("w:r"):
                self._run(element)
            elif element.tag == qn("w:bookmarkStart"):
                self._begin(element)
            elif element.tag == qn("w:bookmarkEnd"):
                self._end(element)
            elif element.tag == qn("w:fldSimple"):
                self._simple(element)
        for element in list(_inline(self._paragraph)):
            if element.tag == qn("w:hyperlink") and element.get(_W_ANCHOR):
                self._link(element)
        for asked, place in self._asked:  # fields that somebody has put in without words
            self._around(place, place, asked.mark())
            _remove(place)
        language = next(iter(self._languages)) if len(self._languages) == 1 else ""
        return tuple(self._anchors), self._borne, language

    # runs ----------------------------------------------------------------------------------------------------------------------

    def _run(self, run: _Element) -> None:
        sign = run.find(qn("w:fldChar"))
        if sign is not None:
            self._field_sign(run, sign.get(_W_TYPE, ""))
        elif self._fields and (told := run.find(qn("w:instrText"))) is not None:
            self._fields[-1].code += told.text or ""
            self._fields[-1].controls.append(run)
        else:
            self._words(run)

    def _field_sign(self, run: _Element, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        if not self._fields:
            return
        self._fields[-1].controls.append(run)
        if kind == "end":
            self._close_field(self._fields.pop())

    def _close_field(self, done: _Field) -> None:
        found = _CODE.match(done.code)
        name = found[1].upper() if found else ""
        target = (found[2] or found[3] or "") if found else ""
        if name in _REFERENCES:
            numbered = {"number": "yes"} if re.search(r"\\[rnw]\b", done.code) else {}
            mark = Mark(_REFERENCES[name], {"target": self._origin.anchor(target), **numbered})
            self._around(done.controls[0], done.controls[-1], mark)
        elif name == "XE":
            asked = index_field(done.code)
            if asked is not None:
                self._ask(asked, done.controls.pop(0))
        elif name not in _SILENT:
            return
        for control in done.controls:
            _remove(control)

    def _simple(self, element: _Element) -> None:
        """A field in one element (§17.16.19): as a complex one."""
        found = _CODE.match(element.get(qn("w:instr"), ""))
        name = found[1].upper() if found else ""
        if found and name in _REFERENCES:
            mark = Mark(_REFERENCES[name], {"target": self._origin.anchor(found[2] or found[3] or "")})
            self._around(element, element, mark)
        if name in _REFERENCES or name in _SILENT:
            _unwrap(element)

    def _words(self, run: _Element) -> None:
        properties = run.find(qn("w:rPr"))
        role = self._origin.role(self._runs._sheet.name(value(properties, "w:rStyle") or ""))[0]
        if self._is_number(run, role):
            _remove(run)
            return
        has_words = any(child.tag in {qn("w:t"), qn("w:drawing")} for child in run)
        if not has_words or properties is None:
            if has_words:
                self._leads = False
                self._languages.add("")
            return
        self._leads = False
        self._line_below(run, properties, role)
        spoken = properties.find(qn("w:lang"))
        tag = spoken.get(qn("w:val"), "") if spoken is not None else ""
        language = _REGIONS.get(tag, tag)
        is_other = language not in {"", self._origin.language}
        self._languages.add(language if is_other and role != "foreign" else "")
        if is_other:
            self._around(run, run, Mark("lang", {"lang": language, "role": role}))

    def _is_number(self, run: _Element, role: str) -> bool:
        """Whether a run only numbers what follows: label and number of a caption or heading, number of a note."""
        if role == "note-call":
            return run.find(qn("w:footnoteReference")) is None
        return self._leads and role in {"label", "number"}

    def _line_below(self, run: _Element, properties: _Element, role: str) -> None:
        """A line below words that have a style of their own is that of what stands around them: a link, or inserted words."""
        line = properties.find(qn("w:u"))
        if line is None or not role:
            return
        properties.remove(line)
        in_link = any(ancestor.tag == qn("w:hyperlink") for ancestor in run.iterancestors())
        if not in_link and role not in {"link", "term-reference", "inserted"}:
            self._around(run, run, Mark("ins"))

    # bookmarks -----------------------------------------------------------------------------------------------------------------

    def _begin(self, element: _Element) -> None:
        name, number = element.get(_W_NAME, ""), element.get(_W_ID, "")
        if name in self._runs._ranges:
            self._runs._range_ids[number] = name
        elif name in self._origin.borne:
            self._borne |= self._origin.borne[name]
        else:
            self._begin_anchor(self._origin.anchor(name), number, element)

    def _begin_anchor(self, anchor: str, number: str, element: _Element) -> None:
        if anchor.startswith(_GIVEN):
            self._anchors.append(anchor)
        elif anchor.startswith("mark-") and not _TERM_LINK.fullmatch(anchor):
            asked = self._take()
            if asked is not None:
                begins = "begin" if asked.range else ""
                self._open[number] = element, self._signed(element, asked.mark(begins))
            else:
                self._open[number] = element, ""

    def _end(self, element: _Element) -> None:
        number = element.get(_W_ID, "")
        if number in self._open:
            beginning, closing = self._open.pop(number)
            _insert(element, closing)
            self._closed = None if closing else (beginning, element)
        elif number in self._runs._range_ids:
            asked = self._runs._ranges.get(self._runs._range_ids.pop(number))
            if asked is not None and self._closed is not None:
                self._around(*self._closed, asked.mark("end"))

    def _ask(self, asked: Asked, place: _Element) -> None:
        self._asked.append((asked, place))
        if asked.range:
            self._runs._ranges[asked.range] = asked

    def _take(self) -> Asked | None:
        """The field of a mark that begins: the one right before it; in headings, where all stand before the title, the first."""
        if not self._asked:
            return None
        asked, place = self._asked.pop(0 if self._role.startswith("heading") else -1)
        _remove(place)
        return asked

    def _signed(self, element: _Element, mark: Mark) -> str:
        opening, closing = self._register.mark(mark)
        _insert(element, opening, before=True)
        return closing

    # links ---------------------------------------------------------------------------------------------------------------------

    def _link(self, element: _Element) -> None:
        anchor = self._origin.anchor(element.get(_W_ANCHOR, ""))
        roles = {self._role_of(run) for run in element.iter(qn("w:r"))}
        kind = "term" if anchor.startswith("term-") and "cross-reference" not in roles else "page" if "folio" in roles else "see"
        self._around(element, element, Mark(kind, {"target": anchor, "link": "yes"}))
        _unwrap(element)

    def _role_of(self, run: _Element) -> str:
        return self._origin.role(self._runs._sheet.name(value(run.find(qn("w:rPr")), "w:rStyle") or ""))[0]

    def _around(self, first: _Element, last: _Element, mark: Mark) -> None:
        opening, closing = self._register.mark(mark)
        _insert(first, opening, before=True)
        _insert(last, closing)


def _inline(element: _Element) -> Iterator[_Element]:
    """What stands in the line, in order; neither text boxes nor properties."""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _APART:
            yield child
            if child.tag != qn("w:r"):
                yield from _inline(child)


def sign_run(text: str) -> _Element:
    """A run that holds nothing but a sign."""
    from lxml import etree

    run = etree.Element(qn("w:r"))
    etree.SubElement(run, qn("w:t")).text = text
    return run


def _insert(beside: _Element, sign: str, *, before: bool = False) -> None:
    """Put a sign before or after an element of the line."""
    if not sign:
        return
    if before:
        beside.addprevious(sign_run(sign))
    else:
        beside.addnext(sign_run(sign))


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: _Element) -> None:
    """Put an element's children in its place."""
    for child in list(element):
        element.addprevious(child)
    _remove(element)
