"""The sample bible as finished files. Test processes build it one after the other and share what was laid out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

import bible_builder as bb

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Printed:
    """A bible as a Book and as a PDF."""

    book: bb.Book
    pdf: bb.PdfResult


@dataclass(frozen=True, slots=True)
class Sample(Printed):
    """And as a Word document."""

    docx: bb.DocxResult


def build(root: Path, folder: Path, audience: str = "") -> Sample:
    """Build the bible in ``root`` into ``folder``."""
    book = bb.compose(bb.load(root), audience)
    pdf = bb.render_pdf(book, folder / "bible.pdf")
    return Sample(book, pdf, bb.render_docx(book, folder / "bible.docx", pdf.page_map))


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Printed:
    """The repository's own bible, printed."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    with FileLock(shared / "sample.lock"):
        book = bb.compose(bb.load(ROOT))
        pdf = bb.render_pdf(book, tmp_path_factory.mktemp("sample") / "bible.pdf", work=bb.Work(cache=shared / "sample-pages"))
    return Printed(book, pdf)


@pytest.fixture(scope="session")
def sample(printed: Printed) -> Sample:
    """The repository's own bible."""
    docx = bb.render_docx(printed.book, printed.pdf.path.with_suffix(".docx"), printed.pdf.page_map)
    return Sample(printed.book, printed.pdf, docx)
