"""Dates in words, by the bible's language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from babel.dates import format_date

from bible_builder.model.bible import Edition


def date_in_words(date: datetime.date, language: str) -> str:
    """``28 septembre 2026``, ``1er octobre 2026``; ``28 September 2026`` in English, in the order of those who print on A4."""
    short = language.partition("-")[0].lower()
    text = format_date(date, "d MMMM y", locale=short)
    return text.replace("1 ", "1er ", 1) if short == "fr" and date.day == 1 else text


def in_force(edition: Edition, words: Mapping[str, str], language: str) -> str:
    """The sentence that says when the edition is in force, or "" when it does not say."""
    start, end = edition.valid_from, edition.valid_to
    if start and end:
        return words["in-force"].format(start=date_in_words(start, language), end=date_in_words(end, language))
    if start:
        return words["in-force-from"].format(start=date_in_words(start, language))
    return words["in-force-until"].format(end=date_in_words(end, language)) if end else ""
