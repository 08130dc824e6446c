"""A section as a document gives it back, merged with the section as it stands.

Blocks are aligned; those that say the same are the present ones, untouched. In those that changed, what the author wrote in place
of words or around them (variables, terms, references, index marks, notes) is kept wherever its words are unchanged. Passages for
one audience that the document did not show stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from bible_builder.errors import Diagnostic, Findings, Source
from bible_builder.importing.alignment import LEAVES, Pair, Signatures, align
from bible_builder.importing.atoms import Known, atoms
from bible_builder.importing.lines import Run, merge_line, runs
from bible_builder.importing.markdown import flat
from bible_builder.importing.markdown_directives import TITLED
from bible_builder.model.tree import Content, Element, Node, rewrite

_UNSEEN: Final = frozenset({"x-index", "x-term", "x-only"})
_TITLES: Final = frozenset({"callout-title", "block-title", "step-head"})
_QUOTED: Final = 80


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: ``changed``, ``inserted``, ``deleted`` or ``moved`` words, below which heading, on which line of
    the present file (None for what came)."""

    kind: str
    runs: tuple[Run, ...]
    heading: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the merged text, flat, and the block of the present text that it was; the same object when nothing changed."""

    block: Element
    origin: Element | None = None

    @property
    def is_same(self) -> bool:
        """Whether the block stands as it stood."""
        return self.block is self.origin


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text: the present blocks, those that stand now, what changed, what the référent should know; ``figures``:
    present picture → name of the document's own."""

    present: tuple[Element, ...]
    pieces: tuple[Piece, ...]
    changes: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing changed, and nothing moved."""
        return len(self.pieces) == len(self.present) and all(
            piece.block is block for piece, block in zip(self.pieces, self.present, strict=True)
        )

    @property
    def blocks(self) -> tuple[Element, ...]:
        """The blocks, ready to be written."""
        return ungrouped(piece.block for piece in self.pieces)


def merge(present: Content, imported: Content, known: Known) -> Merged:
    """The present body of a section with the changes that the imported one shows.

    Diagnostics: the warnings ``import-variable-replaced`` (name, text), ``import-mark-lost`` (kind, text) and
    ``import-beside-passage`` (audiences, text); the note ``import-passage-kept`` (audiences).
    """
    return _Merger(known).merge(grouped(flat(present)), grouped(flat(_unmarked(imported))))


def grouped(blocks: Iterable[Element]) -> tuple[Element, ...]:
    """The blocks with each procedure, dialogue and letter in an ``x-titled``, together with its title if it has one."""
    result: list[Element] = []
    for block in blocks:
        if block.name == "x-only":
            result.append(block.with_children(grouped(block.elements)))
        elif TITLED & set(block.classes):
            before = result.pop() if result and "block-title" in result[-1].classes else None
            members = (before, block) if before is not None else (block,)
            result.append(Element("x-titled", {}, members, members[0].source))
        else:
            result.append(block)
    return tuple(result)


def ungrouped(blocks: Iterable[Element]) -> tuple[Element, ...]:
    """The inverse of ``grouped``."""
    return tuple(e for e in rewrite(blocks, _without_titled) if isinstance(e, Element))


def _without_titled(node: Node) -> Content:
    return node.children if isinstance(node, Element) and node.name == "x-titled" else (node,)


def _unmarked(nodes: Content) -> Content:
    """What a document says: without the marks that assembly made for it and will make again, its notes told from present ones."""

    def change(node: Node) -> Content:
        if isinstance(node, str):
            return (node,)
        if node.name in _UNSEEN:
            return node.children
        if node.get("role") == "doc-footnote":
            return (node.with_attributes(id=f"import-{node.get('id')}"),)
        return (node,)

    return rewrite(nodes, change)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A block of the present text and the passages that it stands in, the outermost first."""

    block: Element
    passages: tuple[Element, ...] = ()


