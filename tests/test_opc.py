"""A Word file from outside is taken apart within limits; what is wrong with it has a reason, and the part at fault."""

from __future__ import annotations

import io
import zipfile

import pytest

from bible_builder import opc
from bible_builder.opc import PackageError, open_package
from tests.rendering.docx import templates


def zipped(**parts: str | bytes) -> bytes:
    """An archive of parts; ``__`` in a name stands for ``/``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def reason(data: bytes) -> str:
    with pytest.raises(PackageError) as refused:
        open_package(data)
    return refused.value.reason


def test_a_template_opens_with_its_parts_types_and_relations() -> None:
    package = open_package(templates.english().packed())
    assert package.main == "word/document.xml" and package.type_of(package.main).endswith("template.main+xml")
    assert package.related("styles") == "word/styles.xml" and package.related("glossaryDocument") == ""
    assert {relation.kind for relation in package.relations(package.main)} >= {"styles", "numbering", "header", "hyperlink"}
    assert not package.faults and not package.unsafe()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old"),
        (b"%PDF-1.7", "kind"),
        (b"PK\x03\x04 and no more", "damaged"),
        (zipped(**{"a.txt": "a"}), "word"),
        (zipped(**{"..__a.xml": "<a/>"}), "escapes"),
        (zipped(**{"a.xml": "<a/>", "A.XML": "<a/>"}), "twice"),
        (templates.english().with_part("word/document.xml", "<!DOCTYPE a []><a/>").packed(), "doctype"),
        (templates.english().with_part("word/document.xml", "<a>" * 200 + "</a>" * 200).packed(), "deep"),
        (templates.english().with_part("word/document.xml", "<a>").packed(), "xml"),
        (templates.english().with_part("word/a.xml", '<a xmlns="http://purl.oclc.org/ooxml/x"/>').packed(), "strict"),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_says_why(data: bytes, why: str) -> None:
    assert reason(data) == why


def test_a_part_that_grows_beyond_measure_is_not_taken_out() -> None:
    assert reason(templates.english().with_part("word/media/image1.png", b"\0" * 5_000_000).packed()) == "bomb"


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opc, "MOST_BYTES", 1_000)
    assert reason(templates.english().packed()) == "bomb"


def test_a_part_that_is_not_sound_is_left_out_and_named() -> None:
    package = open_package(templates.english().with_part("word/header1.xml", "<hdr>").packed())
    assert [(fault.reason, fault.part) for fault in package.faults] == [("xml", "word/header1.xml")]
    assert "word/header1.xml" not in package.parts


@pytest.mark.parametrize(("kind", "why"), [("macros", "macros"), ("picture", "outside"), ("template", "outside")])
def test_what_runs_or_reaches_out_is_told(kind: str, why: str) -> None:
    assert [unsafe.reason for unsafe in open_package(templates.unsafe(kind).packed()).unsafe()] == [why]


def test_a_document_with_macros_is_told_by_its_type_too() -> None:
    made = templates.Parts(
        templates.english().parts, templates.english().relations, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    )
    assert [unsafe.reason for unsafe in open_package(made.packed()).unsafe()] == ["macros"]
