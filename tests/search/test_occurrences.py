"""The search test's own counting: what a search misses is seen, and no hit elsewhere makes up for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from weasyprint import HTML

from tests.readers.words import Block
from tests.search import keywords
from tests.search.occurrences import Finding, Pdfium, Poppler, Shown, look, plain, spread

PAGE = '@page { size: 62mm 300mm; margin: 6mm } p { font: 10pt "Source Sans 3", sans-serif; text-align: justify; hyphens: auto }'
TEXT = "Notre interlocuteur accompagne particulièrement la réclamation du client, sous 48 h, avec accompagnement. " * 6


def make(path: Path, body: str, css: str = "") -> Path:
    """A tagged PDF as WeasyPrint writes it, its cut words in two."""
    html = f'<html lang="fr"><head><title>x</title><style>{PAGE}{css}</style></head><body>{body}</body></html>'
    HTML(string=html).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


@pytest.fixture(params=[Pdfium, Poppler])
def search(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pdfium | Poppler]:
    """A file that says « bonjour » in a plain and a broken line, read by one of the searches."""
    path = make(tmp_path / "a.pdf", "<p>Dire Bonjour<br>au client, puis bonjour au<br>client.</p>")
    yield request.param(path)


def test_a_search_finds_words_over_a_line_end_and_in_any_case(search: Pdfium | Poppler) -> None:
    assert dict(search.hits("bonjour")) == {0: 2}
    assert dict(search.hits("bonjour au client")) == {0: 2}
    assert dict(search.hits("adieu")) == {}
    if isinstance(search, Pdfium):
        search.close()


def test_a_word_that_is_cut_and_not_mended_is_counted_as_short(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", f"<p>{TEXT.replace(' h', chr(0x202F) + 'h')}</p>", "p { width: 40mm }")
    found = {one.word: one for one in look(["48 h", "interlocuteur", "accompagnement", "client"], [TEXT.split()], path)}
    assert all(one.wanted == 6 for one in found.values())
    assert found["48 h"].short
    assert found["48 h"].pdfium == 0
    assert found["accompagnement"].short or found["interlocuteur"].short
    assert not found["client"].short


def test_a_hit_in_a_head_does_not_make_up_for_one_in_the_text() -> None:
    shown = Shown([spread(Block("P", ("la", "réclamation"), (3,), turns=((0, 3),)))], [(3, "3 la réclamation")])
    assert shown.found("réclamation", {3: 2}) == 1
    assert shown.found("réclamation", {3: 1}) == 0


def test_a_hit_on_another_page_does_not_make_up_for_one_that_is_missing() -> None:
    block = Block("P", ("un", "client", "et", "un", "client"), (0, 1), turns=((0, 0), (3, 1)))
    assert sorted(spread(block).on_pages("client")) == [0, 1]
    assert Shown([spread(block)], []).found("client", {0: 2}) == 1


def test_words_on_two_pages_are_told_apart_since_no_search_can_find_them() -> None:
    block = Block("P", ("le", "service", "client"), (0, 1), turns=((0, 0), (2, 1)))
    assert list(spread(block).on_pages("service client")) == [-1]
    assert list(spread(block).on_pages("le service")) == [0]
    assert Shown([spread(block)], []).turned("service client") == 1
    assert not Finding("service client", 3, 2, 2, turned=1).short
    assert Finding("service client", 3, 2, 1, turned=1).short


def test_a_line_of_the_table_says_what_is_short() -> None:
    assert str(Finding("mot", 3, 2, 3)).split() == ["mot", "3", "2", "3", "0"]
    assert [Finding("mot", 3, *hits).short for hits in ((3, 3), (2, 3), (3, 2))] == [False, True, True]


def test_special_spaces_are_compared_as_plain_ones() -> None:
    assert plain("Sous 48\u202fh\u00a0: «\u00a0Oui\u00a0»") == "sous 48 h : « oui »"


def test_keywords_are_drawn_from_the_text_in_one_order() -> None:
    said = [("La", "réclamation,", "le", "client."), ("«\u00a0Oui\u00a0»", "réclamation", "Client", "48\u202fh", "une", "fois")]
    assert keywords.long_words(said) == ["réclamation", "client"]
    assert keywords.long_words(said, most=1) == ["réclamation"]
    assert keywords.spaced(said) == ["48 h", "« oui »"]
