"""Copies of a published edition, for the library: one for each recipient, in which what changes counts from what they have read.

A recipient gets the PDF of their own audience, and nothing of what that audience may not read is in it: it was published so. Who
was last delivered the edition's own baseline gets a copy of that PDF; for all others it is laid out again from the edition's
sources, once for each edition that they were last delivered: the pages of the body are the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bible_builder.baselines import SHELF, kept_files, snapshot, with_changes
from bible_builder.build import WORK, pdf_of
from bible_builder.desk import CopiesResult, Copy, Desk, done
from bible_builder.errors import BibleError, ContentError, Diagnostic, Findings, UsageError
from bible_builder.files import write_whole
from bible_builder.model.bible import Recipient
from bible_builder.model.manifest import OutputRecord
from bible_builder.model.words import words
from bible_builder.outputs import issued
from bible_builder.results import Work

if TYPE_CHECKING:
    from bible_builder.publishing.register import Event
    from bible_builder.rendering.pdf.copying import Mark

FIRST: Final = ""
"""The baseline of those who have read no edition yet: nothing changes for them."""


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
    for an edition that is not on the ``shelf`` (None: ``editions``), a recipient that the bible has not, or when another process
    makes or delivers copies of this edition. A copy that cannot be made leaves the others made and is named.
    """
    findings = Findings()
    desk = Desk.at(Path(path), edition, shelf, output, findings)
    chosen, made = desk.chosen((*recipients, *passwords), set(recipients)), list[Copy]()
    with desk.held() as swept:
        for record, group in _by_document(desk, chosen, findings):
            press = _Press(desk, record, dict(passwords), watermark, work, findings)
            for copy in press.copies(group):
                # Noted as soon as it stands there: whoever is killed has made the copies that the register knows.
                if done(lambda copy=copy: desk.happened(copy, "made", on), findings):  # type: ignore[misc]
                    made.append(copy)
    return CopiesResult(tuple(sorted(made, key=lambda copy: copy.number)), findings.all, swept)


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


def _by_document(
    desk: Desk, recipients: Iterable[Recipient], findings: Findings
) -> Iterator[tuple[OutputRecord, tuple[Recipient, ...]]]:
    """The PDFs of the edition that are copied, each with the recipients of its audience."""
    groups: dict[str, list[Recipient]] = {}
    for recipient in recipients:
        groups.setdefault(recipient.audience, []).append(recipient)
    for audience, group in groups.items():
        record = desk.document(audience)
        if record is not None:
            yield record, tuple(group)
            continue
        for recipient in group:
            parameters = {"recipient": recipient.name, "audience": audience, "edition": desk.edition}
            findings.error("no-document-for-audience", recipient.source, **parameters)


