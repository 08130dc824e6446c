"""What can go wrong, as data.

    BibleError                 the one root
    ├── ContentError           the référent's files hold mistakes; carries every diagnostic found
    ├── LayoutError            a layout (templates, styles, style sheet) breaks a rule
    ├── RenderingError         a renderer could not finish
    │   └── ResourceLimitError a unit took too much time or memory
    ├── UnsafeError            refused because it would read or reach out of the bible
    └── UsageError             the caller asked for something that is not there

A diagnostic has a code, parameters and a place; its words, in French and English, belong to the ``cli``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters: an error stops the build, a warning does not unless ``--strict``, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place in a file: path relative to the bible's root with ``/``, line from 1, column from 1 (0: the whole line)."""

    file: str
    line: int = 1
    column: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}:{self.column}" if self.column else place


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: ``code`` (a stable word such as ``unknown-key``), ``parameters`` for its sentence, its place, its severity."""

    code: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None
    severity: Severity = Severity.ERROR

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of report: by place, then code, then parameters; the same on every run."""
        place = self.source or Source("", 0)
        return place.file, place.line, place.column, self.code, repr(sorted(self.parameters.items()))


class BibleError(Exception):
    """Root of every exception this library raises on purpose; ``diagnostics`` says what was found, in order of place."""

    def __init__(self, diagnostics: Iterable[Diagnostic] | Diagnostic) -> None:
        found = (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        self.diagnostics: tuple[Diagnostic, ...] = tuple(sorted(found, key=Diagnostic.sort_key))
        super().__init__("; ".join(f"{d.source or '-'}: {d.code} {dict(d.parameters)}" for d in self.diagnostics))


class ContentError(BibleError):
    """The bible's files hold mistakes."""


class LayoutError(BibleError):
    """A layout's templates, styles or style sheet break a rule."""


class RenderingError(BibleError):
    """A renderer could not produce its file; nothing was written."""


class ResourceLimitError(RenderingError):
    """A unit took more time or memory than it may."""


class UnsafeError(BibleError):
    """Refused: it would have read outside the bible or reached the network."""


class UsageError(BibleError):
    """The caller asked for something that is not there (folder, layout, audience)."""


class Findings:
    """A list to which passes add diagnostics as they go; the only mutable thing that crosses functions of a room."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def error(self, code: str, source: Source | None = None, /, **parameters: object) -> None:
        """Note an error; parameters become text."""
        self._add(code, source, Severity.ERROR, parameters)

    def warning(self, code: str, source: Source | None = None, /, **parameters: object) -> None:
        """Note a warning."""
        self._add(code, source, Severity.WARNING, parameters)

    def note(self, code: str, source: Source | None = None, /, **parameters: object) -> None:
        """Note something worth knowing."""
        self._add(code, source, Severity.NOTE, parameters)

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take over diagnostics found elsewhere."""
        self._found.extend(diagnostics)

    def _add(self, code: str, source: Source | None, severity: Severity, parameters: Mapping[str, object]) -> None:
        self._found.append(Diagnostic(code, {k: str(v) for k, v in parameters.items()}, source, severity))

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Every diagnostic once, in order of place."""
        seen: dict[tuple[object, ...], Diagnostic] = {}
        for diagnostic in self._found:
            seen.setdefault((*diagnostic.sort_key(), diagnostic.severity), diagnostic)
        return tuple(sorted(seen.values(), key=Diagnostic.sort_key))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Only those that stop the build."""
        return tuple(d for d in self.all if d.severity is Severity.ERROR)

    def stop_on_errors(self, kind: type[BibleError] = ContentError) -> None:
        """Raise ``kind`` with all diagnostics (warnings too) when there is at least one error."""
        if self.errors:
            raise kind(self.all)
