"""Links to the lexicon, and the lexicon itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bible_builder.assembly.terms import Lexicon
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Element
from tests.assembly.factory import annex, bible, chapter, found, html_of, resolved, section, term, written

AVOIR = term("avoir", nature="nom masculin")
CLIENT = term("client", nature="nom masculin")
ENTRANT = term("appel entrant", nature="nom masculin")
APPEL = term("appel", nature="nom masculin")
DMT = term("DMT", expansion="durée moyenne de traitement")


def linked(html: str, *terms: object, language: str = "fr") -> str:
    """The section's HTML with links to the lexicon as ``[words]``."""
    return brackets(resolved(bible(body=html, terms=terms or (AVOIR, CLIENT, APPEL, ENTRANT), language=language)))  # type: ignore[arg-type]


def brackets(result: Bible) -> str:
    body = result.chapters[0].sections[0].body
    return written(tuple(n if isinstance(n, str) else _bracketed(n) for n in body))


def _bracketed(element: Element) -> Element:
    children: list[Element | str] = []
    for child in element.children:
        if isinstance(child, Element) and child.get("role") == "doc-glossref":
            children += ["[", *_bracketed(child).children, "]"]
        else:
            children.append(child if isinstance(child, str) else _bracketed(child))
    return element.with_children(children)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Un avoir, puis un avoir.</p><p>Un avoir.</p>", "<p>Un [avoir], puis un avoir.</p><p>Un avoir.</p>"),
        ("<p>Un appel entrant, un appel.</p>", "<p>Un [appel entrant], un [appel].</p>"),
        ("<p>Un <em>appel</em> entrant.</p>", "<p>Un [<em>appel</em> entrant].</p>"),
        ("<p><strong>Un appel</strong> entrant.</p>", "<p><strong>Un appel</strong> entrant.</p>"),
        ("<p>Un appel\u00a0entrant.</p>", "<p>Un [appel~entrant].</p>"),
        (
            '<p>Un <a href="https://x.example">avoir</a>, un avoir.</p>',
            '<p>Un <a href="https://x.example">avoir</a>, un [avoir].</p>',
        ),
        ("<p>Un <code>avoir</code>.</p>", "<p>Un <code>avoir</code>.</p>"),
        ("<p>Un <del>avoir</del> client.</p>", "<p>Un <del>avoir</del> [client].</p>"),
        ('<p><span lang="en">the client</span></p>', '<p><span lang="en">the client</span></p>'),
        ('<h3 class="section-title">Un avoir</h3>', '<h3 class="section-title">Un avoir</h3>'),
        (
            '<aside class="tip"><p class="callout-title">Un avoir</p><p>Un avoir</p></aside>',
            '<aside class="tip"><p class="callout-title">Un avoir</p><p>Un [avoir]</p></aside>',
        ),
        (
            '<p class="turn"><span class="speaker">Client</span> : Un avoir ?</p>',
            '<p class="turn"><span class="speaker">Client</span>~: Un [avoir]^?</p>',
        ),
        (
            '<table><thead><tr><th scope="col">Un avoir</th></tr></thead><tbody><tr><td>Un avoir</td></tr></tbody></table>',
            '<table><thead><tr><th scope="col">Un avoir</th></tr></thead><tbody><tr><td>Un [avoir]</td></tr></tbody></table>',
        ),
        ('<p>Un <x-term target="avoir">bon</x-term>. Un avoir.</p>', "<p>Un [bon]. Un avoir.</p>"),
        ('<p>Un avoir. Un <x-term target="avoir">bon</x-term>.</p>', "<p>Un avoir. Un [bon].</p>"),
        ('<p>Un <x-term target="avoirs">bon</x-term>.</p>', "<p>Un [bon].</p>"),
        (
            '<h3 class="section-title"><x-term target="avoir">Bon</x-term></h3><p>Un avoir.</p>',
            '<h3 class="section-title">Bon</h3><p>Un [avoir].</p>',
        ),
        (
            '<p>Fin<span role="doc-footnote" id="note-1" data-number="1">un avoir</span> d’un client.</p>',
            None,
        ),
        ("<p>UN AVOIR POUR LE CLIENT</p>", "<p>UN AVOIR POUR LE CLIENT</p>"),
        ("<p>Le Client</p>", "<p>Le Client</p>"),
        ("<p>Fin. Clients et avoirs.</p>", "<p>Fin. [Clients] et [avoirs].</p>"),
    ],
)
def test_the_first_occurrence_in_a_section_is_linked_where_links_may_be(html: str, expected: str | None) -> None:
    result = linked(html)
    if expected is None:
        assert "un [avoir]</span> d’un [client]" in result
    else:
        assert result == expected