@dataclass(frozen=True)
class _Press:
    """Makes the copies of one published document, for each of its readers with the changes since what they read last."""

    desk: Desk
    record: OutputRecord
    passwords: Mapping[str, str]
    watermark: bool
    work: Work
    findings: Findings

    def copies(self, group: Sequence[Recipient]) -> Iterator[Copy]:
        """The copies of a group, written; those who read the same edition last together. What fails is named."""
        from bible_builder.rendering.pdf.copying import Copier, strips

        desk, bible = self.desk, self.desk.bible
        # Laid out for everybody of the audience, whoever is asked for: no copy depends on those made with it.
        everybody = [one for one in bible.recipients if one.audience == self.record.audience]
        marks = {one.id: self.mark(one) for one in everybody}
        try:
            published = self.published()
            drawn = strips(
                published, [*marks.values()], bible.charter, bible.root, bible.language, desk.manifest.day, self.work.cache
            )
        except BibleError as error:
            self.findings.add(error.diagnostics)
            return
        for last_read, readers in self.by_last_read(group):
            baseline, document = self.document(published, last_read, readers)
            with Copier(document, drawn) as copier:
                for reader in readers:
                    data = copier.copy(everybody.index(reader), marks[reader.id])
                    yield from self.written(reader, marks[reader.id], data, baseline)

    def written(self, reader: Recipient, mark: Mark, data: bytes, baseline: str) -> Iterator[Copy]:
        """The copy, once it is on the disk."""
        from bible_builder.publishing import digest_of

        path = self.desk.path(reader, self.record)
        if done(lambda: write_whole(path, data), self.findings):
            yield Copy(reader, mark.identifier, self.desk.number(reader), path, digest_of(data), baseline)

    def mark(self, reader: Recipient) -> Mark:
        """What the reader's copy bears."""
        from bible_builder.rendering.pdf.copying import Mark

        identifier = self.desk.identifier(reader, self.record)
        line = words(self.desk.bible.language)["copy-line"]
        shown = line.format(number=self.desk.number(reader), name=reader.name, identifier=identifier)
        return Mark(identifier, shown, reader.name if self.watermark else "", self.passwords.get(reader.id, ""))

    def by_last_read(self, group: Sequence[Recipient]) -> Iterator[tuple[str, tuple[Recipient, ...]]]:
        """The readers by the edition that was last delivered to them."""
        found: dict[str, list[Recipient]] = {}
        for reader in group:
            found.setdefault(self.desk.last_read(reader), []).append(reader)
        yield from ((name, tuple(readers)) for name, readers in found.items())

    def published(self) -> bytes:
        """The document as it was published. Raises UsageError (``edition-deviates``) when it is not there as it was."""
        from bible_builder.publishing import digest_of

        document = self.desk.shelf.data(self.desk.edition, self.record.path)
        if document is None or digest_of(document) != self.record.sha256:
            fault = "missing" if document is None else "changed"
            raise UsageError(Diagnostic("edition-deviates", {"file": self.record.path, "fault": fault}))
        return document

    def told(self) -> str:
        """The edition since which the published document tells what changes: its baseline, if that was kept for its audience."""
        from bible_builder.publishing import snapshot_name

        baseline = self.desk.manifest.baseline
        kept = f"{SHELF}/{baseline}/{snapshot_name(self.record.audience)}"
        return baseline if any(one.path == kept for one in self.desk.manifest.inputs) else FIRST

    def document(self, published: bytes, last_read: str, readers: Sequence[Recipient]) -> tuple[str, bytes]:
        """The document for those who read an edition last, and the edition since which it tells what changes.

        It is the published one when that tells it, and also when nothing better can be made, which is noted.
        """
        told, name = self.told(), ", ".join(reader.name for reader in readers)
        if last_read == told:
            return told, published
        said = {"recipients": name, "baseline": last_read, "edition": self.desk.edition, "told": told}
        since = self.kept(last_read)
        if last_read and since is None:
            self.findings.warning("copies-baseline-gone", readers[0].source, **said)
            return told, published
        laid_out = list[bytes]()
        done(lambda: laid_out.append(self.laid_out(since)), self.findings)
        if laid_out and _same_body(published, laid_out[0]):
            return last_read, laid_out[0]
        self.findings.warning("copies-laid-out-otherwise", readers[0].source, **said)
        return told, published

    def kept(self, edition: str) -> Path | None:
        """The folder of an edition that what its audience read can still be told from; None without one."""
        from bible_builder.publishing import SOURCES

        if not edition:
            return None
        shelf = self.desk.shelf
        known = kept_files([shelf.folder], edition, [self.record.audience]) or (shelf.path(edition) / SOURCES).is_file()
        return shelf.path(edition) if known else None

    def laid_out(self, since: Path | None) -> bytes:
        """The document with what changes since an edition, None: with no changes, made from the edition's own sources alone.

        Raises what building raises, UnsafeError for sources that are not sound.
        """
        from bible_builder import assembly, loading
        from bible_builder.publishing import SOURCES, laid_open

        desk, audience, findings = self.desk, self.record.audience, Findings()
        sources = desk.shelf.data(desk.edition, SOURCES)
        if sources is None:
            raise UsageError(Diagnostic("edition-deviates", {"file": SOURCES, "fault": "missing"}))
        with laid_open(sources, str(desk.shelf.path(desk.edition) / SOURCES)) as root:
            bible = loading.load(root, findings)  # it was held to every rule when it was published
            if bible is None:
                raise ContentError(findings.all)
            resolved = assembly.resolve(bible, audience, findings)
            if since is not None:
                resolved = with_changes(bible, resolved, snapshot(since.resolve(), audience))
            book = issued(resolved, self.record.layout, findings)
            return pdf_of(book, findings, self.work).data


def _same_body(published: bytes, document: bytes) -> bool:
    """Whether the numbered pages are the same, so that all readers of an edition find the same thing on the same page."""
    from bible_builder.rendering.pdf.copying import body

    return body(published) == body(document)
