"""A redline gives the new text when all of it is accepted, the old one when all is rejected, whatever changed."""

from __future__ import annotations

import time
import zipfile
from collections import Counter
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings

from bible_builder.comparison import Snapshot, redline
from bible_builder.comparison.reading import reading
from bible_builder.comparison.snapshot import Annex, Block, Edition, Reference, Row
from bible_builder.model.charter import Charter
from bible_builder.model.redline import Redline, is_row
from bible_builder.model.units import Color
from bible_builder.rendering.docx.redline import redline_document
from bible_builder.rendering.docx.redline_styles import style_of
from tests.comparison import snapshots, telling
from tests.comparison.test_laws import PAIRS
from tests.rendering.docx.resolved import Text, W, body_of, resolved

BIBLES = [case for file in ("passages", "sections", "donnees") for case in telling.cases(file)]


def texts(side: Snapshot) -> list[Text]:
    """What a document says that holds this snapshot alone."""
    return [Text("" if is_row(p.block.kind) else style_of(p.block.kind), p.block.text) for p in reading(side)]


def assert_exact(old: Snapshot, new: Snapshot) -> bytes:
    document = redline_document(redline(old, new))
    assert resolved(document, accept=True) == texts(new)
    assert resolved(document, accept=False) == texts(old)
    return document


def said(*texts: str | Block) -> Snapshot:
    return snapshots.bible(snapshots.section("s", *texts))


def names(document: bytes, *wanted: str) -> list[str]:
    """The revisions in the document, of all kinds or of the ``wanted`` ones."""
    local = (str(element.tag).removeprefix(W) for element in body_of(document).iter() if element.get(f"{W}author") is not None)
    return [name for name in local if not wanted or name in wanted]


@pytest.mark.parametrize("case", BIBLES, ids=lambda case: case["name"])
def test_accepted_it_is_the_new_bible_and_rejected_the_old_one(case: dict[str, Any]) -> None:
    old, new = (telling.bible(side if "s" not in side else {"c": side}) for side in (case["old"], case["new"]))
    assert_exact(old, new)
    assert_exact(new, old)


@pytest.mark.parametrize("case", telling.cases("mots"), ids=lambda case: case["name"])
def test_the_words_of_a_paragraph_are_exact_on_both_sides(case: dict[str, Any]) -> None:
    old, new = (side["repeat"] * side["times"] if isinstance(side, dict) else str(side) for side in (case["old"], case["new"]))
    assert_exact(said("Avant.", old), said("Avant.", new))


@given(PAIRS)
@settings(max_examples=20)
def test_it_is_exact_for_any_two_bibles(pair: tuple[Snapshot, Snapshot]) -> None:
    assert_exact(*pair)


def test_the_same_bible_twice_bears_no_change() -> None:
    assert names(assert_exact(said("Un.", "Deux."), said("Un.", "Deux."))) == []


def test_words_that_came_and_went_are_marked_and_the_others_are_not() -> None:
    old, new = said("Le client appelle le magasin le matin."), said("Le client appelle le siège le matin.")
    body = body_of(assert_exact(old, new))
    assert ["".join(map(str, run.itertext())) for run in body.iter(f"{W}del", f"{W}ins")] == ["magasin ", "siège "]


def test_a_paragraph_that_moved_is_a_move_with_the_same_name_on_both_sides() -> None:
    texts = ["Le client appelle.", "Le conseiller répond.", "Il note la demande.", "Il remercie."]
    document = assert_exact(said(*texts), said(*texts[1:], texts[0]))
    assert set(names(document)) == {"moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"}
    assert_moves_sound(document)


def test_a_section_that_moved_is_one_move() -> None:
    sections = [snapshots.section(name, *(f"{text} de la partie {name}." for text in ("Un", "Deux"))) for name in "abcd"]
    document = assert_exact(snapshots.bible(*sections), snapshots.bible(*sections[1:], sections[0]))
    assert names(document, "moveFromRangeStart") == ["moveFromRangeStart"]
    assert names(document, "ins", "del") == []
    assert_moves_sound(document)


