"""Numbering: chapters 1, 2…; sections 1.1; subsections 1.1.1; annexes A, B…; their sections A.1; figures; tables; notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from bible_builder.assembly.notes import number_notes
from bible_builder.assembly.places import Place, Role, map_contents
from bible_builder.assembly.reading import Context, map_elements
from bible_builder.errors import Findings
from bible_builder.model.bible import Annex, Bible, Chapter
from bible_builder.model.tree import Content, Element, Node
from bible_builder.model.words import words

NBSP = "\u00a0"


def number(bible: Bible, findings: Findings) -> Bible:
    """The bible with its numbers: in the fields of chapters, sections, annexes; in the text of subsections, captions, notes.

    Figures and tables are counted through the whole book, those without caption left out; notes begin again in each chapter and
    annex; the lexicon's notes are numbered when its order is known. Reports nothing.
    """
    chapters = tuple(_number_chapter(chapter, place) for place, chapter in enumerate(bible.chapters, start=1))
    annexes = tuple(_number_annex(annex, letters(place)) for place, annex in enumerate(bible.annexes, start=1))
    return _number_notes(_number_captions(replace(bible, chapters=chapters, annexes=annexes)))


def letters(number: int) -> str:
    """A for 1, Z for 26, AA for 27."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _number_chapter(chapter: Chapter, place: int) -> Chapter:
    sections = []
    for rank, section in enumerate(chapter.sections, start=1):
        printed = f"{place}.{rank}"
        sections.append(replace(section, number=printed, body=_number_headings(section.body, printed, "h3")))
    return replace(chapter, number=str(place), sections=tuple(sections))


def _number_annex(annex: Annex, letter: str) -> Annex:
    return replace(annex, letter=letter, body=_number_headings(annex.body, letter, "h2"))


def _number_headings(body: Content, prefix: str, heading: str) -> Content:
    """The outermost sections of a body, numbered below ``prefix``; those inside them have no number."""
    ranks = count(1)
    return tuple(_number_heading(node, prefix, heading, ranks) for node in body)


def _number_heading(node: Node, prefix: str, heading: str, ranks: Iterator[int]) -> Node:
    if isinstance(node, str) or node.name != "section":
        return node
    place = next((n for n, child in enumerate(node.children) if isinstance(child, Element) and child.name == heading), None)
    if place is None:
        return node
    head = node.children[place]
    assert isinstance(head, Element)
    numbered = head.with_children((_number(f"{prefix}.{next(ranks)}"), " ", *head.children))
    return node.with_children((*node.children[:place], numbered, *node.children[place + 1 :]))


def _number(text: str) -> Element:
    return Element("span", {"class": "number"}, (text,))


def _number_captions(bible: Bible) -> Bible:
    said = words(bible.language)
    series = {"figcaption": ("figure", count(1)), "caption": ("table", count(1))}

    def change(element: Element, _context: Context) -> tuple[Element, ...]:
        if element.name not in series:
            return (element,)
        if not element.text().strip() and not element.elements:
            return ()
        kind, ranks = series[element.name]
        rank = str(next(ranks))
        label = Element("span", {"class": "label"}, (said[kind] + NBSP, _number(rank)))
        numbered = element.with_children((label, said["label-separator"], *element.children))
        return (numbered.with_attributes(id=element.get("id") or f"caption-{kind}-{rank}"),)

    return map_contents(bible, lambda content, place: map_elements(content, change, place.context))


def _number_notes(bible: Bible) -> Bible:
    series: dict[str, dict[str, int]] = {}

    def change(content: Content, place: Place) -> Content:
        if place.role is Role.DEFINITION:
            return content
        return number_notes(content, series.setdefault(place.part, {}), place.context)

    return map_contents(bible, change)
