"""A line of the present text and its counterpart of a document: what changed, and the line with the words and the constructs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from bible_builder.importing.atoms import WRAPPERS, Atom, Known, Unit, atoms, compose, without_expansions
from bible_builder.model.tree import Content, Element

Opcode = tuple[str, int, int, int, int]
_HALF: Final = 0.5
_PLAIN: Final = frozenset({"br", "code"})
"""What is said by the words alone, and no loss when they change."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow one another: ``same``, ``inserted`` or ``deleted``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class MergedLine:
    """A line merged: its content, its words with what was inserted and deleted, the elements that could not be kept."""

    content: Content
    runs: tuple[Run, ...]
    lost: tuple[Element, ...] = ()


def merge_line(present: Content, imported: Content, known: Known) -> MergedLine:
    """The words of ``imported`` with the constructs of ``present`` wherever their words are unchanged."""
    old, new = atoms(present, known, keeps=True), atoms(imported, known, keeps=False)
    if len(without_expansions(old, known)) == len(old):
        new = without_expansions(new, known)
    opcodes = _opcodes(old, new)
    kept = _Kept(old, new, opcodes, known)
    return MergedLine(compose(kept.line()), runs(old, new, opcodes), kept.lost())


def runs(old: Sequence[Atom], new: Sequence[Atom], opcodes: Sequence[Opcode] | None = None) -> tuple[Run, ...]:
    """The words of both, in one line."""
    result: list[Run] = []
    for kind, i1, i2, j1, j2 in opcodes if opcodes is not None else _opcodes(old, new):
        if kind == "equal":
            result.append(Run("same", _shown(old[i1:i2])))
            continue
        if i1 < i2:
            result.append(Run("deleted", _shown(old[i1:i2])))
        if j1 < j2:
            result.append(Run("inserted", _shown(new[j1:j2])))
    return tuple(run for run in result if run.text)


def _shown(parts: Sequence[Atom]) -> str:
    return "".join(_text(part) for part in parts)


def _text(atom: Atom) -> str:
    if atom.key.startswith("\u2060note ") and atom.unit is not None:
        return f" [{atom.unit.element.text()}]"
    return atom.shown.replace("\n", " ")


def _opcodes(old: Sequence[Atom], new: Sequence[Atom]) -> list[Opcode]:
    matcher = SequenceMatcher(None, [a.key for a in old], [a.key for a in new], autojunk=False)
    return [(kind, i1, i2, j1, j2) for kind, i1, i2, j1, j2 in matcher.get_opcodes()]


class _Kept:
    """Goes through the new line and puts the old one's constructs where their words still stand."""

    def __init__(self, old: Sequence[Atom], new: Sequence[Atom], opcodes: Sequence[Opcode], known: Known) -> None:
        self._old, self._new, self._known = old, new, known
        self._same = {j1 + n: i1 + n for kind, i1, i2, j1, _ in opcodes if kind == "equal" for n in range(i2 - i1)}
        self._places = {old_place: new_place for new_place, old_place in self._same.items()}
        self._units = _units(old)
        self._whole = {id(unit) for unit, places in self._units if self._is_whole(places)}
        self._wrapping: set[int] = set()
        self._around = dict(self._wrapped())
        self._noted: set[int] = set()
        self._notes = dict(self._replaced_notes(opcodes))

    def line(self) -> list[Atom]:
        """The atoms of the merged line."""
        result: list[Atom] = []
        for place, atom in enumerate(self._new):
            old = self._same.get(place)
            part = self._notes.get(place, atom) if old is None else self._old_one(atom, place, old)
            if place in self._around and part.unit is None:
                part = replace(part, path=(*self._around[place], *part.path))
            result.append(part)
        return result

    def lost(self) -> tuple[Element, ...]:
        """Elements whose words did not come back."""
        kept = self._whole | self._wrapping | self._noted
        return tuple(u.element for u, _ in self._units if id(u) not in kept and u.element.name not in _PLAIN)

    def _old_one(self, new: Atom, place: int, at: int) -> Atom:
        """The atom as the present text has it; its spaces too, where the word before is the one before there as well."""
        old = self._old[at]
        follows = place > 0 and self._same.get(place - 1) == at - 1
        gap = old.gap if follows or not place else new.gap
        if old.unit is not None and id(old.unit) not in self._whole:
            return replace(new, gap=gap, text=old.text if new.unit is None else new.text)
        return replace(old, gap=gap)

    def _is_whole(self, places: Sequence[int]) -> bool:
        found = [self._places.get(place) for place in places]
        return None not in found and [n for n in found if n is not None] == list(
            range(found[0] or 0, (found[0] or 0) + len(found))
        )

    def _wrapped(self) -> Iterator[tuple[int, tuple[Element, ...]]]:
        """For marks most of whose words are left: the new words that they now stand around."""
        for unit, places in self._units:
            found = [self._places[place] for place in places if place in self._places]
            if id(unit) in self._whole or unit.element.name not in WRAPPERS or len(found) < max(1, _HALF * len(places)):
                continue
            span = range(min(found), max(found) + 1)
            if len(span) <= 2 * len(places) and all(self._new[n].unit is None for n in span):
                self._wrapping.add(id(unit))
                shell = _shell(unit)
                yield from ((n, shell) for n in span)

    def _replaced_notes(self, opcodes: Sequence[Opcode]) -> Iterator[tuple[int, Atom]]:
        """A note with other words, in the place of one: the same note, so that it keeps its label and what stands in it."""
        for kind, i1, i2, j1, j2 in opcodes:
            if kind != "replace":
                continue
            before = [a for a in self._old[i1:i2] if a.key.startswith("\u2060note ")]
            after = [n for n in range(j1, j2) if self._new[n].key.startswith("\u2060note ")]
            for old, place in zip(before, after, strict=False):
                new = self._new[place]
                if old.unit is None or new.unit is None:
                    continue
                body = merge_line(old.unit.element.children, new.unit.element.children, self._known).content
                nodes = (*old.unit.nodes[:-1], old.unit.element.with_children(body))
                self._noted.add(id(old.unit))
                yield place, replace(new, unit=Unit(nodes))


def _units(parts: Sequence[Atom]) -> list[tuple[Unit, list[int]]]:
    found: dict[int, tuple[Unit, list[int]]] = {}
    for place, atom in enumerate(parts):
        if atom.unit is not None:
            found.setdefault(id(atom.unit), (atom.unit, []))[1].append(place)
    return list(found.values())


def _shell(unit: Unit) -> tuple[Element, ...]:
    """The elements of a mark without its words: one for each heading that it makes."""
    shell = [unit.element]
    while len(shell[-1].children) == 1 and isinstance(inner := shell[-1].children[0], Element) and inner.name in WRAPPERS:
        shell.append(inner)
    return tuple(element.with_children(()) for element in shell)
