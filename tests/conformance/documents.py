"""The finished documents that the validators read: built once, whatever becomes of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import pytest

import bible_builder as bb
from tests.conformance.checkers import verapdf
from tests.conformance.checkers.finding import CheckerUnavailableError, Finding

T = TypeVar("T")

ROOT: Final = Path(__file__).parents[2]
BIBLES: Final = ROOT / "tests" / "bibles"
MARKER: Final = "conformance"
"""A tiny bible outside ``rows/`` is built for the validators when its folder holds a file of this name."""

PDF_FLAVOURS: Final[tuple[verapdf.Flavour, ...]] = ("ua1", "2a")
"""A PDF for the screen is both PDF/UA-1 and PDF/A-2a."""


def bibles() -> dict[str, Path]:
    """The bibles to build, by name: the sample, the tiny bible of each row of the vocabulary, the marked ones."""
    rows = [path.parent for path in (BIBLES / "rows").glob("*/content")]
    marked = [path.parent for path in BIBLES.glob(f"*/{MARKER}")]
    return {"sample": ROOT} | {folder.relative_to(BIBLES).as_posix(): folder for folder in sorted(rows + marked)}


NAMES: Final = tuple(bibles())


@dataclass(frozen=True, slots=True)
class Document:
    """The two files made of a bible, or why there are none."""

    name: str
    pdf: Path
    docx: Path
    failure: Exception | None = None


Documents = Mapping[str, Document]
Found = Mapping[str, Sequence[Finding]]
"""For each document by name, what a checker found."""


def build(name: str, source: Path, folder: Path) -> Document:
    """Build a bible into both files in the folder; a failure is kept rather than raised."""
    stem = name.replace("/", "-")
    document = Document(name, folder / f"{stem}.pdf", folder / f"{stem}.docx")
    try:
        book = bb.compose(bb.load(source))
        page_map = bb.render_pdf(book, document.pdf).page_map
        bb.render_docx(book, document.docx, page_map)
    except Exception as error:
        return Document(name, document.pdf, document.docx, error)
    return document


def run_or_skip(check: Callable[[], T]) -> T:
    """What a check gives; where it cannot run, the test is skipped with the sentence that says so, and fails on CI."""
    try:
        return check()
    except CheckerUnavailableError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def by_name(documents: Documents, kind: str, validate: Callable[[list[Path]], Mapping[Path, list[Finding]]]) -> Found:
    """What a checker finds in the finished files of one kind, by document."""
    paths = {document.name: getattr(document, kind) for document in documents.values() if document.failure is None}
    found = run_or_skip(lambda: validate(list(paths.values())))
    return {name: found[path] for name, path in paths.items()}


def pdf_flavours(paths: list[Path]) -> dict[Path, list[Finding]]:
    """What veraPDF finds in each file, read as each flavour that it claims."""
    found = verapdf.validate_jobs([(path, flavour) for path in paths for flavour in PDF_FLAVOURS])
    return {path: [finding for flavour in PDF_FLAVOURS for finding in found[path, flavour]] for path in paths}
