"""Places that the index points to: bookmarks, and XE fields from which Word can make the index anew (§17.16.5.72)."""

from __future__ import annotations

from collections.abc import Sequence

from bible_builder.model.tree import Element
from bible_builder.rendering.docx.line import Line
from bible_builder.rendering.docx.rows import is_row
from bible_builder.rendering.docx.stylebook import Look
from bible_builder.rendering.docx.survey import SeeReference, entry_of


def write_mark(element: Element, line: Line, look: Look) -> None:
    """The words, in a bookmark of their own. In a heading the field stands before it: references repeat the bookmark."""
    if not line.is_heading:
        write_entry(element, line)
    bookmark = line.begin_bookmark(line.manuscript.bookmarks.name(element.get("id")))
    line.write(element.children, look)
    line.end_bookmark(bookmark)
    if not line.is_heading:
        end_range(element, line)


def write_heading_entries(heading: Element, line: Line) -> None:
    """The fields of all marks in a heading."""
    for element in heading.iter():
        if is_row(element, "index-mark"):
            write_entry(element, line)
            end_range(element, line)


def write_entry(element: Element, line: Line) -> None:
    """The field of a mark: of the page, or of the range that begins here; the end of a range has none."""
    manuscript, mark = line.manuscript, element.get("id")
    switches = " \\b" if element.get("data-main") else ""
    if mark in manuscript.facts.ranges.values():
        return
    end = manuscript.facts.ranges.get(mark)
    if end is not None:
        name = manuscript.bookmarks.name(f"{mark}..{end}")
        manuscript.open_ranges[end] = line.begin_bookmark(name)
        switches = f" \\r {name}{switches}"
    line.empty_field(entry_code(entry_of(element)) + switches)


def end_range(element: Element, line: Line) -> None:
    """End the range whose last mark this is."""
    bookmark = line.manuscript.open_ranges.pop(element.get("id"), None)
    if bookmark is not None:
        line.end_bookmark(bookmark)


def write_see_references(references: Sequence[SeeReference], line: Line) -> None:
    """The fields of headings that only refer to others: they stand on no page."""
    for reference in references:
        text = reference.text.replace("\\", "\\\\").replace('"', '\\"')
        line.empty_field(f'{entry_code(reference.entry)} \\t "{text}"')


def entry_code(levels: Sequence[str]) -> str:
    """``XE "a:b:c"``: colons part the levels, a semicolon would begin the sort key; both are escaped in the words."""
    return f'XE "{":".join(_escaped(level) for level in levels)}"'


def _escaped(text: str) -> str:
    for sign in ("\\", '"', ":", ";"):
        text = text.replace(sign, f"\\{sign}")
    return text
