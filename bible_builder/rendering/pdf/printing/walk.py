"""Through all that is drawn, once: pages, forms, patterns, glyphs, soft masks; then through what they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Page, Pdf, PdfInlineImage, Stream

from bible_builder.rendering.pdf.printing.colors import Family, Light, Paper, Target
from bible_builder.rendering.pdf.printing.content import Recolorer, spaces_in
from bible_builder.rendering.pdf.printing.images import image_in_print
from bible_builder.rendering.pdf.printing.spaces import UnknownColorError, function_in_print, in_print, space_of

_MESHES: Final = range(4, 8)
_DEFAULTS: Final = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
_NO_TRANSFER: Final = ("/TR", "/TR2", "/HT", "/HTP")
"""What ISO 15930-7 (6.5, 6.6) leaves to the press: transfer functions and halftones."""


class Inking:
    """Converts the colours of a file; each stream, image and set of resources once, however often it is named.

    ``unknown`` holds what could not be converted: the page (from 0) it was first found on, and what it is.
    """

    def __init__(self, pdf: Pdf, paper: Paper) -> None:
        self.unknown: list[tuple[int, str]] = []
        self._pdf, self._paper = pdf, paper
        self._done: set[tuple[int, int]] = set()
        self._resources: list[tuple[int, Any, Target]] = []
        self._page = 0

    def page(self, number: int, page: Page) -> None:
        """Convert what page ``number`` draws; what it names waits for ``resources``."""
        self._page = number
        resources = page.obj.get("/Resources", Dictionary())
        if "/Contents" in page.obj:
            page.obj.Contents = self._pdf.make_stream(self._rewritten(page, resources, self._paper))
        page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
        self._streams_of(resources, self._paper)

    def resources(self) -> None:
        """Convert what streams name. Last: while streams are read, the spaces they name must be what they were."""
        for number, found, target in self._resources:
            for convert in (self._spaces, self._images, self._shadings, self._states):
                try:
                    convert(found, target)
                except UnknownColorError as error:
                    self.unknown.append((number, str(error)))

    def _first_time(self, thing: Any) -> bool:
        if not thing.is_indirect:
            return True
        first = thing.objgen not in self._done
        self._done.add(thing.objgen)
        return first

    def _rewritten(self, stream: Page | Any, resources: Any, target: Target) -> bytes:
        """The stream's content in the target's colours; images that stand in it become images of the resources."""
        instructions: list[Any] = list(pikepdf.parse_content_stream(stream))
        spaces = spaces_in(resources)
        recolorer = Recolorer(spaces, target)
        new = [
            made
            for operands, operator in instructions
            for made in (
                self._inline(operands[0], resources, spaces)
                if str(operator) == "INLINE IMAGE"
                else recolorer.instruction(operands, operator)
            )
        ]
        return pikepdf.unparse_content_stream(new)

    def _inline(self, image: PdfInlineImage, resources: Any, spaces: Mapping[str, Any]) -> tuple[tuple[Any, Any], ...]:
        described = {key: value for key, value in image.obj.items() if key != "/Length"}
        stream = self._pdf.make_stream(image.read_raw_bytes(), described)
        stream.Subtype = Name.Image
        if str(described.get("/ColorSpace", "")) in spaces:
            stream.ColorSpace = spaces[str(described["/ColorSpace"])]
        if "/XObject" not in resources:
            resources.XObject = Dictionary()
        name = Name(f"/Inline{len(resources.XObject)}")
        resources.XObject[name] = stream
        return (((name,), Operator("Do")),)

    def _stream(self, stream: Any, inherited: Any, target: Target) -> None:
        if not self._first_time(stream):
            return
        resources = stream.get("/Resources", inherited)
        stream.write(self._rewritten(stream, resources, target))
        if "/Group" in stream and "/CS" in stream.Group:
            stream.Group.CS = Name(target.device)
        self._streams_of(resources, target)

    def _streams_of(self, resources: Any, target: Target) -> None:
        """Convert the streams that resources name, and remember these."""
        if not self._first_time(resources):
            return
        self._resources.append((self._page, resources, target))
        for stream in _forms(resources):
            self._stream(stream, resources, target)
        for state in _values(resources, "/ExtGState"):
            if isinstance(mask := state.get("/SMask"), Dictionary) and self._first_time(mask):
                self._mask(mask, resources, target)
        for font in _values(resources, "/Font"):
            if font.get("/Subtype") == Name.Type3 and self._first_time(font):
                for glyph in font.CharProcs.values():
                    self._stream(glyph, font.get("/Resources", resources), target)

    def _mask(self, mask: Any, resources: Any, target: Target) -> None:
        light = Light() if mask.get("/S") == Name.Luminosity else target
        space = space_of(mask.G.Group.CS) if "/Group" in mask.G and "/CS" in mask.G.Group else None
        if space is not None and "/BC" in mask:
            mask.BC = Array(list(light.color(space, [float(value) for value in mask.BC])))
        self._stream(mask.G, resources, light)

    def _images(self, resources: Any, target: Target) -> None:
        for thing in _values(resources, "/XObject"):
            if thing.get("/Subtype") == Name.Image and self._first_time(thing):
                self._image(thing, target)

    def _shadings(self, resources: Any, target: Target) -> None:
        for pattern in _values(resources, "/Pattern"):
            if int(pattern.PatternType) == 2 and self._first_time(pattern):
                self._shading(pattern.Shading, target)
        for shading in _values(resources, "/Shading"):
            self._shading(shading, target)

    def _states(self, resources: Any, _target: Target) -> None:
        for state in _values(resources, "/ExtGState"):
            for key in _NO_TRANSFER:
                if key in state:
                    del state[key]

    def _spaces(self, resources: Any, target: Target) -> None:
        """Spaces whose colours the streams now name themselves are gone; of others, what they are made of is converted."""
        spaces = spaces_in(resources)
        if spaces:
            resources.ColorSpace = Dictionary(
                {
                    name: in_print(space, self._pdf, target)
                    for name, space in spaces.items()
                    if name not in _DEFAULTS and space_of(space) is None
                }
            )

    def _image(self, image: Any, target: Target) -> None:
        image_in_print(image, self._pdf, target)
        mask = image.get("/SMask")
        if isinstance(mask, Stream) and self._first_time(mask):
            mask.ColorSpace = Name.DeviceGray

    def _shading(self, shading: Any, target: Target) -> None:
        if not self._first_time(shading):
            return
        space = space_of(shading.ColorSpace)
        if space is None:
            shading.ColorSpace = in_print(shading.ColorSpace, self._pdf, target)
            return
        if space.family in {Family.GRAY, Family.CMYK}:
            shading.ColorSpace = Name.DeviceGray if space.family is Family.GRAY else Name.DeviceCMYK
            return
        if int(shading.ShadingType) in _MESHES and "/Function" not in shading:
            raise UnknownColorError(f"ShadingType {int(shading.ShadingType)}")
        if "/Function" in shading:
            shading.Function = function_in_print(shading.Function, self._pdf, lambda numbers: target.color(space, numbers))
        if "/Background" in shading:
            shading.Background = Array(list(target.color(space, [float(value) for value in shading.Background])))
        shading.ColorSpace = Name(target.device)


def _values(resources: Any, kind: str) -> Iterator[Any]:
    for value in resources.get(kind, Dictionary()).values():
        if isinstance(value, Dictionary | Stream):
            yield value


def _forms(resources: Any) -> Iterator[Any]:
    """The form XObjects and tiling patterns that resources name."""
    yield from (thing for thing in _values(resources, "/XObject") if thing.get("/Subtype") == Name.Form)
    yield from (pattern for pattern in _values(resources, "/Pattern") if int(pattern.PatternType) == 1)
