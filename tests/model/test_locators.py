"""Page references as an indexer prints them."""

import pytest

from bible_builder.model.locators import Folio, Target, locators, read_targets, write_targets

PAGES = {f"m{n}": Folio(str(n), n + 9) for n in range(1, 40)} | {
    "r1": Folio("ix", 8),
    "r2": Folio("x", 9),
    "same": Folio("3", 12),
}


def printed(targets: str) -> list[str]:
    return [("*" if found.main else "") + found.text for found in locators(read_targets(targets), PAGES)]


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ("", []),
        ("m5", ["5"]),
        ("m5 m2", ["2", "5"]),
        ("m3 same", ["3"]),
        ("m3 m4", ["3–4"]),
        ("m3 m4 m5 m9", ["3–5", "9"]),
        ("m3*", ["*3"]),
        ("m3 m4* m5", ["3", "*4", "5"]),
        ("m3* m4* m6", ["*3–4", "6"]),
        ("same m3*", ["*3"]),
        ("m3..m6", ["3–6"]),
        ("m3..m6 m7", ["3–7"]),
        ("m3..m6 m5*", ["3–4", "*5", "6"]),
        ("m3..m6 m4", ["3–6"]),
        ("m6..m3", ["3–6"]),
        ("m3..m3", ["3"]),
        ("m3..m5*", ["*3–5"]),
        ("r2 m1", ["x", "1"]),
        ("r1 r2", ["ix–x"]),
    ],
)
def test_locators_print_each_folio_once_in_order_and_join_neighbours(targets: str, expected: list[str]) -> None:
    assert printed(targets) == expected


def test_a_locator_links_to_the_first_place_it_stands_for() -> None:
    assert [found.href for found in locators(read_targets("m4 m3 m9*"), PAGES)] == ["m3", "m9"]


def test_a_target_on_no_page_is_refused() -> None:
    with pytest.raises(KeyError):
        locators([Target("nowhere")], PAGES)


def test_targets_survive_being_written_and_read() -> None:
    targets = (Target("a"), Target("b", main=True), Target("c", "d"), Target("e", "f", True))
    assert read_targets(write_targets(targets)) == targets
