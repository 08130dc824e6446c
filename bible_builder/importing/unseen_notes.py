"""What stands beside the text of a Word document: comments, endnotes, heads and feet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bible_builder.importing.ooxml import qn, text_of
from bible_builder.importing.opening import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader remarked: who, when (``15/09/2026``), the remark, and the words it is about."""

    author: str
    date: str
    text: str
    anchor: str


def comments(package: Package, body: _Element) -> dict[str, Comment]:
    """The comments of a document by id."""
    anchors = _anchors(body)
    found: dict[str, Comment] = {}
    for part in package.related("comments"):
        root = package.xml(part)
        for element in () if root is None else root.iter(qn("w:comment")):
            number = element.get(qn("w:id"), "")
            author, date = element.get(qn("w:author"), ""), _day(element.get(qn("w:date"), ""))
            found[number] = Comment(author, date, text_of(element), anchors.get(number, ""))
    return found


def _day(date: str) -> str:
    """15/09/2026 for the day of ``2026-09-15T09:00:00Z``; "" for what is no date."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", date)
    return "/".join(reversed(found.groups())) if found else ""


def _anchors(body: _Element) -> dict[str, str]:
    """The words that each comment is about, by its id (ECMA-376 part 1 §17.13.4.4)."""
    opened: dict[str, list[str]] = {}
    closed: dict[str, str] = {}
    for element in body.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:t"), qn("w:p")):
        number = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeStart"):
            opened[number] = []
        elif element.tag == qn("w:commentRangeEnd"):
            closed[number] = " ".join("".join(opened.pop(number, [])).split())
        else:
            for words in opened.values():
                words.append(" " if element.tag == qn("w:p") else element.text or "")
    return closed


def endnotes(package: Package) -> int:
    """How many endnotes there are."""
    count = 0
    for part in package.related("endnotes"):
        root = package.xml(part)
        notes = () if root is None else root.iter(qn("w:endnote"))
        count += sum(1 for note in notes if note.get(qn("w:type")) not in _SEPARATORS and text_of(note))
    return count


def heads_and_feet(package: Package) -> Iterator[tuple[str, str]]:
    """The words of each head and foot, once, with ``head`` or ``foot``."""
    seen: set[tuple[str, str]] = set()
    for kind, where in (("header", "head"), ("footer", "foot")):
        for part in package.related(kind):
            root = package.xml(part)
            text = "" if root is None else text_of(root)
            if any(sign.isalpha() for sign in text) and (text, where) not in seen:
                seen.add((text, where))
                yield text, where
