"""The register of copies: who was made, handed and acknowledged what, one event a line, added to and never changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from bible_builder.errors import Diagnostic, Findings, Source, UsageError
from bible_builder.locks import locked

REGISTER: Final = "register.jsonl"
LONGEST: Final = 100_000_000
"""Bytes of a register that is read: a million events."""


class Happening(StrEnum):
    """What may happen to a copy."""

    MADE = "made"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one copy, on a day (``2026-10-01``). ``copy`` is its identifier, ``number`` its place among the
    edition's copies, ``sha256`` the digest of its file; ``baseline`` the edition that its changes were counted from."""

    event: Happening
    edition: str
    recipient: str
    copy: str
    date: str
    number: int = 0
    name: str = ""
    audience: str = ""
    sha256: str = ""
    baseline: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The register in the folder of the editions."""

    folder: Path

    @property
    def path(self) -> Path:
        """Its file, which need not be there."""
        return self.folder / REGISTER

    def events(self, findings: Findings) -> tuple[Event, ...]:
        """Everything that happened, in the order in which it was noted.

        A line that is no event is passed over and reported (``bad-register-line``: file, line), the last one too when a power cut
        has left a part of it.
        """
        return tuple(self._events(findings))

    def _events(self, findings: Findings) -> Iterator[Event]:
        try:
            data = self.path.read_bytes() if self.path.stat().st_size <= LONGEST else b""
        except FileNotFoundError:
            return
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(Diagnostic("cannot-read", {"file": str(self.path), "reason": reason})) from error
        for number, line in enumerate(data.split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                yield _EVENT.validate_python(json.loads(line), strict=False)
            except (ValidationError, ValueError, RecursionError):
                place = Source(REGISTER, number)
                findings.warning("bad-register-line", place, file=str(self.path), line=number)

    def add(self, events: Iterable[Event]) -> None:
        """Note what happened: all of it reaches the disk before this returns.

        Raises UsageError: ``folder-locked``, ``cannot-write``. What was noted before stays as it is.
        """
        lines = b"".join(_line(event) for event in events)
        if not lines:
            return
        with locked(self.folder):
            try:
                self._append(lines)
            except OSError as error:
                reason = error.strerror or str(error)
                raise UsageError(Diagnostic("cannot-write", {"file": str(self.path), "reason": reason})) from error

    def _append(self, lines: bytes) -> None:
        with open(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666), "rb+") as file:
            end = file.seek(0, os.SEEK_END)
            if end:
                file.seek(end - 1)
                if file.read(1) != b"\n":  # the torn line of an interrupted run keeps to itself
                    lines = b"\n" + lines
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())


_EVENT: Final[TypeAdapter[Event]] = TypeAdapter(Event)


def _line(event: Event) -> bytes:
    said: dict[str, Any] = {name: value for name, value in asdict(event).items() if value not in {"", 0}}
    return (json.dumps(said, ensure_ascii=False, sort_keys=True) + "\n").encode()


def last_delivered(events: Iterable[Event], recipient: str, before: str) -> str:
    """The edition that was last delivered to a recipient before they were delivered ``before``; "" for none.

    One that was recalled since does not count: they no longer have it.
    """
    delivered: dict[str, None] = {}
    has_it = False
    for event in (one for one in events if one.recipient == recipient):
        if event.event is Happening.RECALLED:
            delivered.pop(event.edition, None)
        elif event.event is Happening.DELIVERED and event.edition == before:
            has_it = True  # a copy made once more tells what the first one told
        elif event.event is Happening.DELIVERED and not has_it:
            delivered.pop(event.edition, None)
            delivered[event.edition] = None
    return next(reversed(delivered), "")
