"""Index fields (XE, ECMA-376-1 §17.16.5.76) become marks of the index: ``x-index`` around the words that they stand before."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from bible_builder.model.tree import Content, Element

_DEEPEST: Final = 3
_PART: Final = re.compile(r"(?:\\.|[^:\\;])*")


def marked(attributes: Mapping[str, str], words: Content) -> Content:
    """The mark that pandoc's ``indexref`` tells of (``entry`` as in the field, ``bold`` for the main place), around its words."""
    levels = entry_levels(attributes.get("entry", ""))
    if not levels:
        return words
    written = {"entry": json.dumps(levels, ensure_ascii=False)}
    if "bold" in attributes:
        written["main"] = "true"
    if attributes.get("crossref"):
        return words
    return (Element("x-index", written, words),)


def entry_levels(entry: str) -> list[str]:
    """The levels of ``a:b:c``, at most three; what follows a semicolon is a sort key, and a backslash takes a sign as it is."""
    parts = entry_parts(entry)
    levels = [" ".join(part.split()) for part in parts]
    return [level for level in levels if level][:_DEEPEST]


def entry_parts(entry: str) -> list[str]:
    """The parts of an entry between its colons, escapes undone."""
    parts: list[str] = []
    rest = entry
    while True:
        found = _PART.match(rest)
        text = found[0] if found else ""
        parts.append(re.sub(r"\\(.)", r"\1", text))
        rest = rest[len(text) :]
        if not rest.startswith(":"):
            return parts
        rest = rest[1:]
