"""Fonts and colours of the charter; owners and validation."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from fontTools.ttLib import TTFont

from bible_builder.checking import FAMILIES, check
from bible_builder.checking.charter import check_charter
from bible_builder.checking.contrast import check_contrast
from bible_builder.checking.coverage import check_coverage
from bible_builder.errors import Findings
from bible_builder.model.bible import Status
from bible_builder.model.charter import FontFile
from tests.checking.small_bible import FONTS, bible, charter, found, section


def test_a_sound_bible_breaks_no_rule() -> None:
    findings = Findings()
    check(bible(), findings)
    assert findings.all == ()


def test_every_family_of_rules_is_run() -> None:
    families = {"access", "charter", "contrast", "coverage", "glyphs", "repetitions", "reviews"}
    assert {rule.__module__.rpartition(".")[2] for rule in FAMILIES} == families


def test_a_pale_text_colour_is_reported_with_its_ratio() -> None:
    (only,) = found(check_contrast, bible(charter=charter({"primary": "#8a8a8a", "light": "#eeeeee"})))
    assert (only.code, only.parameters["name"], only.parameters["ratio"]) == ("contrast-low", "primary", "3.5")


def test_contrast_is_counted_on_the_charter_s_own_ground() -> None:
    dark = charter({"background": "#101010", "foreground": "#f0f0f0", "primary": "#f0f0f0"})
    assert found(check_contrast, bible(charter=dark)) == []


def test_a_text_family_needs_bold_and_italic() -> None:
    regular_only = charter(fonts=(FontFile("Vollkorn", FONTS / "Vollkorn-Regular.ttf"),))
    styles = [d.parameters["style"] for d in found(check_charter, bible(charter=regular_only))]
    assert styles == ["bold", "italic"]


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path) -> None:
    restricted = tmp_path / "Restricted.ttf"
    with TTFont(FONTS / "SourceSans3-Regular.ttf") as font:
        font["OS/2"].fsType = 0x0002
        font.save(restricted)
    shutil.copy(FONTS / "Vollkorn-OFL.txt", tmp_path / "OFL.txt")
    held = charter()
    with_it = replace(held, fonts=(*held.fonts, FontFile("Source Sans 3", restricted, 700)))
    (only,) = found(check_charter, bible(charter=with_it))
    assert (only.code, only.severity, only.parameters["file"]) == ("font-not-embeddable", "error", "Restricted.ttf")


def test_fonts_without_a_licence_beside_them_are_reported(tmp_path: Path) -> None:
    copies = tuple(replace(font, path=Path(shutil.copy(font.path, tmp_path))) for font in charter().fonts)
    assert [d.code for d in found(check_charter, bible(charter=charter(fonts=copies)))] == ["font-licence-missing"]


def test_a_section_needs_an_owner_its_own_or_its_chapter_s() -> None:
    orphan = bible(section(owner=""))
    assert [d.code for d in found(check_coverage, orphan)] == ["owner-missing"]
    owned = replace(orphan, chapters=(replace(orphan.chapters[0], owner="marie"),))
    assert found(check_coverage, owned) == []


def test_what_is_not_validated_is_noted_and_an_empty_chapter_reported() -> None:
    held = bible(section(status=Status.IN_REVIEW))
    (only,) = found(check_coverage, held)
    assert (only.code, only.severity, only.parameters["status"]) == ("section-not-validated", "note", "in review")
    empty = replace(held, chapters=(replace(held.chapters[0], sections=()),))
    assert [d.code for d in found(check_coverage, empty)] == ["chapter-empty"]
