"""Snapshots in a line, and comparisons read again."""

from __future__ import annotations

from collections.abc import Iterable

from bible_builder.comparison.comparison import BlockChange, BlockFate, Comparison
from bible_builder.comparison.snapshot import Block, Chapter, Edition, Section, Snapshot
from bible_builder.comparison.words import text_keys


def block(text: str, kind: str = "paragraph") -> Block:
    """A paragraph."""
    return Block(kind, text)


def section(identifier: str, *texts: str | Block, title: str = "") -> Section:
    """A section of these paragraphs; its title is its id unless one is given."""
    blocks = tuple(text if isinstance(text, Block) else block(text) for text in texts)
    return Section(identifier, title or identifier, blocks=blocks)


def chapter(identifier: str, *sections: Section, title: str = "", texts: Iterable[str] = ()) -> Chapter:
    """A chapter of these sections."""
    return Chapter(identifier, title or identifier, blocks=tuple(map(block, texts)), sections=sections)


def bible(*chapters: Chapter | Section) -> Snapshot:
    """A bible of these chapters; sections alone stand in one chapter ``c``."""
    sections = [one for one in chapters if isinstance(one, Section)]
    whole = [one for one in chapters if isinstance(one, Chapter)]
    return Snapshot(Edition("e"), chapters=(*whole, *([chapter("c", *sections)] if sections else [])))


def old_side(changes: Iterable[BlockChange]) -> list[Block]:
    """The blocks that stood there, in their old order."""
    there = (change for change in changes if change.old_at >= 0)
    return [one for change in sorted(there, key=lambda change: change.old_at) for one in change.old]


def new_side(changes: Iterable[BlockChange]) -> list[Block]:
    """The blocks that stand there, in order."""
    return [one for change in changes for one in change.new]


def facts(comparison: Comparison, *, turned: bool = False) -> list[object]:
    """Everything a comparison says that has a direction, told the other way round when ``turned``."""
    other = {"added": "withdrawn", "withdrawn": "added", "inserted": "deleted", "deleted": "inserted"}

    def told(fates: Iterable[str]) -> list[str]:
        return sorted(other.get(str(fate), str(fate)) if turned else str(fate) for fate in fates)

    def sides(old: object, new: object) -> tuple[object, object]:
        return (new, old) if turned else (old, new)

    found: list[object] = []
    for _chapter, section in comparison.sections():
        found.append((told(section.fates), sides(section.old_id, section.id)))
        found.extend((told([change.fate]), sides(change.old, change.new)) for change in _home(section.blocks))
    found.extend((told(term.fates), term.id, [sides(f.old, f.new) for f in term.fields]) for term in comparison.terms)
    for annex in comparison.annexes:
        found.append((told(annex.fates), annex.id))
        for sheet in annex.sheets:
            rows = [
                (text_keys(row.key) if sheet.key else (), told([row.fate]), [(c.name, sides(c.old, c.new)) for c in row.cells])
                for row in sheet.rows
            ]
            found.append((sheet.title, told(sheet.fates), sorted(rows, key=repr)))
    found.extend((v.name, sides(v.old, v.new)) for v in comparison.variables)
    return sorted(found, key=repr)


def _home(changes: Iterable[BlockChange]) -> Iterable[BlockChange]:
    """The changes without those across sections, which are told from both ends."""
    return (change for change in changes if not change.elsewhere and change.fate is not BlockFate.LEFT)
