"""The library: its names, its flow, the files it writes."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import typing
from dataclasses import replace
from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder.build import output_name
from bible_builder.errors import Findings
from tests.bibles import BASE, build_over_base
from tests.bibles.errors import build_error
from tests.checking.small_bible import bible

PUBLIC = {
    *("load", "check", "compose", "render_pdf", "render_docx", "build"),
    *("status", "validate", "Standing", "State", "StatusReport", "ValidationResult"),
    *("publish", "verify", "restore", "list_editions", "PublishResult", "VerifyResult"),
    *("make_copies", "deliver", "CopiesResult"),
    "redline",
    *("read_word", "import_section", "new_section", "write_import", "Reading", "Proposal"),
    *("Bible", "Book", "Report", "PdfResult", "DocxResult", "Output", "BuildResult"),
    *("compare", "snapshot", "Comparison", "Snapshot"),
    *("Diagnostic", "Severity", "Source"),
    *("BibleError", "ContentError", "LayoutError", "RenderingError", "ResourceLimitError", "UnsafeError", "UsageError", "Work"),
}


def test_the_public_names_are_these_and_each_is_documented() -> None:
    assert set(bb.__all__) == PUBLIC
    assert [name for name in bb.__all__ if not getattr(bb, name).__doc__] == []
    exceptions = [name for name in bb.__all__ if name.endswith("Error")]
    assert all(issubclass(getattr(bb, name), bb.BibleError) for name in exceptions)


def test_the_public_functions_say_their_types() -> None:
    for name in (
        "load",
        "check",
        "compose",
        "render_pdf",
        "render_docx",
        "build",
        "status",
        "validate",
        "publish",
        "verify",
        "restore",
        "list_editions",
        "compare",
        "snapshot",
    ):
        hints = typing.get_type_hints(getattr(bb, name))
        assert hints.pop("return") is not None and hints


def test_importing_the_library_does_no_work() -> None:
    """No heavy library, no output, no file of the project read: the rooms wait until they are needed."""
    heavy = ("weasyprint", "docx", "jinja2", "yaml", "pikepdf", "openpyxl", "pydantic", "lxml", "fontTools", "click", "rich")
    code = f"import sys, bible_builder; print([name for name in {heavy} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("[]\n", "")


def test_a_name_says_the_layout_and_the_audience_only_when_they_are_others() -> None:
    held = replace(bible(), slug="bible-lorme", layout="livre")
    assert output_name(held, "", "livre") == "bible-lorme-2026-T4"
    assert output_name(held, "interne", "livre") == "bible-lorme-2026-T4-interne"
    assert output_name(held, "interne", "poche") == "bible-lorme-2026-T4-poche-interne"


def test_a_folder_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(bb.UsageError, match="no-such-folder"):
        bb.check(tmp_path / "nowhere")
    with pytest.raises(bb.UsageError, match="no-bible"):
        bb.check(tmp_path)


def test_a_bible_whose_first_file_cannot_be_read_is_reported_and_cannot_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "bible.yaml").write_text("[", "utf-8")
    report = bb.check(tmp_path)
    assert report.bible is None
    assert report.errors
    with pytest.raises(bb.ContentError) as refused:
        bb.load(tmp_path)
    assert refused.value.diagnostics == report.diagnostics


# the flow on a tiny bible ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound bible that two audiences read, one of them not all of it."""
    root = tmp_path_factory.mktemp("tiny") / "bible"
    build_over_base(BASE, root)
    file = root / "content" / "bible.yaml"
    file.write_text(
        file.read_text("utf-8") + "publics:\n  interne: Conseillers\n  ouest: Call Ouest\nfolios-word: pdf\n", "utf-8"
    )
    section = root / "content" / "guide" / "1-accueil" / "10-appel.md"
    section.write_text(section.read_text("utf-8") + "\n:::{seulement} interne\nUn secret.\n:::\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def built(tiny: Path) -> tuple[bb.BuildResult, list[tuple[str, int, int]]]:
    told: list[tuple[str, int, int]] = []
    result = bb.build(tiny, audiences=("", "ouest"), progress=lambda step, done, total: told.append((step, done, total)))
    return result, told


def test_a_build_writes_each_audience_in_both_formats_into_the_bible_s_build_folder(
    tiny: Path, built: tuple[bb.BuildResult, list[tuple[str, int, int]]]
) -> None:
    result, _ = built
    names = ["petite-2026-T4.pdf", "petite-2026-T4.docx", "petite-2026-T4-ouest.pdf", "petite-2026-T4-ouest.docx"]
    assert [output.path for output in result.outputs] == [tiny / "build" / name for name in names]
    assert {path.name for path in (tiny / "build").iterdir()} == set(names)
    first, second = result.outputs[:2]
    assert (first.format, first.audience, first.layout) == ("pdf", "", "livre")
    assert first.path.read_bytes().startswith(b"%PDF-") and first.pages > 1
    assert second.path.read_bytes().startswith(b"PK") and second.pages == 0


def test_a_build_tells_of_its_progress(built: tuple[bb.BuildResult, list[tuple[str, int, int]]]) -> None:
    _, told = built
    assert {step for step, _, _ in told} == {"pdf", "docx"}
    assert all(0 <= done <= total and total for _, done, total in told)


def test_every_output_is_marked_as_a_proof(tiny: Path) -> None:
    book = bb.compose(bb.load(tiny), audience="ouest")
    mark, fingerprint = book.metadata.proof.split(" · ")
    assert mark == "ÉPREUVE – non publiée"
    assert re.fullmatch("[0-9a-f]{8}", fingerprint)
    assert (book.audience, book.layout) == ("ouest", "livre")
    assert "secret" not in book.html()


def test_the_library_renders_step_by_step_and_a_word_document_alone(tiny: Path, tmp_path: Path) -> None:
    book = bb.compose(bb.load(tiny), layout="livre")
    pdf = bb.render_pdf(book, tmp_path / "a.pdf", purpose="screen")
    docx = bb.render_docx(book, tmp_path / "a.docx", page_map=pdf.page_map)
    alone = bb.render_docx(book, tmp_path / "b.docx")
    assert pdf.pages > 1 and pdf.page_map
    assert (docx.folios, docx.page_map) == ("pdf", pdf.page_map)
    assert alone.path.read_bytes() == docx.path.read_bytes()


def test_what_is_not_there_is_a_usage_error(tiny: Path, tmp_path: Path) -> None:
    loaded = bb.load(tiny)
    with pytest.raises(bb.UsageError, match="no-such-audience"):
        bb.compose(loaded, audience="est")
    with pytest.raises(bb.LayoutError, match="layout-not-found"):
        bb.compose(loaded, layout="poche")
    with pytest.raises(bb.UsageError, match="no-such-purpose"):
        bb.render_pdf(bb.compose(loaded), tmp_path / "a.pdf", purpose="braille")
    with pytest.raises(bb.UsageError, match="no-such-format"):
        bb.build(tiny, tmp_path, formats=("pdf", "odt"))
    with pytest.raises(bb.UsageError, match="draft-without-word"):
        bb.build(tiny, tmp_path, formats=("pdf",), draft=True)
    assert list(tmp_path.iterdir()) == []


def test_the_document_for_those_who_review_says_so_in_its_name_and_the_pdf_stays_the_same(
    tiny: Path, built: tuple[bb.BuildResult, list[tuple[str, int, int]]], tmp_path: Path
) -> None:
    pdf, docx = bb.build(tiny, tmp_path, draft=True).outputs
    assert [pdf.path.name, docx.path.name] == ["petite-2026-T4.pdf", "petite-2026-T4-relecture.docx"]
    before_pdf, before_docx = (output.path.read_bytes() for output in built[0].outputs[:2])
    assert pdf.path.read_bytes() == before_pdf
    assert docx.path.read_bytes() != before_docx


def test_a_bible_with_a_mistake_writes_nothing_and_leaves_what_is_there(tmp_path: Path) -> None:
    root = build_error("unknown-role", tmp_path / "bible")
    older = tmp_path / "out" / "petite-2026-T4.pdf"
    older.parent.mkdir()
    older.write_bytes(b"older")
    with pytest.raises(bb.ContentError) as refused:
        bb.build(root, older.parent)
    assert [d.code for d in refused.value.diagnostics] == ["unknown-role"]
    assert [path.read_bytes() for path in older.parent.iterdir()] == [b"older"]


def test_a_mistake_that_only_another_audience_meets_is_for_check_to_find(tmp_path: Path) -> None:
    """A section for everybody refers to one that only some may read: for the others it is a reference to nothing."""
    root = build_error("withheld-reference", tmp_path / "bible")
    (mistake,) = bb.check(root).errors
    (audience,) = [name for name in bb.check(root).resolved if name and refused(root, name, tmp_path)]
    assert mistake.code == "withheld-reference" and audience
    assert bb.build(root, tmp_path / "out", formats=["pdf"]).outputs


def refused(root: Path, audience: str, folder: Path) -> bool:
    try:
        bb.build(root, folder / audience, audiences=[audience], formats=["pdf"])
    except bb.ContentError as error:
        return [found.code for found in error.diagnostics if found.severity is bb.Severity.ERROR] == ["withheld-reference"]
    return False


def test_when_one_format_fails_neither_is_replaced(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(book: bb.Book, page_map: object, findings: Findings, cache: object) -> None:
        findings.error("picture-missing", None, file="a.svg", reason="gone")

    monkeypatch.setattr("bible_builder.rendering.docx.render", fail)
    older = tmp_path / "petite-2026-T4.pdf"
    older.write_bytes(b"older")
    with pytest.raises(bb.RenderingError, match="picture-missing"):
        bb.build(tiny, tmp_path)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"older"]


def test_a_word_document_that_does_not_fit_on_the_disk_leaves_the_older_one(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = bb.compose(bb.load(tiny))
    older = tmp_path / "a.docx"
    older.write_bytes(b"older")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(bb.BibleError) as failed:
        bb.render_docx(book, older, page_map={})
    assert "No space left" in str(failed.value.diagnostics[0].parameters)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.docx", b"older")]
