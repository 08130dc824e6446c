"""When something is to be read again: a period counted from the last review."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

_PERIOD: Final = re.compile(r"(\d{1,3})\s*(jours?|days?|semaines?|weeks?|mois|months?|ans?|années?|years?)", re.IGNORECASE)
_MONTHS: Final = {"mois": 1, "month": 1, "an": 12, "année": 12, "year": 12}
_DAYS: Final = {"jour": 1, "day": 1, "semaine": 7, "week": 7}


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
