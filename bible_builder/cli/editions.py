"""``bible publish``, ``verify``, ``restore``, ``list``: the shelf of editions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from bible_builder.baselines import SHELF
from bible_builder.cli.clean import cache_folder
from bible_builder.cli.exits import Exit
from bible_builder.cli.messages import count, say
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings, quoted
from bible_builder.cli.terminal import Terminal
from bible_builder.editions import VerifyResult, list_editions, publish, restore, verify
from bible_builder.errors import Diagnostic, Severity
from bible_builder.layout.dates import date_in_words
from bible_builder.model.manifest import Fault, Manifest
from bible_builder.results import Work


def publish_edition(settings: Settings, terminal: Terminal, edition: str, jobs: int | None, no_cache: bool) -> Outcome:
    """Issue the edition; its folder and files go to standard output. Raises what ``publish`` raises."""
    with terminal.progress() as progress:
        result = publish(settings.project, edition, settings.output, progress=progress, work=_work(jobs, no_cache))
    language, manifest = settings.language, result.manifest
    files = [result.folder / record.path for record in manifest.outputs]
    swept = tuple(Diagnostic("swept-away", {"edition": name}, severity=Severity.NOTE) for name in result.swept)
    key = "summary-published-before" if result.was_there else "summary-publish"
    return Outcome(
        (*result.diagnostics, *swept),
        lines=tuple(map(str, files)),
        data={"folder": str(result.folder), "was_there": result.was_there, **_as_data(manifest)},
        summary=say(key, language, edition=edition, files=count("files", len(files), language), folder=result.folder),
        next_step=say("next-publish", language, edition=edition, at=_at(settings)),
    )


def verify_edition(
    settings: Settings, terminal: Terminal, edition: str, rebuild: bool, jobs: int | None, no_cache: bool
) -> Outcome:
    """Say whether the edition is what was issued. Raises what ``verify`` raises."""
    with terminal.progress() as progress:
        result = verify(_shelf(settings), edition, rebuild=rebuild, progress=progress, work=_work(jobs, no_cache))
    language, found = settings.language, tuple(_told(result))
    stays = not any(one.severity is Severity.ERROR for one in found)
    as_issued = "summary-verify-rebuilt" if result.rebuilt else "summary-verify"
    key = "summary-deviates" if result.deviations else as_issued
    return Outcome(
        found,
        data={
            "edition": edition,
            "rebuilt": result.rebuilt,
            "deviations": [{"file": one.file, "fault": one.fault.value} for one in result.deviations],
            "other_engines": {name: list(versions) for name, versions in result.other_engines.items()},
        },
        summary=say(key, language, edition=edition, files=count("files", len(result.manifest.files), language)),
        next_step="" if stays else say("next-deviates", language, edition=edition, at=_at(settings)),
        exit=Exit.GOOD if stays else Exit.CONTENT,
    )


def _told(result: VerifyResult) -> Iterator[Diagnostic]:
    """An error for each file that deviates; where it was made anew by other engines, a warning that names them."""
    by_engine = bool(result.other_engines)
    for one in result.deviations:
        mild = one.fault is Fault.STRANGE or (one.fault is Fault.NOT_REBUILT and by_engine)
        severity = Severity.WARNING if mild else Severity.ERROR
        yield Diagnostic("edition-deviates", {"file": one.file, "fault": one.fault.value}, severity=severity)
    if any(one.fault is Fault.NOT_REBUILT for one in result.deviations):
        for name, (then, now) in result.other_engines.items():
            yield Diagnostic("other-engine", {"name": name, "then": then, "now": now}, severity=Severity.NOTE)


def restore_edition(settings: Settings, _terminal: Terminal, edition: str, folder: str) -> Outcome:
    """Unpack the sources of an edition. Raises what ``restore`` raises."""
    made = restore(_shelf(settings), edition, folder)
    return Outcome(
        lines=(str(made),),
        data={"folder": str(made), "edition": edition},
        summary=say("summary-restore", settings.language, edition=edition, folder=made),
        next_step=say("next-restore", settings.language, folder=quoted(str(made)), shelf=quoted(str(_shelf(settings).resolve()))),
    )


def show_editions(settings: Settings, _terminal: Terminal) -> Outcome:
    """The editions on the shelf, one a line. Raises what ``list_editions`` raises."""
    found, language = list_editions(_shelf(settings)), settings.language
    return Outcome(
        lines=tuple(_line(one, language) for one in found),
        data={"editions": [_as_data(one) for one in found]},
        summary=say("summary-list", language, editions=count("editions", len(found), language), folder=_shelf(settings)),
    )


def _line(manifest: Manifest, language: str) -> str:
    formats = ", ".join(sorted({record.format.upper() for record in manifest.outputs}))
    pages = max((record.pages for record in manifest.outputs), default=0)
    return say(
        "line-edition",
        language,
        edition=manifest.edition,
        number=manifest.number,
        date=_day(manifest.date, language),
        start=_day(manifest.valid_from, language) or "–",
        end=_day(manifest.valid_to, language) or "–",
        baseline=manifest.baseline or "–",
        formats=formats,
        pages=pages,
    )


def _day(date: str, language: str) -> str:
    return date_in_words(datetime.date.fromisoformat(date), language) if date else ""


def _as_data(manifest: Manifest) -> dict[str, object]:
    return {
        "edition": manifest.edition,
        "number": manifest.number,
        "date": manifest.date,
        "valid_from": manifest.valid_from,
        "valid_to": manifest.valid_to,
        "baseline": manifest.baseline,
        "outputs": [{"file": one.path, "sha256": one.sha256, "size": one.size, "pages": one.pages} for one in manifest.outputs],
    }


def _shelf(settings: Settings) -> Path:
    return settings.output or settings.project / SHELF


def _at(settings: Settings) -> str:
    """The options that lead to the same shelf again."""
    return settings.at + (f" -o {quoted(str(settings.output))}" if settings.output else "")


def _work(jobs: int | None, no_cache: bool) -> Work:
    return Work(jobs=jobs, cache=None if no_cache else cache_folder())
