"""``words:`` of a ``layout.yaml``: what this layout prints of itself, by language, beside the words every book has."""

from __future__ import annotations

from collections.abc import Mapping

from bible_builder.errors import Findings
from bible_builder.layout.fields import Fields, entries_of

OwnWords = Mapping[str, Mapping[str, str]]


def read_own_words(fields: Fields, findings: Findings) -> OwnWords:
    """Language → name → words, everything wrong noted with its line; an empty mapping when the layout has none."""
    by_language = entries_of(fields.value("words"), "words", fields.place("words"), findings)
    found: dict[str, Mapping[str, str]] = {}
    for language, value in by_language.values.items():
        entries = entries_of(value, language, by_language.keys[language], findings)
        own = Fields(entries, tuple(entries.keys), findings)
        found[language] = {name: own.text(name) for name in entries.keys}
    return found


def words_in(own: OwnWords, language: str) -> Mapping[str, str]:
    """The layout's words in a language; in the first it has when it does not have this one."""
    return own.get(language) or next(iter(own.values()), {})
