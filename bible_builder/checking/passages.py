"""Every text of a bible that is printed, with its place and the families it is set in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bible_builder.errors import Source
from bible_builder.model.bible import Annex, Bible, Chapter, Placed, Section, Sheet, Term
from bible_builder.model.tree import Content, Element
from bible_builder.model.words import words

BASE: Final = "base"
HEADINGS: Final = "headings"
MONOSPACE: Final = "monospace"

_BOTH: Final = (BASE, HEADINGS)  # titles are printed again in contents, heads and references
_TITLE_ELEMENTS: Final = frozenset({"h1", "h2", "h3", "h4", "th", "dt", "caption", "figcaption"})
_TITLE_CLASSES: Final = frozenset({"callout-title", "block-title", "kpi-name", "kpi-value", "step-head", "speaker"})
_NUMBERING: Final = "0123456789.,-–…’()*ivxlcdmABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SPACES: Final = {"fr": "\u00a0\u202f"}  # what French typography puts before ; : ! ? and inside « »


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, where it stands, and the roles of the families (``base``, ``headings``, ``monospace``) that may set it."""

    text: str
    source: Source
    families: tuple[str, ...] = (BASE,)


def passages(bible: Bible) -> Iterator[Passage]:
    """Every printed text of the bible, then the words that the book adds of itself."""
    yield from _fields(bible, "brand", "title", "subtitle", "confidentiality", "contact")
    for chapter in bible.chapters:
        yield from _chapter(chapter)
    for term in bible.terms:
        yield from _term(term)
    for annex in bible.annexes:
        yield from _annex(annex)
    yield from _lists(bible)
    added = "".join(words(bible.language).values()) + _NUMBERING + _SPACES.get(bible.language, "")
    yield Passage(added, bible.charter.source, _BOTH)


def _fields(thing: Placed, *names: str) -> Iterator[Passage]:
    """Fields that are a text or several, set in either family."""
    for name in names:
        value = getattr(thing, name)
        yield Passage(value if isinstance(value, str) else " ".join(value), thing.place(name), _BOTH)


def _chapter(chapter: Chapter) -> Iterator[Passage]:
    yield from _fields(chapter, "title", "index")
    yield from _content(chapter.body, chapter.source)
    for section in chapter.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Passage]:
    yield from _fields(section, "title", "index", "change_note")
    yield from _content(section.body, section.source)


def _term(term: Term) -> Iterator[Passage]:
    yield from _fields(term, "term", "expansion", "synonyms", "avoid", "nature")
    yield from _content(term.definition, term.place("definition"))


def _annex(annex: Annex) -> Iterator[Passage]:
    yield from _fields(annex, "title", "description")
    yield from _content(annex.introduction, annex.place("introduction"))
    yield from _content(annex.body, annex.source)
    for sheet in annex.sheets:
        yield from _sheet(sheet)


def _sheet(sheet: Sheet) -> Iterator[Passage]:
    yield from _fields(sheet, "title")
    for column in sheet.columns:
        yield from _fields(column, "title")
    for row in sheet.rows:
        yield Passage(" ".join(row.cells), row.source)
        yield Passage(row.group, row.source, _BOTH)


def _lists(bible: Bible) -> Iterator[Passage]:
    for variable in bible.variables.values():
        yield from _fields(variable, "text")
    for contributor in bible.contributors.values():
        yield from _fields(contributor, "name", "role", "email")
    for audience in bible.audiences.values():
        yield from _fields(audience, "label")
    for entry in bible.concordance:
        yield from _fields(entry, "entry")
    for reference in bible.index_references:
        yield from _fields(reference, "entry", "target")


def _content(content: Content, source: Source, families: tuple[str, ...] = (BASE,)) -> Iterator[Passage]:
    """The texts of a tree; a block's place is its own, else the one around it."""
    for node in content:
        if isinstance(node, str):
            yield Passage(node, source, families)
        else:
            place = node.source or source
            yield from _content(node.children, place, _families(node, families))
            yield from _index_words(node, place)


def _families(element: Element, around: tuple[str, ...]) -> tuple[str, ...]:
    if element.name == "code":
        return (MONOSPACE,)
    return _BOTH if element.name in _TITLE_ELEMENTS or _TITLE_CLASSES & set(element.classes) else around


def _index_words(element: Element, place: Source) -> Iterable[Passage]:
    """The words of an index heading, which are printed in the index."""
    if element.name != "x-index":
        return ()
    entry = element.get("entry")
    levels = json.loads(entry) if entry else []
    return (Passage(" ".join((*levels, element.get("see"), element.get("see-also"))), place),)
