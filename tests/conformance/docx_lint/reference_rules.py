"""Bookmarks, fields, hyperlinks, and what they point to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from tests.conformance.checkers.finding import Finding
from tests.conformance.docx_lint.document import Document, Story, W, fault, repeated, val

_BOOKMARK_NAME: Final = re.compile(r"[^\W\d]\w{0,39}")  # a letter or underscore first, 40 characters at most (Word's own limit)
_DIRECT: Final = re.compile(r'\s*(?:REF|PAGEREF|NOTEREF)\s+"?([^\s"\\]+)')
_SWITCH: Final = re.compile(r'\s*(?:XE\b.*?\\r|TOC\b.*?\\b|INDEX\b.*?\\b|HYPERLINK\b.*?\\l)\s+"?([^\s"\\]+)')
_STYLE: Final = re.compile(r'\s*STYLEREF\s+(?:"([^"]+)"|([^\s\\]+))')


def unpaired_bookmarks(document: Document) -> Iterator[Finding]:
    """A bookmark that does not end, or that ends without having begun, in its own story."""
    for story in document.stories:
        starts = Counter(str(mark.get(f"{W}id")) for mark in story.iter("bookmarkStart"))
        ends = Counter(str(mark.get(f"{W}id")) for mark in story.iter("bookmarkEnd"))
        for mark_id in sorted(starts.keys() | ends.keys()):
            if starts[mark_id] != ends[mark_id]:
                message = f"bookmark id {mark_id} begins {starts[mark_id]} times and ends {ends[mark_id]} times"
                yield fault("bookmark-unpaired", message, story.part)


def bookmark_names(document: Document) -> Iterator[Finding]:
    """A name that Word would not take: over 40 characters, or with other than letters, digits and underscores."""
    for name in sorted(document.bookmarks):
        if not _BOOKMARK_NAME.fullmatch(name):
            yield fault("bookmark-name-invalid", f"{name!r} must be a letter, then at most 39 letters, digits or underscores")


def duplicate_bookmark_names(document: Document) -> Iterator[Finding]:
    """Two bookmarks of one name: Word drops the second. Case does not tell names apart."""
    for name, count in repeated(name.casefold() for name in _bookmark_attributes(document, "name")):
        yield fault("bookmark-name-duplicate", f"{name} is there {count} times")


def duplicate_bookmark_ids(document: Document) -> Iterator[Finding]:
    """Two bookmarks of one id."""
    for mark_id, count in repeated(_bookmark_attributes(document, "id")):
        yield fault("bookmark-id-duplicate", f"{mark_id} is there {count} times")


def _bookmark_attributes(document: Document, name: str) -> list[str]:
    return [str(mark.get(f"{W}{name}")) for story in document.stories for mark in story.iter("bookmarkStart")]


def unterminated_fields(document: Document) -> Iterator[Finding]:
    """A complex field that begins and does not end, or ends without having begun, in its own story."""
    for story in document.stories:
        depth = 0
        for character in story.iter("fldChar"):
            kind = character.get(f"{W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(str(kind), 0)
            if depth < 0 or (kind == "separate" and depth == 0):
                yield fault("field-unpaired", f"a field has a {kind!r} without a 'begin'", story.part)
                depth = 0
        if depth:
            yield fault("field-unpaired", f"{depth} fields have no 'end'", story.part)


def instructions(story: Story) -> Iterator[str]:
    """The instruction of each field of a story, complex or simple, whole even when it is cut over several runs."""
    stack: list[list[str]] = []
    for element in story.iter("fldChar", "instrText", "fldSimple"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}fldSimple":
            yield str(element.get(f"{W}instr"))
        elif element.tag == f"{W}instrText" and stack:
            stack[-1].append(element.text or "")
        elif kind == "begin":
            stack.append([])
        elif kind == "end" and stack:
            yield "".join(stack.pop())
    yield from ("".join(parts) for parts in stack)


def references_to_nothing(document: Document) -> Iterator[Finding]:
    """A field that names a bookmark or style which is not there."""
    names = {val(style.find(f"{W}name")).casefold() for style in document.styles.values()}
    for story in document.stories:
        for instruction in instructions(story):
            match = _DIRECT.match(instruction) or _SWITCH.match(instruction)
            if match and match[1] not in document.bookmarks:
                yield fault("reference-to-nothing", f"{instruction.strip()!r}: there is no bookmark {match[1]}", story.part)
            style = _STYLE.match(instruction)
            name = (style[1] or style[2]) if style else ""
            if name and not name.isdigit() and name.casefold() not in names:
                yield fault("reference-to-nothing", f"{instruction.strip()!r}: there is no style {name}", story.part)


def hyperlinks_to_nothing(document: Document) -> Iterator[Finding]:
    """A hyperlink to a bookmark that is not there."""
    for story in document.stories:
        for link in story.iter("hyperlink"):
            anchor = link.get(f"{W}anchor")
            if anchor and anchor != "_top" and anchor not in document.bookmarks:
                yield fault("hyperlink-to-nothing", f"there is no bookmark {anchor}", _place(link, story))


def _place(element: etree._Element, story: Story) -> str:
    return f"{story.part}: {''.join(str(text) for text in element.itertext())[:60]}"
