"""False alarms set aside, by checker, rule and reason, from ``waivers.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

import yaml

from tests.conformance.checkers.finding import Finding

FILE: Final = Path(__file__).parents[1] / "waivers.yaml"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A false alarm: findings of ``checker`` by a rule that matches ``rule`` and whose words or place hold ``message``."""

    checker: str
    rule: str
    reason: str
    message: str = ""

    def __post_init__(self) -> None:
        if not (self.checker and self.rule and self.reason.strip()):
            raise ValueError(f"a waiver needs a checker, a rule and a reason: {self}")

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is this false alarm."""
        same_rule = finding.checker == self.checker and fnmatchcase(finding.rule, self.rule)
        return same_rule and (self.message in finding.message or self.message in finding.where)


def load(path: Path = FILE) -> tuple[Waiver, ...]:
    """The waivers in the file. Raises ValueError or TypeError for one that is incomplete or has an unknown key."""
    return tuple(Waiver(**entry) for entry in yaml.safe_load(path.read_text("utf-8")) or ())


def left_over(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> list[Finding]:
    """The findings that no waiver covers."""
    known = tuple(waivers)
    return [finding for finding in findings if not any(waiver.covers(finding) for waiver in known)]


def unused(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> list[Waiver]:
    """The waivers that cover none of the findings."""
    found = tuple(findings)
    return [waiver for waiver in waivers if not any(waiver.covers(finding) for finding in found)]
