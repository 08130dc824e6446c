"""Labels: ``x-label`` becomes the word of the bible's language. Last of all, so that no rule rewrites our own words."""

from __future__ import annotations

from collections.abc import Iterable

from bible_builder.assembly.places import map_contents
from bible_builder.assembly.reading import Context, map_elements
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Content, Element, Node
from bible_builder.model.words import words


def label(bible: Bible, findings: Findings) -> Bible:
    """The bible with each label in words. Any other source element still there gives up its children. Reports nothing."""
    return map_contents(bible, lambda content, place: speak(content, place.language))


def speak(content: Iterable[Node], language: str) -> Content:
    """The content with each label in words of ``language``; a word that the language has not stays as it is."""
    said = words(language)

    def change(element: Element, _context: Context) -> Iterable[Node]:
        if element.name == "x-label":
            return (said.get(element.get("word"), element.get("word")),)
        return element.children if element.name.startswith("x-") else (element,)

    return map_elements(content, change, Context(language))
