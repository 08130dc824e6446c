"""Pictures do nothing but show, and are whole."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageFile

from bible_builder.loading.pictures import raster_fault
from bible_builder.loading.svg import svg_fault
from tests.loading.bibles import SVG

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def picture(kind: str, size: tuple[int, int] = (400, 300)) -> bytes:
    data = BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(data, kind)
    return data.getvalue()


PNG, JPEG = picture("PNG"), picture("JPEG")


@pytest.mark.parametrize(
    ("data", "kind", "fault"),
    [
        (PNG, "PNG", ""),
        (JPEG, "JPEG", ""),
        (JPEG + b"\0" * 20, "JPEG", ""),
        (b"", "PNG", "empty"),
        (PNG, "JPEG", "format"),
        (JPEG, "PNG", "format"),
        (b"GIF89a", "PNG", "format"),
        (JPEG[: len(JPEG) // 2], "JPEG", "truncated"),
        (PNG[: len(PNG) // 2], "PNG", "damaged"),
        (PNG[:100] + bytes(8) + PNG[108:], "PNG", "damaged"),
    ],
)
def test_a_picture_is_looked_at_to_its_end(data: bytes, kind: str, fault: str) -> None:
    assert raster_fault(data, kind) == fault


def test_also_when_another_library_told_pillow_to_put_up_with_truncated_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert raster_fault(JPEG[: len(JPEG) // 2], "JPEG") == "truncated"
    assert raster_fault(PNG[: len(PNG) // 2], "PNG") in {"damaged", "truncated"}


def test_a_picture_of_too_many_pixels_is_not_opened() -> None:
    data = BytesIO()
    Image.new("1", (30_000, 30_000)).save(data, "PNG")
    assert len(data.getvalue()) < 200_000
    assert raster_fault(data.getvalue(), "PNG") == "size"


@pytest.mark.parametrize(
    "body",
    [
        '<rect width="9" height="9"/>',
        '<style>.a { fill: url(#g) }</style><text class="a">é</text>',
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/>',
        '<defs><g id="a"><rect/></g></defs><use href="#a"/><use xlink:href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<a href="#x"><text>x</text></a>',
        "<title>Un carré</title><desc>x</desc>",
    ],
)
def test_a_drawing_that_only_draws_is_let_through(body: str) -> None:
    assert svg_fault(f"{HEAD}{body}</svg>".encode()) is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<script>x</script>", "element"),
        ('<SCRIPT xmlns="http://www.w3.org/1999/xhtml">x</SCRIPT>', "element"),
        ("<foreignObject/>", "element"),
        ('<animate attributeName="href" to="javascript:x"/>', "element"),
        ('<rect onload="x()"/>', "event"),
        ('<a href="https://a.example"><text>x</text></a>', "link"),
        ('<a xlink:href="javascript:x"><text>x</text></a>', "link"),
        ('<image href="https://a.example/x.png"/>', "link"),
        ('<image href="/etc/passwd"/>', "link"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "link"),
        ('<use href="autre.svg#a"/>', "link"),
        ("<style>@import 'x.css';</style>", "style"),
        ("<style>rect { fill: url(https://a.example/x) }</style>", "style"),
        ("<rect style=\"fill: url( 'http://a.example' )\"/>", "style"),
        ('<rect fill="url(x.svg#g)"/>', "style"),
        ('<g id="a"><use href="#a"/></g>', "use"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "use"),
        ("<g>" * 60 + "</g>" * 60, "deep"),
    ],
)
def test_a_drawing_that_does_more_is_refused(body: str, reason: str) -> None:
    fault = svg_fault(f"{HEAD}{body}</svg>".encode())
    assert fault is not None
    assert (fault.reason, fault.is_unsafe) == (reason, True)


def test_a_bomb_of_copies_is_counted_and_not_drawn() -> None:
    levels = "".join(f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 60 + "</g>" for n in range(1, 5))
    fault = svg_fault(f'{HEAD}<rect id="l0"/>{levels}<use href="#l4"/></svg>'.encode())
    assert fault is not None
    assert fault.reason == "use"


def test_a_document_type_and_a_style_sheet_are_refused() -> None:
    for before, reason in (('<!DOCTYPE svg [<!ENTITY a "b">]>', "entity"), ('<?xml-stylesheet href="x.css"?>', "stylesheet")):
        fault = svg_fault((before + SVG).encode())
        assert fault is not None
        assert fault.reason == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<svg", "xml"),
        ("", "xml"),
        ("<svg/>", "not-svg"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "not-svg"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "no-size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"/>', "no-size"),
    ],
)
def test_a_drawing_that_is_damaged_is_told_how(text: str, reason: str) -> None:
    fault = svg_fault(text.encode())
    assert fault is not None
    assert (fault.reason, fault.is_unsafe) == (reason, False)
