"""Exit codes: what a script that calls the commands may rely on."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from bible_builder.errors import BibleError, Diagnostic, ResourceLimitError, Severity, UnsafeError, UsageError


class Exit(IntEnum):
    """How a command ended."""

    GOOD = 0
    CONTENT = 1  # the bible, or its layout, holds mistakes
    USAGE = 2
    WARNINGS = 3  # under --strict
    UNSAFE = 4
    LIMIT = 5
    BUG = 70  # EX_SOFTWARE of sysexits.h
    INTERRUPTED = 130  # 128 + SIGINT


UNSAFE_CODES: Final = frozenset({"outside-bible", "svg-unsafe", "picture-outside", "picture-reaches-out", "css-reaches-out"})
"""Mistakes which, had they been let through, would have read outside the bible."""


def exit_of_error(error: BibleError) -> Exit:
    """The exit code of an exception."""
    kinds = ((UsageError, Exit.USAGE), (UnsafeError, Exit.UNSAFE), (ResourceLimitError, Exit.LIMIT))
    return next((code for kind, code in kinds if isinstance(error, kind)), _exit_of_errors(error.diagnostics))


def exit_of_findings(diagnostics: Sequence[Diagnostic], strict: bool) -> Exit:
    """The exit code of a command that ran to its end."""
    if any(d.severity is Severity.ERROR for d in diagnostics):
        return _exit_of_errors(diagnostics)
    if strict and any(d.severity is Severity.WARNING for d in diagnostics):
        return Exit.WARNINGS
    return Exit.GOOD


def _exit_of_errors(diagnostics: Sequence[Diagnostic]) -> Exit:
    return Exit.UNSAFE if any(d.code in UNSAFE_CODES for d in diagnostics) else Exit.CONTENT
