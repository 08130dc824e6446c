"""The finished file: pages, folios, destinations, outline, properties, fonts; the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from bible_builder.errors import Findings
from bible_builder.model.tree import Element
from bible_builder.rendering.pdf import render
from tests.conformance.checkers import qpdf, verapdf
from tests.conformance.documents import run_or_skip
from tests.readers.pdf_words import words_on_pages
from tests.readers.words import Block
from tests.rendering.pdf import books
from tests.rendering.pdf.conftest import Made

ROOT = Path(__file__).parents[3]


def test_nothing_is_wrong_with_the_book(made: Made) -> None:
    assert made.found == ()


def test_progress_is_told_unit_by_unit(made: Made) -> None:
    units = len(made.book.units)
    assert {step[0] for step in made.steps} == {"pdf"}
    assert [step[1] for step in made.steps] == sorted(step[1] for step in made.steps)
    assert made.steps[-1] == ("pdf", units, units)


def test_each_unit_begins_on_a_recto(made: Made) -> None:
    anchors = ["part-contents", "chapter-c1", "chapter-c2", "annex-charte", "part-index"]
    assert [made.pdf.page_map[anchor].sequence % 2 for anchor in anchors] == [0] * 5


def test_the_body_counts_from_one_and_the_front_in_roman(made: Made) -> None:
    folios = made.pdf.page_map
    assert (folios["part-contents"].label, folios["chapter-c1"].label) == ("iii", "1")
    start = folios["chapter-c1"].sequence
    assert all(int(folio.label) == folio.sequence - start + 1 for folio in folios.values() if not folio.is_roman)


def test_page_labels_are_the_folios(made: Made) -> None:
    document = pypdfium2.PdfDocument(made.path)
    labels = [document.get_page_label(number) for number in range(len(document))]
    document.close()
    assert len(labels) == made.pdf.pages
    assert all(labels[folio.sequence] == folio.label for folio in made.pdf.page_map.values())
    assert labels[:5] == ["i", "ii", "iii", "iv", "1"]


def test_every_folio_is_the_page_where_the_words_begin(made: Made) -> None:
    pages = words_on_pages(made.path)
    checked = 0
    for unit in made.book.units:
        for element in (e for node in unit.content if isinstance(node, Element) for e in node.iter()):
            words = " ".join(element.text().split()[:2])
            if element.get("id") in made.pdf.page_map and words:
                page = " ".join(pages[made.pdf.page_map[element.get("id")].sequence])
                assert words in page, element.get("id")
                checked += 1
    assert checked == 25


def test_the_printed_folios_are_those_of_the_map(made: Made, blocks: list[Block]) -> None:
    folios = made.pdf.page_map
    printed = [block.words[-1] for block in blocks if "TOC" in block.path]
    targets = [
        "chapter-c1",
        "chapter-c2",
        *(f"section-s{n}-{m}" for n in (1, 2) for m in (1, 2, 3)),
        "annex-charte",
        "part-index",
    ]
    assert printed == [folios[target].label for target in targets]
    index = [" ".join(block.words) for block in blocks if block.role == "P" and block.words[0] == "entrée"]
    assert index[0] == f"entrée s1-1, {folios['mark-s1-1'].label}"


def test_links_and_outline_go_to_named_destinations(made: Made, file: pikepdf.Pdf) -> None:
    names = list(file.Root.Names.Dests.Names)
    known = {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}
    assert [bytes(name) for name in names[::2]] == sorted(bytes(name) for name in names[::2])
    assert known.keys() == made.pdf.page_map.keys()
    pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
    assert all(pages[place[0].objgen] == made.pdf.page_map[name].sequence for name, place in known.items())
    went: Counter[str] = Counter()
    for page in file.pages:
        for annotation in page.obj.get("/Annots", []):
            if annotation.A.S == "/GoTo" and isinstance(annotation.A.D, pikepdf.String):
                went[str(annotation.A.D)] += 1
    assert went.keys() <= known.keys()
    assert went["section-s1-1"] >= 10  # each section refers to it, and contents and index do


def test_the_outline_has_numbers_and_titles_in_three_levels(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        found = [(item.title, [below.title for below in item.children]) for item in outline.root]
    sections = [[f"{n}.{m} Section {n}.{m}" for m in (1, 2, 3)] for n in (1, 2)]
    assert found == [
        ("Sommaire", []),
        ("1 Chapitre au titre 1", sections[0]),
        ("2 Chapitre au titre 2", sections[1]),
        ("A La charte", ["Charte"]),
        ("Index", []),
    ]


def test_what_the_document_says_of_itself(file: pikepdf.Pdf) -> None:
    root: Any = file.Root
    assert (str(root.Lang), bool(root.ViewerPreferences.DisplayDocTitle), bool(root.MarkInfo.Marked)) == ("fr", True, True)
    info: Any = file.trailer.Info
    assert (str(info.Title), str(info.ModDate)) == ("Bible de la Relation Clients", "D:20260928000000Z")
    with file.open_metadata() as meta:
        claimed = {key: meta[key] for key in ("dc:title", "pdfuaid:part", "pdfaid:part", "pdfaid:conformance", "dc:identifier")}
    assert claimed == {
        "dc:title": "Bible de la Relation Clients", "pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A",
        "dc:identifier": "bible-lorme-2026-T4",
    }  # fmt: skip


def test_each_font_is_in_the_file_once(made: Made, file: pikepdf.Pdf) -> None:
    bound = {made.pdf.page_map["annex-charte-pages"].sequence + n for n in (0, 1)}
    programs: dict[str, set[tuple[int, int]]] = {}
    for number, page in enumerate(file.pages):
        fonts: Any = page.obj.Resources.get("/Font", {}) if number not in bound else {}
        for font in fonts.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            programs.setdefault(str(font.BaseFont).partition("+")[2].replace(",", ""), set()).add(descriptor.FontFile2.objgen)
    assert sorted(programs) == ["Source-Sans-3", "Source-Sans-3-Bold", "Vollkorn", "Vollkorn-Bold", "Vollkorn-Italic"]
    assert all(len(found) == 1 for found in programs.values())
    assert not any("/BibleWhole" in item for item in file.objects if isinstance(item, pikepdf.Dictionary))
    assert len(made.pdf.data) < 200_000


def test_qpdf_finds_nothing(made: Made) -> None:
    assert run_or_skip(lambda: qpdf.validate([made.path])) == {made.path: []}


@pytest.mark.conformance
def test_verapdf_finds_nothing(made: Made) -> None:
    found = run_or_skip(lambda: verapdf.validate_jobs([(made.path, "ua1"), (made.path, "2a")]))
    assert found == {(made.path, "ua1"): [], (made.path, "2a"): []}


SCRIPT = """
import hashlib, sys
from pathlib import Path
from bible_builder.errors import Findings
from bible_builder.rendering.pdf import render
from tests.rendering.pdf import books
base = Path(sys.argv[1])
(base / "dessin.svg").write_text(books.DRAWING)
units = [books.unit("a", books.chapter(1, 2, 2, books.CONSTRUCTS)), books.unit("b", books.chapter(2, 1, 1))]
print(hashlib.sha256(render(books.book(base, *units), Findings()).data).hexdigest())
"""


def test_two_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for seed in ("1", "2"):
        folder = tmp_path / seed  # another place too: no path of ours is in the file
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder)], capture_output=True, text=True, check=True, env=environment
        )
        digests.append(done.stdout.strip())
    assert digests[0] == digests[1]
    assert len(digests[0]) == 64


def test_a_link_to_nowhere_is_an_error_with_its_place(tmp_path: Path) -> None:
    html = (
        '<section role="doc-chapter"><h1 class="chapter-title" id="chapter-a">A</h1>'
        '<p data-source="content/guide/a.md:7">Voir <a class="xref" href="#section-nowhere">là</a>.</p>'
        '<p data-source="content/lexique.yaml:3"><span class="locators" data-targets="mark-1..mark-gone chapter-a"></span></p>'
        "</section>"
    )
    findings = Findings()
    pdf = render(books.book(tmp_path, books.unit("a", html)), findings)
    assert {found.code for found in findings.all} == {"pdf-unresolved-link"}
    assert [(found.parameters["target"], str(found.source)) for found in findings.all] == [
        ("section-nowhere", "content/guide/a.md:7"),
        ("mark-1", "content/lexique.yaml:3"),
        ("mark-gone", "content/lexique.yaml:3"),
    ]
    with books.opened(pdf.data) as file:
        assert [str(annotation.A.D) for annotation in file.pages[0].obj.Annots] == ["chapter-a"]


def test_what_the_engine_says_has_a_place(tmp_path: Path) -> None:
    (tmp_path / "faux.png").write_bytes(b"no picture at all")
    html = (
        '<section role="doc-chapter"><h1 class="chapter-title" id="chapter-a">A</h1>'
        '<p data-source="content/guide/a.md:7">Un signe : 猫.</p>'
        '<figure data-source="content/guide/a.md:9"><img src="faux.png" alt="rien"/></figure>'
        '<figure data-source="content/guide/a.md:11"><img src="absent.png" alt="rien"/></figure>'
        '<figure data-source="content/guide/a.md:13"><img src="../hors.png" alt="rien"/></figure></section>'
    )
    findings = Findings()
    render(books.book(tmp_path, books.unit("a", html)), findings)
    assert [(found.code, str(found.source)) for found in findings.all] == [
        ("pdf-missing-glyph", "content/guide/a.md:7"), ("pdf-broken-image", "content/guide/a.md:9"),
        ("pdf-image-missing", "content/guide/a.md:11"), ("pdf-image-outside", "content/guide/a.md:13"),
    ]  # fmt: skip
    assert findings.all[0].parameters == {"character": "猫", "code": "U+732B", "unit": "A"}


def test_words_in_a_group_cannot_be_tagged_and_are_named(tmp_path: Path) -> None:
    html = '<section role="doc-chapter"><p class="lead" data-source="a.md:3">pâle</p></section>'
    findings = Findings()
    render(books.book(tmp_path, books.unit("a", html), css=".lead { opacity: .5 }"), findings)
    assert [(found.code, str(found.source)) for found in findings.all] == [("pdf-untaggable-style", "a.md:3")]
