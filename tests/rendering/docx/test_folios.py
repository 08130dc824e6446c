"""True folios: asked of LibreOffice until nothing moves, else those of the PDF, and said so."""

from __future__ import annotations

import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from bible_builder.errors import Findings
from bible_builder.model.locators import Folio
from bible_builder.rendering.docx import Docx, libreoffice, render
from bible_builder.rendering.docx.probe import read_probe, roman
from tests.rendering.docx.books import charter, every_page, labels, one
from tests.rendering.docx.everything import everything
from tests.rendering.docx.opened import Opened, text

ANCHORS = ("a", "b", "c")


@pytest.mark.parametrize(
    ("number", "label"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (88, "lxxxviii"), (1990, "mcmxc")]
)
def test_roman_numerals_are_written_and_read(number: int, label: str) -> None:
    assert roman(number) == label
    assert read_probe(f"@0={label}@", ANCHORS, {"a"})["a"] == Folio(label, number - 1)


def test_folios_are_read_back_with_their_place_in_the_whole() -> None:
    pages = read_probe("@0=5@\r\n@1= 1 @\n@2=12@ @3=7@", ANCHORS, {"a"})
    # seven pages of front matter and a blank one before the body
    assert pages == {"a": Folio("v", 4), "b": Folio("1", 8), "c": Folio("12", 19)}


def test_what_is_not_told_is_not_known() -> None:
    assert read_probe("@0=Error: Reference source not found@ @1=2@ @9=4@", ANCHORS, set()) == {"b": Folio("2", 1)}


def answering(monkeypatch: pytest.MonkeyPatch, answer: Callable[[int], str]) -> list[bytes]:
    """LibreOffice is there and answers with texts; returns the documents it was given."""
    asked: list[bytes] = []

    def text_of(document: bytes, *_: object) -> str:
        asked.append(document)
        return answer(len(asked))

    monkeypatch.setattr(libreoffice, "find", lambda: "soffice")
    monkeypatch.setattr(libreoffice, "text_of", text_of)
    return asked


def told(page: int, count: int = 14) -> str:
    """A probe that finds everything on one page."""
    return " ".join(f"@{n}={page}@" for n in range(count)) + f" @{count}=vi@"


def written(findings: Findings, word_folios: str = "libreoffice") -> Docx:
    book = everything(word_folios=word_folios)
    return render(book, every_page(book), findings)


def folios_property(docx: Docx) -> str:
    properties = Opened(docx.data).part("docProps/custom.xml")
    return next("".join(map(str, one.itertext())) for one in properties if one.get("name") == "folios")


def test_the_document_is_written_again_until_its_folios_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, findings = answering(monkeypatch, lambda _: told(7)), Findings()
    docx = written(findings)
    assert len(asked) == 2
    assert set(labels(docx.page_map).values()) == {"7"}
    assert (docx.folios, folios_property(docx)) == ("libreoffice", "libreoffice")
    assert text(Opened(docx.data).paragraph("Au téléphone")) == "1.1\tAu téléphone\t7"
    assert "@0=" not in "".join(map(str, Opened(docx.data).document.itertext()))
    assert not findings.all


def test_folios_that_never_settle_are_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, findings = answering(monkeypatch, told), Findings()
    written(findings)
    assert len(asked) == 3
    assert [(d.code, d.severity) for d in findings.all] == [("word-folios-unsettled", "warning")]


def test_a_book_that_prints_no_folio_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, findings = answering(monkeypatch, told), Findings()
    docx = render(one("<p>Texte</p>", word_folios="libreoffice"), {}, findings)
    assert (asked, findings.all, docx.folios) == ([], (), "libreoffice")


