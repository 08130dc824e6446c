"""The finished index as plain data for templates: headings in order, their targets, *see* and *see also* as links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bible_builder.model.bible import IndexEntry, IndexGroup
from bible_builder.model.locators import write_targets

WRITTEN: Final = "!"
"""Between the levels of a heading that a reference names, as the référent writes them."""

PRINTED: Final = ", "
"""Between them on the page."""


def index_groups(groups: Sequence[IndexGroup]) -> list[dict[str, Any]]:
    """The letters with their entries. A reference to a heading that the index does not hold stays without link."""
    anchors = dict(_anchors([entry for group in groups for entry in group.entries], ()))
    return [{"letter": group.letter, "entries": [_entry(entry, 1, anchors) for entry in group.entries]} for group in groups]


def _anchors(entries: Sequence[IndexEntry], above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        path = (*above, entry.heading)
        yield WRITTEN.join(path), entry.anchor
        yield from _anchors(entry.entries, path)


def _entry(entry: IndexEntry, level: int, anchors: Mapping[str, str]) -> dict[str, Any]:
    return {
        "heading": entry.heading,
        "anchor": entry.anchor,
        "level": level,
        "targets": write_targets(entry.targets),
        "see": [_reference(path, anchors) for path in entry.see],
        "see_also": [_reference(path, anchors) for path in entry.see_also],
        "entries": [_entry(below, level + 1, anchors) for below in entry.entries],
    }


def _reference(path: str, anchors: Mapping[str, str]) -> dict[str, str]:
    return {"text": path.replace(WRITTEN, PRINTED), "target": anchors.get(path, "")}
