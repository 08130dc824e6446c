"""Every DOCX is sound by the Open XML SDK, by openxml-audit and by our own lint."""

from __future__ import annotations

import pytest

from tests.conformance.checkers.waivers import Waiver
from tests.conformance.documents import DOCX_NAMES, Documents, Found
from tests.conformance.verdict import assert_none_left

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


@pytest.mark.parametrize("name", DOCX_NAMES)
def test_the_open_xml_sdk_finds_nothing(
    name: str, documents: Documents, open_xml_sdk_findings: Found, known_false_alarms: tuple[Waiver, ...]
) -> None:
    assert_none_left(documents[name], open_xml_sdk_findings, known_false_alarms)


@pytest.mark.parametrize("name", DOCX_NAMES)
def test_openxml_audit_finds_nothing(
    name: str, documents: Documents, openxml_audit_findings: Found, known_false_alarms: tuple[Waiver, ...]
) -> None:
    assert_none_left(documents[name], openxml_audit_findings, known_false_alarms)


@pytest.mark.parametrize("name", DOCX_NAMES)
def test_our_lint_finds_nothing(
    name: str, documents: Documents, docx_lint_findings: Found, known_false_alarms: tuple[Waiver, ...]
) -> None:
    assert_none_left(documents[name], docx_lint_findings, known_false_alarms)