def test_each_section_links_again_and_each_link_is_a_place() -> None:
    result = resolved(bible(section("a", "<p>Un avoir.</p>"), section("b", "<p>L'avoir.</p>"), terms=[AVOIR]))
    (entry,) = result.terms
    assert [str(target) for target in entry.targets] == ["mark-section-a-t1", "mark-section-b-t1"]
    assert 'id="mark-section-a-t1" role="doc-glossref" href="#term-avoir"' in html_of(result)


def test_the_home_section_is_the_main_place_used_there_or_not() -> None:
    at_home = term("avoir", nature="nom masculin", home="b")
    used = resolved(bible(section("a", "<p>Un avoir.</p>"), section("b", "<p>Un avoir.</p>"), terms=[at_home]))
    assert [str(t) for t in used.terms[0].targets] == ["mark-section-a-t1", "mark-section-b-t1*"]
    unused = resolved(bible(section("a", "<p>Un avoir.</p>"), section("b", "<p>x</p>"), terms=[at_home]))
    assert [str(t) for t in unused.terms[0].targets] == ["mark-section-a-t1", "section-b*"]


def test_a_term_that_stands_everywhere_gives_its_main_place_and_passim() -> None:
    names = [f"s{number}" for number in range(13)]
    sections = [section(name, "<p>Un avoir.</p>") for name in names]
    with_home = resolved(bible(*sections, terms=[term("avoir", nature="nom masculin", home="s4")])).terms[0]
    assert ([str(t) for t in with_home.targets], with_home.passim) == (["mark-section-s4-t1*"], True)
    without = resolved(bible(*sections, terms=[term("avoir", nature="nom masculin")])).terms[0]
    assert (len(without.targets), without.passim) == (13, False)


def test_a_home_that_is_nowhere_is_reported_and_a_withheld_one_is_not() -> None:
    given = bible(section("a", "<p>Un avoir.</p>"), terms=[term("avoir", nature="nom masculin", home="aa")])
    assert found(given) == [("unknown-reference", {"id": "aa", "suggestion": "a"})]
    hidden = section("h", "<p>x</p>", audiences=("prestataires",))
    given = bible(section("a", "<p>Un avoir.</p>"), hidden, terms=[term("avoir", nature="nom masculin", home="h")])
    assert found(given, "interne") == []
    assert [str(t) for t in resolved(given, "interne").terms[0].targets] == ["mark-section-a-t1"]


def test_a_title_that_names_a_term_is_a_place_where_no_text_does() -> None:
    given = bible(section("a", "<p>x</p>", title="Les avoirs"), section("b", "<p>Un avoir.</p>", title="Un avoir"), terms=[AVOIR])
    assert [str(t) for t in resolved(given).terms[0].targets] == ["section-a", "mark-section-b-t1"]


def test_only_terms_in_use_and_those_marked_always_are_shown() -> None:
    given = bible(body="<p>Un avoir.</p>", terms=[AVOIR, CLIENT, term("zèle", always=True)])
    result = resolved(given)
    assert [t.id for t in result.terms] == ["avoir", "zèle"]
    assert [(g.letter, [t.id for t in g.terms]) for g in result.lexicon] == [("A", ["avoir"]), ("Z", ["zèle"])]
    assert found(given) == [("unused-term", {"term": "client"})]


