"""The charter's fonts travel with the document where their makers allow it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bible_builder.errors import Findings
from bible_builder.model.charter import FontFile
from bible_builder.rendering.docx.fonts import obfuscated
from tests.rendering.docx.books import FONTS, charter, one
from tests.rendering.docx.opened import R, W, rendered


def test_each_face_that_word_knows_is_there_and_can_be_read_back() -> None:
    document = rendered(one("<p>a</p>", charter=charter(fonts=True)))
    families = {font.get(f"{W}name"): font for font in document.part("word/fontTable.xml")}
    faces = {name: [e.tag.rpartition("}")[2] for e in font if "embed" in e.tag] for name, font in families.items()}
    assert faces == {
        "Vollkorn": ["embedRegular", "embedBold", "embedItalic", "embedBoldItalic"],
        "Source Sans 3": ["embedRegular", "embedBold"],
    }
    regular = families["Vollkorn"].find(f"{W}embedRegular")
    assert regular is not None
    target = document.relationship(regular.get(f"{R}id", ""), "fontTable").get("Target")
    data = document.archive.read(f"word/{target}")
    assert data != (FONTS / "Vollkorn-Regular.ttf").read_bytes()
    assert obfuscated(data, regular.get(f"{W}fontKey", "").strip("{}")) == (FONTS / "Vollkorn-Regular.ttf").read_bytes()
    assert document.part("word/settings.xml").find(f"{W}embedTrueTypeFonts") is not None


@pytest.mark.parametrize(
    ("rights", "embedded"), [(0x0000, True), (0x0008, True), (0x0004, True), (0x0002, False), (0x0200, False)]
)
def test_a_font_goes_along_only_if_its_maker_allows(rights: int, embedded: bool, tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    with TTFont(FONTS / "Vollkorn-Regular.ttf") as font:
        font["OS/2"].fsType = rights
        font.save(path)
    findings = Findings()
    brand = replace(charter(), fonts=(FontFile("Vollkorn", path),))
    document = rendered(one("<p>a</p>", charter=brand), findings=findings)
    assert any(name.endswith(".odttf") for name in document.archive.namelist()) is embedded
    notes = [(d.code, dict(d.parameters)) for d in findings.all]
    assert notes == (
        [] if embedded else [("font-not-embeddable", {"file": "font.ttf", "family": "Vollkorn", "reason": "licence"})]
    )


def test_a_font_that_cannot_be_read_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    path.write_bytes(b"no font")
    findings = Findings()
    rendered(one("<p>a</p>", charter=replace(charter(), fonts=(FontFile("X", path),))), findings=findings)
    assert [d.parameters["reason"] for d in findings.all] == ["unreadable"]


def test_without_fonts_nothing_is_said_of_any() -> None:
    settings = rendered(one("<p>a</p>")).part("word/settings.xml")
    assert settings.find(f"{W}embedTrueTypeFonts") is None