class _Merger:
    """Merges one section; notes what changed as it goes."""

    def __init__(self, known: Known) -> None:
        self._known, self._signatures, self._findings = known, Signatures(known), Findings()
        self._changes: list[Change] = []
        self._figures: list[tuple[str, str]] = []
        self._heading = ""
        self._source: Source | None = None

    def merge(self, present: tuple[Element, ...], imported: Sequence[Element]) -> Merged:
        pieces = tuple(self._blocks(present, imported, is_top=True))
        return Merged(present, pieces, tuple(self._changes), self._findings.all, tuple(self._figures))

    def _blocks(self, present: Sequence[Element], imported: Sequence[Element], *, is_top: bool = False) -> list[Piece]:
        """The merged blocks of one container, or of the section."""
        entries = list(_entries(present))
        blocks = [entry.block for entry in entries]
        pairs = align(blocks, imported, self._signatures)
        unseen = self._unseen(entries, pairs)
        found: list[tuple[Piece, tuple[Element, ...]]] = []
        for pair in pairs:
            entry = entries[pair.present] if pair.present is not None else None
            if is_top:
                self._follow(entry.block if entry else imported[pair.imported or 0])
            if entry is not None and pair.kind == "deleted" and id(entry.passages[0] if entry.passages else None) not in unseen:
                self._note("deleted", entry.block)
                continue
            piece = self._piece(pair, entry, imported)
            if not piece.is_same and is_empty(piece.block):
                continue
            found.append((piece, entry.passages if entry is not None else ()))
        return self._in_passages(_adopted(found, self._findings), present, 0)

    def _follow(self, block: Element) -> None:
        if block.name == "x-heading":
            self._heading = " ".join(block.text().split())
        self._source = block.source

    def _piece(self, pair: Pair, entry: _Entry | None, imported: Sequence[Element]) -> Piece:
        if entry is None:
            came = imported[pair.imported or 0]
            self._note("inserted", came)
            return Piece(came)
        if pair.kind == "changed" and pair.imported is not None:
            return Piece(self._element(entry.block, imported[pair.imported]), entry.block)
        if pair.kind == "moved":
            self._note("moved", entry.block)
        if pair.imported is not None:
            self._pair_figures(entry.block, imported[pair.imported])
        return Piece(entry.block, entry.block)

    def _note(self, kind: str, block: Element) -> None:
        said = {"inserted": "inserted", "deleted": "deleted"}.get(kind, "same")
        text = " ".join(words for leaf in _leaves(block) for words in [self._shown(leaf)] if words)
        self._changes.append(Change(kind, (Run(said, text),), self._heading, block.source))

    def _shown(self, leaf: Element) -> str:
        return "".join(run.text for run in runs((), atoms(leaf.children, self._known, keeps=True))).strip()

    # one block ---------------------------------------------------------------------------------------------------------------

    def _element(self, present: Element, imported: Element) -> Element:
        """One block with the changes of its counterpart."""
        if self._signatures.of(present) == self._signatures.of(imported):
            self._pair_figures(present, imported)
            return present
        if present.name in LEAVES:
            return self._line(present, imported)
        if present.name == "table":
            return self._table(present, imported)
        if present.name == "img":
            self._figures.append((present.get("src"), imported.get("src")))
            return present.with_attributes(alt=imported.get("alt") or present.get("alt"))
        if present.name == "tr" and len(present.elements) == len(imported.elements):
            pairs = zip(present.elements, imported.elements, strict=True)
            return present.with_children([self._element(one, other) for one, other in pairs])
        if present.name == "tr":
            return imported
        return present.with_children([piece.block for piece in self._blocks(present.elements, imported.elements)])

    def _line(self, present: Element, imported: Element) -> Element:
        merged = merge_line(present.children, imported.children, self._known)
        source = present.source or self._source
        self._changes.append(Change("changed", merged.runs, self._heading, source))
        for lost in merged.lost:
            self._report_lost(lost, source)
        level = {"level": imported.get("level")} if present.name == "x-heading" else {}
        return replace(present, attributes={**present.attributes, **level}, children=merged.content)

    def _report_lost(self, element: Element, source: Source | None) -> None:
        if element.name == "x-variable":
            name = element.get("name")
            self._findings.warning(
                "import-variable-replaced", source, name=name, text=self._known.variables.get(name, "")[:_QUOTED]
            )
        elif element.get("role") != "doc-footnote":
            text = (element.text() or element.get("target"))[:_QUOTED]
            self._findings.warning("import-mark-lost", source, kind=element.name.removeprefix("x-"), text=text)

    def _table(self, present: Element, imported: Element) -> Element:
        """A table; one whose columns changed is taken from the document, with its caption and its author's options."""
        is_wider = _columns(present) != _columns(imported)
        others = {part.name: part for part in imported.elements}
        parts: list[Element] = []
        for part in present.elements:
            other = others.get(part.name)
            if part.name == "colgroup":
                parts.extend(() if is_wider else (part,))
            elif other is None:
                parts.append(part)
            elif is_wider and part.name in {"thead", "tbody"}:
                self._note("inserted", other)
                parts.append(_with_row_heads(other) if _has_row_heads(part) else other)
            else:
                parts.append(self._element(part, other))
        return present.with_children(parts)

    def _pair_figures(self, present: Element, imported: Element) -> None:
        mine = [e.get("src") for e in present.iter() if e.name == "img"]
        theirs = [e.get("src") for e in imported.iter() if e.name == "img"]
        self._figures.extend(zip(mine, theirs, strict=False))

    # passages ----------------------------------------------------------------------------------------------------------------

    def _unseen(self, entries: Sequence[_Entry], pairs: Sequence[Pair]) -> set[int]:
        """Passages (the outermost) of which nothing is in the document, and which it cannot have shown: no other of theirs is."""
        there = {pair.present for pair in pairs if pair.kind != "deleted"}
        passages = {id(e.passages[0]): e.passages[0] for e in entries if e.passages}
        seen = {id(e.passages[0]) for place, e in enumerate(entries) if e.passages and place in there}
        shown = {passages[number].get("audiences") for number in seen}
        unseen = {number for number, p in passages.items() if number not in seen and p.get("audiences") not in shown}
        for number in unseen:
            passage = passages[number]
            self._findings.note("import-passage-kept", passage.source, audiences=", ".join(passage.get("audiences").split()))
        return unseen

    def _in_passages(
        self, found: Sequence[tuple[Piece, tuple[Element, ...]]], present: Sequence[Element], depth: int
    ) -> list[Piece]:
        """The blocks in their passages again. A passage all of which stands as it stood is the present one."""
        pieces: list[Piece] = []
        for passage, group in groupby(found, key=lambda each: _Same(each[1][depth] if len(each[1]) > depth else None)):
            members = list(group)
            if passage.element is None:
                pieces.extend(piece for piece, _ in members)
                continue
            inner = self._in_passages(members, passage.element.elements, depth + 1)
            block = passage.element.with_children([piece.block for piece in inner])
            pieces.append(Piece(block, passage.element))
        return pieces


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """An element that is equal to itself alone."""

    element: Element | None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.element is other.element

    def __hash__(self) -> int:
        return id(self.element)


