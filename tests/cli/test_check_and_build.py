"""``bible check`` and ``bible build`` on real folders."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bible_builder.cli import build as build_module
from bible_builder.cli.exits import Exit
from bible_builder.cli.program import run
from bible_builder.cli.settings import Settings
from bible_builder.cli.terminal import Terminal
from bible_builder.results import BuildResult, Output
from tests.bibles.errors import build_error

Captured = pytest.CaptureFixture[str]


def test_a_mistake_is_told_with_its_place_and_remedy_and_nothing_is_built(tmp_path: Path, capsys: Captured) -> None:
    root = build_error("unknown-role", tmp_path / "bible")
    for command in ("check", "build"):
        assert run([command, "-C", str(root)], {}) == Exit.CONTENT
        shown = capsys.readouterr()
        assert shown.out == ""
        place, suggestion, *_ = shown.err.splitlines()
        assert place.startswith(f"{root}/content/guide/1-accueil/20-unknown-role.md:8:4: unknown-role Le rôle « termes »")
        assert suggestion == "    → Vouliez-vous écrire {terme}`…` ?"
        assert shown.err.endswith(f"Suite : corrigez ce qui est signalé, puis tapez : bible check -C {root}\n")
    assert not (root / "build").exists()


def test_what_lies_outside_is_refused_as_unsafe(tmp_path: Path) -> None:
    root = build_error("outside-bible", tmp_path / "bible")
    assert run(["check", "-C", str(root), "-q"], {}) == Exit.UNSAFE


def test_a_bible_in_english_is_spoken_to_in_english(tmp_path: Path, capsys: Captured) -> None:
    root = tmp_path / "bible"
    (root / "content").mkdir(parents=True)
    (root / "content" / "bible.yaml").write_text("language: en\nbrnd: x\n", "utf-8")
    assert run(["check", "-C", str(root)], {"LANG": "fr_FR.UTF-8"}) == Exit.CONTENT
    assert "There is no key “brnd” in bible.yaml." in capsys.readouterr().err


def test_a_sound_bible_is_summed_up_with_the_next_step(tmp_path: Path, capsys: Captured) -> None:
    root = build_error("review-overdue", tmp_path / "bible")
    assert run(["check", "-C", str(root)], {}) == Exit.GOOD
    shown = capsys.readouterr().err
    assert "Lu : 1 chapitre, 2 sections, 0 terme, 0 annexe. Bilan : 0 erreur, 1 avertissement." in shown
    assert shown.endswith(f"Suite : fabriquez l’épreuve : bible build -C {root}\n")
    assert run(["check", "-C", str(root), "--strict"], {}) == Exit.WARNINGS


def test_the_files_built_go_to_standard_output(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = (Output(tmp_path / "a.pdf", "pdf", "", "livre", 12), Output(tmp_path / "a.docx", "docx", "", "livre"))
    asked: list[tuple[object, ...]] = []

    def build(*arguments: object, **_: object) -> BuildResult:
        asked.append(arguments)
        return BuildResult(outputs)

    monkeypatch.setattr(build_module, "build", build)
    assert run(["-o", "out", "build", "-a", "interne", "--public", "ouest", "--gabarit", "poche", "-f", "pdf"], {}) == Exit.GOOD
    assert asked == [(Path("."), Path("out"), ("interne", "ouest"), ("poche",), ("pdf",))]
    shown = capsys.readouterr()
    assert shown.out == f"{tmp_path}/a.pdf\n{tmp_path}/a.docx\n"
    assert f"ouvrez {tmp_path}/a.pdf" in shown.err
    assert run(["build", "--json"], {}) == Exit.GOOD
    first, second = json.loads(capsys.readouterr().out)["outputs"]
    assert first == {"file": f"{tmp_path}/a.pdf", "format": "pdf", "audience": "", "layout": "livre", "pages": 12}
    assert "pages" not in second


def test_what_changes_may_be_counted_from_an_edition_a_folder_or_a_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def build(*_arguments: object, since: object, **_more: object) -> BuildResult:
        asked.append(since)
        return BuildResult((Output(tmp_path / "b.pdf", "pdf", "", "livre", 1),))

    monkeypatch.setattr(build_module, "build", build)
    (tmp_path / "editions" / "2026-T2").mkdir(parents=True)
    for option in ((), ("--depuis", "2026-T2"), ("--since", str(tmp_path))):
        run(["build", "-C", str(tmp_path), *option], {})
    assert asked == [None, tmp_path / "editions" / "2026-T2", tmp_path]


def test_progress_is_for_a_terminal_only() -> None:
    with Terminal(Settings("fr")).progress() as told:
        assert told is None


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    pipe = f"{sys.executable} -m bible_builder.cli --help | true"
    ended = subprocess.run(["bash", "-c", f"set -o pipefail; {pipe}"], capture_output=True, check=False)
    assert b"Traceback" not in ended.stderr and b"BrokenPipe" not in ended.stderr
