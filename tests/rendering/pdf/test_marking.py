"""Words whole again, spaces that are there, capitals that are said as they were written: in the pages of one layout."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bible_builder.rendering.pdf.laid import Kind, Laid
from bible_builder.rendering.pdf.laying import lay
from tests.readers.marked_content import read_marked_content
from tests.readers.pdf_words import joined
from tests.readers.words import split_words
from tests.rendering.pdf.books import FONTS, SENTENCE, faces

NARROW = '@page { size: 62mm 62mm; margin: 6mm } p { font: 10pt/14pt "Vollkorn"; text-align: justify; hyphens: auto; margin: 0 }'
SANS = 'p { font-family: "Source Sans 3" }'
LONG = ("réclamation", "accompagnement", "particulièrement", "interlocuteur", "engagement")


def numbered(html: str) -> str:
    """A document whose elements have numbers, as ``units`` writes it."""
    counter = iter(range(100))
    body = re.sub(r"<(\w+)", lambda found: f'<{found[1]} data-n="{next(counter)}"', html)
    return f'<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body>{body}</body></html>'


def made(html: str, css: str = "") -> Laid:
    return lay(numbered(html), f"{faces()}{NARROW}{css}", FONTS.as_uri(), [FONTS])


def said(laid: Laid, folder: Path) -> dict[int, tuple[str, ...]]:
    """What each element says itself, by number, read by pdfminer in the order of its runs."""
    path = folder / "laid.pdf"
    path.write_bytes(laid.data)
    content = read_marked_content(path)
    numbers = dict.fromkeys(run.n for run in laid.runs)
    return {
        n: split_words(joined(piece for run in laid.runs if run.n == n for piece in content[run.page, run.mcid])) for n in numbers
    }


def found(laid: Laid, word: str) -> int:
    """How often pdfium's search finds a word."""
    document = pypdfium2.PdfDocument(laid.data)
    count = 0
    for page in document:
        search = page.get_textpage().search(word)
        while search.get_next() is not None:
            count += 1
    document.close()
    return count


