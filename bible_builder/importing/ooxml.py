"""The words of Office Open XML (ECMA-376) that reading a Word document takes: namespaces, names, relations, content types."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACES: Final[Mapping[str, str]] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
}

STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip
"""Names of the Strict class (ISO/IEC 29500-1) and those of the Transitional one, which every reader knows."""

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DOCUMENT: Final = f"{_WORD}document.main+xml"
MAIN_TYPES: Final[Mapping[str, str]] = {
    DOCUMENT: "document",
    f"{_WORD}template.main+xml": "template",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "macros",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "macros",
}
"""Content type of the main part → what kind of Word document it makes."""


@cache
def qn(name: str) -> str:
    """The full name of ``prefix:local``."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


W_VAL: Final = qn("w:val")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part (ECMA-376 part 2 §9.3): ``kind`` is the last word of its type, ``target`` a part or an address."""

    id: str
    kind: str
    target: str
    is_external: bool


def relations_part(part: str) -> str:
    """The name of the part that holds the relations of ``part`` ("" for the package)."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def relations(root: _Element | None, part: str) -> dict[str, Relation]:
    """The relations in a relations part, by id; internal targets as names of parts."""
    found: dict[str, Relation] = {}
    for element in () if root is None else root.iter(qn("rel:Relationship")):
        target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = Relation(element.get("Id", ""), kind, target, is_external)
    return found


def elements(root: _Element, *names: str) -> Iterator[_Element]:
    """The elements below ``root`` of one of these names, in document order."""
    yield from root.iter(*(qn(name) for name in names))


def value(element: _Element | None, name: str) -> str | None:
    """``w:val`` of the child ``name``; "" when the child has none, None without the child."""
    child = None if element is None else element.find(qn(name))
    return None if child is None else child.get(W_VAL, "")


def is_on(element: _Element | None, name: str) -> bool:
    """Whether a toggle property is there and not switched off (ECMA-376 part 1 §17.17.4)."""
    found = value(element, name)
    return found is not None and found not in {"0", "false", "off"}


def number(text: str | None) -> int | None:
    """The whole number that a value writes; None for anything else, and for more than nine figures."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else None


def text_of(element: _Element, deleted: bool = False) -> str:
    """The words below ``element`` as read on paper, spaces made one: neither fallbacks nor text boxes, deletions when asked."""
    return " ".join("".join(_words(element, deleted)).split())


_SPACES: Final = frozenset(map(qn, ("w:p", "a:p", "w:br", "w:tab", "w:cr", "w:tc")))
_APART: Final = frozenset(map(qn, ("mc:Fallback", "w:txbxContent")))
_TEXTS: Final = frozenset(map(qn, ("w:t", "m:t", "a:t")))


def _words(root: _Element, deleted: bool) -> Iterator[str]:
    pending = [root]
    while pending:
        element = pending.pop()
        if element is not root and element.tag in _APART:
            continue
        if element.tag in _SPACES:
            yield " "
        elif element.tag in _TEXTS or (deleted and element.tag == qn("w:delText")):
            yield element.text or ""
        elif element.tag == qn("w:noBreakHyphen"):
            yield "-"
        pending.extend(reversed(element))
