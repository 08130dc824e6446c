"""DOCX by openxml-audit, an independent reading of the Open XML schemas and of their semantic rules, in Python."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from openxml_audit import FileFormat, OpenXmlValidator

from tests.conformance.checkers.finding import Finding, Findings

NAME: Final = "openxml-audit"
MOST_ERRORS: Final = 1000


def validate(paths: Iterable[Path]) -> Findings:
    """What openxml-audit finds in each file.

    A process a file: it remembers parts by the identity of an object that is gone by the next file, and would take one file's
    notes for another's.
    """
    files = list(paths)
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), max_tasks_per_child=1) as executor:
        return dict(zip(files, executor.map(_validate, files), strict=True))


def _validate(path: Path) -> list[Finding]:
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=MOST_ERRORS)
    return [_finding(error) for error in validator.validate(path).errors]


def _finding(error: Any) -> Finding:
    return Finding(
        NAME, error.id or error.error_type.name, error.description, f"{error.part_uri or ''} {error.path or ''}".strip()
    )
