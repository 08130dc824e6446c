"""A whole small book for the printer, beside the same book for the screen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from bible_builder.errors import Findings
from bible_builder.model.book import Book, PdfAnnex, ThumbTabs
from bible_builder.model.units import Length
from bible_builder.rendering.pdf import Pdf, render
from bible_builder.rendering.pdf.printing.profile import profile
from tests.readers.print_file import boxes, colors_of_light, fonts_outside
from tests.rendering.pdf.books import annex_pdf, book, chapter, full_book, opened, unit

MM = 72 / 25.4


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A chapter with a link, a coarse picture and a tab; a ground that reaches the edge; an annex in colours of light."""
    base = tmp_path_factory.mktemp("print")
    Image.new("RGB", (100, 50), (200, 30, 30)).save(base / "coarse.png")
    path = annex_pdf(base / "annexe.pdf", body='<p style="color: #c01020">Rouge</p>')
    annex = PdfAnnex(path, 1, "Rouge", "Du texte rouge", "annex-rouge-pages")
    extra = '<figure><img src="coarse.png" alt="Un aplat rouge"/></figure><p><a href="#chapter-c1">Un lien</a> noir</p>'
    first = replace(unit("un", chapter(1, 1, 1, extra)), tab="1")
    css = "a { color: #0000ee; text-decoration: underline } .chapter-title { background: #1f4a33 }"
    css += "figure > img { width: 100mm !important; height: 50mm !important; max-width: none }"
    tabs = ThumbTabs(Length.mm(10), Length.mm(15), Length.mm(40), Length.mm(18))
    heading = '<section role="doc-appendix"><h1 class="annex-title" id="annex-rouge">Rouge</h1></section>'
    return replace(book(base, first, unit("rouge", heading, annex=annex), css=css), tabs=tabs)


@pytest.fixture(scope="module")
def screen(small: Book) -> Pdf:
    """It, for the screen."""
    return render(small, Findings())


@pytest.fixture(scope="module")
def findings() -> Findings:
    """What the printing of it finds."""
    return Findings()


@pytest.fixture(scope="module")
def printed(small: Book, findings: Findings) -> Pdf:
    """It, for the printer."""
    return render(small, findings, purpose="print", cache=small.base / "cache")


@pytest.fixture
def file(printed: Pdf) -> Iterator[pikepdf.Pdf]:
    """The printer's file, open."""
    with opened(printed.data) as pdf:
        yield pdf


def test_it_says_that_it_is_pdf_x_4(file: pikepdf.Pdf) -> None:
    described = file.Root.Metadata.read_bytes().decode()
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in described and file.pdf_version == "1.6"
    assert "pdfaid" not in described and "<pdf:Trapped>False</pdf:Trapped>" in described
    assert file.trailer.Info.Trapped == "/False" and "/ID" in file.trailer


def test_its_intent_is_the_bundled_profile_of_the_press(file: pikepdf.Pdf) -> None:
    (intent,) = file.Root.OutputIntents
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
    data = intent.DestOutputProfile.read_bytes()
    assert data == profile() and data[12:20] == b"prtrCMYK" and intent.DestOutputProfile.N == 4


def test_the_profile_is_the_one_that_was_licensed() -> None:
    assert hashlib.sha256(profile()).hexdigest() == PROFILE


PROFILE = "27140d88340e07f0c75e55d42455a471970531a9d4ffd2560ce681cf48a7285e"


def test_each_page_has_its_boxes_one_within_the_other(file: pikepdf.Pdf, small: Book) -> None:
    for page in file.pages:
        found = boxes(page)
        left, bottom, right, top = found["/TrimBox"]
        size = {round(right - left, 1), round(top - bottom, 1)}
        assert size == {round(small.page.width.points, 1), round(small.page.height.points, 1)}
        assert found["/BleedBox"] == pytest.approx((left - 3 * MM, bottom - 3 * MM, right + 3 * MM, top + 3 * MM), abs=0.01)
        assert found["/MediaBox"] == pytest.approx((left - 10 * MM, bottom - 10 * MM, right + 10 * MM, top + 10 * MM), abs=0.01)


def test_nothing_in_it_is_a_colour_of_light(file: pikepdf.Pdf, screen: Pdf) -> None:
    assert colors_of_light(file) == []
    with opened(screen.data) as read:
        assert colors_of_light(read), "the walk finds them where they are"


def test_fonts_are_in_the_file(file: pikepdf.Pdf) -> None:
    assert fonts_outside(file) == []


def test_nothing_in_it_can_be_followed_or_read_aloud(file: pikepdf.Pdf) -> None:
    assert not [page for page in file.pages if "/Annots" in page or "/AA" in page]
    assert not {"/StructTreeRoot", "/MarkInfo", "/Names", "/Outlines", "/OpenAction", "/AcroForm"} & set(file.Root.keys())


def test_folios_are_those_of_the_screen(printed: Pdf, screen: Pdf) -> None:
    assert printed.page_map == screen.page_map


def test_the_same_book_gives_the_same_bytes(printed: Pdf, small: Book) -> None:
    assert render(small, Findings(), purpose="print", cache=small.base / "cache").data == printed.data


def test_a_coarse_picture_is_named_with_its_dots(printed: Pdf, findings: Findings) -> None:
    assert printed.pages
    (coarse,) = (found for found in findings.all if found.code == "print-image-coarse")
    assert coarse.parameters == {"image": "coarse.png", "dpi": "25", "least": "300"}


def test_colours_of_the_charter_without_inks_are_named(printed: Pdf, findings: Findings) -> None:
    assert printed.pages
    (converted,) = (found for found in findings.all if found.code == "print-colors-converted")
    assert converted.parameters["colors"].startswith("primary ")


def test_an_annex_without_its_fonts_is_refused(tmp_path: Path) -> None:
    whole = full_book(tmp_path, 1)
    annexed = next(one for one in whole.units if one.annex is not None)
    assert annexed.annex is not None
    _forget_fonts(annexed.annex.path)
    findings = Findings()
    render(replace(whole, units=(annexed,)), findings, purpose="print")
    assert "print-font-missing" in [found.code for found in findings.errors]


def _forget_fonts(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                    if key in item:
                        del item[key]
        pdf.save(path)