def test_a_term_that_only_definitions_of_shown_terms_use_is_shown_to_the_end_of_the_chain() -> None:
    terms = [
        term("avoir", "Dû à un client.", nature="nom masculin"),
        term("client", "Reçoit un appel.", nature="nom masculin"),
        term("appel", "Un appel.", nature="nom masculin"),
        term("litige", "Naît d'une offre.", nature="nom masculin"),
        term("offre", nature="nom féminin"),
    ]
    result = resolved(bible(body="<p>Un avoir.</p>", terms=terms))
    assert [t.id for t in result.terms] == ["appel", "avoir", "client"]
    definitions = {t.id: written(t.definition) for t in result.terms}
    assert definitions["avoir"] == 'Dû à un <a role="doc-glossref" href="#term-client">client</a>.'
    assert definitions["appel"] == "Un appel.", "an entry does not link to itself"
    assert [t.targets for t in result.terms if t.id != "avoir"] == [(), ()], "a definition is no place where a term is treated"


def test_terms_are_in_french_order_under_their_letters() -> None:
    names = ["zèle", "école", "éclat", "Écrit", "œuvre", "ogre", "eau", "48 heures", "côté", "cote"]
    result = resolved(bible(body="<p>x</p>", terms=[term(name, always=True) for name in names]))
    assert [(g.letter, [t.term for t in g.terms]) for g in result.lexicon] == [
        ("Symboles et chiffres", ["48 heures"]),
        ("C", ["cote", "côté"]),
        ("E", ["eau", "éclat", "école", "Écrit"]),
        ("O", ["œuvre", "ogre"]),
        ("Z", ["zèle"]),
    ]


def test_see_also_is_resolved_to_terms_that_are_shown() -> None:
    terms = [
        term("avoir", nature="nom masculin", see_also=("Clients", "litige", "secret", "avoir")),
        CLIENT,
        term("litige"),
        term("secret", always=True, audiences=("prestataires",)),
    ]
    given = bible(body="<p>Un avoir, un client.</p>", terms=terms)
    assert resolved(given).terms[0].see_also == ("client", "secret")
    assert resolved(given, "interne").terms[0].see_also == ("client",)


def test_see_also_to_no_term_is_reported() -> None:
    given = bible(
        body="<p>Un avoir.</p>",
        terms=[term("avoir", nature="nom masculin", see_also=("clients",)), term("client", always=True, nature="sigle")],
    )
    assert found(given) == [("unknown-see-also", {"term": "avoir", "name": "clients", "suggestion": "client"})]


def test_a_link_to_no_term_is_reported_and_one_to_a_withheld_term_is_words() -> None:
    given = bible(body='<p><x-term target="avoire">un avoir</x-term></p>', terms=[AVOIR])
    assert ("unknown-term", {"term": "avoire", "suggestion": "avoir"}) in found(given)
    given = bible(body='<p><x-term target="avoir">un avoir</x-term></p>', terms=[term("avoir", audiences=("prestataires",))])
    assert found(given, "interne") == []
    assert html_of(resolved(given, "interne")) == "<p>un avoir</p>"


def test_a_reference_to_a_term_is_a_use() -> None:
    assert [t.id for t in resolved(bible(body='<p><x-see target="avoir"/></p>', terms=[AVOIR])).terms] == ["avoir"]


def test_declared_forms_are_recognised_and_synonyms_are_not() -> None:
    entry = term("point relais", forms=("point de retrait",), synonyms=("consigne",))
    assert linked("<p>Au point de retrait, en consigne.</p>", entry) == "<p>Au [point de retrait], en consigne.</p>"


def test_a_headword_typed_with_a_capital_is_found_without() -> None:
    assert linked("<p>Les appels entrants.</p>", term("Appel entrant")) == "<p>Les [appels entrants].</p>"


def test_in_english_the_plural_is_found() -> None:
    entries = term("call"), term("query")
    assert (
        linked("<p>Two calls and queries, he calls.</p>", *entries, language="en")
        == "<p>Two [calls] and [queries], he calls.</p>"
    )


# abbreviations ---------------------------------------------------------------------------------------------------------------

