"""What a screen reader meets on its way through the text: links, languages, shapes beside the text, blanks.

With ``access_rules`` and ``table_rules``, the rules of Word's own Accessibility Checker that can be told from the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from tests.conformance.checkers.finding import Finding
from tests.conformance.docx_lint.document import DECORATIVE, WP, Document, R, W, fault

_ADDRESS: Final = re.compile(r"(https?://|www\.)\S+|\S+\.\S+/\S*", re.IGNORECASE)
_VAGUE: Final = frozenset(
    {"ici", "cliquez ici", "lien", "ce lien", "en savoir plus", "lire la suite", "here", "click here", "link", "read more"}
)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")
_BLANKS: Final = re.compile(r" {3,}|\t{2,}")


def links_that_say_nothing(document: Document) -> Iterator[Finding]:
    """A link without words, or out of the document with words that are its address or would suit any link."""
    for story in document.stories:
        outward = _outward(document, story.part)
        for link in story.iter("hyperlink"):
            words = " ".join(_words(link).split())
            if not words and next(link.iter(f"{W}drawing"), None) is None:
                yield fault("link-empty", "a link has no words", story.part)
            elif link.get(f"{R}id") in outward and _says_nothing(words):
                yield fault("link-text-vague", f"{words!r} does not say where the link leads", story.part)


def _outward(document: Document, part: str) -> frozenset[str]:
    """The ids of relations to pages, whose address no reader wants to hear."""
    relations = document.relationships(part).items()
    return frozenset(key for key, relation in relations if str(relation.get("Target")).startswith(("http:", "https:")))


def _says_nothing(words: str) -> bool:
    return _ADDRESS.fullmatch(words) is not None or words.casefold().strip(" .…:!?\u00a0\u202f") in _VAGUE


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def languages_that_are_none(document: Document) -> Iterator[Finding]:
    """A language tag that no reader knows (BCP 47)."""
    roots = [(story.part, story.root) for story in document.stories]
    styles = document.xml("word/styles.xml")
    for part, root in [*roots, *([("word/styles.xml", styles)] if styles is not None else [])]:
        for tag in dict.fromkeys(str(mark.get(f"{W}val")) for mark in root.iter(f"{W}lang") if mark.get(f"{W}val")):
            if not _LANGUAGE.fullmatch(tag):
                yield fault("language-invalid", f"{tag!r} is no language", part)


def drawings_beside_the_text(document: Document) -> Iterator[Finding]:
    """A drawing that has something to say and floats: it is read out of place, or not at all. Decoration may float."""
    for story in document.stories:
        for anchor in story.root.iter(f"{WP}anchor"):
            properties = anchor.find(f"{WP}docPr")
            if properties is None or not any(mark.get("val") == "1" for mark in properties.iter(DECORATIVE)):
                yield fault(
                    "drawing-floating", "a drawing must stand in a line of the text, or be marked as decoration", story.part
                )


def text_boxes(document: Document) -> Iterator[Finding]:
    """Words of the text in a box that floats over it. Heads and feet are not read out: theirs may."""
    for box in document.body.iter("txbxContent"):
        yield fault("text-box", f"{_words(box)[:60]!r} stands in a box", document.body.part)


def repeated_blanks(document: Document) -> Iterator[Finding]:
    """Spaces in a row that stand for a tab or an indent: a screen reader says “blank” for each."""
    for paragraph in document.body.iter("p"):
        text = "".join(
            "\t" if mark.tag == f"{W}tab" else mark.text or ""
            for mark in paragraph.iter(f"{W}t", f"{W}tab")
            if not _is_stop(mark)
        )
        if _BLANKS.search(text):
            yield fault("blanks-repeated", "space is a matter of styles, not of spaces", text.strip()[:60])


def _is_stop(mark: etree._Element) -> bool:
    """Whether a ``w:tab`` is no sign of the text but a stop of a paragraph's settings."""
    parent = mark.getparent()
    return mark.tag == f"{W}tab" and parent is not None and parent.tag == f"{W}tabs"
