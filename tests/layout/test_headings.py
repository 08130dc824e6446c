"""The contents list the headings of the body that are printed, to a depth, without what may stand only once."""

from __future__ import annotations

from dataclasses import replace

from bible_builder.layout.headings import Caption, Heading, captions, headings, plain_title
from bible_builder.model.bible import Bible
from bible_builder.model.tree import from_html, texts, to_html
from tests.layout.conftest import composed
from tests.layout.resolved import chapter, own_layout, section

BOOK = from_html(
    '<section role="doc-chapter"><h1 class="chapter-title" id="c1">Un</h1>'
    '<section id="s1"><h2 class="section-title">Deux</h2><section id="s2"><h3 class="section-title">Trois</h3>'
    '<section id="s3"><h4 class="section-title">Quatre</h4></section></section></section></section>'
    '<section role="doc-glossary"><h1 class="part-title" id="g">Lexique</h1>'
    '<section class="letter-group"><h2 class="letter-head">A</h2></section></section>'
    '<section role="doc-appendix"><h1 class="annex-title" id="a">Annexe</h1>'
    '<section class="annex-section" id="a1"><h2 class="annex-heading" id="own">Partie</h2></section></section>'
)


def outline(found: tuple[Heading, ...]) -> list[object]:
    return [(texts(h.title), h.target, *outline(h.entries)) for h in found]


def test_headings_are_a_tree_whose_targets_are_their_own_ids_or_their_sections() -> None:
    assert outline(headings(BOOK, 3)) == [
        ("Un", "c1", ("Deux", "s1", ("Trois", "s2"))),
        ("Lexique", "g"),
        ("Annexe", "a", ("Partie", "own")),
    ]


def test_depth_is_counted_from_the_parts() -> None:
    assert outline(headings(BOOK, 1)) == [("Un", "c1"), ("Lexique", "g"), ("Annexe", "a")]
    assert outline(headings(BOOK, 2))[0] == ("Un", "c1", ("Deux", "s1"))


def test_captions_with_a_label_are_listed_as_they_stand() -> None:
    label = '<span class="label">{}\u00a0<span class="number">{}</span></span> – '
    content = from_html(
        f'<table><caption id="caption-table-1">{label.format("Tableau", 1)}Les <em>délais</em></caption></table><table/>'
        f'<figure id="f"><figcaption id="caption-figure-1">{label.format("Figure", 1)}La file</figcaption></figure>'
        '<figure><figcaption id="bare">Sans numéro</figcaption></figure>'
    )
    assert captions(content) == (
        Caption("caption", "Tableau", from_html("Tableau\u00a01 – Les <em>délais</em>"), "caption-table-1"),
        Caption("figure-caption", "Figure", ("Figure\u00a01 – La file",), "caption-figure-1"),
    )


def test_a_title_printed_again_has_no_note_no_mark_no_link_no_id() -> None:
    title = from_html(
        '<span class="number">1</span> Le <em id="x">bon</em> <span class="index-mark" id="m" data-entry="[]">mot</span>'
        '<a role="doc-noteref" href="#n">1</a><span role="doc-footnote" id="n">note</span> et <a class="xref" href="#y">y</a>'
    )
    assert to_html(plain_title(title)) == '<span class="number">1</span> Le <em>bon</em> mot et y'


def test_front_matter_is_not_in_the_contents(bible: Bible) -> None:
    contents = next(unit for unit in composed(bible).units if unit.id == "contents").html()
    assert "À propos de cette édition" not in contents
    assert contents.count("Sommaire") == 1


def test_the_contents_give_numbers_titles_and_open_folios(bible: Bible) -> None:
    contents = next(unit for unit in composed(bible).units if unit.id == "contents").html()
    assert '<span class="number">1.1</span> Le téléphone</a> <a class="folio" href="#section-telephone"></a></p>' in contents
    assert '<span class="number">A</span> Liste des magasins</a> <a class="folio" href="#annex-magasins"></a></p>' in contents


def test_the_depth_of_the_contents_is_the_layouts(bible: Bible) -> None:
    deep = section("t", "1.1", "Le téléphone", '<section id="p"><h3 class="section-title">Décrocher</h3><p>a</p></section>')
    bible = replace(bible, lexicon=(), index=(), chapters=(chapter("a", "1", "A", deep),))
    assert "Décrocher" in next(u for u in composed(bible).units if u.id == "contents").html()
    settings = (composed(bible).roots[-1] / "layout.yaml").read_text("utf-8")
    own_layout(bible.root, {"layout.yaml": settings.replace("contents-depth: 3", "contents-depth: 2")})
    assert "Décrocher" not in next(u for u in composed(bible).units if u.id == "contents").html()
