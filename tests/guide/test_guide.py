"""The référent's guide tells the truth: every command in it runs, every screen in it says what the command says, it is sound."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import bible_builder as bb
from tools.guide_screens import GUIDE, LISTS, drawing, perform, steps, words_of

_COMMAND: Final = re.compile(r"`(bible [^`]+)`")
_DATED: Final = re.compile(r"\d{4}-T\d|\d{4}-\d\d-\d\d")
_TODAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
QUARTER: Final = GUIDE / "quarter.yaml"
PICTURES: Final = GUIDE / "content" / "guide"


def commands(pattern: str = "[!4]*/*.md") -> list[str]:
    """Every command of the guide's files, in its order, once; the fourth chapter, the quarter, has a test of its own."""
    files = sorted(PICTURES.glob(pattern))
    return list(dict.fromkeys(command for file in files for command in _COMMAND.findall(file.read_text("utf-8"))))


def test_the_guide_is_a_sound_bible() -> None:
    assert not [d for d in bb.check(GUIDE).diagnostics if d.severity in {bb.Severity.ERROR, bb.Severity.WARNING}]


def test_the_guide_has_commands() -> None:
    assert {command.split()[1] for command in commands()} >= {"new", "check", "build", "doctor"}


@pytest.mark.conformance  # three builds: too long for every day
def test_every_command_of_the_guide_runs_in_its_order(tmp_path: Path) -> None:
    for command in sorted(commands(), key=lambda command: command.split()[1] != "new"):
        done = subprocess.run(
            [sys.executable, "-m", "bible_builder.cli", *command.split()[1:]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def test_every_screen_of_the_guide_says_what_is_seen(tmp_path: Path) -> None:
    for step in steps():
        if step.get("page") or "build" in (step.get("run") or ""):
            continue  # built above; building twice would only take time
        lines = perform(step, tmp_path)
        if step.get("picture"):
            seen = words_of(drawing(step.get("file") or "Terminal", lines))
            assert _DATED.sub("…", seen) == _DATED.sub("…", words_of((PICTURES / step.get("picture")).read_text("utf-8")))


def test_the_quarter_prints_the_commands_that_are_run_in_their_order() -> None:
    run = [step.get("run") for step in steps(QUARTER) if step.get("run")]
    printed = commands("4-*/*.md")
    assert {command.split()[1] for command in printed} >= {
        "import", "status", "validate", "check", "compare", "publish", "list", "verify", "copies", "deliver", "receipt", "whose",
    }  # fmt: skip
    assert run[-len(printed) :] == printed


@pytest.mark.conformance  # two editions are published: too long for every day
def test_the_quarter_goes_from_a_word_file_to_the_acknowledged_copy(tmp_path: Path) -> None:
    shown = 0
    for step in steps(QUARTER):
        lines = perform(step, tmp_path)
        if step.get("picture"):
            seen, kept = (
                words_of(svg) for svg in (drawing("Terminal", lines), (PICTURES / step.get("picture")).read_text("utf-8"))
            )
            assert _TODAY.sub("…", seen) == _TODAY.sub("…", kept)
            shown += 1
    assert shown == 3
    told = [json.loads(line) for line in (tmp_path / "ma-bible" / "editions" / "register.jsonl").read_text("utf-8").splitlines()]
    assert [(event["event"], event["edition"]) for event in told] == [
        ("made", "2026-T3"), ("delivered", "2026-T3"),
        ("made", "2026-T4"), ("delivered", "2026-T4"), ("acknowledged", "2026-T4"), ("recalled", "2026-T3"),
    ]  # fmt: skip
    assert told[3]["baseline"] == "2026-T3"


@pytest.mark.parametrize(
    "step", [step for file in LISTS for step in steps(file) if step.get("picture")], ids=lambda step: str(step.get("picture"))
)
def test_every_picture_is_in_the_guide(step: object) -> None:
    picture = Path(step.get("picture"))  # type: ignore[attr-defined]
    assert (PICTURES / picture).is_file()
    assert any(f"images/{picture.name}" in file.read_text("utf-8") for file in (PICTURES / picture.parts[0]).glob("*.md"))
