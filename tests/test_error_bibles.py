"""Every code of a content mistake has a tiny bible that makes it, and one bible with all of them reports all in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

import bible_builder as bb
from bible_builder.cli.messages import LANGUAGES, message
from tests.bibles.errors import EDITS, build_error, build_every_mistake, error_codes
from tests.test_catalogue import CALLS

ROOMS: Final = ("loading", "checking", "assembly", "layout")
"""The rooms that read what the référent wrote; what may fail in the renderers is tested with them."""

FOLLOWING: Final = {
    "bad-front-matter": {"section-not-validated"},
    "layout-missing-style": {"layout-unknown-style"},
    "layout-wrong-value": {"layout-style-incomplete"},
    "layout-yaml": {"layout-missing-key"},
    "replacement-character": {"glyph-missing"},
    "validation-duplicate": {"validation-outdated"},
    "validation-unknown-person": {"validation-outdated"},
}
"""Code → what it cannot but bring with it."""

LAYOUT_ONLY: Final = {*EDITS, "layout-file-missing", "layout-not-utf-8"}
"""Mistakes in a layout are told once the content is sound."""


def codes_of(report: bb.Report) -> set[str]:
    return {diagnostic.code for diagnostic in report.diagnostics}


def test_every_code_of_these_rooms_has_a_tiny_bible() -> None:
    made = {call.code for call in CALLS if call.place.split("/")[1] in ROOMS or "/validation/register.py" in call.place}
    assert made == set(error_codes())


@pytest.mark.parametrize("code", error_codes())
def test_the_tiny_bible_makes_this_mistake_and_no_other_and_its_place_is_named(code: str, tmp_path: Path) -> None:
    report = bb.check(build_error(code, tmp_path / "bible"))
    assert code in codes_of(report)
    assert codes_of(report) - {code} == FOLLOWING.get(code, set())
    places = [diagnostic.source for diagnostic in report.diagnostics]
    assert all(place is not None and place.line >= 1 and place.file.startswith(("content/", "layouts/")) for place in places)


def test_one_bible_with_every_mistake_reports_all_in_one_run(tmp_path: Path) -> None:
    report = bb.check(build_every_mistake(tmp_path / "bible"))
    assert set(error_codes()) - LAYOUT_ONLY - codes_of(report) == set()


def test_every_mistake_can_be_said_in_both_languages(tmp_path: Path) -> None:
    """With real parameters: a template that asks for one that is not given fails here."""
    diagnostics = bb.check(build_every_mistake(tmp_path / "bible")).diagnostics
    for diagnostic in diagnostics:
        french, english = (message(diagnostic, language) for language in LANGUAGES)
        assert french.sentence and french.hints and french.sentence != english.sentence
