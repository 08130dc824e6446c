"""Colours of every kind become inks: the charter's own, black alone for greys, by the profile for the rest."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from bible_builder.errors import Findings
from bible_builder.rendering.pdf.printing.colors import RGB, Paper
from bible_builder.rendering.pdf.printing.finish import note_colors
from tests.readers.print_file import colors_of_light
from tests.rendering.pdf.printing.sheets import CHARTER, GREEN, image, inked, lab, operators, page


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0 0 0 rg", "0 0 0 1 k"),
        ("0.5 0.5 0.5 RG", "0 0 0 0.5 K"),
        ("1 1 1 rg", "0 0 0 0 k"),
        ("0.25 g", "0 0 0 0.75 k"),
        (f"{GREEN} rg", "0.85 0.4 0.8 0.5 k"),
        ("0.1 0.2 0.3 0.4 k", "0.1 0.2 0.3 0.4 k"),
        (f"/DeviceRGB cs {GREEN} sc", "0.85 0.4 0.8 0.5 k"),
    ],
)
def test_an_operator_sets_inks(content: str, expected: str) -> None:
    pdf = page(content)
    inked(pdf)
    assert operators(pdf.pages[0])[-1] == expected


def test_a_colour_without_inks_goes_through_the_profile_and_is_remembered() -> None:
    pdf = page("0.6039 0.2275 0.1255 rg")
    inking = inked(pdf)
    cyan, magenta, yellow, black, _ = operators(pdf.pages[0])[0].split()
    assert float(magenta) > 0.7 and float(yellow) > 0.7 and float(cyan) < 0.4 and float(black) < 0.5
    assert inking._paper.converted == {(154, 58, 32)}


def test_the_charter_s_inks_belong_to_its_colour_only() -> None:
    assert CHARTER.cmyk
    pdf = page("0.1216 0.2902 0.21 rg")
    inked(pdf)
    assert operators(pdf.pages[0]) != ["0.85 0.4 0.8 0.5 k"]


def test_a_tint_of_the_charter_s_colour_has_less_of_its_inks() -> None:
    green, white = (31, 74, 51), 255
    tint = " ".join(str(round(white + (channel - white) * 0.2) / 255) for channel in green)
    pdf = page(f"{tint} rg")
    assert not inked(pdf)._paper.converted
    assert operators(pdf.pages[0]) == ["0.17 0.08 0.16 0.1 k"]


def test_the_charter_s_own_inks_are_not_reported() -> None:
    findings, paper = Findings(), Paper(CHARTER)
    paper.color(RGB, (31 / 255, 74 / 255, 51 / 255))
    note_colors(CHARTER, paper, findings)
    assert not findings.all
    paper.color(RGB, (154 / 255, 58 / 255, 32 / 255))
    note_colors(CHARTER, paper, findings)
    found = findings.all[0]
    assert found.parameters["colors"].startswith("brique ") and len(found.parameters["colors"].split()) == 5


def test_a_space_chosen_before_a_save_is_the_one_after_the_restore() -> None:
    pdf = page(f"/Here cs q /DeviceGray cs 0 sc Q {GREEN} sc", ColorSpace=Dictionary(Here=Name.DeviceRGB))
    inked(pdf)
    assert operators(pdf.pages[0])[-1] == "0.85 0.4 0.8 0.5 k"
    assert "/Here" not in pdf.pages[0].Resources.ColorSpace


def test_lab_becomes_inks_and_leaves_the_resources() -> None:
    pdf = page("/L cs 0 0 0 sc /L CS 100 0 0 SC", ColorSpace=Dictionary(L=lab()))
    assert colors_of_light(pdf)
    inked(pdf)
    black, white = operators(pdf.pages[0])[1], operators(pdf.pages[0])[3]
    assert float(black.split()[3]) > 0.9 and all(float(ink) < 0.02 for ink in white.split()[:4])
    assert colors_of_light(pdf) == []


def test_forms_patterns_and_glyphs_are_walked() -> None:
    pdf = page("/F Do /Pattern cs /P scn")
    form = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    tile = pdf.make_stream(b"0 1 0 RG", PatternType=1, PaintType=1, BBox=Array([0, 0, 9, 9]), Resources=Dictionary())
    glyph = pdf.make_stream(b"9 0 d0 0 0 1 rg")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=glyph))
    pdf.pages[0].Resources = Dictionary(
        XObject=Dictionary(F=form), Pattern=Dictionary(P=tile), Font=Dictionary(T=pdf.make_indirect(font))
    )
    assert len(colors_of_light(pdf)) == 3
    inked(pdf)
    assert colors_of_light(pdf) == []


def test_a_form_that_two_pages_share_is_converted_once() -> None:
    pdf = page("/F Do")
    form = pdf.make_stream(f"/Here cs {GREEN} sc".encode(), Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Resources = Dictionary(ColorSpace=Dictionary(Here=Name.DeviceRGB))
    pdf.pages[0].Resources = pdf.make_indirect(Dictionary(XObject=Dictionary(F=form)))
    pdf.pages.append(pdf.pages[0])
    inked(pdf)
    assert operators(form) == ["0 0 0 1 k", "0.85 0.4 0.8 0.5 k"]


def test_a_gradient_keeps_its_stops() -> None:
    pdf = page("/S sh")
    part = pdf.make_indirect(Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 1, 1]), N=1))
    stitched = Dictionary(FunctionType=3, Domain=Array([0, 1]), Functions=Array([part]), Bounds=Array(), Encode=Array([0, 1]))
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 9, 9]), Function=stitched)
    pdf.pages[0].Resources = Dictionary(Shading=Dictionary(S=pdf.make_indirect(shading)))
    inked(pdf)
    made = pdf.pages[0].Resources.Shading.S
    assert made.ColorSpace == Name.DeviceCMYK
    assert [float(ink) for ink in made.Function.Functions[0].C0] == [0, 0, 0, 1]
    assert [float(ink) for ink in made.Function.Functions[0].C1] == [0, 0, 0, 0]


def test_a_soft_mask_keeps_its_light() -> None:
    pdf = page("/G gs")
    group = pdf.make_stream(b"1 1 1 rg 0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group, BC=Array([0, 0, 0]))
    pdf.pages[0].Resources = Dictionary(ExtGState=Dictionary(G=pdf.make_indirect(Dictionary(SMask=mask, TR=Name.Identity))))
    inked(pdf)
    assert operators(group)[0] == "1 g" and str(group.Group.CS) == "/DeviceGray"
    assert "/TR" not in pdf.pages[0].Resources.ExtGState.G


@pytest.mark.parametrize("space", ["rgb", "indexed", "gray", "keyed"])
def test_an_image_of_every_kind_is_in_inks(space: str) -> None:
    pdf = page("/I Do")
    kinds = {
        "rgb": (bytes([0, 0, 0, 31, 74, 51]), Name.DeviceRGB, {}),
        "indexed": (bytes([0, 1]), Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes([0, 0, 0, 31, 74, 51]))]), {}),
        "gray": (bytes([0, 255]), Array([Name.CalGray, Dictionary(WhitePoint=Array([1, 1, 1]))]), {}),
        "keyed": (bytes([0, 0, 0, 31, 74, 51]), Name.DeviceRGB, {"/Mask": Array([0, 0, 0, 0, 0, 0])}),
    }
    data, given, further = kinds[space]
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=image(pdf, data, given, (2, 1), **further)))
    assert colors_of_light(pdf)
    inked(pdf)
    made = pdf.pages[0].Resources.XObject.I
    assert colors_of_light(pdf) == []
    if space == "indexed":
        assert bytes(made.ColorSpace[3]) == bytes([0, 0, 0, 255, 217, 102, 204, 128])
    if space in {"rgb", "keyed"}:
        assert made.read_bytes()[:4] == bytes([0, 0, 0, 255]), "black is black ink alone"
    if space == "keyed":
        assert made.SMask.read_bytes() == bytes([0, 255]) and "/Mask" not in made


def test_an_image_within_the_content_is_converted_too() -> None:
    pdf = page("q BI /W 1 /H 1 /CS /RGB /BPC 8 /F /AHx ID 000000> EI Q")
    assert colors_of_light(pdf) == ["page 1: inline image"]
    inked(pdf)
    assert colors_of_light(pdf) == []
    (made,) = pdf.pages[0].Resources.XObject.values()
    assert made.read_bytes() == bytes([0, 0, 0, 255])


def test_colours_that_cannot_be_told_are_refused_with_their_page() -> None:
    pdf = page("/S sh")
    mesh = pdf.make_stream(b"\0", ShadingType=4, ColorSpace=Name.DeviceRGB)
    pdf.pages[0].Resources = Dictionary(Shading=Dictionary(S=mesh))
    assert inked(pdf).unknown == [(0, "ShadingType 4")]


def test_a_photograph_stays_a_jpeg() -> None:
    output = io.BytesIO()
    Image.new("RGB", (8, 8), (154, 58, 32)).save(output, "JPEG", quality=95)
    pdf = page("/I Do")
    stream = image(pdf, b"", Name.DeviceRGB, (8, 8))
    stream.write(output.getvalue(), filter=Name.DCTDecode)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=stream))
    inked(pdf)
    assert stream.Filter == Name.DCTDecode and stream.ColorSpace == Name.DeviceCMYK
    with Image.open(io.BytesIO(stream.read_raw_bytes())) as made:
        assert made.mode == "CMYK"
    assert isinstance(stream, pikepdf.Stream)
