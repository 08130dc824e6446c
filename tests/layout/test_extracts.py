"""Extracts: chosen blocks are found in order and detached from their book."""

from __future__ import annotations

from pathlib import Path

from bible_builder.layout.extracts import Extract, extracts, numbers_of
from bible_builder.model.tree import from_html, texts, to_html
from tests.layout.resolved import bible, chapter, section

NUMBERS = {"section-litige": "3.4"}
CHOSEN = 'data-extract="yes"'


def found(markup: str) -> tuple[Extract, ...]:
    return extracts(from_html(markup), NUMBERS, "p.")


def one(markup: str) -> str:
    (extract,) = found(markup)
    return to_html(extract.content)


def test_only_chosen_blocks_are_taken_in_their_order() -> None:
    rules = found(
        f'<aside class="rule" {CHOSEN}><p class="callout-title">Un</p><p>A</p></aside><aside class="tip"><p>B</p></aside>'
        f'<section id="s"><p>C</p><aside class="say" {CHOSEN}><p class="callout-title">Deux</p><p>D</p></aside></section>'
    )
    assert [(extract.kind, texts(extract.title)) for extract in rules] == [("callout-rule", "Un"), ("callout-say", "Deux")]


def test_a_procedure_takes_the_title_above_it() -> None:
    (procedure,) = found(
        f'<p class="block-title">Rembourser</p><ol class="procedure" {CHOSEN}><li class="step"><p>Vérifier.</p></li></ol>'
    )
    assert (procedure.kind, texts(procedure.title)) == ("procedure", "Rembourser")


def test_a_title_further_up_is_another_block_s() -> None:
    (procedure,) = found(f'<p class="block-title">Autre</p><p>Texte.</p><ol class="procedure" {CHOSEN}></ol>')
    assert procedure.title == ()


def test_an_indicator_gives_its_name_and_value() -> None:
    (kpi,) = found(f'<article class="kpi" {CHOSEN}><p class="kpi-name">RPC</p><p class="kpi-value">76 %</p></article>')
    assert (kpi.kind, texts(kpi.title), texts(kpi.value)) == ("kpi", "RPC", "76 %")


def test_a_table_is_titled_by_its_caption() -> None:
    (table,) = found(f'<table {CHOSEN} data-orientation="landscape"><caption>Canaux</caption><tbody></tbody></table>')
    assert texts(table.title) == "Canaux"
    assert to_html(table.content) == "<table><caption>Canaux</caption><tbody></tbody></table>"


def test_a_detached_passage_keeps_its_words_and_leaves_its_ids_marks_and_links() -> None:
    assert (
        one(
            f'<aside class="rule" id="block-x" {CHOSEN}><p>Un <a role="doc-glossref" href="#term-a">appel</a>, un '
            '<span class="index-mark" id="mark-1" data-entry="[]">courriel</span>, le <a href="https://x.example">site</a>.</p></aside>'
        )
        == '<aside class="rule"><p>Un appel, un courriel, le <a href="https://x.example">site</a>.</p></aside>'
    )


def test_a_reference_keeps_number_and_title_and_loses_its_page() -> None:
    link = '<a class="xref" href="#section-litige"><span class="number">3.4</span> Le litige</a>'
    reference = f'{link}, p.\u00a0<a class="folio" href="#section-litige"></a>'
    assert (
        one(f'<aside class="rule" {CHOSEN}><p>Voir {reference}.</p></aside>')
        == '<aside class="rule"><p>Voir <span class="number">3.4</span> Le litige.</p></aside>'
    )


def test_a_page_alone_becomes_the_number_of_its_section() -> None:
    assert (
        one(f'<aside class="rule" {CHOSEN}><p>Voir p.\u00a0<a class="folio" href="#section-litige"></a>.</p></aside>')
        == '<aside class="rule"><p>Voir 3.4.</p></aside>'
    )


def test_notes_stay_in_the_book() -> None:
    note = '<a role="doc-noteref" href="#note-1">1</a><span role="doc-footnote" id="note-1">Sauf le lundi.</span>'
    assert one(f'<aside class="tip" {CHOSEN}><p>Toujours{note}.</p></aside>') == '<aside class="tip"><p>Toujours.</p></aside>'


def test_each_anchor_has_the_number_of_its_section(tmp_path: Path) -> None:
    told = section("litige", "2.1", "Le litige", '<table id="block-t"></table>')
    assert numbers_of(bible(tmp_path, chapters=(chapter("litiges", "2", "Litiges", told),)))["block-t"] == "2.1"