ABBR = '<abbr title="durée moyenne de traitement">DMT</abbr>'
EXPANDED = "[DMT] (durée moyenne de traitement)"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>La DMT baisse. La DMT monte.</p>", f"<p>La {EXPANDED} baisse. La {ABBR} monte.</p>"),
        ("<p>La durée moyenne de traitement (DMT) baisse.</p>", f"<p>La [durée moyenne de traitement] ({ABBR}) baisse.</p>"),
        (
            "<p>La DMT, ou durée moyenne de traitement, baisse.</p>",
            f"<p>La [{ABBR}], ou durée moyenne de traitement, baisse.</p>",
        ),
        ("<p>Les durées moyennes de traitement (DMT)</p>", f"<p>Les [durées moyennes de traitement] ({ABBR})</p>"),
        ("<p>Le temps passé (DMT) baisse.</p>", "<p>Le temps passé ([DMT], durée moyenne de traitement) baisse.</p>"),
        (
            "<p>Le temps (DMT de jour) et la DMT.</p>",
            f"<p>Le temps ([{ABBR}] de jour) et la DMT (durée moyenne de traitement).</p>",
        ),
        ('<h3 class="section-title">La DMT</h3><p>La DMT.</p>', f'<h3 class="section-title">La DMT</h3><p>La {EXPANDED}.</p>'),
        (
            "<table><tbody><tr><td>La DMT</td></tr></tbody></table><p>DMT</p>",
            f"<table><tbody><tr><td>La [{ABBR}]</td></tr></tbody></table><p>DMT (durée moyenne de traitement)</p>",
        ),
        (
            '<blockquote class="dialogue"><p class="turn">La DMT</p></blockquote>',
            f'<blockquote class="dialogue"><p class="turn">La [{ABBR}]</p></blockquote>',
        ),
        ('<aside class="say"><p>La DMT</p></aside>', f'<aside class="say"><p>La [{ABBR}]</p></aside>'),
        ('<p>La <x-term target="DMT">DMT</x-term>, la DMT.</p>', f"<p>La {EXPANDED}, la {ABBR}.</p>"),
        ('<p>Le <x-term target="DMT">temps</x-term> : la DMT.</p>', "<p>Le [temps]~: la DMT (durée moyenne de traitement).</p>"),
        ("<p>La dmt, les DMTs.</p>", "<p>La dmt, les DMTs.</p>"),
        ("<p>La <strong>DMT</strong> baisse.</p>", "<p>La <strong>[DMT] (durée moyenne de traitement)</strong> baisse.</p>"),
    ],
)
def test_an_abbreviation_is_spelled_out_at_its_first_use_where_there_is_room(html: str, expected: str) -> None:
    assert linked(html, DMT) == expected


def test_each_chapter_spells_it_out_again_and_sections_of_one_do_not() -> None:
    given = bible(
        chapter(section("a", "<p>La DMT.</p>"), section("b", "<p>La DMT.</p>"), identifier="c1"),
        chapter(section("d", "<p>La DMT.</p>"), identifier="c2"),
        annexes=[annex("x", "<p>La DMT.</p>")],
        terms=[DMT, term("appel", "Il a une DMT.", always=True)],
    )
    result = resolved(given)
    bodies = [section.body for chapter in result.chapters for section in chapter.sections] + [result.annexes[0].body]
    assert ["(durée moyenne de traitement)" in written(body) for body in bodies] == [True, False, True, True]
    assert "(durée" not in written(result.terms[0].definition)


WORDS = "un l’ la de . appel appels entrant entrants client Client avoir DMT port"
SENTENCES = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)


@settings(deadline=None)  # the first one loads a dictionary
@given(SENTENCES, st.sets(st.integers(0, 5)))
def test_a_part_of_the_lexicon_is_found_the_same_with_the_whole_one_at_hand(text: str, kept: set[int]) -> None:
    """What an audience is not shown is looked for with the rest, and must not change what it is shown."""
    everything = (AVOIR, CLIENT, APPEL, ENTRANT, DMT, term("client de port", nature="nom masculin"))
    part = [one for n, one in enumerate(everything) if n in kept]
    alone, among = Lexicon(part, "fr"), Lexicon(part, "fr", Lexicon(everything, "fr"))
    assert among.find(text) == alone.find(text)
