"""A file for the printer, read with nothing of the renderer: which objects still speak of light, which page lacks a box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_LIGHT: Final = frozenset({"/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/RGB"})
_OPERATORS: Final = frozenset({"rg", "RG"})
_PROGRAMS: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_BOXES: Final = ("/MediaBox", "/BleedBox", "/TrimBox")


def colors_of_light(pdf: pikepdf.Pdf) -> list[str]:
    """Every place that names a colour space of light, or an operator that sets such a colour; unused ones too."""
    found = [f"page {number}: {name}" for number, page in enumerate(pdf.pages, 1) for name in _operators(page)]
    for item in pdf.objects:
        if isinstance(item, Stream) and _is_drawn(item):
            found += [f"object {item.objgen[0]}: {name}" for name in _operators(item)]
        if isinstance(item, Dictionary | Stream | Array):
            found += [f"object {item.objgen[0]}: {name}" for name in _names(item)]
        if isinstance(item, Dictionary) and item.get("/Subtype") == Name.Type3:
            found += [f"glyph: {name}" for glyph in item.CharProcs.values() for name in _operators(glyph)]
    return found


def _is_drawn(stream: Stream) -> bool:
    return stream.get("/Subtype") == Name.Form or stream.get("/PatternType") == 1


def _operators(stream: Any) -> Iterator[str]:
    instructions: list[Any] = list(pikepdf.parse_content_stream(stream))
    for operands, operator in instructions:
        if str(operator) in _OPERATORS:
            yield str(operator)
        if str(operator) in {"cs", "CS"} and str(operands[0]) in _LIGHT:
            yield str(operands[0])
        if str(operator) == "INLINE IMAGE" and str(operands[0].obj.get("/ColorSpace", "")) in _LIGHT:
            yield "inline image"


def _names(item: Any) -> Iterator[str]:
    """The spaces of light in an object and in what it holds itself, not in what it refers to."""
    values = list(item) if isinstance(item, Array) else [value for _, value in item.items()]
    if isinstance(item, Array) and values and values[0] == Name.ICCBased:
        yield "ICCBased"  # inks and greys are the device's own: none is left
    for value in values:
        if isinstance(value, Name) and str(value) in _LIGHT:
            yield str(value)
        elif isinstance(value, Dictionary | Array) and not value.is_indirect:
            yield from _names(value)


def fonts_outside(pdf: pikepdf.Pdf) -> list[str]:
    """The names of fonts whose program is not in the file."""
    fonts = [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/Type") == Name.Font]
    plain = [font for font in fonts if font.get("/Subtype") not in {Name.Type0, Name.Type3}]
    return [
        str(font.BaseFont)
        for font in plain
        if "/FontDescriptor" not in font or not any(key in font.FontDescriptor for key in _PROGRAMS)
    ]


def boxes(page: pikepdf.Page) -> dict[str, tuple[float, ...]]:
    """The boxes that the page itself has, in points."""
    return {key: tuple(float(value) for value in page.obj[key]) for key in _BOXES if key in page.obj}
