"""What the bible still lacks: owners, validation, sections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bible_builder.errors import Findings
from bible_builder.model.bible import Bible, Chapter, Section, Status
from bible_builder.model.standing import Change, Kind, Standing, State

_MENTIONS: Final = ("expansion", "synonyms", "avoid", "see-also", "nature", "description")
"""What is said of a term or an annex beside its text."""


def check_coverage(bible: Bible, findings: Findings) -> None:
    """Warn of sections that nobody owns, of empty chapters, and of what has changed since somebody said yes to it
    (``validation-outdated``); note the sections that are not validated. A yes on record counts for more than the status."""
    for chapter in bible.chapters:
        if not chapter.sections:
            findings.warning("chapter-empty", chapter.source, chapter=chapter.title, folder=chapter.folder)
        for section in chapter.sections:
            _check_section(chapter, section, bible, findings)
    for standing in bible.standings.values():
        if standing.state is State.CHANGED:
            _warn_of_change(standing, bible, findings)


def _check_section(chapter: Chapter, section: Section, bible: Bible, findings: Findings) -> None:
    if not section.owner and not chapter.owner:
        findings.warning("owner-missing", section.source, section=section.title)
    standing = bible.standings.get(section.id)
    is_on_record = standing is not None and standing.approval is not None
    if section.status is not Status.VALIDATED and not is_on_record:
        findings.note("section-not-validated", section.place("status"), section=section.title, status=section.status)


def _warn_of_change(standing: Standing, bible: Bible, findings: Findings) -> None:
    """Say what is no longer as it was validated; the parameters that do not apply are empty."""
    if standing.approval is None:
        return
    person = bible.contributors.get(standing.approval.by)
    text = next((change for change in standing.changes if change.what == "text"), None)
    findings.warning(
        "validation-outdated",
        text.source if text and text.source else standing.source,
        kind=standing.kind,
        title=standing.title,
        date=standing.approval.on,
        person=person.name if person else standing.approval.by,
        passages=text.passages if text else "",
        variables=_told(standing.changes, "variable"),
        retitled=_told(standing.changes, "title"),
        audiences=_told(standing.changes, "audiences"),
        index=_told(standing.changes, "index"),
        mentions=_told(standing.changes, *_MENTIONS),
        rows=_told(standing.changes, "rows", "columns"),
        files=_told(standing.changes, "picture", "file"),
        part=f"lexique:{standing.id}" if standing.kind is Kind.TERM else standing.id,
        owner=standing.owner or standing.approval.by,
    )


def _told(changes: Iterable[Change], *kinds: str) -> str:
    """The changes of these kinds: ``delais.reponse : 48 h → 24 h``, several apart by semicolons; what is not there is a dash."""
    return " ; ".join(
        " : ".join(filter(None, (one.name, f"{one.before or '–'} → {one.after or '–'}" if one.before != one.after else "")))
        for one in changes
        if one.what in kinds
    )
