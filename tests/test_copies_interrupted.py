"""Copies are made and delivered whole or not at all: killed at each step, on a full disk, two at once."""

from __future__ import annotations

import datetime
import multiprocessing
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder import copies, deliveries, desk, files
from bible_builder.errors import Findings
from bible_builder.publishing import register
from bible_builder.publishing.register import REGISTER, Happening, Register
from bible_builder.rendering.pdf import copying
from tests.publishing.interrupted import DONE, KILLED, REFUSED, stopped_at
from tests.test_copies import MORE, RECIPIENTS
from tests.test_editions import written

DAY = datetime.date(2026, 10, 1)
pytestmark = [pytest.mark.conformance, pytest.mark.slow]

READERS = ("nord", "sud")
LONG = 400


@dataclass(frozen=True)
class Place:
    """A bible, and a folder with its shelf and its copies, in which work is stopped."""

    root: Path
    folder: Path

    @property
    def shelf(self) -> Path:
        return self.folder / "editions"

    @property
    def copies(self) -> Path:
        return self.folder / "copies"

    def make(self) -> bb.CopiesResult:
        return bb.make_copies(self.root, "2026-T4", self.copies, on=DAY, shelf=self.shelf, recipients=READERS)

    def deliver(self) -> bb.CopiesResult:
        return bb.deliver(self.root, "2026-T4", self.copies, on=DAY, shelf=self.shelf, recipients=READERS)

    def files(self) -> dict[str, bytes]:
        """Everything among the copies but the lock and what is half written beside its place."""
        found = (path for path in self.copies.rglob("*") if path.is_file())
        return {path.relative_to(self.copies).as_posix(): path.read_bytes() for path in found if not path.name.startswith(".")}

    def drafts(self) -> list[str]:
        return [path.name for path in self.copies.rglob(".*") if path.name != ".lock"]

    def events(self) -> list[tuple[str, str]]:
        return [(one.recipient, one.event.value) for one in Register(self.shelf).events(Findings())]

    def registered(self) -> dict[str, str]:
        """By reader, the digest of the copy that was made for them."""
        events = Register(self.shelf).events(Findings())
        return {one.recipient: one.sha256 for one in events if one.event is Happening.MADE}

    def begin_anew(self) -> None:
        """As it was before anything was copied, an older copy apart."""
        shutil.rmtree(self.copies, ignore_errors=True)
        older = self.copies / "2026-T3" / "nord"
        older.mkdir(parents=True)
        (older / "older.pdf").write_bytes(b"%PDF older")
        (self.shelf / REGISTER).unlink(missing_ok=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = written(tmp_path_factory.mktemp("interrupted") / "bible", MORE)
    (root / "content" / "destinataires.yaml").write_text(RECIPIENTS, "utf-8")
    bb.publish(root, "2026-T4")
    yield root


@pytest.fixture(scope="module")
def drawn(published: Path) -> copying.Strips:
    """The lines of the copies, laid out once: nothing of that touches the copies or the register."""
    kept: list[copying.Strips] = []
    laying = copying.strips

    def once(*arguments: object) -> copying.Strips:
        kept.append(laying(*arguments))  # type: ignore[arg-type]
        return kept[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "strips", once)
        shelf = published / "editions"
        bb.make_copies(published, "2026-T4", published / "once", on=DAY, shelf=shelf, recipients=READERS)
        (shelf / REGISTER).unlink()
    return kept[0]


@pytest.fixture
def place(published: Path, drawn: copying.Strips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(copying, "strips", lambda *_: drawn)
    monkeypatch.setattr(files, "write_synced", in_pieces)
    shutil.copytree(published / "editions", tmp_path / "editions")
    found = Place(published, tmp_path)
    found.begin_anew()
    return found


def in_pieces(path: Path, data: bytes) -> None:
    """Written as a disk may keep it when the power goes: a part, and later the rest."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o666), "wb") as file:
        file.write(data[: len(data) // 2])
    with path.open("ab") as file:
        file.write(data[len(data) // 2 :])


def appended_in_pieces(self: Register, lines: bytes) -> None:
    """The register's own way of adding, with a moment between two parts of what is added."""
    with self.path.open("ab+") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(end - 1, 0))
        lines = b"\n" + lines if end and file.read(1) != b"\n" else lines
    without_a_new_line(self, lines)


def without_a_new_line(self: Register, lines: bytes) -> None:
    """The guard removed: what an interrupted work has left of a line is gone on with."""
    for part in (lines[: len(lines) // 2], lines[len(lines) // 2 :]):
        with self.path.open("ab") as file:
            file.write(part)


def faults(place: Place, whole: dict[str, bytes], older: dict[str, bytes]) -> Iterator[str]:
    """What is not as it must be after the work was stopped, and after it was done again."""
    for name, data in place.files().items():
        if name not in older and data != whole[name]:
            yield f"{name} is half there"
    missing = {reader for reader in place.registered() if not list((place.copies / "2026-T4" / reader).glob("*.pdf"))}
    yield from (f"{reader}’s copy is noted and not there" for reader in missing)


def stopped_everywhere(place: Place, work: Callable[[], object], before: Callable[[], object], *, full: bool = False) -> tuple[
    list[str], int
]:  # fmt: skip
    """What is wrong after the work was stopped at each step and then done to its end; how many steps there are."""
    wrong: list[str] = []
    place.begin_anew()
    older = place.files()
    before()
    work()
    whole, events = place.files(), place.events()
    for step in range(1, LONG):
        place.begin_anew()
        before()
        ended = stopped_at(step, str(place.folder), work, full=full)
        assert ended in {KILLED, REFUSED, DONE}
        wrong += [f"step {step}: {fault}" for fault in faults(place, whole, older)]
        if ended != DONE or full:
            work()
        wrong += [f"step {step}: then {left} lies there" for left in place.drafts()]
        if place.files() != whole or not set(events) <= set(place.events()):
            wrong.append(f"step {step}: then it is not whole")
        if ended == DONE and not full:
            return wrong, step - 1
        if full and step > 30:
            return wrong, step
    raise AssertionError("it never ends")


def test_killed_at_any_step_a_copy_is_whole_or_not_there_and_the_next_one_makes_all(place: Place) -> None:
    wrong, steps = stopped_everywhere(place, place.make, lambda: None)
    assert wrong == [] and steps >= 12


def test_killed_at_any_step_a_delivery_is_whole_or_not_there_and_the_next_one_delivers_all(place: Place) -> None:
    wrong, steps = stopped_everywhere(place, place.deliver, place.make)
    assert wrong == [] and steps >= 12


def test_killed_while_a_line_is_added_the_register_goes_on(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Register, "_append", appended_in_pieces)
    assert stopped_everywhere(place, place.make, lambda: None)[0] == []


def test_without_whole_files_a_copy_would_be_half_there(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_place(path: Path, data: bytes) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        in_pieces(path, data)
        return path

    for module in (copies, deliveries):
        monkeypatch.setattr(module, "write_whole", in_place)
    for work, before in ((place.make, lambda: None), (place.deliver, place.make)):
        wrong, _ = stopped_everywhere(place, work, before)
        assert len([fault for fault in wrong if "half there" in fault]) >= 2


def test_without_the_sweep_what_is_half_written_would_stay(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_DRAFT", re.compile("nothing is ever called so"))
    wrong, _ = stopped_everywhere(place, place.make, lambda: None)
    assert len([fault for fault in wrong if "lies there" in fault]) >= 2


def test_were_a_copy_noted_first_the_register_would_know_copies_that_are_not_there(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = files.write_whole

    def noted_first(path: Path, data: bytes) -> Path:
        reader = path.parent.name
        event = register.Event(Happening.MADE, "2026-T4", reader, "x", "2026-10-01", sha256="0")
        Register(place.shelf).add([event])
        return writing(path, data)

    monkeypatch.setattr(copies, "write_whole", noted_first)
    wrong, _ = stopped_everywhere(place, place.make, lambda: None)
    assert [fault for fault in wrong if "noted and not there" in fault]


def test_without_a_new_line_a_torn_one_would_swallow_the_next(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Register, "_append", without_a_new_line)
    wrong, _ = stopped_everywhere(place, place.make, lambda: None)
    assert [fault for fault in wrong if "not whole" in fault]


def test_on_a_full_disk_nothing_is_half_there_and_each_reader_is_named(place: Place) -> None:
    wrong, _ = stopped_everywhere(place, place.make, lambda: None, full=True)
    assert wrong == []


def test_a_copy_that_fails_leaves_the_others_made_and_delivered_and_is_named(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for reader, result in (("nord", "sud"), ("sud", "nord")):
        place.begin_anew()
        (place.copies / "2026-T4").mkdir()
        (place.copies / "2026-T4" / reader).write_bytes(b"a file where a folder is to be")
        made = place.make()
        assert [copy.recipient.id for copy in made.copies] == [result]
        (fault,) = made.diagnostics
        assert fault.code == "cannot-write" and reader in str(fault.parameters["file"])
        delivered = place.deliver()
        assert [copy.recipient.id for copy in delivered.copies] == [result]
        assert place.events() == [(result, "made"), (result, "delivered")]


def _hold(folder: str, ready: multiprocessing.synchronize.Event, end: multiprocessing.synchronize.Event) -> None:
    from bible_builder.locks import locked

    with locked(Path(folder)):
        ready.set()
        end.wait(30)


def test_of_two_at_once_one_says_that_the_other_is_at_work(place: Place) -> None:
    context = multiprocessing.get_context("fork")
    ready, end = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(place.copies / "2026-T4"), ready, end))
    other.start()
    assert ready.wait(30)
    for work in (place.make, place.deliver):
        with pytest.raises(bb.UsageError, match="folder-locked"):
            work()
    end.set()
    other.join(30)
    assert len(place.make().copies) == len(place.deliver().copies) == len(READERS)
