"""What the pages of an annex PDF draw with: followed to the last form, pattern, mask and glyph, and freed of all that does not
draw. Entries are those of ISO 32000-1, 7.8.3, 8.4.5, 8.7.3.1, 8.9.5, 8.10.2 and 9.6.5.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

_MOST: Final = 50_000
"""More things than any pages draw with."""

PAGE: Final = frozenset({"/Type", "/Parent", "/Resources", "/Contents", "/Group", "/MediaBox"})
"""What a page keeps that does nothing but show what is on it."""

_RESOURCES: Final = frozenset({"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font"})
_GROUP: Final = frozenset({"/Type", "/S", "/CS", "/I", "/K"})
_CODING: Final = frozenset({"/Length", "/Filter", "/DecodeParms"})
_KEPT: Final = {
    "form": frozenset({"/Type", "/Subtype", "/BBox", "/Matrix", "/Resources", "/Group"}) | _CODING,
    "image": frozenset({
        "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask",
        "/Decode", "/SMask", "/SMaskInData", "/Matte",
    }) | _CODING,
    "glyph": _CODING,
    "pattern": frozenset({
        "/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Resources", "/Matrix", "/Shading",
        "/ExtGState",
    }) | _CODING,
    "state": frozenset({
        "/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/OP", "/op", "/OPM", "/Font", "/FL", "/SM", "/SA", "/BM", "/SMask",
        "/CA", "/ca", "/AIS", "/TK",
    }),
}  # fmt: skip
"""What a thing keeps, by its kind. Gone are ``/OPI``, ``/Alternates``, ``/Interpolate``, ``/Metadata``, ``/PieceInfo``, ``/Ref``,
``/OC``, ``/AF``, halftones and transfer functions, which act, reach out, or PDF/A forbids (ISO 19005-2, 6.2.5, 6.2.8, 6.2.9)."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something that pages draw with, and what it is: ``page``, ``form``, ``image``, ``pattern``, ``state``, ``font``,
    ``glyph``, ``color``, ``shading`` or ``postscript``."""

    kind: str
    object: Any


def drawn(pdf: Pdf) -> list[Drawn]:
    """The pages and all that they draw with, each once.

    Raises ValueError for more than any pages need.
    """
    found: list[Drawn] = []
    seen: set[tuple[int, int]] = set()
    waiting = [Drawn("page", page.obj) for page in pdf.pages]
    while waiting:
        thing = waiting.pop()
        if thing.object.is_indirect:
            if thing.object.objgen in seen:
                continue
            seen.add(thing.object.objgen)
        found.append(thing)
        if len(found) > _MOST:
            raise ValueError("too many things to draw with")
        waiting.extend(_below(thing))
    return found


def _below(thing: Drawn) -> Iterable[Drawn]:
    """What a thing draws with in turn."""
    given = thing.object
    if thing.kind in {"page", "form", "pattern", "font"}:
        yield from _named(given.get("/Resources"))
    if thing.kind == "font" and isinstance(given.get("/CharProcs"), Dictionary):
        yield from (Drawn("glyph", glyph) for glyph in _values(given, "/CharProcs") if isinstance(glyph, Stream))
    if thing.kind == "state":
        mask = given.get("/SMask")
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            yield Drawn("form", mask.G)
    elif thing.kind == "image":
        yield from (Drawn("image", given[key]) for key in ("/SMask", "/Mask") if isinstance(given.get(key), Stream))
        yield from _spaces([given.get("/ColorSpace")])
    elif thing.kind == "pattern":
        yield from _typed("shading", [given.get("/Shading")])
        yield from _typed("state", [given.get("/ExtGState")])
    elif thing.kind == "shading":
        yield from _spaces([given.get("/ColorSpace")])
    if thing.kind in {"page", "form"} and isinstance(given.get("/Group"), Dictionary):
        yield from _spaces([given.Group.get("/CS")])


def _named(resources: Any) -> Iterable[Drawn]:
    if not isinstance(resources, Dictionary):
        return
    for one in _values(resources, "/XObject"):
        if isinstance(one, Stream):
            yield Drawn({"/Form": "form", "/Image": "image"}.get(str(one.get("/Subtype")), "postscript"), one)
    for kind, key in (("state", "/ExtGState"), ("font", "/Font"), ("pattern", "/Pattern"), ("shading", "/Shading")):
        yield from _typed(kind, _values(resources, key))
    yield from _spaces(_values(resources, "/ColorSpace"))


def _typed(kind: str, values: Iterable[Any]) -> Iterable[Drawn]:
    return (Drawn(kind, value) for value in values if isinstance(value, Dictionary | Stream))


def _spaces(values: Iterable[Any]) -> Iterable[Drawn]:
    return (Drawn("color", value) for value in values if isinstance(value, Name | Array))


def _values(resources: Any, key: str) -> list[Any]:
    held = resources.get(key)
    return [value for _, value in held.items()] if isinstance(held, Dictionary) else []


def clean(pdf: Pdf) -> None:
    """Take from all that the pages draw with what does not draw: other entries, marks within, unknown XObjects.

    Raises ValueError for more than any pages need.
    """
    for thing in drawn(pdf):
        given = thing.object
        if thing.kind in _KEPT:
            keep(given, _KEPT[thing.kind])
        if thing.kind in {"form", "pattern"} and isinstance(given, Stream):
            given.write(pikepdf.unparse_content_stream(unmarked(pikepdf.parse_content_stream(given))))
        if thing.kind in {"page", "form", "pattern", "font"}:
            _clean_resources(given)
        if isinstance(given, Dictionary | Stream) and isinstance(given.get("/Group"), Dictionary):
            keep(given.Group, _GROUP)


def _clean_resources(holder: Any) -> None:
    resources = holder.get("/Resources")
    if not isinstance(resources, Dictionary):
        return
    keep(resources, _RESOURCES)
    held: Any = resources.get("/XObject")
    for name in list(held.keys()) if isinstance(held, Dictionary) else []:
        if not isinstance(held[name], Stream) or held[name].get("/Subtype") not in {Name.Form, Name.Image}:
            del held[name]


def keep(given: Any, kept: frozenset[str]) -> None:
    """Take all other entries from a dictionary or a stream."""
    for key in set(given.keys()) - kept:
        del given[key]


_MARKS: Final = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})


def unmarked(content: Iterable[Any]) -> list[Any]:
    """The content without its marks."""
    return [instruction for instruction in content if str(instruction.operator) not in _MARKS]
