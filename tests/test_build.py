"""The library: its names, its flow, the files it writes."""

from __future__ import annotations

import subprocess
import sys
import typing
from dataclasses import replace
from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder.build import output_name
from tests.checking.small_bible import bible

PUBLIC = {
    *("load", "check", "compose", "render_pdf", "render_docx", "build"),
    *("Bible", "Book", "Report", "PdfResult", "DocxResult", "Output", "BuildResult"),
    *("Diagnostic", "Severity", "Source"),
    *("BibleError", "ContentError", "LayoutError", "RenderingError", "ResourceLimitError", "UnsafeError", "UsageError"),
}


def test_the_public_names_are_these_and_each_is_documented() -> None:
    assert set(bb.__all__) == PUBLIC
    assert [name for name in bb.__all__ if not getattr(bb, name).__doc__] == []
    exceptions = [name for name in bb.__all__ if name.endswith("Error")]
    assert all(issubclass(getattr(bb, name), bb.BibleError) for name in exceptions)


def test_the_public_functions_say_their_types() -> None:
    for name in ("load", "check", "compose", "render_pdf", "render_docx", "build"):
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


def test_a_folder_without_a_bible_is_reported_and_cannot_be_loaded(tmp_path: Path) -> None:
    report = bb.check(tmp_path)
    assert report.bible is None
    assert report.errors
    with pytest.raises(bb.ContentError) as refused:
        bb.load(tmp_path)
    assert refused.value.diagnostics == report.diagnostics
