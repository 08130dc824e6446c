"""Reading ``_brand.yml``: pydantic says what is wrong, the placed YAML says where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bible_builder.errors import Findings, Source
from bible_builder.loading import brand
from bible_builder.loading.brand import Brand
from bible_builder.loading.languages import nearest
from bible_builder.loading.placed import Entries, Entry, Items, Text, Value

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
_KEYS: Final = frozenset(field.alias or name for model in _MODELS for name, field in model.model_fields.items())


def read_brand(value: Value, findings: Findings) -> Brand:
    """The brand that a file states; what is wrong is reported and left out.

    Reports ``unknown-key`` (key, object, suggestion), ``missing-key`` (key, object), ``wrong-type`` (key, expected, value,
    paste), ``bad-value`` (key, value, expected, suggestion).
    """
    plain: Any = _plain(value)
    for _round in range(_ROUNDS):
        try:
            return Brand.model_validate(plain)
        except ValidationError as error:
            details = error.errors(include_url=False)
        for detail in details:
            _report(detail, value, findings)
        plain = _without(plain, [_blamed(detail) for detail in details])
    return Brand()


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
    key, above = str(path[-1]) if path else "_brand.yml", str(path[-2]) if len(path) > 1 else "_brand.yml"
    typed = detail["input"] if isinstance(detail["input"], str) else ""
    place = place_in(value, path)
    if kind == "extra_forbidden":
        parent = _find(value, path[:-1])
        entry = _entry(parent, path[-1]) if parent is not None else None
        suggestion = nearest(key, sorted(_KEYS))
        findings.error("unknown-key", entry.source if entry else place, key=key, object=above, suggestion=suggestion)
    elif kind in {"missing", "too_short"}:
        findings.error("missing-key", place, key=key, object=above)
    elif kind in _WRONG_TYPES:
        findings.error("wrong-type", place, key=key, expected=_WRONG_TYPES[kind], value=typed, paste="")
    else:
        expected = str(detail.get("ctx", {}).get("expected", "")) or "number"
        findings.error("bad-value", place, key=key, value=typed, expected=expected.replace("'", ""), suggestion="")


def _find(value: Value, path: Path) -> Value | None:
    for key in path:
        entry = _entry(value, key)
        if entry is None:
            return None
        value = entry.value
    return value


def _blamed(detail: ErrorDetails) -> Path:
    """What to leave out: the value that is wrong, or the thing that lacks one."""
    return detail["loc"][:-1] if detail["type"] in {"missing", "too_short"} else detail["loc"]


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
