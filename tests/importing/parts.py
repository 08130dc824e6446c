"""Word documents as bytes, with a part changed, added or left out: what the tests of opening and cleaning are made from."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docx import Document

from bible_builder.errors import Findings
from bible_builder.importing.opening import Package, opened
from tests.importing.messy import data_of, element, paragraph

MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def good() -> bytes:
    """A small document without a fault."""
    document = Document()
    document.add_heading("Le rappel", 1)
    paragraph(document, "On rappelle à l’heure dite.")
    return data_of(document)


def written(*blocks: str, heading: str = "Le rappel") -> Any:
    """A document with a heading and then blocks of XML."""
    document = Document()
    document.add_heading(heading, 1)
    for block in blocks:
        document.element.body.sectPr.addprevious(element(block))
    return document


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The package with parts put in place of its own, added, or (None) left out."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        own = {entry.filename: source.read(entry) for entry in source.infolist()}
        for name, content in {**own, **parts}.items():
            if content is not None:
                target.writestr(name, content)
    return buffer.getvalue()


def part(data: bytes, name: str) -> bytes:
    """The bytes of a part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def replaced(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The package with bytes of a part replaced; they must be there."""
    content = part(data, name)
    assert old in content
    return changed(data, {name: content.replace(old, new)})


def related(data: bytes, *relations: tuple[str, str, str]) -> bytes:
    """The package with external relations of its main part: id, last word of the type, address."""
    lines = "".join(
        f'<Relationship Id="{number}" Type="{OUTSIDE}/{kind}" Target="{target}" TargetMode="External"/>'
        for number, kind, target in relations
    )
    return replaced(data, RELATIONS, b"</Relationships>", lines.encode() + b"</Relationships>")


def package_of(data: bytes, folder: Any, name: str = "envoi.docx") -> Package:
    """The package that opening makes of a document without a fault."""
    path = folder / name
    path.write_bytes(data)
    findings = Findings()
    package = opened(path, findings)
    assert package is not None, findings.all
    return package
