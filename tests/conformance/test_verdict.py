"""A document fails for what a checker found, unless it is a known false alarm, and for not being there at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.checkers.finding import Finding
from tests.conformance.checkers.waivers import Waiver
from tests.conformance.documents import Document, by_name
from tests.conformance.verdict import assert_none_left

FINDING = Finding("qpdf", "warning", "file is damaged")
SOUND = Document("rows/table", Path("table.pdf"), Path("table.docx"))
BROKEN = Document("rows/figure", Path("figure.pdf"), Path("figure.docx"), ValueError("no picture"))


def test_a_document_without_findings_passes() -> None:
    assert_none_left(SOUND, {"rows/table": []}, [])


def test_a_finding_fails_the_document() -> None:
    with pytest.raises(AssertionError, match="qpdf warning: file is damaged"):
        assert_none_left(SOUND, {"rows/table": [FINDING]}, [])


def test_a_known_false_alarm_does_not() -> None:
    assert_none_left(SOUND, {"rows/table": [FINDING]}, [Waiver("qpdf", "warning", "it is not")])


def test_a_document_that_could_not_be_built_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"rows/figure could not be built: ValueError\('no picture'\)"):
        assert_none_left(BROKEN, {}, [])


def test_the_others_are_checked_all_the_same() -> None:
    documents = {document.name: document for document in (SOUND, BROKEN)}
    found = by_name(documents, "pdf", lambda paths: {path: [FINDING] for path in paths})
    assert found == {"rows/table": [FINDING]}
