"""Putting a yes on record: who may, what is kept, and that two at once lose nothing."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder import locks
from bible_builder.errors import UsageError
from bible_builder.locks import NAME, locked
from tests.validation.bibles import BODY, put_reply, put_section
from tests.validation.test_standing import DAY, say_yes

LATER = datetime.date(2026, 9, 25)


def lines(root: Path, by: str = "marque") -> list[str]:
    file = root / "content" / "validations" / f"{by}.jsonl"
    return file.read_text("utf-8").splitlines() if file.exists() else []


def codes(refused: pytest.ExceptionInfo[bb.BibleError]) -> list[str]:
    return [found.code for found in refused.value.diagnostics]


def test_a_record_says_who_when_what_and_what_was_seen(root: Path) -> None:
    result = say_yes(root, "appel", "lexique:appel-entrant")
    first, second = map(json.loads, lines(root))
    assert (first["le"], first["par"], first["section"], first["édition"]) == ("2026-09-20", "marque", "appel", "2026-T4")
    assert first["vu"]["variable delais.reponse"] == "48 h"
    assert second["terme"] == "appel-entrant"
    assert [one.key for one in result.recorded] == ["appel", "term:appel-entrant"]
    assert result.path == root / "content" / "validations" / "marque.jsonl"
    assert sorted(path.name for path in result.path.parent.iterdir()) == ["marque.jsonl"]


def test_the_same_yes_is_recorded_once_and_a_later_one_is_a_review(root: Path) -> None:
    say_yes(root, "appel")
    again = say_yes(root, "appel")
    assert (again.recorded, [one.key for one in again.already], len(lines(root))) == ((), ["appel"], 1)
    say_yes(root, "appel", on=LATER)
    assert len(lines(root)) == 2


def test_lines_are_only_added(root: Path) -> None:
    say_yes(root, "appel")
    file = root / "content" / "validations" / "marque.jsonl"
    file.write_bytes(before := file.read_bytes().rstrip() + b"  ")
    put_reply(root, "24 h")
    say_yes(root, "appel", on=LATER)
    assert file.read_bytes().startswith(before + b"\n")


def test_the_owner_the_referent_or_by_force_somebody_else(root: Path) -> None:
    with pytest.raises(UsageError) as refused:
        say_yes(root, "appel", by="plateau")
    assert codes(refused) == ["validation-not-by-owner"]
    assert refused.value.diagnostics[0].parameters["owner"] == "marque"
    say_yes(root, "appel", by="relation")
    say_yes(root, "appel", by="plateau", on=LATER, force=True)
    assert [len(lines(root, by)) for by in ("plateau", "relation", "marque")] == [1, 1, 0]


def test_all_or_none_are_recorded(root: Path) -> None:
    put_section(root, "")
    with pytest.raises(UsageError) as refused:
        say_yes(root, "accueil", "appel", "magasins")
    assert sorted(codes(refused)) == ["validation-not-by-owner", "validation-of-nothing"]
    assert lines(root) == []


@pytest.mark.parametrize(
    ("typed", "suggestion"), [("apel", "appel"), ("lexique:apel-entrant", "lexique:appel-entrant"), ("zzz", "")]
)
def test_what_the_bible_has_not_is_refused_with_the_nearest(typed: str, suggestion: str, root: Path) -> None:
    with pytest.raises(UsageError) as refused:
        say_yes(root, typed)
    assert codes(refused) == ["no-such-part"]
    assert refused.value.diagnostics[0].parameters["suggestion"] == suggestion


def test_somebody_unknown_is_refused_with_those_who_are_known(root: Path) -> None:
    with pytest.raises(UsageError) as refused:
        say_yes(root, "appel", by="../../x")
    assert codes(refused) == ["no-such-person"]
    assert refused.value.diagnostics[0].parameters["known"].startswith("marque (Claire Aubin), ")


def test_a_yes_before_the_last_one_would_count_for_nothing_and_is_refused(root: Path) -> None:
    say_yes(root, "appel", on=LATER)
    put_reply(root, "24 h")
    with pytest.raises(UsageError) as refused:
        say_yes(root, "appel", on=DAY)
    assert codes(refused) == ["validation-too-early"]
    assert len(lines(root)) == 1


def test_all_of_one_owner_but_drafts_and_what_is_empty(root: Path) -> None:
    for name, body, status in (("20-a", "Texte.", "brouillon"), ("30-b", "", "en relecture")):
        file = f"guide/1-accueil/{name}.md"
        put_section(root, body, file=file)
        path = root / "content" / file
        path.write_text(path.read_text("utf-8").replace("id: appel", f"id: {name[3:]}x").replace("en relecture", status), "utf-8")
    result = bb.validate(root, by="marque", on=DAY, all_of="marque")
    assert [one.key for one in result.recorded] == ["accueil", "appel", "term:appel-entrant"]
    assert [one.key for one in result.left_out] == ["ax"]
    with pytest.raises(UsageError) as refused:
        bb.validate(root, by="plateau", on=DAY, all_of="plateau")
    assert codes(refused) == ["nothing-to-validate"]


def test_a_bible_with_mistakes_or_a_broken_register_records_nothing(root: Path) -> None:
    say_yes(root, "appel")
    file = root / "content" / "validations" / "marque.jsonl"
    file.write_text(before := file.read_text("utf-8") + "<<<<<<<\n", "utf-8")
    with pytest.raises(bb.ContentError) as refused:
        say_yes(root, "accueil")
    assert "validation-broken-line" in codes(refused)
    assert file.read_text("utf-8") == before
    file.unlink()
    put_section(root, BODY + "\n{inconnu}`x`\n")
    with pytest.raises(bb.ContentError):
        say_yes(root, "appel")


def test_a_register_that_leads_out_of_the_bible_is_not_written(root: Path) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (root / "content" / "validations").symlink_to(outside)
    with pytest.raises(bb.UnsafeError):
        say_yes(root, "appel")
    assert list(outside.iterdir()) == []


def test_a_full_disk_leaves_the_register_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say_yes(root, "appel")
    before = lines(root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bible_builder.files.os.fsync", full)
    with pytest.raises(UsageError) as refused:
        say_yes(root, "accueil")
    assert codes(refused) == ["cannot-write"]
    assert lines(root) == before
    assert [path.name for path in (root / "content" / "validations").iterdir()] == ["marque.jsonl"]


ADD = """
import datetime, sys
from pathlib import Path
from bible_builder.errors import Source
from bible_builder.locks import locked
from bible_builder.model.standing import Kind
from bible_builder.validation import recording
from bible_builder.validation.register import FOLDER, Record

