"""Wide tables and figures stand on landscape pages of their own, within their unit and its count of pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bible_builder.model.book import Book, ThumbTabs
from bible_builder.model.units import Length
from tests.rendering.docx.books import book, chapter, one, table, unit
from tests.rendering.docx.opened import SPACES, Opened, R, W, attributes, rendered, text, val

WIDE = table("Tête", "large").replace("<table>", '<table data-orientation="landscape">')
NOTE = (
    '<p>{0}<a role="doc-noteref" href="#n{0}">{0}</a><span role="doc-footnote" id="n{0}" data-number="{0}">'
    '<span class="number">{0}</span> Note {0}.</span></p>'
)
HEADING = '<h2 class="section-title" id="h"><span class="number">1.1</span> Tableaux</h2>'
SECTION = f'<section id="s" data-reference="s">{HEADING}{{}}</section>'


def sections(opened: Opened) -> list[Any]:
    """The settings of each section, in order."""
    return opened.find("//w:sectPr")


def turned(opened: Opened) -> list[bool]:
    """For each section, whether it is landscape."""
    return [attributes(section, "pgSz").get("orient") == "landscape" for section in sections(opened)]


def test_a_wide_table_has_a_section_of_its_own_and_the_text_goes_on_upright() -> None:
    opened = rendered(one(f"<p>Avant</p>{WIDE}<p>Après</p>"))
    assert turned(opened) == [False, True, False]
    assert [val(section, "type") for section in sections(opened)] == ["oddPage", "nextPage", "nextPage"]
    assert attributes(sections(opened)[1], "pgSz") == {"w": "16838", "h": "11906", "orient": "landscape"}


def test_its_margins_are_the_pages_turned_with_the_binding_above() -> None:
    upright, wide = (attributes(section, "pgMar") for section in sections(rendered(one(f"<p>Avant</p>{WIDE}")))[:2])
    assert [wide[side] for side in ("top", "bottom", "left", "right")] == [
        upright[side] for side in ("left", "right", "bottom", "top")
    ]


def test_a_wide_table_is_as_wide_as_the_turned_page_allows() -> None:
    grid = rendered(one(f"<p>Avant</p>{WIDE}")).find("//w:gridCol")
    assert abs(int(grid[0].get(f"{W}w")) - Length.mm(297 - 30 - 32).twips) <= 1


def test_neighbours_share_their_pages() -> None:
    assert turned(rendered(one(f"<p>Avant</p>{WIDE}{WIDE}<p>Après</p>"))) == [False, True, False]


def test_folios_run_on_and_only_the_unit_opens_without_a_head() -> None:
    opened = rendered(one(f"<p>Avant</p>{WIDE}<p>Après</p>"))
    assert [attributes(section, "pgNumType").get("start") for section in sections(opened)] == ["1", None, None]
    assert [section.find(f"{W}titlePg") is not None for section in sections(opened)] == [True, False, False]


def test_notes_count_on_over_a_wide_table() -> None:
    opened = rendered(one(NOTE.format(1) + WIDE + NOTE.format(2)))
    assert [val(section, "footnotePr/numRestart") for section in sections(opened)] == ["eachSect", "continuous", "continuous"]
    assert not opened.find("//w:footnoteReference[@w:customMarkFollows]")


def test_no_section_ends_in_a_content_control_which_goes_on_after_it() -> None:
    opened = rendered(one(SECTION.format(f"<p>Avant</p>{WIDE}<p>Après</p>")))
    assert not opened.find("//w:sdt//w:sectPr")
    assert [tag.get(f"{W}val") for tag in opened.find("//w:sdtPr/w:tag")] == ["s", "s", "s"]
    numbers = [number.get(f"{W}val") for number in opened.find("//w:sdtPr/w:id")]
    assert len(set(numbers)) == 3


def test_nothing_is_left_behind_when_a_wide_table_ends_the_book() -> None:
    opened = rendered(one(SECTION.format(f"<p>Avant</p>{WIDE}")))
    assert turned(opened) == [False, True]
    assert not opened.find("//w:sdtContent[not(*)]")


def test_a_heading_goes_with_the_wide_table_under_it_and_keeps_its_bookmarks() -> None:
    opened = rendered(one("<p>Avant</p>" + SECTION.format(f"{WIDE}<p>Après</p>") + '<p><a class="xref" href="#s">1.1</a></p>'))
    first_end = opened.find("//w:body/w:p[w:pPr/w:sectPr]")[0]
    following = first_end.getnext()
    assert "Tableaux" in text(following)
    assert len(following.xpath(".//w:p//w:bookmarkStart[not(starts-with(@w:name, '_'))]", namespaces=SPACES)) == 2
    assert not first_end.xpath("w:bookmarkStart", namespaces=SPACES)


def test_a_section_of_wide_tables_only_is_turned_as_a_whole() -> None:
    second = SECTION.format(WIDE).replace('"s"', '"t"').replace('"h"', '"k"').replace("1.1", "1.2")
    opened = rendered(one("<p>Avant</p>" + SECTION.format(WIDE) + second))
    assert turned(opened) == [False, True]


def test_the_reference_at_a_sections_foot_begins_no_page_after_a_wide_table() -> None:
    html = SECTION.format(f'<p>Avant</p>{WIDE}<p class="section-reference">Référence</p>')
    assert turned(rendered(one(html))) == [False, True]


def tabbed(html: str, **changes: Any) -> Book:
    """A book of one chapter with a thumb tab in the third place."""
    made = replace(unit(chapter(html)), tab="3", tab_place=2)
    tabs = ThumbTabs(Length.mm(9), Length.mm(20), Length.mm(45), Length.mm(24))
    return book(made, tabs=tabs, **changes)


def boxes(opened: Opened, section: Any) -> dict[str, Any]:
    """The tab's drawing on each kind of page of a section."""
    found: dict[str, Any] = {}
    for reference in section.iter(f"{W}headerReference"):
        part = opened.part(f"word/{opened.relationship(reference.get(f'{R}id')).get('Target')}")
        found[reference.get(f"{W}type")] = next(part.iter(f"{{{SPACES['wp']}}}anchor"))
    return found


