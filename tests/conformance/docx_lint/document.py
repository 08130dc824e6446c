"""A DOCX as the lint reads it: the entries of the zip file, their XML, the stories (body, heads, feet, notes), the styles."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from lxml import etree

from tests.conformance.checkers.finding import Finding

NAME: Final = "docx-lint"

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
PACKAGE: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

_STORY: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_HEADING_NAME: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_OFF: Final = frozenset({"0", "false", "off"})


def fault(rule: str, message: str, where: str = "") -> Finding:
    """A finding of this lint."""
    return Finding(NAME, rule, message, where)


def val(element: etree._Element | None, default: str = "") -> str:
    """The element's ``w:val``, or the default when there is no element or no value."""
    return default if element is None else str(element.get(f"{W}val") or default)


def repeated(values: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The values that are there more than once, with how many times."""
    return ((value, count) for value, count in Counter(values).items() if count > 1)


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property (``w:tblHeader``, ``w:vanish``) is there and on."""
    return element is not None and val(element, "1") not in _OFF


@dataclass(frozen=True, slots=True)
class Story:
    """One of the document's texts: the name of its part and its root element, without ``mc:Fallback``."""

    part: str
    root: etree._Element

    def iter(self, *names: str) -> Iterator[etree._Element]:
        """The elements with these names in the WordprocessingML namespace, in document order."""
        return self.root.iter(*(f"{W}{name}" for name in names))


class Document:
    """A DOCX file, read whole."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.entries: list[str] = archive.namelist()
            self._bytes = {name: archive.read(name) for name in dict.fromkeys(self.entries)}

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a part, or None when the part is not there."""
        if name not in self._bytes:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self._bytes[name], parser)

    @cached_property
    def stories(self) -> list[Story]:
        """The body, then heads, feet, notes and comments."""
        names = sorted(
            (name for name in self._bytes if _STORY.fullmatch(name)), key=lambda name: (name != "word/document.xml", name)
        )
        return [Story(name, root) for name in names if (root := self._story_root(name)) is not None]

    def _story_root(self, name: str) -> etree._Element | None:
        root = self.xml(name)
        for fallback in [] if root is None else list(root.iter(f"{MC}Fallback")):
            parent = fallback.getparent()
            if parent is not None:
                parent.remove(fallback)
        return root

    @property
    def body(self) -> Story:
        """The main story. Raises ValueError when the file has none."""
        for story in self.stories:
            if story.part == "word/document.xml":
                return story
        raise ValueError("no word/document.xml")

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """Style id to ``w:style``."""
        root = self.xml("word/styles.xml")
        return {} if root is None else {str(style.get(f"{W}styleId")): style for style in root.iter(f"{W}style")}

    @cached_property
    def default_paragraph_style(self) -> str:
        """The id of the paragraph style that a paragraph without style gets (Word's "Normal")."""
        for style_id, style in self.styles.items():
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                return style_id
        return "Normal"

    @cached_property
    def bookmarks(self) -> frozenset[str]:
        """The names of all bookmarks."""
        return frozenset(str(mark.get(f"{W}name")) for story in self.stories for mark in story.iter("bookmarkStart"))

    def outline_level(self, paragraph: etree._Element) -> int | None:
        """The heading level of a paragraph, from 1; None for body text."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return _level(own)
        return self._style_level(val(paragraph.find(f"{W}pPr/{W}pStyle")))

    def _style_level(self, style_id: str) -> int | None:
        seen: set[str] = set()
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            style = self.styles[style_id]
            level = style.find(f"{W}pPr/{W}outlineLvl")
            if level is not None:
                return _level(level)
            named = _HEADING_NAME.fullmatch(val(style.find(f"{W}name")))
            if named:
                return int(named[1])
            style_id = val(style.find(f"{W}basedOn"))
        return None

    def relationships(self, part: str) -> dict[str, etree._Element]:
        """Relationship id to ``Relationship`` for a part ("" for the package)."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {} if root is None else {str(rel.get("Id")): rel for rel in root.iter(f"{PACKAGE}Relationship")}


def _level(outline: etree._Element) -> int | None:
    level = int(val(outline, "9"))
    return level + 1 if level < 9 else None
