"""Who has said yes, for the library: where each part of a bible stands, and putting a yes on record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bible_builder.errors import ContentError, Diagnostic, Findings, UsageError
from bible_builder.model.bible import Bible
from bible_builder.model.standing import Kind, Standing, State, part_key
from bible_builder.results import StatusReport, ValidationResult

if TYPE_CHECKING:
    from bible_builder.validation import Part

_OF_LEXICON: Final = frozenset({"lexique", "lexicon", "terme", "term"})
"""What may stand before the id of a term: ``lexique:appel-entrant``."""


def status(path: str | Path) -> StatusReport:
    """Where each part of the bible in the folder ``path`` stands; writes nothing.

    A mistake in its files does not keep it from being told; only a ``bible.yaml`` that cannot be read does (ContentError).
    Raises UsageError if there is no such folder, or no bible in it.
    """
    from bible_builder import validation

    findings = Findings()
    bible = _loaded(Path(path), findings)
    register = validation.read_register(bible, findings)
    known = validation.standings(bible, register)
    validation.note_strangers(register, bible, known, findings)
    return StatusReport(bible, tuple(known.values()), findings.all)


def validate(
    path: str | Path,
    parts: Iterable[str] = (),
    *,
    by: str,
    on: datetime.date,
    all_of: str = "",
    force: bool = False,
) -> ValidationResult:
    """Put on record that the contributor ``by`` said yes, on the day ``on``, to parts of the bible as they stand.

    ``parts`` are ids of sections, chapters and annexes, and ``lexique:id`` for terms; ``all_of`` adds all that a contributor
    answers for, but what is empty or a draft. All are recorded or none. ``force``: though ``by`` neither answers for them nor is
    the référent. Raises ContentError when the bible holds a mistake; UsageError for somebody or something that it has not
    (``no-such-person``, ``no-such-part``), for nothing at all (``nothing-to-validate``), and as ``validation.record``.
    """
    from bible_builder import validation

    findings = Findings()
    bible = _loaded(Path(path), findings)
    register = validation.read_register(bible, findings)
    findings.stop_on_errors(ContentError)
    for person in filter(None, (by, all_of)):
        _known_person(person, bible)
    known = {part.key: part for part in validation.parts(bible)}
    before = validation.standings(bible, register)
    asked = dict.fromkeys(_key(name, known) for name in parts)
    drafts = [] if not all_of else [one for one in before.values() if one.owner == all_of and one.state is State.DRAFT]
    asked |= dict.fromkeys(_all_of(all_of, before) if all_of else ())
    if not asked:
        raise UsageError(Diagnostic("nothing-to-validate", {"owner": all_of}))
    done = validation.record(bible, [known[key] for key in asked], by, on, force=force)
    after = validation.standings(bible, validation.read_register(bible, Findings()))
    return ValidationResult(
        bible,
        validation.file_of(bible, by),
        tuple(after[record.key] for record in done.records),
        tuple(after[record.key] for record in done.already),
        tuple(draft for draft in drafts if draft.key not in asked),
    )


def _loaded(root: Path, findings: Findings) -> Bible:
    from bible_builder import loading

    if not root.is_dir():
        raise UsageError(Diagnostic("no-such-folder", {"folder": str(root)}))
    if not (root / "content" / "bible.yaml").exists():
        raise UsageError(Diagnostic("no-bible", {"folder": str(root)}))
    bible = loading.load(root, findings)
    if bible is None:
        raise ContentError(findings.all)
    return bible


def _known_person(person: str, bible: Bible) -> None:
    if person not in bible.contributors:
        known = ", ".join(f"{one.id} ({one.name})" for one in bible.contributors.values())
        raise UsageError(Diagnostic("no-such-person", {"person": person, "known": known}))


def _key(name: str, known: Mapping[str, Part]) -> str:
    """The key of the part that somebody typed."""
    before, colon, rest = name.strip().partition(":")
    key = part_key(Kind.TERM, rest) if colon and before in _OF_LEXICON else name.strip()
    if key in known:
        return key
    typed = {(f"lexique:{part.id}" if part.kind is Kind.TERM else part.id): part for part in known.values()}
    close = get_close_matches(name[:100], typed, 1) or [spelt for spelt, part in typed.items() if name in {part.id, part.title}]
    raise UsageError(Diagnostic("no-such-part", {"part": name, "suggestion": close[0] if close else ""}))


def _all_of(owner: str, standings: Mapping[str, Standing]) -> Iterator[str]:
    unready = {State.TO_WRITE, State.DRAFT}
    return (one.key for one in standings.values() if one.owner == owner and one.state not in unready)
