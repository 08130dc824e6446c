"""A Word file from outside, taken apart within limits (ECMA-376 part 2): nothing that its headers claim is believed.

    package = open_package(data)        raises PackageError with a reason, and the part that is at fault
    package.main                        the name of the document's own part, without a leading "/"
    package.parts[name]                 its bytes; every part of XML is well formed, not too deep, without document type
    package.type_of(name)               its content type
    package.relations(name)             its relations ("" for the package's own), targets as names of parts
    package.faults                      what is wrong with parts that were left out for it
    package.unsafe()                    what runs or reaches out in it: macros, controls, relations that lead outside

Standard library alone, so that any room may use it. Limits are generous for documents and small for bombs.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Final
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.parsers import expat

MOST_BYTES: Final = 200_000_000
"""Of all parts together, counted as they come out of the archive."""

MOST_XML_BYTES: Final = 60_000_000
MOST_PARTS: Final = 5_000
MOST_TIMES: Final = 200
"""How many times larger than compressed a part may be, once it is larger than ``_SMALL``."""

DEEPEST: Final = 150
"""Elements one in the other; Word's own documents stay below 60."""

_SMALL: Final = 2_000_000
_CHUNK: Final = 1 << 16
_OLE: Final = b"\xd0\xcf\x11\xe0"
_TYPES: Final = "[Content_Types].xml"
_STRICT: Final = b"purl.oclc.org/ooxml"
_HEAD: Final = 4_000  # bytes, in which a part declares its namespaces
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MACROS: Final = "application/vnd.ms-word."
_MAIN_TYPES: Final = (
    f"{_WORD}document.main+xml", f"{_WORD}template.main+xml", f"{_MACROS}document.macroEnabled.main+xml",
    f"{_MACROS}template.macroEnabledTemplate.main+xml",
)  # fmt: skip

_RUNS: Final = {
    "vbaProject": "macros", "wordVbaData": "macros", "attachedToolbars": "macros", "control": "control",
    "activeXControlBinary": "control", "aFChunk": "foreign", "oleObject": "object", "subDocument": "outside", "frame": "outside",
}  # fmt: skip
"""Kinds of relation (the last word of their type) that run, embed another program's data, or fetch another file."""


