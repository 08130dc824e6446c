"""Each validator finds the fault of a file made for it, and passes a sound one: a checker that cannot fail checks nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from tests.conformance.checkers import open_xml_sdk, openxml_audit, qpdf, verapdf
from tests.conformance.checkers.finding import CheckerUnavailableError, Finding, install_with, require
from tests.conformance.checkers.waivers import Waiver, left_over
from tests.conformance.documents import run_or_skip
from tests.conformance.tiny_docx import NAMESPACES, paragraph, run, table, write

Docx = Callable[[list[Path]], dict[Path, list[Finding]]]
DOCX_CHECKERS: dict[str, Docx] = {"open-xml-sdk": open_xml_sdk.validate, "openxml-audit": openxml_audit.validate}

TINY = Waiver(
    "openxml-audit", "Sem_MissingRelationshipType", "a document may do without settings, fonts and theme (ECMA-376-1 11.3)"
)


def tagged_pdf(path: Path) -> Path:
    """Write a sound PDF/UA-1."""
    html = '<html lang="fr"><head><title>Essai</title></head><body><h1>Titre</h1><p>Texte</p></body></html>'
    HTML(string=html).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


def without_title(source: Path, path: Path) -> Path:
    """Write the same PDF, which does not show its title any more."""
    with pikepdf.open(source) as pdf:
        del pdf.Root.ViewerPreferences
        pdf.save(path)
    return path


def valid_docx(path: Path, body: str) -> Path:
    """Write a DOCX that the schemas know, with this body: only the parts that must be there."""
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body Text"/></w:style></w:styles>'
    )
    return write(path, body, {"docProps/core.xml": None, "word/styles.xml": styles})


@pytest.mark.conformance
@pytest.mark.slow
def test_verapdf_tells_sound_from_faulty(tmp_path: Path) -> None:
    sound = tagged_pdf(tmp_path / "sound.pdf")
    faulty = without_title(sound, tmp_path / "faulty.pdf")
    no_pdf = tmp_path / "no.pdf"
    no_pdf.write_text("nothing")
    found = run_or_skip(lambda: verapdf.validate([sound, faulty, no_pdf], "ua1"))
    assert [[finding.rule for finding in found[path]] for path in (sound, faulty, no_pdf)] == [
        [],
        ["ua1:7.1-10"],
        ["ua1:unreadable"],
    ]


@pytest.mark.conformance
def test_qpdf_tells_sound_from_faulty(tmp_path: Path) -> None:
    sound = tagged_pdf(tmp_path / "sound.pdf")
    faulty = tmp_path / "faulty.pdf"
    faulty.write_bytes(sound.read_bytes()[:-300])
    found = run_or_skip(lambda: qpdf.validate([sound, faulty]))
    assert found[sound] == []
    assert {finding.rule for finding in found[faulty]} <= {"warning", "error"}
    assert found[faulty]


@pytest.mark.conformance
@pytest.mark.slow
@pytest.mark.parametrize("checker", DOCX_CHECKERS)
def test_docx_checkers_tell_sound_from_faulty(checker: str, tmp_path: Path) -> None:
    sound = valid_docx(tmp_path / "sound.docx", paragraph("Texte"))
    order = "<w:p><w:pPr><w:jc w:val='center'/><w:pStyle w:val='Body'/></w:pPr>" + run("Texte") + "</w:p>"
    faulty = valid_docx(tmp_path / "faulty.docx", order + table(["x"]))
    no_docx = tmp_path / "no.docx"
    no_docx.write_text("nothing")
    found = run_or_skip(lambda: DOCX_CHECKERS[checker]([sound, faulty, no_docx]))
    assert left_over(found[sound], [TINY]) == []
    assert any("pStyle" in finding.message for finding in found[faulty])
    assert len(found[no_docx]) == 1


def test_a_missing_checker_says_what_was_not_checked() -> None:
    with pytest.raises(CheckerUnavailableError, match=r"the check of X was not run: no-such-command not found"):
        require(["sh", "no-such-command"], "the check of X")


def test_a_checker_that_cannot_be_installed_says_why(tmp_path: Path) -> None:
    with pytest.raises(CheckerUnavailableError, match=r"the check of X was not run: sh -c .* failed: no network"):
        install_with(["sh", "-c", "printf 'no network'; exit 1"], tmp_path, "the check of X")


def test_a_missing_checker_skips_the_test_and_fails_on_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    def check() -> None:
        require(["no-such-command"], "the check of X")

    monkeypatch.setenv("CI", "false")
    with pytest.raises(pytest.skip.Exception, match="the check of X was not run"):
        run_or_skip(check)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="the check of X was not run"):
        run_or_skip(check)
