"""What an audience reads."""

import pytest

from bible_builder.assembly.selection import select
from bible_builder.errors import Findings
from bible_builder.model.bible import AnnexKind, Bible
from tests.assembly import factory
from tests.assembly.factory import annex, bible, chapter, column, found, html_of, row, section, sheet, term


def body_for(html: str, audience: str) -> str:
    """What is left of a section that also holds a paragraph for all."""
    kept = html_of(select(bible(body=f"{html}<p>tous</p>"), audience, Findings()))
    return kept.removesuffix("<p>tous</p>")


def test_everything_is_read_without_an_audience_and_wrappers_are_gone() -> None:
    html = '<x-only audiences="interne"><p>a</p><x-only audiences="prestataires"><p>b</p></x-only></x-only>'
    assert body_for(html, "") == "<p>a</p><p>b</p>"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<x-only audiences="interne prestataires"><p>a</p></x-only>', "<p>a</p>"),
        ('<x-only audiences="prestataires"><p>a</p></x-only>', ""),
        ('<x-only audiences="interne"><x-only audiences="prestataires"><p>a</p></x-only><p>b</p></x-only>', "<p>b</p>"),
        ('<ul><li><x-only audiences="prestataires"><p>a</p></x-only></li></ul>', ""),
        ('<ul><li><p>b</p></li><li><x-only audiences="prestataires"><p>a</p></x-only></li></ul>', "<ul><li><p>b</p></li></ul>"),
        ('<aside class="rule"><p class="callout-title">R</p><x-only audiences="prestataires"><p>a</p></x-only></aside>', ""),
        (
            '<aside class="rule"><p class="callout-title">R</p></aside>',
            '<aside class="rule"><p class="callout-title">R</p></aside>',
        ),
        (
            '<p class="block-title">L</p><blockquote class="letter">'
            '<x-only audiences="prestataires"><p>a</p></x-only></blockquote>',
            "",
        ),
        (
            '<p class="block-title">P</p><ol class="procedure"><li class="step"><p class="step-head">R</p>'
            '<x-only audiences="prestataires"><p>a</p></x-only></li></ol>',
            "",
        ),
        ('<section id="x"><h3 class="section-title">T</h3><x-only audiences="prestataires"><p>a</p></x-only></section>', ""),
        (
            '<dl><dt>m</dt><dd><x-only audiences="prestataires"><p>a</p></x-only></dd><dt>n</dt><dd><p>b</p></dd></dl>',
            "<dl><dt>n</dt><dd><p>b</p></dd></dl>",
        ),
    ],
)
def test_a_passage_for_others_goes_with_what_it_leaves_empty(html: str, left: str) -> None:
    assert body_for(html, "interne") == left


def test_chapters_sections_terms_and_annexes_are_those_of_the_audience() -> None:
    whole = bible(
        chapter(section("a", "<p>x</p>", audiences=("prestataires",)), section("b", "<p>x</p>"), identifier="c1"),
        chapter(section("d", "<p>x</p>"), identifier="c2", audiences=("prestataires",)),
        terms=[term("un", audiences=("prestataires",)), term("deux", audiences=("interne",))],
        annexes=[annex("x", audiences=("prestataires",)), annex("y")],
    )
    part = select(whole, "interne", Findings())
    assert [[s.id for s in c.sections] for c in part.chapters] == [["b"]]
    assert [t.id for t in part.terms] == ["deux"]
    assert [a.id for a in part.annexes] == ["y"]
    assert part.audience == "interne"
    assert len(select(whole, "", Findings()).chapters) == 2


def test_a_section_or_chapter_of_which_nothing_is_left_goes() -> None:
    secret = '<x-only audiences="prestataires"><p>a</p></x-only>'
    whole = bible(
        chapter(section("a", secret), section("empty"), identifier="c1"),
        chapter(section("b", secret), identifier="c2", body=secret),
        chapter(section("d", secret), identifier="c3", body="<p>x</p>"),
    )
    part = select(whole, "interne", Findings())
    assert [(c.id, [s.id for s in c.sections]) for c in part.chapters] == [("c1", ["empty"]), ("c3", [])]


def a_table() -> Bible:
    columns = (factory.column("code"), column("marge", audiences=("prestataires",)), column("ville"))
    rows = (row("1", "9 %", "Lyon"), row("2", "8 %", "Metz", audiences=("prestataires",)))
    return bible(annexes=[annex(kind=AnnexKind.TABLE, sheets=(sheet(columns, *rows),))])


def test_columns_and_rows_of_tables_are_those_of_the_audience() -> None:
    (kept,) = select(a_table(), "interne", Findings()).annexes[0].sheets
    assert [c.title for c in kept.columns] == ["code", "ville"]
    assert [r.cells for r in kept.rows] == [("1", "Lyon")]


def test_an_annex_without_rows_for_the_audience_goes() -> None:
    secret = sheet((column("a"),), row("1", audiences=("prestataires",)))
    whole = bible(
        annexes=[annex(kind=AnnexKind.TABLE, sheets=(secret,)), annex("b", kind=AnnexKind.TABLE, sheets=(sheet((column("a"),)),))]
    )
    assert [a.id for a in select(whole, "interne", Findings()).annexes] == ["b"]


def test_selection_comes_before_numbering() -> None:
    whole = bible(section("a", "<p>x</p>", audiences=("prestataires",)), section("b", "<p>x</p>"))
    assert [s.number for s in factory.resolved(whole, "interne").chapters[0].sections] == ["1.1"]
    assert [s.number for s in factory.resolved(whole).chapters[0].sections] == ["1.1", "1.2"]


def test_an_audience_that_is_none_is_reported_and_reads_what_all_may_read() -> None:
    whole = bible(section("a", "<p>x</p>", audiences=("interne",)), section("b", "<p>y</p>"))
    assert found(whole, "intern") == [("unknown-audience", {"audience": "intern", "suggestion": "interne"})]
    assert [s.id for s in select(whole, "intern", Findings()).chapters[0].sections] == ["b"]
