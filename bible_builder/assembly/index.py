"""The index as data: marks and references in, headings in order with their places out. Nothing is rendered here.

The rules are those of indexers (ISO 999; Chicago 16): *see* for a heading that has nothing of its own, *see also* for one that
has; a reference leads to a heading that is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from bible_builder.assembly.collation import by_letter, collation_key
from bible_builder.assembly.headings import Entry, Spellings, key
from bible_builder.assembly.suggestions import nearest
from bible_builder.errors import Findings, Source
from bible_builder.model.bible import IndexEntry, IndexGroup
from bible_builder.model.locators import Target

LEVELS: Final = "!"
"""Between the levels of a heading that a reference names, as the référent writes them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text: its HTML id, its heading, whether it is the main one, whether it begins or ends a range."""

    id: str
    entry: Entry
    main: bool = False
    range: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A *see* from one heading to another, or a *see also*."""

    entry: Entry
    target: Entry
    also: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """What the whole bible has: its headings, and those of its ranges whose other end is missing even there (both as keys)."""

    headings: frozenset[Entry] = frozenset()
    unpaired: frozenset[Entry] | None = None

    def excuses_range(self, place: Entry) -> bool:
        """Whether the other end of a range is only withheld."""
        return self.unpaired is not None and place not in self.unpaired


@dataclass(slots=True)
class _Heading:
    entry: Entry
    targets: list[Target] = field(default_factory=list)
    see: set[Entry] = field(default_factory=set)
    see_also: set[Entry] = field(default_factory=set)
    below: set[Entry] = field(default_factory=set)

    @property
    def has_places(self) -> bool:
        return bool(self.targets or self.below)


def compile_index(
    marks: Sequence[Mark],
    references: Sequence[Reference],
    language: str,
    findings: Findings | None = None,
    withheld: Withheld | None = None,
) -> tuple[IndexGroup, ...]:
    """The index: entries under letters, in the language's order, each mark's place under its heading.

    Reports ``index-range-not-closed`` and ``index-range-not-opened`` (heading), ``index-see-to-nothing`` (heading, target,
    suggestion), ``index-see-to-itself`` (heading), ``index-see-in-circle`` (heading, target); the warning ``index-see-to-see``
    (heading, target); the notes ``index-see-with-locators`` (heading, target) and ``index-heading-variants`` (heading, variants).
    """
    findings, withheld = findings or Findings(), withheld or Withheld()
    named = [(m.entry, m.source) for m in marks] + [(entry, r.source) for r in references for entry in (r.entry, r.target)]
    spellings = Spellings(named, language)
    spellings.report(findings)
    builder = _Builder(spellings, findings, withheld)
    builder.place(marks)
    builder.refer(references)
    anchors = (f"part-index-{number}" for number in count(1))
    top = [heading for place, heading in builder.headings.items() if len(place) == 1]
    groups = by_letter(top, lambda heading: heading.entry[-1], language)
    return tuple(IndexGroup(letter, tuple(builder.entry(h, anchors) for h in headings)) for letter, headings in groups)


def unpaired(marks: Iterable[Mark]) -> frozenset[Entry]:
    """The headings (as keys) of ranges that are opened and not closed, or closed and not opened."""
    opened: set[Entry] = set()
    found: set[Entry] = set()
    for mark in marks:
        place = key(mark.entry)
        if mark.range == "begin":
            (found if place in opened else opened).add(place)
        elif mark.range == "end":
            if place not in opened:
                found.add(place)
            opened.discard(place)
    return frozenset(found | opened)


