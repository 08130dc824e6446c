"""An edition is on the shelf whole, or it is not there: killed at each step, on a full disk, two at once."""

from __future__ import annotations

import multiprocessing
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bible_builder.errors import UsageError
from bible_builder.model.manifest import Manifest, OutputRecord
from bible_builder.publishing import MANIFEST, Shelf, deviations, recorded
from bible_builder.publishing.manifest import from_json
from bible_builder.publishing.shelf import _write_checked
from tests.publishing.interrupted import DONE, KILLED, REFUSED, stopped_at

FILES = {"bible.pdf": b"%PDF " * 1000, "bible.docx": b"PK" * 900, "sources.zip": b"zip" * 3000, "snapshot.json": b"{}\n"}
Issue = Callable[[Shelf, str], object]


def manifest(edition: str = "2026-T4") -> Manifest:
    return Manifest(
        edition, 12, "2026-09-28", "Bible", "fr", kept=tuple(recorded(name, data) for name, data in sorted(FILES.items()))
    )


def issue(shelf: Shelf, edition: str = "2026-T4") -> Path:
    with shelf.held():
        return shelf.issue(edition, FILES, manifest(edition))


def sound(shelf: Shelf, edition: str) -> bool:
    """Whether all that the manifest names is there, and nothing else."""
    return deviations(shelf.path(edition), shelf.manifest(edition)) == ()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def half_there(folder: Path, work: Issue, *, full: bool = False) -> tuple[list[int], int]:
    """The steps at which the work, stopped there, leaves an edition that is not whole; how many steps there are."""
    shelf, bad = Shelf(folder), []
    for step in range(1, 200):
        ended = stopped_at(step, str(folder), lambda: work(shelf, "2026-T4"), full=full)
        assert ended in {KILLED, REFUSED, DONE}
        there = shelf.path("2026-T4").exists()
        if there and ("2026-T4" not in shelf.names() or not sound(shelf, "2026-T4")):
            bad.append(step)
        if there:
            for path in sorted(shelf.path("2026-T4").iterdir()):
                path.unlink()
            shelf.path("2026-T4").rmdir()
        if ended == DONE:
            return bad, step - 1
    raise AssertionError("it never ends")


def test_killed_at_any_step_an_edition_is_whole_or_not_there_and_the_others_are_untouched(tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    older = bytes_of(issue(Shelf(folder), "2026-T3"))
    bad, steps = half_there(folder, issue)
    assert bad == []
    assert steps >= 12, "each file is opened, read back, made read-only; a folder made, renamed, synced"
    assert bytes_of(folder / "2026-T3") == older


def test_the_next_one_finds_what_a_killed_one_left_and_sweeps_it_away(tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    folder.mkdir()
    shelf = Shelf(folder)
    left = set()
    for step in range(1, 15):
        if stopped_at(step, str(folder), lambda: issue(shelf)) != KILLED:
            break
        left |= {path.name for path in folder.iterdir() if path.name.endswith(".part")}
        with shelf.held() as swept:
            assert set(swept) <= {"2026-T4"}
        assert not [path for path in folder.iterdir() if path.name.endswith(".part")]
    assert left, "no step left anything: this test shows nothing"
    assert sound(shelf, issue(shelf).name)


def test_on_a_full_disk_nothing_is_left_and_it_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    older = bytes_of(issue(Shelf(folder), "2026-T3"))
    for step in range(1, 12):
        assert stopped_at(step, str(folder), lambda: issue(Shelf(folder)), full=True) == REFUSED
        assert sorted(path.name for path in folder.iterdir() if path.name != ".lock") == ["2026-T3"]
    assert bytes_of(folder / "2026-T3") == older


def written_in_place(shelf: Shelf, edition: str) -> None:
    """What would be done without staging: the guard that is removed."""
    folder = shelf.path(edition)
    folder.mkdir(parents=True)
    for name, data in (*sorted(FILES.items()), (MANIFEST, manifest(edition).to_json())):
        _write_checked(folder / name, data)


def manifest_first(shelf: Shelf, edition: str) -> None:
    """The other guard removed: the manifest says that all is there before it is."""
    folder = shelf.path(edition)
    folder.mkdir(parents=True)
    for name, data in ((MANIFEST, manifest(edition).to_json()), *sorted(FILES.items())):
        _write_checked(folder / name, data)


@pytest.mark.parametrize("careless", [written_in_place, manifest_first])
def test_without_its_guards_an_edition_would_be_half_there(tmp_path: Path, careless: Issue) -> None:
    bad, steps = half_there(tmp_path / "editions", careless)
    assert len(bad) >= 5 and steps >= 12


def test_what_the_disk_does_not_keep_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"what a failing disk gives back")
    with pytest.raises(UsageError, match="cannot-write"):
        issue(Shelf(tmp_path))
    assert not Shelf(tmp_path).has("2026-T4")


def _hold(folder: str, ready: multiprocessing.synchronize.Event, end: multiprocessing.synchronize.Event) -> None:
    with Shelf(Path(folder)).held():
        ready.set()
        end.wait(30)


def test_of_two_at_once_one_says_that_the_other_is_at_work(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    ready, end = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(tmp_path), ready, end))
    other.start()
    assert ready.wait(30)
    with pytest.raises(UsageError, match="folder-locked"):
        issue(Shelf(tmp_path))
    end.set()
    other.join(30)
    assert sound(Shelf(tmp_path), issue(Shelf(tmp_path)).name)


