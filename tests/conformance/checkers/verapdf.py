"""PDF/UA and PDF/A by veraPDF: all files and flavours in one Java virtual machine. The Maven project lies in ``verapdf/``."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal

from tests.conformance.checkers.finding import CheckerUnavailableError, Finding, Findings, install_with, require

PROJECT: Final = Path(__file__).parents[1] / "verapdf"
TARGET: Final = PROJECT / "target"
STAMP: Final = TARGET / "built-from.sha256"
NAME: Final = "verapdf"
PURPOSE: Final = "the validation of PDF/UA and PDF/A (veraPDF)"

Flavour = Literal["ua1", "ua2", "1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4f", "4e"]
Job = tuple[Path, Flavour]


def build() -> None:
    """Build the Java program unless it was already built from the same sources. Raises CheckerUnavailableError."""
    require(["java"], PURPOSE)
    digest = _sources_digest()
    if STAMP.exists() and STAMP.read_text() == digest:
        return
    require(["mvn"], PURPOSE)
    try:  # offline first: nothing is asked of the network when the artifacts are here
        install_with(["mvn", "-q", "-B", "-o", "package"], PROJECT, PURPOSE)
    except CheckerUnavailableError:
        install_with(["mvn", "-q", "-B", "package"], PROJECT, PURPOSE)
    STAMP.write_text(digest)


def validate(paths: Iterable[Path], flavour: Flavour) -> Findings:
    """What veraPDF finds in each file, read as ``flavour``. Raises CheckerUnavailableError."""
    return {path: found for (path, _), found in validate_jobs([(path, flavour) for path in paths]).items()}


def validate_jobs(jobs: Sequence[Job]) -> dict[Job, list[Finding]]:
    """What veraPDF finds in each file read as each flavour: one virtual machine for all. Raises CheckerUnavailableError."""
    build()
    lines = "".join(f"{flavour}\t{path.resolve()}\n" for path, flavour in jobs)
    classpath = f"{TARGET / 'verapdf-batch.jar'}:{TARGET / 'lib'}/*"
    command = ["java", "-Xmx1g", "-Djava.awt.headless=true", "-cp", classpath, "BatchValidator"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False, encoding="utf-8")
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode != 0 or len(reports) != len(jobs):
        raise RuntimeError(f"veraPDF answered {len(reports)} of {len(jobs)} jobs: {done.stderr[-2000:]}")
    return {job: list(_findings(report)) for job, report in zip(jobs, reports, strict=True)}


def _findings(report: Mapping[str, Any]) -> Iterable[Finding]:
    flavour = report["flavour"]
    if "error" in report:
        yield Finding(NAME, f"{flavour}:unreadable", report["error"])
        return
    for failure in report["failures"]:
        rule = f"{flavour}:{failure['clause']}-{failure['test']}"
        yield Finding(NAME, rule, failure["description"], failure["context"], failure["count"])
    if not report["compliant"] and not report["failures"]:
        yield Finding(NAME, f"{flavour}:not-compliant", "not compliant, without a rule that says why")


def _sources_digest() -> str:
    digest = hashlib.sha256()
    for path in [PROJECT / "pom.xml", *sorted((PROJECT / "src").glob("*.java"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    build()
    if sys.argv[1:] != ["--build"]:
        for (file, _), found in validate_jobs(
            [(Path(name), flavour) for name in sys.argv[1:] for flavour in ("ua1", "2a")]
        ).items():
            print(file, *(found or ("passes",)), sep="\n  ")
