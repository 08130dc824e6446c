"""Copies handed over, for the library: what is sent to each recipient, and what the register keeps of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bible_builder.baselines import kept_snapshot, snapshot_of
from bible_builder.desk import CopiesResult, Copy, Desk, done
from bible_builder.errors import Diagnostic, Findings, UsageError
from bible_builder.files import write_whole
from bible_builder.model.bible import Recipient
from bible_builder.model.words import words

if TYPE_CHECKING:
    from bible_builder.comparison import Comparison, Snapshot
    from bible_builder.comparison.comparison import SectionChange
    from bible_builder.publishing.register import Event

SUMS, LETTER = "SHA256SUMS", "message.eml"
_POINTS: Final = 3


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
    findings = Findings()
    desk = Desk.at(Path(path), edition, shelf, output, findings)
    chosen = desk.chosen(recipients, set(recipients))
    if dry_run:
        return CopiesResult(tuple(_made(desk, chosen, findings)), findings.all)
    ready, post = list[Copy](), _Post(desk)
    with desk.held() as swept:
        for copy in _made(desk, chosen, findings):
            if done(lambda copy=copy: post.hand_over(copy, on), findings):  # type: ignore[misc]
                ready.append(copy)
    return CopiesResult(tuple(ready), findings.all, swept)


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

    desk = Desk.at(Path(path), edition, shelf, None, Findings())
    (one,) = desk.chosen([recipient], {recipient})
    delivered = [
        event for event in desk.events if (event.recipient, event.edition, event.event) == (one.id, edition, Happening.DELIVERED)
    ]
    if not delivered:
        raise UsageError(Diagnostic("copy-not-delivered", {"recipient": one.name, "edition": edition, "id": one.id}))
    event = replace(delivered[-1], event=Happening(happening), date=on.isoformat(), note=why)
    desk.register.add([event])
    return event


def _made(desk: Desk, recipients: Sequence[Recipient], findings: Findings) -> Iterator[Copy]:
    """The copies that were made for recipients last, whose files are still as they were made."""
    for recipient in recipients:
        if (copy := _made_for(desk, recipient, findings)) is not None:
            yield copy


def _made_for(desk: Desk, recipient: Recipient, findings: Findings) -> Copy | None:
    from bible_builder.publishing import digest_of
    from bible_builder.publishing.register import Happening

    found = [
        one for one in desk.events if (one.recipient, one.edition, one.event) == (recipient.id, desk.edition, Happening.MADE)
    ]
    record = desk.document(recipient.audience)
    path = desk.path(recipient, record) if record is not None else None
    if not found or path is None or not path.is_file():
        findings.error("copy-not-made", recipient.source, recipient=recipient.name, edition=desk.edition)
        return None
    if digest_of(path.read_bytes()) != found[-1].sha256:
        findings.error("copy-changed", recipient.source, recipient=recipient.name, file=path)
        return None
    return Copy(recipient, found[-1].copy, desk.number(recipient), path, found[-1].sha256, found[-1].baseline)


@dataclass(frozen=True)
class _Post:
    """Writes what goes with copies; what changes is compared once for all readers of an audience and an edition."""

    desk: Desk
    _compared: dict[tuple[str, str], Comparison | None] = field(default_factory=dict)

    def hand_over(self, copy: Copy, on: datetime.date) -> None:
        """Put beside the copy its digest and the draft of the message that it is sent with; then it counts as delivered."""
        from bible_builder.publishing.letters import Letter, draft

        bible, data = self.desk.bible, copy.path.read_bytes()
        said = words(bible.language)
        subject = said["mail-subject"].format(title=bible.title, edition=self.desk.edition, name=copy.recipient.name)
        paragraphs = tuple(self.paragraphs(copy, said, locked=b"/Encrypt" in data))
        letter = Letter(bible.contact, copy.recipient.email, copy.recipient.contact, subject, paragraphs, copy.path.name, data)
        write_whole(copy.path.with_name(SUMS), f"{copy.sha256}  {copy.path.name}\n".encode())
        write_whole(copy.path.with_name(LETTER), draft(letter))
        self.desk.happened(copy, "delivered", on)

    def paragraphs(self, copy: Copy, said: Mapping[str, str], *, locked: bool) -> Iterator[str]:
        """What the message says. Of changes it tells what the copy tells, since the same edition."""
        yield said["mail-hello"].format(contact=copy.recipient.contact or copy.recipient.name)
        yield said["mail-attached"].format(title=self.desk.bible.title, edition=self.desk.edition)
        if locked:
            yield said["mail-password"]
        if not self.desk.last_read(copy.recipient):
            yield said["mail-first"]
        comparison = self.since(copy.baseline, copy.recipient.audience) if copy.baseline else None
        if comparison is not None:
            yield from self.changes(comparison, copy.baseline, said)
        yield said["mail-receipt"].format(identifier=copy.identifier)

    def changes(self, comparison: Comparison, baseline: str, said: Mapping[str, str]) -> Iterator[str]:
        """The changes that matter most, or that there are none."""
        points = tuple(_points(comparison, said))
        if points:
            yield "\n".join([said["mail-changes"].format(baseline=baseline), *(f"– {point}" for point in points)])
        else:
            yield said["mail-no-change"].format(baseline=baseline)

    def since(self, baseline: str, audience: str) -> Comparison | None:
        """What changes for an audience since an edition, None when that is not on the shelf any more."""
        if (baseline, audience) not in self._compared:
            from bible_builder.comparison import compare

            old, new = (self.snapshot(name, audience) for name in (baseline, self.desk.edition))
            self._compared[baseline, audience] = compare(old, new) if old is not None and new is not None else None
        return self._compared[baseline, audience]

    def snapshot(self, edition: str, audience: str) -> Snapshot | None:
        """What an audience reads in an edition, kept or from its own sources: what it may not read never comes in."""
        from bible_builder.publishing import SOURCES, laid_open

        shelf = self.desk.shelf
        kept = kept_snapshot([shelf.folder], edition, audience)
        sources = shelf.data(edition, SOURCES) if kept is None else None
        if sources is None:
            return kept
        with laid_open(sources, str(shelf.path(edition) / SOURCES)) as root:
            return snapshot_of(root, audience)


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
