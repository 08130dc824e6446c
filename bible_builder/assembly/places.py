"""Where a bible holds content, and how a pass goes through all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bible_builder.assembly.reading import Context
from bible_builder.errors import Source
from bible_builder.model.bible import Annex, Bible, Chapter, Section, Term, TermGroup
from bible_builder.model.tree import Content


class Role(StrEnum):
    """What a content is to the thing that holds it."""

    TITLE = "title"
    BODY = "body"
    INTRODUCTION = "introduction"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Place:
    """A content of the bible: its role, the HTML id of what holds it, that of the chapter, annex or term it belongs to."""

    role: Role
    anchor: str
    part: str
    source: Source
    language: str

    @property
    def context(self) -> Context:
        """The context of the content's outermost nodes."""
        return Context(self.language, self.source)


ContentChange = Callable[[Content, Place], Content]


def map_contents(bible: Bible, change: ContentChange) -> Bible:
    """The bible with each content changed, in the order of reading: guide, lexicon, annexes."""
    language = bible.language
    chapters = tuple(_map_chapter(chapter, change, language) for chapter in bible.chapters)
    terms = tuple(_map_term(term, change, language) for term in bible.terms)
    annexes = tuple(_map_annex(annex, change, language) for annex in bible.annexes)
    shown = {term.id: term for term in terms}
    lexicon = tuple(TermGroup(group.letter, tuple(shown[term.id] for term in group.terms)) for group in bible.lexicon)
    return replace(bible, chapters=chapters, terms=terms, annexes=annexes, lexicon=lexicon)


def contents(bible: Bible) -> Iterator[tuple[Content, Place]]:
    """Each content with its place, in the order of reading."""
    found: list[tuple[Content, Place]] = []

    def note(content: Content, place: Place) -> Content:
        found.append((content, place))
        return content

    map_contents(bible, note)
    yield from found


def _map_chapter(chapter: Chapter, change: ContentChange, language: str) -> Chapter:
    anchor = f"chapter-{chapter.id}"
    title = change(chapter.title_content, Place(Role.TITLE, anchor, anchor, chapter.place("title"), language))
    body = change(chapter.body, Place(Role.BODY, anchor, anchor, chapter.source, language))
    sections = tuple(_map_section(section, anchor, change, language) for section in chapter.sections)
    return replace(chapter, title_content=title, body=body, sections=sections)


def _map_section(section: Section, part: str, change: ContentChange, language: str) -> Section:
    anchor = f"section-{section.id}"
    title = change(section.title_content, Place(Role.TITLE, anchor, part, section.place("title"), language))
    body = change(section.body, Place(Role.BODY, anchor, part, section.source, language))
    return replace(section, title_content=title, body=body)


def _map_term(term: Term, change: ContentChange, language: str) -> Term:
    anchor = f"term-{term.id}"
    place = Place(Role.DEFINITION, anchor, anchor, term.place("definition"), language)
    return replace(term, definition=change(term.definition, place))


def _map_annex(annex: Annex, change: ContentChange, language: str) -> Annex:
    anchor = f"annex-{annex.id}"
    introduction = change(annex.introduction, Place(Role.INTRODUCTION, anchor, anchor, annex.place("introduction"), language))
    body = change(annex.body, Place(Role.BODY, anchor, anchor, annex.source, language))
    return replace(annex, introduction=introduction, body=body)
