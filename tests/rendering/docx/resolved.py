"""All changes of a Word document accepted, or all rejected, by ECMA-376-1 §17.13.5: written apart from what makes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEW: Final = {f"{W}ins", f"{W}moveTo"}
OLD: Final = {f"{W}del", f"{W}moveFrom"}
TEXTS: Final = {f"{W}t", f"{W}delText"}


class Text(NamedTuple):
    """A paragraph or a row as it is left: the style's id ("" for a row), the words, cells parted by tabs."""

    style: str
    text: str


def body_of(document: bytes) -> etree._Element:
    """``w:body``."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return etree.fromstring(package.read("word/document.xml"))[0]


def resolved(document: bytes, *, accept: bool) -> list[Text]:
    """Every paragraph and row that is left; the last paragraph, which no change can reach, is left out when it is empty."""
    found = list(_blocks(body_of(document), OLD if accept else NEW, accept))
    return found[:-1] if found[-1].text == "" and not found[-1].style.startswith("Head") else found


def _blocks(parent: etree._Element, gone: set[str], accept: bool) -> Iterator[Text]:
    before = ""
    for child in parent:
        if child.tag == f"{W}tbl":
            assert not before, f"words that stay are joined to a table: {before}"
            yield from _rows(child, gone, accept)
        elif child.tag == f"{W}p":
            text = before + _words(child, gone)
            before = ""
            if _has(child.find(f"{W}pPr/{W}rPr"), gone):
                before = text  # §17.13.5.15, .20: without its end, a paragraph's words are the next one's
            else:
                yield Text(_style(child, accept), text)
    assert not before, f"words that stay are in a paragraph without an end: {before}"


def _rows(table: etree._Element, gone: set[str], accept: bool) -> Iterator[Text]:
    for row in table.iterfind(f"{W}tr"):
        if not _has(row.find(f"{W}trPr"), gone):
            yield Text(
                "", "\t".join("\n".join(text for _s, text in _blocks(cell, gone, accept)) for cell in row.iterfind(f"{W}tc"))
            )


def _has(properties: etree._Element | None, gone: Iterable[str]) -> bool:
    return properties is not None and any(properties.find(name) is not None for name in gone)


def _words(element: etree._Element, gone: set[str]) -> str:
    """The words left in a paragraph."""
    if element.tag in TEXTS:
        return element.text or ""
    return "".join(_words(child, gone) for child in element if child.tag not in gone and child.tag != f"{W}pPr")


def _style(paragraph: etree._Element, accept: bool) -> str:
    was = None if accept else paragraph.find(f"{W}pPr/{W}pPrChange/{W}pPr/{W}pStyle")
    style = paragraph.find(f"{W}pPr/{W}pStyle") if was is None else was
    return "" if style is None else str(style.get(f"{W}val"))
