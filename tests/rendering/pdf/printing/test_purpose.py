"""The printer's file is asked for by its purpose, and stands beside the one for the screen."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

import bible_builder as bb
from bible_builder.cli.program import run
from bible_builder.layout.compose import PRINT_CSS
from bible_builder.rendering.pdf.printing import for_print
from bible_builder.resources import layouts_folder
from tests.bibles import build_tiny, tiny_names
from tests.rendering.pdf.books import book, unit


def test_the_command_names_the_file_for_the_printer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = build_tiny(tiny_names()[0], tmp_path)
    assert run(["-C", str(root), "-o", str(tmp_path / "out"), "build", "-f", "pdf", "--no-cache", "--usage", "print"], {}) == 0
    (written,) = (tmp_path / "out").iterdir()
    assert written.name.endswith("-print.pdf") and str(written) in capsys.readouterr().out
    with pikepdf.open(written) as pdf:
        assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFX"


def test_another_purpose_is_a_usage_error_that_names_those_there_are(tmp_path: Path) -> None:
    made = book(tmp_path, unit("un", "<section><p>Un.</p></section>"))
    with pytest.raises(bb.UsageError) as raised:
        bb.render_pdf(made, tmp_path / "x.pdf", "poster")
    assert raised.value.diagnostics[0].parameters["known"] == "screen, print"
    assert not list(tmp_path.glob("*.pdf"))


def test_only_the_printer_s_book_has_the_rules_for_print(tmp_path: Path) -> None:
    made = book(tmp_path, unit("un", "<section><p>Un.</p></section>"))
    assert "--bleed" not in made.css and not made.bleed
    assert for_print(made).css.startswith(made.css) and for_print(made).bleed.millimetres == 3


@pytest.mark.parametrize("name", ["livre", "memo"])
def test_the_covers_of_a_layout_that_comes_with_us_bleed(name: str) -> None:
    assert "var(--bleed)" in (layouts_folder() / name / PRINT_CSS).read_text("utf-8")
