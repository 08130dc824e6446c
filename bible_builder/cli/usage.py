"""Commands whose help and whose complaints are in the reader's language.

click keeps what is wrong with a command line in its exceptions' fields and words it in English; the fields become diagnostics.
"""

from __future__ import annotations

from typing import Any

import click

from bible_builder.cli.messages import say
from bible_builder.errors import Diagnostic, UsageError


class Command(click.Command):
    """A command that speaks ``language``."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        # Too many arguments are refused in ``invoke``: click would say so in a sentence only.
        super().__init__(*args, **kwargs)
        self.context_settings["allow_extra_args"] = True
        self.options_metavar = say("metavar-options", language)
        self.language = language

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, explained in the language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("option-help", self.language)
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of the help."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), say("usage", self.language))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of options; a group adds its commands before."""
        records = [record for parameter in self.get_params(ctx) if (record := parameter.get_help_record(ctx))]
        with formatter.section(say("options", self.language)):
            formatter.write_dl(records)

    def invoke(self, ctx: click.Context) -> Any:
        """Run it, unless there are more arguments than it takes."""
        if ctx.args and not isinstance(self, click.Group):
            raise UsageError(Diagnostic("usage-extra-argument", {"argument": ctx.args[0]}))
        return super().invoke(ctx)


class Group(Command, click.Group):
    """The program: a group of commands that speaks ``language``."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, then the options."""
        records = [(name, self.commands[name].get_short_help_str(200)) for name in self.commands]
        with formatter.section(say("commands", self.language)):
            formatter.write_dl(records)
        super().format_options(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use, not of the alphabet."""
        return list(self.commands)


def diagnostic_of(error: click.UsageError) -> Diagnostic:
    """What is wrong with the command line, as a diagnostic."""
    match error:
        case click.NoSuchOption():
            return Diagnostic("usage-unknown-option", {"option": error.option_name, "suggestion": _first(error.possibilities)})
        case click.exceptions.NoSuchCommand():
            return Diagnostic("usage-unknown-command", {"command": error.command_name, "suggestion": _first(error.possibilities)})
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return Diagnostic("usage-missing-argument", {"argument": name})
        case click.BadOptionUsage():
            return Diagnostic("usage-option-value", {"option": error.option_name})
        case _:
            return Diagnostic("usage-command-line", {"reason": error.format_message()})


def _first(possibilities: Any) -> str:
    return next(iter(possibilities or ()), "")
