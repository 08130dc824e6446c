"""Around the sample's edition: the shelf begins with what went before, copies are made once, what is there stays."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder.model.manifest import Manifest
from bible_builder.publishing.register import REGISTER, Event, Happening, Register
from tools import sample_edition
from tools.quarters import REPOSITORY
from tools.sample_edition import copies, prepare, without_copy

DAY = datetime.date(2026, 9, 29)


def test_the_shelf_begins_with_what_went_before(tmp_path: Path) -> None:
    assert prepare(REPOSITORY, tmp_path) == "2026-T4"
    assert sorted(path.name for path in (tmp_path / "editions").iterdir()) == ["2026-T2", "2026-T3", REGISTER]
    kept = sorted(path.name for path in (tmp_path / "editions" / "2026-T3").iterdir())
    assert kept == sorted(path.name for path in (REPOSITORY / "editions" / "2026-T3").glob("snapshot*.json"))


def test_a_register_that_has_gone_on_stays(tmp_path: Path) -> None:
    prepare(REPOSITORY, tmp_path)
    Register(tmp_path / "editions").add([Event(Happening.RECALLED, "2026-T3", "franchise-cantal", "x", "2026-09-30")])
    written = (tmp_path / "editions" / REGISTER).read_bytes()
    prepare(REPOSITORY, tmp_path)
    assert (tmp_path / "editions" / REGISTER).read_bytes() == written


def test_everybody_lacks_a_copy_at_first(tmp_path: Path) -> None:
    prepare(REPOSITORY, tmp_path)
    assert len(without_copy(REPOSITORY, tmp_path)) == 6


def handed(out: Path, name: str) -> None:
    """The recipient has the copy, and the register says so."""
    folder = out / "copies" / "2026-T4" / name
    folder.mkdir(parents=True)
    (folder / "message.eml").touch()
    Register(out / "editions").add([Event(Happening.DELIVERED, "2026-T4", name, "2026-T4-001-00000000", "2026-09-29")])


def test_who_has_a_copy_gets_no_second_one(tmp_path: Path) -> None:
    prepare(REPOSITORY, tmp_path)
    handed(tmp_path, "helianthe-valence")
    assert "helianthe-valence" not in {one.id for one in without_copy(REPOSITORY, tmp_path)}


def test_whose_folder_is_gone_gets_it_again(tmp_path: Path) -> None:
    prepare(REPOSITORY, tmp_path)
    handed(tmp_path, "helianthe-valence")
    (tmp_path / "copies" / "2026-T4" / "helianthe-valence" / "message.eml").unlink()
    assert "helianthe-valence" in {one.id for one in without_copy(REPOSITORY, tmp_path)}


def test_a_second_run_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(REPOSITORY, tmp_path)
    for one in without_copy(REPOSITORY, tmp_path):
        handed(tmp_path, one.id)
    monkeypatch.setattr(bb, "make_copies", None)  # would fail if it were asked
    assert copies(REPOSITORY, tmp_path, DAY) == ([], [])


def test_no_copy_is_made_of_an_edition_that_was_not_published(tmp_path: Path) -> None:
    prepare(REPOSITORY, tmp_path)
    with pytest.raises(bb.UsageError, match="no-such-edition"):
        copies(REPOSITORY, tmp_path, DAY)


def test_the_files_of_the_edition_lie_in_the_output_folder_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prepare(REPOSITORY, tmp_path)
    outputs = [("b.docx", "docx", ""), ("b.pdf", "pdf", ""), ("b-magasins.pdf", "pdf", "magasins"), ("b-memo.pdf", "pdf", "")]
    folder = tmp_path / "editions" / "2026-T4"
    folder.mkdir()
    for name, _format, _audience in outputs:
        (folder / name).write_text(f"published {name}", "utf-8")
        (folder / name).chmod(0o444)
    (tmp_path / "b.pdf").write_text("a proof", "utf-8")
    (folder / "manifest.json").write_bytes(manifest(outputs).to_json())
    for _time in range(2):
        sample_edition.main(["show", str(tmp_path)])
        assert (tmp_path / "b.pdf").read_text("utf-8") == "published b.pdf"
    told = capsys.readouterr().out.splitlines()[1:5]
    assert [Path(line.strip()).name for line in told] == ["b.pdf", "b.docx", "b-memo.pdf", "b-magasins.pdf"]


def manifest(outputs: list[tuple[str, str, str]]) -> Manifest:
    from bible_builder.model.manifest import OutputRecord

    records = tuple(
        OutputRecord(name, 1, "0" * 64, format=format, layout="livre", purpose="screen", audience=audience, pages=1, folios="pdf")
        for name, format, audience in outputs
    )
    return Manifest(
        edition="2026-T4", number=12, date="2026-09-28", title="B", language="fr", valid_from="", valid_to="", baseline="",
        outputs=records, engines={}, warnings=(),
    )  # fmt: skip
