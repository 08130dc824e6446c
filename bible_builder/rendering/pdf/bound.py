"""An annex PDF ready to be bound in: pages of the book's size, and their structure. Plain data, as JSON between processes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from bible_builder.rendering.pdf.laid import rectangle
from bible_builder.rendering.pdf.nodes import Area, Mark, Node

RESULT: Final = "annex.json"
PAGES: Final = "annex.pdf"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about an annex that its readers will miss: a code and its parameters; ``fatal`` when it cannot be bound in."""

    code: str
    parameters: dict[str, str]
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class BoundAnnex:
    """The pages, how many, and the structure elements that hold what is on them; pages count from 0 within the annex."""

    data: bytes
    pages: int
    nodes: tuple[Node, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether a document that holds it can be PDF/UA and PDF/A: not without its fonts (ISO 14289-1, 7.21.4)."""
        return all(problem.code != "pdf-annex-font-missing" for problem in self.problems)

    def write(self, folder: Path) -> None:
        """Write it to ``folder``."""
        (folder / PAGES).write_bytes(self.data)
        plain = {
            "pages": self.pages,
            "nodes": [asdict(node) for node in self.nodes],
            "problems": [asdict(p) for p in self.problems],
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
