"""What a comparison says, as data: only what changed is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bible_builder.comparison.snapshot import Block, Edition
from bible_builder.comparison.words import WordChange


class Fate(StrEnum):
    """What became of a thing; one that stays may be moved, renamed and changed at once."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    RENAMED = "renamed"
    CHANGED = "changed"


class BlockFate(StrEnum):
    """What became of a block."""

    EQUAL = "equal"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"  # within its text, or from another one; its words may have changed too
    LEFT = "left"  # for another text, which has it as moved


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block, old and new: two or more on one side where a paragraph was cut up, or some were joined.

    ``old_at`` and ``new_at`` are the places of the first in its text, −1 without one: moved ones stand where they stand now.
    ``words`` are given where both sides are; ``elsewhere`` is the id of the section or chapter that it came from or left for.
    ``recast`` when its kind is another (a paragraph has become a rule); ``carries`` when a link or a picture is another.
    """

    fate: BlockFate
    old: tuple[Block, ...] = ()
    new: tuple[Block, ...] = ()
    words: tuple[WordChange, ...] = ()
    elsewhere: str = ""
    recast: bool = False
    carries: bool = False
    old_at: int = -1
    new_at: int = -1


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A named value, old and new; "" where there is none."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that is not what it was.

    ``number`` and ``title`` are the new ones, those of the old bible for a withdrawn section; ``old_id`` differs from ``id`` only
    for a section that was found again under another id. ``came_from`` is the title of the chapter that it was in. ``fields`` are
    owner and audiences. ``blocks`` are all of its blocks in the order of reading, equal ones too. ``variables`` names those that
    alone have changed its words; then its author did not touch it. ``why`` is one line, "" when there is nothing to say;
    ``why_is_old`` when it is a sentence that no longer stands there.
    """

    id: str
    old_id: str
    title: str
    old_title: str
    number: str
    fates: tuple[Fate, ...]
    came_from: str = ""
    fields: tuple[FieldChange, ...] = ()
    blocks: tuple[BlockChange, ...] = ()
    variables: tuple[str, ...] = ()
    why: str = ""
    why_is_old: bool = False


@dataclass(frozen=True, slots=True)
class ChapterChange:
    """A chapter in which something is not what it was; ``fates`` are its own, ``blocks`` those of its introduction.

    Sections stand in the order of the new bible, a withdrawn one after those that it stood after.
    """

    id: str
    title: str
    old_title: str
    number: str
    fates: tuple[Fate, ...] = ()
    blocks: tuple[BlockChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term of the lexicon: added, withdrawn, renamed, or defined otherwise (changed)."""

    id: str
    term: str
    old_term: str
    fates: tuple[Fate, ...]
    fields: tuple[FieldChange, ...] = ()
    blocks: tuple[BlockChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row, known by its key: opened (added), closed (withdrawn) or changed, cell by cell.

    ``cells`` are the changed ones (column's title, old, new; for the group that it stands in, the title is ""); all of them for a
    row that is added or withdrawn. ``old_at`` and ``new_at`` are its places in the sheet, −1 without one.
    """

    key: str
    fate: Fate
    cells: tuple[FieldChange, ...]
    old_at: int = -1
    new_at: int = -1


@dataclass(frozen=True, slots=True)
class SheetChange:
    """A sheet in which something is not what it was; ``key`` is the title of the column that tells rows apart, "" without one.

    ``new_at`` is its place among the sheets of its annex, −1 for one that was withdrawn.
    """

    title: str
    fates: tuple[Fate, ...]
    key: str = ""
    columns_added: tuple[str, ...] = ()
    columns_withdrawn: tuple[str, ...] = ()
    rows: tuple[RowChange, ...] = ()
    new_at: int = -1


@dataclass(frozen=True, slots=True)
class AnnexChange:
    """An annex that is not what it was; ``fields`` are its description and its number of pages; ``replaced``: another PDF."""

    id: str
    title: str
    old_title: str
    letter: str
    fates: tuple[Fate, ...]
    fields: tuple[FieldChange, ...] = ()
    blocks: tuple[BlockChange, ...] = ()
    sheets: tuple[SheetChange, ...] = ()
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """A place that a variable reaches: its kind (chapter, section, term, annex), id, number ("" without), title."""

    kind: str
    id: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class VariableChange:
    """A variable that is used before and after, with another value, and the places it reaches now, in the order of reading."""

    name: str
    old: str
    new: str
    places: tuple[Reached, ...] = ()
    label: str = ""

    @property
    def called(self) -> str:
        """What readers know it as; its name when nobody said."""
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes from ``old`` to ``new``: chapters with their sections, lexicon, annexes, variables, fields of the bible."""

    old: Edition
    new: Edition
    audience: str = ""
    fields: tuple[FieldChange, ...] = ()
    chapters: tuple[ChapterChange, ...] = ()
    terms: tuple[TermChange, ...] = ()
    annexes: tuple[AnnexChange, ...] = ()
    variables: tuple[VariableChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changes; edition, number and dates do not count."""
        return bool(self.fields or self.chapters or self.terms or self.annexes or self.variables)

    def sections(self) -> Iterator[tuple[ChapterChange, SectionChange]]:
        """Each section with its chapter, in order."""
        for chapter in self.chapters:
            for section in chapter.sections:
                yield chapter, section

    def count(self, fate: Fate) -> int:
        """How many sections have this fate."""
        return sum(fate in section.fates for _chapter, section in self.sections())
