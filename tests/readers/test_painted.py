"""The reader of what is painted: grounds by both filling rules, places and colours of strings."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint import HTML

from bible_builder.model.units import Color
from tests.readers.painted import Fill, Outline, Painted, read_painted

OUTER: Outline = ((0, 0), (10, 0), (10, 10), (0, 10))
INNER: Outline = ((4, 0), (10, 0), (10, 10), (4, 10))
RED = Color(255, 0, 0)


@pytest.mark.parametrize(("even_odd", "painted"), [(True, False), (False, True)])
def test_a_bar_drawn_as_two_boxes_paints_the_bar_alone(even_odd: bool, painted: bool) -> None:
    fill = Fill((OUTER, INNER), RED, 1, even_odd)
    assert fill.holds((7, 5)) is painted
    assert fill.holds((2, 5))
    assert not fill.holds((12, 5))


def strings(folder: Path, body: str, css: str) -> dict[str, Painted]:
    """The strings of a page by their text."""
    path = folder / "a.pdf"
    style = f"@page {{ size: 100mm 60mm; margin: 10mm }} p {{ margin: 0; font: 10pt/20pt Vollkorn }} {css}"
    HTML(string=f"<html lang=fr><head><title>x</title><style>{style}</style></head>{body}</html>").write_pdf(
        path, pdf_variant="pdf/ua-1"
    )
    return {string.text: string for string in read_painted(path)}


def test_a_string_knows_its_place_its_mark_and_its_page(tmp_path: Path) -> None:
    found = strings(tmp_path, "<p>un</p><p style='margin-left: 10mm'>deux</p>", "")
    assert found["un"].baseline - found["deux"].baseline == pytest.approx(20, abs=0.01)
    assert found["deux"].start - found["un"].start == pytest.approx(28.35, abs=0.01)
    assert found["un"].end > found["un"].start
    assert found["un"].size == pytest.approx(10, abs=0.01)
    assert found["un"].mcid is not None and found["un"].mcid != found["deux"].mcid


@pytest.mark.parametrize(
    ("css", "color", "ground"),
    [
        ("p { color: #1f4a33 }", "1F4A33", "FFFFFF"),
        ("p { color: #fff; background: #1f4a33 }", "FFFFFF", "1F4A33"),
        ("p { color: #000; border-left: 4mm solid red }", "000000", "FFFFFF"),
        ("p { color: rgba(0, 0, 0, 0.5) }", "808080", "FFFFFF"),
        ("p { color: #000; opacity: 0.5 }", "808080", "FFFFFF"),
        ("p { color: #000; background: rgba(0, 0, 255, 0.2) }", "000000", "CCCCFF"),
        ("body { background: #ff0 } p { color: #000; opacity: 0.5 }", "808000", "FFFF00"),
    ],
)
def test_colours_are_those_that_are_seen(css: str, color: str, ground: str, tmp_path: Path) -> None:
    found = strings(tmp_path, "<p>mot</p>", css)["mot"]
    for one, seen in ((found.color, color), (found.ground, ground)):
        assert max(abs(a - b) for a, b in zip(one.channels, Color.parse(seen).channels, strict=True)) <= 1
