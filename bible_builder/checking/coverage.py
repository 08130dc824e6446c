"""What the bible still lacks: owners, validation, sections."""

from __future__ import annotations

from bible_builder.errors import Findings
from bible_builder.model.bible import Bible, Chapter, Section, Status


def check_coverage(bible: Bible, findings: Findings) -> None:
    """Warn of sections that nobody owns and of empty chapters; note the sections that are not validated."""
    for chapter in bible.chapters:
        if not chapter.sections:
            findings.warning("chapter-empty", chapter.source, chapter=chapter.title, folder=chapter.folder)
        for section in chapter.sections:
            _check_section(chapter, section, findings)


def _check_section(chapter: Chapter, section: Section, findings: Findings) -> None:
    if not section.owner and not chapter.owner:
        findings.warning("owner-missing", section.source, section=section.title)
    if section.status is not Status.VALIDATED:
        findings.note("section-not-validated", section.place("status"), section=section.title, status=section.status)
