"""Opening what somebody sent as a Word document: each thing that would harm or mislead is refused, and said with its remedy."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bible_builder.errors import Findings, Source
from bible_builder.importing.kinds import OTHER_PACKAGES, kind_of
from bible_builder.importing.ooxml import MAIN_TYPES, STRICT, Relation, qn, relations, relations_part
from bible_builder.opc import DEEPEST, MOST_BYTES, PackageError, is_xml, unpacked, xml_fault

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_FILE_BYTES: Final = 100_000_000
_CONTROLS: Final = re.compile(r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));", re.IGNORECASE)
"""Character references to what XML 1.0 §2.2 does not allow."""


@dataclass(frozen=True, slots=True)
class Package:
    """A Word document taken apart: its file name, the name of its main part, and every part's bytes by name.

    Every part of XML in it is well formed, without document type, not too deep, in the names of the Transitional class.
    """

    name: str
    main: str
    kind: str
    """``document``, ``template`` or ``macros``."""
    parts: Mapping[str, bytes]

    def xml(self, name: str) -> _Element | None:
        """The root of a part, parsed anew on each call; None when there is no such part."""
        return _parsed(self.parts[name]) if name in self.parts else None

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part by id."""
        return relations(self.xml(relations_part(part)), part)

    def related(self, kind: str) -> tuple[str, ...]:
        """The names of the parts that the main part is related to as ``kind`` (``styles``, ``comments``…) and that are there."""
        found = (relation.target for relation in self.relations(self.main).values() if relation.kind == kind)
        return tuple(name for name in dict.fromkeys(found) if name in self.parts)


def opened(path: Path, findings: Findings) -> Package | None:
    """The document taken apart, or None with an error that says why not and what to do.

    Reports ``word-file-missing``, ``word-file-folder``, ``word-file-unreadable`` (reason), ``word-file-empty``,
    ``word-file-too-large`` (limit), ``word-file-encrypted``, ``word-file-old``, ``word-file-other-kind`` (kind),
    ``word-file-damaged``, ``word-file-escapes`` (part), ``word-file-part-twice`` (part), ``word-file-bomb`` (part, limit),
    ``word-file-doctype`` (part), ``word-file-too-deep`` (part, limit), ``word-file-control-sign`` (part, sign),
    ``word-file-broken-xml`` (part, line), ``word-file-without-text``. Each has the file's name (file).
    """
    data = _read(path, findings)
    if data is None:
        return None
    source = Source(path.name)
    kind = kind_of(data)
    if kind != "zip":
        _refuse_kind(kind, source, findings)
        return None
    try:
        parts = unpacked(data)
    except PackageError as error:
        _refuse_archive(error, source, findings)
        return None
    return _package(path.name, parts, findings)


