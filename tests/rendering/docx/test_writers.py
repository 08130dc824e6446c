"""Each row of the vocabulary is written, in the style that the vocabulary names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from bible_builder.errors import RenderingError
from bible_builder.model.styles import StyleSheet
from bible_builder.model.tree import Element
from bible_builder.model.vocabulary import BY_NAME, ROWS, Kind, Row, allows_text, paragraph_style, row_of
from bible_builder.rendering.docx.writers import WRITERS
from tests.rendering.docx.books import elements, every_page, one, stylesheet
from tests.rendering.docx.everything import everything
from tests.rendering.docx.opened import Opened, W, rendered, style, text, val


@cache
def document() -> Opened:
    book = everything()
    return rendered(book, every_page(book))


def test_each_row_of_the_vocabulary_has_a_writer() -> None:
    assert set(WRITERS.blocks) | set(WRITERS.phrasing) | set(WRITERS.tables) == set(BY_NAME)


def test_the_book_of_these_tests_uses_each_row() -> None:
    used = {row.name for unit in everything().units for element in elements(unit.content) if (row := row_of(element))}
    assert used == set(BY_NAME)


def leaves(element: Element, path: tuple[Row, ...]) -> Iterator[tuple[Element, tuple[Row, ...]]]:
    """The elements that hold words and are paragraphs, with the rows around them."""
    row = row_of(element)
    assert row is not None
    if allows_text(row):
        yield element, (*path, row)
        return
    for child in element.elements:
        yield from leaves(child, (*path, row))


def test_nothing_falls_into_normal_and_each_paragraph_has_its_style() -> None:
    expected = []
    for unit in everything().units:
        for top in unit.content:
            if isinstance(top, Element):
                expected += [stylesheet().styles[paragraph_style(path)].word for _, path in leaves(top, ()) if _.text().strip()]
    paragraphs = [p for p in document().document.iter(f"{W}p") if text(p).strip()]
    assert [word_name(style(p)) for p in paragraphs] == expected


def word_name(style_id: str) -> str | None:
    """The Word name of a style; of a framed one, that of the style it is based on."""
    found = document().styles[style_id]
    name = val(found, "name") or ""
    return val(document().styles[val(found, "basedOn") or ""], "name") if " in " in name else name


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.kind is Kind.PHRASING and row.style and row.name not in {"note", "link"}]
)
def test_words_in_a_line_have_the_character_style_of_their_row(row: Row) -> None:
    used = {e.get(f"{W}val") for e in document().document.iter(f"{W}rStyle")}
    word = stylesheet().styles[row.style].word
    found = {style_id for style_id, element in document().styles.items() if val(element, "name") == word}
    assert found & used or row.name in {"locators", "term-reference", "number"}, word


def test_a_style_that_the_sheet_lacks_is_an_error() -> None:
    sheet = StyleSheet({name: s for name, s in stylesheet().styles.items() if name != "lead"})
    with pytest.raises(RenderingError) as caught:
        rendered(one('<p class="lead">Bonjour.</p>', stylesheet=sheet))
    assert [(d.code, d.parameters["style"]) for d in caught.value.diagnostics] == [("style-missing", "lead")]


def test_an_element_of_no_row_is_an_error() -> None:
    with pytest.raises(RenderingError) as caught:
        rendered(one('<p class="fancy" data-source="a.md:3">Bonjour.</p>'))
    assert [(d.code, str(d.source)) for d in caught.value.diagnostics] == [("element-not-in-vocabulary", "a.md:3")]


def test_a_block_among_words_is_an_error() -> None:
    with pytest.raises(RenderingError) as caught:
        rendered(one("<p>Bonjour <ul><li><p>a</p></li></ul></p>"))
    assert [(d.code, d.parameters["row"]) for d in caught.value.diagnostics] == [("element-out-of-place", "bullet-list")]