class _Builder:
    def __init__(self, spellings: Spellings, findings: Findings, withheld: Withheld) -> None:
        self.spellings, self.findings, self.withheld = spellings, findings, withheld
        self.headings: dict[Entry, _Heading] = {}

    def heading(self, entry: Entry) -> _Heading:
        """The heading of an entry, made with those above it if it is new."""
        place = key(entry)
        if place not in self.headings:
            self.headings[place] = _Heading(self.spellings.of(entry))
            if len(entry) > 1:
                self.heading(entry[:-1]).below.add(place)
        return self.headings[place]

    def place(self, marks: Iterable[Mark]) -> None:
        """Each mark's place under its heading; the two ends of a range are one place."""
        opened: dict[Entry, tuple[Mark, int]] = {}
        for mark in marks:
            targets, where = self.heading(mark.entry).targets, key(mark.entry)
            if mark.range == "begin":
                if where in opened:
                    self.report_range("index-range-not-closed", opened[where][0])
                opened[where] = (mark, len(targets))
            elif mark.range == "end":
                if where in opened:
                    first, slot = opened.pop(where)
                    targets[slot] = Target(first.id, mark.id, first.main or mark.main)
                    continue
                self.report_range("index-range-not-opened", mark)
            targets.append(Target(mark.id, main=mark.main))
        for mark, _slot in opened.values():
            self.report_range("index-range-not-closed", mark)

    def report_range(self, code: str, mark: Mark) -> None:
        if not self.withheld.excuses_range(key(mark.entry)):
            self.findings.error(code, mark.source, heading=self.printed(mark.entry))

    def refer(self, references: Sequence[Reference]) -> None:
        """The references that lead somewhere, as *see* or *see also* by what their heading has of its own."""
        placed = set(self.headings)
        onward = {key(r.entry): key(r.target) for r in references if key(r.entry) not in placed}
        for reference in references:
            if not self.leads_somewhere(reference, placed, onward):
                continue
            heading = self.heading(reference.entry)
            if heading.has_places and not reference.also:
                names = {"heading": self.printed(reference.entry), "target": self.printed(reference.target)}
                self.findings.note("index-see-with-locators", reference.source, **names)
            heading.see_also.add(key(reference.target))
        for heading in self.headings.values():
            if not heading.has_places:
                heading.see, heading.see_also = heading.see_also, set()

    def leads_somewhere(self, reference: Reference, placed: set[Entry], onward: dict[Entry, Entry]) -> bool:
        start, target = key(reference.entry), key(reference.target)
        names = {"heading": self.printed(reference.entry), "target": self.printed(reference.target)}
        if start == target:
            self.findings.error("index-see-to-itself", reference.source, heading=names["heading"])
        elif target in placed:
            return True
        elif target in onward:
            end = _end(target, onward)
            if end in placed:
                self.findings.warning("index-see-to-see", reference.source, **names)
                return True
            if end in onward:
                self.findings.error("index-see-in-circle", reference.source, **names)
        elif target not in self.withheld.headings:
            known = [LEVELS.join(heading.entry) for heading in self.headings.values()]
            self.findings.error("index-see-to-nothing", reference.source, **names, suggestion=nearest(names["target"], known))
        return False

    def printed(self, entry: Entry) -> str:
        return LEVELS.join(self.spellings.of(entry))

    def entry(self, heading: _Heading, anchors: Iterator[str]) -> IndexEntry:
        anchor = next(anchors)
        below = sorted((self.headings[place] for place in heading.below), key=lambda h: collation_key(h.entry[-1]))
        return IndexEntry(
            heading=heading.entry[-1],
            targets=tuple(heading.targets),
            see=self.in_order(heading.see),
            see_also=self.in_order(heading.see_also),
            entries=tuple(self.entry(lower, anchors) for lower in below),
            anchor=anchor,
        )

    def in_order(self, places: Iterable[Entry]) -> tuple[str, ...]:
        return tuple(sorted((self.printed(place) for place in places), key=collation_key))


def _end(place: Entry, onward: dict[Entry, Entry]) -> Entry:
    """Where references from a heading without places of its own lead in the end; a heading of the circle, if they go round."""
    seen = set()
    while place in onward and place not in seen:
        seen.add(place)
        place = onward[place]
    return place
