"""``bible compare`` and ``bible snapshot``: what they print, write and refuse."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

import bible_builder as bb
from bible_builder.cli import compare as compare_module
from bible_builder.cli.comparison_html import as_html
from bible_builder.cli.comparison_text import as_text
from bible_builder.cli.comparison_words import excerpt
from bible_builder.cli.exits import Exit
from bible_builder.cli.messages import LANGUAGES
from bible_builder.cli.program import run
from bible_builder.comparison import compare
from bible_builder.comparison.reading import reading
from bible_builder.resources import starter_folder
from tests.comparison.telling import bible, cases
from tests.rendering.docx.resolved import resolved

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The starter, and a copy of it in which a section has another sentence and one is gone."""
    root = tmp_path_factory.mktemp("pair")
    for name in ("avant", "après"):
        shutil.copytree(starter_folder(), root / name)
    first, second, *_ = sorted(path for path in (root / "après/content/guide").rglob("*.md") if not path.name.startswith("_"))
    first.write_text(
        first.read_text("utf-8") + "\nLe marsupilami répond <b>toujours</b>.\n".replace("<b>", "**").replace("</b>", "**"),
        "utf-8",
    )
    second.unlink()
    return root / "avant", root / "après"


def test_two_folders_are_compared_by_chapter_after_a_summary(pair: tuple[Path, Path], capsys: Captured) -> None:
    assert run(["compare", str(pair[0]), str(pair[1]), "--lang", "fr"], {}) == Exit.GOOD
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0].startswith("Ce qui change de ")
    assert lines[1].startswith("En bref\u00a0: 1 section retirée, 1 section modifiée")
    assert any("{+Le marsupilami répond toujours.+}" in line for line in lines)
    assert any(re.match(r"  – .* \(retirée\)", line) for line in lines)
    assert "--html changements.html" in shown.err
    assert "\x1b" not in shown.out


def test_nothing_changes_is_said_so(pair: tuple[Path, Path], capsys: Captured) -> None:
    assert run(["compare", str(pair[0]), str(pair[0])], {}) == Exit.GOOD
    shown = capsys.readouterr()
    assert shown.out.splitlines()[1:] == ["Rien ne change."]
    assert shown.err == ""


def test_a_kept_snapshot_is_compared_with_the_project(pair: tuple[Path, Path], tmp_path: Path, capsys: Captured) -> None:
    kept = tmp_path / "avant.json"
    assert run(["snapshot", str(kept), "-C", str(pair[0])], {}) == Exit.GOOD
    assert capsys.readouterr().out == f"{kept}\n"
    assert run(["compare", str(kept), "-C", str(pair[1]), "--json"], {}) == Exit.GOOD
    data = json.loads(capsys.readouterr().out)
    assert (data["changes"], data["sections"]["withdrawn"], data["sections"]["changed"]) == (True, 1, 1)
    fates = [section["fates"] for chapter in data["chapters"] for section in chapter["sections"]]
    assert sorted(fates) == [["changed"], ["withdrawn"]]


def test_brief_leaves_the_passages_out(pair: tuple[Path, Path], capsys: Captured) -> None:
    run(["compare", str(pair[0]), str(pair[1]), "--bref"], {})
    assert "{+" not in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--docx", "--suivi"])
