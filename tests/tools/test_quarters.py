"""The sample's earlier quarters: overlays give the kept snapshots, and a quarter's story has every kind of change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder import checking, loading
from bible_builder.comparison import to_json
from bible_builder.comparison.comparison import Fate
from bible_builder.errors import Findings, Severity
from bible_builder.publishing.register import Event, Happening, Register, last_delivered
from tests.bibles import BASE, build_over_base
from tools.quarters import KINDS, LIST, REPOSITORY, Laid, Quarters, counted, lines, main, renew, snapshots, sound, total

QUARTERS = Quarters.of()
EARLIER = list(QUARTERS.overlays)
SECTIONS = "guide/1-accueil"


def events() -> tuple[Event, ...]:
    findings = Findings()
    found = Register(REPOSITORY / "editions").events(findings)
    assert findings.all == ()
    return found


def test_the_sample_has_two_quarters_before_the_present_one() -> None:
    assert QUARTERS.names == ("2026-T4", "2026-T3", "2026-T2")


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Laid]:
    """Every quarter, laid out once; not to be changed."""
    place = tmp_path_factory.mktemp("quarters")
    return {quarter: Laid.of(QUARTERS.lay(quarter, place / quarter)) for quarter in QUARTERS.names}


@pytest.mark.parametrize("quarter", EARLIER)
def test_a_quarter_laid_out_is_a_sound_bible_of_that_name(quarter: str, laid: dict[str, Laid]) -> None:
    findings = Findings()
    bible = loading.load(laid[quarter].folder, findings)
    assert bible is not None and bible.edition.id == quarter
    checking.check(bible, findings)
    assert [one for one in findings.all if one.severity is not Severity.NOTE] == []
    sections = [section for chapter in bible.chapters for section in chapter.sections]
    assert {section.status.value for section in sections} == {"validated"}
    # A review that came later is not yet in the older file.
    assert all(section.reviewed_on is not None and section.reviewed_on <= bible.edition.date for section in sections)


@pytest.mark.parametrize("quarter", EARLIER)
def test_the_kept_snapshot_is_what_the_overlays_give(quarter: str, laid: dict[str, Laid]) -> None:
    kept = REPOSITORY / "editions" / quarter / "snapshot.json"
    assert kept.read_bytes() == to_json(laid[quarter].snapshot), "make quarters"


@pytest.mark.conformance
@pytest.mark.parametrize("quarter", EARLIER)
def test_so_are_those_of_every_audience(quarter: str, laid: dict[str, Laid]) -> None:
    kept = {path.name: path for path in (REPOSITORY / "editions" / quarter).glob("snapshot*.json")}
    made = snapshots(laid[quarter].folder)
    assert sorted(made) == sorted(kept)
    assert [name for name, data in made.items() if kept[name].read_bytes() != data] == [], "make quarters"


@pytest.mark.parametrize("quarter", EARLIER)
def test_an_overlay_holds_only_what_differs(quarter: str, laid: dict[str, Laid]) -> None:
    names = QUARTERS.names
    newer = laid[names[names.index(quarter) - 1]].folder / "content"
    overlay = QUARTERS.overlays[quarter] / "content"
    files = [path.relative_to(overlay) for path in overlay.rglob("*") if path.is_file()]
    same = [
        str(name) for name in files if (newer / name).is_file() and (newer / name).read_bytes() == (overlay / name).read_bytes()
    ]
    assert same == []


def test_a_quarter_is_laid_out_with_the_snapshots_of_those_before_it(laid: dict[str, Laid]) -> None:
    kept = {quarter: sorted(path.name for path in (one.folder / "editions").glob("*")) for quarter, one in laid.items()}
    assert kept == {"2026-T4": ["2026-T2", "2026-T3"], "2026-T3": ["2026-T2"], "2026-T2": []}


def test_this_quarter_has_at_least_forty_changes_and_each_kind_of_them(laid: dict[str, Laid]) -> None:
    found = counted(laid["2026-T3"], laid["2026-T4"])
    assert total(found) >= 40
    assert [kind for kind in KINDS if not found[kind]] == []
    assert set(found) <= set(KINDS)


def test_the_quarter_before_has_at_least_fifteen(laid: dict[str, Laid]) -> None:
    assert total(counted(laid["2026-T2"], laid["2026-T3"])) >= 15


def test_to_providers_what_narrows_is_withdrawn_and_what_widens_is_new(laid: dict[str, Laid]) -> None:
    """Two long sections of which one is closed to them and one is new share half of their words, and are not one."""
    kept = bb.snapshot(REPOSITORY / "editions" / "2026-T3", "prestataires")
    compared = bb.compare(kept, bb.snapshot(laid["2026-T4"].folder, "prestataires"))
    fates = {section.id: section.fates for _chapter, section in compared.sections()}
    assert fates["situations-sensibles"] == (Fate.WITHDRAWN,)
    assert fates["clients-difficiles"] == fates["consultation-bible"] == (Fate.ADDED,)


def test_a_quarter_that_is_not_known_is_not_laid_out(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        QUARTERS.lay("2025-T1", tmp_path / "x")
    assert not (tmp_path / "x").exists()


HEAD = "---\nid: {0}\ntitre: {0}\nresponsable: marque\nstatut: validé\nrevu-le: {1}\n---\n{2}\n"


def tiny(root: Path) -> Quarters:
    """A bible of three sections with one earlier quarter, of two."""
    build_over_base(BASE, root)
    present, older = root / "content", root / "editions" / "2026-T3" / "overlay"
    (older / "content" / SECTIONS).mkdir(parents=True)
    now = (present / "bible.yaml").read_text("utf-8")
    name = re.search(r"id: (2026-\S+)", now)
    assert name is not None
    (present / "bible.yaml").write_text(now.replace(name[1], "2026-T4"), "utf-8")
    (older / "content" / "bible.yaml").write_text(now.replace(name[1], "2026-T3"), "utf-8")
    for file, text in {
        "10-appel.md": HEAD.format("appel", "2026-02-10", "On répond."),
        "20-sms.md": HEAD.format("sms", "2026-02-10", "Bref."),
        "30-chat.md": HEAD.format("chat", "2026-09-10", "Neuf."),
        "40-avis.md": HEAD.format("avis", "2026-09-10", "Public."),
    }.items():
        (present / SECTIONS / file).write_text(text, "utf-8")
    (older / "content" / SECTIONS / "10-appel.md").write_text(HEAD.format("appel", "2026-02-10", "On attend."), "utf-8")
    (older / LIST).write_text(f"retirés: [content/{SECTIONS}/30-chat.md]\nrelues-avant: 2026-06-20\n", "utf-8")
    return Quarters.of(root)


def test_a_quarter_is_the_next_one_with_its_overlay_laid_over(tmp_path: Path) -> None:
    quarters = tiny(tmp_path / "bible")
    chapter = quarters.lay("2026-T3", tmp_path / "T3") / "content" / SECTIONS
    assert sorted(path.name for path in chapter.glob("[0-9]*.md")) == ["10-appel.md", "20-sms.md", "40-avis.md"]
    assert "On attend." in (chapter / "10-appel.md").read_text("utf-8")
    assert "revu-le: 2026-02-10" in (chapter / "20-sms.md").read_text("utf-8")
    assert "revu-le: 2026-06-20" in (chapter / "40-avis.md").read_text("utf-8")


def test_what_is_withdrawn_must_be_there(tmp_path: Path) -> None:
    quarters = tiny(tmp_path / "bible")
    (quarters.root / "content" / SECTIONS / "30-chat.md").unlink()
    with pytest.raises(FileNotFoundError):
        quarters.lay("2026-T3", tmp_path / "T3")


def test_changes_are_counted_by_kind_and_told(tmp_path: Path) -> None:
    quarters = tiny(tmp_path / "bible")
    old, new = (Laid.of(quarters.lay(name, tmp_path / name)) for name in ("2026-T3", "2026-T4"))
    assert counted(old, new) == {
        "section added": 1, "section changed by its author": 1, "typography alone (no change)": 0,
    }  # fmt: skip
    told = list(lines(quarters))
    assert "2026-T3 → 2026-T4" in told[0]
    assert [line.split() for line in told if line.startswith(("section added", "in all"))] == [
        ["section", "added", "1"],
        ["in", "all", "2"],
    ]
    assert told[-1].startswith("2026-T3: 3 files in the overlay")


def test_snapshots_are_renewed_beside_their_overlay(tmp_path: Path) -> None:
    quarters = tiny(tmp_path / "bible")
    (path,) = renew(quarters)
    assert path == quarters.root / "editions" / "2026-T3" / "snapshot.json"
    assert bb.snapshot(path).edition.id == "2026-T3"


def test_the_command_lays_a_quarter_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lay", "2026-T3", str(tmp_path / "T3")])
    assert capsys.readouterr().out == f"{tmp_path / 'T3'}\n"
    assert sound(tmp_path / "T3").edition.id == "2026-T3"


def test_the_second_quarter_reached_all_six_and_the_third_five_of_them() -> None:
    everybody = {recipient.id for recipient in sound(REPOSITORY).recipients}
    delivered = {name: {e.recipient for e in events() if (e.edition, e.event) == (name, Happening.DELIVERED)} for name in EARLIER}
    assert delivered["2026-T2"] == everybody
    assert everybody - delivered["2026-T3"] == {"helianthe-le-puy"}


def test_a_copy_that_was_made_and_never_delivered_is_no_baseline() -> None:
    made = {(e.recipient, e.edition) for e in events() if e.event is Happening.MADE}
    assert ("helianthe-le-puy", "2026-T3") in made
    assert last_delivered(events(), "helianthe-le-puy", "2026-T4") == "2026-T2"


def test_a_copy_that_was_called_back_was_made_and_delivered_again() -> None:
    told = [(e.event.value, e.date) for e in events() if (e.recipient, e.edition) == ("call-ouest-vannes", "2026-T3")]
    assert [event for event, _date in told] == ["made", "delivered", "recalled", "made", "delivered", "acknowledged"]
    assert [date for _event, date in told] == sorted(date for _event, date in told)
    assert last_delivered(events(), "call-ouest-vannes", "2026-T4") == "2026-T3"


def test_most_have_acknowledged_the_second_quarter() -> None:
    assert len({e.recipient for e in events() if (e.edition, e.event) == ("2026-T2", Happening.ACKNOWLEDGED)}) == 5
