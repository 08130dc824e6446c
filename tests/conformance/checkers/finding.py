"""What a checker says of a file, and how it says that it could not run."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Final

MOST_SHOWN: Final = 400
"""Longest message printed; the Open XML SDK names every element that it would have taken."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One complaint: which checker, by which rule, in its words, at which place in the file, how many times."""

    checker: str
    rule: str
    message: str
    where: str = ""
    count: int = 1

    def __str__(self) -> str:
        times = f" ({self.count} times)" if self.count > 1 else ""
        place = f" [{self.where}]" if self.where else ""
        return f"{self.checker} {self.rule}: {shorten(self.message, MOST_SHOWN)}{times}{place}"


Findings = dict[Path, list[Finding]]
"""For each file that was checked, what was found in it; an empty list says that it passed."""


class CheckerUnavailableError(Exception):
    """A checker cannot run on this machine; the message is a sentence that says what was not checked, and why."""


def require(commands: Sequence[str], purpose: str) -> None:
    """Raise CheckerUnavailableError when one of the commands is not on the path."""
    missing = [command for command in commands if shutil.which(command) is None]
    if missing:
        raise CheckerUnavailableError(f"{purpose} was not run: {', '.join(missing)} not found (make conformance installs it)")


def install_with(command: Sequence[str], folder: Path, purpose: str) -> None:
    """Run the command that installs a checker; raise CheckerUnavailableError with the end of what it said when it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stdout + done.stderr)[-3000:]
        raise CheckerUnavailableError(f"{purpose} was not run: {' '.join(command)} failed: {said}")