def test_a_word_changed_in_a_paragraph_that_moved_came_and_went_there() -> None:
    texts = ["Le client appelle le service dédié avant midi.", "Le conseiller répond.", "Il note la demande.", "Il remercie."]
    document = assert_exact(said(*texts), said(*texts[1:], texts[0].replace("midi", "dix heures")))
    assert {"moveFrom", "moveTo", "ins", "del"} <= set(names(document))


def assert_moves_sound(document: bytes) -> None:
    """Each range has its start, its end, and its other side."""
    body = body_of(document)
    starts = {side: list(body.iter(f"{W}move{side}RangeStart")) for side in ("From", "To")}
    assert Counter(e.get(f"{W}name") for e in starts["From"]) == Counter(e.get(f"{W}name") for e in starts["To"])
    for side, found in starts.items():
        assert len({e.get(f"{W}name") for e in found}) == len(found) > 0
        assert [e.get(f"{W}id") for e in found] == [e.get(f"{W}id") for e in body.iter(f"{W}move{side}RangeEnd")]


def test_a_paragraph_cut_in_two_gets_an_end_and_loses_it_when_rejected() -> None:
    first, second = "Le client appelle le magasin le matin.", "Le conseiller lui répond avant midi."
    document = assert_exact(said(f"{first} {second}"), said(first, second))
    marks = [mark.tag for mark in body_of(document).iterfind(f"{W}p/{W}pPr/{W}rPr/*")]
    assert marks == [f"{W}ins"]
    assert_exact(said(first, second), said(f"{first} {second}"))


def test_a_paragraph_that_became_a_rule_has_its_old_style_back_when_rejected() -> None:
    words = "Le conseiller rappelle le client."
    document = assert_exact(said(words), said(Block("callout-rule/paragraph", words)))
    assert names(document) == ["pPrChange"]


def test_a_row_comes_and_another_goes_in_the_same_table() -> None:
    rows = [Block("table/table-body/table-row", text) for text in ("M1\tNantes\t700", "M2\tLyon\t650", "M3\tLille\t900")]
    document = assert_exact(said(rows[0], rows[1]), said(rows[0], rows[2]))
    body = body_of(document)
    assert len(list(body.iter(f"{W}tbl"))) == 1
    assert [mark.tag.removeprefix(W) for mark in body.iterfind(f".//{W}trPr/*") if mark.get(f"{W}id")] == ["del", "ins"]


def test_a_row_with_another_number_of_cells_is_another_row() -> None:
    old, new = (
        Block("table/table-body/table-row", text) for text in ("Le magasin de Nantes\t700", "Le magasin de Nantes\t700\t5")
    )
    assert_exact(said(old), said(new))


def test_another_picture_under_the_same_words_shows_and_so_does_another_address() -> None:
    def carrying(*carried: str) -> Snapshot:
        return said(Block("figure/paragraph", "Le parcours.", carries=carried))

    for old, new in (("picture 1f", "picture 2e"), ("link https://a.example/", "link https://b.example/")):
        document = assert_exact(carrying(old), carrying(new))
        assert {"ins", "del"} <= set(names(document))


def test_a_joined_document_that_was_replaced_shows() -> None:
    def joined(digest: str) -> Snapshot:
        return replace(said("Un."), annexes=(Annex("m", "Contrat", "pdf", "A", pages=3, digest=digest),))

    assert names(assert_exact(joined("1f"), joined("2e"))) == ["del", "ins"]


