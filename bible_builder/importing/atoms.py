"""A line taken apart into atoms: words and signs as they are compared, with what each stands in; and put together again.

Two atoms are the same when their keys are: typography (kinds of space, quotes, dashes, apostrophes) is no part of a key, emphasis
is. What a section's author has written around or in place of words (a variable, a term, an index mark, a note) is a *unit*: it
comes back whole when its words do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from bible_builder.model.tree import Content, Element, Node, joined, texts

_TOKEN: Final = re.compile(r"(?P<gap>\s+)|(?P<word>\w+)|\.{3}|[^\w\s]")
_UNSEEN: Final = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")
_SAME: Final = str.maketrans(
    {**dict.fromkeys("‘’ʼ′", "'"), **dict.fromkeys("«»“”„″", '"'), **dict.fromkeys("‐‑‒–—−", "-"), "…": "..."}
)
_FORMS: Final = frozenset({"em", "strong", "sup", "sub", "ins", "del"})
_UNITS: Final = frozenset({"x-variable", "x-see", "x-term", "x-index", "code", "abbr"})
WRAPPERS: Final = frozenset({"x-index", "x-term", "span"})
"""Units that may go around other words, when most of theirs are left."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a section's source elements read as, variables by name, labels by word; and what assembly says after abbreviations."""

    variables: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    expansions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """Nodes that are kept or dropped whole."""

    nodes: Content

    @property
    def element(self) -> Element:
        """The element that it is; of a note its body."""
        return next(node for node in reversed(self.nodes) if isinstance(node, Element))


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or sign: how it compares, how it is written, the spaces before it, the elements around it, its unit."""

    key: str
    text: str
    gap: str = ""
    path: tuple[Element, ...] = ()
    unit: Unit | None = None

    @property
    def shown(self) -> str:
        """Its text for a reader, after a space where there is one."""
        return (" " if self.gap else "") + self.text


def atoms(nodes: Iterable[Node], known: Known, *, keeps: bool) -> tuple[Atom, ...]:
    """The atoms of a line. ``keeps``: its author's constructs are units; else terms and index marks are but their words."""
    result: list[Atom] = []
    gap = ""
    for atom in _Reader(known, keeps).read(nodes, ()):
        if atom.key:
            result.append(replace(atom, gap=gap + atom.gap))
            gap = ""
        else:
            gap += atom.text
    return tuple(result)


def without_expansions(parts: Sequence[Atom], known: Known) -> tuple[Atom, ...]:
    """The atoms without what stands in brackets after an abbreviation and is its long form: assembly puts it there."""
    result: list[Atom] = []
    place = 0
    while place < len(parts):
        result.append(parts[place])
        expansion = known.expansions.get(parts[place].text, "")
        place += 1
        if expansion:
            place += _length(parts[place : place + 2 * len(expansion)], expansion)
    return tuple(result)


def _length(parts: Sequence[Atom], expansion: str) -> int:
    """How many atoms the expansion takes: in brackets of its own, or after a comma in open ones; 0 when it is not there."""
    said = [_bare(atom.key) for atom in parts]
    for form in (f"({expansion})", f", {expansion}"):
        wanted = _bare_keys(form)
        if tuple(said[: len(wanted)]) == wanted and (form[0] == "(" or said[len(wanted) : len(wanted) + 1] == [")"]):
            return len(wanted)
    return 0


@lru_cache(maxsize=1024)
def _bare_keys(text: str) -> tuple[str, ...]:
    return tuple(_bare(atom.key) for atom in _words(text, (), None) if atom.key)


def _bare(key: str) -> str:
    """A key without its emphasis and capitals."""
    return key.partition(" ")[0].casefold()


def keys(nodes: Iterable[Node], known: Known) -> tuple[str, ...]:
    """The keys of a line."""
    return tuple(atom.key for atom in without_expansions(atoms(nodes, known, keeps=True), known))


