"""The structure tree of a finished PDF as pdfium reads it: its own parser, its own text, none of our libraries.

pdfium knows a tree page by page: of an element it gives the kids that stand on the page, each at its place among all. That place
is the same on every page, so the pages' trees are put together by it. Elements without marked content (an empty cell) are places
without element.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

Place = tuple[int, ...]
"""Where an element or marked content stands: its number among the kids of each element above it, from 0."""

_OWN_HYPHENS: Final = {0x02: "-", 0xFFFE: "-"}
"""pdfium's signs for a hyphen at a line's end that is the word's own."""

_STRINGS: Final[Mapping[str, Callable[..., int]]] = {
    "type": pdfium.FPDF_StructElement_GetType,
    "language": pdfium.FPDF_StructElement_GetLang,
    "alternate": pdfium.FPDF_StructElement_GetAltText,
    "expansion": pdfium.FPDF_StructElement_GetExpansion,
    "id": pdfium.FPDF_StructElement_GetID,
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A structure element: its type (roles mapped), what it says of itself, its kids by place: elements and texts.

    ``size`` is how many kids it has, those that no page shows included. ``pages``, from 0, are those it stands on.
    """

    type: str
    kids: Mapping[int, Tag | str]
    size: int = 0
    pages: frozenset[int] = frozenset()
    language: str = ""
    alternate: str = ""
    expansion: str = ""
    id: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The kids that are elements."""
        return tuple(kid for kid in self.kids.values() if isinstance(kid, Tag))

    def iter(self) -> Iterator[Tag]:
        """This element and every one below it, in order."""
        yield self
        for kid in self.tags:
            yield from kid.iter()

    def text(self) -> str:
        """All that is said in it, in order."""
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids.values())


def read_tree(path: Path) -> Tag:
    """The structure tree of a PDF, under an element of no type. Raises ValueError when there is none."""
    seen: dict[Place, dict[str, Any]] = {(): {"type": "", "size": 0}}
    texts: dict[Place, str] = {}
    pages: dict[Place, set[int]] = {}
    document = pypdfium2.PdfDocument(path)
    try:
        for number, page in enumerate(document):
            for place, said in _elements(page, texts):
                seen.setdefault(place, said)
                pages.setdefault(place, set()).add(number)
            page.close()
    finally:
        document.close()
    if len(seen) == 1:
        raise ValueError(f"{path.name} has no structure tree")
    return _grown(seen, texts, pages)


def _grown(seen: Mapping[Place, dict[str, Any]], texts: Mapping[Place, str], pages: Mapping[Place, set[int]]) -> Tag:
    """The tree, its leaves first."""
    kids: dict[Place, dict[int, Tag | str]] = {}
    for place, text in texts.items():
        kids.setdefault(place[:-1], {})[place[-1]] = text
    for place in sorted(seen, key=len, reverse=True):
        below = dict(sorted(kids.get(place, {}).items()))
        tag = Tag(kids=below, pages=frozenset(pages.get(place, ())), **seen[place])
        if not place:
            return tag
        kids.setdefault(place[:-1], {})[place[-1]] = tag
    raise AssertionError


def _elements(page: pypdfium2.PdfPage, texts: dict[Place, str]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The elements that stand on a page; ``texts`` gets what its marked content says."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    content = _content(page)
    try:
        roots = ((n, pdfium.FPDF_StructTree_GetChildAtIndex(tree, n)) for n in range(pdfium.FPDF_StructTree_CountChildren(tree)))
        stack: list[tuple[Place, Any]] = [((n,), element) for n, element in roots if element]
        while stack:
            place, element = stack.pop()
            size = pdfium.FPDF_StructElement_CountChildren(element)
            said = {name: _string(ask, element) for name, ask in _STRINGS.items()}
            yield place, {**said, "size": size, "attributes": _attributes(element)}
            for n in range(size):
                kid = pdfium.FPDF_StructElement_GetChildAtIndex(element, n)
                if kid:
                    stack.append(((*place, n), kid))
                elif (mcid := pdfium.FPDF_StructElement_GetChildMarkedContentID(element, n)) >= 0:
                    texts[*place, n] = content.get(mcid, "")
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _content(page: pypdfium2.PdfPage) -> dict[int, str]:
    """What each marked content of a page says, by its number: pdfium's characters, with the spaces it finds between them."""
    found: dict[int, str] = {}
    before = -1
    gap = ""
    text = page.get_textpage()
    for n in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, n))
        item = pdfium.FPDFText_GetTextObject(text, n)
        mcid = pdfium.FPDFPageObj_GetMarkedContentID(item) if item else -1
        if pdfium.FPDFText_IsGenerated(text, n) == 1 or not item:
            gap += character
            continue
        if mcid >= 0:
            found[mcid] = found.get(mcid, "") + (gap if mcid == before else "") + character
        before, gap = mcid, ""
    text.close()
    return {mcid: said.translate(_OWN_HYPHENS) for mcid, said in found.items()}


def _string(ask: Callable[..., int], element: Any) -> str:
    length = ask(element, None, 0)
    if length <= 2:  # bytes, of UTF-16, the closing nought included
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le")


def _attributes(element: Any) -> dict[str, Any]:
    """All attributes of an element, whoever owns them: names and strings as text, numbers, arrays as tuples."""
    found: dict[str, Any] = {}
    for n in range(max(0, pdfium.FPDF_StructElement_GetAttributeCount(element))):
        owner = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, n)
        for k in range(max(0, pdfium.FPDF_StructElement_Attr_GetCount(owner))):
            name, length = ctypes.create_string_buffer(256), ctypes.c_ulong()
            pdfium.FPDF_StructElement_Attr_GetName(owner, k, name, 256, length)
            found[name.value.decode()] = _value(pdfium.FPDF_StructElement_Attr_GetValue(owner, name.value))
    return found


def _value(value: Any) -> Any:
    kind = pdfium.FPDF_StructElement_Attr_GetType(value)
    if kind == pdfium.FPDF_OBJECT_ARRAY:
        count = pdfium.FPDF_StructElement_Attr_CountChildren(value)
        return tuple(_value(pdfium.FPDF_StructElement_Attr_GetChildAtIndex(value, n)) for n in range(count))
    if kind == pdfium.FPDF_OBJECT_NUMBER:
        number = ctypes.c_float()
        pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number)
        return number.value
    length = ctypes.c_ulong()
    pdfium.FPDF_StructElement_Attr_GetStringValue(value, None, 0, length)
    buffer = ctypes.create_string_buffer(max(2, length.value))
    pdfium.FPDF_StructElement_Attr_GetStringValue(value, buffer, len(buffer), length)
    return buffer.raw[: length.value - 2].decode("utf-16-le")
