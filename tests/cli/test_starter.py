"""The starter: a whole small bible, without a fault, and a reminder that names everything one can write."""

from __future__ import annotations

from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder import resources
from bible_builder.cli.new import STARTER_EDITION, sample_folder
from bible_builder.loading.keys import SHAPES
from bible_builder.model.bible import Status
from bible_builder.model.languages import CLASSES, COLUMN_TYPES, DIRECTIVES, INDEX_OPTIONS, OPTIONS, ROLES, STATUSES, Table

STARTER = resources.starter_folder()


def test_the_starter_is_a_bible_of_four_chapters_without_errors_or_warnings() -> None:
    report = bb.check(STARTER)
    assert (report.errors, report.warnings) == ((), ())
    assert report.bible is not None and len(report.bible.chapters) == 4
    assert {section.status for chapter in report.bible.chapters for section in chapter.sections} == {Status.DRAFT}


@pytest.mark.parametrize("layout", ["livre", "memo"])
def test_its_first_pdf_comes_without_a_warning(layout: str, tmp_path: Path) -> None:
    result = bb.build(STARTER, tmp_path, layouts=[layout], formats=["pdf"])
    assert [found.code for found in result.diagnostics if found.severity is not bb.Severity.NOTE] == []


def test_each_section_asks_questions_and_says_whom_to_ask() -> None:
    sections = [path for path in (STARTER / "content" / "guide").rglob("*.md") if path.name[0].isdigit()]
    texts = [path.read_text("utf-8") for path in sections]
    assert len(texts) >= 8
    for text in texts:
        assert "Auprès de qui" in text or "qui" in text
        assert "?" in text or "Décidez" in text


def test_the_edition_that_a_new_bible_replaces_is_in_the_starter() -> None:
    text = (STARTER / "content" / "bible.yaml").read_text("utf-8")
    assert all(text.count(value) == 1 for value in STARTER_EDITION.values())


def test_the_starter_s_fonts_are_the_sample_s_with_their_licences() -> None:
    fonts = {path.name: path.read_bytes() for path in (STARTER / "content" / "charte" / "polices").iterdir()}
    sample = {path.name: path.read_bytes() for path in (sample_folder() / "charte" / "polices").iterdir()}
    assert {name: sample.get(name) for name in fonts} == fonts
    assert [name for name in fonts if "OFL" in name]


KEYS: tuple[Table, ...] = tuple(shape.table for shape in SHAPES)


@pytest.mark.parametrize("table", [DIRECTIVES, ROLES, OPTIONS, STATUSES, COLUMN_TYPES, CLASSES, INDEX_OPTIONS, *KEYS])
def test_the_reminder_names_every_french_word_of_the_format(table: Table) -> None:
    reminder = (STARTER / "AIDE-MEMOIRE.md").read_text("utf-8")
    assert [french for french, _ in table.values() if french not in reminder] == []
