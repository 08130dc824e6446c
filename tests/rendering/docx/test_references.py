"""References are fields that Word can make anew without losing a word, or links."""

from __future__ import annotations

import pytest

from bible_builder.model.locators import Folio
from tests.rendering.docx.books import every_page, one, table
from tests.rendering.docx.opened import Opened, R, W, fields, rendered, text

_HEADING = '<h2 class="section-title"><span class="number">1.1</span> Accueillir <em>bien</em></h2>'
SECTION = f'<section id="section-a">{_HEADING}<p>texte</p></section>'


def referring(words: str, target: str = "section-a", rest: str = SECTION) -> Opened:
    """A document with one reference in a paragraph that begins with "Voir"."""
    return rendered(one(f'{rest}<p>Voir <a class="xref" href="#{target}">{words}</a>.</p>'))


def test_number_and_title_of_a_heading_are_ref_fields() -> None:
    paragraph = referring('<span class="number">1.1</span> Accueillir <em>bien</em>').paragraph("Voir")
    assert fields(paragraph) == [("REF section_a \\r \\h", "1.1"), ("REF section_a \\h", "Accueillir bien")]
    assert text(paragraph) == "Voir 1.1 Accueillir bien."


def test_signs_between_number_and_title_are_neithers() -> None:
    paragraph = referring('<span class="number">1.1</span>, Accueillir bien').paragraph("Voir")
    assert fields(paragraph) == [("REF section_a \\r \\h", "1.1"), ("REF section_a \\h", "Accueillir bien")]
    assert text(paragraph) == "Voir 1.1, Accueillir bien."


def test_the_number_alone_is_one_too() -> None:
    assert fields(referring("1.1").paragraph("Voir")) == [("REF section_a \\r \\h", "1.1")]


def test_the_bookmark_of_a_section_holds_its_title_and_no_number() -> None:
    document = referring("1.1")
    heading = document.paragraph("Accueillir")
    assert [b.get(f"{W}name") for b in heading.iter(f"{W}bookmarkStart")] == ["section_a"]
    assert text(heading) == "Accueillir bien"


def test_other_words_are_a_link() -> None:
    paragraph = referring("plus haut").paragraph("Voir")
    assert fields(paragraph) == []
    assert [(link.get(f"{W}anchor"), text(link)) for link in paragraph.iter(f"{W}hyperlink")] == [("section_a", "plus haut")]


def test_a_figures_label_is_a_ref_to_its_label_alone() -> None:
    figure = (
        '<figure id="block-f"><img src="photo.png" alt="Rouge"/>'
        '<figcaption><span class="label">Figure\u00a0<span class="number">1</span></span> – Un carré</figcaption></figure>'
    )
    document = referring("Figure\u00a01", "block-f", figure)
    assert fields(document.paragraph("Voir")) == [("REF block_f \\h", "Figure\u00a01")]
    caption = document.paragraph("Un carré")
    start, end = (next(caption.iter(f"{W}{name}")) for name in ("bookmarkStart", "bookmarkEnd"))
    between = [e for e in caption if caption.index(start) < caption.index(e) < caption.index(end)]
    assert "".join(text(e) for e in between) == "Figure\u00a01"


def test_captions_count_in_a_sequence_and_begin_anew_where_the_book_does() -> None:
    def caption(number: int) -> str:
        return table("a", "b", f'<caption><span class="label">Tableau <span class="number">{number}</span></span> – t</caption>')

    document = rendered(one(caption(1) + caption(2) + caption(1)))
    codes = [code for p in document.document.iter(f"{W}p") for code, _ in fields(p)]
    assert codes == ["SEQ Tableau \\* ARABIC", "SEQ Tableau \\* ARABIC", "SEQ Tableau \\* ARABIC \\r 1"]


def test_a_page_is_a_field_with_its_result_in_place() -> None:
    book = one(SECTION + '<p>Voir p. <a class="folio" href="#section-a"></a>.</p>')
    assert fields(rendered(book, {"section-a": Folio("12", 20)}).paragraph("Voir")) == [("PAGEREF section_a \\h", "12")]


def test_the_page_of_what_stands_in_a_note_is_that_of_its_call() -> None:
    note = '<span role="doc-footnote" id="note-1" data-number="1"><span class="number">1</span> <em id="mark-1">Dit</em>.</span>'
    call = f'<a role="doc-noteref" href="#note-1">1</a>{note}'
    document = rendered(one(f'<p>Mot{call}.</p><p>Voir p. <a class="folio" href="#mark-1"></a>.</p>'), {"mark-1": Folio("7", 9)})
    ((code, shown),) = fields(document.paragraph("Voir"))
    bookmark = code.split()[1]
    assert shown == "7"
    assert bookmark in {mark.get(f"{W}name") for mark in document.paragraph("Mot").iter(f"{W}bookmarkStart")}