def _entries(blocks: Iterable[Element], passages: tuple[Element, ...] = ()) -> Iterator[_Entry]:
    for block in blocks:
        if block.name == "x-only":
            yield from _entries(block.elements, (*passages, block))
        else:
            yield _Entry(block, passages)


def _adopted(found: Sequence[tuple[Piece, tuple[Element, ...]]], findings: Findings) -> list[tuple[Piece, tuple[Element, ...]]]:
    """What came between two blocks of one passage belongs to it; what came beside one is for everybody, and that is said."""
    result = list(found)
    for place, (piece, _) in enumerate(found):
        if piece.origin is not None:
            continue
        before = result[place - 1][1] if place else ()
        after = next((passages for other, passages in found[place + 1 :] if other.origin is not None), ())
        shared = tuple(one for one, other in zip(before, after, strict=False) if one is other)
        result[place] = (piece, shared)
        if before and len(shared) < len(before):
            text = " ".join(piece.block.text().split())[:_QUOTED]
            audiences = ", ".join(before[-1].get("audiences").split())
            findings.warning("import-beside-passage", before[-1].source, audiences=audiences, text=text)
    return result


def is_empty(block: Element) -> bool:
    """Whether nothing is left of a block but its title; a table, a figure or a cell may be empty."""
    if block.name in {"td", "th", "tr", "table", "figure", "img", "article"}:
        return False
    if block.name in LEAVES:
        return not block.children
    return all(_TITLES & set(child.classes) or is_empty(child) for child in block.elements)


def _leaves(block: Element) -> list[Element]:
    return [block] if block.name in LEAVES else [leaf for child in block.elements for leaf in _leaves(child)]


def _columns(table: Element) -> int:
    rows = [row for part in table.elements if part.name in {"thead", "tbody"} for row in part.elements]
    return max((len(row.elements) for row in rows), default=0)


def _has_row_heads(body: Element) -> bool:
    return body.name == "tbody" and any(row.elements and row.elements[0].name == "th" for row in body.elements)


def _with_row_heads(body: Element) -> Element:
    return body.with_children(
        row.with_children((Element("th", {"scope": "row"}, row.elements[0].children), *row.elements[1:])) if row.elements else row
        for row in body.elements
    )