def test_a_word_document_of_tracked_changes_is_written(
    option: str, pair: tuple[Path, Path], tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "suivi.docx"
    assert run(["compare", str(pair[0]), str(pair[1]), option, str(file), "--lang", "fr"], {}) == Exit.GOOD
    shown = capsys.readouterr()
    assert shown.out == f"{file}\n" and str(file) in shown.err
    accepted, rejected = ([text.text for text in resolved(file.read_bytes(), accept=accept)] for accept in (True, False))
    assert "Le marsupilami répond toujours." in accepted and "Le marsupilami répond toujours." not in rejected
    assert rejected == [piece.block.text for piece in reading(bb.snapshot(pair[0]))]


def test_a_web_page_and_a_word_document_are_written_together(pair: tuple[Path, Path], tmp_path: Path, capsys: Captured) -> None:
    files = [tmp_path / "changements.html", tmp_path / "suivi.docx"]
    arguments = ["compare", str(pair[0]), "-C", str(pair[1]), "--html", str(files[0]), "--docx", str(files[1]), "--json"]
    assert run(arguments, {}) == Exit.GOOD
    data = json.loads(capsys.readouterr().out)
    assert [data["html"], data["docx"]] == [str(file) for file in files]
    assert all(file.exists() for file in files)


def test_an_edition_of_the_project_is_named_by_its_id(pair: tuple[Path, Path], capsys: Captured) -> None:
    edition = pair[1] / "editions" / "2026-T3"
    edition.mkdir(parents=True)
    run(["snapshot", str(edition / "snapshot.json"), "-C", str(pair[0])], {})
    capsys.readouterr()
    assert run(["compare", "2026-T3", "-C", str(pair[1])], {}) == Exit.GOOD
    assert "1 section retirée" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["compare"], "usage-missing-argument", Exit.USAGE),
        (["compare", "a", "b", "c"], "usage-extra-argument", Exit.USAGE),
        (["compare", "nulle-part", "{new}"], "nothing-to-compare", Exit.USAGE),
        (["compare", "{folder}", "{new}"], "nothing-to-compare", Exit.USAGE),
        (["compare", "{note}", "{new}"], "snapshot-not-json", Exit.CONTENT),
        (["compare", "{kept}", "{new}", "--public", "interne"], "snapshot-audience", Exit.USAGE),
        (["compare", "{new}", "{new}", "--public", "inconnu"], "no-such-audience", Exit.USAGE),
        (["compare", "{old}", "{new}", "--html", "{folder}"], "cannot-write", Exit.USAGE),
        (["compare", "{old}", "{new}", "--docx", "{folder}"], "cannot-write", Exit.USAGE),
        (["snapshot"], "usage-missing-argument", Exit.USAGE),
    ],
)
def test_what_cannot_be_compared_is_refused_in_french(
    arguments: list[str], code: str, exit_code: Exit, pair: tuple[Path, Path], tmp_path: Path, capsys: Captured
) -> None:
    note, kept = tmp_path / "note.txt", tmp_path / "avant.json"
    note.write_text("bonjour", "utf-8")
    run(["snapshot", str(kept), "-C", str(pair[0])], {})
    capsys.readouterr()
    places = {"old": pair[0], "new": pair[1], "folder": tmp_path, "note": note, "kept": kept}
    assert run([argument.format(**places) for argument in arguments], {}) == exit_code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert code in shown.err and "Traceback" not in shown.err


def test_a_mistake_names_the_file_of_the_right_bible(pair: tuple[Path, Path], tmp_path: Path, capsys: Captured) -> None:
    broken = tmp_path / "cassée"
    shutil.copytree(pair[0], broken)
    section = next(path for path in sorted((broken / "content/guide").rglob("*.md")) if not path.name.startswith("_"))
    section.write_text(section.read_text("utf-8") + "\n{{ inconnue }}\n", "utf-8")
    assert run(["compare", str(pair[0]), str(broken)], {}) == Exit.CONTENT
    assert f"{section}:" in capsys.readouterr().err


def test_a_report_that_cannot_be_made_leaves_the_older_one(
    pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "changements.html"
    report.write_text("ancien", "utf-8")

    def fail(*_arguments: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(compare_module, "as_html", fail)
    assert run(["compare", str(pair[0]), str(pair[1]), "--html", str(report)], {}) == Exit.BUG
    assert report.read_text("utf-8") == "ancien"


def test_the_library_compares_folders_and_snapshots(pair: tuple[Path, Path]) -> None:
    old, new = bb.snapshot(pair[0]), bb.snapshot(pair[1])
    assert bb.compare(old, new) == bb.compare(pair[0], pair[1])
    assert not bb.compare(old, pair[0])


def test_a_long_unchanged_passage_is_cut_to_what_stands_beside_the_changes() -> None:
    long = " ".join(f"mot{n}" for n in range(60))
    (change,) = (
        compare(bible({"c": {"s": [f"Avant {long} fin."]}}), bible({"c": {"s": [f"Après {long} bout."]}}))
        .chapters[0]
        .sections[0]
        .blocks
    )
    (_, went), (_, came), (_, between), *_ = excerpt(change.words)
    assert (went, came) == ("Avant ", "Après ")
    assert between.startswith("mot0 mot1 ") and " … " in between and between.endswith(" mot59 ") and len(between) < 110


CASES = [case for file in ("passages", "sections", "donnees") for case in cases(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_kind_of_change_has_its_words_in_both_languages(case: dict[str, object]) -> None:
    sides = (case["old"], case["new"])
    told = compare(*(bible(side if "s" not in side else {"c": side}) for side in sides if isinstance(side, dict)))
    for language in LANGUAGES:
        lines = [line.plain for line in as_text(told, language)]
        page = ElementTree.fromstring(as_html(told, language).removeprefix("<!DOCTYPE html>"))
        assert len(lines) > 2 or not told
        assert page.get("lang") == language
        assert len(list(page.iter("h1"))) == 1
        for mark in (*page.iter("ins"), *page.iter("del")):
            assert mark[0].get("class") == "unseen" and (mark[0].text or "").startswith("[")


def test_the_page_fetches_nothing_and_takes_text_for_text() -> None:
    told = compare(bible({"c": {"a": ["Un."]}}), bible({"c": {"a": ["Un.", "<script>alert(1)</script>"]}}))
    page = as_html(told, "fr")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert "default-src 'none'" in page
