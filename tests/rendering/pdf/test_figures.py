"""Figures set afterwards print what laying out with the true ones prints."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from bible_builder.rendering.pdf.figures import figures_of, masked, set_figures
from bible_builder.rendering.pdf.laid import FolioFigures, Laid
from bible_builder.rendering.pdf.laying import lay
from tests.rendering.pdf.books import FONTS, faces
from tests.rendering.pdf.test_marking import numbered

PAGE = "@page { size: 90mm 60mm; margin: 5mm } p { font: 11pt/15pt Vollkorn; text-align: justify }"
TABULAR = "a.folio { font-variant-numeric: lining-nums tabular-nums } a.main { font-weight: 700 }"
TEXT = 'Le retour se lit aux pages <a class="folio" href="#a">{}</a> et <a class="folio main" href="#b">{}</a>, sans délai.'


def laid(first: str, second: str, css: str = TABULAR) -> Laid:
    return lay(numbered(f"<p>{TEXT.format(first, second)}</p>"), faces() + PAGE + css, FONTS.as_uri(), [FONTS])


def with_figures(made: Laid, texts: dict[int, str]) -> bytes:
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        content = pdf.pages[0].Contents
        content.write(set_figures(content.read_bytes(), [(place, texts[place.n]) for place in made.figures]))
        output = io.BytesIO()
        pdf.save(output)
    return output.getvalue()


def seen(data: bytes) -> tuple[bytes, str]:
    """The first page as it looks, and as it reads."""
    page = pypdfium2.PdfDocument(data)[0]
    return page.render(scale=3).to_pil().tobytes(), page.get_textpage().get_text_range()


def test_figures_set_afterwards_look_and_read_like_true_ones() -> None:
    made = laid("00", "000–000")
    places = sorted({place.n for place in made.figures})
    assert made.settable
    done = with_figures(made, dict(zip(places, ("47", "128131"), strict=True)))
    assert seen(done) == seen(laid("47", "128–131").data)
    assert seen(done)[0] != seen(made.data)[0]
    assert "pages 47 et 128–131" in " ".join(seen(done)[1].split())


def test_figures_of_several_widths_are_not_to_be_set() -> None:
    assert not laid("00", "00", "a.folio { font-variant-numeric: proportional-nums oldstyle-nums }").settable


def test_a_unit_without_folios_has_nothing_to_set() -> None:
    made = lay(numbered("<p>100 euros</p>"), faces() + PAGE, FONTS.as_uri(), [FONTS])
    assert (made.settable, made.figures) == (True, ())


def test_a_folio_in_a_repeated_head_is_not_to_be_set() -> None:
    """The head's copies are artifacts, whose figures nobody finds."""
    head = '<thead><tr><th><a class="folio" href="#a">00</a></th></tr></thead>'
    rows = "<tr><td>x</td></tr>" * 30
    css = faces() + PAGE + TABULAR
    made = lay(numbered(f"<table>{head}<tbody>{rows}</tbody></table>"), css, FONTS.as_uri(), [FONTS])
    assert made.pages > 1
    assert not made.settable


def test_the_text_of_a_drawing_is_drawn(tmp_path: Path) -> None:
    text = "<text x='2' y='12' font-size='9'>Palier 10</text>"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">{text}</svg>'
    (tmp_path / "d.svg").write_text(drawing, encoding="utf-8")
    image = f'<p><img alt="x" src="{(tmp_path / "d.svg").as_uri()}"></p>'
    made = lay(numbered(image), faces() + PAGE, FONTS.as_uri(), [FONTS, tmp_path])
    assert made.said == ()
    assert "Palier 10" in seen(made.data)[1]


@pytest.mark.parametrize(("folio", "noughts", "figures"), [("12", "00", "12"), ("9–112", "0–000", "9112"), ("xiv", "xiv", "")])
def test_a_folio_with_noughts(folio: str, noughts: str, figures: str) -> None:
    assert (masked(folio), figures_of(folio)) == (noughts, figures)


def test_too_few_figures_are_refused() -> None:
    place = FolioFigures(0, 0, (1, 5), tuple(f"{code:04x}" for code in range(10)))
    with pytest.raises(ValueError, match="shorter"):
        set_figures(b"<00000000>", [(place, "1")])
