"""``bible copies``, ``deliver``, ``receipt``, ``recall``, ``whose``: a copy for each recipient, and what became of it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from bible_builder.baselines import SHELF
from bible_builder.cli.clean import cache_folder
from bible_builder.cli.exits import Exit, exit_of_findings
from bible_builder.cli.messages import count, say, word
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings, text_option
from bible_builder.cli.terminal import Terminal
from bible_builder.copies import make_copies, whose
from bible_builder.deliveries import deliver, enter
from bible_builder.desk import CopiesResult, Copy
from bible_builder.errors import Diagnostic, Severity, UsageError
from bible_builder.results import Work

PASSWORD: Final = "BIBLE_PASSWORD_"
"""Beginning of the names of environment variables that hold a recipient's password."""


def copies_parameters(language: str) -> tuple[click.Parameter, ...]:
    """The arguments and options of ``bible copies``."""
    return (
        *deliver_parameters(language)[:2],
        text_option(language, "--passwords", "--mots-de-passe", "passwords", metavar="file", key="passwords"),
        click.Option(["--watermark", "--filigrane"], is_flag=True, help=say("option-watermark", language)),
        click.Option(["--no-cache", "--sans-cache"], is_flag=True, help=say("option-no-cache", language)),
    )


def deliver_parameters(language: str) -> tuple[click.Parameter, ...]:
    """The arguments and options of ``bible deliver``."""
    metavar = say("metavar-id", language)
    return (
        click.Argument(["edition"], metavar=say("metavar-edition", language)),
        click.Option(["recipients", "--for", "--pour"], multiple=True, metavar=metavar, help=say("option-recipients", language)),
        click.Option(["--dry-run", "--a-blanc"], is_flag=True, help=say("option-dry-run-deliver", language)),
    )


def note_parameters(language: str) -> tuple[click.Parameter, ...]:
    """The arguments of ``bible receipt`` and ``bible recall``."""
    return (
        click.Argument(["recipient"], metavar=say("metavar-recipient", language)),
        click.Argument(["edition"], metavar=say("metavar-edition", language)),
    )


def whose_parameters(language: str) -> tuple[click.Parameter, ...]:
    """The argument of ``bible whose``."""
    return (click.Argument(["file"], metavar=say("metavar-file", language)),)


def make(
    settings: Settings,
    _terminal: Terminal,
    edition: str,
    recipients: tuple[str, ...],
    passwords: str,
    watermark: bool,
    no_cache: bool,
) -> Outcome:
    """Make the copies. Raises what ``make_copies`` raises, and UsageError for a file of passwords that cannot be used."""
    result = make_copies(
        settings.project,
        edition,
        settings.output,
        on=datetime.date.today(),
        recipients=recipients,
        passwords=_passwords(passwords, os.environ),
        watermark=watermark,
        work=Work(cache=None if no_cache else cache_folder()),
    )
    return _outcome(result, settings, "copies", edition)


def hand_over(settings: Settings, _terminal: Terminal, edition: str, recipients: tuple[str, ...], dry_run: bool) -> Outcome:
    """Hand the copies over. Raises what ``deliver`` raises."""
    result = deliver(settings.project, edition, settings.output, on=datetime.date.today(), recipients=recipients, dry_run=dry_run)
    return _outcome(result, settings, "deliver-dry" if dry_run else "deliver", edition)


def acknowledge(settings: Settings, _terminal: Terminal, recipient: str, edition: str) -> Outcome:
    """Note that a recipient has received an edition. Raises what ``enter`` raises."""
    return _noted(settings, recipient, edition, "acknowledged")


def recall(settings: Settings, _terminal: Terminal, recipient: str, edition: str) -> Outcome:
    """Note that a copy was called back. Raises what ``enter`` raises."""
    return _noted(settings, recipient, edition, "recalled")


def tell_whose(settings: Settings, _terminal: Terminal, file: str) -> Outcome:
    """Whose copy a file is. Raises what ``whose`` raises."""
    identifier, event = whose(file, settings.project / SHELF)
    language = settings.language
    if event is None:
        return Outcome(
            lines=(identifier,), data={"copy": identifier}, summary=say("summary-whose-unknown", language, copy=identifier)
        )
    said = {"copy": identifier, "name": event.name, "edition": event.edition, "date": event.date}
    return Outcome(
        lines=(say("summary-whose", language, **said),), data={**said, "recipient": event.recipient, "audience": event.audience}
    )


def _noted(settings: Settings, recipient: str, edition: str, happening: str) -> Outcome:
    event = enter(settings.project, recipient, edition, happening, on=datetime.date.today())
    happened = word(happening, settings.language, "happening")
    said = {"name": event.name, "edition": edition, "date": event.date, "happened": happened, "copy": event.copy}
    return Outcome(lines=(say("summary-noted", settings.language, **said),), data={**said, "event": happening})


def _outcome(result: CopiesResult, settings: Settings, key: str, edition: str) -> Outcome:
    language = settings.language
    copies = count("copies", len(result.copies), language)
    failed = exit_of_findings(result.diagnostics, settings.strict)
    step = f"next-{key}" if result.copies else ""
    swept = tuple(Diagnostic("copy-swept-away", {"file": str(path)}, severity=Severity.NOTE) for path in result.swept)
    return Outcome(
        (*result.diagnostics, *swept),
        lines=tuple(_line(copy, language) for copy in result.copies),
        data={"edition": edition, "copies": [_as_data(copy) for copy in result.copies]},
        summary=say(f"summary-{key}", language, copies=copies, edition=edition),
        next_step=say(step, language, edition=edition, at=settings.at) if step else "",
        exit=failed if failed is not Exit.GOOD else None,
    )


def _line(copy: Copy, language: str) -> str:
    since = say("since", language, baseline=copy.baseline) if copy.baseline else say("since-first", language)
    return say("line-copy", language, number=copy.number, name=copy.recipient.name, since=since, file=copy.path)


def _as_data(copy: Copy) -> dict[str, object]:
    return {
        "recipient": copy.recipient.id, "number": copy.number, "copy": copy.identifier, "file": str(copy.path),
        "sha256": copy.sha256, "baseline": copy.baseline,
    }  # fmt: skip


def _passwords(file: str, environment: Mapping[str, str]) -> dict[str, str]:
    """By recipient: ``id: password`` a line in a file, ``BIBLE_PASSWORD_id`` in the environment (hyphens as ``_``)."""
    found = _read_passwords(Path(file)) if file else {}
    for name, value in environment.items():
        if name.startswith(PASSWORD) and value:
            found[name.removeprefix(PASSWORD).lower().replace("_", "-")] = value
    return found


def _read_passwords(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "") or "UTF-8"
        raise UsageError(Diagnostic("cannot-read", {"file": str(file), "reason": reason})) from error
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, password = line.partition(":")
        if not colon or not password.strip():
            raise UsageError(Diagnostic("bad-password-line", {"file": str(file), "line": str(number)}))
        found[name.strip()] = password.strip()
    return found
