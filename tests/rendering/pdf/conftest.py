"""A whole small book, rendered once a test process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from bible_builder.errors import Diagnostic, Findings
from bible_builder.model.book import Book
from bible_builder.rendering.pdf import Pdf, render
from tests.readers.pdf_words import read_blocks
from tests.readers.words import Block
from tests.rendering.pdf.books import full_book


@dataclass(frozen=True)
class Made:
    """A book, what was made of it, and what was found on the way."""

    book: Book
    pdf: Pdf
    path: Path
    found: tuple[Diagnostic, ...]
    steps: list[tuple[str, int, int]]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The full book, finished."""
    base = tmp_path_factory.mktemp("full")
    book, findings, steps = full_book(base), Findings(), list[tuple[str, int, int]]()
    pdf = render(book, findings, progress=lambda step, done, of: steps.append((step, done, of)))
    path = base / "full.pdf"
    path.write_bytes(pdf.data)
    return Made(book, pdf, path, findings.all, steps)


@pytest.fixture
def file(made: Made) -> Iterator[pikepdf.Pdf]:
    """The finished file, open."""
    with pikepdf.open(made.path) as opened:
        yield opened


@pytest.fixture(scope="session")
def blocks(made: Made) -> list[Block]:
    """Its words by block, in structure order."""
    return read_blocks(made.path)
