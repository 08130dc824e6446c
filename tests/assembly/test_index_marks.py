"""Marks of the index in the text: where they stand, and that each is a place of the index."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from bible_builder.model.bible import Bible, Concordance, IndexEntry, IndexReference
from bible_builder.model.tree import Content, Element
from tests.assembly.factory import HERE, annex, bible, chapter, found, resolved, section, term, written


def mark(words: str = "", entry: str = "a", **options: str) -> str:
    levels = json.dumps(entry.split("!"), ensure_ascii=False).replace('"', "&quot;")
    written_options = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in options.items())
    return f'<x-index entry="{levels}"{written_options}>{words}</x-index>'


def brackets(content: Content) -> str:
    """The content with marks as ``{words|heading}``, links to the lexicon as ``[words]``."""
    return written(tuple(_bracketed(content)))


def _bracketed(nodes: Content) -> Iterator[Element | str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        inner = tuple(_bracketed(node.children))
        if "index-mark" in node.classes:
            star = "*" if node.get("data-main") else ""
            yield from ("{", *inner, f"|{'!'.join(json.loads(node.get('data-entry')))}{star}", "}")
        elif node.get("role") == "doc-glossref":
            yield from ("[", *inner, "]")
        else:
            yield node.with_children(inner)


def marked(html: str, **fields: object) -> str:
    return brackets(resolved(bible(body=html, **fields)).chapters[0].sections[0].body)  # type: ignore[arg-type]


def index_of(given: Bible, audience: str = "") -> list[str]:
    """The index, a heading a line, levels parted by ``!``."""

    def lines(entries: tuple[IndexEntry, ...], above: str) -> Iterator[str]:
        for entry in entries:
            also = [f"see {name}" for name in entry.see] + [f"see also {name}" for name in entry.see_also]
            yield "; ".join([f"{above}{entry.heading}: {' '.join(map(str, entry.targets))}".rstrip(": "), *also])
            yield from lines(entry.entries, f"{above}{entry.heading}!")

    return [line for group in resolved(given, audience).index for line in lines(group.entries, "")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>un {mark('litige', 'litige')} ouvert</p>", "<p>un {litige|litige} ouvert</p>"),
        (f"<p>un {mark('litige', 'b!c', main='main')}</p>", "<p>un {litige|b!c*}</p>"),
        (f"<p>un {mark(mark('litige', 'c'), 'b')}</p>", "<p>un {{litige|c}|b}</p>"),
        (f"<p>{mark()}un litige</p>", "<p>{un|a} litige</p>"),
        (f"<p>un {mark()}litige ouvert</p>", "<p>un {litige|a} ouvert</p>"),
        (f"<p>un {mark()} « litige » ouvert</p>", "<p>un «~{litige|a}~» ouvert</p>"),
        (f"<p>un litige{mark()}</p>", "<p>un {litige|a}</p>"),
        (f"<p>un litige.{mark()} </p>", "<p>un {litige|a}. </p>"),
        (f"<p>un {mark()} litige</p>", "<p>un {litige|a}</p>"),
        (f"<p>{mark()} un litige {mark(entry='b')}.</p>", "<p>{un|a} {litige|b}.</p>"),
        (f"<p>un {mark()} {mark(entry='b')} litige {mark(entry='c')}</p>", "<p>un {{{litige|c}|b}|a}</p>"),
        (f"<p>un {mark()}{mark(entry='b')}litige</p>", "<p>un {{litige|b}|a}</p>"),
        (f"<p>un {mark()}<em>vrai litige</em></p>", "<p>un <em>{vrai|a} litige</em></p>"),
        (f"<p>un <em>litige{mark()}</em></p>", "<p>un <em>{litige|a}</em></p>"),
        (f"<p>un {mark()}aujourd'hui</p>", "<p>un {aujourd’hui|a}</p>"),
        (f"<p>un {mark()}<code>x y</code></p>", "<p>{un|a} <code>x y</code></p>"),
        (f"<p>{mark()}<code>x y</code></p>", "<p>{<code>x y</code>|a}</p>"),
        (f"<p>{mark()}</p><p>un litige</p>", "<p>{un|a} litige</p>"),
        (f"<p>un litige</p><p>{mark()}</p>", "<p>un {litige|a}</p>"),
        (f"<p>un</p><p>{mark()}{mark(entry='b')}</p>", "<p>{{un|b}|a}</p>"),
        (f"<p>un</p><ul><li><p>{mark()}</p><p>deux</p></li></ul>", "<p>un</p><ul><li><p>{deux|a}</p></li></ul>"),
        (f"<p>x<span role='doc-footnote' id='note-1'>{mark()}note</span></p>", None),
        (f'<h3 class="section-title">Un {mark("titre")}</h3>', '<h3 class="section-title">Un {titre|a}</h3>'),
        (f"<p>un {mark('gros <em>litige</em>')}</p>", "<p>un {gros <em>litige</em>|a}</p>"),
        (f'<p><a href="https://x.example">un {mark("lien")}</a></p>', '<p><a href="https://x.example">un {lien|a}</a></p>'),
        (
            f"<p>{mark('un <a href=&quot;https://x.example&quot;>lien</a>'.replace('&quot;', chr(34)))}</p>",
            '<p>{un <a href="https://x.example">lien</a>|a}</p>',
        ),
        (f"<p>un {mark('mot', see='b')} {mark('b', 'b')}</p>", "<p>un mot {b|b}</p>"),
    ],
)
def test_a_mark_stands_around_words(html: str, expected: str | None) -> None:
    result = marked(html)
    if expected is None:
        assert "{note|a}" in result
    else:
        assert result == expected


def test_marks_are_numbered_within_their_section_and_are_the_places_of_the_index() -> None:
    given = bible(section("s", f"<p>{mark('x')} {mark('y', 'b')}</p>"), section("t", f"<p>{mark('x')}</p>"))
    assert index_of(given) == ["a: mark-section-s-1 mark-section-t-1", "b: mark-section-s-2"]


def test_a_mark_with_no_word_anywhere_to_stand_at_is_reported() -> None:
    assert found(bible(body=f"<p>{mark(entry='a!b')}</p>")) == [("index-mark-without-place", {"heading": "a!b"})]


def test_front_matter_marks_the_title() -> None:
    given = bible(
        chapter(
            section("s", "<p>x</p>", title="L'accueil", index=("accueil!de vive voix|main", "voix")),
            index=("parler",),
            title="Parler",
        )
    )
    result = resolved(given)
    assert brackets(result.chapters[0].title_content) == "{Parler|parler}"
    assert brackets(result.chapters[0].sections[0].title_content) == "{{L’accueil|voix}|accueil!de vive voix*}"
    assert result.chapters[0].sections[0].title == "L’accueil"
    assert index_of(given) == [
        "accueil",
        "accueil!de vive voix: mark-section-s-1*",
        "parler: mark-chapter-c-1",
        "voix: mark-section-s-2",
    ]


def test_front_matter_may_refer() -> None:
    given = bible(section("s", "<p>x</p>", index=("litige", "plainte|see litige", "litige|see-also avoir", "avoir")))
    assert index_of(given) == ["avoir: mark-section-s-2", "litige: mark-section-s-1; see also avoir", "plainte; see litige"]


def test_an_indexed_term_is_marked_where_it_is_linked_main_at_home() -> None:
    avoir = term("avoir", nature="nom masculin", indexed=True, home="t", synonyms=("note de crédit",))
    given = bible(section("s", "<p>Un avoir, un avoir.</p>"), section("t", "<p>Un avoir.</p>"), terms=[avoir])
    result = resolved(given)
    assert [brackets(s.body) for s in result.chapters[0].sections] == [
        "<p>Un {[avoir]|avoir}, un avoir.</p>",
        "<p>Un {[avoir]|avoir*}.</p>",
    ]
    assert index_of(given) == ["avoir: mark-section-s-1 mark-section-t-1*", "note de crédit; see avoir"]


def test_an_indexed_term_that_a_title_treats_is_marked_there() -> None:
    given = bible(section("s", "<p>x</p>", title="L'avoir"), terms=[term("avoir", nature="nom masculin", indexed=True)])
    assert brackets(resolved(given).chapters[0].sections[0].title_content) == "{L’avoir|avoir}"


def test_an_indexed_term_without_a_place_in_the_text_is_marked_in_its_definition() -> None:
    given = bible(body="<p>x</p>", terms=[term("avoir", "Somme due.", indexed=True, always=True)])
    assert brackets(resolved(given).terms[0].definition) == "{Somme|avoir} due."
    assert brackets(resolved(given).lexicon[0].terms[0].definition) == "{Somme|avoir} due."


def test_the_expansion_of_an_indexed_abbreviation_refers_to_it() -> None:
    given = bible(body="<p>La DMT.</p>", terms=[term("DMT", expansion="durée moyenne de traitement", indexed=True)])
    assert index_of(given) == ["DMT: mark-section-s-1", "durée moyenne de traitement; see DMT"]


ATTENTE = Concordance(words=("mise en attente", "mis en attente"), entry="attente!mise en", source=HERE)
CARTE = Concordance(words=("carte Sillon", "Sillon"), entry="carte Sillon", source=HERE)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>La mise en attente.</p>", "<p>La {mise en attente|attente!mise en}.</p>"),
        ("<p>Mise en attente : mis en attente.</p>", "<p>{Mise en attente|attente!mise en}~: mis en attente.</p>"),
        (
            "<p>mis en attente</p><p>mis en attente</p>",
            "<p>{mis en attente|attente!mise en}</p><p>{mis en attente|attente!mise en}</p>",
        ),
        ("<p>La mise <em>en</em> attente.</p>", "<p>La {mise <em>en</em> attente|attente!mise en}.</p>"),
        ("<p><em>La mise en</em> attente.</p>", "<p><em>La {mise en|attente!mise en}</em> attente.</p>"),
        ("<p>La carte Sillon.</p>", "<p>La {carte Sillon|carte Sillon}.</p>"),
        ("<p>La carte sillon, le sillon.</p>", "<p>La carte sillon, le sillon.</p>"),
        ("<p>Une mise, en attente.</p>", "<p>Une mise, en attente.</p>"),
        ('<h3 class="section-title">La mise en attente</h3>', '<h3 class="section-title">La mise en attente</h3>'),
        ("<p><code>mise en attente</code></p>", "<p><code>mise en attente</code></p>"),
        (
            "<table><tbody><tr><td>Sillon</td></tr></tbody></table>",
            "<table><tbody><tr><td>{Sillon|carte Sillon}</td></tr></tbody></table>",
        ),
        (
            '<p><a href="https://x.example">la carte Sillon</a></p>',
            '<p><a href="https://x.example">la {carte Sillon|carte Sillon}</a></p>',
        ),
        (f"<p>{mark('la carte', 'carte Sillon')} Sillon.</p>", "<p>{la carte|carte Sillon} Sillon.</p>"),
        (f"<p>la {mark('carte Sillon', 'fidélité')}.</p>", "<p>la {{carte Sillon|carte Sillon}|fidélité}.</p>"),
    ],
)
def test_the_concordance_marks_its_words_once_a_block(html: str, expected: str) -> None:
    assert marked(html, concordance=(ATTENTE, CARTE)) == expected


def test_the_concordance_is_of_the_guide_only() -> None:
    given = bible(body="<p>x</p>", annexes=[annex("a", "<p>carte Sillon</p>")], concordance=(CARTE,))
    assert index_of(given) == []


def test_a_range_may_run_over_sections() -> None:
    first, last = mark("x", "litige", range="begin"), mark("y", "litige", range="end")
    given = bible(
        chapter(section("s", f"<p>{first}</p>"), identifier="c"), chapter(section("t", f"<p>{last}</p>"), identifier="d")
    )
    assert index_of(given) == ["litige: mark-section-s-1..mark-section-t-1"]


def test_a_range_with_one_end_in_a_withheld_passage_is_a_place() -> None:
    first, last = mark("x", "litige", range="begin"), mark("y", "litige", range="end")
    given = bible(body=f'<p>{first}</p><x-only audiences="prestataires"><p>{last}</p></x-only>')
    assert index_of(given) == ["litige: mark-section-s-1..mark-section-s-2"]
    assert index_of(given, "interne") == ["litige: mark-section-s-1"]
    assert found(given, "interne") == []


def test_a_range_that_nobody_closes_is_reported_to_every_audience() -> None:
    given = bible(body=f"<p>{mark('x', 'litige', range='begin')}</p>")
    assert found(given) == found(given, "interne") == [("index-range-not-closed", {"heading": "litige"})]


def test_references_between_headings_come_from_the_bible_too() -> None:
    see = IndexReference(entry="plainte", target="réclamation", source=HERE)
    given = bible(body=f"<p>{mark('x', 'réclamation')}</p>", index_references=(see,))
    assert index_of(given) == ["plainte; see réclamation", "réclamation: mark-section-s-1"]


def test_a_reference_to_a_heading_that_selection_took_away_is_dropped() -> None:
    see = IndexReference(entry="plainte", target="réclamation", source=HERE)
    hidden = section("t", f"<p>{mark('x', 'réclamation')}</p>", audiences=("prestataires",))
    given = bible(section("s", f"<p>{mark('y', 'avoir')}</p>"), hidden, index_references=(see,))
    assert index_of(given, "interne") == ["avoir: mark-section-s-1"]
    nowhere = bible(section("s", f"<p>{mark('y', 'avoir')}</p>"), index_references=(see,))
    assert [code for code, _ in found(nowhere, "interne")] == ["index-see-to-nothing"]


def test_one_spelling_is_printed_and_written_into_every_mark() -> None:
    given = bible(body=f"<p>{mark('x', 'Litige')} {mark('y', 'litige')} {mark('z', 'litige')}</p>")
    assert (
        marked(f"<p>{mark('x', 'Litige')} {mark('y', 'litige')} {mark('z', 'litige')}</p>")
        == "<p>{x|litige} {y|litige} {z|litige}</p>"
    )
    assert found(given) == [("index-heading-variants", {"heading": "litige", "variants": "Litige"})]


def test_marks_in_annexes_and_definitions_are_places_too() -> None:
    given = bible(
        body="<p>x</p>",
        terms=[term("avoir", f"Un {mark('bon', 'bon')}.", always=True)],
        annexes=[annex("a", f"<p>{mark('y', 'magasin')}</p>")],
    )
    assert index_of(given) == ["bon: mark-term-avoir-1", "magasin: mark-annex-a-1"]
