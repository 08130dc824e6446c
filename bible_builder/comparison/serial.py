"""Snapshots as JSON: the same bytes for the same content, and read back with suspicion, since a file may come from anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, Final, TypeVar, cast, get_args, get_origin, get_type_hints
from unicodedata import normalize

from bible_builder.comparison.snapshot import FORMAT, Annex, Block, Chapter, Section, Snapshot, Term
from bible_builder.errors import ContentError, Diagnostic, Source

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of the largest file that is read: some fifty times a bible of 1,600 pages."""

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What has no business in a text: controls that could speak to a terminal, changes of direction, halves of characters."""

T = TypeVar("T")


def to_json(snapshot: Snapshot) -> bytes:
    """The snapshot as UTF-8 JSON: keys sorted, texts in NFC, what is empty left out, ``format`` beside the content."""
    data = {"format": FORMAT, **_data(snapshot)}
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def from_json(data: bytes, file: str) -> Snapshot:
    """The snapshot that a file holds; ``file`` names it in diagnostics.

    Raises ContentError: ``snapshot-too-large`` (limit), ``snapshot-not-json``, ``snapshot-format`` (format, known),
    ``snapshot-unsound`` (where).
    """
    source = Source(file)
    if len(data) > LARGEST:
        raise ContentError(Diagnostic("snapshot-too-large", {"limit": str(LARGEST // 1024 // 1024)}, source))
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant)
    except (ValueError, RecursionError):
        raise ContentError(Diagnostic("snapshot-not-json", {}, source)) from None
    if not isinstance(value, dict) or "format" not in value:
        raise ContentError(Diagnostic("snapshot-not-json", {}, source))
    version = value.pop("format")
    if version != FORMAT or isinstance(version, bool):
        raise ContentError(Diagnostic("snapshot-format", {"format": str(version)[:20], "known": str(FORMAT)}, source))
    try:
        return _sound(_read(Snapshot, value, ""))
    except _UnsoundError as error:
        raise ContentError(Diagnostic("snapshot-unsound", {"where": error.where[:200]}, source)) from None


class _UnsoundError(Exception):
    """Something that no snapshot holds; ``where`` is its path, as in ``chapters[2].title``."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where or "."


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _constant(name: str) -> None:
    raise ValueError(name)


def _data(value: Any) -> Any:
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    if is_dataclass(value):
        written = ((name, getattr(value, name)) for name, _kind, _default in _known(cast(Any, type(value))))
        return {name: _data(item) for name, item in written if item}
    return value


@cache
def _known(kind: Any) -> tuple[tuple[str, Any, Any], ...]:
    """Each field of a dataclass: name, type, default (MISSING: it has none)."""
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name], field.default) for field in fields(kind))


_EMPTY: Final[Mapping[Any, Any]] = {str: "", int: 0}


def _read(kind: type[T], value: Any, where: str) -> T:
    """The value as what its type says; raises _UnsoundError."""
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise _UnsoundError(where)
        inner = get_args(kind)[0]
        return cast(T, tuple([_read(inner, item, f"{where}[{place}]") for place, item in enumerate(value)]))
    if is_dataclass(kind):
        return _read_object(kind, value, where)
    # A bool is an int to Python, and neither stands for the other here.
    if type(value) is not kind or kind is NoneType:
        raise _UnsoundError(where)
    if isinstance(value, str):
        if _CONTROL.search(value):
            raise _UnsoundError(where)
        return cast(T, normalize("NFC", value))
    if isinstance(value, int) and not 0 <= value < 1 << 31:
        raise _UnsoundError(where)
    return value


def _read_object(kind: type[T], value: Any, where: str) -> T:
    if not isinstance(value, dict):
        raise _UnsoundError(where)
    given = {}
    for name, inner, default in _known(cast(Any, kind)):
        path = f"{where}.{name}" if where else name
        if name in value:
            given[name] = _read(inner, value[name], path)
        elif default is MISSING:
            if inner not in _EMPTY and get_origin(inner) is not tuple:
                raise _UnsoundError(path)
            given[name] = _EMPTY.get(inner, ())
    if strange := sorted(value.keys() - given.keys()):
        raise _UnsoundError(f"{where}.{strange[0]}" if where else strange[0])
    return kind(**given)


def _sound(snapshot: Snapshot) -> Snapshot:
    """The snapshot, if each id is there once and not empty, references lie within their blocks, rows fit their sheet."""
    _unique([chapter.id for chapter in snapshot.chapters], "chapters")
    _unique([section.id for _chapter, section in snapshot.sections()], "sections")
    _unique([term.id for term in snapshot.terms], "terms")
    _unique([annex.id for annex in snapshot.annexes], "annexes")
    _unique([variable.name for variable in snapshot.variables], "variables")
    for annex in snapshot.annexes:
        for sheet in annex.sheets:
            if any(len(row.cells) != len(sheet.columns) for row in sheet.rows):
                raise _UnsoundError(f"annexes.{annex.id}.rows")
    for holder in (
        *snapshot.chapters,
        *(section for _chapter, section in snapshot.sections()),
        *snapshot.terms,
        *snapshot.annexes,
    ):
        assert isinstance(holder, Chapter | Section | Term | Annex)
        if not all(map(_is_sound, holder.blocks)):
            raise _UnsoundError(f"{holder.id}.references")
    return snapshot


def _unique(names: list[str], where: str) -> None:
    if "" in names or len(set(names)) != len(names):
        raise _UnsoundError(f"{where}.id")


def _is_sound(block: Block) -> bool:
    """Whether the references stand in order, none within another."""
    end = 0
    for reference in block.references:
        if not end <= reference.start < reference.end <= len(block.text):
            return False
        end = reference.end
    return True
