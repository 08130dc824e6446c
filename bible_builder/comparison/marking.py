"""Marking what changed in the trees of a resolved bible: the smallest element around words that are new or other ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from bible_builder.comparison.blocks import At, Known, placed_blocks
from bible_builder.comparison.comparison import AnnexChange, BlockChange, BlockFate, Comparison, SheetChange
from bible_builder.model.bible import Annex, AnnexKind, Bible, Chapter, Sheet, Term, TermGroup
from bible_builder.model.changes import CHANGED
from bible_builder.model.tree import Content, Element, Node

_MARKED: Final = frozenset({BlockFate.CHANGED, BlockFate.INSERTED, BlockFate.MOVED})

Blocks = Mapping[str, tuple[BlockChange, ...]]


def marked(bible: Bible, comparison: Comparison) -> Bible:
    """The resolved ``bible`` with ``data-changed`` on what ``comparison`` says is new, other, or stands elsewhere; no word is
    another one. The comparison's new side is the snapshot of that same bible."""
    introductions = {chapter.id: chapter.blocks for chapter in comparison.chapters if chapter.blocks}
    sections = {section.id: section.blocks for _chapter, section in comparison.sections() if section.blocks}
    definitions = {term.id: term.blocks for term in comparison.terms if term.blocks}
    annexes = {annex.id: annex for annex in comparison.annexes}
    known = Known.of({}, (term.expansion for term in bible.terms))
    terms = {term.id: _term(term, definitions) for term in bible.terms}
    return replace(
        bible,
        chapters=tuple(_chapter(chapter, introductions, sections, known) for chapter in bible.chapters),
        terms=tuple(terms.values()),
        lexicon=tuple(TermGroup(group.letter, tuple(terms[term.id] for term in group.terms)) for group in bible.lexicon),
        annexes=tuple(_annex(annex, annexes[annex.id], known) if annex.id in annexes else annex for annex in bible.annexes),
    )


def _chapter(chapter: Chapter, introductions: Blocks, sections: Blocks, known: Known) -> Chapter:
    inner = tuple(
        replace(section, body=_content(section.body, _places(sections.get(section.id, ())), known))
        for section in chapter.sections
    )
    return replace(chapter, body=_content(chapter.body, _places(introductions.get(chapter.id, ())), known), sections=inner)


def _term(term: Term, definitions: Blocks) -> Term:
    """A definition of words alone becomes the paragraph that it is printed as."""
    paragraph = Element("p", {}, (), term.place("definition"))
    return replace(term, definition=_content(term.definition, _places(definitions.get(term.id, ())), Known(), paragraph))


def _annex(annex: Annex, change: AnnexChange, known: Known) -> Annex:
    """Of an annex the introduction and the text are one text to the comparison; its tables' rows are told by their places."""
    lead = Element("p", {"class": "lead"})
    places = list(_places(change.blocks))
    before = len(placed_blocks(annex.introduction, known))
    introduction = _content(annex.introduction, (place for place in places if place < before), known, lead)
    if annex.kind is AnnexKind.TABLE:
        body = _with_marks(annex.body, set(_row_ways(annex, change.sheets)), None)
    else:
        body = _content(annex.body, (place - before for place in places if place >= before), known)
    return replace(annex, introduction=introduction, body=body)


def _places(changes: Iterable[BlockChange]) -> Iterator[int]:
    """The places, in the new text, of the blocks to be marked."""
    for change in changes:
        if change.fate in _MARKED:
            yield from range(change.new_at, change.new_at + len(change.new))


def _content(content: Content, places: Iterable[int], known: Known, paragraph: Element | None = None) -> Content:
    """The content with the blocks at ``places`` marked."""
    asked = set(places)
    if not asked:
        return content
    ways = [at for _block, at in placed_blocks(content, known)]
    return _with_marks(content, {ways[place] for place in asked}, paragraph)


def _with_marks(content: Content, ways: set[At], paragraph: Element | None) -> Content:
    """The content with the elements at the ends of ``ways`` marked; words in no block get ``paragraph`` around them."""
    if () in ways and paragraph is not None:
        return (_mark(paragraph.with_children(content)),)
    return tuple(_below(content, {way for way in ways if way})) if ways else content


def _below(nodes: Iterable[Node], ways: set[At]) -> Iterator[Node]:
    by_place: dict[int, set[At]] = defaultdict(set)
    for way in ways:
        by_place[way[0]].add(way[1:])
    for place, node in enumerate(nodes):
        mine = by_place.get(place, set())
        if not mine or isinstance(node, str):
            yield node
            continue
        inner = {way for way in mine if way}
        element = Element(node.name, node.attributes, tuple(_below(node.children, inner)), node.source) if inner else node
        yield _mark(element) if () in mine else element


def _mark(element: Element) -> Element:
    return Element(element.name, {**element.attributes, CHANGED: "yes"}, element.children, element.source)


# rows of annexes ---------------------------------------------------------------------------------------------------------------


def _row_ways(annex: Annex, sheets: Iterable[SheetChange]) -> Iterator[At]:
    """The ways to the rows that are new or changed, in the body that was made of the annex's sheets."""
    changed = {(sheet.new_at, row.new_at) for sheet in sheets for row in sheet.rows if row.new_at >= 0}
    for known, way in zip(_printed(annex.sheets), _body_rows(annex.body, ()), strict=True):
        if known in changed:
            yield way


def _printed(sheets: Iterable[Sheet]) -> Iterator[tuple[int, int]]:
    """The rows (place of the sheet, place in it) in the order they are printed in: by group, those of none first."""
    for number, sheet in enumerate(sheets):
        groups: dict[str, list[int]] = {"": []}
        for place, row in enumerate(sheet.rows):
            groups.setdefault(row.group, []).append(place)
        yield from ((number, place) for places in groups.values() for place in places)


def _body_rows(nodes: Iterable[Node], at: At) -> Iterator[At]:
    """The ways to the rows of all table bodies, in order."""
    for place, node in enumerate(nodes):
        if isinstance(node, Element) and node.name != "thead":
            way = (*at, place)
            if node.name == "tr":
                yield way
            else:
                yield from _body_rows(node.children, way)
