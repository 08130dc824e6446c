"""The nearest known word to one that is not known, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like ``word``, or "" when none is near."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.6)), "")
