"""Where each part stands: what its file says, until somebody's yes is on record; then what has changed since."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder.model.standing import Change, Standing, State
from tests.validation.bibles import BODY, SVG, TERM, put, put_reply, put_section

DAY = datetime.date(2026, 9, 20)


def standing(root: Path, key: str = "appel") -> Standing:
    return next(one for one in bb.status(root).standings if one.key == key)


def say_yes(root: Path, *parts: str, by: str = "marque", on: datetime.date = DAY, **how: bool) -> bb.ValidationResult:
    return bb.validate(root, parts, by=by, on=on, **how)  # type: ignore[arg-type]


def told(root: Path, key: str = "appel") -> list[tuple[str, str, str, str]]:
    return [(change.what, change.name, change.before, change.after) for change in standing(root, key).changes]


def reviews(root: Path) -> list[str]:
    return [found.code for found in bb.check(root).warnings if found.code.startswith("review-")]


def test_without_a_register_the_file_says_where_a_section_stands(root: Path) -> None:
    assert standing(root).state is State.IN_REVIEW
    put_section(root, more="revu-le: 2026-09-15\n")
    assert [standing(root, key).state for key in ("accueil", "term:appel-entrant", "magasins")] == [State.NEVER] * 3


def test_a_section_without_text_is_to_be_written(root: Path) -> None:
    put_section(root, "")
    assert standing(root).state is State.TO_WRITE


def test_a_yes_on_record_counts_for_more_than_the_status(root: Path) -> None:
    say_yes(root, "appel")
    found = standing(root)
    assert (found.state, found.reviewed_on) == (State.VALIDATED, DAY)
    assert found.approval is not None
    assert (found.approval.by, found.approval.on) == ("marque", DAY)
    assert str(found.approval.source) == "content/validations/marque.jsonl:1"


def test_one_word_changed_and_the_passage_is_named(root: Path) -> None:
    say_yes(root, "appel")
    put_section(root, BODY.replace("rappelle", "écrit"))
    found = standing(root)
    assert found.state is State.CHANGED
    (change,) = found.changes
    assert (change.what, change.passages, str(change.source)) == ("text", 1, "content/guide/1-accueil/10-appel.md:11")


def test_the_variable_that_changed_is_named_with_both_values(root: Path) -> None:
    say_yes(root, "appel")
    put_reply(root, "24 h")
    assert told(root) == [("variable", "delais.reponse", "48 h", "24 h")]


def test_a_text_that_uses_another_variable_is_another_text(root: Path) -> None:
    say_yes(root, "appel")
    put_section(root, BODY.replace("delais.reponse", "autre.valeur"))
    assert [what for what, *_ in told(root)] == ["text"]


def test_a_picture_that_changed_is_named_and_the_text_is_not(root: Path) -> None:
    say_yes(root, "appel")
    put(root, "guide/1-accueil/plan.svg", SVG.format(n=20))
    assert told(root) == [("picture", "content/guide/1-accueil/plan.svg", "", "")]


def test_the_title_is_told_before_and_after(root: Path) -> None:
    say_yes(root, "appel")
    put_section(root, title="L’appel reçu")
    assert told(root) == [("title", "", "L’appel", "L’appel reçu")]


def test_rows_are_counted_and_terms_have_their_own_things(root: Path) -> None:
    say_yes(root, "magasins", "lexique:appel-entrant", by="relation")
    put(root, "annexes/m.csv", "ville;code\nAuxerre;89000\n")
    put(root, "lexique.yaml", TERM.replace("[appel reçu]", "[appel pris]"))
    assert told(root, "magasins") == [("rows", "m.csv", "2", "1")]
    assert told(root, "term:appel-entrant") == [("synonyms", "", "appel reçu", "appel pris")]


def test_what_is_as_it_was_again_is_validated_again(root: Path) -> None:
    say_yes(root, "appel")
    put_reply(root, "24 h")
    assert standing(root).state is State.CHANGED
    put_reply(root, "48 h")
    assert standing(root).state is State.VALIDATED


def test_the_last_yes_counts_and_not_an_older_one(root: Path) -> None:
    say_yes(root, "appel")
    put_reply(root, "24 h")
    say_yes(root, "appel", on=datetime.date(2026, 9, 21))
    assert standing(root).state is State.VALIDATED
    put_reply(root, "48 h")
    assert standing(root).state is State.CHANGED


def test_who_says_yes_has_read(root: Path) -> None:
    put_section(root, more="revu-le: 2025-01-15\nà-revoir: 6 mois\n")
    assert reviews(root) == ["review-overdue"]
    say_yes(root, "appel")
    assert standing(root).due == datetime.date(2027, 3, 20)
    assert reviews(root) == []


def test_a_yes_of_long_ago_is_to_be_renewed(root: Path) -> None:
    put_section(root, more="à-revoir: 6 mois\n")
    say_yes(root, "appel", on=datetime.date(2025, 9, 20))
    assert standing(root).state is State.OVERDUE and standing(root).is_validated
    assert reviews(root) == ["review-overdue"]


def test_owners_come_from_the_chapter_the_home_section_and_the_referent(root: Path) -> None:
    owners = {one.key: one.owner for one in bb.status(root).standings}
    assert owners == {"accueil": "marque", "appel": "marque", "term:appel-entrant": "marque", "magasins": "relation"}
    assert [one.key for one in bb.status(root).of("relation")] == ["magasins"]


def test_check_says_what_has_changed_since_and_no_more_that_it_is_not_validated(root: Path) -> None:
    assert [found.code for found in bb.check(root).diagnostics if "validat" in found.code] == ["section-not-validated"]
    say_yes(root, "appel")
    assert [found.code for found in bb.check(root).diagnostics if "validat" in found.code] == []
    put_reply(root, "24 h")
    (found,) = [found for found in bb.check(root).diagnostics if "validat" in found.code]
    assert (found.code, found.severity) == ("validation-outdated", bb.Severity.WARNING)
    assert found.parameters["variables"] == "delais.reponse : 48 h → 24 h"
    assert (found.parameters["person"], found.parameters["date"]) == ("Claire Aubin", "2026-09-20")
    assert [found.parameters[name] for name in ("passages", "retitled", "rows", "files")] == [""] * 4


def test_a_bible_with_mistakes_still_tells_where_it_stands(root: Path) -> None:
    put_section(root, BODY.replace("{{ delais.reponse }}", "{role inconnu}`x`{nul}`x`"))
    report = bb.status(root)
    assert report.standings and any(found.severity is bb.Severity.ERROR for found in report.diagnostics)


@pytest.mark.parametrize("seen", ["{}", '{"texte": 5, "x": []}', '"rien"', "[]", '{"nouveau mot": "y"}'])
def test_a_record_that_did_not_note_what_was_seen_still_tells_that_it_changed(seen: str, root: Path) -> None:
    digest = "0" * 64
    line = f'{{"le": "2026-09-20", "par": "marque", "section": "appel", "empreinte": "{digest}", "format": 1, "vu": {seen}}}'
    put(root, "validations/marque.jsonl", line)
    found = standing(root)
    assert found.state is State.CHANGED and found.changes
    assert all(isinstance(change, Change) for change in found.changes)
