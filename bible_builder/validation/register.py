"""The register: ``content/validations/<who>.jsonl``, a line for each yes. Lines are only ever added.

A file a person: two people who say yes at the same time, or in two branches of a repository, write to two files. A line is JSON
with the words of the bible's language, so that it can be read, searched and compared without this program:

    {"le": "2026-10-03", "par": "marque", "section": "accueil-telephonique", "édition": "2026-T4", "empreinte": "3f9a…", …}
"""

from __future__ import annotations

import datetime
import json
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from bible_builder.errors import Findings, Source
from bible_builder.model.bible import Bible
from bible_builder.model.standing import Kind, part_key
from bible_builder.validation.canonical import FORMAT
from bible_builder.validation.words import facet, key, read_facet, read_key

FOLDER: Final = "content/validations"
SUFFIX: Final = ".jsonl"
_MOST: Final = 20_000_000
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST_ID: Final = 80
_LONGEST_FACET: Final = 200
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""What must not get into a message: control characters, and those that turn the direction of the text."""


@dataclass(frozen=True, slots=True)
class Record:
    """One yes. ``facets`` tell what was seen (see ``Digest.facets``)."""

    by: str
    on: datetime.date
    kind: Kind
    id: str
    digest: str
    edition: str = ""
    format: int = FORMAT
    facets: Mapping[str, str] = field(default_factory=dict)
    source: Source = field(default_factory=lambda: Source(FOLDER))

    @property
    def key(self) -> str:
        """What the part that it is about is found by."""
        return part_key(self.kind, self.id)


@dataclass(frozen=True)
class Register:
    """All records, in the order of their files and lines; the paths of those files, relative to the bible's root."""

    records: tuple[Record, ...] = ()
    files: tuple[str, ...] = ()

    def last(self, of: str, digest: str = "") -> Record | None:
        """The last yes to a part: of the latest day, and in a file the latest line.

        Of two people who said yes on one day, the one who saw what ``digest`` is of: which of them was first, nothing tells.
        """
        about = self._by_part.get(of)
        if not about:
            return None
        latest = max(record.on for record in about)
        by_file = {record.source.file: record for record in about if record.on == latest}  # the last line of each file
        return next((record for record in by_file.values() if record.digest == digest), list(by_file.values())[-1])

    @cached_property
    def _by_part(self) -> Mapping[str, tuple[Record, ...]]:
        parts: dict[str, list[Record]] = {}
        for record in self.records:
            parts.setdefault(record.key, []).append(record)
        return {key: tuple(records) for key, records in parts.items()}


def read_register(bible: Bible, findings: Findings) -> Register:
    """The register of a bible; an empty one when it keeps none.

    Reports ``validation-unreadable`` (reason), ``validation-broken-line`` (reason, found), the notes ``validation-duplicate``
    (line), ``validation-unknown-person`` (person) and ``validation-unknown-part`` (id).
    """
    folder = bible.root / FOLDER
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.suffix == SUFFIX and not entry.name.startswith("."))
    except OSError:
        return Register()
    records: list[Record] = []
    for name in names:
        records.extend(_read_file(bible, f"{FOLDER}/{name}", findings))
    return Register(tuple(records), tuple(f"{FOLDER}/{name}" for name in names))


def note_strangers(register: Register, bible: Bible, known: Iterable[str], findings: Findings) -> None:
    """Note who and what the register names that the bible has no longer, each once: a register keeps its past."""
    parts, named = set(known), set[str]()
    for record in register.records:
        if record.by not in bible.contributors and record.by not in named:
            findings.note("validation-unknown-person", record.source, person=record.by)
        if record.key not in parts and record.key not in named:
            findings.note("validation-unknown-part", record.source, id=record.id)
        named |= {record.by, record.key}


def _read_file(bible: Bible, file: str, findings: Findings) -> Iterator[Record]:
    text = _text(bible, file, findings)
    seen: dict[tuple[object, ...], int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        source = Source(file, number)
        record = _read_line(line, source, findings)
        if record is None:
            continue
        first = seen.setdefault((record.by, record.on, record.key, record.digest), number)
        if first != number:
            findings.note("validation-duplicate", source, line=first)
            continue
        yield record


def _text(bible: Bible, file: str, findings: Findings) -> str:
    path, source = bible.root / file, Source(file)
    reason = ""
    try:
        if not path.resolve(strict=True).is_relative_to(bible.content.resolve()):
            reason = "outside"
        elif not stat.S_ISREG((status := path.stat()).st_mode):
            reason = "not-a-file"
        elif status.st_size > _MOST:
            reason = "too-large"
        else:
            return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        reason = "encoding"
    except (OSError, RuntimeError):  # RuntimeError: a loop of symbolic links (Python 3.11)
        reason = "unreadable"
    findings.error("validation-unreadable", source, reason=reason)
    return ""


def _read_line(line: str, source: Source, findings: Findings) -> Record | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        reason = "conflict" if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")) else "json"
        findings.error("validation-broken-line", source, reason=reason, found=shown(line))
        return None
    found = {name: given for written, given in value.items() if (name := read_key(written)) is not None}
    fault = _fault(found)
    if fault:
        findings.error("validation-broken-line", source, reason=fault, found=shown(line))
        return None
    kind = next(kind for kind in Kind if kind in found)
    return Record(
        by=found["by"],
        on=datetime.date.fromisoformat(found["on"]),
        kind=kind,
        id=found[kind],
        digest=found["digest"],
        edition=shown(str(found.get("edition", ""))),
        format=found["format"],
        facets=_facets(found.get("seen")),
        source=source,
    )


def _fault(found: Mapping[str, Any]) -> str:
    """What is wrong with a line's values: ``on``, ``by``, ``part``, ``digest``, ``format``, or ""."""
    kinds = [kind for kind in Kind if kind in found]
    checks = {
        "on": _is_day(found.get("on")),
        "by": _is_id(found.get("by")),
        "part": len(kinds) == 1 and _is_id(found[kinds[0]]),
        "digest": isinstance(found.get("digest"), str) and _DIGEST.fullmatch(found["digest"]) is not None,
        "format": type(found.get("format")) is int and 1 <= found["format"] <= FORMAT,
    }
    return next((name for name, is_right in checks.items() if not is_right), "")


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == len("2026-10-03") and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and re.fullmatch(r"[\w.-]+", value) is not None


def _facets(seen: object) -> Mapping[str, str]:
    """What the line says was seen; whatever is no text is left out."""
    items = seen.items() if isinstance(seen, dict) else ()
    return {read_facet(shown(name)): value for name, value in items if isinstance(value, str)}


def shown(text: str) -> str:
    """A text from the register, or from a file, fit to stand in a message or a line."""
    clean = _UNSEEN.sub("", text)
    return clean if len(clean) <= _LONGEST_FACET else clean[: _LONGEST_FACET - 1] + "…"


def written(record: Record, language: str) -> str:
    """The line of a record, without its end."""
    seen = {facet(name, language): text for name, text in record.facets.items()}
    values = {
        "on": record.on.isoformat(),
        "by": record.by,
        record.kind: record.id,
        "edition": record.edition,
        "digest": record.digest,
        "format": record.format,
        "seen": seen,
    }
    return json.dumps({key(name, language): value for name, value in values.items()}, ensure_ascii=False)


def file_of(bible: Bible, by: str) -> Path:
    """The file that a person's records go to."""
    return bible.root / FOLDER / f"{by}{SUFFIX}"
