"""“Ce qui change”: where a baseline's snapshot is found, what the book then says, in both formats, and to whom."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from pypdfium2 import PdfDocument

import bible_builder as bb
from bible_builder import assembly
from bible_builder.baselines import SHELF, kept_snapshot, taken, with_changes
from bible_builder.comparison import to_json
from bible_builder.errors import Findings
from bible_builder.model.book import Book
from bible_builder.model.tree import Element
from tests.bibles import BASE, build_over_base

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUDIENCES = "\npublics:\n  prestataires: Prestataires\n"
BASELINE = "id: 2026-T4\n  baseline: 2026-T3"


def written(root: Path) -> Path:
    """The tiny bible, which names a baseline, with an audience."""
    build_over_base(BASE, root)
    settings = root / "content" / "bible.yaml"
    settings.write_text(settings.read_text("utf-8").replace("id: 2026-T4", BASELINE) + AUDIENCES, "utf-8")
    return root


def section(root: Path, name: str, text: str) -> None:
    (root / "content" / "guide" / "1-accueil" / name).write_text(text, "utf-8")


def keep(root: Path, audience: str = "") -> Path:
    """Keep what the bible says now as the baseline."""
    name = f"snapshot-{audience}.json" if audience else "snapshot.json"
    file = root / SHELF / "2026-T3" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(to_json(bb.snapshot(root, audience)))
    return file


def said(book: Book, unit: str = "changes") -> str:
    """The words of a unit, a space between its lines."""
    nodes = (node for one in book.units if one.id == unit for node in one.content if isinstance(node, Element))
    lines = (element for node in nodes for element in node.iter() if element.name in {"h1", "h2", "p"})
    return " ".join(" ".join(line.text().split()) for line in lines)


def missed(root: Path) -> set[str]:
    """The audiences for which the baseline is missed."""
    return {d.parameters["id"] for d in bb.check(root).warnings if d.code == "baseline-not-kept"}


def composed(root: Path, audience: str = "", since: Path | None = None) -> Book:
    return bb.compose(bb.load(root), audience, since=since)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "bible")


def test_a_bible_whose_baseline_is_nowhere_has_no_such_part_and_says_so_once_it_has_a_shelf(root: Path) -> None:
    assert said(composed(root)) == "" and missed(root) == set()
    (root / SHELF).mkdir()
    assert missed(root) == {"", "prestataires"}
    assert said(composed(root)) == ""


def test_nothing_changes_when_nothing_does(root: Path) -> None:
    keep(root)
    assert said(composed(root)) == "Ce qui change Rien ne change depuis l’édition 2026-T4 du 28 septembre 2026."


def test_a_new_section_is_told_and_marked_in_the_contents(root: Path) -> None:
    keep(root)
    section(root, "20-sms.md", "---\nid: sms\ntitre: Le SMS\nnote-de-changement: On le demandait\n---\nUn SMS est bref.\n")
    book = composed(root)
    assert "1 section nouvelle." in said(book)
    assert "1.2 Le SMS Nouvelle section. On le demandait." in said(book)
    assert "1.2 Le SMS nouveau" in said(book, "contents") and "L’appel nouveau" not in said(book, "contents")


def test_no_word_of_the_book_depends_on_what_it_is_compared_with(root: Path) -> None:
    plain = composed(root)
    keep(root)
    section(root, "10-appel.md", "---\nid: appel\ntitre: L’accueil de l’appel\n---\nUn appel reçoit une réponse, vite.\n")
    (root / SHELF).rename(root / "ailleurs")
    before = composed(root)
    after = composed(root, since=root / "ailleurs" / "2026-T3")
    assert said(before, "chapter-accueil") == said(after, "chapter-accueil") != said(plain, "chapter-accueil")
    (chapter,) = (unit for unit in after.units if unit.id == "chapter-accueil")
    elements = [e for node in chapter.content if isinstance(node, Element) for e in node.iter()]
    assert [e.name for e in elements if e.get("data-changed")] == ["h2", "p"]


def test_the_snapshot_of_a_bible_does_not_depend_on_what_it_is_compared_with(root: Path) -> None:
    """Words that stand in no paragraph get one around them where they are marked."""
    annexes = root / "content" / "annexes" / "annexes.yaml"
    annexes.parent.mkdir()
    annexes.with_name("plan.md").write_text("Le plan.\n", "utf-8")
    annexes.write_text("- {id: plan, titre: Plan, fichier: plan.md, introduction: Deux magasins.}\n", "utf-8")
    keep(root)
    annexes.write_text(annexes.read_text("utf-8").replace("Deux", "Trois"), "utf-8")
    bible = bb.load(root)
    resolved = assembly.resolve(bible, "", Findings())
    marked = with_changes(bible, resolved, kept_snapshot((root / SHELF,), "2026-T3", ""))
    assert marked.annexes != resolved.annexes
    assert taken(bible, marked) == taken(bible, resolved)


def test_another_edition_may_be_counted_from(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre"
    shutil.copytree(root, other)
    section(root, "10-appel.md", "---\nid: appel\ntitre: L’appel\n---\nTout appel reçoit une réponse.\n")
    keep(root)
    assert "Rien ne change" in said(composed(root))
    assert "Tout appel reçoit une réponse." in said(composed(root, since=other))
    with pytest.raises(bb.UsageError, match="nothing-to-compare"):
        composed(root, since=tmp_path / "nulle-part")


def test_an_audience_is_told_what_it_could_read_and_can_read_and_no_more(root: Path) -> None:
    hidden = "---\nid: interne\ntitre: Le canari jaune\npublics: [interne]\nnote-de-changement: canari vert\n---\nUn canari.\n"
    (root / "content" / "bible.yaml").write_text(
        (root / "content" / "bible.yaml").read_text("utf-8").replace(AUDIENCES, f"{AUDIENCES}  interne: Interne\n"), "utf-8"
    )
    section(root, "20-ouverte.md", "---\nid: ouverte\ntitre: La section ouverte\n---\nChacun la lit.\n")
    for audience in ("", "prestataires"):
        keep(root, audience)
    section(root, "30-interne.md", hidden)
    section(root, "20-ouverte.md", "---\nid: ouverte\ntitre: La section ouverte\npublics: [interne]\n---\nPlus un canari.\n")
    book = composed(root, "prestataires")
    assert "La section ouverte Retirée." in said(book)
    assert not [unit.id for unit in book.units if "canari" in unit.html()]
    assert "Le canari jaune" in said(composed(root))


def test_the_snapshot_of_another_audience_is_refused(root: Path) -> None:
    shutil.copyfile(keep(root), root / SHELF / "2026-T3" / "snapshot-prestataires.json")
    assert [d.code for d in bb.check(root).errors] == ["snapshot-audience"]


def test_a_damaged_snapshot_is_an_error_with_its_file(root: Path) -> None:
    keep(root).write_text("{", "utf-8")
    (error,) = bb.check(root).errors
    assert error.code == "snapshot-not-json" and error.source is not None and error.source.file.endswith("2026-T3/snapshot.json")


def test_the_first_shelf_that_keeps_it_is_taken(root: Path, tmp_path: Path) -> None:
    keep(root)
    empty = tmp_path / "vide"
    assert kept_snapshot([empty, root / SHELF], "2026-T3", "") == bb.snapshot(root / SHELF / "2026-T3")
    assert kept_snapshot([empty], "2026-T3", "") is None
    assert kept_snapshot([root / SHELF], "", "") is None


def test_both_files_say_it_with_pages_that_are_true(root: Path, tmp_path: Path) -> None:
    keep(root)
    section(root, "20-sms.md", "---\nid: sms\ntitre: Le SMS\n---\nUn SMS est bref.\n")
    book = replace(composed(root), word_folios="pdf")
    pdf = bb.render_pdf(book, tmp_path / "b.pdf")
    word = bb.render_docx(book, tmp_path / "b.docx", pdf.page_map)
    folio = pdf.page_map["section-sms"].label
    with PdfDocument(pdf.path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    (told,) = (text.split() for text in pages if "Depuis l’édition" in text)
    (page,) = (number for number, text in enumerate(pages) if "Un SMS est bref." in text and "Depuis" not in text)
    assert folio in pages[page].split() and folio in told[told.index("SMS") + 1 :]
    body = Document(str(word.path)).element.body
    lines = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in body.iter(f"{W}p")]
    assert f"1.2Le SMS{folio}" in lines[lines.index("Ce qui change") :]
