"""What of an annex PDF would break the claims of the document that holds it: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).

Read after the annex was freed of all that can be left out, so what is found is in what is drawn. ``veraPDF`` is the authority;
these are its rules that files in use break.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from bible_builder.rendering.pdf.annex_resources import Drawn

_INTENTS: Final = frozenset({"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"})
_BLENDS: Final = frozenset({
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
    "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
})  # fmt: skip
_OPERATORS: Final = frozenset({
    "b", "B", "b*", "B*", "BDC", "BMC", "BT", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "DP", "EMC", "ET", "f", "F", "f*",
    "G", "g", "gs", "h", "i", "j", "J", "K", "k", "l", "m", "M", "MP", "n", "q", "Q", "re", "RG", "rg", "ri", "s", "S", "SC",
    "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W",
    "W*", "y", "'", '"', "INLINE IMAGE",
})  # fmt: skip
"""All there are (ISO 32000-1, annex A)."""
_DEEPEST: Final = 28
"""How many saves may stand in one another (ISO 19005-2, 6.1.13); ours and the stamp's are among them."""
_OURS: Final = 1
_SUBSTITUTES: Final = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding"})


def breaches(things: Iterable[Drawn]) -> tuple[str, ...]:
    """What of all that the pages draw with (``drawn``) breaks the claims, each once, as words of the catalogue: ``cmyk``,
    ``jpx``, ``blend``, ``intent``, ``operator``, ``nesting``, ``resources``, ``unicode``, ``font``, ``profile``. Fonts that are
    not carried have a report of their own."""
    return tuple(sorted({breach for thing in things for breach in _of(thing)}))


def _of(thing: Drawn) -> Iterator[str]:
    given = thing.object
    match thing.kind:
        case "page" | "form":
            yield from _content(given, has_resources="/Resources" in given)
        case "pattern" if isinstance(given, Stream):
            yield from _content(given, has_resources="/Resources" in given)
        case "glyph":  # draws with the resources of its font or page
            yield from _content(given, has_resources=True)
        case "image":
            yield from _image(given)
        case "state":
            yield from _state(given)
        case "color":
            yield from _space(given)
        case "font":
            yield from _font(given)


def _content(holder: Any, *, has_resources: bool) -> Iterator[str]:
    depth = deepest = 0
    if not has_resources:
        yield "resources"
    instructions: list[Any] = list(pikepdf.parse_content_stream(holder))
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in {"k", "K"}:
            yield "cmyk"
        elif operator in {"cs", "CS"}:
            yield from _space(instruction.operands[0])
        elif operator == "ri" and str(instruction.operands[0]) not in _INTENTS:
            yield "intent"
        elif operator == "INLINE IMAGE":
            yield from _space(instruction.iimage.obj.get("/CS", instruction.iimage.obj.get("/ColorSpace")))
        elif operator not in _OPERATORS:
            yield "operator"
        depth += (operator == "q") - (operator == "Q")
        deepest = max(deepest, depth)
    if deepest + _OURS > _DEEPEST:
        yield "nesting"


def _image(image: Any) -> Iterator[str]:
    filters = image.get("/Filter", Array())
    if Name.JPXDecode in (list(filters) if isinstance(filters, Array) else [filters]):
        yield "jpx"
    if "/Intent" in image and str(image.Intent) not in _INTENTS:
        yield "intent"


def _state(state: Any) -> Iterator[str]:
    blend = state.get("/BM", Name.Normal)
    if not isinstance(blend, Name) or str(blend) not in _BLENDS:
        yield "blend"
    if "/RI" in state and str(state.RI) not in _INTENTS:
        yield "intent"


def _space(space: Any) -> Iterator[str]:
    """What a colour space breaks: the document's intent is RGB, so CMYK has no meaning (ISO 19005-2, 6.2.4.3)."""
    for _ in range(6):
        kind = str(space[0]) if isinstance(space, Array) and len(space) else str(space)
        if kind in {"/DeviceCMYK", "/CMYK"}:
            yield "cmyk"
        if kind == "/ICCBased" and isinstance(space, Array):
            yield from _profile(space[1])
        below = {"/Indexed": 1, "/I": 1, "/Pattern": 1, "/Separation": 2, "/DeviceN": 2}.get(kind)
        if not isinstance(space, Array) or below is None or len(space) <= below:
            return
        space = space[below]


def _profile(profile: Any) -> Iterator[str]:
    """An ICC profile of version 2 or 4, for as many components as it says (ISO 19005-2, 6.2.4.2)."""
    data = profile.read_bytes()
    components = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4, b"Lab ": 3}.get(data[16:20])
    if len(data) < 128 or data[8] > 4 or components != int(profile.get("/N", 0)):
        yield "profile"


def _font(font: Any) -> Iterator[str]:
    """Whether a font says what its glyphs mean, and how its codes lead to them (ISO 19005-2, 6.2.11)."""
    kind = font.get("/Subtype")
    if not is_carried(font):
        return
    if "/ToUnicode" not in font and not _is_named(font, kind):
        yield "unicode"
    if kind == Name.Type0:
        yield from _composite(font)
    elif kind != Name.Type3 and not all(key in font for key in ("/FirstChar", "/LastChar", "/Widths")):
        yield "font"


def _is_named(font: Any, kind: Any) -> bool:
    """Whether the font's encoding alone says which characters its codes are."""
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    if kind == Name.Type0:
        return str(encoding).startswith("/Uni")
    return kind != Name.Type3 and isinstance(base, Name) and str(base) in _SUBSTITUTES and not isinstance(encoding, Dictionary)


def _composite(font: Any) -> Iterator[str]:
    below = font.DescendantFonts[0]
    if below.get("/Subtype") == Name.CIDFontType2 and "/CIDToGIDMap" not in below:
        yield "font"
    if not isinstance(font.get("/Encoding"), Stream) and str(font.get("/Encoding")) not in {"/Identity-H", "/Identity-V"}:
        yield "font"


def is_carried(font: Any) -> bool:
    """Whether the file holds the font."""
    if font.get("/Subtype") == Name.Type3:
        return True
    described = font.DescendantFonts[0] if font.get("/Subtype") == Name.Type0 else font
    descriptor = described.get("/FontDescriptor", Dictionary())
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
