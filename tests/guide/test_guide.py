"""The référent's guide tells the truth: every command in it runs, every screen in it says what the command says, it is sound."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import bible_builder as bb
from tools.guide_screens import GUIDE, drawing, perform, steps, words_of

_COMMAND: Final = re.compile(r"`(bible [^`]+)`")
_DATED: Final = re.compile(r"\d{4}-T\d|\d{4}-\d\d-\d\d")
PICTURES: Final = GUIDE / "content" / "guide"


def commands() -> list[str]:
    """Every command of the guide, in its order, once."""
    files = sorted(PICTURES.glob("*/*.md"))
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


@pytest.mark.parametrize("step", [step for step in steps() if step.get("picture")], ids=lambda step: str(step.get("picture")))
def test_every_picture_is_in_the_guide(step: object) -> None:
    picture = Path(step.get("picture"))  # type: ignore[attr-defined]
    assert (PICTURES / picture).is_file()
    assert any(f"images/{picture.name}" in file.read_text("utf-8") for file in (PICTURES / picture.parts[0]).glob("*.md"))
