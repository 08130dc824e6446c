"""Pictures: alternative texts, drawings with a fallback, bounded sizes, nothing fetched from outside."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bible_builder.errors import Findings
from bible_builder.model.book import Book, PdfAnnex
from bible_builder.model.units import Length
from bible_builder.rendering.docx import annex_pages, render
from bible_builder.rendering.docx.pictures import bounded
from bible_builder.rendering.docx.svg import Drawing
from tests.rendering.docx.books import book, charter, one, unit
from tests.rendering.docx.opened import SPACES, Opened, R, W, rendered, text

EMU_PER_TWIP = 635
FIGURE = '<figure><img src="{}" alt="{}"{}/><figcaption>Légende</figcaption></figure>'


def figure(src: str, alt: str = "Ce qu’on voit", more: str = "", **changes: object) -> Book:
    """A book with one figure."""
    return one(FIGURE.format(src, alt, more), **changes)


def extent(document: Opened) -> tuple[int, int]:
    """The size of the first picture in EMU."""
    (found, *_) = document.find("//wp:inline/wp:extent")
    return int(found.get("cx")), int(found.get("cy"))


def embedded(document: Opened, path: str = "//a:blip") -> bytes:
    """The bytes of the first picture."""
    number = document.find(path)[0].get(f"{R}embed")
    return document.archive.read("word/" + str(document.relationship(number).get("Target")))


def test_a_picture_has_its_alternative_text() -> None:
    (properties,) = rendered(figure("photo.png", "Un carré « rouge » & plein".replace("&", "&amp;"))).find("//wp:docPr")
    assert properties.get("descr") == "Un carré « rouge » & plein"


def test_one_without_is_marked_as_decoration() -> None:
    document = rendered(figure("photo.png", ""))
    decorative = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
    assert [e.get("val") for e in document.document.iter(decorative)] == ["1"]


def test_a_drawing_is_there_as_svg_and_as_png() -> None:
    document = rendered(figure("parcours.svg", more=' data-width="60"'))
    assert embedded(document)[:8] == b"\x89PNG\r\n\x1a\n"
    assert b"<svg" in embedded(document, "//asvg:svgBlip")
    width, height = extent(document)
    assert width == pytest.approx(8051 * EMU_PER_TWIP * 0.6, abs=2)
    assert height == pytest.approx(width / 3, abs=2)


def test_the_fallback_has_the_pixels_that_print_needs() -> None:
    png = Image.open(io.BytesIO(embedded(rendered(figure("parcours.svg", more=' data-width="50"')))))
    assert png.width == pytest.approx(8051 / 1440 * 0.5 * 220, abs=1)


def test_a_picture_without_width_keeps_its_natural_size_up_to_the_measure() -> None:
    assert extent(rendered(figure("photo.png"))) == (400 * 9525, 300 * 9525)
    assert extent(rendered(figure("parcours.svg")))[0] == 360 * 9525


def test_a_tall_picture_leaves_room_for_its_caption(tmp_path: Path) -> None:
    Image.new("RGB", (100, 2000)).save(tmp_path / "haut.png")
    _, height = extent(rendered(figure("haut.png", base=tmp_path, roots=(tmp_path,))))
    assert height <= (297 - 30 - 32) * 36000 * 0.8 + 1


def test_a_picture_shown_twice_is_kept_once() -> None:
    document = rendered(one(FIGURE.format("photo.png", "a", "") * 2))
    assert len([name for name in document.archive.namelist() if name.startswith("word/media/")]) == 1
    ids = [e.get("id") for e in document.find("//wp:docPr")]
    assert len(ids) == len(set(ids)) == 2


def test_a_picture_is_kept_with_its_caption() -> None:
    document = rendered(figure("photo.png"))
    (paragraph,) = document.find("//w:p[.//wp:inline]")
    assert paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_too_many_pixels_are_not_kept() -> None:
    big = io.BytesIO()
    Image.effect_noise((1000, 800), 90).save(big, "JPEG")
    made = bounded(big.getvalue(), 300)
    assert (Image.open(io.BytesIO(made.data)).size, made.kind) == ((300, 240), "jpg")
    assert bounded(big.getvalue(), 900).data == big.getvalue()


def test_other_kinds_become_png() -> None:
    gif = io.BytesIO()
    Image.new("P", (10, 10)).save(gif, "GIF")
    assert bounded(gif.getvalue(), 100).kind == "png"


def test_a_photograph_is_set_upright() -> None:
    exif, data = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20)).save(data, "JPEG", exif=exif)
    made = Image.open(io.BytesIO(bounded(data.getvalue(), 100).data))
    assert made.size == (20, 40)
    assert not made.getexif()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("absente.png", None, "picture-missing"),
        ("fausse.png", b"not a picture", "picture-unreadable"),
        ("faux.svg", b"<html/>", "picture-unreadable"),
        ("casse.svg", b"<svg", "picture-unreadable"),
        ("../dehors.png", b"", "picture-outside"),
        (
            "loin.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/a.png"/></svg>',
            "picture-reaches-out",
        ),
        ("pres.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>', "picture-reaches-out"),
        ("css.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><style>@import "a.css";</style></svg>', "picture-reaches-out"),
        (
            "url.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url(http://example.org/a#b)"/></svg>',
            "picture-reaches-out",
        ),
    ],
)
def test_what_cannot_be_shown_is_an_error_that_names_the_file(name: str, data: bytes | None, code: str, tmp_path: Path) -> None:
    root = tmp_path / "bible"
    root.mkdir()
    if data is not None:
        (root / name).write_bytes(data)
    findings = Findings()
    made = figure(name, base=root, roots=(root,))
    document = rendered(made, findings=findings)
    assert [(d.code, d.parameters["file"]) for d in findings.errors] == [(code, name)]
    assert text(document.paragraph("Légende")) == "Légende"


def test_a_picture_too_large_to_open_is_refused(tmp_path: Path) -> None:
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    (tmp_path / "enorme.png").write_bytes(header + b"\0\0\0\0")
    findings = Findings()
    rendered(figure("enorme.png", base=tmp_path, roots=(tmp_path,)), findings=findings)
    assert [d.code for d in findings.errors] == ["picture-unreadable"]


def test_what_runs_in_a_drawing_is_taken_out() -> None:
    hostile = b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>y()</script><rect onclick="z()" width="1"/></svg>'
    drawing = Drawing(hostile)
    assert drawing.outside == ()
    assert b"script" not in drawing.data and b"onload" not in drawing.data and b"onclick" not in drawing.data


def test_entities_of_a_drawing_are_its_own_and_bounded(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    outside = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    try:
        data = Drawing(outside.encode()).data
    except ValueError:
        data = b""
    assert b"secret" not in data
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "ha">{nested}]><svg xmlns="http://www.w3.org/2000/svg"><text>&e8;</text></svg>'
    with pytest.raises(ValueError, match="entit"):
        Drawing(bomb.encode())


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="10mm" height="5mm"', (10, 5)),
        ('viewBox="0 0 200 100" width="40mm"', (40, 20)),
        ('viewBox="0,0,200,100" height="40mm"', (80, 40)),
        ('viewBox="0 0 96 48" width="100%" height="100%"', (25.4, 12.7)),
        ("", (79.375, 39.6875)),
    ],
)
def test_a_drawing_knows_its_size(attributes: str, size: tuple[float, float]) -> None:
    width, height = Drawing(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()).size
    assert (width.millimetres, height.millimetres) == pytest.approx(size, abs=0.01)


def test_drawings_are_set_in_the_charters_fonts() -> None:
    drawing = Drawing(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30"><text x="5" y="20" font-family="Vollkorn">mot</text></svg>'
    )
    assert drawing.png(100, charter(fonts=True)) != drawing.png(100, charter())
    assert drawing.png(100, charter(fonts=True)) == drawing.png(100, charter(fonts=True))


def annex(folder: Path, pages: int = 2) -> PdfAnnex:
    """An annex PDF of blank pages."""
    sheets = [Image.new("RGB", (210, 297), "white") for _ in range(pages)]
    sheets[0].save(folder / "charte.pdf", save_all=True, append_images=sheets[1:])
    return PdfAnnex(folder / "charte.pdf", pages, "Charte", "Une page blanche, puis une autre.", "annex-charte-1")


_TITLE = '<h1 class="annex-title" id="annex-charte"><span class="number">A</span> Charte</h1>'
APPENDIX = f'<section role="doc-appendix">{_TITLE}<p>Jointe.</p></section>'


def test_the_pages_of_an_annex_pdf_are_pictures_with_a_text(tmp_path: Path) -> None:
    document = rendered(book(unit(APPENDIX, annex=annex(tmp_path)), roots=(tmp_path,)))
    described = [e.get("descr") for e in document.document.iter(f"{{{SPACES['wp']}}}docPr")]
    assert described == ["Charte, page 1 – Une page blanche, puis une autre.", "Charte, page 2"]
    names = [b.get(f"{W}name") for b in document.document.iter(f"{W}bookmarkStart")]
    assert names == ["annex_charte", "annex_charte_1"]
    pages = document.find("//w:p[.//wp:inline]")
    assert all(page.find(f"{W}pPr/{W}pageBreakBefore") is not None for page in pages)


def test_an_annex_that_is_linked_to_has_its_anchor_and_no_pictures(tmp_path: Path) -> None:
    document = rendered(book(unit(APPENDIX, annex=replace(annex(tmp_path), linked=True)), roots=(tmp_path,)))
    assert document.find("//wp:inline") == []
    assert "annex_charte_1" in {mark.get(f"{W}name") for mark in document.document.iter(f"{W}bookmarkStart")}


def test_what_was_drawn_before_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = book(unit(APPENDIX, annex=annex(tmp_path)), roots=(tmp_path,), word_folios="pdf")
    first = render(drawn, {}, Findings(), cache=tmp_path / "cache").data
    monkeypatch.setattr(annex_pages, "_drawn", lambda *_: pytest.fail("drawn again"))
    assert render(drawn, {}, Findings(), cache=tmp_path / "cache").data == first


@pytest.mark.parametrize(("inside", "code"), [(True, "annex-unreadable"), (False, "picture-outside")])
def test_an_annex_that_cannot_be_read_is_an_error(inside: bool, code: str, tmp_path: Path) -> None:
    found = replace(annex(tmp_path), path=tmp_path / "charte.pdf")
    (tmp_path / "charte.pdf").write_bytes(b"%PDF-1.7 broken")
    findings = Findings()
    rendered(book(unit(APPENDIX, annex=found), roots=(tmp_path if inside else tmp_path / "x",)), findings=findings)
    assert [(d.code, d.parameters["file"]) for d in findings.errors] == [(code, "charte.pdf")]


def test_lengths_stay_whole() -> None:
    assert isinstance(Drawing(b'<svg xmlns="http://www.w3.org/2000/svg" width="1.5cm" height="1in"/>').size[0], Length)
