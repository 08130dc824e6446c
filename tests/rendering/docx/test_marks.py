"""Index marks: XE fields from which Word can make the same index."""

from __future__ import annotations

import pytest

from bible_builder.model.locators import Folio
from bible_builder.rendering.docx.marks import entry_code
from tests.rendering.docx.books import book, chapter, one, unit
from tests.rendering.docx.opened import W, fields, rendered, text


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        (["appel"], 'XE "appel"'),
        (["appel", "entrant", "de nuit"], 'XE "appel:entrant:de nuit"'),
        (["ratio 1:2"], 'XE "ratio 1\\:2"'),
        (['la "voix"'], 'XE "la \\"voix\\""'),
        (["a;b"], 'XE "a\\;b"'),
        (["a\\b"], 'XE "a\\\\b"'),
    ],
)
def test_words_are_escaped(levels: list[str], code: str) -> None:
    assert entry_code(levels) == code


def mark(name: str, entry: str, words: str = "mot", **more: str) -> str:
    """An index mark."""
    extra = "".join(f' data-{key}="{value}"' for key, value in more.items())
    return f"""<span class="index-mark" id="{name}" data-entry='["{entry}"]'{extra}>{words}</span>"""


def test_a_mark_is_a_field_and_a_bookmark_around_its_words() -> None:
    paragraph = rendered(one(f"<p>Un {mark('mark-1', 'appel', 'appel', main='yes')} ici</p>")).paragraph("Un")
    assert fields(paragraph) == [('XE "appel" \\b', "")]
    assert text(paragraph) == "Un appel ici"
    assert [b.get(f"{W}name") for b in paragraph.iter(f"{W}bookmarkStart")] == ["mark_1"]


def test_in_a_heading_the_field_stands_before_what_references_repeat() -> None:
    heading = f'<section id="section-a"><h2 class="section-title">{mark("mark-1", "accueil", "Accueillir")}</h2></section>'
    paragraph = rendered(one(heading)).paragraph("Accueillir")
    order = [e.tag.rpartition("}")[2] for e in paragraph.iter(f"{W}instrText", f"{W}bookmarkStart", f"{W}t")]
    assert order == ["instrText", "bookmarkStart", "bookmarkStart", "t"]


INDEX = """<section role="doc-index"><h1 class="part-title" id="part-index">Index</h1><section class="letter-group">
<h2 class="letter-head">R</h2><ul class="index-list">
<li class="index-item"><p class="index-1">réclamation, <span class="locators" data-targets="mark-1..mark-2"></span> ;
<em>voir aussi</em> <a class="xref" href="#x">litige</a></p><ul class="index-list"><li class="index-item">
<p class="index-2">orale, <em>voir</em> téléphone</p></li></ul></li></ul></section></section>"""

PAGES = {"mark-1": Folio("3", 9), "mark-2": Folio("5", 11)}


def test_a_range_is_one_field_over_both_marks() -> None:
    marked = chapter(f"<p>Début {mark('mark-1', 'réclamation')}</p><p>Milieu</p><p>Fin {mark('mark-2', 'réclamation')}</p>")
    document = rendered(book(unit(marked), unit(INDEX)), PAGES)
    assert fields(document.paragraph("Début")) == [('XE "réclamation" \\r mark_1__mark_2', "")]
    assert fields(document.paragraph("Fin")) == []
    start = document.find("//w:bookmarkStart[@w:name='mark_1__mark_2']")[0]
    end = document.find(f"//w:bookmarkEnd[@w:id='{start.get(f'{W}id')}']")[0]
    assert text(start.getparent()).startswith("Début") and text(end.getparent()).startswith("Fin")


def test_references_of_the_index_are_fields_at_its_title() -> None:
    marked = chapter(f"<p>{mark('mark-1', 'réclamation')} {mark('mark-2', 'réclamation')}</p>")
    title = next(p for p in rendered(book(unit(marked), unit(INDEX)), PAGES).document.iter(f"{W}p") if text(p) == "Index")
    assert [code for code, _ in fields(title)] == [
        'XE "réclamation" \\t "voir aussi litige"',
        'XE "réclamation:orale" \\t "voir téléphone"',
    ]


def test_the_index_is_one_field_with_its_result_in_two_columns() -> None:
    marked = chapter(f"<p>{mark('mark-1', 'réclamation')} {mark('mark-2', 'réclamation')}</p>")
    document = rendered(book(unit(marked), unit(INDEX)), PAGES)
    index = [(code, result) for code, result in fields(document.document) if code.startswith("INDEX")]
    assert index == [
        (
            'INDEX \\e ", " \\g "–" \\l ", " \\h "A" \\c "2" \\z "1036"',
            "Rréclamation, 3–5 ; voir aussi litigeorale, voir téléphone",
        )
    ]
    last = document.find("//w:body/w:sectPr")[0]
    assert last.find(f"{W}type").get(f"{W}val") == "continuous"
    assert last.find(f"{W}cols").get(f"{W}num") == "2"
