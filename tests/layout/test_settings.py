"""layout.yaml is read typed, and each mistake in it is named by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bible_builder.errors import Diagnostic, Findings, Source
from bible_builder.layout.files import LayoutFiles
from bible_builder.layout.settings import Settings, read_settings, tab_places
from bible_builder.model.book import Finishing, Matter, PageGeometry, ThumbTabs
from bible_builder.model.units import Length
from tests.layout.resolved import charter

Complaints = Callable[..., list[Diagnostic]]

GOOD = """\
page: {size: 170mm 240mm, top: 20mm, bottom: 2cm, inner: 22mm, outer: 50pt}
heads: {verso-head: "{title}", recto-foot: "{folio} – {in_force}"}
contents-depth: 2
units:
  - {id: front, matter: front, folios: no, parts: [cover, colophon]}
  - {id: contents, matter: front, finishing: contents, parts: [contents]}
  - id: chapter
    for-each: chapters
    parts: [chapter]
"""


def read(folder: Path, text: str, page_size: str = "A4") -> tuple[Settings, list[Diagnostic]]:
    (folder / "layout.yaml").write_text(text, "utf-8")
    findings = Findings()
    settings = read_settings(LayoutFiles("essai", (folder,)), charter(page_size=page_size), findings)
    assert settings is not None
    return settings, list(findings.all)


def test_a_page_has_a_size_and_mirrored_margins(tmp_path: Path) -> None:
    page = read(tmp_path, GOOD)[0].page
    assert (page.width, page.height) == (Length.mm(170), Length.mm(240))
    assert (page.top, page.bottom, page.inner, page.outer) == (Length.mm(20), Length.mm(20), Length.mm(22), Length.pt(50))


@pytest.mark.parametrize(("size", "width"), [("A5", 148), ("a4", 210), ("letter", 215.9), ("charter", 176)])
def test_a_size_may_be_a_name_or_the_charters(tmp_path: Path, size: str, width: float) -> None:
    assert read(tmp_path, f"page: {{size: {size}}}\nunits: []", "B5")[0].page.width == Length.mm(width)


def test_heads_and_depth_are_read(tmp_path: Path) -> None:
    settings = read(tmp_path, GOOD)[0]
    assert (settings.heads.verso_head, settings.heads.recto_head, settings.heads.recto_foot) == (
        "{title}",
        "",
        "{folio} – {in_force}",
    )
    assert settings.depth == 2


def test_units_say_their_parts_their_matter_and_when_they_are_finished(tmp_path: Path) -> None:
    front, contents, chapter = read(tmp_path, GOOD)[0].units
    assert ([part.text for part in front.parts], front.matter, front.folios) == (["cover", "colophon"], Matter.FRONT, False)
    assert contents.finishing is Finishing.CONTENTS
    assert (chapter.each, chapter.matter, chapter.finishing, chapter.folios) == ("chapters", Matter.BODY, Finishing.PLAIN, True)


MISTAKES: Mapping[str, tuple[str, str, str, int]] = {
    "an unknown key": ("contents-depth", "contents-deptj", "layout-unknown-key", 3),
    "an unknown key of a page": ("inner:", "iner:", "layout-unknown-key", 1),
    "a key twice": ("contents-depth: 2", "page: {}", "layout-duplicate-key", 3),
    "a length without unit": ("top: 20mm", "top: 20", "layout-wrong-type", 1),
    "a paper that is not known": ("170mm 240mm", "A44", "layout-wrong-type", 1),
    "a depth out of range": ("contents-depth: 2", "contents-depth: 4", "layout-wrong-type", 3),
    "margins that leave no room": ("inner: 22mm", "inner: 160mm", "layout-no-room", 1),
    "a placeholder that stands for nothing": ("{folio}", "{page}", "layout-unknown-placeholder", 2),
    "a brace alone": ("{folio}", "{folio", "layout-unknown-placeholder", 2),
    "a matter that is not known": ("matter: front, folios", "matter: frond, folios", "layout-wrong-type", 5),
    "a flag that is not known": ("folios: no", "folios: never", "layout-wrong-type", 5),
    "parts that are no list": ("parts: [contents]", "parts: contents", "layout-wrong-type", 6),
    "a part that is no text": ("parts: [contents]", "parts: [{contents: yes}]", "layout-wrong-type", 6),
    "no parts": (", parts: [contents]", "", "layout-missing-key", 6),
    "no id": ("id: front, ", "", "layout-missing-key", 5),
    "an id with capitals": ("id: front", "id: Front", "layout-wrong-type", 5),
    "the same unit twice": ("id: contents", "id: front", "layout-duplicate-unit", 6),
    "a mapping where text is expected": ('verso-head: "{title}"', "verso-head: {a: b}", "layout-wrong-type", 2),
    "broken YAML": ("heads: {", "heads: [", "layout-yaml", 2),
    "a page that is a list": (
        "page: {size: 170mm 240mm, top: 20mm, bottom: 2cm, inner: 22mm, outer: 50pt}",
        "page: [a]",
        "layout-wrong-type",
        1,
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_by_line(name: str, tmp_path: Path) -> None:
    old, new, code, line = MISTAKES[name]
    assert old in GOOD
    (tmp_path / "layout.yaml").write_text(GOOD.replace(old, new, 1), "utf-8")
    findings = Findings()
    read_settings(LayoutFiles("essai", (tmp_path,)), charter(), findings)
    assert (code, "layouts/essai/layout.yaml", line) in [(d.code, d.source.file, d.source.line) for d in findings.all if d.source]


def test_several_mistakes_are_found_in_one_run(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD.replace("20mm", "20").replace("depth: 2", "depth: 9").replace("matter: front", "matter: back"))[1]
    assert len(found) == 4


def test_an_alias_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, "page: &a {size: A4}\nheads: *a\nunits: []")[1]
    assert "layout-yaml" in {d.code for d in found}


def test_yaml_that_is_nested_too_deep_is_refused(tmp_path: Path) -> None:
    assert "layout-yaml" in {d.code for d in read(tmp_path, "[" * 3000)[1]}


def test_a_charter_whose_page_is_not_known_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, "page: {size: charter}\nunits: []", "A44")[1]
    assert [(d.code, d.source) for d in found] == [("layout-wrong-type", charter().source)]


def test_a_part_without_template_is_named_where_the_unit_lists_it(complaints: Complaints) -> None:
    found = complaints("layout.yaml", "[cover, title-page, colophon]", "[cover, dust-jacket]")
    assert [(d.code, d.parameters["template"]) for d in found] == [("layout-template-missing", "dust-jacket.html")]
    assert found[0].source is not None and found[0].source.column > 0


def test_a_layout_without_settings_is_refused(tmp_path: Path) -> None:
    findings = Findings()
    assert read_settings(LayoutFiles("essai", (tmp_path,)), charter(), findings) is None
    assert [(d.code, d.source) for d in findings.all] == [("layout-file-missing", Source("layouts/essai/layout.yaml"))]


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "layout.yaml").write_bytes("page: é".encode("latin-1"))
    findings = Findings()
    assert read_settings(LayoutFiles("essai", (tmp_path,)), replace(charter()), findings) is None
    assert [d.code for d in findings.all] == ["layout-not-utf-8"]


TABS = "tabs: {width: 9mm, height: 20mm, top: 45mm, step: 24mm}\n"


def test_a_page_has_a_grid_when_it_asks_for_one(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD)[0].page.baseline == 0
    assert read(tmp_path, GOOD.replace("50pt}", "50pt, baseline: 15pt}"))[0].page.baseline == Length.pt(15)


def test_tabs_have_their_measures_and_units_their_words(tmp_path: Path) -> None:
    text = f'{TABS}{GOOD}    tab: "{{number}}"\n  - {{id: index, parts: [index], tab: I}}\n'
    settings, found = read(tmp_path, text)
    assert found == []
    assert settings.tabs == ThumbTabs(*(Length.mm(n) for n in (9, 20, 45, 24)))
    assert settings.tabs.top_of(2) == Length.mm(93)
    assert [unit.tab for unit in settings.units] == ["", "", "{number}", "I"]
    assert read(tmp_path, GOOD)[0].tabs is None


TAB_MISTAKES: Mapping[str, tuple[str, str, str]] = {
    "a tab without tabs": (f"{GOOD}    tab: I\n", "layout-missing-key", "tabs"),
    "a measure that is missing": (TABS.replace(", step: 24mm", "") + GOOD, "layout-missing-key", "step"),
    "a measure that is nothing": (TABS.replace("24mm", "0") + GOOD, "layout-wrong-type", "step"),
    "a measure that is not known": (TABS.replace("top", "bottom") + GOOD, "layout-unknown-key", "bottom"),
    "a grid that goes up": (GOOD.replace("50pt}", "50pt, baseline: -1pt}"), "layout-wrong-type", "baseline"),
}


@pytest.mark.parametrize("name", TAB_MISTAKES)
def test_a_mistake_in_tabs_or_grid_is_named(name: str, tmp_path: Path) -> None:
    text, code, key = TAB_MISTAKES[name]
    assert (code, key) in [(d.code, d.parameters["key"]) for d in read(tmp_path, text)[1]]


def test_a_tab_that_has_no_room_on_the_page_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, TABS.replace("45mm", "230mm") + GOOD)[1]
    assert [(d.code, d.source.line) for d in found if d.source] == [("layout-no-room", 1)]


@pytest.mark.parametrize(("tab", "known"), [("{numéro}", "number"), ("{folio}", "number")])
def test_a_tab_knows_the_number_and_nothing_else(tmp_path: Path, tab: str, known: str) -> None:
    found = read(tmp_path, f'{TABS}{GOOD}    tab: "{tab}"\n')[1]
    assert [(d.code, d.parameters["name"], d.parameters["known"]) for d in found] == [("layout-unknown-placeholder", tab, known)]


def test_a_unit_that_is_no_chapter_and_no_annex_has_no_number(tmp_path: Path) -> None:
    found = read(tmp_path, f'{TABS}{GOOD}  - {{id: index, parts: [index], tab: "{{number}}"}}\n')[1]
    assert [d.code for d in found] == ["layout-unknown-placeholder"]


def test_as_many_tabs_find_room_as_the_page_is_high() -> None:
    page = PageGeometry(*(Length.mm(n) for n in (210, 297, 30, 32, 28, 40)))
    assert tab_places(ThumbTabs(*(Length.mm(n) for n in (9, 20, 45, 24))), page) == 10  # the last begins at 45 + 9 × 24 = 261
    assert tab_places(ThumbTabs(*(Length.mm(n) for n in (9, 20, 277, 24))), page) == 1
