"""The tiny bible of canaries: a word of its own, such as ``zq17xv``, in every place that is withheld; and who looks for them.

What is looked through is opened as far as it opens: packages, messages, streams, strings, text as readers extract it.
"""

from __future__ import annotations

import email
import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from email.policy import default
from pathlib import Path
from typing import Any, Final

import pikepdf
from pypdfium2 import PdfDocument

from tests.bibles import HERE, build_over_base

_WORD: Final = re.compile(r"zq\d\dxv")
_DELETED: Final = re.compile(r"<(w:del|w:movefrom|del)\b[^>]*>.*?</\1>|\[-.*?-\]", re.DOTALL)
_INSERTED: Final = re.compile(r"<(w:ins|w:moveto|ins)\b[^>]*>.*?</\1>|\{\+.*?\+\}", re.DOTALL)
_UNSEEN: Final = re.compile('<span class="unseen">.*?</span>')
"""What says in words that others are inserted or deleted."""

_FOLDER: Final = HERE / "canaries"

BEFORE: Final = frozenset({*range(61, 69), *range(75, 79)})
"""The numbers of those that stand in the edition before."""


def bible(root: Path, *, before: bool = False) -> Path:
    """Write the bible into ``root``: the edition that is issued, or the one before it."""
    build_over_base(_FOLDER / "edition", root)
    if before:
        shutil.copytree(_FOLDER / "before", root, dirs_exist_ok=True)
    return root


def planted() -> set[str]:
    """All canaries, by reading the files and the names of the files of both editions."""
    paths = [path for path in _FOLDER.rglob("*") if path.is_file()]
    text = "\n".join(f"{path}\n{path.read_text('utf-8')}" for path in paths)
    return set(_WORD.findall(text.lower()))


def number(canary: str) -> int:
    """The number of a canary."""
    return int(canary[2:4])


def in_file(path: Path) -> dict[str, str]:
    """The canaries in a file or in its name, each with the place where it was seen first."""
    return {**found([("name", path.name.encode())]), **in_data(path.read_bytes(), path.suffix)}


def in_data(data: bytes, suffix: str) -> dict[str, str]:
    """The canaries in the bytes of a file of that kind."""
    return found(_PLACES.get(suffix, _plain)(data))


def found(places: Iterator[tuple[str, bytes]] | list[tuple[str, bytes]]) -> dict[str, str]:
    """The canaries in bytes, read as all that they may be; the first place of each."""
    seen: dict[str, str] = {}
    for place, data in places:
        for text in _readings(data):
            for word in _WORD.findall(text):
                seen.setdefault(word, place)
    return seen


def _readings(data: bytes) -> Iterator[str]:
    """Bytes as text: as they are, in UTF-16, written in hexadecimal, and without marks between the letters of a word."""
    yield (plain := data.decode("latin-1").lower())
    yield from (data[start:].decode("utf-16-be", "replace").lower() for start in (0, 1) if b"\0" in data)
    for digits in re.findall(r"(?:[0-9a-f]{2}){6,}", plain):
        hidden = bytes.fromhex(digits)
        yield hidden.decode("latin-1").lower()
        yield hidden.replace(b"\0", b"").decode("latin-1").lower()
    # Where words are inserted and deleted: as they are when all is accepted, and when all is rejected.
    shown = _UNSEEN.sub("", plain)
    for side in (shown, _DELETED.sub("", shown), _INSERTED.sub("", shown)) if _DELETED.search(shown) else (shown,):
        yield re.sub(r"<[^<>]*>|[\s\xad\x02-]|\[-|\{\+|\+\}|\]", "", side)


def _plain(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "bytes", data


def _package(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a package of Office, their names and comments."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield "comment", package.comment
        for info in package.infolist():
            yield "name of a part", info.filename.encode() + info.comment
            yield info.filename, package.read(info)


def _message(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The heads of a message, its text and what is attached."""
    message = email.message_from_bytes(data, policy=default)
    yield "head", "\n".join(f"{name}: {value}" for name, value in message.items()).encode()
    for part in message.walk():
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        yield "head of a part", str(part.items()).encode()
        inner = _pdf if part.get_content_type() == "application/pdf" else _plain
        yield from ((f"part {part.get_content_type()}, {place}", held) for place, held in inner(content))


def _pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What readers extract, and every name, string and decoded stream, those that nothing leads to as well."""
    yield "bytes", data
    with PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage().get_text_range()
            yield "text", text.replace("\ufffe", "").encode()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from _strings("trailer", pdf.trailer)
        for page in pdf.pages:
            yield from _operands(page)
        for held in pdf.objects:
            yield from _strings(_kind(held), held)
            if isinstance(held, pikepdf.Stream):
                yield from _stream(held)


def _kind(held: Any) -> str:
    named = isinstance(held, pikepdf.Dictionary | pikepdf.Stream)
    return str(held.get("/S", held.get("/Subtype", held.get("/Type", "")))) if named else ""


def _strings(place: str, held: Any) -> Iterator[tuple[str, bytes]]:
    """The names and strings in an object, not those of objects that it refers to."""
    if isinstance(held, pikepdf.String):
        yield place, bytes(held)
    elif isinstance(held, pikepdf.Name):
        yield place, str(held).encode()
    elif isinstance(held, pikepdf.Array):
        for item in held:
            if isinstance(item, pikepdf.Object) and not item.is_indirect:
                yield from _strings(place, item)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        for name, item in dict(held).items():
            yield f"{place} {name}", name.encode()
            if isinstance(item, pikepdf.Object) and not item.is_indirect:
                yield from _strings(f"{place} {name}", item)


def _stream(held: pikepdf.Stream) -> Iterator[tuple[str, bytes]]:
    try:
        data = held.read_bytes()
    except pikepdf.PdfError:  # a picture
        data = held.read_raw_bytes()
    yield "stream", data
    if _kind(held) == "/Form":
        yield from _operands(held)
    if data.startswith(b"%PDF"):
        yield from _pdf(data)


def _operands(held: pikepdf.Page | pikepdf.Stream) -> Iterator[tuple[str, bytes]]:
    for instruction in pikepdf.parse_content_stream(held):
        for operand in instruction.operands:
            yield from _strings("content", operand)


_PLACES: Final = {".pdf": _pdf, ".docx": _package, ".eml": _message}
