"""What keeps some readers out, after the rules of Word's own Accessibility Checker: links that do not say where they lead, heads
of columns that name none, alternative texts that describe nothing.

Alternative texts that are missing and headings that skip a level are refused as the files are read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Content, Element

_ADDRESS: Final = re.compile(r"(https?://|www\.)\S+|\S+\.\S+/\S*", re.IGNORECASE)
"""An address to type. A domain alone (``exemple.fr``) is a name; so are a mail address and a telephone number."""

_VAGUE: Final = frozenset(
    (
        "ici", "ici même", "cliquez ici", "cliquer ici", "clic ici", "par ici", "là", "lien", "le lien", "ce lien", "un lien",
        "en savoir plus", "plus d'informations", "plus d'infos", "lire la suite", "la suite", "suite", "voir", "voir plus",
        "site", "page", "cette page", "ce site", "détails", "télécharger",
        "here", "click here", "link", "the link", "this link", "this page", "this site", "read more", "learn more", "more",
        "more information", "see more", "details", "download",
    )
)  # fmt: skip
"""Words that mean nothing in a list of links read out on its own (WCAG 2.2, 2.4.4)."""

_FILE: Final = re.compile(r"\S+\.(png|jpe?g|gif|svg|webp|bmp|tiff?)|(image|photo|picture|img)[ _-]*\d*", re.IGNORECASE)


def check_access(bible: Bible, findings: Findings) -> None:
    """Warn of ``link-text-address``, ``link-text-vague``, ``table-head-empty``, ``table-head-repeated``, ``alt-names-file``."""
    for content, source in _contents(bible):
        for element, place in _placed(content, source):
            if element.name == "a":
                _check_link(element, place, findings)
            elif element.name == "img":
                _check_picture(element, place, findings)
            elif element.name == "thead":
                for row in element.elements:
                    _check_heads([cell.text() for cell in row.elements], place, findings)
    for annex in bible.annexes:
        for sheet in annex.sheets:
            _check_heads([column.title for column in sheet.columns], sheet.source, findings)


def _contents(bible: Bible) -> Iterator[tuple[Content, Source]]:
    """Every text that holds blocks or links, with the place of the whole."""
    for chapter in bible.chapters:
        yield chapter.body, chapter.source
        yield from ((section.body, section.source) for section in chapter.sections)
    yield from ((term.definition, term.place("definition")) for term in bible.terms)
    for annex in bible.annexes:
        yield annex.introduction, annex.place("introduction")
        yield annex.body, annex.source


def _placed(content: Content, source: Source) -> Iterator[tuple[Element, Source]]:
    """Every element, with its place or that of the nearest element around it."""
    for node in content:
        if isinstance(node, Element):
            place = node.source or source
            yield node, place
            yield from _placed(node.children, place)


def _check_link(link: Element, place: Source, findings: Findings) -> None:
    words, address = " ".join(link.text().split()), link.get("href")
    if address.startswith(("mailto:", "tel:")) or not words:
        return
    if _ADDRESS.fullmatch(words):
        findings.warning("link-text-address", place, text=words, href=address)
    elif words.replace("’", "'").casefold().strip(" .…:!?»«\u00a0\u202f→>") in _VAGUE:
        findings.warning("link-text-vague", place, text=words, href=address)


def _check_picture(picture: Element, place: Source, findings: Findings) -> None:
    words = picture.get("alt").strip()
    if _FILE.fullmatch(words):
        findings.warning("alt-names-file", place, text=words)


def _check_heads(heads: Iterable[str], place: Source, findings: Findings) -> None:
    """A head of a column that is empty, the first one apart, which stands above the heads of rows; one that is there twice."""
    titles = [" ".join(head.split()) for head in heads]
    for number, title in enumerate(titles, start=1):
        if not title and number > 1:
            findings.warning("table-head-empty", place, column=number)
    for title, count in Counter(title.casefold() for title in titles if title).items():
        if count > 1:
            shown = next(one for one in titles if one.casefold() == title)
            findings.warning("table-head-repeated", place, head=shown, count=count)
