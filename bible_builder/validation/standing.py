"""Where each part of a bible stands: what its file says of itself, or, once somebody's yes is on record, what the record says."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.model.bible import Bible, Section, Status
from bible_builder.model.reviews import review_due
from bible_builder.model.standing import Approval, Change, Standing, State
from bible_builder.validation.digests import Digest, digest
from bible_builder.validation.parts import Part, parts
from bible_builder.validation.register import Record, Register, note_strangers, read_register, shown

_OPAQUE: Final = frozenset({"picture", "file", "columns"})
"""Kinds of facets whose values only tell whether they are the same."""

_WITH_TEXT: Final = frozenset({"variable", "picture"})
"""Kinds of facets that come and go with the text, which is then what has changed."""

_STATED: Final = {Status.DRAFT: State.DRAFT, Status.IN_REVIEW: State.IN_REVIEW, Status.VALIDATED: State.VALIDATED}


def with_standings(bible: Bible, findings: Findings) -> Bible:
    """The bible with its standings, its register among the files read; itself when it keeps no register.

    Reports what ``read_register`` and ``note_strangers`` report.
    """
    register = read_register(bible, findings)
    if not register.files:
        return bible
    known = standings(bible, register)
    note_strangers(register, bible, known, findings)
    return replace(bible, standings=known, files=tuple(sorted({*bible.files, *register.files})))


def standings(bible: Bible, register: Register) -> Mapping[str, Standing]:
    """Where each part stands, by its key, in the order of the book; reviews are due by the edition's date."""
    return {part.key: _standing(part, bible, register) for part in parts(bible)}


def _standing(part: Part, bible: Bible, register: Register) -> Standing:
    now = digest(part, bible)
    last = register.last(part.key, now.hex)
    stands = last is not None and last.digest == now.hex
    reviewed_on = _reviewed_on(part, last if stands else None)
    due = _due(part, reviewed_on)
    state = _stated(part) if last is None else State.VALIDATED if stands else State.CHANGED
    if part.is_empty:
        state = State.TO_WRITE
    elif state is State.VALIDATED and due is not None and due < bible.edition.date:
        state = State.OVERDUE
    return Standing(
        kind=part.kind,
        id=part.id,
        title=part.title,
        owner=part.owner,
        state=state,
        source=part.source,
        approval=Approval(last.by, last.on, last.source) if last else None,
        changes=tuple(changes(last, now)) if last and not stands else (),
        reviewed_on=reviewed_on,
        due=due,
    )


def _stated(part: Part) -> State:
    """What the part's file says of it; only sections have a status."""
    return _STATED[part.holder.status] if isinstance(part.holder, Section) else State.NEVER


def _reviewed_on(part: Part, last: Record | None) -> datetime.date | None:
    """Who says yes has read: the later of that day and of the one in the file."""
    own = part.holder.reviewed_on if isinstance(part.holder, Section) else None
    return max((day for day in (own, last.on if last else None) if day is not None), default=None)


def _due(part: Part, reviewed_on: datetime.date | None) -> datetime.date | None:
    if reviewed_on is None or not isinstance(part.holder, Section):
        return None
    return review_due(reviewed_on, part.holder.review_every)


def changes(last: Record, now: Digest) -> Iterator[Change]:
    """What is not as ``last`` has it, the text first; ``other`` when nothing that was noted tells."""
    before, after = last.facets, now.facets
    differing = [
        name for name in (*after, *(name for name in before if name not in after)) if before.get(name) != after.get(name)
    ]
    is_other_text = "text" in differing
    found = False
    for name in sorted(differing, key=lambda name: name != "text"):
        kind, _, rest = name.partition(" ")
        if is_other_text and kind in _WITH_TEXT and not (name in before and name in after):
            continue
        found = True
        yield _change(kind, rest, before.get(name, ""), after.get(name, ""), now)
    if not found:
        yield Change("other")


def _change(kind: str, name: str, before: str, after: str, now: Digest) -> Change:
    if kind == "text":
        return _change_of_text(before.split(), after.split(), now.places)
    if kind == "rows":
        return Change(kind, shown(name), shown(before.partition(" ")[0]), shown(after.partition(" ")[0]))
    if kind in _OPAQUE:
        return Change(kind, shown(name))
    return Change(kind, shown(name), shown(before), shown(after))


def _change_of_text(before: list[str], after: list[str], places: tuple[Source | None, ...]) -> Change:
    """How many blocks differ; the first one that does, else the one before which something is gone."""
    steps = [step for step in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if step[0] != "equal"]
    passages = sum(max(step[2] - step[1], step[4] - step[3]) for step in steps)
    first = steps[0][3] if steps else 0
    near = [place for place in (*places[first:], *reversed(places[:first])) if place is not None]
    return Change("text", passages=passages, source=near[0] if near else None)
