"""How far each part of a bible has come towards being published: who said yes to it, when, and what has changed since."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from bible_builder.errors import Source


class Kind(StrEnum):
    """The parts that somebody says yes to."""

    CHAPTER = "chapter"  # its introduction
    SECTION = "section"
    TERM = "term"
    ANNEX = "annex"


class State(StrEnum):
    """Where a part stands, from the farthest to the nearest."""

    TO_WRITE = "to write"  # there is nothing in it
    DRAFT = "draft"
    IN_REVIEW = "in review"
    NEVER = "never validated"  # a part that has no status of its own, and that nobody has said yes to
    CHANGED = "changed"  # since it was validated
    OVERDUE = "overdue"  # validated as it stands, and to be read again
    VALIDATED = "validated"


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that is not what it was when the part was validated.

    ``what`` is the kind of thing (``text``, ``title``, ``variable``, ``picture``, ``rows``…), ``name`` which one where there are
    several. ``before`` and ``after`` are what is read there, "" where it is not to be shown (a picture) or was not there.
    ``passages`` counts the blocks of a text that differ; the first of them stands at ``source``.
    """

    what: str
    name: str = ""
    before: str = ""
    after: str = ""
    passages: int = 0
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """A yes on record: of whom (a contributor's id), on which day, where it is written."""

    by: str
    on: datetime.date
    source: Source


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one part stands. ``owner`` is a contributor's id, "" for nobody's.

    ``approval`` is the last one on record, None without any: what its file says of itself counts then. ``changes`` says what is
    not as it was approved. ``reviewed_on`` is the last day it was read, ``due`` the day by which it is to be read again.
    """

    kind: Kind
    id: str
    title: str
    owner: str
    state: State
    source: Source
    approval: Approval | None = None
    changes: tuple[Change, ...] = ()
    reviewed_on: datetime.date | None = None
    due: datetime.date | None = None

    @property
    def key(self) -> str:
        """What it is found by among all parts of a bible."""
        return part_key(self.kind, self.id)

    @property
    def is_validated(self) -> bool:
        """Whether somebody said yes to it as it stands."""
        return self.state in {State.VALIDATED, State.OVERDUE}


def part_key(kind: Kind, name: str) -> str:
    """What a part is found by: chapters, sections and annexes share their ids, terms have theirs."""
    return f"{Kind.TERM}:{name}" if kind is Kind.TERM else name
