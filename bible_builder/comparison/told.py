"""A comparison as a book tells it: a line for each thing that is not what it was, with where to find it and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bible_builder.comparison.blocks import CELL
from bible_builder.comparison.comparison import (
    AnnexChange,
    BlockChange,
    BlockFate,
    ChapterChange,
    Comparison,
    Fate,
    FieldChange,
    RowChange,
    SectionChange,
    TermChange,
    VariableChange,
)
from bible_builder.comparison.sentences import first_changed_sentence, first_sentence, shortened
from bible_builder.comparison.snapshot import Annex, Snapshot
from bible_builder.comparison.words import same_words
from bible_builder.model.changes import (
    ChangedPlace,
    ChangedRows,
    ChangedVariable,
    ChangeEntry,
    ChangeGroup,
    ChangeKind,
    ChangePart,
    Changes,
)
from bible_builder.model.words import words

NAMED: Final = 5
"""How many rows of an annex are named; the others are counted."""

_KINDS: Final = {
    Fate.ADDED: ChangeKind.NEW,
    Fate.CHANGED: ChangeKind.CHANGED,
    Fate.MOVED: ChangeKind.MOVED,
    Fate.RENAMED: ChangeKind.RENAMED,
    Fate.WITHDRAWN: ChangeKind.WITHDRAWN,
}
_HEADED: Final = frozenset({Fate.ADDED, Fate.RENAMED})
"""Fates by which the words of a thing's heading are not what they were."""

Said = Mapping[str, str]
"""The words of the book's language."""

_ENTRY_LINES: Final = ("synonyms", "avoid", "see_also")


def told(comparison: Comparison, new: Snapshot) -> Changes:
    """What ``comparison`` tells the reader of the book that ``new`` was taken of."""
    said = words(new.language)
    notes = {section.id: shortened(section.change_note) for _chapter, section in new.sections()}
    chapters = tuple(filter(None, (_chapter(chapter, notes, said) for chapter in comparison.chapters)))
    lexicon = ChangeGroup(ChangePart.LEXICON, entries=tuple(_term(term, said) for term in comparison.terms))
    known = {annex.id: annex for annex in new.annexes}
    annexes = tuple(_annex(annex, known.get(annex.id), said) for annex in comparison.annexes)
    others = (lexicon, ChangeGroup(ChangePart.ANNEXES, entries=annexes))
    return Changes(
        comparison.old.id,
        _date(comparison.old.date),
        groups=(*chapters, *(group for group in others if group.entries)),
        variables=tuple(_variable(variable) for variable in comparison.variables),
        new=frozenset(_new(comparison)),
        marked=frozenset(_marked(comparison)),
    )


def _date(text: str) -> datetime.date | None:
    """The date of an edition; a snapshot may come from anywhere."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _kinds(fates: Iterable[Fate]) -> tuple[ChangeKind, ...]:
    """In the order of ``ChangeKind``: that a thing was changed comes before where it stands now."""
    found = {_KINDS[fate] for fate in fates}
    return tuple(kind for kind in ChangeKind if kind in found)


def _chapter(change: ChapterChange, notes: Mapping[str, str], said: Said) -> ChangeGroup | None:
    """The chapter's changes; None when nothing is told of it."""
    own = _own(change, said)
    gone = Fate.WITHDRAWN in change.fates
    entries = tuple(_section(section, notes.get(section.id, ""), said) for section in change.sections if section.fates)
    number, target = ("", "") if gone else (change.number, f"chapter-{change.id}")
    return ChangeGroup(ChangePart.CHAPTER, number, change.title, target, own, entries) if own or entries else None


def _own(change: ChapterChange, said: Said) -> ChangeEntry | None:
    """What became of a chapter itself."""
    if not change.fates:
        return None
    gone, new = Fate.WITHDRAWN in change.fates, Fate.ADDED in change.fates
    why, is_old = ("", False) if gone or new else _reason(change.blocks, said)
    return ChangeEntry(
        change.id,
        _kinds(change.fates),
        change.title,
        "" if gone else change.number,
        "" if gone else f"chapter-{change.id}",
        change.old_title if Fate.RENAMED in change.fates else "",
        why=why,
        why_is_old=is_old,
    )


def _section(change: SectionChange, note: str, said: Said) -> ChangeEntry:
    """The author's note stands; variables are told by their names elsewhere, here by the sentence that they changed."""
    gone, new = Fate.WITHDRAWN in change.fates, Fate.ADDED in change.fates
    why, is_old = change.why, change.why_is_old
    if not new and why != note:
        why, is_old = _reason(change.blocks, said)
    return ChangeEntry(
        change.id,
        _kinds(change.fates),
        change.title,
        "" if gone else change.number,
        "" if gone else f"section-{change.id}",
        change.old_title if Fate.RENAMED in change.fates else "",
        change.came_from,
        why,
        is_old,
    )


def _term(change: TermChange, said: Said) -> ChangeEntry:
    gone = Fate.WITHDRAWN in change.fates
    why, is_old = ("", False) if gone else _reason(change.blocks, said)
    if Fate.ADDED in change.fates:
        why = first_sentence(block for one in change.blocks for block in one.new)
    return ChangeEntry(
        change.id,
        _kinds(change.fates),
        change.term,
        "",
        "" if gone else f"term-{change.id}",
        change.old_term if Fate.RENAMED in change.fates else "",
        why=why,
        why_is_old=is_old,
    )


