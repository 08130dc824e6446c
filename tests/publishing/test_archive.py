"""The sources of an edition: the same bytes for the same files, and nothing unpacked that is not a bible's."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest

from bible_builder.errors import Findings, UnsafeError
from bible_builder.publishing import archive, gathered, packed, unpacked

DAY = datetime.date(2026, 9, 28)
FILES = {"content/bible.yaml": b"langue: fr\n", "content/guide/1/10-é.md": "été\n".encode(), "layouts/livre/book.css": b""}


def test_what_was_packed_comes_back(tmp_path: Path) -> None:
    folder = unpacked(packed(FILES, DAY), tmp_path / "bible", "sources.zip")
    assert {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()} == FILES


def test_the_bytes_depend_on_the_files_and_the_day_alone() -> None:
    backwards = dict(reversed(FILES.items()))
    assert packed(FILES, DAY) == packed(backwards, DAY)
    assert packed(FILES, DAY) != packed(FILES, DAY.replace(day=29))
    assert packed(FILES, datetime.date(1970, 1, 1))  # a day that a zip file cannot name


def made(name: str, data: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "content/../../x", "other/x", "content", "content\\..\\x", "content/", "x/content/y"]
)
def test_a_file_that_would_lie_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafeError, match="archive-unsafe"):
        unpacked(made(name), tmp_path / "bible", "sources.zip")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "data", [b"", b"PK", packed(FILES, DAY)[:-30], packed(FILES, DAY)[40:]], ids=["none", "two", "cut", "headless"]
)
def test_a_broken_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnsafeError, match="archive-unsafe"):
        unpacked(data, tmp_path / "bible", "sources.zip")


def test_a_file_in_which_a_byte_changed_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"content/a.txt": b"abcdefgh" * 100}, DAY))
    data[60] ^= 0xFF
    with pytest.raises(UnsafeError, match="archive-unsafe"):
        unpacked(bytes(data), tmp_path / "bible", "sources.zip")


def test_a_bomb_is_stopped_while_it_swells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1 << 20)
    with pytest.raises(UnsafeError, match="size"):
        unpacked(made("content/a.txt", bytes(1 << 22)), tmp_path / "bible", "sources.zip")
    monkeypatch.setattr(archive, "MOST_FILES", 1)
    with pytest.raises(UnsafeError, match="files"):
        unpacked(packed(FILES, DAY), tmp_path / "other", "sources.zip")


def test_everything_of_a_bible_is_gathered_and_nothing_else(tmp_path: Path) -> None:
    root, builtin = tmp_path / "bible", tmp_path / "builtin"
    for name in (
        "content/bible.yaml",
        "content/.git/x",
        "content/~$a.docx",
        "content/a/b.md",
        "layouts/livre/own.css",
        "build/x.pdf",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    for name in ("book.css", "own.css"):
        builtin.mkdir(exist_ok=True)
        (builtin / name).write_text("built in")
    (root / "content" / "out").symlink_to(tmp_path / "builtin" / "book.css")
    findings = Findings()
    found = gathered(root, {"livre": [root / "layouts" / "livre", builtin]}, findings)
    assert set(found) == {"content/bible.yaml", "content/a/b.md", "layouts/livre/own.css", "layouts/livre/book.css"}
    assert found["layouts/livre/own.css"] == b"layouts/livre/own.css"
    assert [one.code for one in findings.all] == ["left-out-of-sources"]
