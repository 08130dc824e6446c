"""The sample for the printer is PDF/X-4, and its plates hold what they should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pikepdf
import pytest
from PIL import Image

import bible_builder as bb
from bible_builder.errors import Findings
from bible_builder.rendering.pdf import render
from tests.conformance.checkers.ghostscript import INKS, plates
from tests.conformance.documents import ROOT, run_or_skip
from tests.readers.print_file import boxes, colors_of_light, fonts_outside
from tests.rendering.pdf.books import SENTENCE, book, unit

pytestmark = [pytest.mark.conformance, pytest.mark.slow]

DPI: Final = 100
_MM: Final = DPI / 25.4
_MARGIN: Final = 10
_BLEED: Final = 3


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, for the printer."""
    path = tmp_path_factory.mktemp("print") / "sample-print.pdf"
    bb.render_pdf(bb.compose(bb.load(ROOT)), path, purpose="print")
    return path


@pytest.fixture
def file(sample: Path) -> Iterator[pikepdf.Pdf]:
    """It, open."""
    with pikepdf.open(sample) as opened:
        yield opened


def test_it_has_one_intent_with_a_profile_of_four_inks(file: pikepdf.Pdf) -> None:
    (intent,) = file.Root.OutputIntents
    assert intent.S == "/GTS_PDFX" and intent.DestOutputProfile.read_bytes()[12:20] == b"prtrCMYK"


def test_every_page_has_its_boxes_and_no_annotation(file: pikepdf.Pdf) -> None:
    assert all(len(boxes(page)) == 3 and "/Annots" not in page for page in file.pages)


def test_no_colour_of_light_is_left(file: pikepdf.Pdf) -> None:
    assert colors_of_light(file) == []


def test_every_font_is_in_the_file(file: pikepdf.Pdf) -> None:
    assert fonts_outside(file) == []


def test_the_ground_of_the_cover_fills_the_bleed_and_nothing_beyond(sample: Path, tmp_path: Path) -> None:
    cyan = run_or_skip(lambda: plates(sample, 1, tmp_path, DPI))["Cyan"]
    inside, outside = round((_MARGIN - _BLEED + 1) * _MM), round((_MARGIN - _BLEED - 1) * _MM)
    middle = cyan.width // 3
    assert all(_darkest_in(cyan, place) < 128 for place in ((middle, inside), (inside, cyan.height // 4)))
    assert all(_darkest_in(cyan, place) == 255 for place in ((middle, outside), (outside, cyan.height // 4)))


def test_crop_marks_are_on_every_plate(sample: Path, tmp_path: Path) -> None:
    found = run_or_skip(lambda: plates(sample, 1, tmp_path, DPI))
    corner = round(4 * _MM)
    for ink in INKS:
        strip = found[ink].crop((0, 0, corner, round(20 * _MM)))
        assert min(strip.tobytes()) < 128, ink


def test_black_text_is_on_the_black_plate_alone(tmp_path: Path) -> None:
    found = run_or_skip(lambda: plates(_printed(tmp_path, "#000000"), 1, tmp_path, DPI))
    assert _darkest(found["Black"]) < 64
    assert [ink for ink in INKS[:3] if _darkest(found[ink]) < 255] == []


def test_coloured_text_is_seen_on_other_plates(tmp_path: Path) -> None:
    found = run_or_skip(lambda: plates(_printed(tmp_path, "#1f4a33"), 1, tmp_path, DPI))
    assert all(_darkest(found[ink]) < 200 for ink in ("Cyan", "Yellow")), "the look at plates would see a colour"


def _printed(folder: Path, color: str) -> Path:
    """A page of text in one colour."""
    made = book(folder, unit("un", f"<section><p>{SENTENCE * 6}</p></section>"), css=f"p, h1 {{ color: {color} }}")
    path = folder / "text.pdf"
    path.write_bytes(render(made, Findings(), purpose="print").data)
    return path


def _darkest(plate: Image.Image) -> int:
    """The fullest tone within the trim, where no mark is."""
    edge = round((_MARGIN + 8) * _MM)
    return min(plate.crop((edge, round(30 * _MM), plate.width - edge, plate.height - round(40 * _MM))).tobytes())


def _darkest_in(plate: Image.Image, place: tuple[int, int]) -> int:
    """The tone of one point."""
    x, y = place
    return plate.crop((x, y, x + 1, y + 1)).tobytes()[0]
