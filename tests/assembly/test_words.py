"""Forms of nouns, alphabetical order, words of a line: the small parts that assembly stands on."""

from __future__ import annotations

import pytest

from bible_builder.assembly.collation import by_letter, collation_key, letter
from bible_builder.assembly.homographs import Likeness, likeness
from bible_builder.assembly.inflection import noun_phrases, plural
from bible_builder.assembly.matching import Trie, tokens, words_of


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("appel", "appels"),
        ("colis", "colis"),
        ("prix", "prix"),
        ("canal", "canaux"),
        ("festival", "festivals"),
        ("travail", "travaux"),
        ("tableau", "tableaux"),
        ("lieu", "lieux"),
        ("pneu", "pneus"),
        ("bijou", "bijoux"),
        ("trou", "trous"),
        ("détail", "détails"),
    ],
)
def test_french_plurals(one: str, many: str) -> None:
    assert plural(one) == many


def forms(phrase: str, feminine: bool = False, language: str = "fr") -> set[str]:
    return {" ".join(words) for words in noun_phrases(words_of(phrase), feminine, language)}


@pytest.mark.parametrize(
    ("phrase", "included", "excluded"),
    [
        ("conseiller", {"conseillers", "conseillère", "conseillères"}, {"conseille"}),
        ("client", {"clients", "cliente", "clientes"}, set()),
        ("superviseur", {"superviseuse", "superviseures"}, set()),
        ("interlocuteur", {"interlocutrice", "interlocutrices"}, set()),
        ("port", {"ports"}, {"porte", "portes"}),
        ("avoir", {"avoirs"}, {"a", "ont", "avons"}),
        ("appel", {"appels"}, {"appelle"}),
        ("contact", {"contacts"}, {"contacte"}),
        ("travaux", {"travaux"}, {"travail", "travails"}),
        ("travail", {"travail"}, {"travaux"}),
        ("travail après appel", {"travaux après appel"}, {"travail après appels"}),
        ("données personnelles", {"donnée personnelle"}, set()),
        ("prise de congé", {"prises de congé"}, {"prises de congés"}),
        ("durée moyenne de traitement", {"durées moyennes de traitement"}, {"durée moyenne de traitements"}),
        ("délai de réponse garanti", {"délais de réponse garantis"}, set()),
        ("mot-clé", {"mots-clés", "mot-clés"}, set()),
        ("geste commercial", {"gestes commerciaux"}, set()),
    ],
)
def test_the_forms_of_a_noun_are_its_own(phrase: str, included: set[str], excluded: set[str]) -> None:
    made = forms(phrase)
    assert phrase in made
    assert included <= made
    assert not excluded & made


def test_a_feminine_noun_has_no_masculine_and_english_has_its_plurals() -> None:
    assert forms("offre", feminine=True) == {"offre", "offres"}
    assert forms("call back query", language="en") == {"call back query", "call back queries"}


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("suivi", Likeness.PARTICIPLE),
        ("décroché", Likeness.PARTICIPLE),
        ("prise en charge", Likeness.PARTICIPLE),
        ("mise en attente", Likeness.PARTICIPLE),
        ("durée moyenne", Likeness.NONE),
        ("offre", Likeness.FINITE),
        ("demande", Likeness.FINITE),
        ("demandes", Likeness.SECOND_PERSON),
        ("offre de bienvenue", Likeness.NONE),
        ("avoir", Likeness.INFINITIVE),
        ("conseiller", Likeness.INFINITIVE),
        ("courrier", Likeness.NONE),
        ("dossier", Likeness.NONE),
        ("litige", Likeness.NONE),
        ("montant", Likeness.GERUND),
        ("commercial", Likeness.ADJECTIVE),
        ("canal", Likeness.NONE),
        ("rendez-vous", Likeness.IMPERATIVE),
        ("port", Likeness.NONE),
        ("appel", Likeness.NONE),
    ],
)
def test_what_a_noun_may_be_besides(phrase: str, kind: Likeness) -> None:
    assert likeness(phrase.split()) is kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'appel, lui.", ["L'", "appel", ",", "lui", "."]),
        ("aujourd’hui : 12 h", ["aujourd’", "hui", ":", "12", "h"]),
        ("rendez-vous 18295-1", ["rendez-vous", "18295-1"]),
        ("S.A.V.", ["S", ".", "A", ".", "V", "."]),
        ("", []),
    ],
)
def test_a_line_is_cut_into_words_and_punctuation(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


def test_sentences_begin_after_a_full_stop_but_not_after_an_initial() -> None:
    begin = [token.text for token in tokens("Un mot. Deux ! M. Port et J. Roy : « Trois »\nQuatre") if token.begins]
    assert begin == ["Un", "Deux", "M", "«", "Trois", "Quatre"]


def test_a_trie_gives_the_longest_phrase_first() -> None:
    trie = Trie([(("appel",), 1), (("appel", "entrant"), 2), (("appel", "entrant", "perdu"), 3)])
    assert list(trie.at(tokens("un appel entrant."), 1)) == [(2, 2), (1, 1)]
    assert list(trie.at(tokens("un appel entrant."), 0)) == []


def test_order_is_total_and_the_same_whatever_comes_first() -> None:
    words = ["côté", "cote", "coté", "côte", "Cote", "cote."]
    other_way = list(reversed(words))
    assert sorted(words, key=collation_key) == sorted(other_way, key=collation_key)
    assert sorted(words, key=collation_key)[:3] == ["cote", "cote.", "Cote"]


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("élan", "E"),
        ("œuvre", "O"),
        ("Ægir", "A"),
        ("« çà »", "C"),
        ("3 mois", "Symboles et chiffres"),
        ("", "Symboles et chiffres"),
    ],
)
def test_a_word_stands_under_its_letter(word: str, head: str) -> None:
    assert letter(word, "fr") == head


def test_items_are_grouped_in_order() -> None:
    assert by_letter(["b", "é", "1", "e"], str, "fr") == [("Symboles et chiffres", ("1",)), ("B", ("b",)), ("E", ("e", "é"))]
