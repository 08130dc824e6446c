"""What is asked of those who review, by status, owner and day."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

import bible_builder as bb
from bible_builder.layout.reviews import reviews
from bible_builder.model.bible import Status
from bible_builder.model.standing import Approval, Kind, Standing, State
from bible_builder.model.words import words
from tests.bibles import build_tiny


@pytest.fixture(scope="module")
def bible(tmp_path_factory: pytest.TempPathFactory) -> bb.Bible:
    """A bible of one section, which somebody owns, in force from the first of October."""
    return bb.load(build_tiny("section-reference", tmp_path_factory.mktemp("reviews")))


def changed(bible: bb.Bible, **fields: object) -> bb.Bible:
    """The bible with its first section changed."""
    chapter = bible.chapters[0]
    section = replace(chapter.sections[0], **fields)  # type: ignore[arg-type]
    return replace(bible, chapters=(replace(chapter, owner="", sections=(section,)),))


def in_force(bible: bb.Bible, day: datetime.date | None) -> bb.Bible:
    """The bible, in force from a day."""
    return replace(bible, edition=replace(bible.edition, valid_from=day))


def asked(bible: bb.Bible) -> tuple[str, ...]:
    """What is asked about its section."""
    return next(iter(reviews(bible).values())).request


OCTOBER = datetime.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("status", "day", "request_"),
    [
        (Status.IN_REVIEW, OCTOBER, "À relire par {} avant le 1er octobre 2026."),
        (Status.IN_REVIEW, None, "À relire par {}."),
        (Status.DRAFT, OCTOBER, "À terminer et à faire relire par {} avant le 1er octobre 2026."),
        (Status.DRAFT, None, "À terminer et à faire relire par {}."),
    ],
)
def test_what_is_asked_names_the_owner_and_the_day(
    bible: bb.Bible, status: Status, day: datetime.date | None, request_: str
) -> None:
    owner = next(iter(bible.contributors.values()))
    said, what, how = asked(in_force(changed(bible, status=status, owner=owner.id), day))
    word = {Status.DRAFT: "brouillon", Status.IN_REVIEW: "en relecture"}[status]
    assert said == f"Statut\u00a0: {word}. Responsable\u00a0: {owner.name}."
    assert what == request_.format(owner.name)
    assert "suivi des modifications" in how


def test_of_a_section_that_nobody_owns_it_is_asked_that_somebody_does(bible: bb.Bible) -> None:
    said, what, _ = asked(changed(bible, status=Status.DRAFT, owner=""))
    assert said.endswith("Responsable\u00a0: personne.") and what.startswith("À confier à quelqu’un")


def test_the_owner_of_the_chapter_owns_its_sections(bible: bb.Bible) -> None:
    owner = next(iter(bible.contributors.values()))
    made = changed(bible, status=Status.DRAFT, owner="")
    made = replace(made, chapters=(replace(made.chapters[0], owner=owner.id),))
    assert next(iter(reviews(made).values())).owner == owner.name


def standing(bible: bb.Bible, state: State, **fields: object) -> bb.Bible:
    """The bible with a register that says where its section stands."""
    made = changed(bible, status=Status.VALIDATED, owner=next(iter(bible.contributors)))
    section = made.chapters[0].sections[0]
    said = Standing(Kind.SECTION, section.id, section.title, section.owner, state, section.source, **fields)  # type: ignore[arg-type]
    return in_force(replace(made, standings={said.key: said}), OCTOBER)


def test_of_a_section_that_has_changed_it_is_said_who_had_validated_it(bible: bb.Bible) -> None:
    owner = next(iter(bible.contributors.values()))
    approval = Approval(owner.id, datetime.date(2026, 9, 15), bible.source)
    said, what, _ = asked(standing(bible, State.CHANGED, approval=approval))
    assert said.endswith(f"Validé le 15 septembre 2026 par {owner.name}.")
    assert what == f"À relire et à valider de nouveau par {owner.name} avant le 1er octobre 2026."


def test_of_a_section_to_be_read_again_it_is_said_since_when(bible: bb.Bible) -> None:
    said, what, _ = asked(standing(bible, State.OVERDUE, due=datetime.date(2026, 8, 1)))
    assert said.endswith("La relecture était attendue le 1er août 2026.") and what.startswith("À relire de nouveau par")


def test_the_register_counts_more_than_what_the_section_says(bible: bb.Bible) -> None:
    assert asked(standing(bible, State.VALIDATED)) == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_state_has_its_words(language: str) -> None:
    own = words(language)
    keys = [state.value.replace(" ", "-") for state in State]
    assert all(f"status-{key}" in own for key in keys)
    assert all(f"review-{key}" in own for key in keys if key != "validated")


def test_nothing_is_asked_of_a_validated_section(bible: bb.Bible) -> None:
    review = next(iter(reviews(changed(bible, status=Status.VALIDATED)).values()))
    assert (review.status, review.request) == ("validé", ())


def test_only_a_book_for_review_holds_reviews(bible: bb.Bible) -> None:
    plain, draft = bb.compose(bible), bb.compose(bible, draft=True)
    assert not plain.reviews and set(draft.reviews) == {section.id for one in bible.chapters for section in one.sections}
    assert plain.html() == draft.html() and plain.css == draft.css