def offsets(box: Any) -> tuple[float, float]:
    """How far the box is from the page's left and top edges, in millimetres."""
    left, top = box.iter(f"{{{SPACES['wp']}}}posOffset")
    return int(left.text) / 36000, int(top.text) / 36000


def test_a_thumb_tab_stands_at_the_fore_edge_on_each_page_of_its_unit() -> None:
    opened = rendered(tabbed("<p>Texte</p>"))
    found = boxes(opened, sections(opened)[0])
    assert {page: offsets(box) for page, box in found.items()} == {"default": (201, 93), "even": (0, 93), "first": (201, 93)}


def test_its_words_are_framed_in_the_middle_of_its_ground() -> None:
    opened = rendered(tabbed("<p>Texte</p>"))
    heads = [opened.part(name) for name in opened.archive.namelist() if name.startswith("word/header")]
    words = [head[0] for head in heads]
    assert [text(paragraph) for paragraph in words] == ["3"] * 3
    frames = [attributes(paragraph, "pPr/framePr") for paragraph in words]
    assert {int(frame["y"]) + int(frame["h"]) // 2 for frame in frames} == {Length.mm(93 + 10).twips}
    assert {frame["w"] for frame in frames} == {str(Length.mm(9).twips)}


def test_a_tab_is_decoration_and_no_text_of_the_document() -> None:
    opened = rendered(tabbed("<p>Texte</p>"))
    box = boxes(opened, sections(opened)[0])["default"]
    assert box.xpath(".//*[local-name() = 'decorative']/@val") == ["1"]
    assert not opened.find("//w:framePr")


def test_on_a_turned_page_the_fore_edge_is_the_foot() -> None:
    opened = rendered(tabbed(f"<p>Avant</p>{WIDE}"))
    found = boxes(opened, sections(opened)[1])
    assert offsets(found["default"]) == (297 - 93 - 20, 201)
    assert offsets(found["even"]) == (93, 201)


def test_a_unit_without_a_tab_has_none() -> None:
    opened = rendered(book(unit(chapter("<p>Texte</p>")), tabs=ThumbTabs(*[Length.mm(9)] * 4)))
    assert all(b"framePr" not in opened.archive.read(name) for name in opened.archive.namelist() if "header" in name)
