"""Colour spaces and functions of a file: what they are, and what stands for them in print (ISO 32000-1, 7.10 and 8.6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from bible_builder.rendering.pdf.printing.colors import CMYK, GRAY, RGB, Family, Space, Target

_DEVICES: Final = {
    "/DeviceGray": GRAY, "/G": GRAY, "/CalGray": GRAY,
    "/DeviceRGB": RGB, "/RGB": RGB, "/CalRGB": RGB,
    "/DeviceCMYK": CMYK, "/CMYK": CMYK,
}  # fmt: skip
_BY_COMPONENTS: Final = {1: GRAY, 4: CMYK}
_STEPS: Final = 255

Convert = Callable[[Sequence[float]], tuple[float, ...]]
"""A colour's numbers → its numbers in print."""


class UnknownColorError(Exception):
    """Colours that cannot be converted: it says what they are, in the words of the format."""


def space_of(value: Any) -> Space | None:
    """The space whose colours are converted number by number, or None for one that is made of another (Indexed, Separation…)."""
    if isinstance(value, Name):
        return _DEVICES.get(str(value))
    family = str(value[0])
    if family == "/ICCBased":
        return _of_profile(value[1])
    if family == "/Lab":
        ranges = tuple(float(number) for number in value[1].get("/Range", [-100, 100, -100, 100]))
        return Space(Family.LAB, ranges=(ranges[0], ranges[1], ranges[2], ranges[3]))
    return _DEVICES.get(family)


def _of_profile(stream: Any) -> Space:
    components = int(stream.N)
    if components in _BY_COMPONENTS:
        return _BY_COMPONENTS[components]
    data = stream.read_bytes()
    if data[16:20] == b"Lab ":
        return Space(Family.LAB)
    return RGB if b"sRGB" in data[:4096] else Space(Family.RGB, data)


def in_print(value: Any, pdf: Pdf, target: Target) -> Object:
    """What stands for a colour space. Raises UnknownColorError."""
    space = space_of(value)
    if space is not None:
        return Name.DeviceGray if space.family is Family.GRAY else Name(target.device)
    family = str(value[0]) if isinstance(value, Array) else str(value)
    if family in {"/Indexed", "/I"}:
        return _indexed(value, pdf, target)
    if family in {"/Separation", "/DeviceN"}:
        return _separation(value, pdf, target)
    if family == "/Pattern":
        return (
            Array([Name.Pattern, in_print(value[1], pdf, target)])
            if isinstance(value, Array) and len(value) > 1
            else Name.Pattern
        )
    raise UnknownColorError(family)


def _indexed(value: Any, pdf: Pdf, target: Target) -> Object:
    base, lookup = space_of(value[1]), value[3]
    if base is None:
        return Array([Name.Indexed, in_print(value[1], pdf, target), value[2], lookup])
    table = lookup.read_bytes() if isinstance(lookup, Stream) else bytes(lookup)
    if base.family in {Family.GRAY, Family.CMYK}:
        return Array([Name.Indexed, in_print(value[1], pdf, target), value[2], String(table)])
    colors = (table[place : place + 3] for place in range(0, 3 * (int(value[2]) + 1), 3))
    numbers = (target.color(base, decoded(base, color)) for color in colors if len(color) == 3)
    return Array([Name.Indexed, Name(target.device), value[2], String(bytes(round(n * 255) for color in numbers for n in color))])


def decoded(space: Space, color: Sequence[int]) -> list[float]:
    """The numbers of a colour that is given in bytes (ISO 32000-1, table 90)."""
    if space.family is not Family.LAB:
        return [byte / 255 for byte in color]
    least_a, most_a, least_b, most_b = space.ranges
    lightness, a, b = (byte / 255 for byte in color)
    return [lightness * 100, least_a + a * (most_a - least_a), least_b + b * (most_b - least_b)]


def _separation(value: Any, pdf: Pdf, target: Target) -> Object:
    alternate = space_of(value[2])
    if alternate is None:
        raise UnknownColorError(f"{value[0]} over {value[2][0]}")
    new = list(value)
    new[2] = in_print(value[2], pdf, target)
    if alternate.family in {Family.RGB, Family.LAB}:
        new[3] = function_in_print(value[3], pdf, lambda numbers: target.color(alternate, numbers))
    return Array(new)


def function_in_print(function: Any, pdf: Pdf, convert: Convert) -> Object:
    """A function that gives what ``convert`` makes of a colour function's results. Raises UnknownColorError."""
    if isinstance(function, Array):
        if len(function) != 1:
            raise UnknownColorError("one function a component")
        function = function[0]
    kind = int(function.FunctionType)
    if kind == 3:
        return pdf.make_indirect(
            Dictionary({**_kept(function), "/Functions": Array(function_in_print(f, pdf, convert) for f in function.Functions)})
        )
    if kind == 2:
        return pdf.make_indirect(_exponential(function, convert))
    if kind == 0:
        return _sampled(function, pdf, convert)
    raise UnknownColorError(f"FunctionType {kind}")


def _kept(function: Any) -> dict[str, Any]:
    return {key: value for key, value in function.items() if key != "/Range"}


def _exponential(function: Any, convert: Convert) -> Dictionary:
    """Between its two ends inks are mixed as the light was (ISO 32000-1, 7.10.3)."""
    ends = {key: [float(number) for number in function.get(key, [])] for key in ("/C0", "/C1")}
    return Dictionary({**_kept(function), **{key: Array(list(convert(numbers))) for key, numbers in ends.items()}})


def _sampled(function: Any, pdf: Pdf, convert: Convert) -> Object:
    """The same samples, each converted; written as bytes (ISO 32000-1, 7.10.2)."""
    bits, ranges = int(function.BitsPerSample), [float(number) for number in function.Range]
    if bits not in {8, 16}:
        raise UnknownColorError(f"BitsPerSample {bits}")
    decode = [float(number) for number in function.get("/Decode", ranges)]
    data, width, components = function.read_bytes(), bits // 8, len(ranges) // 2
    numbers = [int.from_bytes(data[i : i + width], "big") / (256**width - 1) for i in range(0, len(data) - width + 1, width)]
    scaled = [decode[2 * (i % components)] + n * (decode[2 * (i % components) + 1] - decode[2 * (i % components)])
              for i, n in enumerate(numbers)]  # fmt: skip
    colors = [convert(scaled[i : i + components]) for i in range(0, len(scaled) - components + 1, components)]
    stream = pdf.make_stream(bytes(round(n * _STEPS) for color in colors for n in color))
    for key in ("/FunctionType", "/Domain", "/Size", "/Encode"):
        if key in function:
            stream[key] = function[key]
    stream.BitsPerSample, stream.Range = 8, Array([0, 1] * len(colors[0]))
    return stream