@dataclass(frozen=True, slots=True)
class _Reader:
    known: Known
    keeps: bool

    def read(self, nodes: Iterable[Node], path: tuple[Element, ...], unit: Unit | None = None) -> Iterator[Atom]:
        """Atoms in order; one without a key is a space."""
        call: Element | None = None
        for node in nodes:
            if isinstance(node, str):
                yield from _words(node, path, unit)
            elif node.get("role") == "doc-noteref":
                call = node
            elif node.get("role") == "doc-footnote":
                yield self._note(call, node, path, unit)
            elif node.name == "br":
                yield Atom("\n", "\n", path=path, unit=unit or Unit((node,)))
            else:
                yield from self._element(node, path, unit)

    def _element(self, node: Element, path: tuple[Element, ...], unit: Unit | None) -> Iterator[Atom]:
        is_unit = unit is None and (node.name in _UNITS or bool(node.name == "span" and node.get("lang")))
        if is_unit and not self.keeps and node.name in WRAPPERS:
            yield from self.read(node.children, path, unit)  # what a word processor knows of them is not the author's
            return
        own = Unit((node,)) if is_unit else unit
        if node.name == "x-see":
            yield from self._see(node, path, own)
        elif node.name == "x-variable":
            yield from _words(self.known.variables.get(node.get("name"), node.get("name")), path, own)
        elif node.name == "x-label":
            yield from _words(self.known.labels.get(node.get("word"), node.get("word")), path, own)
        elif is_unit and not node.children:
            yield Atom(f"\u2060{node.name}", "", path=path, unit=own) if self.keeps else Atom("", "")
        else:
            yield from self.read(node.children, (*path, node), own)

    def _see(self, node: Element, path: tuple[Element, ...], unit: Unit | None) -> Iterator[Atom]:
        """A reference is its target, whatever it reads as today; a whole one is the target, a comma and the page."""
        target, form = node.get("target"), node.get("form", "full")
        if form != "page":
            yield Atom(f"\u2060see {target}", texts(node.children) or target, path=path, unit=unit)
        if form == "full":
            yield Atom(",", ",", path=path, unit=unit)
        if form in {"full", "page"}:
            yield Atom(f"\u2060page {target}", f"p. {target}", gap=" ", path=path, unit=unit)

    def _note(self, call: Element | None, note: Element, path: tuple[Element, ...], unit: Unit | None) -> Atom:
        nodes = (call, note) if call is not None else (note,)
        words = " ".join(keys(note.children, self.known))
        return Atom(f"\u2060note {words}", "", path=path, unit=unit or Unit(nodes))


def _words(text: str, path: tuple[Element, ...], unit: Unit | None) -> Iterator[Atom]:
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    forms = "".join(sorted({f" {e.name}{e.get('href')}" for e in path if e.name in _FORMS or e.name in {"code", "a"}}))
    for found in _TOKEN.finditer(text):
        if found["gap"]:
            yield Atom("", found[0])
        else:
            key = found[0].translate(_SAME)
            yield Atom(key + forms if found["word"] else key, found[0], path=path, unit=unit)


def compose(parts: Sequence[Atom]) -> Content:
    """The line that atoms make: neighbours in the same elements share them, a unit stands where its first atom does."""
    kept: list[Atom] = []
    seen: set[int] = set()
    for atom in parts:
        if atom.unit is None or id(atom.unit) not in seen:
            kept.append(atom)
        if atom.unit is not None:
            seen.add(id(atom.unit))
    return _nested(kept, 0)


def _nested(parts: Sequence[Atom], depth: int) -> Content:
    result: list[Node] = []
    place = 0
    while place < len(parts):
        first = parts[place]
        result.append(first.gap if depth or place or result else "")
        around = _around(first)
        if len(around) <= depth:
            result.extend(first.unit.nodes if first.unit is not None else (first.text,))
            place += 1
            continue
        end = place + 1
        while end < len(parts) and len(_around(parts[end])) > depth and _alike(_around(parts[end])[depth], around[depth]):
            end += 1
        group = [replace(first, gap=""), *parts[place + 1 : end]]
        result.append(around[depth].with_children(_nested(group, depth + 1)))
        place = end
    return joined(result)


def _around(atom: Atom) -> tuple[Element, ...]:
    """The elements around an atom, those of its unit left out: the unit brings them along."""
    if atom.unit is None:
        return atom.path
    own = {id(node) for node in atom.unit.nodes}
    return atom.path[: next((n for n, element in enumerate(atom.path) if id(element) in own), len(atom.path))]


def _alike(one: Element, other: Element) -> bool:
    if one is other:
        return True
    if one.name == other.name == "span" and not one.get("lang"):
        return one.get("class") == other.get("class")
    return one.name == other.name and one.name in {*_FORMS, "a"} and one.get("href") == other.get("href")