class Bible:
    root, language = Path(sys.argv[1]), "fr"

for number in range(25):
    with locked(Bible.root / FOLDER):
        made = Record("marque", datetime.date(2026, 9, 20), Kind.SECTION, f"{sys.argv[2]}{number}", "0" * 64)
        recording._append(Bible, "marque", [made])
"""


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each adds 25 lines to one file, reading and writing it whole each time; without the lock most of them are lost."""
    started = [subprocess.Popen([sys.executable, "-c", ADD, str(tmp_path), name]) for name in ("a", "b", "c")]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    found = [json.loads(line)["section"] for line in lines(tmp_path)]
    assert sorted(found) == sorted(f"{name}{number}" for name in "abc" for number in range(25))
    assert [path.name for path in (tmp_path / "content" / "validations").iterdir()] == ["marque.jsonl"]


HOLD = """
import sys, time
from pathlib import Path
from bible_builder.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("with_fcntl", [True, False], ids=["flock", "file"])
def test_a_lock_that_is_held_is_said_and_a_dead_holder_s_is_taken_over(
    with_fcntl: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        if not with_fcntl:
            monkeypatch.setattr(locks, "fcntl", None)
        with pytest.raises(UsageError) as refused, locked(tmp_path, patience=0.1):
            pass
        assert codes(refused) == ["folder-locked"]
        holder.kill()
    if with_fcntl:
        with locked(tmp_path, patience=1):
            assert (tmp_path / NAME).exists()
        assert not (tmp_path / NAME).exists()


def test_a_lock_is_given_back_whatever_happens(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    with locked(tmp_path, patience=0):
        pass
    assert list(tmp_path.iterdir()) == []
