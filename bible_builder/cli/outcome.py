"""How a command ended, as data: what it found, what it made, what to type next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bible_builder.cli.exits import Exit
from bible_builder.errors import Diagnostic


@dataclass(frozen=True, slots=True)
class Outcome:
    """``lines`` go to standard output, or ``data`` under ``--json``; the rest is for the person at the terminal.

    ``exit`` None: by the diagnostics.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    lines: tuple[str, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)
    summary: str = ""
    next_step: str = ""
    exit: Exit | None = None
