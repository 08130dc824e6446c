"""The built-in book, part by part: what its pages say, in French and in English."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from bible_builder.layout.dates import date_in_words, in_force
from bible_builder.model.bible import Bible, IndexEntry, IndexGroup, TermGroup
from bible_builder.model.book import Book, with_folios
from bible_builder.model.locators import Folio, Target
from bible_builder.model.tree import Element, from_html, texts
from bible_builder.model.words import WORDS, words
from tests.layout.conftest import composed
from tests.layout.resolved import HOME, chapter, section, term


def html(book: Book, name: str) -> str:
    return next(unit for unit in book.units if unit.id == name).html()


def lines(book: Book, name: str, row: str) -> list[str]:
    """The words of each ``p`` of class ``row`` in a unit."""
    elements = (e for u in book.units if u.id == name for n in u.content if isinstance(n, Element) for e in n.iter())
    return [e.text() for e in elements if row in e.classes or e.name == row]


def test_the_cover_says_brand_title_edition_and_dates(book: Book) -> None:
    said = "".join(lines(book, "front", "section")[:1])
    for words_of_the_cover in ("Maison Lorme", "Bible de la Relation Clients", "Édition 2026-T4", "Usage interne"):
        assert words_of_the_cover in said


def test_the_colophon_says_edition_contributors_how_to_use_and_whom_to_tell(book: Book) -> None:
    colophon = html(book, "front")
    assert "Édition 2026-T4, numéro 12, du 28 septembre 2026." in colophon
    assert "Claire Aubin, Directrice de la marque" in colophon
    assert words("fr")["how-to-guide"] in colophon
    assert '<a href="mailto:bible@maison-lorme.example">' in colophon


def test_a_contact_that_is_no_address_is_no_link(bible: Bible) -> None:
    book = composed(replace(bible, contact="Service qualité, bureau 12"))
    assert "Service qualité, bureau 12" in html(book, "front")
    assert "mailto:" not in html(book, "front")


def test_a_chapter_opens_with_its_number_and_title_and_its_first_paragraph_leads(book: Book) -> None:
    page = html(book, "chapter-accueil")
    assert '<span class="number">1</span> L’accueil</h1></div><p class="lead"' in page


def test_a_section_bears_its_id_its_number_and_its_title(book: Book) -> None:
    page = html(book, "chapter-accueil")
    assert 'id="section-telephone" data-reference="telephone"' in page
    assert '<span class="number">1.1</span> Le téléphone</h2>' in page


def test_a_title_keeps_the_marks_it_carries(bible: Bible) -> None:
    marked = from_html('Le <span class="index-mark" id="mark-t" data-entry="[&quot;t&quot;]">téléphone</span>')
    made = replace(section("t", "1.1", "Le téléphone"), title_content=marked)
    page = html(composed(replace(bible, lexicon=(), index=(), chapters=(chapter("a", "1", "A", made),))), "chapter-a")
    assert '<span class="number">1.1</span> Le <span class="index-mark" id="mark-t"' in page


def test_an_entry_of_the_lexicon_says_all_that_the_term_says(bible: Bible) -> None:
    other = term("sortant", "appel sortant", "Appel vers un client.", see_also=("appel", "absent"))
    dmt = term(
        "dmt",
        "DMT",
        "Une durée.",
        expansion="durée moyenne de traitement",
        synonyms=("temps", "durée"),
        avoid=("AHT",),
        targets=HOME,
    )
    appel = bible.lexicon[0].terms[0]
    page = composed(replace(bible, lexicon=(TermGroup("A", (appel, other)), TermGroup("D", (dmt,)))))
    assert lines(page, "glossary", "dt") == ["appel entrant", "appel sortant", "DMT (durée moyenne de traitement)"]
    assert lines(page, "glossary", "see-also") == [
        "Voir aussi\u00a0: appel entrant", "Synonymes\u00a0: temps, durée", "À ne pas employer\u00a0: AHT",
    ]  # fmt: skip
    assert lines(page, "glossary", "h2") == ["A", "D"]


def test_the_folios_of_a_term_are_set_by_the_page_map(book: Book) -> None:
    content = next(unit for unit in book.units if unit.id == "glossary").content
    filled = with_folios(content, {"section-telephone": Folio("7", 9)})
    assert "p.\u00a07" in texts(filled)


def test_an_entry_of_the_index_says_folios_see_and_see_also(bible: Bible) -> None:
    below = IndexEntry("reçu", (Target("mark-1"),), entries=(IndexEntry("tard", (Target("mark-1"),)),))
    entries = (
        IndexEntry("courriel", (Target("mark-1"),), see_also=("message",), entries=(below,), anchor="index-courriel"),
        IndexEntry("lettre", see=("courriel!reçu",), anchor="index-lettre"),
        IndexEntry(
            "message", see_also=("lettre", "ailleurs"), entries=(IndexEntry("bref", (Target("mark-1"),)),), anchor="index-message"
        ),
    )
    page = composed(replace(bible, index=(IndexGroup("C", entries),)))
    assert lines(page, "index", "index-1") == [
        "courriel, . Voir aussi message", "lettre, voir courriel, reçu", "message, voir aussi lettre, ailleurs",
    ]  # fmt: skip
    assert (lines(page, "index", "index-2"), lines(page, "index", "index-3")) == (["reçu, ", "bref, "], ["tard, "])
    assert '<a class="xref" href="#index-message">message</a>' in html(page, "index")
    assert "#index-lettre" in html(page, "index") and "ailleurs</a>" not in html(page, "index")


def test_an_annex_has_its_letter_its_introduction_and_its_body(book: Book) -> None:
    page = html(book, "annex-magasins")
    assert (
        '<span class="number">A</span> Liste des magasins</h1><p class="lead">Les magasins, par région.</p><table class="data">'
        in page
    )


def english(bible: Bible) -> Book:
    return composed(
        replace(
            bible,
            language="en",
            title="Customer Relations Bible",
            chapters=(chapter("a", "1", "Welcome", section("b", "1.1", "Calls")),),
            lexicon=(),
            index=(),
        )
    )


def test_an_english_bible_is_printed_in_english_words(bible: Bible) -> None:
    book = english(bible)
    said = texts(node for unit in book.units for node in unit.content)
    for word in (
        "Contents",
        "About this edition",
        "Edition 2026-T4, number 12, 28 September 2026",
        "Report a mistake",
        "Attached document of 8 pages.",
    ):
        assert word in said
    assert book.metadata.in_force == "In force from 1 October 2026 to 31 December 2026"


def test_no_french_word_of_the_layout_is_left_in_it(bible: Bible) -> None:
    said = texts(node for unit in english(bible).units for node in unit.content)
    french = {word for key, word in WORDS["fr"].items() if word != WORDS["en"].get(key) and len(word) > 6 and "{" not in word}
    assert not [word for word in french if word in said]


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS["fr"]) == set(WORDS["en"])


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        (datetime.date(2026, 10, 1), "fr", "1er octobre 2026"),
        (datetime.date(2026, 10, 1), "fr-FR", "1er octobre 2026"),
        (datetime.date(2026, 12, 31), "fr", "31 décembre 2026"),
        (datetime.date(2026, 8, 21), "fr", "21 août 2026"),
        (datetime.date(2026, 10, 1), "en", "1 October 2026"),
    ],
)
def test_dates_are_in_words(day: datetime.date, language: str, said: str) -> None:
    assert date_in_words(day, language) == said


def test_an_edition_may_be_in_force_from_or_until_a_day_or_say_nothing(bible: Bible) -> None:
    edition, own = bible.edition, words("fr")
    assert in_force(replace(edition, valid_to=None), own, "fr") == "En vigueur à partir du 1er octobre 2026"
    assert in_force(replace(edition, valid_from=None), own, "fr") == "En vigueur jusqu’au 31 décembre 2026"
    assert in_force(replace(edition, valid_from=None, valid_to=None), own, "fr") == ""
