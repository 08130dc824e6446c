"""What was measured, kept as soon as it is there: ``results.json``, by book and by kind of work."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks.measure import Measure

ENGINES: Final = ("weasyprint", "pydyf", "pikepdf", "python-docx", "lxml", "typst", "pypandoc_binary")

Runs = dict[str, dict[str, Any]]
"""The runs of a kind of work, by the number of the round: seconds, bytes of memory, and what the work told of itself."""


@dataclass(slots=True)
class Records:
    """The file of results. ``books``: for each book its size (``book``) and its ``works``, each with its runs."""

    path: Path
    books: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Records:
        """What was measured before; nothing where there is no file of this kind."""
        held = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return cls(path, held.get("books", {}))

    def has(self, book: str, work: str, turn: int) -> bool:
        """Whether a run is there already."""
        return str(turn) in self.runs(book, work)

    def runs(self, book: str, work: str) -> Runs:
        """The runs of a work; none when it was not measured."""
        found: Runs = self.books.get(book, {}).get("works", {}).get(work, {})
        return found

    def describe(self, book: str, told: dict[str, Any]) -> None:
        """Keep how large a book is."""
        self.books.setdefault(book, {"works": {}})["book"] = told
        self._write()

    def add(self, book: str, work: str, turn: int, measure: Measure) -> None:
        """Keep a run, at once."""
        told = {name: value for name, value in asdict(measure).items() if name != "said" and value}
        told |= json.loads(measure.said) if measure.said.startswith("{") else {}
        rounded = {name: round(value, 3) if isinstance(value, float) else value for name, value in told.items()}
        self.books.setdefault(book, {"works": {}})["works"].setdefault(work, {})[str(turn)] = rounded
        self._write()

    def middle(self, book: str, work: str, name: str = "seconds") -> float | None:
        """The median of a figure; None where it was not measured."""
        values = [run[name] for run in self.runs(book, work).values() if name in run]
        return median(values) if values else None

    def ratio(self, book: str, work: str, other: str, names: tuple[str, str] = ("seconds", "seconds")) -> float | None:
        """The median of ``work`` over ``other``, round by round where both were run; None where there is no such round."""
        found = self.ratios(book, work, other, names)
        return median(found) if found else None

    def ratios(self, book: str, work: str, other: str, names: tuple[str, str] = ("seconds", "seconds")) -> list[float]:
        """``work`` over ``other`` in each round where both were run, the smallest first."""
        ours, theirs = self.runs(book, work), self.runs(book, other)
        paired = [(run, theirs[turn]) for turn, run in ours.items() if turn in theirs]
        return sorted(one[names[0]] / two[names[1]] for one, two in paired if names[0] in one and names[1] in two)

    def _write(self) -> None:
        machine = {"system": platform.platform(), "processors": os.cpu_count(), "python": platform.python_version()}
        held = {"machine": machine, "engines": dict(_versions()), "books": self.books}
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", "utf-8")
        new.replace(self.path)


def _versions() -> list[tuple[str, str]]:
    found = []
    for name in ENGINES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return found
