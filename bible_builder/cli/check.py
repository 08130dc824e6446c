"""``bible check``: every mistake of every file, at once."""

from __future__ import annotations

from bible_builder.build import check
from bible_builder.cli.messages import count, say
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings
from bible_builder.cli.terminal import Terminal
from bible_builder.model.bible import Bible
from bible_builder.results import Report


def check_bible(settings: Settings, _terminal: Terminal) -> Outcome:
    """Hold the bible to every rule; writes nothing. Raises UsageError when there is no such folder."""
    report = check(settings.project)
    language = settings.language
    return Outcome(
        report.diagnostics,
        data={"counts": _counts(report.bible)} if report.bible else {},
        summary=_summary(report, language),
        next_step=say("next-mend" if report.errors else "next-build", language, at=settings.at),
    )


def _summary(report: Report, language: str) -> str:
    read = ", ".join(count(name, number, language) for name, number in _counts(report.bible).items()) if report.bible else ""
    found = f"{count('errors', len(report.errors), language)}, {count('warnings', len(report.warnings), language)}"
    return say("summary-check", language, read=read, found=found) if read else found


def _counts(bible: Bible) -> dict[str, int]:
    return {
        "chapters": len(bible.chapters),
        "sections": sum(len(chapter.sections) for chapter in bible.chapters),
        "terms": len(bible.terms),
        "annexes": len(bible.annexes),
    }
