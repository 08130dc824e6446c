"""Keys and values: what is misspelt, missing or of another kind is said in the bible's language, once."""

from __future__ import annotations

import datetime

import pytest

from bible_builder.errors import Source
from bible_builder.model.bible import Status
from tests.loading.bibles import BIBLE, BRAND, FONT, SECTION
from tests.loading.conftest import Load


def section(front_matter: str) -> dict[str, str]:
    return {SECTION: f"---\n{front_matter}\n---\nTexte.\n"}


def test_a_section_is_read_with_the_place_of_each_value(load: Load) -> None:
    loaded = load(
        section(
            "id: appel\ntitre: Le rappel : quand ?\nresponsable: marketing\nstatut: en relecture\nrevu-le: 2026-09-15\n"
            "à-revoir: 6 mois\npublics: [interne, prestataires]\nindex: [appel!reçu|principal]\nnote-de-changement: Plus court."
        )
    )
    assert loaded.found == ()
    read = loaded.section
    assert (read.id, read.title, read.owner) == ("appel", "Le rappel : quand ?", "marketing")
    assert (read.status, read.reviewed_on, read.review_every) == (Status.IN_REVIEW, datetime.date(2026, 9, 15), "6 mois")
    assert (read.audiences, read.index, read.change_note) == (("interne", "prestataires"), ("appel!reçu|main",), "Plus court.")
    assert read.place("status") == Source(f"content/{SECTION}", 5, 9)


@pytest.mark.parametrize(
    ("key", "suggestion"),
    [("titel", "titre"), ("title", "titre"), ("Titre", "titre"), ("a-revoir", "à-revoir"), ("owner", "responsable"), ("xyz", "")],
)
def test_an_unknown_key_is_told_what_it_probably_is(key: str, suggestion: str, load: Load) -> None:
    found = load(section(f"id: a\ntitre: A\n{key}: marketing")).one("unknown-key")
    assert (found.parameters["suggestion"], found.source) == (suggestion, Source(f"content/{SECTION}", 4, 1))


def test_a_misspelt_key_counts_as_the_one_that_was_meant(load: Load) -> None:
    loaded = load(section("id: a\ntitel: Un titre"))
    loaded.only("unknown-key")
    assert loaded.section.title == "Un titre"


def test_a_missing_key_is_named_in_the_bible_s_language(load: Load) -> None:
    assert load(section("id: a")).only("missing-key").parameters == {"key": "titre", "object": "section"}


def test_an_empty_value_is_missing(load: Load) -> None:
    found = load(section("id: a\ntitre:")).only("missing-key")
    assert found.source == Source(f"content/{SECTION}", 3, 1)


@pytest.mark.parametrize(
    ("line", "code", "parameters"),
    [
        ("revu-le: 15/09/2026", "bad-value", {"expected": "date", "suggestion": "2026-09-15"}),
        ("revu-le: 2026-02-30", "bad-value", {"expected": "date", "suggestion": ""}),
        ("statut: valide", "bad-value", {"expected": "brouillon, en relecture, validé", "suggestion": "validé"}),
        ("statut: validated", "bad-value", {"expected": "brouillon, en relecture, validé", "suggestion": "validé"}),
        ("à-revoir: six mois", "bad-value", {"expected": "period", "suggestion": ""}),
        ("à-revoir: 6 months", "bad-value", {"expected": "period", "suggestion": ""}),
        ("publics: interne", "wrong-type", {"expected": "list", "paste": "publics: [interne]"}),
        ("note-de-changement: [a, b]", "wrong-type", {"expected": "text", "paste": 'note-de-changement: "[a, b]"'}),
        ("note-de-changement: n° 3 # bis", "comment-in-text", {"paste": 'note-de-changement: "n° 3 # bis"'}),
        ("note-de-changement: de {{ a.b }}", "markup-in-text", {"found": "{{"}),
        ("index:\n  - Attention: danger", "wrong-type", {"expected": "text", "paste": '- "Attention: danger"'}),
        ("publics: [internes]", "unknown-audience", {"audience": "internes", "suggestion": "interne"}),
        ("responsable: marketng", "unknown-owner", {"suggestion": "marketing"}),
        ("index: [a!!b]", "bad-index-entry", {"reason": "empty"}),
        ("index: [a|princpal]", "bad-index-entry", {"reason": "option", "suggestion": "principal"}),
        ("index: [a|debut]", "bad-index-entry", {"reason": "range"}),
    ],
)
def test_a_wrong_value_is_told_what_it_should_be(line: str, code: str, parameters: dict[str, str], load: Load) -> None:
    found = load(section(f"id: a\ntitre: A\n{line}")).only(code)
    assert {name: found.parameters[name] for name in parameters} == parameters
    assert found.source is not None
    assert found.source.line in {4, 5}


def test_a_comment_after_a_value_that_is_no_prose_is_a_comment(load: Load) -> None:
    loaded = load(section("id: a # le nom\ntitre: A\nstatut: validé # enfin\nrevu-le: 2026-09-15 # hier"))
    assert loaded.found == ()


def test_a_list_in_brackets_may_hold_words_with_colons(load: Load) -> None:
    assert load(section("id: a\ntitre: A\nindex: [le rappel : quand, b]")).section.index == ("le rappel : quand", "b")


