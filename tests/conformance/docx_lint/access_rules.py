"""What readers with assistive technology need: alternative texts, order of headings, title, language; and unique ids."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lxml import etree

from tests.conformance.checkers.finding import Finding
from tests.conformance.docx_lint.document import DC, DECORATIVE, WP, Document, Story, W, fault, repeated, val

_CONTENT: Final = tuple(
    f"{W}{name}"
    for name in ("t", "drawing", "pict", "object", "br", "tab", "sectPr", "sym", "delText", "separator", "continuationSeparator")
)


def pictures_without_alternative(document: Document) -> Iterator[Finding]:
    """A picture that has no alternative text and is not marked as decorative."""
    for story in document.stories:
        for properties in story.root.iter(f"{WP}docPr"):
            decorative = any(mark.get("val") == "1" for mark in properties.iter(DECORATIVE))
            if not (properties.get("descr") or "").strip() and not decorative:
                yield fault("alternative-text-missing", f"{properties.get('name')} has no alternative text", story.part)


def skipped_headings(document: Document) -> Iterator[Finding]:
    """A heading more than one level below the one before it; the first is of level 1."""
    headings = [(level, paragraph) for paragraph in document.body.iter("p") if (level := document.outline_level(paragraph))]
    levels = [0, *(level for level, _ in headings)]
    for (before, level), (_, paragraph) in zip(pairwise(levels), headings, strict=True):
        if level > before + 1:
            words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
            yield fault("heading-skipped", f"level {level} follows level {before}", words)


def missing_title(document: Document) -> Iterator[Finding]:
    """A document without title among its properties."""
    properties = document.xml("docProps/core.xml")
    title = None if properties is None else properties.findtext(f"{DC}title")
    if not (title or "").strip():
        yield fault("title-missing", "the document has no title", "docProps/core.xml")


def missing_language(document: Document) -> Iterator[Finding]:
    """A document that does not say its language, neither in the defaults nor in the default style."""
    root = document.xml("word/styles.xml")
    defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    normal = document.styles.get(document.default_paragraph_style)
    style = None if normal is None else normal.find(f"{W}rPr/{W}lang")
    if not val(defaults) and not val(style):
        yield fault("language-missing", "the document does not say its language", "word/styles.xml")


def empty_paragraphs(document: Document) -> Iterator[Finding]:
    """An empty paragraph used as space. Those that Word itself needs are none: in an empty cell, between tables."""
    for paragraph in document.body.iter("p"):
        if not _has_content(paragraph) and not _is_needed(paragraph):
            yield fault(
                "paragraph-empty", "space is a matter of styles, not of empty paragraphs", _before(paragraph, document.body)
            )


def _has_content(paragraph: etree._Element) -> bool:
    """Whether anything prints, breaks or ends here; a table of contents ends in a paragraph that holds only its field's end."""
    field_ends = [c for c in paragraph.iter(f"{W}fldChar") if c.get(f"{W}fldCharType") == "end"]
    field_begins = [c for c in paragraph.iter(f"{W}fldChar") if c.get(f"{W}fldCharType") == "begin"]
    return next(paragraph.iter(*_CONTENT), None) is not None or len(field_ends) != len(field_begins)


def _is_needed(paragraph: etree._Element) -> bool:
    parent, before, after = paragraph.getparent(), paragraph.getprevious(), paragraph.getnext()
    alone_in_cell = parent is not None and parent.tag == f"{W}tc" and len(parent.findall(f"{W}p")) == 1
    after_table = before is not None and before.tag == f"{W}tbl"
    return alone_in_cell or (after_table and (after is None or after.tag in {f"{W}tbl", f"{W}sectPr"}))


def _before(paragraph: etree._Element, story: Story) -> str:
    previous = paragraph.getprevious()
    words = "" if previous is None else "".join(text.text or "" for text in previous.iter(f"{W}t"))
    return f"{story.part}: after {words[-60:]!r}"


def duplicate_drawing_ids(document: Document) -> Iterator[Finding]:
    """Two drawings of one id."""
    for drawing, count in repeated(str(mark.get("id")) for story in document.stories for mark in story.root.iter(f"{WP}docPr")):
        yield fault("drawing-id-duplicate", f"drawing id {drawing} is there {count} times")


def duplicate_control_ids(document: Document) -> Iterator[Finding]:
    """Two content controls of one id."""
    ids = (val(mark) for story in document.stories for mark in story.root.iterfind(f".//{W}sdt/{W}sdtPr/{W}id"))
    for control, count in repeated(ids):
        yield fault("control-id-duplicate", f"content control id {control} is there {count} times")
