"""The zip package: entries, content types, relationships (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from tests.conformance.checkers.finding import Finding
from tests.conformance.docx_lint.document import Document, R, fault, repeated

_CONTENT_TYPES: Final = "[Content_Types].xml"


def duplicate_entries(document: Document) -> Iterator[Finding]:
    """Two entries of one name: Word reads either."""
    for name, count in repeated(document.entries):
        yield fault("zip-duplicate-entry", f"{name} is {count} times in the file", name)


def missing_content_types(document: Document) -> Iterator[Finding]:
    """A part whose content type is told neither by its name nor by its extension."""
    types = document.xml(_CONTENT_TYPES)
    if types is None:
        yield fault("content-type-missing", f"there is no {_CONTENT_TYPES}")
        return
    extensions = {str(entry.get("Extension")).lower() for entry in types if entry.get("Extension")}
    names = {str(entry.get("PartName")) for entry in types if entry.get("PartName")}
    for name in dict.fromkeys(document.entries):
        known = f"/{name}" in names or name.rpartition(".")[2].lower() in extensions
        if name != _CONTENT_TYPES and not name.endswith("/") and not known:
            yield fault("content-type-missing", f"{name} has no content type", name)


def relationships_to_nothing(document: Document) -> Iterator[Finding]:
    """A relationship whose part is not in the package."""
    entries = set(document.entries)
    for name in sorted(entries):
        folder, file = posixpath.split(name)
        if not file.endswith(".rels") or posixpath.basename(folder) != "_rels":
            continue
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        for relationship in document.relationships(source).values():
            target = str(relationship.get("Target"))
            resolved = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
            if relationship.get("TargetMode") != "External" and resolved not in entries:
                yield fault(
                    "relationship-target-missing", f"{relationship.get('Id')} leads to {target}, which is not there", name
                )


def undefined_relationship_ids(document: Document) -> Iterator[Finding]:
    """An ``r:id``, ``r:embed`` or ``r:link`` that the part's relationships do not hold."""
    for story in document.stories:
        known = document.relationships(story.part)
        for element in story.root.iter("*"):
            for name, value in element.attrib.items():
                if str(name).startswith(R) and str(value) not in known:
                    yield fault("relationship-undefined", f"{value!s} is no relationship of this part", story.part)
