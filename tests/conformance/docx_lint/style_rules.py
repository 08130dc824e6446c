"""Styles and numbering: everything is styled by a name that is there."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.conformance.checkers.finding import Finding
from tests.conformance.docx_lint.document import Document, Story, W, fault, val


def undefined_styles(document: Document) -> Iterator[Finding]:
    """A style that is used and not defined, by text or by another style."""
    for story in document.stories:
        for use in story.iter("pStyle", "rStyle", "tblStyle"):
            if val(use) not in document.styles:
                yield fault("style-undefined", f"there is no style {val(use)}", story.part)
    for style_id, style in document.styles.items():
        for name in ("basedOn", "next", "link"):
            other = style.find(f"{W}{name}")
            if other is not None and val(other) not in document.styles:
                yield fault("style-undefined", f"{style_id} names the style {val(other)}, which is not there", "word/styles.xml")


def paragraphs_in_normal(document: Document) -> Iterator[Finding]:
    """A paragraph without style of its own: each has a name in the layout's style sheet."""
    normal = document.default_paragraph_style
    for story in document.stories:
        for paragraph in story.iter("p"):
            if val(paragraph.find(f"{W}pPr/{W}pStyle"), normal) == normal and not _in_separator(paragraph):
                yield fault("style-normal", f"a paragraph has no style of its own: {_words(paragraph)!r}", story.part)


def _in_separator(paragraph: etree._Element) -> bool:
    """Whether the paragraph is the rule above the notes, which Word keeps as notes with a type."""
    parent = paragraph.getparent()
    return parent is not None and parent.get(f"{W}type") is not None


def _words(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))[:60]


def undefined_numbering(document: Document) -> Iterator[Finding]:
    """A ``w:numId`` without ``w:num``, or a ``w:num`` without its abstract definition; 0 says "no number"."""
    root = document.xml("word/numbering.xml")
    numbers = [] if root is None else root.findall(f"{W}num")
    known = {"0"} | {str(number.get(f"{W}numId")) for number in numbers}
    abstract = set() if root is None else {str(entry.get(f"{W}abstractNumId")) for entry in root.findall(f"{W}abstractNum")}
    for number in numbers:
        if val(number.find(f"{W}abstractNumId")) not in abstract:
            yield fault("numbering-undefined", f"num {number.get(f'{W}numId')} has no abstract definition", "word/numbering.xml")
    styles = document.xml("word/styles.xml")
    for story in [*document.stories, *([] if styles is None else [Story("word/styles.xml", styles)])]:
        for use in story.iter("numId"):
            if val(use) not in known:
                yield fault("numbering-undefined", f"there is no numbering {val(use)}", story.part)
