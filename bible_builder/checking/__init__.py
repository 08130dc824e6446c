"""The rules a bible is held to, one file a family."""

from __future__ import annotations

from bible_builder.checking.access import check_access
from bible_builder.checking.charter import check_charter
from bible_builder.checking.contrast import check_contrast
from bible_builder.checking.coverage import check_coverage
from bible_builder.checking.glyphs import check_glyphs
from bible_builder.checking.repetitions import check_repetitions
from bible_builder.checking.reviews import check_reviews
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible

FAMILIES = (check_access, check_charter, check_contrast, check_coverage, check_glyphs, check_repetitions, check_reviews)


def check(bible: Bible, findings: Findings) -> None:
    """Hold the loaded bible to every rule; what breaks one is added to ``findings``."""
    for family in FAMILIES:
        family(bible, findings)


__all__ = ["FAMILIES", "check"]
