"""Links and references: out of the book, within it, to the lexicon, to pages."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from bible_builder.model.book import with_folios
from bible_builder.model.tree import Content, Element
from bible_builder.rendering.docx.line import Line
from bible_builder.rendering.docx.rows import leading_number, row, squeezed
from bible_builder.rendering.docx.stylebook import Look

_RANGE: Final = "\u2013"
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_RESERVED: Final = "%:/?#[]@!$&'()*+,;=~"
_BETWEEN: Final = " \t\r\n\u00a0\u202f,:;.–—-"
"""Signs that may stand between a number and a title."""


def target_of(element: Element) -> str:
    """The id that an ``a`` leads to."""
    return element.get("href").removeprefix("#")


def write_link(element: Element, line: Line, look: Look) -> None:
    """A hyperlink out of the book; one that stays in it leads to its bookmark. An address that is none is left to its words."""
    look, href = look.within(row(element).style), element.get("href")
    address = "" if href.startswith("#") else outward(href)
    if href.startswith("#"):
        _write_link(element.children, target_of(element), line, look)
    elif line.is_in_link or not address:
        line.write(element.children, look)
    else:
        with line.link(address=address):
            line.write(element.children, look)


def outward(href: str) -> str:
    """The address as a relationship may state it, in ASCII (RFC 3986 §2.1); "" for what Word must not follow.

    Word calls a document corrupt for an address that does not parse.
    """
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return ""
    return quote(href, safe=_RESERVED) if scheme in _SCHEMES else ""


def _write_link(words: Content, target: str, line: Line, look: Look) -> None:
    """Words that lead to a bookmark; only words when there is none, or in another link."""
    if line.is_in_link or target not in line.manuscript.facts.ids:
        line.write(words, look)
        return
    with line.link(anchor=line.manuscript.bookmarks.name(target)):
        line.write(words, look)


def write_cross_reference(element: Element, line: Line, look: Look) -> None:
    """REF fields where Word would print the same number and title, else a link (§17.16.5.51)."""
    look, target = look.within(row(element).style), target_of(element)
    landing = line.manuscript.facts.landings.get(target)
    if landing is None or line.is_in_link:
        _write_link(element.children, target, line, look)
        return
    bookmark = line.manuscript.bookmarks.name(target)
    number, words = leading_number(element.children)
    if number:
        code = f"REF {bookmark} \\r \\h" if number == landing.number else ""
        _write_field(code, (Element("span", {"class": "number"}, (number,)),), target, line, look)
    before, title = _title_apart(words, landing.text)
    line.write(before, look)
    text = squeezed(title)
    if text:
        code = f"REF {bookmark} \\h" if text == landing.text else f"REF {bookmark} \\r \\h" if text == landing.number else ""
        _write_field(code, title, target, line, look)


def _title_apart(words: Content, title: str) -> tuple[Content, Content]:
    """The signs between a number and the title that follows it, and the title: ``, `` and ``Les magasins``."""
    first = words[0] if words else ""
    if not isinstance(first, str):
        return (), words
    signs = first[: len(first) - len(first.lstrip(_BETWEEN))]
    rest = (first[len(signs) :], *words[1:])
    return ((signs,), rest) if squeezed(rest) == title else ((), words)


def _write_field(code: str, words: Content, target: str, line: Line, look: Look) -> None:
    if not code:
        _write_link(words, target, line, look)
        return
    with line.field(code, look):
        line.write(words, look)


def write_folio(element: Element, line: Line, look: Look) -> None:
    """The page of a target: PAGEREF with its result."""
    filled = with_folios((element,), line.manuscript.page_map)[0]
    assert isinstance(filled, Element)
    _write_page(filled, line, look)


def _write_page(element: Element, line: Line, look: Look) -> None:
    """A page. A range is a link, as no field gives both its ends; so are those of the index, which is one field itself.

    The page of what stands in a note is that of the note's call: LibreOffice knows no bookmark of another story.
    """
    words, target = squeezed(element.children), target_of(element)
    place = line.manuscript.facts.calls.get(target, target)
    look = look.within(row(element).style).within("strong" if "main" in element.classes else "")
    if not words:
        return
    known = target in line.manuscript.facts.ids
    if known and not line.is_index and _RANGE not in words:
        with line.field(f"PAGEREF {line.manuscript.bookmarks.name(place)} \\h", look):
            line.text(words, look)
    elif known and not line.is_in_link:
        with line.link(anchor=line.manuscript.bookmarks.name(place)):
            line.text(words, look)
    else:
        line.text(words, look)


def write_locators(element: Element, line: Line, look: Look) -> None:
    """The pages of several targets."""
    filled = with_folios((element,), line.manuscript.page_map)[0]
    assert isinstance(filled, Element)
    look = look.within(row(element).style)
    for child in filled.children:
        if isinstance(child, str):
            line.text(child, look)
        else:
            _write_page(child, line, look)
