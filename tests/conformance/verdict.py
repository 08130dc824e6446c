"""How a test judges what a checker found."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.conformance.checkers.waivers import Waiver, left_over
from tests.conformance.documents import Document, Found


def assert_none_left(document: Document, found: Found, false_alarms: Iterable[Waiver]) -> None:
    """Fail when the document could not be built, or when anything is left after the known false alarms are set aside."""
    if document.failure is not None:
        pytest.fail(f"{document.name} could not be built: {document.failure!r}")
    left = left_over(found[document.name], false_alarms)
    assert not left, "\n".join([f"{document.name}:", *(f"  {finding}" for finding in left)])
