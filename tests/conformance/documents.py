"""The finished documents that the validators read: built once, whatever becomes of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

import pytest

import bible_builder as bb
from bible_builder.model.book import RunningHeads
from bible_builder.model.locators import PageMap
from bible_builder.model.tree import Content, Element
from bible_builder.model.vocabulary import row_of
from bible_builder.model.word_template import WordTemplate
from tests.bibles import build_tiny, tiny_names
from tests.conformance.checkers import verapdf
from tests.conformance.checkers.finding import CheckerUnavailableError, Finding
from tests.rendering.docx import templates

T = TypeVar("T")

ROOT: Final = Path(__file__).parents[2]

PDF_FLAVOURS: Final[tuple[verapdf.Flavour, ...]] = ("ua1", "2a")
"""What a PDF for the screen claims to be."""

GUIDE: Final = ROOT / "docs" / "guide"

NAMES: Final = ("sample", "memo", "guide", *tiny_names())
"""The bibles to build: the sample, its pocket digest, the référent's guide, the tiny ones in which each row is used."""


@dataclass(frozen=True, slots=True)
class Document:
    """The two files made of a bible with the Book and the page maps they come from, or why there are none."""

    name: str
    pdf: Path
    docx: Path
    failure: Exception | None = None
    book: bb.Book | None = None
    pdf_pages: PageMap = field(default_factory=dict)
    docx_pages: PageMap = field(default_factory=dict)


TEMPLATED: Final[Mapping[str, tuple[templates.Parts, Mapping[str, str]]]] = {
    "sample-english-template": (templates.english(), {"callout-rule": "Rule Box", "table": "Company Table"}),
    "sample-french-template": (templates.french(), {"callout-rule": "Encadré règle"}),
}
"""The sample written into companies' templates: the template, and the style of it for each role that is named."""

DOCX_NAMES: Final = (*NAMES, *TEMPLATED)
"""The documents of which there is a DOCX."""

Documents = Mapping[str, Document]
Found = Mapping[str, Sequence[Finding]]
"""For each document by name, what a checker found."""


def build(name: str, folder: Path) -> Document:
    """Build a bible into both files in the folder; a failure is kept rather than raised."""
    document = Document(name, folder / f"{name}.pdf", folder / f"{name}.docx")
    try:
        root = {"sample": ROOT, "memo": ROOT, "guide": GUIDE}.get(name) or build_tiny(name, folder)
        book = bb.compose(bb.load(root), layout="memo" if name == "memo" else "")
        pdf_pages = bb.render_pdf(book, document.pdf).page_map
        docx_pages = bb.render_docx(book, document.docx, pdf_pages).page_map
    except Exception as error:
        return replace(document, failure=error)
    return replace(document, book=book, pdf_pages=pdf_pages, docx_pages=docx_pages)


def build_templated(name: str, sample: Document, folder: Path) -> Document:
    """Write the sample's book into a template; the covers that the template has of its own are set aside in ``book``."""
    document = Document(name, folder / f"{name}.pdf", folder / f"{name}.docx")
    template, styles = TEMPLATED[name]
    try:
        if sample.book is None:
            raise RuntimeError("there is no sample") from sample.failure
        file = folder / f"{name}-model.docx"
        file.write_bytes(template.packed())
        charter = replace(sample.book.charter, word_template=WordTemplate(file, styles))
        book = replace(sample.book, charter=charter, roots=(*sample.book.roots, folder))
        pages = bb.render_docx(book, document.docx, sample.pdf_pages).page_map
    except Exception as error:
        return replace(document, failure=error)
    units = tuple(replace(unit, content=without_covers(unit.content, template)) for unit in book.units)
    heads = RunningHeads(recto_foot=templates.FOOT, verso_foot=templates.FOOT)
    return replace(document, book=replace(book, units=units, heads=heads), docx_pages=pages)


def without_covers(content: Content, template: templates.Parts) -> Content:
    """The parts of a unit but for those that a template has of its own."""
    rows = [row_of(part) if isinstance(part, Element) else None for part in content]
    return tuple(part for part, row in zip(content, rows, strict=True) if row is None or row.name not in template.covers)


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
    made = {document.name: getattr(document, kind) for document in documents.values() if document.failure is None}
    paths = {name: path for name, path in made.items() if kind == "docx" or name not in TEMPLATED}
    found = run_or_skip(lambda: validate(list(paths.values())))
    return {name: found[path] for name, path in paths.items()}


def pdf_flavours(paths: list[Path]) -> dict[Path, list[Finding]]:
    """What veraPDF finds in each file, read as each flavour that it claims."""
    found = verapdf.validate_jobs([(path, flavour) for path in paths for flavour in PDF_FLAVOURS])
    return {path: [finding for flavour in PDF_FLAVOURS for finding in found[path, flavour]] for path in paths}
