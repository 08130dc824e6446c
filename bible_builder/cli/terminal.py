"""Where everything is printed: data on standard output, what concerns the reader on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from bible_builder.build import Progress as Told
from bible_builder.cli.exits import Exit
from bible_builder.cli.messages import message, say, word
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings
from bible_builder.errors import Diagnostic, Severity, Source

_COLORS: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


class Terminal:
    """Prints as the settings ask."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._error = Console(
            stderr=True, no_color=not settings.color, highlight=False, markup=False, emoji=False, soft_wrap=True
        )

    def show(self, outcome: Outcome, command: str, code: Exit) -> None:
        """Everything that a command has to say at its end."""
        if self.settings.json:
            self._show_json(outcome, command, code)
            return
        self.show_diagnostics(outcome.diagnostics)
        for line in outcome.lines:
            print(line)
        sys.stdout.flush()
        if self.settings.verbosity >= 0:
            for line in filter(None, (outcome.summary, outcome.next_step)):
                self._error.print(line)

    def drawn(self, lines: Iterable[Text]) -> tuple[str, ...]:
        """Lines as standard output shows them: coloured on a terminal that knows colours, else plain."""
        console = Console(no_color=not self.settings.color, highlight=False, markup=False, emoji=False, soft_wrap=True)
        found = []
        for line in lines:
            with console.capture() as captured:
                console.print(line, end="")
            found.append(captured.get())
        return tuple(found)

    def show_lines(self, lines: Iterable[Text]) -> None:
        """Lines for standard output, right now: before a question."""
        for line in () if self.settings.json else self.drawn(lines):
            print(line)
        sys.stdout.flush()

    def ask(self, question: str) -> str:
        """What is answered to a question; ends as an interruption (EOFError becomes KeyboardInterrupt) where nobody answers."""
        self._error.print(question, end=" ")
        try:
            return input().strip()
        except EOFError as error:
            raise KeyboardInterrupt from error

    def show_diagnostics(self, diagnostics: Iterable[Diagnostic]) -> None:
        """One diagnostic a line, ``file:line:column: code sentence``, its hints below; when quiet, only errors.

        A note says what to do once: a new bible has many of the same kind.
        """
        noted: set[str] = set()
        for diagnostic in sorted(diagnostics, key=Diagnostic.sort_key):
            if diagnostic.severity is Severity.ERROR or self.settings.verbosity >= 0:
                self._error.print(self._worded(diagnostic, with_hints=diagnostic.code not in noted))
            if diagnostic.severity is Severity.NOTE:
                noted.add(diagnostic.code)

    def show_traceback(self) -> None:
        """The exception being handled, with its traceback."""
        self._error.print_exception()

    def say(self, key: str, /, **values: object) -> None:
        """A sentence of the commands themselves."""
        self._error.print(say(key, self.settings.language, **values))

    @contextmanager
    def progress(self) -> Iterator[Told | None]:
        """A bar while work goes on, on a terminal only; yields what to tell of it."""
        if self.settings.json or self.settings.verbosity < 0 or not self._error.is_terminal:
            yield None
            return
        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(bar_width=30))
        with Progress(*columns, console=self._error, transient=True) as bar:
            task = bar.add_task(say("progress-start", self.settings.language), total=None)

            def told(step: str, done: int, total: int) -> None:
                bar.update(task, description=word(step, self.settings.language, "progress"), completed=done, total=total or None)

            yield told

    def _worded(self, diagnostic: Diagnostic, *, with_hints: bool) -> Text:
        words, language = message(diagnostic, self.settings.language), self.settings.language
        line = Text()
        if diagnostic.source is not None:
            line.append(f"{self._place(diagnostic.source)}: ", "bold")
        line.append(diagnostic.code, _COLORS[diagnostic.severity])
        kind = "" if diagnostic.severity is Severity.ERROR else f" ({word(diagnostic.severity, language)})"
        line.append(f"{kind} {words.sentence}")
        for hint in words.hints if with_hints else ():
            line.append(f"\n    → {hint}")
        return line

    def _place(self, source: Source) -> str:
        """The place as seen from the current folder, so that an editor opens it.

        A file without a folder is none of the bible's: a document that was named on the command line, and has no lines.
        """
        if "/" not in source.file:
            return source.file
        folder = self.settings.project.as_posix()
        return str(source) if folder == "." else f"{folder.rstrip('/')}/{source}"

    def _show_json(self, outcome: Outcome, command: str, code: Exit) -> None:
        found = [self._as_data(d) for d in sorted(outcome.diagnostics, key=Diagnostic.sort_key)]
        print(
            json.dumps(
                {"command": command, "exit": int(code), **outcome.data, "diagnostics": found}, ensure_ascii=False, indent=2
            )
        )
        sys.stdout.flush()

    def _as_data(self, diagnostic: Diagnostic) -> dict[str, object]:
        words, place = message(diagnostic, self.settings.language), diagnostic.source
        return {
            "severity": str(diagnostic.severity),
            "code": diagnostic.code,
            "file": place.file if place else None,
            "line": place.line if place else None,
            "column": (place.column or None) if place else None,
            "message": words.sentence,
            "hints": list(words.hints),
            "parameters": dict(diagnostic.parameters),
        }
