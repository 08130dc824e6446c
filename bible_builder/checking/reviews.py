"""Each section is reviewed again within the time it says, counted to the edition's date and not to today's."""

from __future__ import annotations

from bible_builder.errors import Findings
from bible_builder.model.bible import Bible, Section, Status
from bible_builder.model.reviews import review_due


def check_reviews(bible: Bible, findings: Findings) -> None:
    """Warn of overdue reviews (``review-overdue``) and of validated sections without a review date (``review-date-missing``)."""
    for chapter in bible.chapters:
        for section in chapter.sections:
            _check_section(section, bible, findings)


def _check_section(section: Section, bible: Bible, findings: Findings) -> None:
    on, standing = bible.edition.date, bible.standings.get(section.id)
    reviewed_on = standing.reviewed_on if standing else section.reviewed_on  # who says yes has read
    if reviewed_on is None:
        if section.status is Status.VALIDATED:
            findings.warning("review-date-missing", section.source, section=section.title)
        return
    if section.reviewed_on is not None and section.reviewed_on > on:
        findings.warning(
            "review-in-future", section.place("reviewed_on"), section=section.title, reviewed=section.reviewed_on, edition=on
        )
    due = review_due(reviewed_on, section.review_every)
    if due is not None and due < on:
        findings.warning(
            "review-overdue",
            section.place("review_every"),
            section=section.title,
            reviewed=reviewed_on,
            due=due,
            edition=on,
        )
