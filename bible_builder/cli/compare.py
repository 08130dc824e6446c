"""``bible compare``: what changes from one bible to another; ``bible snapshot``: keep one, to compare it later."""

from __future__ import annotations

from pathlib import Path

import click

from bible_builder.baselines import snapshot
from bible_builder.build import charter_of, compare, redline
from bible_builder.cli.comparison_data import as_data
from bible_builder.cli.comparison_html import as_html
from bible_builder.cli.comparison_text import as_text, summary
from bible_builder.cli.messages import say
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings, edition_or_path, quoted
from bible_builder.cli.terminal import Terminal
from bible_builder.comparison import Comparison, to_json
from bible_builder.files import write_whole


def compare_bibles(
    settings: Settings,
    terminal: Terminal,
    old: str,
    new: str | None,
    audience: str,
    html: str | None,
    docx: str | None,
    brief: bool,
) -> Outcome:
    """Say what changes from ``old`` to ``new`` (none: the project's bible). Raises what ``compare``, ``write_whole`` raise."""
    before = snapshot(edition_or_path(old, settings), audience)
    after = snapshot(edition_or_path(new, settings) if new else settings.project, audience)
    comparison, language = compare(before, after), settings.language
    files = {"html": str(write_whole(Path(html), as_html(comparison, language).encode()))} if html else {}
    if docx:
        files["docx"] = str(redline(before, after, docx, audience, charter_of(settings.project)))
    written = tuple(files.values())
    return Outcome(
        lines=written or terminal.drawn(as_text(comparison, language, brief=brief)),
        data={**as_data(comparison), **files},
        summary=summary(comparison, language) if written else "",
        next_step=_next(comparison, written, settings, (old, new)),
    )


def keep_snapshot(settings: Settings, _terminal: Terminal, file: str, audience: str) -> Outcome:
    """Write what the bible says now to a file. Raises what ``snapshot`` and ``write_whole`` raise."""
    data = to_json(snapshot(settings.project, audience))
    path = write_whole(Path(file), data)
    language = settings.language
    return Outcome(
        lines=(str(path),),
        data={"file": str(path), "bytes": len(data)},
        summary=say("summary-snapshot", language),
        next_step=say("next-snapshot", language, at=settings.at, file=quoted(str(path))),
    )


def compare_parameters(language: str) -> tuple[click.Parameter, ...]:
    """What ``bible compare`` takes beside what every command takes."""
    return (
        click.Argument(["old"], metavar="A"),
        click.Argument(["new"], metavar="[B]", required=False),
        _reader(language),
        click.Option(["--html"], metavar=say("metavar-file", language), help=say("option-compare-html", language)),
        click.Option(["--docx", "--suivi"], metavar=say("metavar-file", language), help=say("option-compare-docx", language)),
        click.Option(["--brief", "--bref"], is_flag=True, help=say("option-compare-brief", language)),
    )


def snapshot_parameters(language: str) -> tuple[click.Parameter, ...]:
    """What ``bible snapshot`` takes beside what every command takes."""
    return click.Argument(["file"], metavar=say("metavar-file", language)), _reader(language)


def _reader(language: str) -> click.Option:
    names = ["-a", "--audience", "--public"]
    return click.Option(names, default="", metavar=say("metavar-name", language), help=say("option-compare-audience", language))


def _next(comparison: Comparison, written: tuple[str, ...], settings: Settings, sides: tuple[str, str | None]) -> str:
    if not comparison:
        return ""
    if written:
        return say("next-read", settings.language, file=written[0])
    named = " ".join(quoted(side) for side in sides if side)
    return say("next-compare", settings.language, at=settings.at, sides=named)
