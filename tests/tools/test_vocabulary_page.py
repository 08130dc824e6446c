"""The page that tells the vocabulary is the one that the vocabulary writes."""

from __future__ import annotations

from pathlib import Path

from bible_builder.model.vocabulary import ROWS
from tools.vocabulary_page import page

PAGE = Path(__file__).parents[2] / "docs" / "vocabulary.md"


def test_each_row_is_told_once() -> None:
    told = [line.split(" | ")[0].removeprefix("| ") for line in page().splitlines() if line.startswith("| ")]
    assert sorted(name for name in told if name != "row") == sorted(row.name for row in ROWS)


def test_the_page_in_the_repository_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: make docs"
