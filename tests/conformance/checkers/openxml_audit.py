"""DOCX by openxml-audit, an independent reading of the Open XML schemas and of their semantic rules, in Python."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from openxml_audit import FileFormat, OpenXmlValidator

from tests.conformance.checkers.finding import Finding, Findings

NAME: Final = "openxml-audit"
MOST_ERRORS: Final = 1000


def validate(paths: Iterable[Path]) -> Findings:
    """What openxml-audit finds in each file."""
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=MOST_ERRORS)
    return {path: [_finding(error) for error in validator.validate(path).errors] for path in paths}


def _finding(error: Any) -> Finding:
    return Finding(
        NAME, error.id or error.error_type.name, error.description, f"{error.part_uri or ''} {error.path or ''}".strip()
    )
