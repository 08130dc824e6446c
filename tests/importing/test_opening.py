"""Each file that is no sound Word document is refused with a sentence of its own; a sound one is not."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bible_builder.cli.messages import message
from bible_builder.errors import Findings
from bible_builder.importing.opening import Package, opened
from bible_builder.opc import DEEPEST, MOST_PARTS
from tests.importing.parts import MAIN, RELATIONS, TYPES, changed, good, package_of, part, replaced

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
GOOD: Final = good()


def open_bytes(data: bytes, folder: Path, name: str = "envoi.docx") -> tuple[Package | None, Findings]:
    path = folder / name
    path.write_bytes(data)
    findings = Findings()
    return opened(path, findings), findings


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as target:
        for name, content in entries:
            target.writestr(name, content)
    return buffer.getvalue()


def odt() -> bytes:
    return zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>"), method=zipfile.ZIP_STORED)


def locked() -> bytes:
    """The bit that says a part is encrypted (APPNOTE 4.4.4), set in the list of contents."""
    return GOOD.replace(b"PK\x01\x02\x14\x00\x14\x00\x00\x00", b"PK\x01\x02\x14\x00\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )


def deep() -> bytes:
    nest = b"<w:sdt><w:sdtContent>" * DEEPEST + b"</w:sdtContent></w:sdt>" * DEEPEST
    return replaced(GOOD, MAIN, b"<w:body>", b"<w:body>" + nest)


def lying() -> bytes:
    """A part whose header says that it is small."""
    data = changed(GOOD, {"word/media/nuit.bin": b"\0" * 50_000_000})
    return data.replace((50_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little"))


DOCTYPE: Final = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

FAULTS: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    "empty": ("word-file-empty", lambda: b""),
    "old": ("word-file-old", lambda: OLE + "WordDocument".encode("utf-16-le")),
    "old excel": ("word-file-other-kind", lambda: OLE + "Workbook".encode("utf-16-le")),
    "encrypted": ("word-file-encrypted", lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    "locked part": ("word-file-encrypted", locked),
    "odt": ("word-file-other-kind", odt),
    "pdf": ("word-file-other-kind", lambda: b"%PDF-1.7\n%..."),
    "rtf": ("word-file-other-kind", lambda: b"{\\rtf1\\ansi Bonjour}"),
    "html": ("word-file-other-kind", lambda: b"\xef\xbb\xbf\n<html><body>Bonjour</body></html>"),
    "saved mail": ("word-file-other-kind", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n"),
    "xml of 2003": ("word-file-other-kind", lambda: b'<?xml version="1.0"?><w:wordDocument/>'),
    "text": ("word-file-other-kind", "Bonjour à tous".encode),
    "noise": ("word-file-other-kind", lambda: bytes(range(256)) * 10),
    "zip": ("word-file-other-kind", lambda: zipped(("photo.jpg", b"x"))),
    "excel": ("word-file-other-kind", lambda: zipped((TYPES, b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))),
    "truncated": ("word-file-damaged", lambda: GOOD[: len(GOOD) // 2]),
    "broken inside": ("word-file-damaged", lambda: GOOD[:400] + b"\xff" * 200 + GOOD[600:]),
    "escapes": ("word-file-escapes", lambda: changed(GOOD, {"../../voisin.txt": b"x"})),
    "escapes to the root": ("word-file-escapes", lambda: changed(GOOD, {"/etc/voisin": b"x"})),
    "escapes in Windows": ("word-file-escapes", lambda: changed(GOOD, {"word\\..\\..\\voisin": b"x", "C:voisin": b"x"})),
    "part twice": ("word-file-part-twice", lambda: changed(GOOD, {"word/Document.xml": b"<x/>"})),
    "bomb": ("word-file-bomb", lambda: changed(GOOD, {"word/media/nuit.bin": b"\0" * 5_000_000})),
    "bomb of parts": (
        "word-file-bomb",
        lambda: changed(GOOD, {f"word/media/{number}.bin": b"" for number in range(MOST_PARTS)}),
    ),
    "header that lies": ("word-file-damaged", lying),
    "doctype": ("word-file-doctype", lambda: replaced(GOOD, MAIN, b"<w:document ", DOCTYPE + b"<w:document ")),
    "doctype in another part": ("word-file-doctype", lambda: changed(GOOD, {"word/other.xml": DOCTYPE + b"<w/>"})),
    "doctype in UTF-16": ("word-file-doctype", lambda: changed(GOOD, {"word/o.xml": "<!DOCTYPE w><w/>".encode("utf-16")})),
    "deep": ("word-file-too-deep", deep),
    "control character": ("word-file-control-sign", lambda: replaced(GOOD, MAIN, b"Le rappel", b"Le\x0brappel")),
    "control reference": ("word-file-control-sign", lambda: replaced(GOOD, MAIN, b"Le rappel", b"Le&#x1F;rappel")),
    "broken XML": ("word-file-broken-xml", lambda: replaced(GOOD, MAIN, b"</w:body>", b"")),
    "another encoding": (
        "word-file-broken-xml",
        lambda: changed(GOOD, {"word/other.xml": b'<?xml version="1.0" encoding="ebcdic-fr"?><w/>'}),
    ),
    "without a text": ("word-file-without-text", lambda: changed(GOOD, {MAIN: None})),
    "without relations": ("word-file-without-text", lambda: changed(GOOD, {"_rels/.rels": None})),
    "text of another kind": ("word-file-without-text", lambda: changed(GOOD, {MAIN: b"<x/>"})),
    "without a body": ("word-file-without-text", lambda: replaced(GOOD, MAIN, b"w:body", b"w:corps")),
}


@pytest.mark.parametrize(("code", "make"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_refused_in_words_of_its_own(code: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    package, findings = open_bytes(make(), tmp_path)
    assert package is None
    assert [diagnostic.code for diagnostic in findings.all] == [code]
    for language in ("fr", "en"):
        said = message(findings.all[0], language)
        assert "envoi.docx" in said.sentence and said.hints


def test_a_good_document_has_no_fault(tmp_path: Path) -> None:
    package, findings = open_bytes(GOOD, tmp_path)
    assert package is not None and not findings.all
    assert (package.main, package.kind, package.name) == (MAIN, "document", "envoi.docx")
    assert package.related("styles") == ("word/styles.xml",)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dossier.docx").mkdir()
    for name, code in (("absent.docx", "word-file-missing"), ("dossier.docx", "word-file-folder")):
        findings = Findings()
        assert opened(tmp_path / name, findings) is None
        assert [diagnostic.code for diagnostic in findings.all] == [code]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "tuyau.docx")
    findings = Findings()
    assert opened(tmp_path / "tuyau.docx", findings) is None
    assert findings.all[0].code == "word-file-unreadable"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "gros.docx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    findings = Findings()
    assert opened(path, findings) is None
    assert findings.all[0].code == "word-file-too-large"


def test_the_line_of_broken_xml_is_named(tmp_path: Path) -> None:
    _, findings = open_bytes(changed(GOOD, {MAIN: b"<w>\n\n<x>\n</w>"}), tmp_path)
    assert findings.all[0].parameters["line"] == "4"


def test_a_template_and_a_document_with_macros_are_opened_as_what_they_are(tmp_path: Path) -> None:
    own = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    for other, kind in (
        (b"vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "template"),
        (b"vnd.ms-word.document.macroEnabled.main+xml", "macros"),
    ):
        assert package_of(replaced(GOOD, TYPES, own, other), tmp_path).kind == kind


def test_the_strict_class_is_read_as_the_transitional_one(tmp_path: Path) -> None:
    def strict(content: bytes) -> bytes:
        content = content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
        return content.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    names = (MAIN, RELATIONS, "_rels/.rels", "word/styles.xml")
    package = package_of(changed(GOOD, {name: strict(part(GOOD, name)) for name in names}), tmp_path)
    assert package.related("styles") == ("word/styles.xml",)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(GOOD) - 1), noise=st.binary(min_size=1, max_size=12), cut=st.integers(0, 40))
def test_bytes_changed_at_random_are_opened_or_refused(tmp_path: Path, place: int, noise: bytes, cut: int) -> None:
    package, findings = open_bytes(GOOD[:place] + noise + GOOD[place + cut :], tmp_path)
    assert (package is None) == bool(findings.errors)
