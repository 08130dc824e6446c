"""Fixtures of the layout room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bible_builder.errors import Diagnostic, Findings, Source
from bible_builder.layout import compose
from bible_builder.model.bible import Bible
from bible_builder.model.book import Book
from tests.layout import resolved


@pytest.fixture
def bible(tmp_path: Path) -> Bible:
    """A small whole resolved bible."""
    return resolved.bible(tmp_path)


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Such a bible's book in the built-in layout, the same for all tests."""
    return composed(resolved.bible(tmp_path_factory.mktemp("bible")))


@pytest.fixture
def complaints(bible: Bible) -> Callable[..., list[Diagnostic]]:
    """What is found when the bible is composed with its own copy of the layout, one text in one file replaced by another."""

    def compose_broken(file: str, old: str, new: str) -> list[Diagnostic]:
        folder = resolved.own_copy(bible.root)
        text = (folder / file).read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
        findings = Findings()
        book = compose(bible, "mien", findings)
        assert (book is None) == bool(findings.errors)
        return list(findings.all)

    return compose_broken


def composed(bible: Bible, layout: str = "livre", proof: str = "") -> Book:
    """The book of ``bible``, which must have no mistake."""
    findings = Findings()
    book = compose(bible, layout, findings, proof=proof)
    assert book is not None, findings.all
    assert findings.all == ()
    return book


def line_of(bible: Bible, file: str, text: str, layout: str = "mien") -> Source:
    """The place of ``text`` in a file of the bible's own layout, without column."""
    lines = (bible.root / "layouts" / layout / file).read_text("utf-8").splitlines()
    return Source(f"layouts/{layout}/{file}", 1 + next(n for n, line in enumerate(lines) if text in line))
