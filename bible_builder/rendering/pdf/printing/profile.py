"""The printing condition: offset on coated paper (FOGRA39), by a profile of the package, and what goes through it."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageCms
from PIL.ImageCms import Flags, Intent

CONDITION: Final = "FOGRA39"
"""The name of the condition in the ICC's registry (ISO 15930-7, 6.2.2)."""

REGISTRY: Final = "http://www.color.org"
NAME: Final = "ISO Coated v2 300% (basICColor)"

_FILE: Final = Path(__file__).with_name("ISOcoated_v2_300_bas.icc")
_FLAGS: Final = Flags.BLACKPOINTCOMPENSATION

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black, from 0 to 1."""


def profile() -> bytes:
    """The bytes of the profile, unaltered."""
    return _FILE.read_bytes()


@cache
def _press() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(profile()))


@lru_cache(maxsize=16)
def _transform(source: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    """From a profile's colours (nothing: sRGB, or Lab of D50) to inks; sRGB stands in for a profile that cannot be used."""
    if mode == "LAB":
        return ImageCms.buildTransform(
            ImageCms.createProfile("LAB"), _press(), mode, "CMYK", Intent.RELATIVE_COLORIMETRIC, _FLAGS
        )
    if source:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(source))
            return ImageCms.buildTransform(given, _press(), mode, "CMYK", Intent.RELATIVE_COLORIMETRIC, _FLAGS)
        except (ImageCms.PyCMSError, OSError):
            return _transform(b"", mode)
    return ImageCms.buildTransform(ImageCms.createProfile("sRGB"), _press(), mode, "CMYK", Intent.RELATIVE_COLORIMETRIC, _FLAGS)


def in_inks(picture: Image.Image, source: bytes = b"") -> Image.Image:
    """An ``RGB`` or ``LAB`` picture as ``CMYK``; ``source`` is the profile of its RGB, nothing for sRGB."""
    converted = ImageCms.applyTransform(picture, _transform(source, picture.mode))
    assert converted is not None  # only a transform in place gives nothing
    return converted


@lru_cache(maxsize=65536)
def inks_of(values: tuple[int, int, int], source: bytes = b"", mode: str = "RGB") -> Inks:
    """One colour, 0 to 255 a channel (Lab as Pillow stores it), as inks in whole percents, as people give them."""
    pixel = in_inks(Image.frombytes(mode, (1, 1), bytes(values)), source).tobytes()
    cyan, magenta, yellow, black = (round(value / 2.55) / 100 for value in pixel)
    return cyan, magenta, yellow, black
