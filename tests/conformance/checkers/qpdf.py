"""PDF syntax by ``qpdf --check``: cross-reference table, streams, linearisation."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.conformance.checkers.finding import Finding, Findings, require

NAME: Final = "qpdf"
_RULES: Final = {2: "error", 3: "warning"}


def validate(paths: Iterable[Path]) -> Findings:
    """What qpdf finds in each file. Raises CheckerUnavailableError."""
    require(["qpdf"], "the check of PDF syntax (qpdf)")
    return {path: list(_check(path)) for path in paths}


def _check(path: Path) -> Iterable[Finding]:
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False, errors="replace")
    if done.returncode == 0:
        return
    rule = _RULES.get(done.returncode, "failed")
    for line in done.stderr.splitlines() or [f"exit code {done.returncode}"]:
        yield Finding(NAME, rule, line.replace(str(path), path.name))
