"""Files by hand for the printer's conversion: a page with what the test needs on it."""

from __future__ import annotations

from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from bible_builder.model.charter import Charter
from bible_builder.model.units import Color
from bible_builder.rendering.pdf.printing.colors import Paper
from bible_builder.rendering.pdf.printing.walk import Inking

GREEN: Final = "0.1216 0.2902 0.2"
"""#1f4a33, for which the charter gives inks."""

CHARTER: Final = Charter(
    "Maison Lorme",
    {"sous-bois": Color.parse("#1f4a33"), "brique": Color.parse("#9a3a20")},
    fonts=(),
    families={},
    cmyk={"sous-bois": (85, 40, 80, 50)},
)


def page(content: str, **resources: Any) -> Pdf:
    """A file of one page with this content and these resources."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.pages[0].Contents = pdf.make_stream(content.encode())
    pdf.pages[0].Resources = Dictionary({f"/{name}": value for name, value in resources.items()})
    return pdf


def inked(pdf: Pdf) -> Inking:
    """The same file in inks."""
    inking = Inking(pdf, Paper(CHARTER))
    for number, one in enumerate(pdf.pages):
        inking.page(number, one)
    inking.resources()
    return inking


def operators(stream: Any) -> list[str]:
    """The instructions of a stream, one a line of text, numbers to two decimals."""
    found: list[Any] = list(pikepdf.parse_content_stream(stream))
    return [" ".join((*(_shown(operand) for operand in operands), str(operator))) for operands, operator in found]


def _shown(operand: Any) -> str:
    return str(operand) if isinstance(operand, Name) else f"{float(operand):.2f}".rstrip("0").rstrip(".")


def image(pdf: Pdf, data: bytes, space: Any, size: tuple[int, int], **further: Any) -> Any:
    """An image XObject of eight bits a channel."""
    stream = pdf.make_stream(data)
    described = {"/Type": Name.XObject, "/Subtype": Name.Image, "/ColorSpace": space, "/BitsPerComponent": 8, **further}
    for key, value in described.items():
        stream[key] = value
    stream.Width, stream.Height = size
    return stream


def lab() -> Array:
    """The space CIE L*a*b* of D50."""
    return Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]), Range=Array([-128, 127, -128, 127]))])
