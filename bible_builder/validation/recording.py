"""Putting a yes on record: whether it may be, what is written, and how two at once lose nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bible_builder.errors import ContentError, Diagnostic, Findings, UnsafeError, UsageError
from bible_builder.files import write_whole
from bible_builder.locks import locked
from bible_builder.model.bible import Bible
from bible_builder.validation.digests import digest
from bible_builder.validation.parts import Part
from bible_builder.validation.register import FOLDER, Record, Register, file_of, read_register, written


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written, and what was on record already as it stands."""

    records: tuple[Record, ...]
    already: tuple[Record, ...]


def record(bible: Bible, about: Sequence[Part], by: str, on: datetime.date, *, force: bool = False) -> Recorded:
    """Write that ``by`` said yes to each part, as it stands, on that day; all of them or none.

    What has been said yes to as it stands, on that day or later, is not said again. Raises UsageError:
    ``validation-of-nothing`` for a part with nothing in it; ``validation-not-by-owner`` when ``by`` neither answers for it nor is
    the référent, unless ``force``; ``validation-too-early`` when a later yes is on record. ContentError for a register that
    cannot be read; UsageError when the file cannot be written.
    """
    _refuse(_unfit(about, by, bible, force=force))
    folder = bible.root / FOLDER
    if folder.exists() and not folder.resolve().is_relative_to(bible.content.resolve()):
        raise UnsafeError(Diagnostic("outside-bible", {"file": FOLDER}))
    with locked(folder):
        findings = Findings()
        register = read_register(bible, findings)
        findings.stop_on_errors(ContentError)
        sorted_out = _sorted_out(about, by, on, bible, register)
        if sorted_out.records:
            _append(bible, by, sorted_out.records)
    return sorted_out


def _refuse(diagnostics: Iterable[Diagnostic]) -> None:
    if found := tuple(diagnostics):
        raise UsageError(found)


def _unfit(about: Sequence[Part], by: str, bible: Bible, *, force: bool) -> Iterator[Diagnostic]:
    for part in about:
        if part.is_empty:
            yield Diagnostic("validation-of-nothing", {"title": part.title, "kind": part.kind}, part.source)
        elif not force and by not in {part.owner, bible.referent}:
            parameters = {"title": part.title, "kind": part.kind, "by": by, "owner": part.owner, "referent": bible.referent}
            yield Diagnostic("validation-not-by-owner", parameters, part.source)


def _sorted_out(about: Sequence[Part], by: str, on: datetime.date, bible: Bible, register: Register) -> Recorded:
    new, already, late = list[Record](), list[Record](), list[Diagnostic]()
    for part in about:
        now = digest(part, bible)
        last = register.last(part.key, now.hex)
        if last is not None and last.digest == now.hex and last.on >= on:
            already.append(last)
        elif last is not None and last.on > on:
            parameters = {"title": part.title, "date": last.on.isoformat(), "by": last.by}
            late.append(Diagnostic("validation-too-early", parameters, last.source))
        else:
            new.append(Record(by, on, part.kind, part.id, now.hex, bible.edition.id, facets=now.facets))
    _refuse(late)
    return Recorded(tuple(new), tuple(already))


def _append(bible: Bible, by: str, records: Iterable[Record]) -> None:
    """Add lines to a person's file; what stands in it stays to the byte."""
    path = file_of(bible, by)
    old = path.read_bytes() if path.exists() else b""
    if old and not old.endswith(b"\n"):
        old += b"\n"
    lines = "".join(f"{written(record, bible.language)}\n" for record in records)
    write_whole(path, old + lines.encode())
