"""styles.yaml: every style once, in charter colours and real units; nothing missing, nothing unknown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bible_builder.errors import Diagnostic, Findings, Source
from bible_builder.layout.files import LayoutFiles
from bible_builder.layout.palette import palette
from bible_builder.layout.styles import FURNITURE, read_styles, style_kind
from bible_builder.model.book import Book
from bible_builder.model.charter import Charter
from bible_builder.model.styles import Border, StyleSheet, WordCount
from bible_builder.model.units import Color, Length
from bible_builder.model.vocabulary import ROWS
from tests.layout.resolved import COLORS, charter

SHEET = (Path(__file__).parent / "files" / "styles.yaml").read_text("utf-8")


def read(
    folder: Path, text: str, with_charter: Charter | None = None, *, has_tabs: bool = False
) -> tuple[StyleSheet, list[Diagnostic]]:
    (folder / "styles.yaml").write_text(text, "utf-8")
    findings = Findings()
    sheet = read_styles(LayoutFiles("essai", (folder,)), with_charter or charter(), findings, has_tabs=has_tabs)
    assert sheet is not None
    return sheet, list(findings.all)


def test_every_row_of_the_vocabulary_finds_its_style(book: Book) -> None:
    assert {row.style for row in ROWS if row.style} <= set(book.stylesheet.styles)
    assert set(FURNITURE) <= set(book.stylesheet.styles)


def test_values_are_typed_and_colours_are_the_charters(tmp_path: Path) -> None:
    sheet, found = read(tmp_path, SHEET)
    assert found == []
    title = sheet.resolved("chapter-title")
    assert title["size"] == Length.pt(34)
    assert title["color"] == Color.parse(COLORS["primary"])
    assert title["family"] == "Source Sans 3"
    assert title["keep-with-next"] is True
    assert isinstance(sheet.resolved("callout-rule")["border-left"], Border)


def test_a_tint_is_a_share_of_the_colour_on_the_background(tmp_path: Path) -> None:
    assert read(tmp_path, SHEET)[0].resolved("callout-tip")["shade"] == Color(255, 255, 255).mix(Color.parse(COLORS["tip"]), 0.08)


@pytest.mark.parametrize(
    ("said", "value"), [("yes", True), ("no", False), ("80 words", WordCount(80)), ("80 mots", WordCount(80))]
)
def test_a_style_keeps_together_all_or_nothing_or_what_is_short(tmp_path: Path, said: str, value: object) -> None:
    sheet, found = read(tmp_path, SHEET.replace("  word: Callout\n", f"  word: Callout\n  keep-together: {said}\n"))
    kept = sheet.resolved("callout-rule")["keep-together"]
    assert (found, kept, type(kept)) == ([], value, type(value))


@pytest.mark.parametrize("said", ["80", "words", "0 words", "-3 words", "80 pages"])
def test_a_number_of_what_is_asked_for(tmp_path: Path, said: str) -> None:
    found = read(tmp_path, SHEET.replace("  word: Callout\n", f"  word: Callout\n  keep-together: {said}\n"))[1]
    assert [(d.code, d.parameters["value"]) for d in found] == [("layout-wrong-value", said)]


def test_a_layout_with_tabs_has_a_style_for_them_and_one_without_may(tmp_path: Path) -> None:
    missing = read(tmp_path, SHEET, has_tabs=True)[1]
    assert [(d.code, d.parameters["style"]) for d in missing] == [("layout-missing-style", "thumb-tab")]
    for has_tabs in (True, False):
        assert read(tmp_path, f"{SHEET}\nthumb-tab:\n  based-on: sans\n", has_tabs=has_tabs)[1] == []


def test_a_layout_may_say_how_its_change_bars_look(tmp_path: Path) -> None:
    assert read(tmp_path, f"{SHEET}\nchange-bar:\n  based-on: sans\n  border-right: 2pt primary\n")[1] == []


def test_word_names_are_given_or_made_from_the_name(tmp_path: Path) -> None:
    sheet, _ = read(tmp_path, SHEET.replace("  word: Dialogue Turn\n", ""))
    assert (sheet.styles["turn"].word, sheet.styles["heading-2"].word) == ("Turn", "heading 2")


def test_kinds_follow_the_vocabulary() -> None:
    kinds = {"body": "paragraph", "callout-rule": "paragraph", "table-cell": "paragraph", "table": "table", "data-table": "table"}
    kinds |= {"emphasis": "character", "folio": "character", "speaker": "character", "label": "character", "note": "paragraph"}
    assert {name: style_kind(name) for name in kinds} == kinds


def test_a_charter_without_families_for_headings_sets_them_in_its_base(tmp_path: Path) -> None:
    sheet, found = read(tmp_path, SHEET, charter(families={"base": "Vollkorn"}))
    assert (found, sheet.resolved("heading-2")["family"]) == ([], "Vollkorn")


def test_a_bare_charter_still_has_every_role() -> None:
    colors = palette(charter(colors={"primary": Color(0, 0, 1), "success": Color(0, 9, 0)}))
    assert colors["secondary"] == colors["warning"] == Color(0, 0, 1)
    assert colors["say"] == Color(0, 9, 0)
    assert {"foreground", "background", "rule", "tip", "example", "avoid"} <= set(colors)


MISTAKES: Mapping[str, tuple[str, str, str, str]] = {
    "an unknown property": ("  leading: 38pt", "  leadding: 38pt", "layout-unknown-key", "leadding"),
    "an unknown colour": (
        "  word: Time Limit\n  color: secondary",
        "  word: Time Limit\n  color: segondary",
        "layout-wrong-value",
        "segondary",
    ),
    "a colour that is none": ("  color: foreground 75%", "  color: foreground 175%", "layout-wrong-value", "175%"),
    "an unknown family": ("  family: monospace", "  family: Arial", "layout-wrong-value", "Arial"),
    "a length without unit": ("  size: 34pt", "  size: 34", "layout-wrong-value", "size: 34\n"),
    "a word that is not listed": ("  align: left", "  align: centre", "layout-wrong-value", "centre"),
    "a flag that is none": ("  hyphenation: yes", "  hyphenation: maybe", "layout-wrong-value", "maybe"),
    "a weight out of range": ("  weight: 400", "  weight: 4000", "layout-wrong-value", "4000"),
    "a border without colour": ("1.5pt primary", "1.5pt", "layout-wrong-value", "border-top: 1.5pt\n"),
    "a list for a value": ("  align: left", "  align: [left]", "layout-wrong-type", "[left]"),
    "a style of no row": ("step-head:", "stap-head:", "layout-unknown-style", "stap-head"),
    "a base that is not there": ("  based-on: part-title", "  based-on: part", "layout-unknown-style", "annex-title:"),
    "a style based on itself": ("  based-on: toc-2", "  based-on: toc-3", "layout-style-cycle", "toc-3:"),
    "two styles of one Word name": ("  word: Subtitle", "  word: title", "layout-duplicate-word-style", "cover-subtitle:"),
    "a paragraph style without type": ("  word: Lead\n  based-on: body", "  word: Lead", "layout-style-incomplete", "lead:"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_by_line(name: str, tmp_path: Path) -> None:
    old, new, code, at = MISTAKES[name]
    text = SHEET
    if "toc-2" in old:
        text = text.replace("toc-3:\n  word: toc 3\n  based-on: sans", "toc-3:\n  word: toc 3\n  based-on: toc-2")
    assert old in text
    text = text.replace(old, new, 1)
    line = text[: text.index(at)].count("\n") + 1
    found = read(tmp_path, text)[1]
    assert (code, line) in [(d.code, d.source.line) for d in found if d.source]


def test_a_missing_style_is_an_error_not_normal(tmp_path: Path) -> None:
    start = SHEET.index("turn:")
    found = read(tmp_path, SHEET[:start] + SHEET[SHEET.index("kpi:") :])[1]
    assert [(d.code, d.parameters["style"], d.source) for d in found] == [
        ("layout-missing-style", "turn", Source("layouts/essai/styles.yaml"))
    ]


def test_every_mistake_is_found_in_one_run(tmp_path: Path) -> None:
    wrong = SHEET.replace("  size: 34pt\n  leading: 38pt", "  size: 34\n  leading: 38\n  colour: red")
    found = read(tmp_path, wrong)[1]
    assert [d.code for d in found] == ["layout-wrong-value", "layout-wrong-value", "layout-unknown-key"]
