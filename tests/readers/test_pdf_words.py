"""The PDF reader, on small tagged files: cut words, columns, pages, notes, replaced text, what is not to be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from weasyprint import HTML

from tests.readers.marked_content import Piece, merged, read_marked_content
from tests.readers.pdf_words import joined, read_blocks, read_words, words_on_pages
from tests.readers.words import Block, split_words

SENTENCE = (
    "Chaque réclamation reçoit un accompagnement particulièrement attentif de notre interlocuteur privilégié, "
    "peut-être sous 48\u202fh\u00a0: «\u00a0voilà l’engagement\u00a0» de l’après-vente et/ou du sous-traitant, œuvre comprise. "
)
NARROW = "@page { size: 70mm 70mm; margin: 8mm; @bottom-center { content: 'folio ' counter(page) } }"
HYPHENATED = "p { hyphens: auto; text-align: justify; margin: 0; font-size: 10pt }"


def make(path: Path, body: str, css: str = "") -> Path:
    """Write a tagged PDF in French with this body."""
    head = f"<title>Essai</title><style>{NARROW} {HYPHENATED} {css}</style>"
    HTML(string=f'<html lang="fr"><head>{head}</head><body>{body}</body></html>').write_pdf(path, pdf_variant="pdf/ua-1")
    return path


def words_of(html: str) -> list[str]:
    """The words of some HTML, blocks and line breaks being white space."""
    spaced = re.sub(r"</?(p|h1|td|th|li|div|br)\b[^>]*>", " ", html)
    return list(split_words(unescape(re.sub(r"<[^>]+>", "", spaced))))


def line(block: Block) -> str:
    """The words of a block as a line."""
    return " ".join(block.words)


def elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The structure elements below the root, in order."""
    kids: Any = root.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def edit(path: Path, change: Callable[[list[pikepdf.Object]], None]) -> Path:
    """Change a file's structure elements, given as a list in order."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(list(elements(pdf.Root.StructTreeRoot)))
        pdf.save(path)
    return path


def marked_with_page(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The kids of an element, each naming the page it stands on."""
    kids = list(element.K)
    for kid in kids:
        kid.Pg = element.Pg
    return kids


def join_paragraphs(all_: list[pikepdf.Object]) -> None:
    """Make one paragraph of all: the first takes what the others hold, and they are left empty."""
    first, *others = [element for element in all_ if element.S == "/P"]
    first.K = pikepdf.Array([kid for paragraph in (first, *others) for kid in marked_with_page(paragraph)])
    for paragraph in others:
        paragraph.K = pikepdf.Array()


