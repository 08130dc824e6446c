"""Index headings as the référent writes them: ``a!b!c``, options after bars, several headings parted by semicolons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.model.languages import INDEX_OPTIONS, Language

_MOST_LEVELS: Final = 3


@dataclass(frozen=True, slots=True)
class IndexMark:
    """A heading: one to three levels, and what its options say: main, ``begin`` or ``end`` of a range, see, see also."""

    levels: tuple[str, ...]
    main: bool = False
    range: str = ""
    see: str = ""
    see_also: str = ""

    def written(self) -> str:
        """The heading with its options in the words of the model, as a chapter or section carries it."""
        see = f"|see {self.see}" if self.see else ""
        see_also = f"|see-also {self.see_also}" if self.see_also else ""
        return "!".join(self.levels) + ("|main" if self.main else "") + see + see_also


@dataclass(frozen=True, slots=True)
class IndexReader:
    """Reads headings that stand at one place."""

    language: Language
    findings: Findings
    place: Source

    def marks(self, text: str) -> tuple[IndexMark, ...]:
        """The headings in ``text``, parted by semicolons; those with a mistake are left out.

        Reports ``bad-index-entry`` (entry, reason: ``empty``, ``levels``, ``option`` or ``target``, found, suggestion).
        """
        found = (self.mark(part) for part in text.split(";"))
        return tuple(mark for mark in found if mark is not None)

    def mark(self, text: str) -> IndexMark | None:
        """The heading in ``text``, or None."""
        heading, *options = (part.strip() for part in text.split("|"))
        levels = self.levels(heading)
        mark: IndexMark | None = IndexMark(levels) if levels else None
        for option in options:
            mark = self._with_option(mark, option, text.strip()) if mark else None
        return mark

    def levels(self, text: str) -> tuple[str, ...]:
        """The levels of ``a!b!c``, or none when there is a mistake."""
        levels = tuple(" ".join(level.split()) for level in text.split("!"))
        if not all(levels):
            self._report(text, "empty")
            return ()
        if len(levels) > _MOST_LEVELS:
            self._report(text, "levels", str(len(levels)))
            return ()
        return levels

    def _with_option(self, mark: IndexMark, option: str, text: str) -> IndexMark | None:
        word, _, target = option.partition(" ")
        name, target = self.language.name(INDEX_OPTIONS, word), target.strip()
        if name is None:
            self._report(text, "option", word, self.language.suggest(INDEX_OPTIONS, word))
            return None
        if bool(target) != (name in {"see", "see-also"}):
            self._report(text, "target", word)
            return None
        match name:
            case "main":
                return replace(mark, main=True)
            case "begin" | "end":
                return replace(mark, range=name)
            case "see":
                return replace(mark, see="!".join(self.levels(target)))
            case _:
                return replace(mark, see_also="!".join(self.levels(target)))

    def _report(self, text: str, reason: str, found: str = "", suggestion: str = "") -> None:
        entry = text.strip()[:120]
        self.findings.error("bad-index-entry", self.place, entry=entry, reason=reason, found=found, suggestion=suggestion)
