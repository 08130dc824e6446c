"""What is said of small changes of every kind, as data; each is read the other way round too."""

from __future__ import annotations

from typing import Any

import pytest

from bible_builder.comparison import compare
from bible_builder.comparison.words import Kind, compare_words, same_words, tokens
from tests.comparison.snapshots import facts
from tests.comparison.telling import bible, block, cases, told, words


def text(written: Any) -> str:
    return written["repeat"] * written["times"] if isinstance(written, dict) else str(written)


@pytest.mark.parametrize("case", cases("mots"), ids=lambda case: case["name"])
def test_words(case: dict[str, Any]) -> None:
    old, new = text(case["old"]), text(case["new"])
    changes = compare_words(tokens(block(old)), tokens(block(new)))
    nothing = all(change.kind is Kind.EQUAL for change in changes)
    said = "=" if nothing else words(changes).replace("oui " * 1000, "… ")
    assert said == case["says"]
    assert same_words(old, new) is nothing


@pytest.mark.parametrize("file", ["passages", "sections", "donnees"])
def test_each_file_has_its_cases(file: str) -> None:
    assert len({case["name"] for case in cases(file)}) == len(cases(file)) > 10


@pytest.mark.parametrize(
    "case", [c for file in ("passages", "sections", "donnees") for c in cases(file)], ids=lambda c: c["name"]
)
def test_bibles(case: dict[str, Any]) -> None:
    old, new = (bible(side if "s" not in side else {"c": side}) for side in (case["old"], case["new"]))
    said = compare(old, new)
    assert told(said) == case["says"].strip("\n")
    assert bool(said) == bool(case["says"])
    assert facts(said) == facts(compare(new, old), turned=True)
