"""Look-ups in a template's texts: ``{{ titre }}`` becomes the title, whatever runs Word has cut it into."""

from __future__ import annotations

from collections.abc import Mapping

from bible_builder.model.book import Metadata
from bible_builder.model.word_roles import plain
from bible_builder.model.word_template import BODY, MARK, lookup_named, texts_of
from bible_builder.rendering.docx.oxml import XML_SPACE, Xml, w


def values_of(metadata: Metadata) -> Mapping[str, str]:
    """What each look-up gives."""
    return {
        "title": metadata.title, "subtitle": metadata.subtitle, "brand": metadata.author, "edition": metadata.edition,
        "date": metadata.dated or metadata.date.isoformat(), "in-force": metadata.in_force, "identifier": metadata.identifier,
        "proof": metadata.proof,
    }  # fmt: skip


def fill(root: Xml, values: Mapping[str, str]) -> None:
    """Put the values in their places, in the looks of the first letter of each mark; the place of the body stays."""
    for paragraph in list(root.iter(w("p"))):
        _fill_paragraph(texts_of(paragraph), values)


def _fill_paragraph(texts: list[Xml], values: Mapping[str, str]) -> None:
    whole = "".join(text.text or "" for text in texts)
    # From the last mark to the first, so that the places of those before stay true.
    for mark in reversed([mark for mark in MARK.finditer(whole) if plain(mark[1]) not in BODY]):
        _replace(texts, mark.start(), mark.end(), values.get(lookup_named(mark[1]), ""))


def _replace(texts: list[Xml], start: int, end: int, words: str) -> None:
    """Replace the letters from ``start`` to ``end`` of the joined texts."""
    place, is_put = 0, False
    for text in texts:
        own = text.text or ""
        first, last = max(start - place, 0), min(end - place, len(own))
        if first < last:
            text.text = own[:first] + ("" if is_put else words) + own[last:]
            text.set(XML_SPACE, "preserve")
            is_put = True
        place += len(own)
