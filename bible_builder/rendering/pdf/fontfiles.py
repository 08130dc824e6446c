"""One program a font in the whole file: units come with their fonts whole, and one subset serves them all.

WeasyPrint's fonts map a character code to the glyph of the same number, so a subset that keeps the numbers fits every unit.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Object, Pdf

WHOLE: Final = Name("/BibleWhole")
"""Key of a font descriptor whose program is the whole font; it does not stay in the file."""

_KEPT: Final = frozenset(
    {"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep", "CFF ", "cmap", "OS/2", "post", "name"}
)


def mark_whole(pdf: Pdf) -> None:
    """Note of every font in ``pdf`` that its program is whole."""
    for descriptor in _descriptors(pdf):
        descriptor[WHOLE] = True


@dataclass(slots=True)
class _Program:
    """A font program, the descriptors that use it, and the glyphs that are used."""

    data: bytes
    key: Name
    descriptors: list[Object] = field(default_factory=list)
    glyphs: set[int] = field(default_factory=set)


def share_fonts(pdf: Pdf) -> None:
    """Give all fonts that were marked whole one program for each font, with the glyphs that any of them uses."""
    for program in _programs(pdf):
        stream = pdf.make_stream(_subset(program.data, program.glyphs))
        if program.key == Name.FontFile3:
            stream.Subtype = Name.OpenType
        else:
            stream.Length1 = len(stream.read_bytes())
        for descriptor in program.descriptors:
            descriptor[program.key] = stream
            del descriptor[WHOLE]


def _programs(pdf: Pdf) -> Iterable[_Program]:
    programs: dict[bytes, _Program] = {}
    by_stream: dict[tuple[int, int], _Program] = {}
    for font in _cid_fonts(pdf):
        descriptor = font.FontDescriptor
        key = Name.FontFile3 if Name.FontFile3 in descriptor else Name.FontFile2
        stream = descriptor[key]
        if stream.objgen not in by_stream:
            data = stream.read_bytes()
            by_stream[stream.objgen] = programs.setdefault(hashlib.sha256(data).digest(), _Program(data, key))
        program = by_stream[stream.objgen]
        program.descriptors.append(descriptor)
        program.glyphs.update(_glyphs(font))
    return programs.values()


def _glyphs(font: Object) -> Iterable[int]:
    """The glyphs that a font's widths list (ISO 32000-1, 9.7.4.3): ``first [w w w]``, which is all that WeasyPrint writes."""
    widths = list(font.get(Name.W, []))
    for first, run in zip(widths[::2], widths[1::2], strict=True):
        yield from range(int(first), int(first) + len(run))


def _subset(data: bytes, glyphs: set[int]) -> bytes:
    options = subset.Options(
        retain_gids=True, notdef_outline=True, hinting=False, desubroutinize=True, ignore_missing_glyphs=True, layout_features=[],
        name_IDs=[1, 2, 4, 6], glyph_names=False, recalc_timestamp=False, passthrough_tables=False,
    )  # fmt: skip
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)
    options.drop_tables += sorted(set(font.keys()) - _KEPT - {"GlyphOrder"})
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=sorted(glyphs))
    subsetter.subset(font)
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


def _cid_fonts(pdf: Pdf) -> Iterable[Dictionary]:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontDescriptor" in item and WHOLE in item.FontDescriptor:
            yield item


def _descriptors(pdf: Pdf) -> Iterable[Dictionary]:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor:
            yield item