@pytest.mark.parametrize("reason", ["timeout", "failed", "unreadable"])
def test_when_it_fails_the_folios_are_the_pdfs(reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> str:
        raise libreoffice.ConversionError(reason)

    answering(monkeypatch, fail)
    findings = Findings()
    docx = written(findings)
    assert (docx.folios, folios_property(docx)) == ("pdf", "pdf")
    assert set(labels(docx.page_map).values()) == {"3"}
    assert [(d.code, dict(d.parameters), d.severity) for d in findings.all] == [
        ("word-folios-from-pdf", {"reason": reason}, "note")
    ]


def test_an_answer_with_gaps_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, lambda _: told(7, count=3))
    findings = Findings()
    assert written(findings).folios == "pdf"
    assert [d.parameters["reason"] for d in findings.all] == ["incomplete"]


def test_without_libreoffice_the_folios_are_the_pdfs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    findings = Findings()
    assert written(findings).folios == "pdf"
    assert [dict(d.parameters) for d in findings.all] == [{"reason": "absent"}]


def test_a_book_that_asks_for_the_pdfs_folios_gets_them_silently() -> None:
    findings = Findings()
    assert written(findings, "pdf").folios == "pdf"
    assert not findings.all


def program(folder: Path, script: str) -> str:
    """A program that stands in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("script", "reason"),
    [("exit 3", "failed"), ("exit 0", "failed"), ("echo no pdf > probe.pdf", "unreadable"), ("sleep 60 & wait", "timeout")],
)
def test_a_program_that_fails_is_told_from_one_that_hangs(script: str, reason: str, tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(libreoffice.ConversionError, match=reason):
        libreoffice.text_of(b"", program(tmp_path, script), charter(), timeout=1)
    assert time.monotonic() - begun < 20


def test_it_runs_with_the_charters_fonts_and_a_profile_of_its_own(tmp_path: Path) -> None:
    script = f'cp "$FONTCONFIG_FILE" {tmp_path}/seen.conf; echo "$@" > {tmp_path}/arguments; exit 1'
    with pytest.raises(libreoffice.ConversionError):
        libreoffice.text_of(b"", program(tmp_path, script), charter(fonts=True))
    seen = (tmp_path / "seen.conf").read_text("utf-8")
    assert seen.count("<dir>") == 1 and "content/charte/polices</dir>" in seen
    assert "-env:UserInstallation=file:///" in (tmp_path / "arguments").read_text("utf-8")


WORDS = {
    "chapter-accueil": "On accueille un client", "section-telephone": "Chaque appel entrant",
    "section-courriel": "On répond dans l’ordre",
    "chapter-litiges": "le premier chapitre", "annex-magasins": "Deux magasins",
    "mark-2": "avant la troisième", "mark-3": "commence ici",
    "mark-4": "Elle finit", "part-glossary": "Appel passé par un client",
}  # fmt: skip
"""Words that are printed right at each anchor."""


@pytest.mark.slow
@pytest.mark.skipif(libreoffice.find() is None, reason="LibreOffice is not installed")
def test_folios_are_those_of_the_pages_where_libreoffice_prints_the_words(tmp_path: Path) -> None:
    book = everything(charter=charter(fonts=True), word_folios="libreoffice")
    docx = render(book, every_page(book), Findings())
    assert docx.folios == "libreoffice"
    pages = printed(docx.data, tmp_path)
    for anchor, words in WORDS.items():
        (page,) = [page for page in pages if words in page]
        assert docx.page_map[anchor].label in page.splitlines()[-1].split(), anchor
    assert docx.page_map["chapter-accueil"].sequence == 8  # cover, title page, contents, changes, each with its back
    assert any("Une note1 et une autre2" in page for page in pages)  # each unit counts its notes


def printed(document: bytes, folder: Path) -> list[str]:
    """The words of each page that LibreOffice prints, the folio last."""
    (folder / "book.docx").write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(libreoffice.find()),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "book.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = pypdfium2.PdfDocument(folder / "book.pdf")
    pages = ["\n".join(page.get_textpage().get_text_bounded().splitlines()) for page in pdf]
    pdf.close()
    return pages
