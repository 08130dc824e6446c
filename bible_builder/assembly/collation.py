"""French alphabetical order, by the Unicode Collation Algorithm: é with e, œ with oe, punctuation set aside, case last."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import TypeVar

from pyuca import Collator

from bible_builder.model.words import words

Key = tuple[tuple[int, ...], tuple[int, ...], str]
Item = TypeVar("Item")

_LIGATURES = str.maketrans("ŒœÆæ", "OoAa")


def collation_key(text: str) -> Key:
    """What to sort by: letters and digits first, then the text as it stands, so that the order is always the same."""
    return _weights(_letters(text)), _weights(text), text


def letter(text: str, language: str) -> str:
    """The letter that the text stands under: its first one without accent, else the language's word for symbols and figures."""
    first = unicodedata.normalize("NFD", _letters(text)[:1].translate(_LIGATURES))[:1]
    return first.upper() if first.isalpha() else words(language)["symbols"]


def by_letter(items: Iterable[Item], text: Callable[[Item], str], language: str) -> Sequence[tuple[str, tuple[Item, ...]]]:
    """The items in order, under their letters; symbols and figures come first."""
    symbols = words(language)["symbols"]
    ordered = sorted(items, key=lambda item: (letter(text(item), language) != symbols, collation_key(text(item))))
    return [(head, tuple(group)) for head, group in groupby(ordered, key=lambda item: letter(text(item), language))]


def _letters(text: str) -> str:
    """The text without punctuation; if there is nothing else, the text."""
    kept = "".join(c for c in text if c.isalnum() or c.isspace() or unicodedata.category(c).startswith("M"))
    return " ".join(kept.split()) or text


@cache
def _weights(text: str) -> tuple[int, ...]:
    return tuple(_collator().sort_key(text))


@cache
def _collator() -> Collator:
    return Collator()