def test_a_title_may_hold_variables(load: Load) -> None:
    assert load(section("id: a\ntitre: En {{ objectifs.decroche }}")).section.title == "En {{ objectifs.decroche }}"


def test_bible_yaml_is_read_whole(load: Load) -> None:
    loaded = load(
        {
            "bible.yaml": BIBLE
            + "sous-titre: Guide : lexique\nnom-court: lorme\ncontact: a@b.example\nfolios-word: pdf\ngabarit: livre\n"
            "concordance:\n  - {mots: [mis en attente], entrée: attente!mise en}\n"
            "renvois-index:\n  - {entrée: plainte, voir: réclamation}\n  - {entrée: réclamation, voir-aussi: litige}\n"
        }
    )
    bible = loaded.bible
    assert loaded.found == ()
    assert (bible.language, bible.brand, bible.subtitle, bible.slug) == ("fr", "Maison Lorme", "Guide : lexique", "lorme")
    assert (bible.edition.id, bible.edition.number, bible.edition.date) == ("2026-T4", 12, datetime.date(2026, 9, 28))
    assert (bible.edition.valid_from, bible.edition.valid_to) == (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    assert bible.variables["objectifs.decroche"].text == "20 secondes"
    assert bible.contributors["marketing"].email == "claire@lorme.example"
    assert list(bible.audiences) == ["interne", "prestataires"]
    assert [(c.words, c.entry) for c in bible.concordance] == [(("mis en attente",), "attente!mise en")]
    assert [(r.entry, r.target, r.also) for r in bible.index_references] == [
        ("plainte", "réclamation", False),
        ("réclamation", "litige", True),
    ]


@pytest.mark.parametrize(("said", "expected"), [("", True), ("oui", True), ("non", False)])
def test_change_bars_are_drawn_unless_the_bible_says_no(load: Load, said: str, expected: bool) -> None:
    loaded = load({"bible.yaml": BIBLE + (f"barres-de-modification: {said}\n" if said else "")})
    assert loaded.found == ()
    assert loaded.bible.change_bars is expected


def test_an_english_bible_has_english_words(load: Load) -> None:
    loaded = load(
        {
            "bible.yaml": "language: en\nbrand: Lorme\ntitle: Bible\nedition: {id: e1, number: 1, date: 2026-01-01, "
            "in-force: {from: 2026-01-01}}\naudiences: {staff: Staff}\nindex-references:\n  - {entry: a, see-also: b}\n",
            "guide/1-accueil/_chapitre.md": None,
            "guide/1-accueil/_chapter.md": "---\nid: c\ntitle: C\n---\n",
            SECTION: "---\nid: a\ntitle: A\nstatus: in review\nreview-every: 6 months\naudiences: [staff]\n---\n"
            ":::{rule}\nText.\n:::\n",
            "charte/_brand.yml": None,
            "charte/polices/Essai-Regular.ttf": None,
            "charter/_brand.yml": BRAND.replace("polices/", ""),
            "charter/Essai-Regular.ttf": FONT,
            "lexicon.yaml": "- {term: call, definition: A call., nature: noun, index: yes}\n",
            "recipients.yaml": "- {id: x, name: X, audience: staff}\n",
        }
    )
    assert loaded.found == ()
    assert loaded.bible.language == "en"
    assert loaded.section.status is Status.IN_REVIEW
    assert loaded.html == '<aside class="rule"><p class="callout-title"><x-label word="rule"></x-label></p><p>Text.</p></aside>'
    assert (loaded.bible.terms[0].indexed, loaded.bible.recipients[0].audience) == (True, "staff")


def test_a_french_word_in_an_english_bible_is_told_the_english_one(load: Load) -> None:
    loaded = load({"bible.yaml": "language: en\ntitre: Bible\nbrand: L\nedition: {id: a, number: 1, date: 2026-01-01}\n"})
    assert loaded.found[0].parameters == {"key": "titre", "object": "bible", "suggestion": "title"}
    assert loaded.one("missing-file").parameters["suggestion"] == "_chapitre.md"


def test_a_language_without_words_is_refused(load: Load) -> None:
    found = load({"bible.yaml": BIBLE.replace("langue: fr", "langue: de")}).only("bad-value")
    assert found.parameters == {"key": "langue", "value": "de", "expected": "fr, en", "suggestion": "fr"}


def test_without_a_bible_yaml_that_is_a_mapping_there_is_no_bible(load: Load) -> None:
    loaded = load({"bible.yaml": "- liste\n"})
    assert loaded.bible_or_none is None
    loaded.only("wrong-type")


@pytest.mark.parametrize("layout", ["../livre", "a/b", "", "li vre"])
def test_a_layout_s_name_is_no_path(layout: str, load: Load) -> None:
    loaded = load({"bible.yaml": BIBLE + f'gabarit: "{layout}"\n'})
    assert loaded.bible.layout == "livre"


@pytest.mark.parametrize(("said", "language"), [("FR", "fr"), ("fr-CA", "fr-CA"), ("Fr-BE", "fr-BE")])
def test_a_language_may_name_a_country(said: str, language: str, load: Load) -> None:
    loaded = load({"bible.yaml": BIBLE.replace("langue: fr", f"langue: {said}")})
    assert (loaded.found, loaded.bible.language) == ((), language)
