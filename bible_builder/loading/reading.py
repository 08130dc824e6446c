"""What every reader of this room is given: files, findings, the bible's language, ids, who is known by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bible_builder.errors import Findings, Source
from bible_builder.loading.ids import Ids
from bible_builder.loading.paths import Files
from bible_builder.model.languages import Language, nearest


@dataclass(frozen=True, slots=True)
class Reading:
    """One run of loading."""

    files: Files
    findings: Findings
    language: Language
    ids: Ids
    audiences: frozenset[str] = frozenset()
    contributors: frozenset[str] = frozenset()

    def check_audiences(self, names: Iterable[str], place: Source) -> tuple[str, ...]:
        """The names, each once. Reports ``unknown-audience`` (audience, suggestion) of those that the bible has not.

        They are kept: what is meant for somebody unknown is for nobody, and not for everybody.
        """
        given = tuple(dict.fromkeys(names))
        for name in given:
            if name not in self.audiences:
                suggestion = nearest(name, sorted(self.audiences))
                self.findings.error("unknown-audience", place, audience=name, suggestion=suggestion)
        return given

    def check_owner(self, name: str, place: Source) -> str:
        """The contributor's id, as given. Reports ``unknown-owner`` (owner, suggestion)."""
        if name and name not in self.contributors:
            self.findings.error("unknown-owner", place, owner=name, suggestion=nearest(name, sorted(self.contributors)))
        return name
