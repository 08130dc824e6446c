"""New bibles."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bible_builder.cli.exits import Exit
from bible_builder.cli.new import quarter_of, sample_folder
from bible_builder.cli.program import run
from bible_builder.errors import UsageError


def test_a_new_bible_is_the_starter_with_the_current_quarter_as_its_edition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "ma bible"
    assert run(["new", str(place)], {}) == Exit.GOOD
    text = (place / "content" / "bible.yaml").read_text("utf-8")
    edition = quarter_of(datetime.date.today())
    assert f"id: {edition['id']}\n" in text and f"date: {edition['date']}\n" in text
    assert (place / "LISEZMOI.md").is_file()
    assert len(list((place / "content" / "guide").iterdir())) == 4
    shown = capsys.readouterr()
    assert shown.out == f"{place}\n"
    assert f"bible check -C '{place}'" in shown.err
    assert [path.name for path in tmp_path.iterdir()] == ["ma bible"]


def test_an_empty_folder_may_be_there_already(tmp_path: Path) -> None:
    assert run(["new", str(tmp_path)], {}) == Exit.GOOD
    assert (tmp_path / "content" / "bible.yaml").is_file()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mien.txt").write_text("à moi", "utf-8")
    assert run(["new", str(tmp_path)], {}) == Exit.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["mien.txt"]
    assert "folder-not-empty" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert run(["new", str(tmp_path / "file" / "bible")], {}) == Exit.USAGE
    assert "cannot-write" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_sample_can_be_copied(tmp_path: Path) -> None:
    assert run(["new", "--sample", str(tmp_path / "x")], {}) == Exit.GOOD
    copied = (tmp_path / "x" / "content" / "bible.yaml").read_bytes()
    assert copied == (sample_folder() / "bible.yaml").read_bytes()


def test_an_installation_without_the_sample_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="sample-missing"):
        sample_folder(tmp_path / "bible_builder")


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2026-01-01", ("2026-T1", "2026-01-01", "2026-03-31")),
        ("2026-06-30", ("2026-T2", "2026-04-01", "2026-06-30")),
        ("2028-12-31", ("2028-T4", "2028-10-01", "2028-12-31")),
    ],
)
def test_a_day_lies_in_its_quarter(day: str, edition: tuple[str, str, str]) -> None:
    found = quarter_of(datetime.date.fromisoformat(day))
    assert (found["id"], found["from"], found["to"]) == edition
