"""Lengths, colours, and the properties made from them."""

import pytest

from bible_builder.model.styles import BY_NAME, PROPERTIES, Border, Property, Style, StyleSheet, Takes, css_of, ooxml_of
from bible_builder.model.units import Color, Length


@pytest.mark.parametrize(
    ("text", "points", "twips"),
    [("12pt", 12, 240), ("1in", 72, 1440), ("25.4mm", 72, 1440), ("2.54cm", 72, 1440), ("0", 0, 0), ("-3pt", -3, -60)],
)
def test_a_length_is_exact_in_each_unit(text: str, points: float, twips: int) -> None:
    assert (Length.parse(text).points, Length.parse(text).twips) == (points, twips)


@pytest.mark.parametrize("text", ["12", "pt", "12 em", "1,5pt", ""])
def test_a_length_without_its_unit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a length is a number and a unit"):
        Length.parse(text)


@pytest.mark.parametrize(("text", "hexed"), [("#1f2a44", "1F2A44"), ("abc123", "ABC123"), ("#fff", "FFFFFF")])
def test_a_colour_is_read(text: str, hexed: str) -> None:
    assert Color.parse(text).hex == hexed


@pytest.mark.parametrize("text", ["red", "#12", "abc", "#12345g"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a colour is #rrggbb"):
        Color.parse(text)


def test_contrast_is_that_of_wcag() -> None:
    black, white, grey = Color(0, 0, 0), Color(255, 255, 255), Color.parse("#767676")
    assert round(black.contrast(white)) == 21
    assert 4.5 <= grey.contrast(white) < 4.6


VALUES = {
    Takes.LENGTH: Length.pt(9),
    Takes.COLOR: Color(1, 2, 3),
    Takes.FAMILY: "Vollkorn",
    Takes.NUMBER: 2,
    Takes.FLAG: True,
    Takes.KEEP: True,
    Takes.BORDER: Border(Length.pt(2), Color(1, 2, 3)),
}


@pytest.mark.parametrize("prop", PROPERTIES, ids=lambda prop: prop.name)
def test_each_property_speaks_both_dialects(prop: Property) -> None:
    for value in prop.words or [VALUES[prop.takes]]:
        assert prop.name == "numbering" or (all(": " not in name for name, _ in prop.css(value)) and prop.css(value))
        assert prop.ooxml(value)


def test_a_style_sheet_resolves_what_is_inherited() -> None:
    body = Style("body", "Body Text", "paragraph", properties={"size": Length.pt(10), "align": "left"})
    lead = Style("lead", "Lead", "paragraph", based_on="body", properties={"size": Length.pt(12)})
    sheet = StyleSheet({"body": body, "lead": lead})
    assert sheet.resolved("lead") == {"size": Length.pt(12), "align": "left"}
    assert css_of(sheet.resolved("lead")) == (("font-size", "12pt"), ("text-align", "left"))
    assert [piece.element for piece in ooxml_of(sheet.resolved("lead"))] == ["sz", "szCs", "jc"]
    assert BY_NAME["size"].name == "size"
