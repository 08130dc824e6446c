"""``bible clean``, ``-j`` and the cache: what the référent types."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bible_builder.cli.clean import VARIABLE, cache_folder
from bible_builder.cli.program import run
from bible_builder.resources import starter_folder


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def bible(tmp_path: Path) -> Path:
    shutil.copytree(starter_folder(), tmp_path / "bible")
    return tmp_path / "bible"


def built(bible: Path, *options: str) -> bytes:
    assert run(["-C", str(bible), "build", "-f", "pdf", *options], {}) == 0
    (file,) = (bible / "build").glob("*.pdf")
    return file.read_bytes()


def entries(kept: Path) -> int:
    return len(list(kept.glob("*/*.zip")))


def test_a_build_is_kept_and_clean_forgets_it(kept: Path, bible: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = built(bible, "-j", "1")
    number = entries(kept)
    assert number > 1
    assert built(bible, "-j", "2") == first
    assert entries(kept) == number
    capsys.readouterr()
    assert run(["--json", "clean"], {}) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["folder"], said["entries"]) == (str(kept), number)
    assert not kept.exists()
    assert built(bible, "--no-cache") == first
    assert not kept.exists()


def test_clean_with_nothing_kept_says_so(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", "clean"], {}) == 0
    said = capsys.readouterr()
    assert said.out == f"{kept}\n"
    assert "Oublié\u00a0: 0 partie mise en pages, 0 Mo." in said.err.replace(" :", "\u00a0:")


@pytest.mark.parametrize("jobs", ["0", "-2", "deux"])
def test_a_number_of_jobs_that_is_none_is_refused(jobs: str, bible: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(bible), "build", "-j", jobs], {}) == 2
    assert "-j" in capsys.readouterr().err


def test_the_folder_is_the_users_own_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/somewhere")
    assert cache_folder() == Path("/somewhere")
    monkeypatch.delenv(VARIABLE)
    assert cache_folder().is_relative_to(Path.home())
