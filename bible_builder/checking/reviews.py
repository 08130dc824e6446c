"""Each section is reviewed again within the time it says, counted to the edition's date and not to today's."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

from bible_builder.errors import Findings
from bible_builder.model.bible import Bible, Section, Status

_PERIOD: Final = re.compile(r"(\d{1,3})\s*(jours?|days?|semaines?|weeks?|mois|months?|ans?|années?|years?)", re.IGNORECASE)
_MONTHS: Final = {"mois": 1, "month": 1, "an": 12, "année": 12, "year": 12}
_DAYS: Final = {"jour": 1, "day": 1, "semaine": 7, "week": 7}


def check_reviews(bible: Bible, findings: Findings) -> None:
    """Warn of overdue reviews (``review-overdue``) and of validated sections without a review date (``review-date-missing``)."""
    for chapter in bible.chapters:
        for section in chapter.sections:
            _check_section(section, bible.edition.date, findings)


def _check_section(section: Section, on: datetime.date, findings: Findings) -> None:
    if section.reviewed_on is None:
        if section.status is Status.VALIDATED:
            findings.warning("review-date-missing", section.source, section=section.title)
        return
    if section.reviewed_on > on:
        findings.warning(
            "review-in-future", section.place("reviewed_on"), section=section.title, reviewed=section.reviewed_on, edition=on
        )
    due = review_due(section.reviewed_on, section.review_every)
    if due is not None and due < on:
        findings.warning(
            "review-overdue",
            section.place("review_every"),
            section=section.title,
            reviewed=section.reviewed_on,
            due=due,
            edition=on,
        )


def review_due(reviewed_on: datetime.date, every: str) -> datetime.date | None:
    """The day by which the next review is due: ``6 mois``, ``90 days`` after the last; None when ``every`` states no period."""
    found = _PERIOD.fullmatch(every.strip())
    if not found:
        return None
    number, unit = int(found[1]), found[2].lower()
    unit = unit if unit == "mois" else unit.removesuffix("s")
    if unit in _DAYS:
        return reviewed_on + datetime.timedelta(days=number * _DAYS[unit])
    months = reviewed_on.month - 1 + number * _MONTHS[unit]
    year, month = reviewed_on.year + months // 12, months % 12 + 1
    return datetime.date(year, month, min(reviewed_on.day, calendar.monthrange(year, month)[1]))
