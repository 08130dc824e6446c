"""YAML as the référent writes it: text stays what was typed, French typography is no trap, nothing in it can harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible_builder.errors import Findings, Source
from bible_builder.loading.placed import Entries, Items, Text, Value
from bible_builder.loading.yaml_plain import quote_plain
from bible_builder.loading.yaml_text import read_yaml


def read(text: str) -> tuple[Value | None, Findings]:
    findings = Findings()
    return read_yaml(text, "f.yaml", findings), findings


def value_of(text: str) -> str:
    """The text of the key ``k``, read without any finding."""
    value, findings = read(text)
    assert findings.all == ()
    assert isinstance(value, Entries)
    found = value.get("k")
    assert isinstance(found, Text)
    return found.text


@pytest.mark.parametrize("typed", ["01000", "non", "12:30", "1e3", "0x10", "2026-09-28", "true", "1_000", "№ 7"])
def test_a_scalar_is_what_was_typed(typed: str) -> None:
    assert value_of(f"k: {typed}") == typed


@pytest.mark.parametrize(
    "typed",
    [
        "Le rappel : quand",
        "Le rappel\u00a0: quand",
        "Le rappel\u202f: quand ?",
        "l’appel : l'autre",
        "{terme}`appel` reçu",
        "{{ objectifs.decroche }}",
        "{{ a }} et {{ b }}",
        "*Mot* en tête",
        "« Bonjour » : dit-il",
        '"Bonjour" dit-il',
        "> 80 %",
        "| barre",
        "@maison",
        "% des appels",
        "`REC-05` : rappel manqué",
        "- oui",
        "! attention",
        "[sic] dit-il",
        "& compagnie",
        "12 : 30",
    ],
)
def test_french_typography_is_read_as_text(typed: str) -> None:
    assert value_of(f"k: {typed}") == typed


def test_a_no_break_space_after_a_key_is_a_space() -> None:
    assert value_of("k\u00a0:\u00a0Le rappel") == "Le rappel"


def test_a_value_may_go_on_over_lines_with_a_colon_in_any_of_them() -> None:
    assert value_of("k: Un appel\n  reçu : le premier\n  de l'autre\nz: 1") == "Un appel reçu : le premier de l'autre"


def test_lists_hold_text_with_colons() -> None:
    value, findings = read("- Le rappel : quand\n- 80 % : objectif\n- terme : appel\n- terme: appel")
    assert findings.all == ()
    assert isinstance(value, Items)
    assert [item.text if isinstance(item, Text) else None for item in value.values] == [
        "Le rappel : quand",
        "80 % : objectif",
        None,
        None,
    ]
    assert all(isinstance(item, Entries) and item.entries[0].key == "terme" for item in value.values[2:])


def test_what_is_yaml_already_is_left_alone() -> None:
    text = (
        'a: "x : y"\nb: \'x : y\'\nc: |\n  x : y\n  {z\nd: >-\n  x : y\ne: [a, "b : c"]\nf: {a: b, c: d}\n'
        "g:\n  h: i\n# x : y : z\nj: [a,\n  b]\nk: l   # m : n\n"
    )
    assert quote_plain(text) == text


def test_places_are_those_of_the_file() -> None:
    value, _ = read("a: 1\nk: Le rappel : quand\nlist:\n  - x\n  - {y: z}\n")
    assert isinstance(value, Entries)
    assert [(entry.source, entry.value.source) for entry in value.entries[:2]] == [
        (Source("f.yaml", 1, 1), Source("f.yaml", 1, 4)),
        (Source("f.yaml", 2, 1), Source("f.yaml", 2, 4)),
    ]
    items = value.get("list")
    assert isinstance(items, Items)
    assert [item.source for item in items.values] == [Source("f.yaml", 4, 5), Source("f.yaml", 5, 5)]


def test_a_comment_after_one_space_is_kept_to_ask_about_and_after_two_it_is_a_comment() -> None:
    value, _ = read("a: n° 12 # suite\nb: n° 12  # suite\nc: 'n° 12' # suite\nd: Le rappel : oui # suite")
    assert isinstance(value, Entries)
    assert [entry.value.comment for entry in value.entries if isinstance(entry.value, Text)] == ["# suite", "", "", "# suite"]


def test_a_file_that_is_not_yaml_is_read_entry_by_entry() -> None:
    value, findings = read("a: [1\nb: ok\nc: {x: y: z}\nd: 'open\n")
    assert isinstance(value, Entries)
    assert [entry.key for entry in value.entries] == ["b"]
    assert value.is_partial
    assert [(found.code, found.source.line if found.source else 0) for found in findings.all] == [
        ("bad-yaml", 1),
        ("bad-yaml", 3),
        ("bad-yaml", 5),
    ]


def test_the_line_to_paste_is_given() -> None:
    _, findings = read("a: {b: c : d}\ne: &f g")
    assert [found.parameters.get("paste") for found in findings.all] == ["", 'e: "&f g"']


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &a [x]\nb: *a", "yaml-alias"),
        ("a: *b", "yaml-alias"),
        ("a: !!python/object/apply:os.system [x]", "yaml-tag"),
        ("[" * 100_000, "yaml-too-deep"),
        ("- " * 5_000 + "x", "yaml-too-deep"),
        ("a: 1\n\tb: 2", "yaml-tab"),
        ("a: 1\na: 2", "duplicate-key"),
        ("{a: 1, a: 2}", "duplicate-key"),
        ("[a]: b", "bad-yaml"),
        ('a: "\\u0007"', "control-character"),
        ('a: "\\UFFFFFFFF"', "bad-yaml"),
        ("- a\n---\n- b", "bad-yaml"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    _, findings = read(text)
    assert code in {found.code for found in findings.all}


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x,x]\n" + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    value, findings = read(bomb)
    assert value is None
    assert {found.code for found in findings.all} == {"yaml-alias"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_text_gives_a_value_or_findings(text: str) -> None:
    value, findings = read(text)
    assert value is None or value.source.file == "f.yaml"
    assert all(found.source is not None for found in findings.all)


@given(st.text("abé :#-'\"{}[]|>&*!%@`,\n ", max_size=60))
def test_any_signs_of_yaml_give_a_value_or_findings(text: str) -> None:
    assert quote_plain(text).count("\n") == text.count("\n")
    read(f"k: {text}")
    read(text)


@given(st.text("abcé’ :;,.()«»%€-/\u00a0\u202f", min_size=1, max_size=40).map(str.strip).filter(bool))
def test_french_text_is_read_back_as_it_was_typed(text: str) -> None:
    value, findings = read(f"k: {text}")
    assert findings.all == ()
    assert isinstance(value, Entries)
    found = value.get("k")
    assert isinstance(found, Text)
    assert found.text == text
