"""``bible status``: by owner, what is to be written, reviewed, validated, and what has changed since it was."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from bible_builder.approvals import status
from bible_builder.cli.exits import Exit
from bible_builder.cli.messages import count, say
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings, text_option
from bible_builder.cli.standings import COLUMNS, Wording, rows_of, table_by_owner, to_do
from bible_builder.cli.terminal import Terminal
from bible_builder.errors import Diagnostic, Severity, UsageError
from bible_builder.files import write_whole
from bible_builder.model.standing import Standing, State
from bible_builder.results import StatusReport

_WIDEST: Final = 120
_NEXT: Final = (State.CHANGED, State.OVERDUE, State.IN_REVIEW, State.NEVER)
"""What to have validated next, the most pressing first."""


def status_parameters(language: str) -> tuple[click.Parameter, ...]:
    """The options of ``bible status``."""
    return (
        text_option(language, "--owner", "--responsable", "owner", metavar="id", key="owner"),
        text_option(language, "--xlsx", metavar="file", key="xlsx"),
        text_option(language, "--docx", metavar="file", key="docx"),
    )


def show_status(settings: Settings, _terminal: Terminal, owner: str, xlsx: str, docx: str) -> Outcome:
    """Show where everything stands, or what one owner answers for; write it as a spreadsheet or a document to send round.

    The exit code is that of good: nothing is refused. Raises UsageError for an owner that the bible has not.
    """
    report = status(settings.project)
    if owner and owner not in report.bible.contributors:
        known = ", ".join(f"{one.id} ({one.name})" for one in report.bible.contributors.values())
        raise UsageError(Diagnostic("no-such-person", {"person": owner, "known": known}))
    chosen = report.of(owner) if owner else report.standings
    words = Wording(report.bible, settings.language)
    files = _written(chosen, words, xlsx, docx)
    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    listed = to_do(chosen, words, width, every=bool(owner))
    return Outcome(
        tuple(one for one in report.diagnostics if one.severity is Severity.ERROR or one.code.startswith("validation-")),
        lines=tuple(map(str, files)) if files else (*table_by_owner(chosen, words, width), *([""] if listed else []), *listed),
        data={**_as_data(report, chosen), "files": [str(file) for file in files]},
        summary=_summary(chosen, settings.language),
        next_step=_next_step(chosen, words, settings),
        exit=Exit.GOOD,
    )


def _summary(standings: Sequence[Standing], language: str) -> str:
    validated = sum(one.is_validated for one in standings)
    changed = sum(one.state is State.CHANGED for one in standings)
    parts = count("parts-of-bible", len(standings), language)
    return say("summary-status", language, parts=parts, validated=validated, changed=changed)


def _next_step(standings: Sequence[Standing], words: Wording, settings: Settings) -> str:
    """The part that is to be validated next, with the line to type."""
    first = next((one for state in _NEXT for one in standings if one.state is state), None)
    if first is None:
        return say("next-build", settings.language, at=settings.at)
    by = first.owner or words.bible.referent or next(iter(words.bible.contributors), say("metavar-id", settings.language))
    return say("next-validate", settings.language, at=settings.at, part=words.typed(first), by=by, title=first.title)


def _written(standings: Sequence[Standing], words: Wording, xlsx: str, docx: str) -> list[Path]:
    """The files that were asked for; what is written in each is text."""
    if not (xlsx or docx):
        return []
    bible, files = words.bible, list[Path]()
    title = say("status-title", words.language, title=bible.title, edition=bible.edition.id)
    heads = [say(f"column-{name}", words.language) for name in COLUMNS]
    rows = list(rows_of(standings, words))
    if xlsx:
        from bible_builder.validation.workbook import workbook

        files.append(write_whole(Path(xlsx), workbook(title, heads, rows, bible.edition.date)))
    if docx:
        from bible_builder.rendering.docx.list_document import list_document

        files.append(write_whole(Path(docx), list_document(title, heads, rows, bible.edition.date, bible.language)))
    return files


def _as_data(report: StatusReport, standings: Sequence[Standing]) -> dict[str, object]:
    counted = Counter(standing.state for standing in standings)
    return {
        "edition": report.bible.edition.id,
        "counts": {str(state): counted[state] for state in State if counted[state]},
        "parts": [_part(standing) for standing in standings],
    }


def _part(one: Standing) -> dict[str, object]:
    return {
        "kind": str(one.kind),
        "id": one.id,
        "title": one.title,
        "owner": one.owner or None,
        "state": str(one.state),
        "file": one.source.file,
        "line": one.source.line,
        "validated_by": one.approval.by if one.approval else None,
        "validated_on": one.approval.on.isoformat() if one.approval else None,
        "reviewed_on": one.reviewed_on.isoformat() if one.reviewed_on else None,
        "due": one.due.isoformat() if one.due else None,
        "changes": [
            {"what": c.what, "name": c.name, "before": c.before, "after": c.after, "passages": c.passages} for c in one.changes
        ],
    }
