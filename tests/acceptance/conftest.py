"""The sample bible, built once a test process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import bible_builder as bb

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample as a Book and as finished files."""

    book: bb.Book
    pdf: bb.PdfResult
    docx: bb.DocxResult


def build(root: Path, folder: Path, audience: str = "") -> Sample:
    """Build the bible in ``root`` into ``folder``."""
    book = bb.compose(bb.load(root), audience)
    pdf = bb.render_pdf(book, folder / "bible.pdf")
    return Sample(book, pdf, bb.render_docx(book, folder / "bible.docx", pdf.page_map))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The repository's own bible."""
    return build(ROOT, tmp_path_factory.mktemp("sample"))