def test_a_page_that_nobody_knows_is_no_field() -> None:
    assert fields(rendered(one(SECTION + '<p>Voir p. <a class="folio" href="#section-a"></a>.</p>')).paragraph("Voir")) == []


def test_a_range_of_pages_is_a_link() -> None:
    book = one(
        '<section id="section-a"><h2 class="section-title">A</h2></section>'
        '<section id="section-b"><h2 class="section-title">B</h2></section>'
        '<p>Pages : <span class="locators" data-targets="section-a section-b chapter-1*"></span></p>'
    )
    pages = {"section-a": Folio("3", 9), "section-b": Folio("4", 10), "chapter-1": Folio("9", 15)}
    paragraph = rendered(book, pages).paragraph("Pages")
    assert text(paragraph) == "Pages : 3–4, 9"
    assert fields(paragraph) == [("PAGEREF chapter_1 \\h", "9")]
    assert [link.get(f"{W}anchor") for link in paragraph.iter(f"{W}hyperlink")] == ["section_a"]


def test_a_link_out_of_the_book_is_a_relationship_shared_by_its_repetitions() -> None:
    link = '<a href="https://www.example.org/a?b=c&amp;d">ici</a>'
    document = rendered(one(f"<p>{link} et {link}</p>"))
    numbers = [e.get(f"{R}id", "") for e in document.document.iter(f"{W}hyperlink")]
    assert len(numbers) == 2 and len(set(numbers)) == 1
    relationship = document.relationship(numbers[0])
    assert (relationship.get("Target"), relationship.get("TargetMode")) == ("https://www.example.org/a?b=c&d", "External")


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://www.example.org/été?a=b#c", "https://www.example.org/%C3%A9t%C3%A9?a=b#c"),
        ("https://example.org/a%20b c", "https://example.org/a%20b%20c"),
        ("mailto:relation.clients@example.org", "mailto:relation.clients@example.org"),
        ("tel:+33123456789", "tel:+33123456789"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("page.html", ""),
    ],
)
def test_only_addresses_that_word_may_follow_become_links(href: str, address: str) -> None:
    paragraph = rendered(one(f'<p>Voir <a href="{href}">ici</a></p>'))
    links = list(paragraph.document.iter(f"{W}hyperlink"))
    assert [paragraph.relationship(link.get(f"{R}id", "")).get("Target") for link in links] == ([address] if address else [])
    assert text(paragraph.paragraph("Voir")) == "Voir ici"


def test_a_link_in_a_note_belongs_to_the_notes_part() -> None:
    note = '<span role="doc-footnote" id="note-1"><span class="number">1</span> <a href="https://www.example.org">x</a></span>'
    document = rendered(one(f'<p>a<a role="doc-noteref" href="#note-1">1</a>{note}</p>'))
    assert document.relationship("rId1", "footnotes").get("Target") == "https://www.example.org"


def test_a_term_leads_to_its_entry() -> None:
    entry = '<dl><dt id="term-appel">appel</dt><dd><p>sens</p></dd></dl>'
    document = rendered(one(f'<p>Un <a role="doc-glossref" href="#term-appel">appels</a></p>{entry}'))
    assert [link.get(f"{W}anchor") for link in document.document.iter(f"{W}hyperlink")] == ["term_appel"]


def test_a_link_to_nothing_is_only_its_words() -> None:
    paragraph = referring("là", "section-absente").paragraph("Voir")
    assert text(paragraph) == "Voir là."
    assert list(paragraph.iter(f"{W}hyperlink")) == []


def test_long_and_colliding_ids_make_names_that_word_takes() -> None:
    ids = ["block-" + "x" * 60, "block-" + "x" * 59 + "y", "block-a.b", "block-a_b", "block-A_B", "9-lives"]
    body = "".join(f'<p id="{name}">{n}</p>' for n, name in enumerate(ids))
    names = [b.get(f"{W}name", "") for b in rendered(one(body)).document.iter(f"{W}bookmarkStart")]
    assert len({name.lower() for name in names}) == len(ids) + 1
    assert max(map(len, names)) <= 40
    assert all(name[0].isalpha() and name.replace("_", "a").isalnum() for name in names)


def test_every_bookmark_begins_and_ends_once() -> None:
    book = one(SECTION)
    document = rendered(book, every_page(book)).document
    starts = [b.get(f"{W}id", "") for b in document.iter(f"{W}bookmarkStart")]
    assert sorted(starts) == sorted(b.get(f"{W}id", "") for b in document.iter(f"{W}bookmarkEnd"))
    assert len(starts) == len(set(starts))
