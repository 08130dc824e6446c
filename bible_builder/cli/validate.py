"""``bible validate``: put on record that somebody has said yes to parts of the bible, as they stand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import click

from bible_builder.approvals import validate
from bible_builder.cli.messages import count, say
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings, text_option
from bible_builder.cli.standings import Wording
from bible_builder.cli.terminal import Terminal
from bible_builder.errors import Diagnostic, UsageError
from bible_builder.model.standing import Standing


def validate_parameters(language: str) -> tuple[click.Parameter, ...]:
    """The arguments and options of ``bible validate``."""
    return (
        click.Argument(["parts"], nargs=-1, metavar=say("metavar-parts", language)),
        text_option(language, "--by", "--par", "by", metavar="id", key="by"),
        text_option(language, "--date", "--le", "on", metavar="date", key="on"),
        text_option(language, "--all-of", "--tout-de", "all_of", metavar="id", key="all-of"),
        click.Option(["--force"], is_flag=True, help=say("option-force", language)),
    )


def validate_parts(
    settings: Settings, _terminal: Terminal, parts: tuple[str, ...], by: str, on: str, all_of: str, force: bool
) -> Outcome:
    """Record the yes of ``by``; raises what ``approvals.validate`` raises, and UsageError for a day that is none or to come."""
    if not by:
        raise UsageError(Diagnostic("validation-by-nobody", {"part": next(iter(parts), "")}))
    day = _day(on, datetime.date.today())
    result = validate(settings.project, parts, by=by, on=day, all_of=all_of, force=force)
    words, language = Wording(result.bible, settings.language), settings.language
    person = words.person(by)
    lines = [
        *_said("said-validated", result.recorded, words, person=person, date=day),
        *_said("said-already", result.already, words),
        *_said("said-left-out", result.left_out, words),
    ]
    return Outcome(
        lines=tuple(lines),
        data={
            "by": by,
            "on": day.isoformat(),
            "file": str(result.path),
            "recorded": [words.typed(one) for one in result.recorded],
            "already": [words.typed(one) for one in result.already],
            "left_out": [words.typed(one) for one in result.left_out],
        },
        summary=say("summary-validate", language, parts=count("validations", len(result.recorded), language), file=result.path),
        next_step=say("next-status", language, at=settings.at),
    )


def _said(key: str, standings: Iterable[Standing], words: Wording, **values: object) -> list[str]:
    """A line for each part."""
    lines = []
    for one in standings:
        approval = {"person": words.person(one.approval.by), "date": one.approval.on} if one.approval else {}
        lines.append(say(key, words.language, part=words.typed(one), title=one.title, **{**approval, **values}))
    return lines


def _day(given: str, today: datetime.date) -> datetime.date:
    """The day that was typed, else today."""
    if not given:
        return today
    try:
        day = datetime.date.fromisoformat(given)
    except ValueError:
        raise UsageError(Diagnostic("validation-bad-date", {"date": given, "today": today.isoformat()})) from None
    if day > today:
        raise UsageError(Diagnostic("validation-in-future", {"date": given, "today": today.isoformat()}))
    return day