def test_numbers_and_typography_have_an_author_of_their_own() -> None:
    old = said("Il l'attend 10 minutes au plus.", Block("paragraph", "Voir 3.4 ici.", (Reference(5, 8, "section-a"),)))
    new = said("Il l’attend 10\u00a0minutes au plus.", Block("paragraph", "Voir 3.5 ici.", (Reference(5, 8, "section-a"),)))
    body = body_of(assert_exact(old, new))
    authors = {element.get(f"{W}author") for element in body.iter(f"{W}ins", f"{W}del")}
    assert authors == {"Édition e – numéros et typographie"}
    assert ["".join(map(str, run.itertext())) for run in body.iter(f"{W}del", f"{W}ins")][-2:] == ["3.4", "3.5"]


def test_every_revision_has_its_author_the_date_of_the_edition_and_an_id_of_its_own() -> None:
    new = replace(said("Trois.", "Un peu."), edition=Edition("2026-T4", date="2026-10-01"))
    body = body_of(assert_exact(said("Un.", "Deux."), new))
    revisions = [element for element in body.iter() if element.get(f"{W}author") is not None]
    assert {(e.get(f"{W}author"), e.get(f"{W}date")) for e in revisions} == {("Édition 2026-T4", "2026-10-01T00:00:00Z")}
    assert len({e.get(f"{W}id") for e in revisions}) == len(revisions) > 3


def test_it_is_the_same_to_the_byte_each_time() -> None:
    old, new = said("Un.", "Deux."), said("Trois.", "Un peu.")
    first = redline_document(redline(old, new))
    time.sleep(1.1)  # python-docx would state the time to the second
    assert redline_document(redline(old, new)) == first


def test_a_section_closed_to_a_reader_reads_as_withdrawn_and_one_opened_as_new() -> None:
    """What a filtered snapshot does not hold cannot be told; ``test_canaries`` looks for what it might hold."""
    kept = snapshots.section("a", "Le client appelle.")
    closed, opened = snapshots.section("b", "Les remises vont à tous."), snapshots.section("d", "Le colis part demain.")
    document = assert_exact(snapshots.bible(kept, closed), snapshots.bible(kept, opened))
    assert [mark.tag.removeprefix(W) for mark in body_of(document).iterfind(f"{W}p/{W}pPr/{W}rPr/*")] == ["del"] * 2 + ["ins"] * 2


def test_what_xml_cannot_write_is_left_out() -> None:
    document = redline_document(redline(said("Un\x07 jour\ufffe."), said("Un jour.")))
    assert resolved(document, accept=True) == texts(said("Un jour."))


def test_the_charter_lends_its_fonts_and_colours() -> None:
    charter = Charter("Lorme", {"primary": Color(0x12, 0x34, 0x56)}, (), {"base": "Source & Sons", "headings": "Vollkorn"})
    document = redline_document(redline(said("Un."), said("Deux.")), charter)
    with zipfile.ZipFile(BytesIO(document)) as package:
        styles = package.read("word/styles.xml").decode()
    assert '"123456"' in styles and '"Source &amp; Sons"' in styles and '"Vollkorn"' in styles


def test_a_change_in_every_line_of_a_large_book_takes_seconds() -> None:
    def book(word: str) -> Snapshot:
        every = (
            snapshots.section(f"s{n}", *(f"Le poste {n}-{m} répond {word} à tout client qui l’appelle." for m in range(20)))
            for n in range(100)
        )
        rows = tuple(Row((f"M{n}", f"Ville {word} {n}")) for n in range(500))
        sheet = telling.bible({"annexes": {"m": {"columns": ["Code", "Ville"], "rows": [["M1", "x"]]}}}).annexes[0].sheets[0]
        annex = Annex("m", "Magasins", "table", sheets=(replace(sheet, rows=rows),))
        return replace(snapshots.bible(*every), annexes=(annex,))

    start = time.process_time()
    made: Redline = redline(book("vite"), book("bien"))
    document = redline_document(made)
    assert time.process_time() - start < 8  # about one second for 2,000 paragraphs and 500 rows
    assert len(names(document, "ins")) == 2_500
