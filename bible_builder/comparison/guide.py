"""The guide: what became of its chapters and sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.comparison.changes import EMPTY, Abroad, block_changes, changes_something
from bible_builder.comparison.comparison import BlockChange, ChapterChange, Fate, SectionChange, VariableChange
from bible_builder.comparison.matching import Known, field_changes, merged, out_of_order, same_things, title_fate
from bible_builder.comparison.passages import Crossing, Matched, Text, match
from bible_builder.comparison.sentences import first_changed_sentence, first_sentence, shortened
from bible_builder.comparison.sequences import Pairs
from bible_builder.comparison.snapshot import Chapter, Section, Snapshot
from bible_builder.comparison.words import same_words, text_keys
from bible_builder.model.words import words

_NOTHING: Final = Chapter("", "")


class Guide:
    """The chapters of two bibles, matched; texts are the introductions, then the sections."""

    def __init__(self, old: Snapshot, new: Snapshot, variables: Sequence[VariableChange]) -> None:
        self.old, self.new = _Side.of(old), _Side.of(new)
        self.variables, self.colon = variables, words(new.language)["colon"]
        self.chapter_pairs = same_things(self.old.known_chapters(), self.new.known_chapters())
        self.section_pairs = same_things(self.old.known_sections(), self.new.known_sections())
        shift, other = len(self.old.chapters), len(self.new.chapters)
        pairs = [*self.chapter_pairs, *((a + shift, b + other) for a, b in self.section_pairs)]
        self.matched = match(self.old.texts, self.new.texts, pairs, across=True)
        self.abroad = _abroad(self.matched, self.old, self.new)
        self.moved = self._moved_sections()

    def chapters(self) -> tuple[ChapterChange, ...]:
        """The chapters in which something changes: in the new order, each withdrawn one after the one that it stood after."""
        moved = out_of_order([c.id for c in self.old.chapters], [c.id for c in self.new.chapters], self.chapter_pairs)
        found = [
            self._chapter(a, b, (a, b) in moved) for a, b in merged(self.chapter_pairs, self.old.chapters, self.new.chapters)
        ]
        return tuple(change for change in found if change.fates or change.sections or change.blocks)

    def _chapter(self, a: int, b: int, moved: bool) -> ChapterChange:
        before = self.old.chapters[a] if a >= 0 else _NOTHING
        chapter = self.new.chapters[b] if b >= 0 else before
        blocks = self._blocks(a, b)
        fates: tuple[Fate, ...] = (Fate.ADDED,) if a < 0 else (Fate.WITHDRAWN,)
        if a >= 0 and b >= 0:
            moves = (Fate.MOVED,) if moved else ()
            fates = (*moves, *title_fate(before.title, chapter.title), *((Fate.CHANGED,) if blocks else ()))
        sections = tuple(self._sections(a, b))
        return ChapterChange(chapter.id, chapter.title, before.title if a >= 0 else "", chapter.number, fates, blocks, sections)

    def _sections(self, a: int, b: int) -> Iterator[SectionChange]:
        """The changed sections of the new chapter, and those withdrawn from the old one."""
        mine = {y: x for x, y in self.section_pairs}
        gone = {x for x, _y in self.section_pairs}
        withdrawn = [n for n, place in enumerate(self.old.homes) if place == a and n not in gone]
        here = [n for n, place in enumerate(self.new.homes) if place == b]
        for n in here:
            was = mine.get(n, -1)
            while withdrawn and was > withdrawn[0] and self.old.homes[was] == a:
                yield self._section(withdrawn.pop(0), -1)
            change = self._section(was, n)
            if change.fates or change.fields:
                yield change
        yield from (self._section(n, -1) for n in withdrawn)

    def _section(self, a: int, b: int) -> SectionChange:
        before = self.old.sections[a] if a >= 0 else None
        section = self.new.sections[b] if b >= 0 else self.old.sections[a]
        shift, other = len(self.old.chapters), len(self.new.chapters)
        blocks = self._blocks(a + shift if a >= 0 else -1, b + other if b >= 0 else -1)
        if before is None or b < 0:
            fate = Fate.ADDED if before is None else Fate.WITHDRAWN
            why = shortened(section.change_note) or first_sentence(section.blocks) if before is None else ""
            title = "" if before is None else before.title
            return SectionChange(section.id, section.id, section.title, title, section.number, (fate,), blocks=blocks, why=why)
        moves = (Fate.MOVED,) if (a, b) in self.moved else ()
        fates = (*moves, *title_fate(before.title, section.title), *((Fate.CHANGED,) if blocks else ()))
        variables = self._reaching(section) if blocks and before.typed and before.typed == section.typed else ()
        why, is_old = self._why(before, section, variables, blocks) if fates else ("", False)
        return SectionChange(
            id=section.id,
            old_id=before.id,
            title=section.title,
            old_title=before.title,
            number=section.number,
            fates=fates,
            came_from=self._came_from(a, b),
            fields=field_changes(
                ("owner", before.owner, section.owner),
                ("audiences", ", ".join(before.audiences), ", ".join(section.audiences)),
            ),
            blocks=blocks,
            variables=tuple(variable.name for variable in variables),
            why=why,
            why_is_old=is_old,
        )

    def _blocks(self, a: int, b: int) -> tuple[BlockChange, ...]:
        """What became of the blocks of two texts (−1: there is none); nothing when all are equal."""
        old = self.old.texts[a] if a >= 0 else EMPTY
        new = self.new.texts[b] if b >= 0 else EMPTY
        if old.marks == new.marks:
            return ()
        changes = block_changes(old, new, self.matched.links.get((a, b), ()), self.abroad.get((a, b)))
        return changes if changes_something(changes) else ()

    def _came_from(self, a: int, b: int) -> str:
        """The title of the chapter that a section was in, "" when it is still there."""
        home = self.old.homes[a]
        return "" if (home, self.new.homes[b]) in self.chapter_pairs else self.old.chapters[home].title

    def _moved_sections(self) -> frozenset[tuple[int, int]]:
        """Those in another chapter, and those that left the order of their chapter."""
        same: dict[tuple[int, int], Pairs] = defaultdict(list)
        for a, b in self.section_pairs:
            same[self.old.homes[a], self.new.homes[b]].append((a, b))
        ids = [s.id for s in self.old.sections], [s.id for s in self.new.sections]
        found: set[tuple[int, int]] = set()
        for homes, pairs in same.items():
            found.update(out_of_order(*ids, pairs) if homes in self.chapter_pairs else pairs)
        return frozenset(found)

    def _reaching(self, section: Section) -> tuple[VariableChange, ...]:
        """The changed variables that a section uses."""
        return tuple(v for v in self.variables if any(p.kind == "section" and p.id == section.id for p in v.places))

    def _why(
        self, old: Section, new: Section, variables: Sequence[VariableChange], blocks: Sequence[BlockChange]
    ) -> tuple[str, bool]:
        if new.change_note and not same_words(old.change_note, new.change_note):
            return shortened(new.change_note), False
        if variables:
            return shortened(" ; ".join(f"{v.called}{self.colon}{v.old} → {v.new}" for v in variables)), False
        return first_changed_sentence(blocks)


@dataclass(frozen=True, slots=True)
class _Side:
    """One bible's guide: chapters, sections, the chapter that each section stands in, texts (introductions, then sections)."""

    chapters: tuple[Chapter, ...]
    sections: tuple[Section, ...]
    homes: tuple[int, ...]
    texts: tuple[Text, ...]

    @classmethod
    def of(cls, snapshot: Snapshot) -> _Side:
        sections = tuple(section for _chapter, section in snapshot.sections())
        homes = tuple(n for n, chapter in enumerate(snapshot.chapters) for _section in chapter.sections)
        texts = tuple(map(Text.of, (*(c.blocks for c in snapshot.chapters), *(s.blocks for s in sections))))
        return cls(snapshot.chapters, sections, homes, texts)

    def known_chapters(self) -> list[Known]:
        """Chapters are alike when they hold the same sections."""
        return [
            Known(chapter.id, " ".join(text_keys(chapter.title)), tuple(section.id for section in chapter.sections))
            for chapter in self.chapters
        ]

    def known_sections(self) -> list[Known]:
        texts = self.texts[len(self.chapters) :]
        return [
            Known(section.id, " ".join(text_keys(section.title)), text.all_words)
            for section, text in zip(self.sections, texts, strict=True)
        ]

    def name(self, text: int) -> str:
        """The id of the chapter or section that a text belongs to."""
        chapters = len(self.chapters)
        return self.chapters[text].id if text < chapters else self.sections[text - chapters].id


def _abroad(matched: Matched, old: _Side, new: _Side) -> Mapping[tuple[int, int], Abroad]:
    """What crossed, by pair of texts; of a text without counterpart under −1."""
    by_old, by_new = dict(list(matched.links)), {b: a for a, b in matched.links}
    left: dict[tuple[int, int], list[Crossing]] = defaultdict(list)
    came: dict[tuple[int, int], list[Crossing]] = defaultdict(list)
    for crossing in matched.crossings:
        left[crossing.old_text, by_old.get(crossing.old_text, -1)].append(crossing)
        came[by_new.get(crossing.new_text, -1), crossing.new_text].append(crossing)
    return {
        pair: Abroad(
            {c.old: new.name(c.new_text) for c in left[pair]},
            {c.new: (old.name(c.old_text), old.texts[c.old_text].blocks[c.old]) for c in came[pair]},
        )
        for pair in (*left, *came)
    }
