"""The command line: help, mistakes, languages, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bible_builder.cli import check as check_module
from bible_builder.cli.exits import UNSAFE_CODES, Exit, exit_of_error, exit_of_findings
from bible_builder.cli.language import bible_language, spoken_language
from bible_builder.cli.messages import catalogue
from bible_builder.cli.program import run
from bible_builder.errors import (
    ContentError,
    Diagnostic,
    LayoutError,
    RenderingError,
    ResourceLimitError,
    Severity,
    Source,
    UnsafeError,
    UsageError,
)
from bible_builder.results import Report

Captured = pytest.CaptureFixture[str]


def test_help_is_in_french_and_lists_commands_in_order_of_use(capsys: Captured) -> None:
    assert run(["--help"], {}) == Exit.GOOD
    shown = capsys.readouterr().out
    assert shown.startswith("Utilisation : bible [OPTIONS] COMMANDE")
    commands = [line.split()[0] for line in shown.splitlines() if line.startswith("  ") and line[2:3].isalpha()]
    assert [name for name in commands if name in {"new", "check", "build", "doctor"}] == ["new", "check", "build", "doctor"]


@pytest.mark.parametrize("command", ["new", "check", "build", "doctor"])
def test_each_command_has_help_in_both_languages_without_click_s_own_words(command: str, capsys: Captured) -> None:
    assert run([command, "--help"], {}) == Exit.GOOD
    french = capsys.readouterr().out
    assert run([command, "--help", "--lang", "en"], {}) == Exit.GOOD
    english = capsys.readouterr().out
    assert french != english
    assert "Show this message" not in french + english
    assert "Usage:" not in french and "Options:" not in french


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["chek"], "usage-unknown-command"),
        (["check", "--nope"], "usage-unknown-option"),
        (["new"], "usage-missing-argument"),
        (["check", "a"], "usage-extra-argument"),
        (["build", "-f"], "usage-option-value"),
        (["check", "--strict=yes"], "usage-option-value"),
        (["check", "--lang", "de"], "no-such-language"),
        (["check", "-C", "no/where"], "no-such-folder"),
        (["build", "-f", "odt"], "no-such-format"),
    ],
)
def test_a_mistake_on_the_command_line_is_a_usage_error_in_french(arguments: list[str], code: str, capsys: Captured) -> None:
    assert run(arguments, {}) == Exit.USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"{code} ")
    assert "Suite : bible --help" in shown.err


def test_a_misspelt_command_is_guessed(capsys: Captured) -> None:
    run(["chek"], {})
    assert "→ Vouliez-vous écrire « check » ?" in capsys.readouterr().err


def test_options_stand_before_or_after_the_command(capsys: Captured) -> None:
    for arguments in (["-C", "no/where", "--json", "check"], ["check", "-C", "no/where", "--json"]):
        assert run(arguments, {}) == Exit.USAGE
        assert json.loads(capsys.readouterr().out)["diagnostics"][0]["parameters"] == {"folder": "no/where"}


def test_no_command_shows_the_help_and_is_a_usage_error(capsys: Captured) -> None:
    assert run([], {}) == Exit.USAGE
    assert "Commandes" in capsys.readouterr().err


def test_the_language_is_the_one_asked_for_else_the_bible_s_else_the_system_s_when_english_else_french(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "bible.yaml").write_text("# here\nlanguage: en\ntitle: x", "utf-8")
    english = {"LANG": "en_GB.UTF-8"}
    assert spoken_language(["check", "--lang", "fr"], english) == "fr"
    assert spoken_language(["check", "--lang=fr", "-C", str(tmp_path)], {}) == "fr"
    assert spoken_language([f"-C{tmp_path}", "check"], {}) == "en"
    assert spoken_language(["check", "-C", "no/where"], english) == "en"
    assert spoken_language(["check", "-C", "no/where"], {"LC_ALL": "fr_FR.UTF-8", **english}) == "fr"
    assert spoken_language(["check", "-C", "no/where"], {"LANG": "C.UTF-8"}) == "fr"
    assert bible_language(tmp_path / "content") == ""


FOUND = (
    Diagnostic("owner-missing", {"section": "Accueil"}, Source("content/guide/1/b.md", 3), Severity.WARNING),
    Diagnostic("chapter-empty", {"chapter": "Un", "folder": "1"}, Source("content/guide/1/a.md", 2, 5), Severity.NOTE),
)


@pytest.fixture
def reporting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder whose check finds a warning and a note."""
    monkeypatch.setattr(check_module, "check", lambda path: Report(None, FOUND))
    return tmp_path


