"""What keeps some readers out."""

from __future__ import annotations

import pytest

from bible_builder.checking.access import check_access
from bible_builder.errors import Source
from bible_builder.model.bible import Annex, AnnexKind, Column, Sheet
from bible_builder.model.tree import Content, Element, from_html
from tests.checking.small_bible import FILE, bible, found, section


def codes(html: str) -> list[str]:
    """What is said of a section that holds these blocks."""
    return [d.code for d in found(check_access, bible(section(from_html(html, {"nbsp": "\u00a0"}))))]


def link(words: str, address: str = "https://mediateur.example/saisir") -> str:
    """A paragraph with a link."""
    return f'<p>Voir <a href="{address}">{words}</a>.</p>'


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("https://mediateur.example/saisir", "link-text-address"),
        ("www.mediateur.example", "link-text-address"),
        ("mediateur.example/saisir", "link-text-address"),
        ("ici", "link-text-vague"),
        ("Cliquez ici&nbsp;!", "link-text-vague"),
        ("<em>En savoir plus</em>…", "link-text-vague"),
        ("Plus d’informations", "link-text-vague"),
        ("click here", "link-text-vague"),
    ],
)
def test_a_link_says_where_it_leads(words: str, code: str) -> None:
    assert codes(link(words)) == [code]


@pytest.mark.parametrize("words", ["le médiateur", "mediateur.example", "ici, au comptoir", "Centre de médiation"])
def test_words_that_name_something_are_a_good_link(words: str) -> None:
    assert codes(link(words)) == []


@pytest.mark.parametrize("address", ["mailto:a@b.example", "tel:+33199001924"])
def test_a_mail_address_and_a_telephone_number_are_names(address: str) -> None:
    assert codes(link(address.partition(":")[2], address)) == []


@pytest.mark.parametrize("words", ["image1", "photo.png", "Photo", "IMG_0042.JPG"])
def test_an_alternative_text_that_names_a_file_describes_nothing(words: str) -> None:
    assert codes(f'<figure><img src="a.png" alt="{words}"/></figure>') == ["alt-names-file"]


def test_an_alternative_text_that_describes_is_good() -> None:
    assert codes('<figure><img src="a.png" alt="Photo de la serre"/></figure>') == []


def heads(*words: str) -> str:
    """A table with these heads."""
    cells = "".join(f'<th scope="col">{word}</th>' for word in words)
    return f"<table><thead><tr>{cells}</tr></thead><tbody><tr><td>a</td></tr></tbody></table>"


def test_each_column_has_a_head_of_its_own() -> None:
    assert codes(heads("Canal", "Délai")) == []
    assert codes(heads("", "Délai")) == []  # above the heads of rows
    assert codes(heads("Canal", "")) == ["table-head-empty"]
    assert codes(heads("Délai", "Canal", "délai ")) == ["table-head-repeated"]


def test_the_columns_of_a_spreadsheet_are_held_to_it_too() -> None:
    place = Source("content/annexes/annexes.yaml", 3)
    columns = tuple(Column(source=place, name=name, title="Nom") for name in ("a", "b"))
    sheet = Sheet(source=place, title="", columns=columns, rows=())
    annex = Annex(source=place, id="x", title="X", kind=AnnexKind.TABLE, path=place.file, sheets=(sheet,))  # type: ignore[arg-type]
    (only,) = found(check_access, bible(annexes=(annex,)))
    assert (only.code, only.source, only.parameters) == ("table-head-repeated", place, {"head": "Nom", "count": "2"})


def test_a_place_is_that_of_the_nearest_block() -> None:
    inner = Element("a", {"href": "https://a.example"}, ("ici",))
    body: Content = (Element("p", {}, (inner,), Source(FILE.file, 12)),)
    (only,) = found(check_access, bible(section(body)))
    assert only.source == Source(FILE.file, 12)
