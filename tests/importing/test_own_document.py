"""Our own Word document gives back the sections that it was made of."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from bible_builder.importing.assembled import bare
from bible_builder.model.tree import Content, Element
from tests.bibles import tiny_names
from tests.importing.round_trip import round_trip, tiny_round_trip

ROOT: Final = Path(__file__).parents[2]


QUICK: Final = ("callouts", "cross-reference", "dialogue", "index", "kpi", "lists", "note", "phrasing", "procedure", "table")
"""The tiny bibles that hold what is hardest to bring back; the others are read by ``make conformance``."""


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.conformance) for name in tiny_names()]
)
def test_each_row_of_the_vocabulary_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    assert list(tiny_round_trip(name, tmp_path).differences()) == []


@pytest.mark.conformance
def test_the_sample_comes_back_section_by_section(tmp_path: Path) -> None:
    made = round_trip(ROOT, tmp_path)
    differing = list(made.differences())
    share = 1 - len(differing) / len(made.resolved)
    assert share >= 0.95, "\n".join(differing)


def test_what_assembly_adds_is_set_aside_once_and_for_all(tmp_path: Path) -> None:
    made = tiny_round_trip("cross-reference", tmp_path)
    for section in made.resolved.values():
        once = bare(section.body, "fr")
        assert bare(once, "fr") == once != section.body


def test_the_two_ends_of_a_range_of_the_index_come_back(tmp_path: Path) -> None:
    made = tiny_round_trip("index", tmp_path)
    written = [mark for chapter in made.bible.chapters for section in chapter.sections for mark in _ranges(section.body)]
    read_back = [mark for section in made.reading.sections for mark in _ranges(section.body)]
    assert read_back == written
    assert {mark.rpartition(" ")[2] for mark in read_back} == {"begin", "end"}


def _ranges(body: Content) -> list[str]:
    elements = [element for node in body if isinstance(node, Element) for element in node.iter()]
    return [f"{e.get('entry')} {e.get('range')}" for e in elements if e.name == "x-index" and e.get("range")]
