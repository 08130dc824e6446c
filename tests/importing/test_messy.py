"""Six messy documents, from Word to the Markdown that a référent finds; the goldens were read as an editor reads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bible_builder.errors import Findings, Severity
from bible_builder.importing.imported import Changes, Reading
from bible_builder.importing.markdown import markdown
from bible_builder.importing.reader import read
from bible_builder.model.languages import Language
from tests.importing.messy import DOCUMENTS, save
from tests.importing.reread import bare, loaded, reread

GOLDEN = Path(__file__).parent / "golden"
SAID: Mapping[str, frozenset[str]] = {
    "manual-numbering": frozenset(
        {"word-mended-headings", "word-mended-lists", "word-mended-numbers", "word-mended-typography"},
    ),
    "merged-cells": frozenset({"word-merged-cells", "word-mended-table"}),
    "tracked-moves": frozenset({"word-tracked-move", "word-tracked-changes", "word-comment"}),
    "text-boxes": frozenset({"word-text-box", "word-equation", "word-drawing", "word-highlight", "word-mended-typography"}),
    "pasted-mail": frozenset({"word-mended-mail", "word-mended-typography"}),
    "bold-headings": frozenset(
        {"word-mended-headings", "word-mended-typography", "word-coloured-text", "word-page-breaks"},
    ),
}


@cache
def reading_of(name: str, changes: Changes = Changes.ACCEPT) -> Reading:
    findings = Findings()
    with TemporaryDirectory() as folder:
        reading = read(save(DOCUMENTS[name](), Path(folder) / f"{name}.docx"), findings, changes=changes)
    assert reading is not None and not findings.errors
    return reading


def text_of(reading: Reading) -> str:
    (section,) = reading.sections
    return f"titre: {section.title}\n\n{markdown(section.body, Language('fr'))}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_messy_document_becomes_what_a_referent_would_have_typed(name: str, request: pytest.FixtureRequest) -> None:
    text = text_of(reading_of(name))
    golden = GOLDEN / f"{name}.md"
    if request.config.getoption("--snapshot-update"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_was_done_is_said(name: str) -> None:
    found = reading_of(name).diagnostics
    assert {diagnostic.code for diagnostic in found} == SAID[name]
    assert all(diagnostic.severity is not Severity.ERROR for diagnostic in found)
    assert all(diagnostic.source is not None and diagnostic.source.file == f"{name}.docx" for diagnostic in found)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_loading_reads_it_without_a_complaint(name: str) -> None:
    (section,) = reading_of(name).sections
    bible = loaded(Path(__file__).resolve().parents[2] / "bible_builder" / "starter")
    body, found = reread(markdown(section.body, Language("fr")), bible)
    assert [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR] == []
    assert markdown(body, Language("fr")) == markdown(section.body, Language("fr"))
    assert bare(body)


def test_changes_are_rejected_when_asked() -> None:
    text = text_of(reading_of("tracked-moves", Changes.REJECT))
    assert "jamais à un voisin" in text and "accord écrit" not in text
    assert text.index("En point relais") < text.index("laissez un avis de passage")


def test_a_moved_paragraph_stands_once_where_it_was_moved_to() -> None:
    text = text_of(reading_of("tracked-moves"))
    assert text.count("laissez un avis de passage") == 1
    assert text.index("laissez un avis de passage") < text.index("En point relais")
