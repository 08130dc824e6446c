"""Pandoc is run within limits, and what goes wrong is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from docx import Document

from bible_builder.errors import Findings, Source
from bible_builder.importing import pandoc
from bible_builder.importing.imported import Changes
from bible_builder.importing.pandoc import parse

SOURCE = Source("note.docx")


@pytest.fixture
def note(tmp_path: Path) -> Path:
    document = Document()
    document.add_paragraph("Bonjour.")
    path = tmp_path / "note.docx"
    document.save(str(path))
    return path


def program(folder: Path, lines: str) -> str:
    """A program that stands in for pandoc."""
    path = folder / "pandoc"
    path.write_text(f"#!{sys.executable}\n{lines}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def codes(findings: Findings) -> list[tuple[str, str]]:
    return [(found.code, found.parameters.get("reason", found.parameters.get("package", ""))) for found in findings.all]


def test_a_document_is_parsed(note: Path) -> None:
    findings = Findings()
    parsed = parse(note, Changes.ACCEPT, SOURCE, findings)
    assert parsed is not None
    assert not findings.all
    assert [block["t"] for block in parsed.blocks] == ["Para"]


def test_without_the_extra_it_is_said_what_to_install(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    findings = Findings()
    assert parse(note, Changes.ACCEPT, SOURCE, findings) is None
    assert codes(findings) == [("word-import-not-installed", "bible-builder[word-import]")]


def test_a_document_that_takes_too_long_is_given_up(note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_program", lambda: program(tmp_path, "import time; time.sleep(60)"))
    findings = Findings()
    assert parse(note, Changes.ACCEPT, SOURCE, findings, timeout=0.3) is None
    assert codes(findings) == [("word-file-unread", "timeout")]


def test_what_pandoc_says_when_it_fails_is_handed_on(note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_program", lambda: program(tmp_path, "import sys; sys.exit('couldn\\'t parse docx file')"))
    findings = Findings()
    assert parse(note, Changes.ACCEPT, SOURCE, findings) is None
    assert codes(findings) == [("word-file-unread", "couldn't parse docx file")]


def test_pandoc_is_barred_from_files_and_network(note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    lines = f"import sys; open({str(told)!r}, 'w').write(' '.join(sys.argv)); sys.exit(1)"
    monkeypatch.setattr(pandoc, "_program", lambda: program(tmp_path, lines))
    parse(note, Changes.SHOW, SOURCE, Findings())
    assert {"--sandbox", "--track-changes=all", "+RTS"} <= set(told.read_text("utf-8").split())
