"""What changed, cut to what a reader needs; and what reviewers changed in a document that tracks changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.importing.alignment import LEAVES
from bible_builder.importing.imported import Reading
from bible_builder.importing.lines import Run
from bible_builder.importing.markdown import flat
from bible_builder.model.tree import Content, Element, Node

AROUND: Final = 8
"""Words left before and after a change."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A line of a document with the changes that it tracks: in which section, below which heading, by whom."""

    section: str
    heading: str
    authors: tuple[str, ...]
    runs: tuple[Run, ...]


def excerpt(runs: Sequence[Run], around: int = AROUND) -> tuple[Run, ...]:
    """The runs with unchanged words cut down to those nearest to a change."""
    last = len(runs) - 1
    return tuple(
        Run("same", _cut(run.text, around, first=place == 0, last=place == last)) if run.kind == "same" and last else run
        for place, run in enumerate(runs)
    )


def _cut(text: str, around: int, *, first: bool, last: bool) -> str:
    words = text.split()
    before = " " if text[:1] == " " else ""
    if first:
        return text if len(words) <= around else "… " + " ".join(words[-around:])
    if last:
        return text if len(words) <= around else before + " ".join(words[:around]) + " …"
    return text if len(words) <= 2 * around else f"{before}{' '.join(words[:around])} … {' '.join(words[-around:])}"


def tracked(reading: Reading) -> tuple[Tracked, ...]:
    """The changes that a document read with ``Changes.SHOW`` tracks, in its order."""
    found: list[Tracked] = []
    for section in reading.sections:
        heading = section.title
        for block in flat(section.body):
            if block.name == "x-heading":
                heading = " ".join(block.text().split())
            found.extend(_lines(block, section.id, heading))
    return tuple(found)


def _lines(block: Element, section: str, heading: str) -> Iterator[Tracked]:
    if block.name not in LEAVES and any(child.name in LEAVES or child.elements for child in block.elements):
        for child in block.elements:
            yield from _lines(child, section, heading)
        return
    authors = dict.fromkeys(e.get("data-author") for e in block.iter() if e.name in {"ins", "del"})
    if authors:
        yield Tracked(section, heading, tuple(filter(None, authors)), _joined(_runs(block.children, "same")))


def _runs(nodes: Content, kind: str) -> Iterator[Run]:
    for node in nodes:
        if isinstance(node, str):
            yield Run(kind, node)
        else:
            yield from _runs(node.children, _kind(node, kind))


def _kind(node: Node, kind: str) -> str:
    return {"ins": "inserted", "del": "deleted"}.get(node.name, kind) if isinstance(node, Element) else kind


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    result: list[Run] = []
    for run in runs:
        if result and result[-1].kind == run.kind:
            result[-1] = Run(run.kind, result[-1].text + run.text)
        else:
            result.append(run)
    return tuple(result)
