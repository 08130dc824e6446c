"""Where the copies of one edition are made and handed over: who gets one, which document it is a copy of, where it lies."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bible_builder.baselines import SHELF
from bible_builder.errors import BibleError, ContentError, Diagnostic, Findings, UsageError
from bible_builder.locks import locked
from bible_builder.model.bible import Bible, Recipient
from bible_builder.model.manifest import Manifest, OutputRecord

if TYPE_CHECKING:
    from bible_builder.publishing import Shelf
    from bible_builder.publishing.register import Event, Register

FOLDER: Final = "copies"
"""The folder of a bible that holds the copies, with a folder an edition and in it a folder a recipient."""

_DRAFT: Final = re.compile(r"\..+\.[0-9a-f]{8}")
"""What ``write_whole`` writes beside the place of a file, before it takes it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A recipient's copy: its identifier, its place among the edition's copies (from 1), its file, the digest of that.

    ``baseline`` is the edition that what changes in it is counted from, "" when it tells of no changes (their first edition).
    """

    recipient: Recipient
    identifier: str
    number: int
    path: Path
    sha256: str = ""
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class CopiesResult:
    """The copies that were made or handed over, in the recipients' order; what kept others from it is in ``diagnostics``.

    ``swept`` names what an interrupted work had left half written, and is gone.
    """

    copies: tuple[Copy, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    swept: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Desk:
    """The copies of one edition: the bible, the edition on its shelf, the folder of copies, what happened so far."""

    bible: Bible
    edition: str
    shelf: Shelf
    manifest: Manifest
    output: Path
    events: tuple[Event, ...]

    @classmethod
    def at(cls, root: Path, edition: str, shelf: str | Path | None, output: str | Path | None, findings: Findings) -> Desk:
        """Raises UsageError for no bible or no such edition, ContentError for a bible that cannot be read."""
        from bible_builder import loading
        from bible_builder.publishing import Shelf
        from bible_builder.publishing.register import Register

        if not (root / "content" / "bible.yaml").exists():
            raise UsageError(Diagnostic("no-bible", {"folder": str(root)}))
        read = Findings()
        bible = loading.load(root, read)
        if bible is None:
            raise ContentError(read.all)
        place = Shelf(Path(shelf) if shelf is not None else root / SHELF)
        manifest = place.manifest(edition)
        events = Register(place.folder).events(findings)
        return cls(bible, edition, place, manifest, Path(output) if output is not None else root / FOLDER, events)

    @property
    def register(self) -> Register:
        """The register of the shelf."""
        from bible_builder.publishing.register import Register

        return Register(self.shelf.folder)

    @property
    def folder(self) -> Path:
        """The folder with the copies of this edition."""
        return self.output / self.edition

    @contextlib.contextmanager
    def held(self) -> Iterator[tuple[Path, ...]]:
        """Hold the copies of this edition: nobody else makes or delivers them. Gives what an interrupted work had left there.

        Raises UsageError: ``folder-locked`` at once when another process holds them, ``cannot-write``.
        """
        with locked(self.folder, patience=0):
            left = sorted(path for path in self.folder.glob("*/.*") if _DRAFT.fullmatch(path.name))
            for path in left:
                with contextlib.suppress(OSError):
                    path.unlink()
            yield tuple(left)

    def chosen(self, named: Iterable[str], wanted: set[str]) -> tuple[Recipient, ...]:
        """The recipients asked for, all when none is. Raises UsageError (``no-such-recipient``, ``no-recipients``)."""
        known = {recipient.id: recipient for recipient in self.bible.recipients}
        if not known:
            raise UsageError(Diagnostic("no-recipients", {"folder": str(self.bible.root)}))
        for name in named:
            if name not in known:
                raise UsageError(Diagnostic("no-such-recipient", {"recipient": name, "known": ", ".join(known)}))
        return tuple(one for one in known.values() if not wanted or one.id in wanted)

    def document(self, audience: str) -> OutputRecord | None:
        """The PDF to be read that was published for an audience, in the bible's own layout if there is one."""
        found = [one for one in self.manifest.outputs if (one.format, one.purpose, one.audience) == ("pdf", "screen", audience)]
        return min(found, key=lambda one: (one.layout != self.bible.layout, one.path), default=None)

    def number(self, recipient: Recipient) -> int:
        """The place of a recipient's copy among all, from 1."""
        return [one.id for one in self.bible.recipients].index(recipient.id) + 1

    def identifier(self, recipient: Recipient, record: OutputRecord) -> str:
        """What tells a copy from all others, made of the edition, the recipient and the document that was published."""
        digest = hashlib.sha256("\0".join((self.edition, recipient.id, record.sha256)).encode()).hexdigest()
        return f"{self.edition}-{self.number(recipient):03}-{digest[:8]}"

    def path(self, recipient: Recipient, record: OutputRecord) -> Path:
        """Where a recipient's copy of a document lies, or would."""
        stem = Path(record.path).stem
        return self.folder / recipient.id / f"{stem}-{recipient.id}.pdf"

    def last_read(self, recipient: Recipient) -> str:
        """The edition that was last delivered to a recipient before this one, "" for none."""
        from bible_builder.publishing.register import last_delivered

        return last_delivered(self.events, recipient.id, self.edition)

    def happened(self, copy: Copy, happening: str, on: datetime.date) -> None:
        """Note in the register what happened to a copy. Raises UsageError as the register does."""
        from bible_builder.publishing.register import Event, Happening

        event = Event(
            Happening(happening), self.edition, copy.recipient.id, copy.identifier, on.isoformat(), copy.number,
            copy.recipient.name, copy.recipient.audience, copy.sha256, copy.baseline,
        )  # fmt: skip
        self.register.add([event])


def done(work: Callable[[], object], findings: Findings) -> bool:
    """Whether the work came to its end; what kept it from that is noted."""
    try:
        work()
    except BibleError as error:
        findings.add(error.diagnostics)
        return False
    return True
