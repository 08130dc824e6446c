"""Micro-typography: spaces, quotes, dashes as the language prints them; never in code and addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bible_builder.assembly.line import Line
from bible_builder.assembly.places import Place, map_contents
from bible_builder.assembly.reading import Context, map_elements, map_lines, plain
from bible_builder.assembly.typographic_rules import Edit, next_edits
from bible_builder.errors import Findings
from bible_builder.model.bible import Annex, Bible, Chapter, Section, Term
from bible_builder.model.tree import Content, Element

_SPOKEN_ATTRIBUTES: Final = ("alt", "title")


def typeset(bible: Bible, findings: Findings) -> Bible:
    """The bible with the rules of its language applied to all that is printed, and again nothing changed. Reports nothing."""

    def change(content: Content, place: Place) -> Content:
        return map_elements(map_lines(content, _typeset_line, place.context), _typeset_attributes, place.context)

    language = bible.language
    typed = map_contents(bible, change)
    return replace(
        typed,
        title=typeset_text(bible.title, language),
        subtitle=typeset_text(bible.subtitle, language),
        confidentiality=typeset_text(bible.confidentiality, language),
        contact=typeset_text(bible.contact, language),
        chapters=tuple(_chapter(chapter, language) for chapter in typed.chapters),
        terms=tuple(_term(term, language) for term in typed.terms),
        annexes=tuple(_annex(annex, language) for annex in typed.annexes),
        audiences={key: replace(a, label=typeset_text(a.label, language)) for key, a in bible.audiences.items()},
        contributors={key: replace(c, role=typeset_text(c.role, language)) for key, c in bible.contributors.items()},
    )


def typeset_text(text: str, language: str) -> str:
    """Plain text as ``language`` prints it."""
    return "".join(node for node in typeset_line((text,), language) if isinstance(node, str))


def typeset_line(nodes: Content, language: str, in_data: bool = False) -> Content:
    """The nodes of one line as ``language`` prints them; ``in_data`` for a cell of a data table, whose codes are left alone."""
    line = Line(nodes)
    following, edits = next_edits(line.text, language, in_data, 0)
    while edits:
        line = Line(line.spelled(_cells(line.text, edits)))
        following, edits = next_edits(line.text, language, in_data, following)
    return line.nodes


def _typeset_line(nodes: Content, context: Context) -> Content:
    in_data = context.inside(lambda e: e.name == "td") and context.inside(lambda e: e.name == "table" and "data" in e.classes)
    return typeset_line(nodes, context.language, in_data)


def _cells(text: str, edits: Sequence[Edit]) -> list[str]:
    """What each character becomes: an insertion goes with the character it comes before."""
    cells = list(text)
    for start, end, new in edits:
        if start == end:
            cells[start] = new + cells[start]
        else:
            cells[start:end] = [new] + [""] * (end - start - 1)
    return cells


def _typeset_attributes(element: Element, context: Context) -> tuple[Element, ...]:
    spoken = {name: element.get(name) for name in _SPOKEN_ATTRIBUTES if element.get(name)}
    language = element.get("lang") or context.language
    return (
        element.with_attributes(**{name: typeset_text(text, language) for name, text in spoken.items()}) if spoken else element,
    )


def _chapter(chapter: Chapter, language: str) -> Chapter:
    return replace(chapter, title=plain(chapter.title_content), sections=tuple(_section(s, language) for s in chapter.sections))


def _section(section: Section, language: str) -> Section:
    note = typeset_text(section.change_note, language)
    return replace(section, title=plain(section.title_content), change_note=note)


def _annex(annex: Annex, language: str) -> Annex:
    return replace(annex, title=typeset_text(annex.title, language), description=typeset_text(annex.description, language))


def _term(term: Term, language: str) -> Term:
    return replace(
        term,
        term=typeset_text(term.term, language),
        expansion=typeset_text(term.expansion, language),
        synonyms=tuple(typeset_text(word, language) for word in term.synonyms),
        avoid=tuple(typeset_text(word, language) for word in term.avoid),
    )
