"""``bible import``: a Word document into the bible, seen before it is written, and never half."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.shared import Mm
from PIL import Image

from bible_builder.cli.exits import Exit
from bible_builder.cli.program import run
from tests.bibles import build_tiny

Captured = pytest.CaptureFixture[str]
SECTION = "content/guide/1-accueil/10-appel.md"
TEXT = """\
---
id: appel
titre: L’appel
responsable: marque
statut: validé
revu-le: 2026-09-15
---
On décroche en {{ objectifs.decroche }} au plus.

Le **client** parle le premier.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = build_tiny("phrasing", tmp_path)
    (folder / SECTION).write_text(TEXT, "utf-8")
    with (folder / "content" / "bible.yaml").open("a", encoding="utf-8") as bible:
        bible.write("variables:\n  objectifs: {decroche: 20 secondes}\n")
    return folder


def document(path: Path, write: Callable[[Docx], None]) -> str:
    made = Document()
    write(made)
    made.save(str(path))
    return str(path)


def reviewed(path: Path, first: str = "On décroche en 20 secondes au plus.", after: str = "") -> str:
    """The section as somebody typed it again in Word."""

    def write(made: Docx) -> None:
        made.add_paragraph(first)
        made.add_paragraph("Le ").add_run("client").bold = True
        made.paragraphs[-1].add_run(" parle le premier.")
        if after:
            made.add_paragraph(after)

    return document(path, write)


class Keyboard(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        return True


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard("".join(f"{line}\n" for line in lines)))


def bible_import(root: Path, *arguments: str) -> int:
    return run(["import", "-C", str(root), *arguments], {})


def test_an_unchanged_document_returns_no_change(root: Path, tmp_path: Path, capsys: Captured) -> None:
    assert bible_import(root, reviewed(tmp_path / "relu.docx"), "--section", "appel") == Exit.GOOD
    assert "Rien n’a changé" in capsys.readouterr().err
    assert (root / SECTION).read_text("utf-8") == TEXT


def test_a_yes_writes_the_changed_line_and_nothing_else(
    root: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "o")
    word = reviewed(tmp_path / "relu.docx", "On décroche en 20 secondes au maximum.")
    assert bible_import(root, word, "-s", "appel", "--no-color") == Exit.GOOD
    shown = capsys.readouterr()
    assert "    8: changé On décroche en 20 secondes au [-plus-] {+maximum+}.\n" in shown.out
    assert "Appliquer\u202f? [o/N]" in shown.err
    assert (root / SECTION).read_text("utf-8") == TEXT.replace("au plus", "au maximum")


def test_a_no_keeps_the_file(root: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("n", "", "peut-être"):
        answer(monkeypatch, said)
        word = reviewed(tmp_path / "relu.docx", "Tout autre chose.")
        assert bible_import(root, word, "-s", "appel") == Exit.GOOD
        assert capsys.readouterr().err.endswith("Rien n’a été écrit.\n")
        assert (root / SECTION).read_text("utf-8") == TEXT


def test_without_a_terminal_nothing_is_written_unless_it_is_asked_for(root: Path, tmp_path: Path, capsys: Captured) -> None:
    word = reviewed(tmp_path / "relu.docx", after="Un ajout.")
    assert bible_import(root, word, "-s", "appel") == Exit.USAGE
    shown = capsys.readouterr()
    assert "ajouté {+Un ajout.+}" in shown.out
    assert "import-needs-answer" in shown.err
    assert bible_import(root, word, "-s", "appel", "--essai") == Exit.GOOD
    assert (root / SECTION).read_text("utf-8") == TEXT
    assert bible_import(root, word, "-s", "appel", "--oui") == Exit.GOOD
    assert (root / SECTION).read_text("utf-8") == TEXT + "\nUn ajout.\n"


def test_what_would_not_load_is_refused_and_kept_beside(root: Path, tmp_path: Path, capsys: Captured) -> None:
    (root / SECTION).write_text(TEXT + "\n:::{decision} Que faire\n| Cas | Acte |\n|---|---|\n| Un | Agir |\n:::\n", "utf-8")
    before = (root / SECTION).read_text("utf-8")

    def write(made: Docx) -> None:
        made.add_paragraph("On décroche en 20 secondes au plus.")
        made.add_paragraph("Voir " + "x" * 10_050)

    assert bible_import(root, document(tmp_path / "long.docx", write), "-s", "appel", "--oui") == Exit.CONTENT
    shown = capsys.readouterr()
    assert "line-too-long" in shown.err
    assert (root / SECTION).read_text("utf-8") == before
    assert "x" * 10_050 in (root / "imports" / "10-appel.md").read_text("utf-8")


def picture(color: str) -> BytesIO:
    data = BytesIO()
    Image.new("RGB", (40, 40), color).save(data, "PNG")
    data.seek(0)
    return data


def with_picture(path: Path, color: str) -> str:
    def write(made: Docx) -> None:
        made.add_paragraph("On décroche en 20 secondes au plus.")
        made.add_picture(picture(color), width=Mm(40))
        made.add_paragraph("Un carré", style="Caption")

    return document(path, write)


def test_a_picture_never_takes_the_place_of_another(root: Path, tmp_path: Path) -> None:
    options = ("--chapitre", "accueil", "--responsable", "marque", "--oui", "--titre", "Image")
    assert bible_import(root, with_picture(tmp_path / "image.docx", "red"), *options, "--id", "un") == Exit.GOOD
    images = root / "content" / "guide" / "1-accueil" / "images"
    (first,) = images.iterdir()
    red = first.read_bytes()
    assert bible_import(root, with_picture(tmp_path / "image.docx", "blue"), *options, "--id", "deux") == Exit.GOOD
    assert first.read_bytes() == red
    assert len(list(images.iterdir())) == 2
    assert bible_import(root, with_picture(tmp_path / "image.docx", "red"), *options, "--id", "trois") == Exit.GOOD
    assert len(list(images.iterdir())) == 2


def test_a_document_from_elsewhere_becomes_a_section_in_draft(
    root: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(made: Docx) -> None:
        made.add_heading("Le rappel : quand et comment", 0)
        made.add_paragraph("On rappelle toujours.")

    answer(monkeypatch, "accueil", "inconnu", "marque", "", "Pas un id", "rappel", "oui")
    assert bible_import(root, document(tmp_path / "rappel.docx", write)) == Exit.GOOD
    shown = capsys.readouterr()
    assert "no-such-owner" in shown.err
    assert "import-bad-id" in shown.err
    (written,) = (root / "content" / "guide" / "1-accueil").glob("*-rappel.md")
    assert written.read_text("utf-8") == (
        '---\nid: rappel\ntitre: "Le rappel : quand et comment"\nresponsable: marque\nstatut: brouillon\n---\n'
        "On rappelle toujours.\n"
    )
    assert run(["check", "-C", str(root), "-q"], {}) == Exit.GOOD


@pytest.mark.parametrize(("given", "missing"), [((), "--chapitre"), (("--chapitre", "accueil"), "--responsable")])
def test_off_a_terminal_the_missing_option_is_named(
    root: Path, tmp_path: Path, capsys: Captured, given: tuple[str, ...], missing: str
) -> None:
    assert bible_import(root, reviewed(tmp_path / "a.docx"), "--oui", *given) == Exit.USAGE
    assert f"Il manque l’option {missing}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--section", "apel"), "no-such-section"),
        (("--chapitre", "nulle-part", "--responsable", "marque"), "no-such-chapter"),
        (("--chapitre", "accueil", "--responsable", "personne"), "no-such-owner"),
        (("--chapitre", "accueil", "--responsable", "marque", "--id", "appel"), "import-id-taken"),
        (("--section", "appel", "--modifications", "garder"), "no-such-changes"),
    ],
)
def test_what_there_is_not_is_said(root: Path, tmp_path: Path, capsys: Captured, options: tuple[str, ...], code: str) -> None:
    assert bible_import(root, reviewed(tmp_path / "a.docx"), "--oui", *options) == Exit.USAGE
    assert code in capsys.readouterr().err


