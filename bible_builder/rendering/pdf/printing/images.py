"""Raster images in the inks of the press, each once (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from pikepdf import Array, Name, Object, Pdf, PdfImage
from PIL import Image, ImageChops

from bible_builder.rendering.pdf.printing.colors import RGB, Family, Space, Target
from bible_builder.rendering.pdf.printing.profile import in_inks
from bible_builder.rendering.pdf.printing.spaces import UnknownColorError, in_print, space_of

QUALITY: Final = 95
"""Of a photograph written anew as JPEG, without subsampling."""

_DRAWING: Final = 4096
"""A picture of no more colours is a drawing or a screen: its black and its greys are black ink alone."""

_PLAIN: Final[tuple[list[float], ...]] = ([], [0, 1, 0, 1, 0, 1])
_INVERTED: Final = [1, 0, 1, 0, 1, 0]
_LEFT_OUT: Final = ("/Alternates", "/OPI", "/Intent")
"""What ISO 15930-7 (6.2.7, 6.13) does not let stand for the image, and the intent of the old colours."""


def image_in_print(image: Any, pdf: Pdf, target: Target) -> None:
    """Convert an image XObject, and write it back. Raises UnknownColorError for one whose colours cannot be told."""
    for key in _LEFT_OUT:
        if key in image:
            del image[key]
    if image.get("/ImageMask", False):
        return
    if "/ColorSpace" not in image:  # a JPEG 2000 file may say itself what its colours are
        _recolor(image, pdf, RGB, target)
        return
    space = space_of(image.ColorSpace)
    if space is not None and space.family in {Family.RGB, Family.LAB}:
        _recolor(image, pdf, space, target)
    else:
        image.ColorSpace = in_print(image.ColorSpace, pdf, target)


def _recolor(image: Any, pdf: Pdf, space: Space, target: Target) -> None:
    picture, photograph = _picture(image, space), image.get("/Filter") == Name.DCTDecode
    mask = image.get("/Mask")
    if isinstance(mask, Array):
        image.SMask = _keyed(picture, [int(value) for value in mask], pdf)
        del image.Mask
    if "/Decode" in image:
        del image.Decode
    image.BitsPerComponent = 8
    if target.device == "/DeviceGray":
        image.ColorSpace = Name.DeviceGray
        image.write(picture.convert("L").tobytes())
        return
    image.ColorSpace = Name.DeviceCMYK
    inked = in_inks(picture, space.source)
    if photograph:
        image.write(_jpeg(inked), filter=Name.DCTDecode)
        image.Decode = Array([1, 0] * 4)  # Pillow writes inks as Adobe does: inverted
    else:
        image.write((_plain_greys(picture, inked) if picture.mode == "RGB" else inked).tobytes())


def _picture(image: Any, space: Space) -> Image.Image:
    """The pixels, as ``RGB`` or ``LAB`` of eight bits, decoded."""
    decode = [float(value) for value in image.get("/Decode", [])]
    if decode not in _PLAIN and decode != _INVERTED and space.family is not Family.LAB:
        raise UnknownColorError(f"/Decode {decode}")
    try:
        picture = PdfImage(image).as_pil_image()
    except (ValueError, NotImplementedError, OSError) as error:
        raise UnknownColorError(str(error)) from error
    picture = picture if picture.mode in {"RGB", "LAB"} else picture.convert("RGB")
    return ImageChops.invert(picture) if decode == _INVERTED else picture


def _jpeg(inked: Image.Image) -> bytes:
    output = io.BytesIO()
    inked.save(output, "JPEG", quality=QUALITY, subsampling=0)
    return output.getvalue()


def _plain_greys(picture: Image.Image, inked: Image.Image) -> Image.Image:
    """Black alone where a drawing is black, grey or white."""
    if picture.getcolors(_DRAWING) is None:
        return inked
    red, green, blue = picture.split()
    colored = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    none = Image.new("L", picture.size)
    grey = Image.merge("CMYK", (none, none, none, ImageChops.invert(red)))
    return Image.composite(inked, grey, colored.point(lambda value: 255 if value else 0))


def _keyed(picture: Image.Image, ranges: Sequence[int], pdf: Pdf) -> Object:
    """A soft mask in place of the colours that are not to be painted (ISO 32000-1, 8.9.6.4), which are no longer there."""
    channels = [
        channel.point([255 if least <= value <= most else 0 for value in range(256)])
        for channel, least, most in zip(picture.split(), ranges[::2], ranges[1::2], strict=True)
    ]
    hidden = ImageChops.darker(ImageChops.darker(channels[0], channels[1]), channels[2])
    mask = pdf.make_stream(ImageChops.invert(hidden).tobytes())
    mask.Type, mask.Subtype, mask.ColorSpace, mask.BitsPerComponent = Name.XObject, Name.Image, Name.DeviceGray, 8
    mask.Width, mask.Height = picture.size
    return mask
