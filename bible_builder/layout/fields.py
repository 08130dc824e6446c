"""Typed reading of a mapping of a layout's YAML: a method returns a value of its type, or the default after noting a mistake."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from bible_builder.errors import Findings, Source
from bible_builder.layout.placed_yaml import Entries, Items, Placed, Scalar
from bible_builder.model.units import Length

T = TypeVar("T")

FLAGS: Final = {"yes": True, "no": False, "true": True, "false": False, "oui": True, "non": False}


def hint(word: str, known: Iterable[str]) -> str:
    """The known word nearest to ``word``, or ""."""
    return next(iter(difflib.get_close_matches(word, list(known), 1)), "")


def entries_of(value: Placed | None, key: str, place: Source, findings: Findings) -> Entries:
    """``value`` as a mapping; an empty one when there is none, and ``layout-wrong-type`` when it is something else."""
    if isinstance(value, Entries):
        return value
    if value is not None and not (isinstance(value, Scalar) and value.text == ""):
        findings.error("layout-wrong-type", value.source, key=key, expected="mapping")
    return Entries({}, {}, value.source if value is not None else place)


class Fields:
    """The fields of one mapping; keys that are not in ``known`` are noted as ``layout-unknown-key``."""

    def __init__(self, entries: Entries, known: Sequence[str], findings: Findings) -> None:
        self.source, self._entries, self._findings = entries.source, entries, findings
        for key, place in entries.keys.items():
            if key not in known:
                findings.error("layout-unknown-key", place, key=key, hint=hint(key, known), known=", ".join(known))

    def place(self, key: str) -> Source:
        """Where ``key`` was written, else where the mapping begins."""
        return self._entries.keys.get(key, self.source)

    def text(self, key: str, default: str | None = "") -> str:
        """Text; with ``default`` None the key must be there."""
        value = self._entries.values.get(key)
        if isinstance(value, Scalar):
            return value.text
        if value is not None:
            self._wrong(key, value.source, "text")
        elif default is None:
            self._findings.error("layout-missing-key", self.source, key=key)
        return default or ""

    def word(self, key: str, words: Sequence[str], default: str) -> str:
        """One of ``words``."""
        return self._converted(key, default, lambda text: words[words.index(text)], ", ".join(words))

    def flag(self, key: str, default: bool) -> bool:
        """Yes or no."""
        return self._converted(key, default, lambda text: FLAGS[text.lower()], "yes, no")

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``."""
        known = {str(number): number for number in range(least, most + 1)}
        return self._converted(key, default, lambda text: known[text], f"{least}–{most}")

    def length(self, key: str, default: Length, least: Length | None = None) -> Length:
        """A length with its unit, not under ``least``."""

        def convert(text: str) -> Length:
            length = Length.parse(text)
            if least is not None and length < least:
                raise ValueError(text)
            return length

        return self._converted(key, default, convert, "12mm")

    def texts(self, key: str) -> tuple[Scalar, ...]:
        """A list of texts, each with its place."""
        value = self._entries.values.get(key)
        if value is None:
            self._findings.error("layout-missing-key", self.source, key=key)
        elif not isinstance(value, Items):
            self._wrong(key, value.source, "list")
        else:
            for item in value.values:
                if not isinstance(item, Scalar):
                    self._wrong(key, item.source, "text")
            return tuple(item for item in value.values if isinstance(item, Scalar))
        return ()

    def value(self, key: str) -> Placed | None:
        """The value as read, or None."""
        return self._entries.values.get(key)

    def _converted(self, key: str, default: T, convert: Callable[[str], T], expected: str) -> T:
        text = self.text(key)
        if not text:
            return default
        try:
            return convert(text)
        except (KeyError, ValueError):
            self._wrong(key, self._entries.values[key].source, expected)
            return default

    def _wrong(self, key: str, place: Source, expected: str) -> None:
        self._findings.error("layout-wrong-type", place, key=key, expected=expected)
