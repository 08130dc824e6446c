"""Ids: small ASCII letters, digits and single hyphens, each given once in a bible."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bible_builder.errors import Findings, Source

ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NAME: Final = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_LONGEST: Final = 80
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "’": "-", "'": "-"})


def slugify(text: str) -> str:
    """The id that a text makes: ``Bon d’avoir`` gives ``bon-d-avoir``; "" when it has no letter or digit."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:_LONGEST].strip("-")


def is_id(text: str) -> bool:
    """Whether it is an id, at most 80 characters long."""
    return ID.fullmatch(text) is not None and len(text) <= _LONGEST


class Ids:
    """The ids given so far, with the place of each."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._given: dict[str, Source] = {}

    def give(self, text: str, place: Source) -> bool:
        """Note an id; whether it may be used. Reports ``bad-id`` (id, suggestion), ``duplicate-id`` (id, file, line)."""
        if not is_id(text):
            self._findings.error("bad-id", place, id=text, suggestion=slugify(text))
            return False
        first = self._given.setdefault(text, place)
        if first is not place:
            self._findings.error("duplicate-id", place, id=text, file=first.file, line=first.line)
        return first is place
