"""Document properties: core, extended, and those of the bible's own (§15.2.12; ECMA-376-2 §11)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from lxml import etree

from bible_builder.model.book import Book
from bible_builder.rendering.docx.parts import CUSTOM_PROPERTIES, CUSTOM_RELATION, Parts
from bible_builder.rendering.docx.stylebook import language_tag

_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_EXTENDED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of user-defined properties ([MS-OLEPS] 2.20)
_FIRST_ID: Final = 2
_LONGEST: Final = 255  # characters of a core property, which python-docx refuses to exceed


def add_properties(book: Book, folios: str, parts: Parts) -> None:
    """Say what the document is, from which edition, and which engine its page numbers come from."""
    _core(book, parts)
    metadata = book.metadata
    _custom(
        {
            "edition": metadata.edition, "identifier": metadata.identifier, "in-force": metadata.in_force,
            "audience": book.audience, "layout": book.layout, "folios": folios, "proof": metadata.proof,
        },
        parts,
    )  # fmt: skip
    application = _element(_EXTENDED, "Properties")
    for name, text in (("Application", "bible-builder"), ("DocSecurity", "0"), ("Company", book.charter.name)):
        etree.SubElement(application, f"{{{_EXTENDED}}}{name}").text = text
    part = parts.data("/docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _bytes(application))
    parts.package.relate_to(part, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def _core(book: Book, parts: Parts) -> None:
    metadata, core = book.metadata, parts.package.core_properties
    core.title, core.subject = metadata.title[:_LONGEST], (metadata.subject or metadata.subtitle)[:_LONGEST]
    core.author = core.last_modified_by = metadata.author[:_LONGEST]
    core.keywords = ", ".join(metadata.keywords)[:_LONGEST]
    core.language, core.version = language_tag(metadata.language), metadata.edition[:_LONGEST]
    core.identifier = metadata.identifier[:_LONGEST]
    core.created = core.modified = datetime.datetime.combine(metadata.date, datetime.time(), datetime.UTC)
    core.revision = 1


def _custom(values: Mapping[str, str], parts: Parts) -> None:
    root = _element(_CUSTOM, "Properties")
    known = {name: value for name, value in values.items() if value}
    for number, (name, value) in enumerate(known.items(), start=_FIRST_ID):
        entry = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(entry, f"{{{_TYPES}}}lpwstr").text = value
    part = parts.data("/docProps/custom.xml", CUSTOM_PROPERTIES, _bytes(root))
    parts.package.relate_to(part, CUSTOM_RELATION)


def _element(namespace: str, name: str) -> etree._Element:
    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace, "vt": _TYPES})  # type: ignore[dict-item]


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
