"""An annex PDF ready to be bound in: pages of the book's size, and their structure. Plain data, as JSON between processes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from bible_builder.rendering.pdf.annex_outline import Bookmark
from bible_builder.rendering.pdf.laid import rectangle
from bible_builder.rendering.pdf.nodes import Area, Mark, Node

RESULT: Final = "annex.json"
PAGES: Final = "annex.pdf"
BREAKING: Final = frozenset({"pdf-annex-font-missing", "pdf-annex-breaks-claims", "pdf-annex-undescribed"})
"""Problems with which a document is neither PDF/UA nor PDF/A."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about an annex that its readers will miss: a code and its parameters; ``fatal`` when it cannot be bound in."""

    code: str
    parameters: dict[str, str]
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class BoundAnnex:
    """The pages, how many, and the structure elements that hold what is on them; pages count from 0 within the annex.

    ``turned`` are the pages that are ours turned to landscape, ``outline`` is the annex's own.
    """

    data: bytes
    pages: int
    nodes: tuple[Node, ...]
    problems: tuple[Problem, ...] = ()
    turned: frozenset[int] = frozenset()
    outline: tuple[Bookmark, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether a document that holds it can be PDF/UA and PDF/A."""
        return all(problem.code not in BREAKING for problem in self.problems)

    def write(self, folder: Path) -> None:
        """Write it to ``folder``."""
        (folder / PAGES).write_bytes(self.data)
        plain = {
            "pages": self.pages,
            "nodes": [asdict(node) for node in self.nodes],
            "problems": [asdict(p) for p in self.problems],
            "turned": sorted(self.turned),
            "outline": [asdict(bookmark) for bookmark in self.outline],
        }
        (folder / RESULT).write_text(json.dumps(plain), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> BoundAnnex:
        """The inverse of ``write``."""
        plain: dict[str, Any] = json.loads((folder / RESULT).read_text(encoding="utf-8"))
        return cls(
            data=(folder / PAGES).read_bytes(),
            pages=plain["pages"],
            nodes=tuple(_node(node) for node in plain["nodes"]),
            problems=tuple(Problem(**problem) for problem in plain["problems"]),
            turned=frozenset(plain["turned"]),
            outline=tuple(Bookmark(**bookmark) for bookmark in plain["outline"]),
        )


def _node(plain: dict[str, Any]) -> Node:
    box = rectangle(plain["box"]) if plain["box"] else None
    kids = tuple(_kid(kid) for kid in plain["kids"])
    return Node(**{**plain, "kids": kids, "headers": tuple(plain["headers"]), "box": box})


def _kid(plain: dict[str, Any]) -> Node | Mark | Area:
    if "mcid" in plain:
        return Mark(**plain)
    if "rectangle" in plain:
        return Area(**{**plain, "rectangle": rectangle(plain["rectangle"])})
    return _node(plain)
