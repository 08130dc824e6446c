"""The program ``bible``: its commands, how each is run, and what becomes of anything that goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import click

from bible_builder.cli.build import build_bible
from bible_builder.cli.check import check_bible
from bible_builder.cli.clean import clean
from bible_builder.cli.compare import compare_bibles, compare_parameters, keep_snapshot, snapshot_parameters
from bible_builder.cli.copies import (
    acknowledge,
    copies_parameters,
    deliver_parameters,
    hand_over,
    make,
    note_parameters,
    recall,
    tell_whose,
    whose_parameters,
)
from bible_builder.cli.doctor import distribution_version, examine
from bible_builder.cli.editions import publish_edition, restore_edition, show_editions, verify_edition
from bible_builder.cli.exits import Exit, exit_of_error, exit_of_findings
from bible_builder.cli.import_ import import_document, import_parameters
from bible_builder.cli.language import spoken_language
from bible_builder.cli.messages import LANGUAGES, say
from bible_builder.cli.new import new_bible
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings, common_options, settings_of
from bible_builder.cli.status import show_status, status_parameters
from bible_builder.cli.terminal import Terminal
from bible_builder.cli.usage import Command, Group, diagnostic_of
from bible_builder.cli.validate import validate_parameters, validate_parts
from bible_builder.errors import BibleError, Diagnostic, UsageError

Work = Callable[..., Outcome]


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Do what the command line asks; returns the exit code. Prints; raises nothing."""
    language = spoken_language(arguments, environment)
    terminal = Terminal(Settings(language, json="--json" in arguments, color="--no-color" not in arguments))
    try:
        return int(program(language).main(list(arguments), prog_name="bible", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return Exit.USAGE
    except click.UsageError as error:
        return _refused(terminal, (diagnostic_of(error),))
    except UsageError as error:
        return _refused(terminal, error.diagnostics)
    except (KeyboardInterrupt, click.Abort):
        return Exit.INTERRUPTED


def program(language: str) -> click.Group:
    """The group of commands, speaking ``language``."""
    commands = {
        name: Command(
            name,
            language=language,
            params=[*own, *common_options(language)],
            help=say(f"help-{name}", language),
            callback=partial(_perform, name, work, language),
        )
        for name, work, own in _commands(language)
    }
    return Group(
        "bible",
        language=language,
        commands=commands,
        params=[*common_options(language), _version_option(language)],
        help=say("help-bible", language),
        subcommand_metavar=say("metavar-command", language),
        no_args_is_help=True,
    )


def _commands(language: str) -> tuple[tuple[str, Work, Sequence[click.Parameter]], ...]:
    """Each command in the order of use: its name, what it does, what it takes beside the common options."""
    folder = click.Argument(["folder"], metavar=say("metavar-folder", language))
    edition = click.Argument(["edition"], metavar=say("metavar-edition", language))
    working, rebuild = _working(language), _flag(language, "rebuild", "--rebuild", "--refaire")
    return (
        ("new", new_bible, (folder, _flag(language, "sample", "--sample"))),
        ("check", check_bible, ()),
        ("build", build_bible, (*_build_parameters(language), *working)),
        ("import", import_document, import_parameters(language)),
        ("status", show_status, status_parameters(language)),
        ("validate", validate_parts, validate_parameters(language)),
        ("publish", publish_edition, (edition, *working)),
        ("verify", verify_edition, (edition, rebuild, *working)),
        ("restore", restore_edition, (edition, folder)),
        ("list", show_editions, ()),
        ("copies", make, copies_parameters(language)),
        ("deliver", hand_over, deliver_parameters(language)),
        ("receipt", acknowledge, note_parameters(language)),
        ("recall", recall, note_parameters(language)),
        ("whose", tell_whose, whose_parameters(language)),
        ("compare", compare_bibles, compare_parameters(language)),
        ("snapshot", keep_snapshot, snapshot_parameters(language)),
        ("clean", clean, ()),
        ("doctor", examine, ()),
    )


def _build_parameters(language: str) -> tuple[click.Parameter, ...]:
    """What to build, for whom, and in which form."""

    def several(name: str, *options: str, metavar: str) -> click.Option:
        return click.Option((*options, name), multiple=True, metavar=metavar, help=say(f"option-{name}", language))

    name = say("metavar-name", language)
    return (
        several("audiences", "-a", "--audience", "--public", metavar=name),
        several("layouts", "-l", "--layout", "--gabarit", metavar=name),
        several("formats", "-f", "--format", metavar="pdf|docx"),
        click.Option(
            ["-p", "--purpose", "--usage"], default="screen", metavar="screen|print", help=say("option-purpose", language)
        ),
        _flag(language, "draft", "--draft", "--relecture"),
        click.Option(["--since", "--depuis"], metavar=name, help=say("option-since", language)),
        _flag(language, "no_bars", "--no-change-bars", "--sans-barres"),
    )


def _working(language: str) -> tuple[click.Parameter, ...]:
    """How pages are laid out."""
    jobs = click.Option(["-j", "--jobs"], type=click.IntRange(min=1), metavar="N", help=say("option-jobs", language))
    return jobs, _flag(language, "no_cache", "--no-cache", "--sans-cache")


def _flag(language: str, name: str, *options: str) -> click.Option:
    return click.Option((*options, name), is_flag=True, help=say(f"option-{name.replace('_', '-')}", language))


def _perform(name: str, work: Work, language: str, **arguments: Any) -> int:
    """Run one command and show how it ended."""
    settings = _checked(settings_of(click.get_current_context().meta, language))
    terminal = Terminal(settings)
    outcome, code = _ended(partial(work, settings, terminal, **arguments), settings, terminal)
    terminal.show(outcome, name, code)
    return code


def _ended(work: Callable[[], Outcome], settings: Settings, terminal: Terminal) -> tuple[Outcome, Exit]:
    """The outcome of the work, and its exit code, whatever happens in it."""
    try:
        outcome = work()
        return outcome, exit_of_findings(outcome.diagnostics, settings.strict) if outcome.exit is None else outcome.exit
    except BibleError as error:
        code = exit_of_error(error)
        return Outcome(error.diagnostics, next_step=_after(code, settings)), code
    except KeyboardInterrupt:
        return Outcome(summary=say("interrupted", settings.language)), Exit.INTERRUPTED
    except Exception as error:
        if settings.verbosity > 0:
            terminal.show_traceback()
        fault = Diagnostic("internal-error", {"kind": type(error).__name__, "detail": str(error)})
        return Outcome((fault,), next_step=say("next-report", settings.language)), Exit.BUG


def _after(code: Exit, settings: Settings) -> str:
    """The next step after a failure."""
    key = "next-help" if code is Exit.USAGE else "next-mend"
    return say(key, settings.language, at=settings.at)


def _refused(terminal: Terminal, diagnostics: tuple[Diagnostic, ...]) -> Exit:
    terminal.show(Outcome(diagnostics, next_step=say("next-help", terminal.settings.language)), "bible", Exit.USAGE)
    return Exit.USAGE


def _checked(settings: Settings) -> Settings:
    if settings.language not in LANGUAGES:
        raise UsageError(Diagnostic("no-such-language", {"language": settings.language, "known": ", ".join(LANGUAGES)}))
    return settings


def _version_option(language: str) -> click.Option:
    def show(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
        if value:
            print(f"bible {distribution_version('bible-builder') or say('from-source', language)}")
            context.exit()

    return click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=say("option-version", language)
    )
