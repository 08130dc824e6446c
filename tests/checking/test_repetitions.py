"""Long passages that two sections share are found once, at both places; set phrases, variables and heads of tables are not."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from bible_builder.checking.repetitions import LONG, check_repetitions, repetitions
from bible_builder.errors import Source
from bible_builder.model.bible import Bible, Chapter
from bible_builder.model.tree import Content, from_html
from tests.checking.small_bible import bible, found, section

TWELVE = "un deux trois quatre cinq six sept huit neuf dix onze douze"


def held(*bodies: str, **fields: object) -> Bible:
    """A bible of a section for each body, in files a, b, c…; a body is HTML of the tree before assembly."""
    made = [
        replace(section(from_html(body)), id=name, source=Source(f"{name}.md", 1))
        for name, body in zip("abcdef", bodies, strict=False)
    ]
    return bible(*made, **fields)


def at(name: str, text: str, line: int = 9) -> str:
    return f'<p data-source="{name}.md:{line}">{text}</p>'


def shared(given: Bible, least: int = 8) -> list[tuple[str, str, int]]:
    """First place, second place, number of words, of each passage that is repeated."""
    return [(str(r.first), str(r.second), len(r.words)) for r in repetitions(given, least)]


def test_a_passage_of_two_sections_is_warned_of_with_both_places_and_its_first_words() -> None:
    (only,) = found(check_repetitions, held(at("a", f"Avant, {TWELVE}."), at("b", f"« Un Deux, trois{TWELVE[13:]} » après", 7)))
    assert (only.code, only.severity, only.source) == ("repeated-passage", "warning", Source("b.md", 7))
    assert only.parameters == {
        "first": "a.md:9",
        "count": "12",
        "words": "Un Deux, trois quatre cinq six sept huit neuf dix …",
    }


def test_one_word_less_is_no_long_passage() -> None:
    eleven = TWELVE.removesuffix(" douze")
    assert LONG == 12
    assert found(check_repetitions, held(at("a", eleven), at("b", eleven))) == []
    assert shared(held(at("a", eleven), at("b", eleven)), 11) == [("a.md:9", "b.md:9", 11)]


def test_a_passage_is_told_once_and_as_long_as_it_is() -> None:
    long = f"{TWELVE} treize quatorze quinze seize"
    assert shared(held(at("a", f"a {long} b"), at("b", f"c {long} d"))) == [("a.md:9", "b.md:9", 16)]


def test_the_longest_of_several_earlier_passages_is_named() -> None:
    given = held(at("a", TWELVE.removesuffix(" onze douze")), at("b", TWELVE), at("c", TWELVE))
    assert shared(given) == [("a.md:9", "b.md:9", 10), ("b.md:9", "c.md:9", 12)]


def test_a_section_may_repeat_itself() -> None:
    assert shared(held(at("a", TWELVE) + at("a", TWELVE, 12))) == []


def test_the_introduction_of_a_chapter_counts_as_a_section() -> None:
    given = held(at("a", TWELVE))
    (chapter,) = given.chapters
    again = replace(chapter, id="fin", body=from_html(at("fin", TWELVE)), sections=())
    assert shared(replace(given, chapters=(chapter, again))) == [("a.md:9", "fin.md:9", 12)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’appel d’un client n’est pas perdu", "L’appel d’un client n’est pas perdu."),
        (
            "un rendez-vous de deux ou trois heures",
            "un <em>rendez</em>-vous de deux ou <x-index entry='[]'>trois</x-index> heures",
        ),
        (
            "voir <x-variable name='a.b'/> un deux trois quatre cinq six",
            "voir <x-variable name='a.b'/> : un deux trois quatre cinq six",
        ),
    ],
)
def test_capitals_marks_and_emphasis_make_no_difference(one: str, other: str) -> None:
    assert len(shared(held(at("a", one), at("b", other)))) == 1


@pytest.mark.parametrize(
    "broken",
    [
        "un deux trois quatre<a role='doc-noteref' href='#n'/><span role='doc-footnote' id='n'>note</span> cinq six sept huit",
        "un deux trois quatre <x-see target='t' form='full'/> cinq six sept huit",
        "un deux trois quatre <x-variable name='long'/> cinq six sept huit",
    ],
)
def test_what_is_printed_between_words_parts_them(broken: str) -> None:
    assert shared(held(at("a", broken), at("b", "un deux trois quatre cinq six sept huit"))) == []


def test_notes_are_compared_too() -> None:
    note = f"<a role='doc-noteref' href='#n'/><span role='doc-footnote' id='n'>{TWELVE}</span>"
    assert [length for *_, length in shared(held(at("a", f"Un{note} texte."), at("b", TWELVE)))] == [12]


def test_the_value_of_a_variable_is_one_word() -> None:
    variable = '<x-variable name="horaires.voix"/>'
    assert shared(held(at("a", f"Nous répondons {variable}."), at("b", f"Nous répondons {variable}."))) == []


def test_heads_of_tables_and_the_books_own_words_may_be_alike() -> None:
    heads = "".join(f'<th scope="col">{word}</th>' for word in TWELVE.split())
    table = f"<table><thead><tr>{heads}</tr></thead><tbody><tr><td>x</td></tr></tbody></table>"
    assert shared(held(table, table)) == []
    cells = table.replace("thead", "tbody").replace("th ", "td ").replace("</th>", "</td>")
    assert [length for *_, length in shared(held(cells, cells))] == [13]


GREETING = "Lorme, bonjour, <em>Élodie</em> à votre écoute, que puis-je faire pour vous"


def test_a_formula_may_be_repeated_whole_and_in_part() -> None:
    formula = "Lorme, bonjour, Élodie à votre écoute, que puis-je faire pour vous"
    given = held(at("a", f"« {GREETING} ? »"), at("b", f"Dire : « {GREETING} »"), at("c", GREETING.removesuffix(" vous")))
    assert [length for *_, length in shared(given)] == [12, 11]
    assert shared(replace(given, formulas=(formula,))) == []


def test_what_stands_around_a_formula_is_compared_without_it() -> None:
    around = f"Au téléphone nous disons toujours : « {TWELVE} » et rien de plus ensuite, jamais, à personne."
    given = held(at("a", around), at("b", around), formulas=(TWELVE,))
    assert [length for *_, length in shared(given)] == [8]


def test_a_formula_may_hold_a_variable() -> None:
    text = f'<x-variable name="marque"/>, {TWELVE}'
    given = held(at("a", text), at("b", text))
    assert len(shared(given)) == 1
    assert shared(replace(given, formulas=(f"{{{{ marque }}}}, {TWELVE}",))) == []


def test_a_large_bible_is_read_in_linear_time() -> None:
    def seconds(words: int) -> float:
        body: Content = tuple(from_html("".join(at("x", " ".join(f"mot{n} mot" for n in range(words))))))
        given = bible(*(section(body, id=f"s{n}") for n in range(4)))
        start = time.process_time()
        assert len(repetitions(given, 8)) == 3
        return time.process_time() - start

    assert min(seconds(8000) for _ in range(3)) < 20 * max(seconds(1000), 0.005)


def test_an_empty_bible_repeats_nothing() -> None:
    assert shared(replace(bible(), chapters=(Chapter(source=Source("a"), id="a", title="a", folder="a"),))) == []
