"""``bible publish``, ``verify``, ``restore``, ``list`` as they are typed and read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bible_builder.cli.exits import Exit
from bible_builder.cli.program import run
from tests.test_editions import changed, edition_of, validated, written

Captured = pytest.CaptureFixture[str]


def test_from_the_first_refusal_to_a_correction(tmp_path: Path, capsys: Captured) -> None:
    root = written(tmp_path / "bible")
    name, at = edition_of(root), ["-C", str(root)]

    def say(*words: str) -> tuple[int, str, str]:
        code = run([*words], {})
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    changed(root, "Un appel reçoit", "Chaque appel reçoit")
    code, out, err = say("publish", name, *at)
    assert (code, out) == (Exit.CONTENT, "")
    assert "« L’appel » n’est pas validé tel qu’il se lit aujourd’hui" in err and "bible validate appel --by marque" in err

    validated(root)
    code, out, err = say("publish", name, *at)
    assert (code, out.split()) == (Exit.GOOD, [str(root / "editions" / name / f"petite-{name}.pdf")])
    assert f"Publiée : l’édition {name}, 1 fichier" in err

    code, out, err = say("list", *at)
    assert out.startswith(f"{name}  n° 1, 28 septembre 2026 ; en vigueur du 1er octobre 2026 au 31 décembre 2026")

    assert say("verify", name, *at)[0] == Exit.GOOD
    (root / "editions" / name / "snapshot.json").unlink()
    code, _, err = say("verify", name, *at)
    assert code == Exit.CONTENT and "snapshot.json : ce fichier n’est plus là." in err

    code, out, err = say("restore", name, str(tmp_path / "work"), *at)
    assert (code, out.strip()) == (Exit.GOOD, str(tmp_path / "work")) and f"-o {root / 'editions'}" in err

    code, out, _ = say("list", "--json", *at)
    assert json.loads(out)["editions"][0]["edition"] == name


def test_an_edition_that_is_not_there_is_named_with_those_that_are(tmp_path: Path, capsys: Captured) -> None:
    root = written(tmp_path / "bible")
    assert run(["verify", "1999-T1", "-C", str(root)], {}) == Exit.USAGE
    assert "Il n’y a pas d’édition « 1999-T1 »" in capsys.readouterr().err
    assert run(["publish", "-C", str(root)], {}) == Exit.USAGE
    assert "ÉDITION" in capsys.readouterr().err
