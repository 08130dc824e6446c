"""What is looked for in a Book: the terms of its lexicon, long words of its text, and what is typed with plain spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from bible_builder.model.book import Book
from bible_builder.model.tree import Element
from tests.search.occurrences import plain

_EDGES: Final = " .,;:!?()[]«»“”\"'’…–"
_SPACED: Final = (re.compile(r"\d+ (?:h|min|%|€|jours|mois)\b"), re.compile("« \\w[^»«]{2,18} »"))
"""Figures with their unit and short words in quotation marks: the book sets no-break spaces in them."""


def terms(book: Book) -> list[str]:
    """The words that the lexicon defines, in its order."""
    elements = (e for unit in book.units for node in unit.content if isinstance(node, Element) for e in node.iter())
    return list(dict.fromkeys(" ".join(e.text().split()) for e in elements if e.name == "dfn"))


def long_words(said: Sequence[Sequence[str]], most: int = 200) -> list[str]:
    """The longest distinct words that the blocks say at least twice, longest first."""
    counted = Counter(word for word in _words(said) if word.isalpha())
    return sorted((word for word, count in counted.items() if count > 1), key=lambda word: (-len(word), word))[:most]


def spaced(said: Sequence[Sequence[str]], most: int = 40) -> list[str]:
    """Figures with their unit and short quotations as they are typed, with plain spaces."""
    found = Counter(hit for words in said for pattern in _SPACED for hit in pattern.findall(plain(" ".join(words))))
    return [hit for hit, _ in sorted(found.items(), key=lambda one: (-one[1], one[0]))][:most]


def _words(said: Sequence[Sequence[str]]) -> Iterator[str]:
    for words in said:
        for word in words:
            yield plain(word).strip(_EDGES)
