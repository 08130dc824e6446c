"""What Word could not open, looked for before anything is written: characters that XML has not, numbers that are none, tables of
too many columns. Loading and layout refuse most of it with better words; a book may also be made by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from bible_builder.errors import Findings, RenderingError, Source
from bible_builder.model.book import Book
from bible_builder.model.tree import Content, Element

WIDEST_TABLE: Final = 63
"""The most columns of a table that Word opens."""

_FOREIGN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML (XML 1.0 §2.2): controls, halves of a pair, U+FFFE and U+FFFF."""

_NUMBERS: Final = {
    "colspan": re.compile(r"[1-9]\d{0,3}"), "rowspan": re.compile(r"[1-9]\d{0,3}"), "start": re.compile(r"\d{1,6}"),
    "data-width": re.compile(r"\d{1,3}(\.\d+)?"),
}  # fmt: skip
_AROUND: Final = 20  # characters shown on each side


def check_soundness(book: Book) -> None:
    """Raises RenderingError: ``word-sign-unwritable``, ``word-table-too-wide``, ``layout-bad-value``, each with its place."""
    if _looks_sound(book):
        return
    findings = Findings()
    for text in _texts(book):
        _check_text(text, None, findings)
    for unit in book.units:
        _check(unit.content, None, findings)
    findings.stop_on_errors(RenderingError)


def _looks_sound(book: Book) -> bool:
    """Whether nothing in the book is suspicious: told in one walk and one search, for nearly every book is sound."""
    texts = [*_texts(book)]
    for unit in book.units:
        for top in unit.content:
            for element in top.iter() if isinstance(top, Element) else ():
                texts += [child for child in element.children if isinstance(child, str)]
                if element.attributes and not _has_sound_attributes(element, texts):
                    return False
                if element.name == "tr" and _columns(element) > WIDEST_TABLE:
                    return False
    return _FOREIGN.search("".join(texts)) is None


def _has_sound_attributes(element: Element, texts: list[str]) -> bool:
    """Whether the numbers among the attributes are numbers; the values join ``texts``, to be searched with them."""
    for name, value in element.attributes.items():
        texts.append(value)
        if name in _NUMBERS and not _NUMBERS[name].fullmatch(value):
            return False
        if name == "data-entry" and "\\u" in value:
            texts.append("".join(map(str, json.loads(value))))
    return True


def _texts(book: Book) -> Iterator[str]:
    """What the book says of itself: properties, heads and feet, names of units and annexes."""
    said, heads = book.metadata, book.heads
    yield from (said.title, said.subtitle, said.author, said.subject, said.edition, said.identifier, said.in_force, said.proof)
    yield from (*said.keywords, heads.verso_head, heads.recto_head, heads.verso_foot, heads.recto_foot, book.charter.name)
    for unit in book.units:
        yield from (unit.title, unit.tab)
        if unit.annex is not None:
            yield from (unit.annex.title, unit.annex.description)
    for name, review in book.reviews.items():
        yield from (name, review.line, *review.request)


def _check(content: Content, around: Source | None, findings: Findings) -> None:
    for node in content:
        if isinstance(node, str):
            _check_text(node, around, findings)
            continue
        place = node.source or around
        _check_attributes(node, place, findings)
        if node.name == "tr":
            _check_row(node, place, findings)
        _check(node.children, place, findings)


def _check_text(text: str, place: Source | None, findings: Findings) -> None:
    found = _FOREIGN.search(text)
    if found is not None:
        before, after = text[max(0, found.start() - _AROUND) : found.start()], text[found.end() : found.end() + _AROUND]
        words = _FOREIGN.sub("\ufffd", f"{before}\ufffd{after}")
        findings.error("word-sign-unwritable", place, character=f"U+{ord(found[0]):04X}", words=words)


def _check_attributes(element: Element, place: Source | None, findings: Findings) -> None:
    for name, value in element.attributes.items():
        _check_text(value, place, findings)
        pattern = _NUMBERS.get(name)
        if pattern is not None and not pattern.fullmatch(value):
            findings.error("layout-bad-value", place, element=f"<{element.name}>", attribute=name, value=value)
        elif name == "data-entry" and "\\u" in value:
            _check_text("".join(map(str, json.loads(value))), place, findings)


def _check_row(row: Element, place: Source | None, findings: Findings) -> None:
    columns = _columns(row)
    if columns > WIDEST_TABLE:
        findings.error("word-table-too-wide", place, columns=columns, limit=WIDEST_TABLE)


def _columns(row: Element) -> int:
    """How many columns the cells of a row cover."""
    spans = [cell.get("colspan") or "1" for cell in row.elements]
    return sum(int(span) for span in spans if _NUMBERS["colspan"].fullmatch(span))
