"""The page that tells what a Word user finds is the one that the vocabulary writes."""

from __future__ import annotations

import re
from pathlib import Path

from bible_builder.model.vocabulary import ROWS
from tests.tools.test_vocabulary_page import first_cells
from tools.word_page import FRENCH, TABLES, page, word_names
from tools.word_rows import IN_WORD

PAGE = Path(__file__).parents[2] / "docs" / "word.md"


def test_each_row_is_told_once() -> None:
    tables = page().partition(TABLES)[2]
    assert sorted(first_cells(tables)) == sorted(row.name for row in ROWS)


def test_what_is_said_of_rows_is_said_of_rows_that_are_there() -> None:
    assert set(IN_WORD) == {row.name for row in ROWS}


def test_clauses_are_clauses() -> None:
    number = r"(17|20)(\.\d+)+"
    assert [name for name, known in IN_WORD.items() if not re.fullmatch(rf"–|{number}(, {number})*", known.clause)] == []


def test_french_names_are_those_of_styles_that_the_layout_has() -> None:
    assert set(FRENCH) <= set(word_names().values())


def test_the_page_in_the_repository_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: make docs"
