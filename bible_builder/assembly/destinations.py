"""What a reference may point to: everything with an id of the référent's, with its number and its title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bible_builder.assembly.labels import speak
from bible_builder.assembly.places import contents
from bible_builder.assembly.reading import HEADINGS, plain
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Element, Node
from bible_builder.model.words import words


class Kind(StrEnum):
    """How a destination is named in a reference."""

    CHAPTER = "chapter"
    SECTION = "section"
    ANNEX = "annex"
    FIGURE = "figure"
    TABLE = "table"
    BLOCK = "block"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Destination:
    """A destination: its kind, its HTML id, its number as printed ("" without), its title in plain text ("" without)."""

    kind: Kind
    anchor: str
    number: str = ""
    title: str = ""


def destinations(bible: Bible) -> Mapping[str, Destination]:
    """Every destination of the bible by the référent's id; a term's id counts where nothing else has it."""
    found = {term.id: Destination(Kind.TERM, f"term-{term.id}", "", term.term) for term in bible.terms}
    for content, _place in contents(bible):
        found.update(_blocks(speak(content, bible.language), words(bible.language)["label-separator"].strip()))
    for chapter in bible.chapters:
        found[chapter.id] = Destination(Kind.CHAPTER, f"chapter-{chapter.id}", chapter.number, chapter.title)
        for section in chapter.sections:
            found[section.id] = Destination(Kind.SECTION, f"section-{section.id}", section.number, section.title)
    for annex in bible.annexes:
        found[annex.id] = Destination(Kind.ANNEX, f"annex-{annex.id}", annex.letter, annex.title)
    return found


def _blocks(nodes: Iterable[Node], separator: str) -> Iterator[tuple[str, Destination]]:
    before: Element | None = None
    for node in nodes:
        if isinstance(node, str):
            continue
        anchor = node.get("id")
        if anchor.startswith("block-"):
            yield anchor.removeprefix("block-"), _destination(node, before, anchor, separator)
        yield from _blocks(node.children, separator)
        before = node


def _destination(element: Element, before: Element | None, anchor: str, separator: str) -> Destination:
    if element.name in {"figure", "table"}:
        return _captioned(element, anchor, separator)
    if element.name == "section":
        head = next((child for child in element.elements if child.name in HEADINGS), Element("h3"))
        return Destination(Kind.SECTION, anchor, _number_of(head), _without_number(head))
    titles = [e for e in (before, *element.elements[:1]) if e and {"block-title", "callout-title", "kpi-name"} & set(e.classes)]
    return Destination(Kind.BLOCK, anchor, "", plain(titles[-1].children) if titles else "")


def _captioned(element: Element, anchor: str, separator: str) -> Destination:
    """The title is what follows the label and its separator; without a label there is none."""
    kind = Kind.FIGURE if element.name == "figure" else Kind.TABLE
    caption = next((child for child in element.elements if child.name in {"caption", "figcaption"}), Element("caption"))
    label = next((child for child in caption.elements if "label" in child.classes), None)
    if label is None:
        return Destination(kind, anchor)
    return Destination(kind, anchor, _number_of(label), plain(caption.children[1:]).removeprefix(separator).lstrip())


def _number_of(element: Element) -> str:
    return next((child.text() for child in element.elements if "number" in child.classes), "")


def _without_number(heading: Element) -> str:
    return plain(child for child in heading.children if isinstance(child, str) or "number" not in child.classes)
