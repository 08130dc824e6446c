"""Everything in a bible that makes index headings: front matter, marks in the text, terms, the concordance, references."""

from __future__ import annotations

from collections.abc import Iterator

from bible_builder.assembly.headings import Entry, Written, key, read_heading, read_levels, split
from bible_builder.assembly.index import Mark, Reference, Withheld, unpaired
from bible_builder.assembly.places import Role, contents
from bible_builder.assembly.reading import plain
from bible_builder.errors import Source
from bible_builder.model.bible import Bible, Term
from bible_builder.model.tree import Content, Element


def titled(bible: Bible) -> dict[str, tuple[tuple[Written, Source], ...]]:
    """The headings that chapters and sections ask for in their front matter, by the HTML id of the chapter or section."""
    found = {}
    for chapter in bible.chapters:
        found[f"chapter-{chapter.id}"] = tuple((read_heading(text), chapter.place("index")) for text in chapter.index)
        for section in chapter.sections:
            found[f"section-{section.id}"] = tuple((read_heading(text), section.place("index")) for text in section.index)
    return found


def levels_of(element: Element) -> Entry:
    """The heading of an ``x-index``."""
    return read_levels(element.get("entry"), plain(element.children))


def references(bible: Bible) -> Iterator[Reference]:
    """Every *see* and *see also* that the bible asks for: its own list, front matter, the text, synonyms of indexed terms."""
    for own in bible.index_references:
        yield Reference(split(own.entry), split(own.target), own.also, own.source)
    for asked in titled(bible).values():
        for written, source in asked:
            if written.see:
                yield Reference(written.entry, written.see, False, source)
            if written.see_also:
                yield Reference(written.entry, written.see_also, True, source)
    for content, place in contents(bible):
        for element in _marks(content):
            for also, name in ((False, "see"), (True, "see-also")):
                if element.get(name):
                    yield Reference(levels_of(element), split(element.get(name)), also, element.source or place.source)
    for term in bible.terms:
        yield from _synonyms(term)


def _synonyms(term: Term) -> Iterator[Reference]:
    """From synonyms and from what an abbreviation stands for; an expansion of several phrases is no heading."""
    for word in (*term.synonyms, term.expansion) if term.indexed else ():
        if word and "," not in word:
            yield Reference((word,), (term.term,), False, term.source)


def entries(bible: Bible) -> Iterator[tuple[Entry, Source | None]]:
    """Every heading that something in the bible is marked with, in the order of reading, with where it is named."""
    asked = titled(bible)
    for content, place in contents(bible):
        if place.role is Role.TITLE:
            yield from ((written.entry, source) for written, source in asked.get(place.anchor, ()))
        for element in _marks(content):
            yield levels_of(element), element.source or place.source
    for term in bible.terms:
        if term.indexed:
            yield (term.term,), term.source
    for rule in bible.concordance:
        yield split(rule.entry), rule.source


def withheld(whole: Bible) -> Withheld:
    """What an index of the whole bible would hold, for the index of a part of it."""
    named = [entry for entry, _source in entries(whole)] + [reference.entry for reference in references(whole)]
    headings = {key(entry[:depth]) for entry in named for depth in range(1, len(entry) + 1)}
    ends = [
        Mark("", levels_of(element), range=element.get("range"))
        for content, _place in contents(whole)
        for element in _marks(content)
        if element.get("range")
    ]
    return Withheld(frozenset(headings), unpaired(ends))


def _marks(content: Content) -> Iterator[Element]:
    for node in content:
        if isinstance(node, Element):
            yield from (element for element in node.iter() if element.name == "x-index")
