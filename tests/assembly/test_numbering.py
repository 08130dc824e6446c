"""Numbers of chapters, sections, annexes, captions and notes."""

import pytest

from bible_builder.assembly.numbering import letters
from tests.assembly.factory import annex, bible, chapter, html_of, resolved, section, term, written

FIGURE = '<figure id="block-{0}"><img src="{0}.svg" alt="x"/><figcaption>{0}</figcaption></figure>'
TABLE = "<table><caption>{0}</caption><tbody><tr><td>x</td></tr></tbody></table>"
NOTE = '<a role="doc-noteref" href="#note-{0}"></a><span role="doc-footnote" id="note-{0}">{0}</span>'
NUMBERED = (
    '<a role="doc-noteref" href="#note-{0}">{1}</a>'
    '<span role="doc-footnote" id="note-{0}" data-number="{1}"><span class="number">{1}</span> {0}</span>'
)


def test_chapters_and_sections_are_counted() -> None:
    given = bible(chapter(section("a"), section("b"), identifier="c1"), chapter(section("d"), identifier="c2"))
    assert [(c.number, [s.number for s in c.sections]) for c in resolved(given).chapters] == [
        ("1", ["1.1", "1.2"]),
        ("2", ["2.1"]),
    ]


def test_subsections_are_numbered_to_depth_three() -> None:
    body = (
        '<p>x</p><section id="s-1"><h3 class="section-title">Un</h3>'
        '<section id="s-2"><h4 class="section-title">Bas</h4></section></section>'
        '<section id="s-3"><h3 class="section-title">Deux</h3></section>'
    )
    html = html_of(resolved(bible(section("b", body))))
    assert '<h3 class="section-title"><span class="number">1.1.1</span> Un</h3>' in html
    assert '<h4 class="section-title">Bas</h4>' in html
    assert '<h3 class="section-title"><span class="number">1.1.2</span> Deux</h3>' in html


def test_annexes_are_lettered_and_their_sections_numbered() -> None:
    body = (
        '<section class="annex-section" id="x"><h2 class="annex-heading">Un</h2>'
        '<section class="annex-section" id="y"><h3 class="annex-subheading">Bas</h3></section></section>'
    )
    first, second = resolved(bible(annexes=[annex("m"), annex("n", body)])).annexes
    assert (first.letter, second.letter) == ("A", "B")
    assert '<h2 class="annex-heading"><span class="number">B.1</span> Un</h2>' in written(second.body)
    assert '<h3 class="annex-subheading">Bas</h3>' in written(second.body)


@pytest.mark.parametrize(("number", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")])
def test_after_z_comes_aa(number: int, letter: str) -> None:
    assert letters(number) == letter


def test_figures_and_tables_are_two_series_through_the_whole_book() -> None:
    given = bible(
        chapter(section("a", FIGURE.format("un") + TABLE.format("deux")), identifier="c1"),
        chapter(section("b", FIGURE.format("trois")), identifier="c2"),
        annexes=[annex("m", TABLE.format("quatre"))],
    )
    result = resolved(given)
    label = '<span class="label">{}~<span class="number">{}</span></span> – {}'
    first, second = (written(c.sections[0].body) for c in result.chapters)
    assert label.format("Figure", 1, "un") in first and label.format("Tableau", 1, "deux") in first
    assert label.format("Figure", 2, "trois") in second
    assert label.format("Tableau", 2, "quatre") in written(result.annexes[0].body)


def test_a_table_without_caption_has_no_number() -> None:
    without = (
        "<table><tbody><tr><td>x</td></tr></tbody></table><table><caption></caption><tbody><tr><td>y</td></tr></tbody></table>"
    )
    html = html_of(resolved(bible(body=without + TABLE.format("z"))))
    assert html.count("<caption id=") == 1
    assert '<span class="number">1</span></span> – z' in html


def test_captions_are_labelled_in_the_bibles_language() -> None:
    html = html_of(resolved(bible(body=TABLE.format("Stores"), language="en")))
    assert '<span class="label">Table~<span class="number">1</span></span>. Stores' in html


def test_notes_begin_again_in_each_chapter_and_annex() -> None:
    given = bible(
        chapter(
            section("a", f"<p>x{NOTE.format('p')}</p>"),
            section("b", f"<p>x{NOTE.format('q')}</p>"),
            identifier="c1",
            body=f"<p>{NOTE.format('o')}</p>",
        ),
        chapter(section("d", f"<p>x{NOTE.format('r')}</p>"), identifier="c2"),
        annexes=[annex("m", f"<p>x{NOTE.format('t')}</p>")],
    )
    result = resolved(given)
    assert written(result.chapters[0].body) == f"<p>{NUMBERED.format('o', 1)}</p>"
    assert written(result.chapters[0].sections[1].body) == f"<p>x{NUMBERED.format('q', 3)}</p>"
    assert written(result.chapters[1].sections[0].body) == f"<p>x{NUMBERED.format('r', 1)}</p>"
    assert written(result.annexes[0].body) == f"<p>x{NUMBERED.format('t', 1)}</p>"


def test_a_note_called_twice_keeps_its_number() -> None:
    again = '<a role="doc-noteref" href="#note-p"></a>'
    html = html_of(resolved(bible(body=f"<p>{NOTE.format('p')} {NOTE.format('q')} {again}</p>")))
    assert html.endswith('<a role="doc-noteref" href="#note-p">1</a></p>')


def test_notes_of_the_lexicon_follow_its_order() -> None:
    terms = [term("zèle", f"z{NOTE.format('z')}", always=True), term("abonné", f"a{NOTE.format('a')}", always=True)]
    first, second = resolved(bible(terms=terms)).terms
    assert written(first.definition) == f"a{NUMBERED.format('a', 1)}"
    assert written(second.definition) == f"z{NUMBERED.format('z', 2)}"