def test_an_edition_is_read_only_and_no_other_takes_its_place(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    folder = issue(shelf)
    assert {stat.S_IMODE(os.stat(path).st_mode) for path in folder.iterdir()} == {0o444}
    with pytest.raises(UsageError, match="edition-exists"):
        issue(shelf)


def test_what_deviates_is_named(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    folder = issue(shelf)
    for name, data in {"bible.pdf": FILES["bible.pdf"][:-1] + b"!", "stray.txt": b"?"}.items():
        (folder / name).unlink(missing_ok=True)
        (folder / name).write_bytes(data)
    (folder / "sources.zip").unlink()
    assert {(one.file, one.fault.value) for one in deviations(folder, shelf.manifest("2026-T4"))} == {
        ("bible.pdf", "changed"), ("sources.zip", "missing"), ("stray.txt", "strange"),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", ".hidden", "é", "x" * 200, "a\nb"])
def test_a_name_cannot_lead_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="bad-edition-name"):
        Shelf(tmp_path / "editions").path(name)


def test_a_manifest_is_read_back_as_it_was_written() -> None:
    output = OutputRecord("a.pdf", 3, "0" * 64, format="pdf", layout="livre", purpose="screen", pages=12, folios="pdf")
    whole = replace(manifest(), outputs=(output,), engines={"pango": "1.50"}, warnings=("a.md:1: code",), commit="abc")
    assert from_json(whole.to_json()) == whole
    assert from_json(whole.to_json()).to_json() == whole.to_json()


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"[]", b'{"edition": 3}', b"\xff\xfe", b"[" * 100_000, b'{"format": 99}'],
    ids=["empty", "cut", "a list", "another thing", "not UTF-8", "deep", "of a later version"],
)  # fmt: skip
def test_a_damaged_manifest_is_refused_by_its_name(tmp_path: Path, damaged: bytes) -> None:
    shelf = Shelf(tmp_path)
    path = issue(shelf) / MANIFEST
    path.unlink()
    path.write_bytes(damaged if b"99" not in damaged else manifest().to_json().replace(b'"format": 1', b'"format": 99'))
    with pytest.raises(UsageError, match="manifest-unreadable"):
        shelf.manifest("2026-T4")


def test_a_folder_with_snapshots_alone_is_no_edition_and_is_named(tmp_path: Path) -> None:
    """A baseline of which only snapshots are kept: it is not on the list, and nothing is issued over it."""
    (tmp_path / "2026-T3").mkdir()
    (tmp_path / "2026-T3" / "snapshot.json").write_bytes(b"{}\n")
    shelf = Shelf(tmp_path)
    assert shelf.names() == ()
    with pytest.raises(UsageError, match="not-an-edition") as caught:
        shelf.manifest("2026-T3")
    assert caught.value.diagnostics[0].parameters["folder"] == str(tmp_path / "2026-T3")
