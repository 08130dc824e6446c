"""What takes long to draw is kept; whatever becomes of the folder, the same bytes come out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bible_builder.rendering.docx.kept import Kept


@pytest.fixture
def made() -> list[str]:
    """What was made, in order."""
    return []


def get(kept: Kept, name: str, made: list[str]) -> bytes:
    """An entry of ten bytes; making it is noted."""

    def make() -> bytes:
        made.append(name)
        return name.encode().ljust(10)

    return kept.get(("drawing", name.encode(), 100), make)


def entries(folder: Path) -> Iterator[Path]:
    """The files of the folder."""
    return (path for path in folder.rglob("*") if path.is_file())


def test_a_thing_is_made_once(tmp_path: Path, made: list[str]) -> None:
    assert get(Kept(tmp_path), "a", made) == get(Kept(tmp_path), "a", made) == b"a         "
    assert get(Kept(tmp_path), "b", made) != get(Kept(tmp_path), "a", made)
    assert made == ["a", "b"]


def test_without_a_folder_nothing_is_kept(made: list[str]) -> None:
    for _ in range(2):
        get(Kept(), "a", made)
    assert made == ["a", "a"]


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 60])
def test_an_entry_that_is_not_whole_is_made_again(damage: bytes, tmp_path: Path, made: list[str]) -> None:
    get(Kept(tmp_path), "a", made)
    next(entries(tmp_path)).write_bytes(damage)
    assert get(Kept(tmp_path), "a", made) == b"a         "
    assert made == ["a", "a"]


def test_where_nothing_can_be_written_work_goes_on(tmp_path: Path, made: list[str]) -> None:
    (tmp_path / "word").write_text("a file, no folder")
    assert get(Kept(tmp_path), "a", made) == b"a         "


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path, made: list[str]) -> None:
    kept = Kept(tmp_path, most=100)
    for age, name in enumerate("abc"):
        get(kept, name, made)
        newest = max(entries(tmp_path), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (1_000_000 + age, 1_000_000 + age))
    kept.shrink()
    assert len(list(entries(tmp_path))) == 2
    get(Kept(tmp_path), "c", made)
    assert made == ["a", "b", "c"]
