"""What a book tells of a comparison: the lines of “Ce qui change”, as data."""

from __future__ import annotations

import datetime
from dataclasses import replace

from bible_builder.comparison import Snapshot, compare, told
from bible_builder.comparison.snapshot import Annex, Column, Edition, Place, Row, Section, Sheet, Term, Variable
from bible_builder.model.changes import ChangeEntry, ChangeKind, ChangePart, Changes
from tests.comparison.snapshots import bible, block, chapter, section

OLD = Edition("2026-T3", 11, "2026-06-29")
SHOPS = (Column("code", "Code"), Column("ville", "Ville"), Column("surface", "Surface"))


def changes(old: Snapshot, new: Snapshot) -> Changes:
    return told(compare(replace(old, edition=OLD), new), new)


def only(found: Changes) -> ChangeEntry:
    """The only entry of the only group."""
    ((entry,),) = (group.entries for group in found.groups)
    return entry


def numbered(made: Section, number: str, note: str = "") -> Section:
    return replace(made, number=number, change_note=note)


def test_two_bibles_of_the_same_words_tell_nothing_but_since_when() -> None:
    same = bible(section("a", "Un mot."))
    found = changes(same, bible(section("a", "Un  mot.")))
    assert not found and (found.groups, found.variables, found.new, found.marked) == ((), (), frozenset(), frozenset())
    assert (found.baseline, found.date) == ("2026-T3", datetime.date(2026, 6, 29))


def test_an_edition_without_a_date_that_can_be_read_has_none() -> None:
    same = bible(section("a", "Un mot."))
    assert told(compare(replace(same, edition=Edition("x", date="hier")), same), same).date is None


def test_a_new_section_has_its_number_its_target_and_its_first_sentence() -> None:
    old = bible(section("a", "Un mot."))
    entry = only(changes(old, bible(section("a", "Un mot."), numbered(section("sms", "Il est bref. Il est sûr."), "2.9"))))
    assert (entry.kinds, entry.number, entry.target, entry.why) == ((ChangeKind.NEW,), "2.9", "section-sms", "Il est bref.")


def test_a_withdrawn_section_leads_nowhere_and_has_no_number() -> None:
    old = bible(section("a", "Un mot."), numbered(section("telex", "Il imprime tout seul."), "2.9"))
    entry = only(changes(old, bible(section("a", "Un mot."))))
    assert (entry.kinds, entry.title, entry.number, entry.target, entry.why) == ((ChangeKind.WITHDRAWN,), "telex", "", "", "")


def test_the_author_s_note_is_the_line_of_why_when_it_is_new_in_this_edition() -> None:
    old = bible(numbered(section("a", "Nous répondons en 48 h."), "1.1", "La note d’avant."))
    text = "Nous répondons en 24 h."
    assert only(changes(old, bible(numbered(section("a", text), "1.1", "Le délai baisse.")))).why == "Le délai baisse."
    assert only(changes(old, bible(numbered(section("a", text), "1.1", "La note d’avant.")))).why == text


def test_what_a_row_of_a_table_says_otherwise_is_said_by_its_first_cell() -> None:
    old = bible(section("a", block("Conseiller\t15 €\tseul", "table/table-body/table-row")))
    new = bible(section("a", block("Conseiller\t20 €\tseul", "table/table-body/table-row")))
    assert only(changes(old, new)).why == "Conseiller\u00a0: 20 € (auparavant 15 €)"


def test_a_sentence_comes_before_a_row_and_what_is_gone_comes_last() -> None:
    row = "table/table-body/table-row"
    old = bible(section("a", block("Conseiller\t15 €", row), "Il décide tout seul."))
    new = bible(section("a", block("Conseiller\t20 €", row), "Il décide avec un autre."))
    assert only(changes(old, new)).why == "Il décide avec un autre."
    gone = only(changes(bible(section("a", "Reste.", "Ceci part pour de bon.")), bible(section("a", "Reste."))))
    assert (gone.why, gone.why_is_old) == ("Ceci part pour de bon.", True)


