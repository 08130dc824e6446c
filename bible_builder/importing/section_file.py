"""The text of a section's file with a merged body: front matter byte for byte, unchanged blocks on their very lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from bible_builder.importing.markdown import PageWriter, markdown
from bible_builder.importing.markdown_escapes import at_line_start
from bible_builder.importing.markdown_phrasing import Notes
from bible_builder.importing.merge import Merged, Piece, ungrouped
from bible_builder.model.languages import Language
from bible_builder.model.tree import Element

_FENCE: Final = re.compile(r"---[ \t]*")
_ATTRIBUTES: Final = re.compile(r"\{[^{}`]*\}[ \t]*")
_OPENING: Final = re.compile(r" *:{3,}[ \t]*\{")
_DEFINITION: Final = re.compile(r" {0,3}\[\^([^\s\[\]]+)\]:")
_CALL: Final = re.compile(r"\[\^([^\s\[\]]{1,60})\](?!:)")

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionFile:
    """A section's file taken apart: the lines down to the end of its front matter, those of its body."""

    head: Lines
    body: Lines
    newline: str = "\n"
    mark: str = ""  # a byte order mark, kept

    def text(self, body: Iterable[str]) -> str:
        """The file with another body."""
        return self.mark + self.newline.join([*self.head, *body])


def parted(text: str) -> SectionFile:
    """A file's text taken apart; a file without front matter is all body."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.removeprefix(mark).replace("\r\n", "\n").split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    end = next((n for n in range(start + 1, len(lines)) if _FENCE.fullmatch(lines[n])), None)
    if not _FENCE.fullmatch(lines[start]) or end is None:
        return SectionFile((), tuple(lines), newline, mark)
    return SectionFile(tuple(lines[: end + 1]), tuple(lines[end + 1 :]), newline, mark)


def rewritten(file: SectionFile, merged: Merged, language: Language, folder: str) -> str:
    """The file with the merged body: lines of blocks that stand as they stood are copied, the others are written anew.

    Where the lines of a block cannot be told from its neighbours', the whole body is written anew.
    """
    if merged.is_same:
        return file.text(file.body)
    spans = _spans(file, merged.present)
    if spans is None:
        return anew(file, merged.blocks, language, folder)
    return file.text(_Composer(file, merged, spans, language, folder).lines())


def anew(file: SectionFile, blocks: Sequence[Element], language: Language, folder: str) -> str:
    """The file with its whole body written."""
    return file.text(markdown(tuple(blocks), language, folder).split("\n"))


@dataclass(frozen=True, slots=True)
class _Span:
    """The lines of a block in the body, from 0, the last one left out."""

    start: int
    end: int


def _spans(file: SectionFile, present: Sequence[Element]) -> list[_Span] | None:
    """The lines of each block, with its line of attributes; None when blocks do not begin on lines of their own, in order."""
    body, starts = file.body, []
    for block in present:
        if block.source is None:
            return None
        start = block.source.line - 1 - len(file.head)
        if block.name == "x-titled" and not _OPENING.match(body[start]):
            # A procedure without a title stands where its list does, below the line that opens it.
            start = next((n for n in range(start, -1, -1) if _OPENING.match(body[n])), start)
        while start > 0 and _ATTRIBUTES.fullmatch(body[start - 1]):
            start -= 1
        starts.append(start)
    if any(one >= other for one, other in pairwise(starts)) or (starts and starts[0] < 0):
        return None
    definitions = _definitions(body)
    spans = []
    for start, following in zip(starts, [*starts[1:], len(body)], strict=True):
        end = following
        while end > start + 1 and (not body[end - 1].strip() or (end - 1) in definitions):
            end -= 1
        spans.append(_Span(start, end))
    return spans


def _definitions(body: Sequence[str]) -> dict[int, str]:
    """The lines that define notes: their number → the note's label."""
    found: dict[int, str] = {}
    label = ""
    for number, line in enumerate(body):
        opening = _DEFINITION.match(line)
        label = opening[1] if opening else label if line.strip() else ""
        if label:
            found[number] = label
    return found


