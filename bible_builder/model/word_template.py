"""A company's Word template as data: what the charter says of it, and the marks in its text that a bible fills.

Marks are words in double braces: ``{{ corps }}`` alone in its paragraph is the place of the body, the others are look-ups. Word
cuts a line into runs as it likes, so a mark is looked for in the text of the whole paragraph. Trees are those of ElementTree or
of lxml: only what both have is asked of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bible_builder.errors import Source
from bible_builder.model.word_roles import TemplateStyle, plain

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY: Final = frozenset({"corps", "body"})
"""What the place of the body is called, in braces or as the tag of a content control."""

LOOKUPS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("titre", "title"), "subtitle": ("sous-titre", "subtitle"), "brand": ("marque", "brand"),
    "edition": ("edition", "edition"), "date": ("date", "date"), "in-force": ("en-vigueur", "in-force"),
    "identifier": ("identifiant", "identifier"), "proof": ("epreuve", "proof"),
}  # fmt: skip
"""What may be looked up: its name → French and English word, accents left aside."""

MARK: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
STORIES: Final = ("header", "footer", "footnotes", "endnotes")
"""Kinds of relation that lead to the other texts of a template."""


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """What the charter says: the template's file, and the style of it for each role that it names (role → style's name)."""

    path: Path
    styles: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None


def lookup_named(word: str) -> str:
    """The name of what a mark looks up; "" for what nothing is."""
    return next((name for name, forms in LOOKUPS.items() if plain(word) in forms), "")


def styles_in(root: Any) -> tuple[TemplateStyle, ...]:
    """The styles that ``word/styles.xml`` defines, in its order."""
    return tuple(_style(style) for style in root.iter(f"{W}style") if style.get(f"{W}styleId"))


def _style(style: Any) -> TemplateStyle:
    name, aliases = style.find(f"{W}name"), style.find(f"{W}aliases")
    others = tuple(part.strip() for part in (_val(aliases) if aliases is not None else "").split(",") if part.strip())
    made_id = style.get(f"{W}styleId")
    is_default = style.get(f"{W}default") in {"1", "true", "on"}
    return TemplateStyle(made_id, _val(name) if name is not None else made_id, style.get(f"{W}type", ""), others, is_default)


def _val(element: Any) -> str:
    return str(element.get(f"{W}val", ""))


def texts_of(paragraph: Any) -> list[Any]:
    """The ``w:t`` of a paragraph, in order; not those of paragraphs in it (a text box)."""
    found: list[Any] = []
    for child in paragraph:
        if child.tag == f"{W}t":
            found.append(child)
        elif child.tag != f"{W}p":
            found += texts_of(child)
    return found


def text_of(paragraph: Any) -> str:
    """The words of a paragraph."""
    return "".join(text.text or "" for text in texts_of(paragraph))


def body_places(document: Any) -> tuple[list[Any], int]:
    """The blocks that hold the place of the body, and how many marks of it stand elsewhere (in a cell, a text box, a line)."""
    body = document.find(f"{W}body")
    places = [block for block in body if _is_place(block)] if body is not None else []
    inside = sum(_marks_body(paragraph) for place in places for paragraph in place.iter(f"{W}p"))
    everywhere = sum(_marks_body(paragraph) for paragraph in document.iter(f"{W}p"))
    return places, everywhere - inside


def _is_place(block: Any) -> bool:
    if block.tag == f"{W}p":
        words = MARK.fullmatch(text_of(block).strip())
        return words is not None and plain(words[1]) in BODY
    if block.tag != f"{W}sdt":
        return False
    tag = block.find(f"{W}sdtPr/{W}tag")
    if tag is not None and plain(_val(tag)) in BODY:
        return True
    words = MARK.fullmatch("".join(text_of(paragraph) for paragraph in block.iter(f"{W}p")).strip())
    return words is not None and plain(words[1]) in BODY


def _marks_body(paragraph: Any) -> bool:
    return any(plain(word) in BODY for word in MARK.findall(text_of(paragraph)))


def lookups_in(root: Any) -> Iterator[str]:
    """What is looked up in a text, as written, the place of the body left out."""
    for paragraph in root.iter(f"{W}p"):
        yield from (word for word in MARK.findall(text_of(paragraph)) if plain(word) not in BODY)
