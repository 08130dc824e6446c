"""Every PDF is PDF/UA-1 and PDF/A-2a by veraPDF, as it claims, and sound by qpdf."""

from __future__ import annotations

import pytest

from tests.conformance.checkers.waivers import Waiver
from tests.conformance.documents import NAMES, Documents, Found
from tests.conformance.verdict import assert_none_left

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


@pytest.mark.parametrize("name", NAMES)
def test_verapdf_finds_nothing(
    name: str, documents: Documents, verapdf_findings: Found, known_false_alarms: tuple[Waiver, ...]
) -> None:
    assert_none_left(documents[name], verapdf_findings, known_false_alarms)


@pytest.mark.parametrize("name", NAMES)
def test_qpdf_finds_nothing(
    name: str, documents: Documents, qpdf_findings: Found, known_false_alarms: tuple[Waiver, ...]
) -> None:
    assert_none_left(documents[name], qpdf_findings, known_false_alarms)
