"""``bible status`` and ``bible validate`` on a real folder."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bible_builder.cli.exits import Exit
from bible_builder.cli.program import run
from bible_builder.cli.standings import COLUMNS
from bible_builder.validation.workbook import workbook
from tests.validation.bibles import BODY, put_reply, put_section, write

Captured = pytest.CaptureFixture[str]
TODAY = datetime.date.today().isoformat()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "bible")


def said(capsys: Captured) -> tuple[str, str]:
    shown = capsys.readouterr()
    return shown.out, shown.err


def test_the_table_counts_by_owner_and_lists_what_is_to_be_done(root: Path, capsys: Captured) -> None:
    assert run(["status", "-C", str(root)], {"COLUMNS": "100"}) == Exit.GOOD
    out, err = said(capsys)
    lines = [line.split() for line in out.splitlines()]
    assert ["Responsable", "en", "relecture", "à", "valider"] in lines
    assert ["Claire", "Aubin", "(marque)", "1", "2"] in lines
    assert ["Ensemble", "1", "3"] in lines
    assert ["en", "relecture", "appel", "L’appel"] in lines
    assert ["à", "valider", "1", "introduction", "de", "chapitre,", "1", "terme"] in lines
    assert "4 parties ; validées telles quelles : 0 ; modifiées depuis leur validation : 0." in err
    assert err.endswith(f"puis tapez : bible validate -C {root} appel --by marque\n")


def test_a_yes_is_recorded_and_then_shown_and_then_no_longer_true(root: Path, capsys: Captured) -> None:
    assert run(["validate", "-C", str(root), "appel", "lexique:appel-entrant", "--by", "marque"], {}) == Exit.GOOD
    out, err = said(capsys)
    assert out.splitlines()[0] == f"appel : « L’appel » est validé par Claire Aubin (marque), le {TODAY}."
    assert out.splitlines()[1].startswith("lexique:appel-entrant : « appel entrant »")
    assert f"Inscrit : 2 validations, dans {root}/content/validations/marque.jsonl." in err
    assert err.endswith(f"Suite : bible status -C {root} montre ce qui reste à valider.\n")
    put_reply(root, "24 h")
    put_section(root, BODY.replace("rappelle", "écrit"))
    assert run(["status", "-C", str(root), "--owner", "marque"], {}) == Exit.GOOD
    shown = " ".join(said(capsys)[0].split())
    assert f"modifié depuis appel L’appel validé le {TODAY} par Claire Aubin (marque) ; depuis :" in shown
    assert "texte : 1 passage ; delais.reponse : 48 h → 24 h" in shown
    assert "validé lexique:appel-entrant appel entrant" in shown
    assert run(["check", "-C", str(root)], {}) == Exit.GOOD
    err = said(capsys)[1]
    assert (
        f"validation-outdated (avertissement) « L’appel » (section) a changé depuis sa validation du {TODAY} par Claire Aubin."
        in err
    )
    assert "→ Variables : delais.reponse : 48 h → 24 h." in err
    assert "→ Titre" not in err and "→ Faites relire cette partie, puis tapez : bible validate appel --by marque" in err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["apel", "--by", "marque"], "Vouliez-vous écrire « appel » ?"),
        (["appel", "--by", "claire"], "Ses contributeurs : marque (Claire Aubin), plateau (Karim Benaïssa)"),
        (["appel", "--by", "plateau"], "→ Elle est validée par son responsable : --by marque"),
        (["--by", "marque"], "Il n’y a rien à valider."),
        (["appel"], "Par exemple : bible validate appel --by marketing"),
        (["appel", "--by", "marque", "--date", "3 octobre"], "« 3 octobre » n’est pas une date."),
        (["appel", "--by", "marque", "--date", "2999-01-01"], f"à la date d’aujourd’hui ({TODAY})"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_what_to_do(typed: list[str], told: str, root: Path, capsys: Captured) -> None:
    assert run(["validate", "-C", str(root), *typed], {}) == Exit.USAGE
    out, err = said(capsys)
    assert (out, told in err, "Traceback" in err) == ("", True, False)
    assert not list(root.glob("content/validations/*.jsonl"))


def test_all_that_somebody_answers_for(root: Path, capsys: Captured) -> None:
    assert run(["validate", "-C", str(root), "--tout-de", "marque", "--par", "relation", "--le", "2026-09-20"], {}) == Exit.GOOD
    assert len(said(capsys)[0].splitlines()) == 3
    assert (root / "content" / "validations" / "relation.jsonl").exists()


def test_the_data_of_a_script(root: Path, capsys: Captured) -> None:
    run(["validate", "-C", str(root), "appel", "--by", "marque", "--json"], {})
    recorded = json.loads(said(capsys)[0])
    assert (recorded["recorded"], recorded["on"], recorded["exit"]) == (["appel"], TODAY, 0)
    put_reply(root, "24 h")
    assert run(["status", "-C", str(root), "--json"], {}) == Exit.GOOD
    data = json.loads(said(capsys)[0])
    (section,) = [part for part in data["parts"] if part["id"] == "appel"]
    assert (section["state"], section["validated_by"], section["owner"]) == ("changed", "marque", "marque")
    assert section["changes"] == [
        {"what": "variable", "name": "delais.reponse", "before": "48 h", "after": "24 h", "passages": 0}
    ]
    assert data["counts"] == {"never validated": 3, "changed": 1}


def test_a_broken_register_is_told_and_the_rest_is_shown(root: Path, capsys: Captured) -> None:
    run(["validate", "-C", str(root), "appel", "--by", "marque"], {})
    file = root / "content" / "validations" / "marque.jsonl"
    file.write_text(file.read_text("utf-8") + ">>>>>>> autre\n", "utf-8")
    said(capsys)
    assert run(["status", "-C", str(root)], {}) == Exit.GOOD
    out, err = said(capsys)
    assert "1 terme" in out
    assert f"{file}:2: validation-broken-line" in err


def test_the_list_as_a_workbook_and_as_a_word_document(root: Path, tmp_path: Path, capsys: Captured) -> None:
    sheet, document = tmp_path / "suivi.xlsx", tmp_path / "suivi.docx"
    assert run(["status", "-C", str(root), "--xlsx", str(sheet), "--docx", str(document)], {}) == Exit.GOOD
    assert said(capsys)[0] == f"{sheet}\n{document}\n"
    rows = list(load_workbook(sheet).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert len(rows) == 1 + 4 and len(rows[0]) == len(COLUMNS)
    assert rows[2][:5] == ("Claire Aubin (marque)", "section", "appel", "L’appel", "en relecture")
    with zipfile.ZipFile(document) as package:
        text = package.read("word/document.xml").decode()
    assert "Petite bible, édition 2026-T4" in text and "L’appel" in text and "w:tblHeader" in text
    before = sheet.read_bytes(), document.read_bytes()
    run(["status", "-C", str(root), "--xlsx", str(sheet), "--docx", str(document)], {})
    assert (sheet.read_bytes(), document.read_bytes()) == before


def test_what_looks_like_a_formula_is_text() -> None:
    hostile = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "", "a\x00b", "x" * 40_000]
    data = workbook("Titre: [a/b]", ["h"], [[text] for text in hostile], datetime.date(2026, 9, 28))
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert [cell.quotePrefix for cell in cells[:5]] == [True] * 5
    assert [cell.value for cell in cells[:4]] == hostile[:4]
    assert data == workbook("Titre: [a/b]", ["h"], [[text] for text in hostile], datetime.date(2026, 9, 28))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
        assert {entry.date_time[:3] for entry in package.infolist()} == {(2026, 9, 28)}


def test_an_owner_that_the_bible_has_not(root: Path, capsys: Captured) -> None:
    assert run(["status", "-C", str(root), "--owner", "claire"], {}) == Exit.USAGE
    assert "La bible n’a pas de contributeur « claire »." in said(capsys)[1]


def test_a_title_is_no_markup_for_the_terminal(root: Path, capsys: Captured) -> None:
    put_section(root, title="L’appel [bold red]rouge[/]")
    assert run(["status", "-C", str(root)], {}) == Exit.GOOD
    assert "L’appel [bold red]rouge[/]" in said(capsys)[0]