def test_a_section_that_holds_a_mistake_is_not_merged(root: Path, tmp_path: Path, capsys: Captured) -> None:
    (root / SECTION).write_text(TEXT + "\n<b>gras</b>\n", "utf-8")
    assert bible_import(root, reviewed(tmp_path / "a.docx"), "-s", "appel", "--oui") == Exit.CONTENT
    assert "raw-html" in capsys.readouterr().err


def test_under_json_everything_is_data(root: Path, tmp_path: Path, capsys: Captured) -> None:
    word = reviewed(tmp_path / "relu.docx", "On décroche en 20 secondes au maximum.")
    assert bible_import(root, word, "-s", "appel", "--json", "--yes") == Exit.GOOD
    told = json.loads(capsys.readouterr().out)
    (section,) = told["sections"]
    assert (section["id"], section["new"], section["changes"][0]["line"]) == ("appel", False, 8)
    assert told["written"] == [str(root / SECTION)]


def test_the_report_can_be_sent_back(root: Path, tmp_path: Path) -> None:
    report = tmp_path / "à-revoir.txt"
    word = reviewed(tmp_path / "relu.docx")
    assert bible_import(root, word, "-s", "appel", "--rapport", str(report)) == Exit.GOOD
    assert report.read_text("utf-8").startswith("Ce qui n’a pas été compris dans ")


def tracked(path: Path) -> str:
    """A document in which Jeanne has struck a word and put in another."""
    from docx.oxml import parse_xml

    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    by = 'w:id="1" w:author="Jeanne" w:date="2026-10-01T10:00:00Z"'

    def write(made: Docx) -> None:
        made.add_paragraph("On décroche en 20 secondes au ")
        paragraph = made.paragraphs[-1]._p
        paragraph.append(parse_xml(f"<w:del {name} {by}><w:r><w:delText>plus</w:delText></w:r></w:del>"))
        paragraph.append(parse_xml(f"<w:ins {name} {by}><w:r><w:t>maximum</w:t></w:r></w:ins>"))
        paragraph.append(parse_xml(f"<w:r {name}><w:t>.</w:t></w:r>"))
        made.add_paragraph("Le ").add_run("client").bold = True
        made.paragraphs[-1].add_run(" parle le premier.")

    return document(path, write)


def test_tracked_changes_are_shown_by_author_and_not_applied(root: Path, tmp_path: Path, capsys: Captured) -> None:
    assert bible_import(root, tracked(tmp_path / "suivi.docx"), "--modifications", "montrer", "--no-color") == Exit.GOOD
    assert "Jeanne\u00a0: On décroche en 20 secondes au [-plus-]{+maximum+}." in capsys.readouterr().out
    assert (root / SECTION).read_text("utf-8") == TEXT


@pytest.mark.parametrize(("changes", "words"), [("accepter", "au maximum"), ("refuser", "au plus")])
def test_tracked_changes_are_accepted_or_rejected(root: Path, tmp_path: Path, changes: str, words: str) -> None:
    word = tracked(tmp_path / "suivi.docx")
    assert bible_import(root, word, "-s", "appel", "--modifications", changes, "--oui") == Exit.GOOD
    assert (root / SECTION).read_text("utf-8") == TEXT.replace("au plus", words)