def test_diagnostics_are_sorted_lines_with_place_code_and_hint(reporting: Path, capsys: Captured) -> None:
    assert run(["check", "-C", str(reporting)], {}) == Exit.GOOD
    shown = capsys.readouterr()
    assert shown.out == ""
    lines = [line for line in shown.err.splitlines() if not line.startswith("    → ")]
    assert lines[0].startswith(f"{reporting}/content/guide/1/a.md:2:5: chapter-empty (remarque) ")
    assert lines[1].startswith(f"{reporting}/content/guide/1/b.md:3: owner-missing (avertissement) ")
    assert lines[-1] == f"Suite : fabriquez l’épreuve : bible build -C {reporting}"
    assert "\x1b" not in shown.err


def test_strict_makes_warnings_a_failure_and_quiet_hides_them(reporting: Path, capsys: Captured) -> None:
    assert run(["check", "-C", str(reporting), "--strict", "-q"], {}) == Exit.WARNINGS
    assert capsys.readouterr().err == ""


def test_json_holds_everything_and_nothing_goes_to_standard_error(reporting: Path, capsys: Captured) -> None:
    assert run(["--json", "check", "-C", str(reporting), "--lang", "en"], {}) == Exit.GOOD
    shown = capsys.readouterr()
    data = json.loads(shown.out)
    assert shown.err == ""
    assert (data["command"], data["exit"]) == ("check", 0)
    first = data["diagnostics"][0]
    assert (first["code"], first["severity"], first["file"], first["line"], first["column"]) == (
        "chapter-empty",
        "note",
        "content/guide/1/a.md",
        2,
        5,
    )
    assert data["diagnostics"][1]["column"] is None


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ContentError, Exit.CONTENT),
        (LayoutError, Exit.CONTENT),
        (RenderingError, Exit.CONTENT),
        (UsageError, Exit.USAGE),
        (UnsafeError, Exit.UNSAFE),
        (ResourceLimitError, Exit.LIMIT),
    ],
)
def test_each_exception_has_its_exit_code(error: type[ContentError], code: Exit) -> None:
    assert exit_of_error(error(Diagnostic("owner-missing"))) == code


def test_what_would_reach_out_of_the_bible_has_the_code_of_what_is_unsafe() -> None:
    assert exit_of_error(ContentError((Diagnostic("owner-missing"), Diagnostic("outside-bible")))) == Exit.UNSAFE
    assert catalogue().keys() >= UNSAFE_CODES


def test_notes_alone_are_good_even_when_strict() -> None:
    assert exit_of_findings(FOUND[1:], strict=True) == Exit.GOOD
    assert exit_of_findings((Diagnostic("owner-missing"), *FOUND), strict=True) == Exit.CONTENT


def test_a_fault_of_the_program_is_an_apology_and_a_traceback_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def fail(_path: Path) -> Report:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(check_module, "check", fail)
    assert run(["check"], {}) == Exit.BUG
    shown = capsys.readouterr().err
    assert "internal-error" in shown and "ZeroDivisionError : by nought" in shown and "Traceback" not in shown
    assert run(["check", "-v"], {}) == Exit.BUG
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_is_told_and_has_its_own_code(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def interrupt(_path: Path) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_module, "check", interrupt)
    assert run(["check"], {}) == Exit.INTERRUPTED
    assert "Interrompu" in capsys.readouterr().err


def test_a_terminal_that_knows_no_accents_is_no_reason_to_fail() -> None:
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "LANG": "C"}
    ended = subprocess.run([sys.executable, "-m", "bible_builder.cli", "chek"], env=ascii_only, capture_output=True, check=False)
    assert ended.returncode == Exit.USAGE
    assert b"Traceback" not in ended.stderr
