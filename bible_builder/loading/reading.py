"""What every reader of this room is given: files, findings, the bible's language, ids, who is known by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bible_builder.errors import Findings, Source
from bible_builder.loading.ids import Ids
from bible_builder.loading.languages import Language, nearest
from bible_builder.loading.paths import Files


@dataclass(frozen=True, slots=True)
class Reading:
    """One run of loading."""

    files: Files
    findings: Findings
    language: Language
    ids: Ids
    audiences: frozenset[str] = frozenset()
    contributors: frozenset[str] = frozenset()

    def known_audiences(self, names: Iterable[str], place: Source) -> tuple[str, ...]:
        """The audiences that the bible has, each once. Reports ``unknown-audience`` (audience, suggestion) of the others."""
        kept: dict[str, None] = {}
        for name in names:
            if name in self.audiences:
                kept[name] = None
            else:
                suggestion = nearest(name, sorted(self.audiences))
                self.findings.error("unknown-audience", place, audience=name, suggestion=suggestion)
        return tuple(kept)

    def known_owner(self, name: str, place: Source) -> str:
        """The contributor's id, or "". Reports ``unknown-owner`` (owner, suggestion)."""
        if not name or name in self.contributors:
            return name
        self.findings.error("unknown-owner", place, owner=name, suggestion=nearest(name, sorted(self.contributors)))
        return ""
