"""Open folios and locators are filled in one place."""

from bible_builder.model.book import with_folios
from bible_builder.model.locators import Folio
from bible_builder.model.tree import from_html, texts, to_html

PAGES = {"a": Folio("3", 4), "b": Folio("4", 5), "c": Folio("9", 10)}


def test_folios_and_locators_are_set_from_the_page_map() -> None:
    content = from_html('<p>p. <a class="folio" href="#a"></a>; <span class="locators" data-targets="a b c*"></span></p>')
    filled = with_folios(content, PAGES)
    assert texts(filled) == "p. 3; 3–4, 9"
    assert '<a class="folio main" href="#c">9</a>' in to_html(filled)


def test_an_unknown_target_stays_open() -> None:
    content = from_html('<p><a class="folio" href="#z"></a><span class="locators" data-targets="z a..z b"></span></p>')
    assert texts(with_folios(content, PAGES)) == "4"


def test_locators_are_set_afresh_when_pages_move() -> None:
    content = from_html('<p><span class="locators" data-targets="a"></span></p>')
    again = with_folios(with_folios(content, PAGES), {"a": Folio("7", 8)})
    assert texts(again) == "7"


def test_a_folio_is_set_afresh_when_pages_move() -> None:
    content = from_html('<p><a class="folio" href="#a">12</a></p>')
    assert texts(with_folios(content, PAGES)) == "3"
