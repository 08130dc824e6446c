"""Attributes that an author gives to a block: ``id``, a class of the vocabulary, ``lang``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bible_builder.errors import Source
from bible_builder.loading.page import Page
from bible_builder.loading.phrasing import LANGUAGE
from bible_builder.model.languages import CLASSES
from bible_builder.model.tree import Element
from bible_builder.model.vocabulary import Kind, row_of

_BLOCK_CLASSES: Final = ("lead",)
_ALLOWED: Final = ("id", "lang")


def with_attributes(element: Element, attributes: Mapping[str, str], page: Page, place: Source) -> Element:
    """The block with its attributes. Reports ``bad-attribute`` (name, value, allowed) and, for ids, what ``Ids`` reports."""
    for name, value in attributes.items():
        match name:
            case "id" if not element.get("id"):
                element = with_id(element, value, page, place)
            case "lang" if LANGUAGE.fullmatch(value):
                element = element.with_attributes(lang=value)
            case "class" if (styled := _with_class(element, value, page)) is not None:
                element = styled
            case _:
                allowed = ", ".join([*_ALLOWED, *(f".{page.reading.language.word(CLASSES, name)}" for name in _BLOCK_CLASSES)])
                page.reading.findings.error("bad-attribute", place, name=name, value=value, allowed=allowed)
    return element


def with_id(element: Element, name: str, page: Page, place: Source) -> Element:
    """The block with the id that its author gave it, if it may be used."""
    return element.with_attributes(id=f"block-{name}") if page.reading.ids.give(name, place) else element


def _with_class(element: Element, word: str, page: Page) -> Element | None:
    """The element with a class, if that makes a block of the vocabulary."""
    name = page.reading.language.name(CLASSES, word)
    if name not in _BLOCK_CLASSES:
        return None
    styled = element.with_attributes(class_=name)
    row = row_of(styled)
    return styled if row is not None and row.kind is Kind.FLOW and row.classes == (name,) else None
