"""“Ce qui change” in the built-in book: what its lines say, in French and in English, and what it marks elsewhere."""

from __future__ import annotations

import datetime
from dataclasses import replace

from bible_builder.model.bible import Bible
from bible_builder.model.book import Book, Finishing, Matter
from bible_builder.model.changes import (
    ChangedPlace,
    ChangedRows,
    ChangedVariable,
    ChangeEntry,
    ChangeGroup,
    ChangeKind,
    ChangePart,
    Changes,
)
from bible_builder.model.tree import Element
from tests.layout.conftest import composed

BARS = "Dans le PDF, un trait dans la marge extérieure marque ce qui est nouveau ou modifié."
PHONE = ChangeEntry("telephone", (ChangeKind.CHANGED, ChangeKind.RENAMED), "Le téléphone", "1.1", "section-telephone", "L’appel")
GONE = ChangeEntry("telex", (ChangeKind.WITHDRAWN,), "Le télex")
ANNEX = ChangeEntry(
    "magasins", (ChangeKind.CHANGED,), "Les magasins", rows=(ChangedRows(ChangeKind.NEW, 7, ("M001 Lyon", "M002 Dole")),)
)
CHANGES = Changes(
    "2026-T3",
    datetime.date(2026, 6, 29),
    (
        ChangeGroup(ChangePart.CHAPTER, "1", "L’accueil", "chapter-accueil", None, (replace(PHONE, why="Le délai baisse"), GONE)),
        ChangeGroup(ChangePart.ANNEXES, entries=(ANNEX,)),
    ),
    (ChangedVariable("delai", "48 h", "24 h", (ChangedPlace("section", "1.1", "Le téléphone", "section-telephone"),) * 8),),
    new=frozenset({"section-telephone"}),
    marked=frozenset({"section-telephone", "term-appel synonyms"}),
)


def lines(book: Book, unit: str = "changes") -> list[str]:
    """The words of each heading and paragraph of a unit."""
    nodes = (node for one in book.units if one.id == unit for node in one.content if isinstance(node, Element))
    return [" ".join(e.text().split()) for node in nodes for e in node.iter() if e.name in {"h1", "h2", "p"}]


def test_a_book_with_nothing_to_compare_with_has_no_such_part(bible: Bible) -> None:
    assert [unit.id for unit in composed(bible).units if unit.id == "changes"] == []


def test_it_stands_in_the_front_matter_after_the_contents_and_waits_for_the_pages(bible: Bible) -> None:
    units = composed(replace(bible, changes=CHANGES)).units
    (place,) = (place for place, unit in enumerate(units) if unit.id == "changes")
    assert (units[place].matter, units[place].finishing) == (Matter.FRONT, Finishing.CONTENTS)
    assert (units[place - 1].id, units[place + 1].matter) == ("contents", Matter.BODY)


def test_its_lines_in_french(bible: Bible) -> None:
    assert lines(composed(replace(bible, changes=CHANGES))) == [
        "Ce qui change",
        "Depuis l’édition 2026-T3 du 29 juin 2026 : 1 section modifiée, 1 section retirée, 1 annexe, 1 valeur.",
        BARS,
        "1 L’accueil",
        "1.1 Le téléphone",
        "Modifiée, renommée (auparavant « L’appel »). Le délai baisse.",
        "– Le télex",
        "Retirée.",
        "Annexes",
        "– Les magasins",
        "Modifiée.",
        "7 lignes nouvelles : M001 Lyon ; M002 Dole ; et 5 autres.",
        "Chiffres et valeurs",
        "delai : 24 h (auparavant 48 h). " + "1.1 Le téléphone, p. ; " * 6 + "et 2 autres.",
    ]


def test_its_lines_in_english(bible: Bible) -> None:
    found = lines(composed(replace(bible, changes=CHANGES, language="en")))
    assert found[0] == "What changes"
    assert found[1].startswith("Since the edition 2026-T3 of") and found[1].endswith(
        "1 section changed, 1 section withdrawn, 1 annex, 1 value."
    )
    assert "Changed, renamed (formerly “L’appel”). Le délai baisse." in found


def test_terms_are_told_by_what_became_of_them(bible: Bible) -> None:
    entries = tuple(
        ChangeEntry(name, (kind,), name, target="section-telephone" if kind is ChangeKind.NEW else "")
        for name, kind in (("avoir", ChangeKind.NEW), ("télex", ChangeKind.WITHDRAWN), ("relais", ChangeKind.NEW))
    )
    told = Changes("2026-T3", groups=(ChangeGroup(ChangePart.LEXICON, entries=entries),))
    assert lines(composed(replace(bible, changes=told)))[2:] == [
        BARS, "Lexique", "Nouveaux termes : avoir, p. ; relais, p. .", "Terme retiré : télex.",
    ]  # fmt: skip


def test_nothing_changes_is_said_in_so_many_words(bible: Bible) -> None:
    dated = Changes("2026-T3", datetime.date(2026, 6, 29))
    assert lines(composed(replace(bible, changes=dated))) == [
        "Ce qui change",
        "Rien ne change depuis l’édition 2026-T3 du 29 juin 2026.",
    ]
    assert lines(composed(replace(bible, changes=Changes("2026-T3"))))[1] == "Rien ne change depuis l’édition 2026-T3."


def test_the_contents_mark_what_is_new(bible: Bible) -> None:
    assert "1.1 Le téléphone nouveau" in lines(composed(replace(bible, changes=CHANGES)), "contents")
    assert "1.1 Le téléphone" in lines(composed(bible), "contents")


def test_headings_and_lines_of_new_words_are_marked(bible: Bible) -> None:
    book = composed(replace(bible, changes=CHANGES))
    nodes = (node for unit in book.units for node in unit.content if isinstance(node, Element))
    found = [e.text() for node in nodes for e in node.iter() if e.get("data-changed")]
    assert found and all("Le téléphone" in text or "Synonymes" in text for text in found)


def test_a_value_with_another_than_yes_is_no_mark(bible: Bible) -> None:
    from bible_builder.layout.check_vocabulary import _VALUES

    assert _VALUES["data-changed"].fullmatch("yes") and not _VALUES["data-changed"].fullmatch("no")


def test_the_line_on_change_bars_is_there_only_where_there_are_some(bible: Bible) -> None:
    assert BARS not in lines(composed(replace(bible, changes=CHANGES, change_bars=False)))
    assert BARS not in lines(composed(replace(bible, changes=Changes("2026-T3", None))))
