"""What the doctor says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bible_builder.cli import doctor
from bible_builder.cli.doctor import Part, install_line
from bible_builder.cli.exits import Exit
from bible_builder.cli.program import run

PANGO = Part("Pango", "", debian="libpango-1.0-0 libpangoft2-1.0-0", brew="pango")
OFFICE = Part("LibreOffice", "", required=False, debian="libreoffice-writer-nogui", brew="--cask libreoffice")
PYTHON = Part("Python", "3.11.7")


def test_the_line_to_type_is_the_system_s_own() -> None:
    assert install_line((PANGO, OFFICE), mac=False) == (
        "sudo apt-get update && sudo apt-get install --no-install-recommends "
        "libpango-1.0-0 libpangoft2-1.0-0 libreoffice-writer-nogui"
    )
    assert install_line((PANGO,), mac=True) == "brew install pango"
    assert install_line((Part("WeasyPrint", "", pip="weasyprint"),), mac=False) == "pip install weasyprint"
    assert install_line((), mac=False) == ""


def test_something_that_must_be_there_and_is_not_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "_parts", lambda settings: (PYTHON, PANGO, OFFICE))
    assert run(["doctor"], {}) == Exit.CONTENT
    shown = capsys.readouterr()
    assert "Python             3.11.7" in shown.out
    assert "Pango              MANQUE" in shown.out
    assert "Suite : tapez cette ligne, puis de nouveau bible doctor : " in shown.err


def test_something_optional_that_is_missing_is_only_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "_parts", lambda settings: (PYTHON, OFFICE))
    assert run(["doctor"], {}) == Exit.GOOD
    assert "libreoffice" in capsys.readouterr().err


def test_this_machine_is_examined(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fonts = tmp_path / "content" / "charte" / "polices"
    fonts.mkdir(parents=True)
    (fonts / "A.ttf").touch()
    assert run(["doctor", "--json", "-C", str(tmp_path)], {}) == Exit.GOOD
    parts = {part["name"]: part["version"] for part in json.loads(capsys.readouterr().out)["parts"]}
    assert parts["WeasyPrint"] == "70.0"
    assert parts["Pango"].startswith("1.")
    assert parts["content/charte"].startswith("1 ")