def copied(laid: Laid) -> tuple[str, ...]:
    """The words that pdfium gives when all is copied."""
    document = pypdfium2.PdfDocument(laid.data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return split_words(text.replace("\x02\r\n", "-").replace("\x02", "-"))


def cuts(laid: Laid) -> int:
    """How many words are cut at a line's end."""
    with pikepdf.open(io.BytesIO(laid.data)) as pdf:
        text = [
            str(i.operands[1].get("/ActualText", ""))
            for page in pdf.pages
            for i in instructions(page)
            if str(i.operator) == "BDC"
        ]
    return len([word for word in text if word.strip()])


def instructions(page: pikepdf.Page) -> list[Any]:
    return list(pikepdf.parse_content_stream(page))


@pytest.mark.parametrize(
    "css",
    [
        "",
        SANS,
        "p { text-decoration: underline dotted }",
        "p { text-decoration: line-through }",
        "p { font-variant-caps: small-caps }",
    ],
)
def test_words_cut_at_a_line_end_are_found_and_read_whole(css: str, tmp_path: Path) -> None:
    text = SENTENCE * 5
    laid = made(f"<p>{text}</p>", css + "@page { size: 62mm 400mm }")
    assert cuts(laid) > 5
    assert said(laid, tmp_path)[0] == split_words(text)
    assert {word: found(laid, word) for word in LONG} == dict.fromkeys(LONG, 5)
    assert copied(laid) == split_words(text)


def test_words_cut_between_two_pages_are_read_whole(tmp_path: Path) -> None:
    text = SENTENCE * 8
    laid = made(f"<p>{text}</p>", "p { orphans: 1; widows: 1 }" + SANS)
    assert laid.pages > 5
    assert said(laid, tmp_path)[0] == split_words(text)
    assert {word: found(laid, word) for word in LONG} == dict.fromkeys(LONG, 8)
    assert copied(laid) == split_words(text)


def test_a_word_over_three_lines_is_one(tmp_path: Path) -> None:
    laid = made("<p>x anticonstitutionnellement y</p>", "p { width: 16mm }")
    assert said(laid, tmp_path)[0] == ("x", "anticonstitutionnellement", "y")
    assert found(laid, "anticonstitutionnellement") == 1


def test_a_word_cut_within_an_emphasis_is_whole(tmp_path: Path) -> None:
    laid = made("<p>Un <em>accompagnement particulièrement attentif</em> ici.</p>", "p { width: 30mm }")
    assert said(laid, tmp_path) == {0: ("Un", "ici."), 1: ("accompagnement", "particulièrement", "attentif")}
    assert found(laid, "particulièrement") == 1


def test_words_around_one_that_is_cut_are_found_by_poppler_too(tmp_path: Path) -> None:
    for sign in ("<sup>1</sup>", "<em>,</em>", "", "."):
        laid = made(
            f"<p>le médiateur de la consommation{sign} après nous avoir écrit</p>",
            "p { width: 43mm } sup { font-size: 6pt }",
        )
        assert cuts(laid) == 1
        (tmp_path / "laid.pdf").write_bytes(laid.data)
        read = subprocess.run(["pdftotext", tmp_path / "laid.pdf", "-"], capture_output=True, check=True, text=True).stdout
        assert "médiateur de la consommation" in " ".join(read.split()), sign
        assert found(laid, "médiateur de la consommation") == 1


def test_a_line_of_single_letters_keeps_its_spaces_in_poppler(tmp_path: Path) -> None:
    laid = made("<p>2\u202fh</p><p>à 8\u202fh</p><p>arrosage, <em>2\u202fh</em></p>", "p { width: 20mm }")
    (tmp_path / "laid.pdf").write_bytes(laid.data)
    read = subprocess.run(["pdftotext", tmp_path / "laid.pdf", "-"], capture_output=True, check=True, text=True).stdout
    assert read.split() == ["2", "h", "à", "8", "h", "arrosage,", "2", "h"]
    assert found(laid, "2 h") == 2
    assert said(laid, tmp_path) == {0: ("2", "h"), 1: ("à", "8", "h"), 2: ("arrosage,",), 3: ("2", "h")}


def test_no_break_spaces_are_found_as_spaces(tmp_path: Path) -> None:
    laid = made("<p>sous 48\u202fh\u00a0: «\u00a0oui\u00a0»</p>")
    assert found(laid, "48 h : « oui »") == 1


def test_a_space_between_two_elements_is_there(tmp_path: Path) -> None:
    laid = made("<p><em>a</em> <strong>b</strong> <em>c</em></p>")
    document = pypdfium2.PdfDocument(laid.data)
    assert document[0].get_textpage().get_text_bounded().split() == ["a", "b", "c"]
    document.close()
    assert [(run.n, run.words) for run in laid.runs] == [(1, True), (0, False), (2, True), (0, False), (3, True)]


def test_capitals_of_a_style_are_said_as_written(tmp_path: Path) -> None:
    laid = made("<p>La straße de l’<em>Été</em></p>", "p { text-transform: uppercase }")
    assert said(laid, tmp_path) == {0: ("La", "straße", "de", "l’"), 1: ("Été",)}


def test_hyphens_that_were_typed_stay(tmp_path: Path) -> None:
    text = "peut-être porte\u2011monnaie arc\u00adenciel, vis-à-vis et rendez-vous après-vente sous-traitant"
    for css in ("", SANS):
        assert said(made(f"<p>{text}</p>", css), tmp_path)[0] == split_words(text)


def test_words_that_css_generates_are_not_hidden_as_artifacts(tmp_path: Path) -> None:
    laid = made("<p>oui</p>", 'p::before { content: "NON " }')
    assert said(laid, tmp_path) == {0: ("NON", "oui")}


def test_signs_that_css_generates_and_margins_are_artifacts(tmp_path: Path) -> None:
    laid = made(
        "<p>oui</p><ul><li>un</li></ul>",
        'p::before { content: "– " } @page { @top-left { content: "HAUT" } } @page { size: 90mm }',
    )
    assert said(laid, tmp_path) == {0: ("oui",), 2: ("•", "un")}
    assert [run.kind for run in laid.runs] == [Kind.TEXT, Kind.MARKER, Kind.TEXT]
    with pikepdf.open(io.BytesIO(laid.data)) as pdf:
        artifacts = [i for i in instructions(pdf.pages[0]) if str(i.operator) == "BMC"]
    assert len(artifacts) >= 2


def test_a_picture_without_words_for_it_is_an_artifact(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    source = (tmp_path / "a.svg").as_uri()
    html = numbered(f'<p>x <img src="{source}" alt="un carré"/> y <img src="{source}" alt=""/></p>')
    laid = lay(html, faces() + NARROW, FONTS.as_uri(), [FONTS, tmp_path])
    assert [(run.n, run.kind) for run in laid.runs if run.kind is Kind.IMAGE] == [(1, Kind.IMAGE)]
    assert set(laid.pictures) == {1, 2}


def test_the_lines_of_a_paragraph_are_one_sequence(tmp_path: Path) -> None:
    laid = made(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>", "@page { size: 62mm 300mm }")
    assert [(run.n, run.page, run.mcid) for run in laid.runs] == [(0, 0, 0), (1, 0, 1)]


def test_the_pages_look_as_weasyprint_drew_them() -> None:
    lines = ("underline dotted red", "line-through blue", "underline overline", "underline; color: green; opacity: 1")
    underlined = "".join(f'<p style="text-decoration: {line}">{SENTENCE}</p>' for line in lines)
    html = numbered(f"<p>{SENTENCE * 3}<em>a</em> <strong>b</strong></p><ul><li>un</li></ul>{underlined}")
    css = f"{faces()}{NARROW} ul {{ font: 10pt Vollkorn; background: #eee }}"
    laid = lay(html, css, FONTS.as_uri(), [FONTS])
    fonts = FontConfiguration()
    theirs = HTML(string=html).write_pdf(font_config=fonts, stylesheets=[CSS(string=css, font_config=fonts)], full_fonts=True)
    ours, drawn = pypdfium2.PdfDocument(laid.data), pypdfium2.PdfDocument(theirs)
    assert len(ours) == len(drawn) > 1
    for number in range(len(ours)):
        pictures = [document[number].render(scale=2).to_pil().convert("L") for document in (ours, drawn)]
        assert ImageChops.difference(*pictures).getbbox() is None
        assert pictures[0].getextrema()[0] < 60
    ours.close()
    drawn.close()


def test_what_is_laid_out_survives_the_way_between_processes(tmp_path: Path) -> None:
    laid = made('<p id="a">x <a href="#a">y</a></p>')
    laid.write(tmp_path)
    read = Laid.read(tmp_path)
    assert read.file is not None
    assert replace(read, data=read.file.read_bytes(), file=None) == laid
    assert len(laid.links) == 1 and laid.anchors[0].id == "a"