def _annex(change: AnnexChange, annex: Annex | None, said: Said) -> ChangeEntry:
    gone, new = Fate.WITHDRAWN in change.fates, Fate.ADDED in change.fates
    why, is_old = _reason(change.blocks, said) if not gone else ("", False)
    if new:
        why = first_sentence(block for one in change.blocks for block in one.new) or _description(annex)
    return ChangeEntry(
        change.id,
        _kinds(change.fates),
        change.title,
        "" if gone else change.letter,
        "" if gone else f"annex-{change.id}",
        change.old_title if Fate.RENAMED in change.fates else "",
        why=why,
        why_is_old=is_old,
        rows=() if gone or new else tuple(_rows(change, annex, said)),
    )


def _description(annex: Annex | None) -> str:
    """What a new annex without words of its own says it is."""
    return shortened(annex.description) if annex is not None else ""


# the line of why ---------------------------------------------------------------------------------------------------------------


def _reason(changes: Sequence[BlockChange], said: Said) -> tuple[str, bool]:
    """The first changed sentence that stands in no table, else what the first changed row says; whether it is gone."""
    text = [change for change in changes if not _is_row(change)]
    rows = [change for change in changes if _is_row(change)]
    why, is_old = first_changed_sentence(text)
    if why and not is_old:
        return why, False
    told_rows = (_row(change, said) for change in rows if change.new and change.fate is not BlockFate.EQUAL)
    row = next(filter(None, told_rows), "")
    return (row, False) if row else (why, is_old) if why else first_changed_sentence(rows)


def _is_row(change: BlockChange) -> bool:
    return any(CELL in block.text for block in (*change.old, *change.new))


def _row(change: BlockChange, said: Said) -> str:
    """A row of a table by its first cell and those that are other ones; a new row by its first two cells."""
    new = change.new[0].text.split(CELL)
    old = change.old[0].text.split(CELL) if change.old else []
    if len(old) != len(new):
        return shortened(said["colon"].join(cell.strip() for cell in new[:2] if cell.strip()))
    cells = [(a, b) for a, b in zip(old, new, strict=True) if not same_words(a, b)]
    values = ", ".join(_value(a, b, said) for a, b in cells)
    named = same_words(old[0], new[0]) and new[0].strip()
    return shortened(f"{new[0].strip()}{said['colon']}{values}" if named else values) if cells else ""


# rows of annexes ---------------------------------------------------------------------------------------------------------------


def _rows(change: AnnexChange, annex: Annex | None, said: Said) -> Iterator[ChangedRows]:
    """The rows of all sheets by what became of them: opened, changed, closed."""
    for fate in (Fate.ADDED, Fate.CHANGED, Fate.WITHDRAWN):
        found = [(sheet.new_at, row) for sheet in change.sheets for row in sheet.rows if row.fate is fate]
        if found:
            names = tuple(_named(row, place, annex, said) for place, row in found[:NAMED])
            yield ChangedRows(_KINDS[fate], len(found), names)


def _named(row: RowChange, sheet: int, annex: Annex | None, said: Said) -> str:
    """A row's key and the first cell beside it that says what the key stands for; what changed, when it is one cell or two."""
    if row.fate is not Fate.CHANGED or annex is None:
        return _called(row.key, tuple(cell.new or cell.old for cell in row.cells))
    called = _called(row.key, annex.sheets[sheet].rows[row.new_at].cells)
    if len(row.cells) > 2:
        return called
    return ", ".join((called, *(_cell(cell, said) for cell in row.cells)))


def _called(key: str, cells: tuple[str, ...]) -> str:
    beside = next((cell for cell in cells if cell.strip() and cell not in key and any(sign.isalpha() for sign in cell)), "")
    return f"{key} {beside}".strip()


def _cell(cell: FieldChange, said: Said) -> str:
    """A changed cell after the title of its column; of the group that a row stands in there is none."""
    value = _value(cell.old, cell.new, said)
    name = cell.name[:1].lower() + cell.name[1:] if cell.name[1:2].islower() else cell.name
    return f"{name}{said['colon']}{value}" if name else value


def _value(old: str, new: str, said: Said) -> str:
    return said["change-value"].format(old=old.strip() or "–", new=new.strip() or "–")


# variables, headings -----------------------------------------------------------------------------------------------------------


def _variable(change: VariableChange) -> ChangedVariable:
    places = (ChangedPlace(place.kind, place.number, place.title, f"{place.kind}-{place.id}") for place in change.places)
    return ChangedVariable(change.called, change.old, change.new, tuple(places))


def _things(comparison: Comparison) -> Iterator[tuple[str, tuple[Fate, ...]]]:
    """The HTML id and the fates of each thing that has a heading."""
    for chapter in comparison.chapters:
        yield f"chapter-{chapter.id}", chapter.fates
        yield from ((f"section-{section.id}", section.fates) for section in chapter.sections)
    yield from ((f"term-{term.id}", term.fates) for term in comparison.terms)
    yield from ((f"annex-{annex.id}", annex.fates) for annex in comparison.annexes)


def _new(comparison: Comparison) -> Iterator[str]:
    return (anchor for anchor, fates in _things(comparison) if Fate.ADDED in fates)


def _marked(comparison: Comparison) -> Iterator[str]:
    yield from (anchor for anchor, fates in _things(comparison) if _HEADED & set(fates))
    for term in comparison.terms:
        lines = _ENTRY_LINES if Fate.ADDED in term.fates else [field.name for field in term.fields]
        yield from (f"term-{term.id} {name}" for name in lines if name in _ENTRY_LINES)
        if any(field.name == "expansion" for field in term.fields):
            yield f"term-{term.id}"
    for annex in comparison.annexes:
        lines = ["description", "pages"] if Fate.ADDED in annex.fates else [field.name for field in annex.fields]
        yield from (f"annex-{annex.id} {name}" for name in lines)
