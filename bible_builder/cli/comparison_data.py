"""A comparison as plain data, for ``--json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from bible_builder.comparison import Comparison
from bible_builder.comparison.comparison import BlockChange, BlockFate, Fate


def as_data(comparison: Comparison) -> Mapping[str, object]:
    """Everything a comparison says; what is empty is left out, and blocks that are what they were."""
    counts = {str(fate): comparison.count(fate) for fate in Fate}
    return {"changes": bool(comparison), "sections": counts, **_data(comparison)}


def _data(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_data(item) for item in value if not _is_equal(item)]
    if is_dataclass(value):
        found = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _data(item) for name, item in found if item not in ("", (), False, -1)}
    return str(value) if isinstance(value, str) else value


def _is_equal(value: object) -> bool:
    return isinstance(value, BlockChange) and value.fate is BlockFate.EQUAL
