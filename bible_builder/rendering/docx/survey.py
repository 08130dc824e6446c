"""What must be known before the first paragraph: where references lead, what Word will number, which pages are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from bible_builder.model.book import Book, Matter
from bible_builder.model.locators import Target, read_targets
from bible_builder.model.styles import StyleSheet
from bible_builder.model.tree import Content, Element
from bible_builder.rendering.docx.letters import ems
from bible_builder.rendering.docx.numbering import HeadingNumbers
from bible_builder.rendering.docx.paper import Paper
from bible_builder.rendering.docx.rows import is_row, numbered, row, squeezed

HEADINGS = frozenset(
    {"chapter-title", "part-title", "annex-title", "heading-2", "heading-3", "heading-4", "annex-heading", "annex-subheading"}
)
CAPTIONS = frozenset({"caption", "figure-caption"})
ENTRIES = ("toc-1", "toc-2", "toc-3")


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a reference leads: the text its bookmark holds, and the number that Word prints before it ("": none)."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class SeeReference:
    """A heading of the index that refers to another: its levels, and the words of the reference."""

    entry: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Survey:
    """The facts of a book.

    ``anchors`` are the ids whose page is asked for, ``front`` the ids of the front matter, ``listed`` those in the contents,
    ``depth`` the number of its levels, ``widest`` the width of each level's widest number (ems, by style);
    ``ranges`` leads from the mark where a range of the index begins to the one where it ends;
    ``calls`` leads from an anchor in a note to that of the note's call, whose page LibreOffice can tell;
    ``paper`` holds what the layout says of the boxes of a cover.
    """

    landings: Mapping[str, Landing] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    anchors: tuple[str, ...] = ()
    front: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    depth: int = 0
    widest: Mapping[str, float] = field(default_factory=dict)
    ranges: Mapping[str, str] = field(default_factory=dict)
    calls: Mapping[str, str] = field(default_factory=dict)
    see: tuple[SeeReference, ...] = ()
    paper: Paper = field(default_factory=lambda: Paper(""))


def survey(book: Book) -> Survey:
    """The facts of a book."""
    elements = [element for unit in book.units for top in unit.content if isinstance(top, Element) for element in top.iter()]
    names = [row(element).name for element in elements]
    rows: dict[str, list[Element]] = {}
    for name, element in zip(names, elements, strict=True):
        rows.setdefault(name, []).append(element)
    ids = {name for element in elements if (name := element.get("id"))} | {unit.annex.anchor for unit in book.units if unit.annex}
    targets = [target for element in rows.get("locators", ()) for target in read_targets(element.get("data-targets"))]
    folios = [element.get("href").removeprefix("#") for element in rows.get("folio", ())]
    places = (*folios, *(place for target in targets for place in (target.start, target.end)))
    entries = [entry for name in ENTRIES for entry in rows.get(name, ())]
    asked = frozenset(place for place in places if place in ids)
    return Survey(
        landings=_landings(zip(names, elements, strict=True), book.stylesheet),
        ids=frozenset(ids),
        anchors=tuple(dict.fromkeys(place for place in places if place in asked)),
        front=frozenset(_front_ids(book)),
        listed=frozenset(link.get("href").removeprefix("#") for entry in entries for link in entry.iter() if link.get("href")),
        widest=_widest(entries),
        depth=max((int(row(entry).name[-1]) for entry in entries), default=0),
        ranges=_ranges(targets, elements, rows.get("note", ())),
        calls={
            inner.get("id"): call_of(note) for note in rows.get("note", ()) for inner in note.iter() if inner.get("id") in asked
        },
        see=tuple(reference for index in rows.get("index", ()) for reference in _see_below(index, ())),
        paper=Paper(book.css),
    )


def _widest(entries: Iterable[Element]) -> Mapping[str, float]:
    widest: dict[str, float] = {}
    for entry in entries:
        style = row(entry).style
        numbers = (squeezed(inner.children) for inner in entry.iter() if is_row(inner, "number"))
        widest[style] = max(widest.get(style, 0.0), *map(ems, numbers), 0.0)
    return widest


def call_of(note: Element) -> str:
    """The anchor of a note's call."""
    return f"{note.get('id')}..call"


def _front_ids(book: Book) -> Iterator[str]:
    for unit in book.units:
        if unit.matter is Matter.FRONT:
            yield from (name for top in unit.content if isinstance(top, Element) for e in top.iter() if (name := e.get("id")))


def _ranges(targets: Iterable[Target], elements: Iterable[Element], notes: Iterable[Element]) -> Mapping[str, str]:
    """First mark → last mark, where both are there in that order and neither stands in a note, another story for Word."""
    order = {name: place for place, element in enumerate(elements) if (name := element.get("id"))}
    noted = {inner.get("id") for note in notes for inner in note.iter()}
    known = ((target.start, target.end) for target in targets if target.start in order and target.end in order)
    return {start: end for start, end in known if order[start] < order[end] and not {start, end} & noted}


def _landings(named: Iterable[tuple[str, Element]], sheet: StyleSheet) -> Mapping[str, Landing]:
    """By id: a heading's text, for itself and for the section that it heads; a caption's label, for its figure or table."""
    numbers, landings, owners = HeadingNumbers(), dict[str, Landing](), dict[int, str]()
    for name, element in named:
        if name in HEADINGS:
            landing = _heading(element, sheet, numbers)
        elif name in CAPTIONS and (labels := [child for child in element.elements if is_row(child, "label")]):
            landing = Landing(squeezed(labels[0].children))
        else:
            owners |= {id(child): element.get("id") for child in element.elements} if element.get("id") else {}
            continue
        landings |= dict.fromkeys({element.get("id"), owners.get(id(element), "")} - {""}, landing)
    return landings


def _heading(element: Element, sheet: StyleSheet, numbers: HeadingNumbers) -> Landing:
    number, rest = numbered(element.children)
    style = row(element).style
    takes = style in sheet.styles and numbers.takes(str(sheet.resolved(style).get("numbering", "")), number)
    return Landing(squeezed(rest), number if takes else "")


def _see_below(element: Element, above: tuple[str, ...]) -> Iterator[SeeReference]:
    """The references of the headings below, each heading with those it stands under."""
    for child in element.elements:
        if is_row(child, "index-1", "index-2", "index-3"):
            heading, references = _split_entry(child.children)
            above = (*above, heading)
            yield from (SeeReference(above, text) for text in references)
        else:
            yield from _see_below(child, above)


def _split_entry(children: Content) -> tuple[str, list[str]]:
    """A heading's own words, and each *see* after it: what begins with an emphasised word."""
    heads = next((place for place, child in enumerate(children) if is_row(child, "locators", "emphasis")), len(children))
    starts = [place for place, child in enumerate(children) if is_row(child, "emphasis")]
    chunks = [squeezed(children[start:end]) for start, end in pairwise([*starts, len(children)])]
    trailing = " ,;:\u00a0\u202f"
    return squeezed(children[:heads]).rstrip(trailing), [chunk.rstrip(trailing) for chunk in chunks]


def entry_of(mark: Element) -> tuple[str, ...]:
    """The levels of the index heading that a mark points from."""
    return tuple(str(level) for level in json.loads(mark.get("data-entry")))
