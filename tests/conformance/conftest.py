"""Fixtures: the finished documents, and what each validator finds in them: one run of each for all documents."""

from __future__ import annotations

import pytest

from tests.conformance import docx_lint
from tests.conformance.checkers import open_xml_sdk, openxml_audit, qpdf, waivers
from tests.conformance.documents import NAMES, TEMPLATED, Documents, Found, build, build_templated, by_name, pdf_flavours


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    """Every bible as PDF and DOCX; a bible that cannot be built does not keep the others from being checked."""
    folder = tmp_path_factory.mktemp("documents")
    made = {name: build(name, folder) for name in NAMES}
    return made | {name: build_templated(name, made["sample"], folder) for name in TEMPLATED}


@pytest.fixture(scope="session")
def verapdf_findings(documents: Documents) -> Found:
    """What veraPDF finds."""
    return by_name(documents, "pdf", pdf_flavours)


@pytest.fixture(scope="session")
def qpdf_findings(documents: Documents) -> Found:
    """What qpdf finds."""
    return by_name(documents, "pdf", qpdf.validate)


@pytest.fixture(scope="session")
def open_xml_sdk_findings(documents: Documents) -> Found:
    """What the Open XML SDK finds."""
    return by_name(documents, "docx", open_xml_sdk.validate)


@pytest.fixture(scope="session")
def openxml_audit_findings(documents: Documents) -> Found:
    """What openxml-audit finds."""
    return by_name(documents, "docx", openxml_audit.validate)


@pytest.fixture(scope="session")
def docx_lint_findings(documents: Documents) -> Found:
    """What our own lint finds."""
    return by_name(documents, "docx", docx_lint.validate)


@pytest.fixture(scope="session")
def known_false_alarms() -> tuple[waivers.Waiver, ...]:
    """The waivers in ``waivers.yaml``."""
    return waivers.load()
