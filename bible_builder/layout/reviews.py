"""What those who review a section are told of it: where it stands and why, who owns it, what is asked of them and until when."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Final

from bible_builder.layout.dates import date_in_words
from bible_builder.model.bible import Bible, Chapter, Section, Status
from bible_builder.model.book import Review
from bible_builder.model.standing import Standing, State
from bible_builder.model.words import words

_STATED: Final = {Status.DRAFT: State.DRAFT, Status.IN_REVIEW: State.IN_REVIEW, Status.VALIDATED: State.VALIDATED}
"""What a section says of itself, in a bible without a register of validations."""


def reviews(bible: Bible) -> Mapping[str, Review]:
    """The review of every section of the guide, by its id. One that names no owner is its chapter's, else the référent's."""
    return {section.id: _review(section, chapter, bible) for chapter in bible.chapters for section in chapter.sections}


def _review(section: Section, chapter: Chapter, bible: Bible) -> Review:
    own, standing = words(bible.language), bible.standings.get(section.id)
    state = standing.state if standing else _STATED[section.status]
    owner = _name(section.owner or chapter.owner or bible.referent, bible)
    status = own[f"status-{_key(state)}"]
    if state is State.VALIDATED:
        return Review(status, owner)
    said = own["review-status"].format(status=status, owner=owner or own["review-nobody"])
    reason = " ".join((said, *_reasons(state, standing, bible)))
    return Review(status, owner, (reason, _request(state, owner, bible), own["review-how"]))


def _reasons(state: State, standing: Standing | None, bible: Bible) -> Iterator[str]:
    """Of a text that has changed, who had validated it and when; of one to be read again, since when."""
    own = words(bible.language)
    if state is State.CHANGED and standing is not None and standing.approval is not None:
        approval = standing.approval
        yield own["review-was-validated"].format(date=_day(approval.on, bible), name=_name(approval.by, bible) or approval.by)
    if state is State.OVERDUE and standing is not None and standing.due is not None:
        yield own["review-was-due"].format(date=_day(standing.due, bible))


def _request(state: State, owner: str, bible: Bible) -> str:
    """What is to be done by the day on which the edition comes into force, when it says one."""
    own, until = words(bible.language), bible.edition.valid_from
    if not owner:
        return own["review-without-owner"]
    before = own["review-before"].format(date=_day(until, bible)) if until else ""
    return own[f"review-{_key(state)}"].format(owner=owner, before=before)


def _name(contributor: str, bible: Bible) -> str:
    return bible.contributors[contributor].name if contributor in bible.contributors else ""


def _day(date: datetime.date, bible: Bible) -> str:
    return date_in_words(date, bible.language)


def _key(state: State) -> str:
    return state.value.replace(" ", "-")
