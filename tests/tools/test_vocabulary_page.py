"""The page that tells the vocabulary is the one that the vocabulary writes."""

from __future__ import annotations

from pathlib import Path

from bible_builder.model.styles import PROPERTIES
from bible_builder.model.vocabulary import ROWS
from tools.vocabulary_page import page

PAGE = Path(__file__).parents[2] / "docs" / "vocabulary.md"


def test_each_row_is_told_once() -> None:
    assert sorted(first_cells(page().partition("## Properties")[0])) == sorted(row.name for row in ROWS)


def test_each_property_of_styles_is_told_once_with_both_its_dialects() -> None:
    table = page().partition("## Properties")[2]
    assert [name for name in first_cells(table) if name != "–"] == [prop.name for prop in PROPERTIES]
    assert '`margin-top: 12pt` | `pPr/spacing before="240"`' in table


def first_cells(text: str) -> list[str]:
    """The first cell of each line of the tables, heads left out."""
    cells = [line.split(" | ")[0].removeprefix("| ") for line in text.splitlines() if line.startswith("| ")]
    return [cell for cell in cells if cell not in {"row", "property"}]


def test_the_page_in_the_repository_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: make docs"