def test_a_section_that_moved_and_was_renamed_says_where_from_and_what_it_was_called() -> None:
    texts = ("Le premier mot compte.", "Le second mot aussi.")
    old = bible(
        chapter("un", section("a", *texts, title="L’appel"), title="Un"), chapter("deux", section("b", "Autre."), title="Deux")
    )
    new = bible(
        chapter("un", title="Un"), chapter("deux", section("b", "Autre."), section("a", *texts, title="La voix"), title="Deux")
    )
    entry = only(changes(old, new))
    assert (entry.kinds, entry.old_title, entry.came_from) == ((ChangeKind.MOVED, ChangeKind.RENAMED), "L’appel", "Un")


def test_a_chapter_s_own_change_stands_above_its_sections() -> None:
    old = bible(chapter("un", section("a", "Un."), title="Un", texts=["Comment faire."]))
    new = bible(chapter("un", section("a", "Un."), title="Une", texts=["Comment bien faire."]))
    (group,) = changes(old, new).groups
    assert group.own is not None and group.entries == ()
    assert (group.own.kinds, group.own.old_title) == ((ChangeKind.CHANGED, ChangeKind.RENAMED), "Un")
    assert group.own.why == "Comment bien faire."


def test_rows_of_an_annex_are_counted_and_the_first_are_named() -> None:
    def shops(*rows: tuple[str, str, str]) -> Snapshot:
        sheet = Sheet("", SHOPS, tuple(Row(cells) for cells in rows))
        return replace(bible(), annexes=(Annex("magasins", "Magasins", "table", "A", sheets=(sheet,)),))

    kept = ("M001", "Auxerre", "700")
    old = shops(kept, ("M002", "Lyon", "400"), ("M003", "Dole", "300"))
    new = shops(kept, ("M002", "Lyon", "450"), *((f"M01{n}", f"Ville {n}", "9") for n in range(7)))
    opened, altered, closed = only(changes(old, new)).rows
    assert (opened.kind, opened.count, len(opened.names), opened.names[0]) == (ChangeKind.NEW, 7, 5, "M010 Ville 0")
    assert altered.names == ("M002 Lyon, surface\u00a0: 450 (auparavant 400)",)
    assert (closed.kind, closed.names) == (ChangeKind.WITHDRAWN, ("M003 Dole",))


def test_a_variable_gives_old_and_new_and_the_places_it_reaches() -> None:
    def delay(text: str) -> Snapshot:
        made = bible(numbered(section("a", f"En {text}."), "3.4"))
        return replace(made, variables=(Variable("delai", text, (Place("section", "a"),)),))

    (variable,) = changes(delay("48 h"), delay("24 h")).variables
    assert (variable.name, variable.old, variable.new) == ("delai", "48 h", "24 h")
    assert [(place.number, place.target) for place in variable.places] == [("3.4", "section-a")]


def test_a_variable_is_told_by_its_label_when_it_has_one() -> None:
    def delay(text: str) -> Snapshot:
        return replace(bible(section("a", text)), variables=(Variable("delai", text, (), label="Délai de réponse"),))

    assert [variable.name for variable in changes(delay("48 h"), delay("24 h")).variables] == ["Délai de réponse"]


def test_terms_stand_in_the_lexicon_and_lines_that_changed_are_named() -> None:
    old = replace(bible(), terms=(Term("avoir", "avoir", synonyms=("crédit",), blocks=(block("Une somme."),)),))
    new = replace(bible(), terms=(Term("avoir", "avoir", synonyms=("bon",), blocks=(block("Une somme."),)), Term("sms", "SMS")))
    found = changes(old, new)
    assert [group.part for group in found.groups] == [ChangePart.LEXICON]
    assert found.new == {"term-sms"} and {"term-avoir synonyms", "term-sms"} <= found.marked and "term-avoir" not in found.marked
