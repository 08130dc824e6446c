"""What every command takes: where the bible is, where the outputs go, how to speak."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bible_builder.baselines import SHELF
from bible_builder.cli.messages import LANGUAGES, say


@dataclass(frozen=True, slots=True)
class Settings:
    """The common options as they were given. ``verbosity``: −1 quiet, 0 as usual, 1 and more: steps and tracebacks."""

    language: str
    project: Path = Path(".")
    output: Path | None = None
    strict: bool = False
    json: bool = False
    verbosity: int = 0
    color: bool = True

    @property
    def at(self) -> str:
        """`` -C folder`` for a command line to type, nothing when it is the current one."""
        folder = str(self.project)
        return "" if folder == "." else f" -C {quoted(folder)}"


def settings_of(given: Mapping[str, Any], language: str) -> Settings:
    """The settings from the common options that were given, before or after the command's name."""
    return Settings(
        language=given.get("lang", language),
        project=Path(given.get("project", ".")),
        output=Path(given["output"]) if "output" in given else None,
        strict="strict" in given,
        json="json" in given,
        verbosity=-1 if "quiet" in given else given.get("verbose", 0),
        color="no_color" not in given,
    )


def common_options(language: str) -> list[click.Parameter]:
    """The options that stand before or after a command's name; each is kept in ``Context.meta`` when it is given."""

    def option(*names: str, **how: Any) -> click.Option:
        return click.Option(names, expose_value=False, callback=_keep, **how)

    def flag(*names: str, **how: Any) -> click.Option:
        return option(*names, is_flag=True, **how)

    def text(name: str) -> str:
        return say(f"option-{name}", language)

    folder = say("metavar-folder", language)
    return [
        option("-C", "--project", metavar=folder, help=text("project")),
        option("-o", "--output", metavar=folder, help=text("output")),
        flag("--strict", help=text("strict")),
        flag("--json", help=text("json")),
        option("--lang", metavar="|".join(LANGUAGES), help=text("lang")),
        flag("-q", "--quiet", help=text("quiet")),
        option("-v", "--verbose", count=True, help=text("verbose")),
        flag("--no-color", help=text("no-color")),
    ]


def text_option(language: str, *names: str, metavar: str, key: str) -> click.Option:
    """An option of a command of its own that takes a text, "" when it is not given; its words stand under ``key``."""
    return click.Option(names, default="", metavar=say(f"metavar-{metavar}", language), help=say(f"option-{key}", language))


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value and parameter.name:
        context.meta[parameter.name] = value


def edition_or_path(given: str, settings: Settings) -> Path:
    """What is named on the command line: a folder or file, else an edition of the project."""
    edition = settings.project / SHELF / given
    return edition if not Path(given).exists() and edition.is_dir() else Path(given)


def quoted(folder: str) -> str:
    """The folder as it is typed on a command line."""
    return shlex.quote(folder)
