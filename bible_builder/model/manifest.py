"""What a published edition consists of, as its manifest tells it; and how it may come to deviate from that."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Final

FORMAT: Final = 1
"""The version of the manifest; raised when an older program could misread what a newer one writes."""

Engines = Mapping[str, str]
"""What the bytes depend on beside the sources: name → version, ``""`` for what was not there."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file, by its path in the edition or in the sources: its size in bytes and its SHA-256 in hexadecimal figures."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class OutputRecord(FileRecord):
    """A file that readers get: for whom (``""``: everybody), in which layout and format, for which purpose; its pages (0: Word),
    and the engine that its page numbers come from."""

    format: str = ""
    layout: str = ""
    purpose: str = ""
    audience: str = ""
    pages: int = 0
    folios: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """An edition. Dates are written as in ``2026-10-01``; ``""`` for none. ``commit`` is the sources' in a version control
    system, ``""`` where there is none. ``kept`` are the files for later (sources, snapshot), ``inputs`` what the sources hold.
    ``warnings`` are those of its making, as ``place: code``."""

    edition: str
    number: int
    date: str
    title: str
    language: str
    valid_from: str = ""
    valid_to: str = ""
    baseline: str = ""
    commit: str = ""
    outputs: tuple[OutputRecord, ...] = ()
    kept: tuple[FileRecord, ...] = ()
    inputs: tuple[FileRecord, ...] = ()
    engines: Engines = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    format: int = FORMAT

    @property
    def files(self) -> tuple[FileRecord, ...]:
        """Every file of the edition but the manifest itself."""
        return (*self.outputs, *self.kept)

    def digest(self, path: str) -> str:
        """The SHA-256 of a file of the edition, "" when it has none of that name."""
        return next((record.sha256 for record in self.files if record.path == path), "")

    @property
    def day(self) -> datetime.date:
        """The edition's date."""
        return datetime.date.fromisoformat(self.date)

    def to_json(self) -> bytes:
        """The same bytes for the same manifest: keys sorted, UTF-8, a line an item."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


class Fault(StrEnum):
    """How a file deviates."""

    MISSING = "missing"
    CHANGED = "changed"
    STRANGE = "strange"  # in the folder and not in the manifest
    NOT_REBUILT = "not rebuilt"  # made anew it has other bytes


@dataclass(frozen=True, slots=True)
class Deviation:
    """A file that is not what the manifest says."""

    file: str
    fault: Fault
