"""The cases: how a bible is written in YAML, and what a comparison says, in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from bible_builder.comparison.comparison import BlockChange, BlockFate, Comparison, FieldChange
from bible_builder.comparison.snapshot import (
    Annex,
    Block,
    Chapter,
    Column,
    Edition,
    Place,
    Row,
    Section,
    Sheet,
    Snapshot,
    Term,
    Variable,
)
from bible_builder.comparison.words import Kind, WordChange

CASES: Final = Path(__file__).parent / "cases"
KINDS: Final = {"rule": "callout-rule/paragraph", "heading": "heading-3", "row": "table/table-body/table-row"}
PARTS: Final = ("terms", "annexes", "variables")


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file."""
    found = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    assert isinstance(found, list)
    return found


def block(text: str) -> Block:
    """A paragraph, or what the word in brackets before it says."""
    name, _found, rest = text.removeprefix("(").partition(") ")
    if text.startswith("(") and name in KINDS:
        return Block(KINDS[name], rest.replace(" | ", "\t"))
    return Block("paragraph", text)


def bible(written: Mapping[str, Any]) -> Snapshot:
    """The snapshot that a case writes."""
    chapters = {name: sections for name, sections in written.items() if name not in PARTS}
    return Snapshot(
        Edition("e"),
        chapters=tuple(
            Chapter(name, f"Chapitre {name}", sections=tuple(_section(key, value) for key, value in sections.items()))
            for name, sections in chapters.items()
        ),
        terms=tuple(_term(name, value) for name, value in written.get("terms", {}).items()),
        annexes=tuple(_annex(name, value) for name, value in written.get("annexes", {}).items()),
        variables=tuple(
            Variable(name, value["text"], tuple(Place("section", where) for where in value["in"]))
            for name, value in written.get("variables", {}).items()
        ),
    )


def _section(name: str, written: Any) -> Section:
    given = written if isinstance(written, dict) else {"text": written}
    fields = {field: given[field] for field in ("number", "owner", "typed") if field in given}
    blocks = tuple(map(block, given["text"]))
    return Section(name, given.get("title", name), change_note=given.get("note", ""), blocks=blocks, **fields)


def _term(name: str, written: Mapping[str, Any]) -> Term:
    blocks = tuple(map(block, written["definition"]))
    return Term(name, written["term"], synonyms=tuple(written.get("synonyms", ())), blocks=blocks)


def _annex(name: str, written: Mapping[str, Any]) -> Annex:
    if "rows" not in written:
        return Annex(name, name, "pdf", digest=written["digest"], pages=written["pages"])
    groups = written.get("groups", ("",) * len(written["rows"]))
    rows = tuple(Row(tuple(cells), group) for cells, group in zip(written["rows"], groups, strict=True))
    columns = tuple(Column(title.lower(), title, title == written.get("key")) for title in written["columns"])
    return Annex(name, name, "table", sheets=(Sheet("", columns, rows),))


def told(comparison: Comparison) -> str:
    """What a comparison says: a line a thing."""
    return "\n".join(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    for chapter in comparison.chapters:
        if chapter.fates:
            yield f"chapter {chapter.id}: {' '.join(chapter.fates)}"
        for section in chapter.sections:
            was = f" (was {section.old_id})" if section.old_id != section.id else ""
            home = f" from {section.came_from}" if section.came_from else ""
            yield f"section {section.id}{was}: {' '.join(section.fates)}{home}".rstrip()
            yield from map(_field, section.fields)
            if section.variables:
                yield f"  by {' '.join(section.variables)}"
            if section.why:
                yield f"  why{' (gone)' if section.why_is_old else ''}: {section.why}"
            yield from blocks(section.blocks)
    for term in comparison.terms:
        yield f"term {term.term}: {' '.join(term.fates)}"
        yield from map(_field, term.fields)
        yield from blocks(term.blocks)
    yield from _annexes(comparison)
    for variable in comparison.variables:
        yield f"variable {variable.name}: {variable.old} → {variable.new} in {' '.join(place.id for place in variable.places)}"


def _annexes(comparison: Comparison) -> Iterator[str]:
    for annex in comparison.annexes:
        yield f"annex {annex.id}: {' '.join(annex.fates)}{' replaced' if annex.replaced else ''}"
        yield from map(_field, annex.fields)
        for sheet in annex.sheets:
            for name, columns in (("new", sheet.columns_added), ("withdrawn", sheet.columns_withdrawn)):
                if columns:
                    yield f"  {name} columns: {', '.join(columns)}"
            for row in sheet.rows:
                cells = ", ".join(f"{cell.name or 'group'} {cell.old or '–'} → {cell.new or '–'}" for cell in row.cells)
                yield f"  row {row.key} {row.fate}: {cells}"


def _field(change: FieldChange) -> str:
    return f"  {change.name}: {change.old or '–'} → {change.new or '–'}"


def blocks(changes: Iterable[BlockChange]) -> Iterator[str]:
    """A line a block that changed."""
    signs = {BlockFate.CHANGED: "~", BlockFate.INSERTED: "+", BlockFate.DELETED: "-", BlockFate.MOVED: ">", BlockFate.LEFT: "<"}
    for change in changes:
        if change.fate is not BlockFate.EQUAL:
            recast = f" ({change.old[0].kind} → {change.new[0].kind})" if change.recast else ""
            where = f" [{change.elsewhere}]" if change.elsewhere else ""
            text = words(change.words) if change.words else " ¶ ".join(one.text for one in change.new or change.old)
            yield f"  {signs[change.fate]}{where}{recast} {text}".replace("\t", " | ").replace("\n", " ¶ ")


def words(changes: Iterable[WordChange]) -> str:
    """The words, set apart as wdiff does; spaces are left out of the marks."""
    return "".join(map(_run, changes))


def _run(change: WordChange) -> str:
    text = change.new or change.old
    if change.kind is Kind.EQUAL:
        return text
    opening, closing = ("{+", "+}") if change.kind is Kind.INSERTED else ("[-", "-]")
    return f"{opening}{text.rstrip(' ')}{closing}{' ' if text.endswith(' ') else ''}"