def cover_first_marks(path: Path, texts: list[str]) -> Path:
    """Put ``ActualText`` around what the first marked-content sequences of the first page hold, one text each."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        operations: list[Any] = []
        left, covered = list(texts), False
        for operation in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operation.operator) == "EMC" and covered:
                operations.append(([], operation.operator))
                covered = False
            operations.append(operation)
            if str(operation.operator) == "BDC" and left:
                operations.append(([pikepdf.Name.Span, pikepdf.Dictionary(ActualText=left.pop(0))], operation.operator))
                covered = True
        pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(operations))
        pdf.save(path)
    return path


def test_words_cut_at_a_line_end_are_whole(tmp_path: Path) -> None:
    path = make(tmp_path / "narrow.pdf", f"<p>{SENTENCE}</p>")
    cut = [piece for pieces in read_marked_content(path).values() for piece in pieces if piece.glyphs.endswith("\u2010")]
    assert len(cut) == 2
    assert read_words(path) == words_of(SENTENCE)


def test_a_paragraph_in_two_columns_is_one(tmp_path: Path) -> None:
    path = make(
        tmp_path / "columns.pdf", f"<div><p>{SENTENCE}</p></div>", "div { columns: 2; column-gap: 4mm } p { font-size: 7pt }"
    )
    edit(path, join_paragraphs)
    assert [line(block) for block in read_blocks(path)] == [" ".join(words_of(SENTENCE))]


def test_a_word_cut_between_two_pages_is_whole(tmp_path: Path) -> None:
    path = make(tmp_path / "pages.pdf", f"<p>{SENTENCE * 6}</p>", "p { orphans: 1; widows: 1 }")
    edit(path, join_paragraphs)
    (block,) = read_blocks(path)
    assert list(block.words) == words_of(SENTENCE * 6)
    assert block.role == "P"
    assert len(block.pages) > 2
    with pikepdf.open(path) as pdf:
        assert list(block.pages) == list(range(len(pdf.pages)))


def test_text_in_many_styles_keeps_its_words(tmp_path: Path) -> None:
    html = (
        "<h1>L<em>’e</em>ssen<strong>tiel</strong> <small>en</small> bref</h1><p>H<sub>2</sub>O, 3<sup>e</sup> étage, "
        'le <a href="https://example.org/">site</a>, un<br>retour.</p>'
    )
    path = make(tmp_path / "styles.pdf", html, "h1 { letter-spacing: .15em; font-size: 9pt } p { font-size: 8pt }")
    assert [line(block) for block in read_blocks(path)] == ["L’essentiel en bref", "H2O, 3e étage, le site, un retour."]


def test_blocks_come_in_order_with_roles(tmp_path: Path) -> None:
    html = (
        "<h1>Titre</h1><ul><li>un<li>deux</ul><table><caption>Légende</caption><thead><tr><th scope=col>A<th scope=col>B</thead>"
        "<tr><td>c d<td></table><p>fin</p>"
    )
    blocks = read_blocks(make(tmp_path / "roles.pdf", html))
    assert [(block.role, line(block)) for block in blocks if block.role != "Lbl"] == [
        ("H1", "Titre"), ("LBody", "un"), ("LBody", "deux"),
        ("Caption", "Légende"), ("TH", "A"), ("TH", "B"), ("TD", "c d"), ("P", "fin"),
    ]  # fmt: skip
    assert [block.words for block in blocks if block.role == "Lbl"] == [("•",), ("•",)]
    assert blocks[-2].path == ("Document", "Table", "TBody", "TR", "TD")


def test_artifacts_are_not_read(tmp_path: Path) -> None:
    path = make(tmp_path / "artifact.pdf", "<p>texte</p>")
    assert read_words(path) == ["texte"]
    assert words_on_pages(path) == [["texte", "folio", "1"]]


def test_a_note_in_a_paragraph_is_read_after_it(tmp_path: Path) -> None:
    html = '<p>Avant<span class="note">La note.</span> et après.</p><p>Suite.</p>'
    path = make(
        tmp_path / "note.pdf", html, ".note { float: footnote } .note::footnote-call, .note::footnote-marker { content: none }"
    )

    def at_its_call(all_: list[pikepdf.Object]) -> None:
        paragraph = next(element for element in all_ if element.S == "/P")
        note = all_[-1] if all_[-1].S == "/NonStruct" else all_[-1].P
        note.S = pikepdf.Name("/Note")
        paragraph.K.insert(1, note)
        document = all_[0]
        document.K = pikepdf.Array([kid for kid in document.K if kid.S == "/P"])

    blocks = read_blocks(edit(path, at_its_call))
    assert [(block.role, line(block)) for block in blocks] == [("P", "Avant et après."), ("Note", "La note."), ("P", "Suite.")]


def test_actual_text_of_an_element_takes_the_place_of_its_words(tmp_path: Path) -> None:
    path = make(tmp_path / "actual.pdf", "<p>un <em>dessin</em> mot</p>")

    def say(all_: list[pikepdf.Object]) -> None:
        next(element for element in all_ if element.S == "/NonStruct").ActualText = pikepdf.String("vrai")

    assert read_words(edit(path, say)) == ["un", "vrai", "mot"]


@pytest.mark.parametrize("texts", [["anticonstitutionnellement", ""], ["anticonstitu", "tionnellement"]])
def test_actual_text_of_a_cut_word_makes_it_whole(texts: list[str], tmp_path: Path) -> None:
    path = make(tmp_path / "actual.pdf", "<p>anticonstitu\u00adtionnellement</p>", "p { hyphens: manual; width: 28mm }")
    assert read_words(path) == ["anticonstitutionnellement"]
    assert read_words(cover_first_marks(path, texts)) == ["anticonstitutionnellement"]


def test_every_word_that_pdfium_sees_is_read(tmp_path: Path) -> None:
    path = make(
        tmp_path / "pdfium.pdf", f"<h1>Titre</h1><p>{SENTENCE}</p><p>fin</p>", "@page { @bottom-center { content: none } }"
    )
    assert Counter(read_words(path)) == Counter(word for words in words_on_pages(path) for word in words)


def test_a_file_without_structure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    HTML(string="<p>texte</p>").write_pdf(path)
    with pytest.raises(ValueError, match=r"plain\.pdf has no structure tree"):
        read_blocks(path)


def test_a_word_said_whole_over_two_lines_joins_what_stands_before_it() -> None:
    def piece(text: str, start: float, end: float, across: float) -> Piece:
        return Piece(text, text, 0, (1, 0), start, end, across, 10)

    cut = merged([piece("efface‐", 437, 466, 680), piece("ment", 80, 104, 665)], "effacement")
    assert joined([piece("L’", 430, 437, 680), cut, piece(" n’est", 104, 126, 665)]) == "L’effacement n’est"
