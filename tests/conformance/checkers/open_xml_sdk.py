"""DOCX by Microsoft's Open XML SDK (as WebAssembly): all files in one Node process. The npm project lies in ``ooxml_sdk/``."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from tests.conformance.checkers.finding import Finding, Findings, install_with, require

PROJECT: Final = Path(__file__).parents[1] / "ooxml_sdk"
LOCK: Final = PROJECT / "package-lock.json"
STAMP: Final = PROJECT / "node_modules" / ".installed-lock.json"
NAME: Final = "open-xml-sdk"
PURPOSE: Final = "the validation of DOCX by the Open XML SDK"


def install() -> None:
    """Install the npm package unless it is there as the lock file says. Raises CheckerUnavailableError."""
    require(["node"], PURPOSE)
    if STAMP.exists() and STAMP.read_bytes() == LOCK.read_bytes():
        return
    require(["npm"], PURPOSE)
    install_with(["npm", "ci"], PROJECT, PURPOSE)
    shutil.copyfile(LOCK, STAMP)


def validate(paths: Iterable[Path]) -> Findings:
    """What the SDK finds in each file. Raises CheckerUnavailableError."""
    install()
    files = list(paths)
    command = ["node", str(PROJECT / "validate.mjs"), *(str(path.resolve()) for path in files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    if len(reports) != len(files):
        raise RuntimeError(f"the Open XML SDK answered {len(reports)} of {len(files)} files: {done.stderr[-2000:]}")
    return {path: list(_findings(report)) for path, report in zip(files, reports, strict=True)}


def _findings(report: Mapping[str, Any]) -> Iterable[Finding]:
    if "error" in report:
        yield Finding(NAME, "unreadable", report["error"])
        return
    for found in report["findings"]:
        yield Finding(NAME, found["id"], found["description"], f"{found['part']} {found['xpath']}")


if __name__ == "__main__":
    install()
    if sys.argv[1:] != ["--install"]:
        for file, found in validate([Path(name) for name in sys.argv[1:]]).items():
            print(file, *(found or ("passes",)), sep="\n  ")