class PackageError(ValueError):
    """A file that is not taken apart.

    ``reason``: ``empty``, ``old`` (a .doc, or encrypted), ``kind`` (no archive), ``damaged``, ``locked``, ``bomb``, ``escapes``
    (a part's name), ``twice`` (two parts of one name), ``doctype``, ``deep``, ``xml`` (not well formed), ``strict`` (the Strict
    class), ``word`` (an archive, of something else). ``part``: the one at fault, or "".
    """

    def __init__(self, reason: str, part: str = "") -> None:
        super().__init__(f"{reason} {part}".strip())
        self.reason, self.part = reason, part


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: its id, its whole type, the part or address that it leads to."""

    id: str
    type: str
    target: str
    is_external: bool = False

    @property
    def kind(self) -> str:
        """The last word of its type: ``styles``, ``image``, ``hyperlink``…"""
        return self.type.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Unsafe:
    """What is refused: ``reason`` (``macros``, ``control``, ``object``, ``foreign``, ``outside``), where it leads or stands."""

    reason: str
    found: str


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """A Word file taken apart: its sound parts by name, their content types, which is the document; ``faults`` of the others."""

    parts: Mapping[str, bytes]
    main: str
    faults: tuple[PackageError, ...] = ()
    _defaults: Mapping[str, str] = field(default_factory=dict)
    _overrides: Mapping[str, str] = field(default_factory=dict)

    def type_of(self, part: str) -> str:
        """The content type that the package states for a part; "" for none."""
        return self._overrides.get(part.casefold()) or self._defaults.get(part.rpartition(".")[2].lower(), "")

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """The relations of a part, in order; of the package itself for ""."""
        folder, name = posixpath.split(part)
        data = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        return tuple(_relations(data, folder)) if data is not None else ()

    def related(self, kind: str) -> str:
        """The name of the part that the document is related to as ``kind`` (``styles``, ``theme``…); "" without one."""
        found = (relation.target for relation in self.relations(self.main) if relation.kind == kind and not relation.is_external)
        return next((name for name in found if name in self.parts), "")

    def xml(self, part: str) -> ElementTree.Element:
        """The root of a part, parsed anew. Raises KeyError for a part that is not there."""
        return ElementTree.fromstring(self.parts[part])

    def unsafe(self) -> tuple[Unsafe, ...]:
        """What runs, embeds or reaches out, each once, in the order of the parts; hyperlinks only lead those who click."""
        found: dict[Unsafe, None] = {}
        if self.type_of(self.main).startswith(_MACROS):
            found[Unsafe("macros", self.main)] = None
        for name in ("", *sorted(self.parts)):
            for relation in self.relations(name):
                if relation.is_external and relation.kind != "hyperlink":
                    found[Unsafe("outside", relation.target)] = None
                elif relation.kind in _RUNS:
                    found[Unsafe(_RUNS[relation.kind], relation.target)] = None
        return tuple(found)


def open_package(data: bytes) -> OpenPackage:
    """The package in ``data``. Raises PackageError when it cannot be opened at all."""
    if not data:
        raise PackageError("empty")
    if data.startswith(_OLE):
        raise PackageError("old")
    if not data.startswith(b"PK"):
        raise PackageError("kind")
    found = unpacked(data)
    faults = {name: fault for name, content in found.items() if is_xml(name) and (fault := xml_fault(name, content))}
    parts = {name: content for name, content in found.items() if name not in faults}
    defaults, overrides = _content_types(parts.get(_TYPES, b"<none/>"))
    package = OpenPackage(parts, "", tuple(faults.values()), defaults, overrides)
    documents = [r.target for r in package.relations() if r.kind == "officeDocument" and not r.is_external]
    main = next((name for name in documents if name in parts), "")
    if package.type_of(main) not in _MAIN_TYPES:
        raise next((faults[name] for name in (_TYPES, "_rels/.rels", *documents) if name in faults), PackageError("word"))
    if any(_STRICT in content[:_HEAD] for name, content in parts.items() if is_xml(name)):
        raise PackageError("strict")
    return replace(package, main=main)


def is_xml(name: str) -> bool:
    """Whether a part of this name holds XML."""
    return name.lower().endswith((".xml", ".rels", ".vml"))


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of an archive by name, in its order, within limits. Raises PackageError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _parts(archive)
    except (PackageError, MemoryError):
        raise
    except Exception as error:
        # zipfile meets damage with BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError and more.
        raise PackageError("damaged") from error


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_PARTS:
        raise PackageError("bomb")
    parts: dict[str, bytes] = {}
    folded: set[str] = set()
    left = MOST_BYTES
    for entry in entries:
        name = entry.filename
        if "\\" in name or ":" in name or any(segment in {"", ".", ".."} for segment in name.split("/")):
            raise PackageError("escapes", name)
        if name.casefold() in folded:  # names that differ in capitals alone are equal (ECMA-376-2 §6.2.2.2)
            raise PackageError("twice", name)
        folded.add(name.casefold())
        parts[name] = _inflated(archive, entry, left)
        left -= len(parts[name])
    return parts


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    if entry.flag_bits & 0x1:
        raise PackageError("locked", entry.filename)
    most = min(left, MOST_XML_BYTES) if entry.filename.lower().endswith((".xml", ".rels")) else left
    most = min(most, max(_SMALL, entry.compress_size * MOST_TIMES))
    pieces: list[bytes] = []
    size = 0
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > most:
                raise PackageError("bomb", entry.filename)
            pieces.append(piece)
    return b"".join(pieces)


class _RefusedError(Exception):
    """Ends the reading of a part."""


class _Guard:
    """Looks at a part as it is parsed. A document type is forbidden in every part (ECMA-376-2 §6.3.2)."""

    def __init__(self) -> None:
        self._depth, self.fault = 0, "xml"

    def doctype(self, *_: object) -> None:
        self.fault = "doctype"
        raise _RefusedError

    def start(self, _name: str, _attributes: object) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self.fault = "deep"
            raise _RefusedError

    def end(self, _name: str) -> None:
        self._depth -= 1


def xml_fault(name: str, data: bytes) -> PackageError | None:
    """What is wrong with the XML of a part: ``doctype``, ``deep`` or ``xml``; None for a sound one."""
    guard, parser = _Guard(), expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = guard.doctype
    parser.StartElementHandler, parser.EndElementHandler = guard.start, guard.end
    try:
        parser.Parse(data, True)
    except (_RefusedError, expat.ExpatError, ValueError, LookupError):
        return PackageError(guard.fault, name)
    return None


def _content_types(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """By ending, and by name without case (ECMA-376-2 §7.2.3)."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for entry in ElementTree.fromstring(data):
        if extension := entry.get("Extension"):
            defaults[extension.lower()] = entry.get("ContentType", "")
        elif name := entry.get("PartName"):
            overrides[name.lstrip("/").casefold()] = entry.get("ContentType", "")
    return defaults, overrides


def _relations(data: bytes, folder: str) -> Iterator[Relation]:
    for entry in ElementTree.fromstring(data):
        target, is_external = entry.get("Target", ""), entry.get("TargetMode", "").lower() == "external"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        yield Relation(entry.get("Id", ""), entry.get("Type", ""), target, is_external)
