"""The vocabulary is closed and of one piece."""

import pytest

from bible_builder.model.tree import Element, from_html
from bible_builder.model.vocabulary import BY_NAME, ROWS, SOURCE_ELEMENTS, Kind, Row, allows, allows_text, paragraph_style, row_of


def as_element(row: Row) -> Element:
    attributes = dict.fromkeys(row.required, "x")
    if row.role:
        attributes["role"] = row.role
    if row.classes:
        attributes["class"] = " ".join(row.classes)
    return Element(row.element, attributes)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_row_is_found_from_its_own_element(row: Row) -> None:
    assert row_of(as_element(row)) is row


def test_names_and_selectors_are_unique() -> None:
    assert len({row.name for row in ROWS}) == len({row.selector for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_children_are_rows_or_kinds(row: Row) -> None:
    assert set(row.children) <= set(BY_NAME) | {kind.value for kind in Kind}


def test_every_row_can_be_reached_from_a_part() -> None:
    reached = {row.name for row in ROWS if row.kind is Kind.PART}
    while more := {row.name for row in ROWS for name in reached if allows(BY_NAME[name], row)} - reached:
        reached |= more
    assert reached == set(BY_NAME)


@pytest.mark.parametrize(
    "markup",
    [
        "<p class='shout'/>",
        "<font/>",
        "<ul class='toc'/>",
        "<section role='doc-epilogue'/>",
        "<table class='data decision'/>",
        "<x-only/>",
    ],
)
def test_what_is_in_no_row_is_refused(markup: str) -> None:
    element = from_html(markup)[0]
    assert isinstance(element, Element)
    assert row_of(element) is None


def test_source_elements_are_not_words_of_a_book() -> None:
    assert all(row_of(Element(name)) is None for name in SOURCE_ELEMENTS)


def test_phrasing_stands_where_phrasing_may() -> None:
    assert allows(BY_NAME["paragraph"], BY_NAME["emphasis"])
    assert not allows(BY_NAME["paragraph"], BY_NAME["paragraph"])
    assert not allows(BY_NAME["bullet-list"], BY_NAME["paragraph"])
    assert allows_text(BY_NAME["cell"])
    assert not allows_text(BY_NAME["table-row"])


def test_a_plain_paragraph_takes_the_style_of_the_nearest_container() -> None:
    rows = [BY_NAME[name] for name in ("chapter", "callout-rule", "bullet-list", "list-item", "paragraph")]
    assert paragraph_style(rows) == "list-bullet"
    assert paragraph_style([rows[0], rows[1], rows[4]]) == "callout-rule"
    assert paragraph_style([rows[0], rows[4]]) == "body"
    assert paragraph_style([rows[0], rows[1], BY_NAME["callout-title"]]) == "callout-title"
