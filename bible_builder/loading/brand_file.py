"""Reading ``_brand.yml``: pydantic says what is wrong, the placed YAML says where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bible_builder.errors import Findings, Source
from bible_builder.loading import brand
from bible_builder.loading.brand import WORD_STYLES, WORD_TEMPLATE, Brand
from bible_builder.loading.placed import Entries, Entry, Items, Text, Value
from bible_builder.model.languages import nearest

Path = tuple[str | int, ...]
"""The keys and list places that lead to a value."""

_WRONG_TYPES: Final = {
    "string_type": "text",
    "list_type": "list",
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}
_ROUNDS: Final = 6
_THINGS: Final = tuple(thing for thing in vars(brand).values() if isinstance(thing, type))
_MODELS: Final = tuple(thing for thing in _THINGS if issubclass(thing, BaseModel))
_KEYS: Final = frozenset(
    (*(field.alias or name for model in _MODELS for name, field in model.model_fields.items()), *WORD_TEMPLATE, *WORD_STYLES)
)


def read_brand(value: Value, findings: Findings) -> Brand:
    """The brand that a file states; what is wrong is reported and left out.

    Reports ``unknown-key`` (key, object, suggestion), ``missing-key`` (key, object), ``wrong-type`` (key, expected, value,
    paste), ``bad-value`` (key, value, expected, suggestion).
    """
    plain: Any = _plain(value)
    renamed: set[Path] = set()
    for _round in range(_ROUNDS):
        try:
            return Brand.model_validate(plain)
        except ValidationError as error:
            details = error.errors(include_url=False)
        unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
        if unknown:
            # First the keys: one that is misspelt is read as the one that was meant, so that it is not missing as well.
            for path in unknown:
                plain = _renamed(plain, path, "" if path in renamed else _report_unknown(path, value, findings), renamed)
            continue
        for detail in details:
            _report(detail, value, findings)
        plain = _without(plain, [_blamed(detail) for detail in details])
    return Brand()


def _report_unknown(path: Path, value: Value, findings: Findings) -> str:
    """Report a key that is not known; returns the one that was probably meant."""
    key, parent = str(path[-1]), find(value, path[:-1])
    entry = _entry(parent, key) if parent is not None else None
    suggestion = nearest(key, sorted(_KEYS))
    place = entry.source if entry else place_in(value, path)
    findings.error("unknown-key", place, key=key, object=_above(path), suggestion=suggestion)
    return suggestion


def _renamed(plain: Any, path: Path, name: str, renamed: set[Path]) -> Any:
    """The value with a key spelt otherwise, or left out when there is no better name."""
    new = (*path[:-1], name)
    found = plain
    for key in path:
        found = found[key]
    plain = _drop(plain, path)
    if not name or new in renamed:
        return plain
    renamed.add(new)
    return _put(plain, new, found)


def _put(plain: Any, path: Path, found: Any) -> Any:
    """The value with ``found`` at ``path``, unless something stands there."""
    key, rest = path[0], path[1:]
    if isinstance(plain, list) and isinstance(key, int):
        return [*plain[:key], _put(plain[key], rest, found), *plain[key + 1 :]]
    return {**plain, key: _put(plain[key], rest, found) if rest else plain.get(key, found)}


def _above(path: Path) -> str:
    """The name of the thing that a key belongs to."""
    return next((str(key) for key in reversed(path[:-1]) if isinstance(key, str)), "_brand.yml")


def place_in(value: Value, path: Path) -> Source:
    """Where the value at ``path`` stands, or the nearest one above it; a key for what has no place of its own."""
    place = value.source
    for key in path:
        entry = _entry(value, key)
        if entry is None:
            return place
        value, place = entry.value, entry.value.source
    return place


def _entry(value: Value, key: str | int) -> Entry | None:
    if isinstance(value, Items) and isinstance(key, int) and key < len(value.values):
        return Entry(str(key), value.values[key], value.values[key].source)
    if isinstance(value, Entries):
        return next((entry for entry in value.entries if entry.key == key), None)
    return None


def _plain(value: Value) -> Any:
    if isinstance(value, Items):
        return [_plain(item) for item in value.values]
    if isinstance(value, Entries):
        return {entry.key: _plain(entry.value) for entry in value.entries if not _is_nothing(entry.value)}
    return value.text


def _is_nothing(value: Value) -> bool:
    return isinstance(value, Text) and value.text in {"", "~", "null"}


def _report(detail: ErrorDetails, value: Value, findings: Findings) -> None:
    path, kind = detail["loc"], detail["type"]
    key, place = str(path[-1]) if path else "_brand.yml", place_in(value, path)
    typed = detail["input"] if isinstance(detail["input"], str) else ""
    if kind in {"missing", "too_short"}:
        findings.error("missing-key", place, key=key, object=_above(path))
    elif kind in _WRONG_TYPES:
        findings.error("wrong-type", place, key=key, expected=_WRONG_TYPES[kind], value=typed, paste="")
    else:
        expected = str(detail.get("ctx", {}).get("expected", "")) or "number"
        findings.error("bad-value", place, key=key, value=typed, expected=expected.replace("'", ""), suggestion="")


def find(value: Value, path: Path) -> Value | None:
    """The value at ``path``, or None."""
    for key in path:
        entry = _entry(value, key)
        if entry is None:
            return None
        value = entry.value
    return value


def _blamed(detail: ErrorDetails) -> Path:
    """What to leave out: the value that is wrong, the thing that lacks one, the four inks of which one is wrong."""
    path = detail["loc"]
    is_ink = len(path) > 1 and path[-1] in range(4) and "cmyk" in path
    return path[:-1] if is_ink or detail["type"] in {"missing", "too_short"} else path


def _without(plain: Any, paths: Iterable[Path]) -> Any:
    """The value without what stands at the paths; each step copies what it changes."""
    # From the last to the first, so that places in lists stay right.
    for path in sorted(set(paths), key=lambda path: [(isinstance(key, int), str(key).zfill(6)) for key in path], reverse=True):
        plain = _drop(plain, path)
    return plain


def _drop(plain: Any, path: Path) -> Any:
    if not path:
        return {}
    key, rest = path[0], path[1:]
    if isinstance(plain, dict) and key in plain:
        others = {name: item for name, item in plain.items() if name != key}
        return {**others, key: _drop(plain[key], rest)} if rest else others
    if isinstance(plain, list) and isinstance(key, int) and key < len(plain):
        kept = [_drop(plain[key], rest)] if rest else []
        return [*plain[:key], *kept, *plain[key + 1 :]]
    # A text that stands for a mapping: the fault is the text's.
    return {}
