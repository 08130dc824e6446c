"""Reviews that are due."""

from __future__ import annotations

import datetime

import pytest

from bible_builder.checking.reviews import check_reviews
from bible_builder.model.bible import Status
from bible_builder.model.reviews import review_due
from tests.checking.small_bible import bible, found, section

DAY = datetime.date(2026, 1, 31)


@pytest.mark.parametrize(
    ("every", "due"),
    [
        ("6 mois", datetime.date(2026, 7, 31)),
        ("1 mois", datetime.date(2026, 2, 28)),
        ("13 months", datetime.date(2027, 2, 28)),
        ("1 an", datetime.date(2027, 1, 31)),
        ("2 années", datetime.date(2028, 1, 31)),
        ("90 jours", datetime.date(2026, 5, 1)),
        ("2 weeks", datetime.date(2026, 2, 14)),
        ("", None),
        ("souvent", None),
    ],
)
def test_a_period_is_counted_from_the_last_review(every: str, due: datetime.date | None) -> None:
    assert review_due(DAY, every) == due


def test_a_review_that_is_past_on_the_edition_s_date_is_reported() -> None:
    late = section(reviewed_on=datetime.date(2026, 3, 27), review_every="6 mois")
    (only,) = found(check_reviews, bible(late))
    assert (only.code, only.severity) == ("review-overdue", "warning")
    assert only.parameters == {"section": "Début", "reviewed": "2026-03-27", "due": "2026-09-27", "edition": "2026-09-28"}


def test_a_review_due_on_the_very_day_is_in_time() -> None:
    assert found(check_reviews, bible(section(reviewed_on=datetime.date(2026, 3, 28)))) == []


def test_a_review_from_the_future_is_reported() -> None:
    (only,) = found(check_reviews, bible(section(reviewed_on=datetime.date(2026, 9, 29))))
    assert only.code == "review-in-future"


def test_only_a_validated_section_needs_a_review_date() -> None:
    assert [d.code for d in found(check_reviews, bible(section(reviewed_on=None)))] == ["review-date-missing"]
    assert found(check_reviews, bible(section(reviewed_on=None, status=Status.DRAFT))) == []