@dataclass(slots=True)
class _Composer:
    """Puts the new body together."""

    file: SectionFile
    merged: Merged
    spans: Sequence[_Span]
    language: Language
    folder: str
    labels: dict[str, str] = field(default_factory=dict)
    defined: dict[int, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    fresh: dict[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The lines of the new body."""
        body = self.file.body
        self.defined = _definitions(body)
        self.labels = self._labels()
        present = Notes(self.labels, frozenset(self.defined.values()))
        PageWriter(self.language, self.folder, present).blocks(ungrouped(self.merged.present))
        self.known = present.definitions
        places = {id(block): place for place, block in enumerate(self.merged.present)}
        texts = [self._block(piece, places) for piece in self.merged.pieces]
        called = {label for lines in texts for line in lines for label in _CALL.findall(line)}
        result = list(body[: self.spans[0].start]) if self.spans else []
        gaps: list[int] = []
        for number, (piece, lines) in enumerate(zip(self.merged.pieces, texts, strict=True)):
            place = places.get(id(piece.origin), -2)
            after = self.merged.pieces[number + 1] if number + 1 < len(texts) else None
            result.extend(lines)
            if after is None:
                break
            follows = places.get(id(after.origin), -9) == place + 1
            result.extend(self._gap(place, called) if follows else [""])
            gaps.extend([place] if follows else [])
        return [*result, *self._tail(gaps, called)]

    def _labels(self) -> dict[str, str]:
        """The label of each note of the present text, by its id: notes are counted in the order of their calls."""
        called = [
            label for number, line in enumerate(self.file.body) if number not in self.defined for label in _CALL.findall(line)
        ]
        notes = [e.get("id") for block in self.merged.present for e in block.iter() if e.get("role") == "doc-footnote"]
        notes.sort(key=lambda name: int(name.rpartition("-")[2]))
        return dict(zip(notes, called, strict=False)) if len(notes) == len(called) else {}

    def _block(self, piece: Piece, places: dict[int, int]) -> Lines:
        if piece.origin is None:
            return tuple(self._written(piece.block))
        span = self.spans[places[id(piece.origin)]]
        source = self.file.body[span.start : span.end]
        if piece.is_same:
            return source
        base = self._written(piece.origin)
        return tuple(_carried(source, base, self._written(piece.block)))

    def _written(self, block: Element) -> list[str]:
        """The block in our own hand; notes whose text is not the present one's are noted in ``fresh``."""
        notes = Notes(self.labels, frozenset({*self.defined.values(), *self.fresh}))
        lines = PageWriter(self.language, self.folder, notes).blocks(ungrouped((block,)))
        self.fresh.update({label: text for label, text in notes.definitions.items() if self.known.get(label) != text})
        return lines

    def _gap(self, place: int, called: set[str]) -> list[str]:
        """The lines between a block and the next, without notes that nothing calls any more."""
        start, end = self.spans[place].end, self.spans[place + 1].start
        return self._kept(range(start, end), called) or [""]

    def _kept(self, numbers: Iterable[int], called: set[str]) -> list[str]:
        """The lines but those of notes that nothing calls any more, and the blank lines that would then stand twice."""
        kept: list[str] = []
        is_after_dropped = False
        for number in numbers:
            line, label = self.file.body[number], self.defined.get(number)
            if label is not None and label not in called:
                is_after_dropped = True
            elif label is not None and label in self.fresh:
                kept.extend([self._definition(label)] if _DEFINITION.match(line) else [])
            elif line.strip() or not is_after_dropped or not kept or kept[-1].strip():
                kept.append(line)
                is_after_dropped = is_after_dropped and not line.strip()
        return kept

    def _definition(self, label: str) -> str:
        return f"[^{label}]: {at_line_start(self.fresh[label])}"

    def _tail(self, gaps: Sequence[int], called: set[str]) -> list[str]:
        """What stands after the last block: definitions of notes, those of gaps that are gone among them, new ones last."""
        last = self.spans[-1].end if self.spans else 0
        strays: list[int] = []
        for place, (span, following) in enumerate(pairwise(self.spans)):
            if place not in gaps:
                strays.extend(n for n in range(span.end, following.start) if n in self.defined)
        known = set(self.defined.values())
        new = [self._definition(label) for label in self.fresh if label not in known and label in called]
        stray = self._kept(strays, called)
        tail = self._kept(range(last, len(self.file.body)), called)
        while tail and not tail[-1].strip():
            tail.pop()
        found = [*stray, *new]
        if not found:
            return [*tail, *self._ending()]
        return [*tail, *([] if tail else [""]), *found, *self._ending()]

    def _ending(self) -> list[str]:
        """The blank lines that the file ends with."""
        body, end = self.file.body, len(self.file.body)
        while end and not body[end - 1].strip():
            end -= 1
        return list(body[end:]) if end else [""]


def _carried(source: Sequence[str], base: Sequence[str], changed: Sequence[str]) -> list[str]:
    """``source`` with the changes from ``base``, which says the same in our own hand, to ``changed``.

    Lines that all three share are anchors; between two anchors stand the source's lines where nothing changed, else the new ones.
    """
    in_source = dict(_matches(base, source))
    anchors = [(in_source[b], b, c) for b, c in _matches(base, changed) if b in in_source]
    result: list[str] = []
    s = b = c = 0
    for s2, b2, c2 in [*anchors, (len(source), len(base), len(changed))]:
        if s2 < s:
            continue
        is_same = list(base[b:b2]) == list(changed[c:c2])
        result.extend(source[s:s2] if is_same else _spaced(source[s:s2], base[b:b2], changed[c:c2]))
        result.extend(source[s2 : s2 + 1])
        s, b, c = s2 + 1, b2 + 1, c2 + 1
    return result


def _spaced(source: Sequence[str], base: Sequence[str], changed: Sequence[str]) -> list[str]:
    """The changed lines after the blank lines that the source begins with of its own."""
    blank = next((number for number, line in enumerate(source) if line.strip()), len(source))
    own = blank if not base or base[0].strip() else 0
    return [*source[:own], *changed]


def _matches(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [(block.a + n, block.b + n) for block in blocks for n in range(block.size)]
