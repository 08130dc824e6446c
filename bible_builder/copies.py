"""Copies of a published edition, for the library: one for each recipient, handed over with a message, kept in a register.

A recipient gets the PDF of their own audience, and nothing of what that audience may not read is in it: it was published so.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bible_builder.build import WORK, snapshot_of
from bible_builder.editions import SHELF
from bible_builder.errors import BibleError, ContentError, Diagnostic, Findings, UsageError
from bible_builder.files import write_whole
from bible_builder.model.bible import Bible, Recipient
from bible_builder.model.manifest import Manifest, OutputRecord
from bible_builder.model.words import words
from bible_builder.results import Work

if TYPE_CHECKING:
    from bible_builder.comparison import Comparison, Snapshot
    from bible_builder.comparison.comparison import SectionChange
    from bible_builder.publishing import Shelf
    from bible_builder.publishing.register import Event, Register
    from bible_builder.rendering.pdf.copying import Mark

FOLDER: Final = "copies"
"""The folder of a bible that holds the copies, with a folder an edition and in it a folder a recipient."""

SUMS, LETTER = "SHA256SUMS", "message.eml"
_POINTS: Final = 3


@dataclass(frozen=True, slots=True)
class Copy:
    """A recipient's copy: its identifier, its place among the edition's copies (from 1), its file, the digest of that.

    ``baseline`` is the edition that what changes for them is counted from, "" for their first.
    """

    recipient: Recipient
    identifier: str
    number: int
    path: Path
    sha256: str = ""
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class CopiesResult:
    """The copies that were made or handed over, in the recipients' order; what kept others from it is in ``diagnostics``."""

    copies: tuple[Copy, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def make_copies(
    path: str | Path,
    edition: str,
    output: str | Path | None = None,
    *,
    on: datetime.date,
    shelf: str | Path | None = None,
    recipients: Sequence[str] = (),
    passwords: Mapping[str, str] = {},
    watermark: bool = False,
    work: Work = WORK,
) -> CopiesResult:
    """Make the copy of each recipient (``recipients``: of those alone) of a published edition, in ``output`` (None: ``copies``).

    ``passwords`` (recipient's id → password) are for those whose copy opens with one; they are kept nowhere. Raises UsageError
    for an edition that is not on the ``shelf`` (None: ``editions``) or a recipient that the bible has not. A copy that cannot be
    made leaves the others made and is named.
    """
    desk = _Desk.at(Path(path), edition, shelf, output)
    chosen, findings = desk.chosen((*recipients, *passwords), set(recipients)), Findings()
    made: list[Copy] = []
    for record, group in desk.by_document(chosen, findings):
        made += desk.copied(record, group, passwords, watermark, work, findings)
    ordered = tuple(sorted(made, key=lambda copy: copy.number))
    desk.register.add(desk.event(copy, "made", on) for copy in ordered)
    return CopiesResult(ordered, findings.all)


def deliver(
    path: str | Path,
    edition: str,
    output: str | Path | None = None,
    *,
    on: datetime.date,
    shelf: str | Path | None = None,
    recipients: Sequence[str] = (),
    dry_run: bool = False,
) -> CopiesResult:
    """Prepare what is sent to each recipient: the PDF, its digest, the draft of a message. It counts as delivered from then on.

    ``dry_run`` only says who would get what. A copy that was not made, or is not as it was made, is named
    (``copy-not-made``, ``copy-changed``) and the others are delivered. Raises as ``make_copies``.
    """
    desk, findings = _Desk.at(Path(path), edition, shelf, output), Findings()
    ready: list[Copy] = []
    for recipient in desk.chosen(recipients, set(recipients)):
        copy = desk.made(recipient, findings)
        if copy is not None and (dry_run or _done(lambda copy=copy: desk.hand_over(copy), findings)):  # type: ignore[misc]
            ready.append(copy)
            if not dry_run:
                desk.register.add([desk.event(copy, "delivered", on)])
    return CopiesResult(tuple(ready), findings.all)


def enter(
    path: str | Path,
    recipient: str,
    edition: str,
    happening: str,
    *,
    on: datetime.date,
    shelf: str | Path | None = None,
    why: str = "",
) -> Event:
    """Note in the register that a delivered copy was ``acknowledged`` or ``recalled``.

    Raises UsageError: ``copy-not-delivered``, and as ``make_copies``.
    """
    from bible_builder.publishing.register import Happening

    desk = _Desk.at(Path(path), edition, shelf, None)
    (one,) = desk.chosen([recipient], {recipient})
    delivered = [
        event for event in desk.events if (event.recipient, event.edition, event.event) == (one.id, edition, Happening.DELIVERED)
    ]
    if not delivered:
        raise UsageError(Diagnostic("copy-not-delivered", {"recipient": one.name, "edition": edition, "id": one.id}))
    event = replace(delivered[-1], event=Happening(happening), date=on.isoformat(), note=why)
    desk.register.add([event])
    return event


def whose(file: str | Path, shelf: str | Path | None = None) -> tuple[str, Event | None]:
    """The identifier that a PDF bears, and the event of its making when the register on ``shelf`` knows it.

    Raises UsageError for a file that cannot be read (``cannot-read``) or bears none (``not-a-copy``).
    """
    from bible_builder.publishing.register import Register
    from bible_builder.rendering.pdf.copying import identifier_of

    try:
        found = identifier_of(Path(file).read_bytes())
    except OSError as error:
        raise UsageError(Diagnostic("cannot-read", {"file": str(file), "reason": error.strerror or str(error)})) from error
    if not found:
        raise UsageError(Diagnostic("not-a-copy", {"file": str(file)}))
    events = Register(Path(shelf)).events(Findings()) if shelf is not None else ()
    return found, next((event for event in events if event.copy == found), None)


@dataclass(frozen=True)
class _Desk:
    """Where the copies of one edition are made and handed over."""

    bible: Bible
    edition: str
    shelf: Shelf
    manifest: Manifest
    output: Path
    events: tuple[Event, ...]
    _compared: dict[tuple[str, str], Comparison | None] = field(default_factory=dict)

    @classmethod
    def at(cls, root: Path, edition: str, shelf: str | Path | None, output: str | Path | None) -> _Desk:
        from bible_builder import loading
        from bible_builder.publishing import Shelf
        from bible_builder.publishing.register import Register

        if not (root / "content" / "bible.yaml").exists():
            raise UsageError(Diagnostic("no-bible", {"folder": str(root)}))
        findings = Findings()
        bible = loading.load(root, findings)
        if bible is None:
            raise ContentError(findings.all)
        place = Shelf(Path(shelf) if shelf is not None else root / SHELF)
        manifest = place.manifest(edition)
        events = Register(place.folder).events(findings)
        return cls(bible, edition, place, manifest, Path(output) if output is not None else root / FOLDER, events)

    @property
    def register(self) -> Register:
        """The register of the shelf."""
        from bible_builder.publishing.register import Register

        return Register(self.shelf.folder)

    def chosen(self, named: Iterable[str], wanted: set[str]) -> tuple[Recipient, ...]:
        """The recipients asked for, all when none is. Raises UsageError (``no-such-recipient``, ``no-recipients``)."""
        known = {recipient.id: recipient for recipient in self.bible.recipients}
        if not known:
            raise UsageError(Diagnostic("no-recipients", {"folder": str(self.bible.root)}))
        for name in named:
            if name not in known:
                raise UsageError(Diagnostic("no-such-recipient", {"recipient": name, "known": ", ".join(known)}))
        return tuple(one for one in known.values() if not wanted or one.id in wanted)

    def by_document(
        self, recipients: Iterable[Recipient], findings: Findings
    ) -> Iterator[tuple[OutputRecord, tuple[Recipient, ...]]]:
        """The PDFs of the edition that are copied, each with the recipients of its audience."""
        groups: dict[str, list[Recipient]] = {}
        for recipient in recipients:
            groups.setdefault(recipient.audience, []).append(recipient)
        for audience, group in groups.items():
            record = self._document(audience)
            if record is not None:
                yield record, tuple(group)
                continue
            for recipient in group:
                parameters = {"recipient": recipient.name, "audience": audience, "edition": self.edition}
                findings.error("no-document-for-audience", recipient.source, **parameters)

    def _document(self, audience: str) -> OutputRecord | None:
        """The PDF to be read that was published for an audience, in the bible's own layout if there is one."""
        found = [one for one in self.manifest.outputs if (one.format, one.purpose, one.audience) == ("pdf", "screen", audience)]
        return min(found, key=lambda one: (one.layout != self.bible.layout, one.path), default=None)

    def number(self, recipient: Recipient) -> int:
        """The place of a recipient's copy among all, from 1."""
        return [one.id for one in self.bible.recipients].index(recipient.id) + 1

    def copied(
        self, record: OutputRecord, group: Sequence[Recipient], passwords: Mapping[str, str], watermark: bool, work: Work,
        findings: Findings,
    ) -> Iterator[Copy]:  # fmt: skip
        """The copies of one document, written."""
        from bible_builder.publishing import digest_of
        from bible_builder.rendering.pdf.copying import Copier, strips

        document = self.shelf.data(self.edition, record.path)
        if document is None or digest_of(document) != record.sha256:
            raise UsageError(
                Diagnostic("edition-deviates", {"file": record.path, "fault": "missing" if document is None else "changed"})
            )
        bible = self.bible
        # Laid out for everybody of the audience, whoever is asked for: no copy depends on those made with it.
        everybody = [one for one in bible.recipients if one.audience == record.audience]
        marks = {one.id: self._mark(one, record, passwords.get(one.id, ""), watermark) for one in everybody}
        drawn = strips(document, [*marks.values()], bible.charter, bible.root, bible.language, self.manifest.day, work.cache)
        with Copier(document, drawn) as copier:
            for recipient in group:
                mark, place = marks[recipient.id], everybody.index(recipient)
                copy = Copy(recipient, mark.identifier, self.number(recipient), self._path(recipient, record))
                data = copier.copy(place, mark)
                if _done(lambda copy=copy, data=data: write_whole(copy.path, data), findings):  # type: ignore[misc]
                    yield replace(copy, sha256=digest_of(data), baseline=self._baseline(recipient))

    def _mark(self, recipient: Recipient, record: OutputRecord, password: str, watermark: bool) -> Mark:
        from bible_builder.rendering.pdf.copying import Mark

        number = self.number(recipient)
        digest = hashlib.sha256("\0".join((self.edition, recipient.id, record.sha256)).encode()).hexdigest()
        identifier = f"{self.edition}-{number:03}-{digest[:8]}"
        line = words(self.bible.language)["copy-line"].format(number=number, name=recipient.name, identifier=identifier)
        return Mark(identifier, line, recipient.name if watermark else "", password)

    def _path(self, recipient: Recipient, record: OutputRecord) -> Path:
        stem = Path(record.path).stem
        return self.output / self.edition / recipient.id / f"{stem}-{recipient.id}.pdf"

    def _baseline(self, recipient: Recipient) -> str:
        from bible_builder.publishing.register import last_delivered

        return last_delivered(self.events, recipient.id, self.edition)

    def event(self, copy: Copy, happening: str, on: datetime.date) -> Event:
        """What the register is told of a copy."""
        from bible_builder.publishing.register import Event, Happening

        return Event(
            Happening(happening), self.edition, copy.recipient.id, copy.identifier, on.isoformat(), copy.number,
            copy.recipient.name, copy.recipient.audience, copy.sha256, copy.baseline,
        )  # fmt: skip

    def made(self, recipient: Recipient, findings: Findings) -> Copy | None:
        """The copy that was made for a recipient last, when its file is still as it was made."""
        from bible_builder.publishing import digest_of
        from bible_builder.publishing.register import Happening

        found = [
            one for one in self.events if (one.recipient, one.edition, one.event) == (recipient.id, self.edition, Happening.MADE)
        ]
        record = self._document(recipient.audience)
        path = self._path(recipient, record) if record is not None else None
        if not found or path is None or not path.is_file():
            findings.error("copy-not-made", recipient.source, recipient=recipient.name, edition=self.edition)
            return None
        if digest_of(path.read_bytes()) != found[-1].sha256:
            findings.error("copy-changed", recipient.source, recipient=recipient.name, file=path)
            return None
        return Copy(recipient, found[-1].copy, self.number(recipient), path, found[-1].sha256, self._baseline(recipient))

    def hand_over(self, copy: Copy) -> None:
        """Put beside the copy its digest and the draft of the message that it is sent with."""
        from bible_builder.publishing.letters import Letter, draft

        said, data, bible = words(self.bible.language), copy.path.read_bytes(), self.bible
        subject = said["mail-subject"].format(title=bible.title, edition=self.edition, name=copy.recipient.name)
        paragraphs = tuple(self._paragraphs(copy, said, locked=b"/Encrypt" in data))
        letter = Letter(bible.contact, copy.recipient.email, copy.recipient.contact, subject, paragraphs, copy.path.name, data)
        write_whole(copy.path.with_name(SUMS), f"{copy.sha256}  {copy.path.name}\n".encode())
        write_whole(copy.path.with_name(LETTER), draft(letter))

    def _paragraphs(self, copy: Copy, said: Mapping[str, str], *, locked: bool) -> Iterator[str]:
        yield said["mail-hello"].format(contact=copy.recipient.contact or copy.recipient.name)
        yield said["mail-attached"].format(title=self.bible.title, edition=self.edition)
        if locked:
            yield said["mail-password"]
        comparison = self._since(copy.baseline, copy.recipient.audience) if copy.baseline else None
        if comparison is None:
            yield said["mail-first"]
        elif points := tuple(_points(comparison, said)):
            yield "\n".join([said["mail-changes"].format(baseline=copy.baseline), *(f"– {point}" for point in points)])
        else:
            yield said["mail-no-change"].format(baseline=copy.baseline)
        yield said["mail-receipt"].format(identifier=copy.identifier)

    def _since(self, baseline: str, audience: str) -> Comparison | None:
        """What changes for an audience since an edition on the shelf, None when it is not there any more."""
        if (baseline, audience) not in self._compared:
            from bible_builder.comparison import compare

            old, new = (self._snapshot(name, audience) for name in (baseline, self.edition))
            self._compared[baseline, audience] = compare(old, new) if old is not None and new is not None else None
        return self._compared[baseline, audience]

    def _snapshot(self, edition: str, audience: str) -> Snapshot | None:
        """What an audience reads in an edition, from its own sources: what it may not read never comes in."""
        from bible_builder.publishing import SOURCES, laid_open

        sources = self.shelf.data(edition, SOURCES)
        if sources is None:
            return None
        with laid_open(sources, str(self.shelf.path(edition) / SOURCES)) as root:
            return snapshot_of(root, audience)


def _done(work: Callable[[], object], findings: Findings) -> bool:
    """Whether the work came to its end; what kept it from that is noted."""
    try:
        work()
    except BibleError as error:
        findings.add(error.diagnostics)
        return False
    return True


def _points(comparison: Comparison, said: Mapping[str, str]) -> Iterator[str]:
    """The changes that matter most, a line each: new sections, then those whose author says why, then by how much has changed."""
    from bible_builder.comparison.comparison import Fate

    def weight(section: SectionChange) -> tuple[int, int]:
        noted = bool(section.why) and not section.why_is_old and not section.variables
        return (2 * (Fate.ADDED in section.fates) + noted, sum(1 for block in section.blocks if block.fate != "equal"))

    changed = sorted((section for _, section in comparison.sections()), key=weight, reverse=True)
    for section in changed[:_POINTS]:
        fate = {Fate.ADDED: said["mail-new"], Fate.WITHDRAWN: said["mail-withdrawn"]}
        told = next((word for one, word in fate.items() if one in section.fates), "")
        reason = "" if section.why_is_old else section.why
        head = f"{section.number} {section.title}".strip() + (f" ({told})" if told else "")
        yield f"{head}{said['colon']}{reason}" if reason else head
