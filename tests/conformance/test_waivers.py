"""Waivers cover what they name and no more; one that covers nothing is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.checkers.finding import Finding
from tests.conformance.checkers.waivers import Waiver, left_over, load, unused
from tests.conformance.documents import Found

FINDING = Finding("verapdf", "ua1:7.1-3", "Content shall be marked", "pages[3]")
WAIVER = Waiver("verapdf", "ua1:7.1-*", "because")


@pytest.mark.parametrize(
    "waiver",
    [WAIVER, Waiver("verapdf", "ua1:7.1-3", "because", "shall be"), Waiver("verapdf", "*", "because", "pages[3]")],
)
def test_a_waiver_covers_what_it_names(waiver: Waiver) -> None:
    assert left_over([FINDING], [waiver]) == []
    assert unused([FINDING], [waiver]) == []


@pytest.mark.parametrize(
    "waiver",
    [Waiver("qpdf", "*", "because"), Waiver("verapdf", "ua1:7.2-*", "because"), Waiver("verapdf", "*", "because", "pages[4]")],
)
def test_a_waiver_covers_nothing_else(waiver: Waiver) -> None:
    assert left_over([FINDING], [waiver]) == [FINDING]
    assert unused([FINDING], [waiver]) == [waiver]


def test_a_waiver_without_a_reason_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text("- {checker: qpdf, rule: warning, reason: ' '}")
    with pytest.raises(ValueError, match="needs a checker, a rule and a reason"):
        load(file)


def test_the_waivers_of_the_project_are_whole() -> None:
    assert all(waiver.reason for waiver in load())


@pytest.mark.conformance
@pytest.mark.slow
@pytest.mark.parametrize("checker", ["verapdf", "qpdf", "open-xml-sdk", "openxml-audit", "docx-lint"])
def test_each_waiver_covers_something(
    checker: str, request: pytest.FixtureRequest, known_false_alarms: tuple[Waiver, ...]
) -> None:
    found: Found = request.getfixturevalue(f"{checker.replace('-', '_')}_findings")
    waivers = [waiver for waiver in known_false_alarms if waiver.checker == checker]
    assert unused((finding for findings in found.values() for finding in findings), waivers) == []