def _read(path: Path, findings: Findings) -> bytes | None:
    source = Source(path.name)
    try:
        if path.is_dir():
            findings.error("word-file-folder", source, file=path.name)
        elif not path.exists():
            findings.error("word-file-missing", source, file=path.name)
        elif not path.is_file():
            findings.error("word-file-unreadable", source, file=path.name, reason="not a file")
        elif path.stat().st_size > MOST_FILE_BYTES:
            findings.error("word-file-too-large", source, file=path.name, limit=MOST_FILE_BYTES // 1_000_000)
        elif data := path.read_bytes():
            return data
        else:
            findings.error("word-file-empty", source, file=path.name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        findings.error("word-file-unreadable", source, file=path.name, reason=reason)
    return None


def _refuse_kind(kind: str, source: Source, findings: Findings) -> None:
    if kind == "encrypted":
        findings.error("word-file-encrypted", source, file=source.file)
    elif kind == "doc":
        findings.error("word-file-old", source, file=source.file)
    else:
        findings.error("word-file-other-kind", source, file=source.file, kind=kind)


def _refuse_archive(error: PackageError, source: Source, findings: Findings) -> None:
    if error.reason == "locked":
        findings.error("word-file-encrypted", source, file=source.file)
    elif error.reason == "escapes":
        findings.error("word-file-escapes", source, file=source.file, part=error.part)
    elif error.reason == "twice":
        findings.error("word-file-part-twice", source, file=source.file, part=error.part)
    elif error.reason == "bomb":
        findings.error("word-file-bomb", source, file=source.file, part=error.part, limit=MOST_BYTES // 1_000_000)
    else:
        findings.error("word-file-damaged", source, file=source.file)


def _package(name: str, parts: Mapping[str, bytes], findings: Findings) -> Package | None:
    source = Source(name)
    known = {part: _transitional(data) if is_xml(part) else data for part, data in parts.items()}
    for part, data in known.items():
        if is_xml(part) and not _is_sound(part, data, source, findings):
            return None
    main = _main_part(known)
    kind = MAIN_TYPES.get(_content_type(known, main)) if main else None
    if kind is None:
        other = next((kind for part, kind in OTHER_PACKAGES.items() if part in known), "")
        if other or "[Content_Types].xml" not in known:
            findings.error("word-file-other-kind", source, file=name, kind=other or "archive")
        else:
            findings.error("word-file-without-text", source, file=name)
        return None
    package = Package(name, main, kind, known)
    if not _has_body(package):
        findings.error("word-file-without-text", source, file=name)
        return None
    return package


def _transitional(data: bytes) -> bytes:
    if b"purl.oclc.org" in data:
        for strict, transitional in STRICT:
            data = data.replace(strict, transitional)
    return data


def _parsed(data: bytes) -> _Element:
    """The root of a part: no entity is resolved, no document type loaded, nothing fetched. Raises lxml's XMLSyntaxError."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=True)
    return etree.fromstring(data, parser)


def _is_sound(part: str, data: bytes, source: Source, findings: Findings) -> bool:
    """Whether a part is XML as it may come from outside; ECMA-376 part 2 §10.1.2.2.1 forbids document types in every part."""
    fault, detail = _fault(data)
    if fault == "doctype":
        findings.error("word-file-doctype", source, file=source.file, part=part)
    elif fault == "deep":
        findings.error("word-file-too-deep", source, file=source.file, part=part, limit=DEEPEST)
    elif fault == "control":
        findings.error("word-file-control-sign", source, file=source.file, part=part, sign=detail)
    elif fault:
        findings.error("word-file-broken-xml", source, file=source.file, part=part, line=detail)
    return not fault


def _fault(data: bytes) -> tuple[str, str]:
    """``doctype``, ``deep``, ``control`` with its name, ``broken`` with its line, or "" for a sound part."""
    from lxml import etree

    fault = xml_fault("", data)
    if fault is not None and fault.reason == "xml":
        control = next(_controls(data), "")
        return ("control", control) if control else ("broken", str(_broken_line(data)))
    if fault is not None:
        return fault.reason, ""
    try:
        _parsed(data)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        return "broken", str(getattr(error, "lineno", None) or 1)
    return "", ""


def _broken_line(data: bytes) -> int:
    """The line, from 1, up to which a part can be parsed."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    with contextlib.suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)
    return int(parser.ErrorLineNumber)


def _controls(data: bytes) -> Iterator[str]:
    text = data.decode("utf-8", "replace")
    for sign in text:
        if sign < " " and sign not in "\t\n\r":
            yield f"U+{ord(sign):04X}"
            return
    if _CONTROLS.search(text):
        yield "&#…;"


def _main_part(parts: Mapping[str, bytes]) -> str:
    """The part that the package names as its document (ECMA-376 part 1 §11.3.10); "" without one."""
    if "_rels/.rels" not in parts:
        return ""
    found = relations(_parsed(parts["_rels/.rels"]), "").values()
    return next((r.target for r in found if r.kind == "officeDocument" and not r.is_external and r.target in parts), "")


def _content_type(parts: Mapping[str, bytes], part: str) -> str:
    if "[Content_Types].xml" not in parts:
        return ""
    root = _parsed(parts["[Content_Types].xml"])
    for override in root.iter(qn("ct:Override")):
        if override.get("PartName", "").lstrip("/").casefold() == part.casefold():
            return str(override.get("ContentType", ""))
    extension = part.rpartition(".")[2]
    return next((str(d.get("ContentType", "")) for d in root.iter(qn("ct:Default")) if d.get("Extension") == extension), "")


def _has_body(package: Package) -> bool:
    root = package.xml(package.main)
    return root is not None and root.tag == qn("w:document") and root.find(qn("w:body")) is not None
