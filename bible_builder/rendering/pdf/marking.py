"""Marked content, page by page: what one element says without a break becomes one sequence, and cut words become whole.

WeasyPrint draws each line of each element by itself. Here neighbouring ones are joined, what is no content becomes an artifact,
and of a word that is cut at a line's end the first part says the whole word as its ``ActualText`` (ISO 32000-1, 14.9.4), the
others nothing: readers then find it, copy it and read it aloud whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pikepdf
from pikepdf import ContentStreamInstruction as Instruction
from pikepdf import Dictionary, Name, Operator, String

from bible_builder.rendering.pdf.boxes import Leaf
from bible_builder.rendering.pdf.glyphs import PLAIN, ToUnicode
from bible_builder.rendering.pdf.laid import Kind, Run
from bible_builder.rendering.pdf.strings import (
    Token,
    after_first_space,
    after_last_space,
    first_space,
    instructions,
    last_space,
    squeezed,
    text_of,
    tokens,
)

_BEGIN: Final = frozenset({"BMC", "BDC"})
_STATE: Final = frozenset({
    "rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "scn", "SC", "SCN", "gs",
    "w", "J", "j", "M", "d", "ri", "i", "Tf", "Tc", "Tw", "Tz", "TL", "Tr", "Ts",
})  # fmt: skip
"""Operators that paint nothing and may stand in a text object."""

_PAINTS: Final = frozenset({"TJ", "Tj", "'", '"', "Do", "sh", "B", "B*", "b", "b*", "f", "F", "f*", "S", "s"})

_BT, _ET, _EMC, _SAVE, _RESTORE = (Instruction([], Operator(name)) for name in ("BT", "ET", "EMC", "q", "Q"))
_ARTIFACT: Final = Instruction([Name.Artifact], Operator("BMC"))
_SAID: Final = "\n"
"""What the rest of a cut word says: that a line ends. pdfium makes nothing of an ``ActualText`` that is a line feed (an empty one
it takes for none, and says the glyphs); poppler ends a word there and prints nothing either. One text over both lines would do
for pdfium; for poppler the word then lies all over the second line, and what stands close behind it comes before it."""

_TAGS: Final = {Kind.TEXT: Name.Span, Kind.MARKER: Name.Lbl, Kind.IMAGE: Name.Figure}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Instructions that belong to one leaf, or (None) to no content of their own."""

    leaf: Leaf | None
    inner: tuple[Instruction, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether it only sets colours and the like."""
        return all(map(_is_state, self.inner))


def _is_state(instruction: Instruction) -> bool:
    return str(instruction.operator) in _STATE


@dataclass(slots=True)
class Cuts:
    """The words cut in two: what follows each leaf that ends in one, and the leaves whose first word was said already."""

    following: Mapping[int, Leaf]
    said: set[int] = field(default_factory=set)


def mark_page(
    page: pikepdf.Page, number: int, leaves: Mapping[int, Leaf], characters: dict[str, ToUnicode], cuts: Cuts
) -> tuple[bytes, list[Run], list[int]]:
    """A page's content anew, its runs, and the elements whose marked content is not on the page itself but in a group."""
    marker = _Marker(number, characters, cuts)
    seen: set[int] = set()
    content = pikepdf.parse_content_stream(page)
    for stretch in _stretches((one for one in content if isinstance(one, Instruction)), leaves, seen):
        marker.take(stretch)
    marker.close()
    missed = [leaf.n for mcid, leaf in leaves.items() if mcid not in seen and leaf.n is not None]
    return pikepdf.unparse_content_stream([_SAVE, *marker.out, _RESTORE]), marker.runs, missed


def _stretches(content: Iterable[Instruction], leaves: Mapping[int, Leaf], seen: set[int]) -> Iterator[_Stretch]:
    """The content cut at marked content; sequences without a leaf (WeasyPrint's own artifacts) are kept as they stand."""
    plain: list[Instruction] = []
    inner: list[Instruction] = []
    mcid, depth = -1, 0
    for instruction in content:
        operator = str(instruction.operator)
        depth += (operator in _BEGIN) - (operator == "EMC")
        if mcid < 0 and operator == "BDC" and depth == 1:
            yield _Stretch(None, tuple(plain))
            mcid, plain = int(instruction.operands[1].MCID), []
        elif mcid >= 0 and operator == "EMC" and depth == 0:
            seen.add(mcid)
            yield from _marked(leaves[mcid], inner)
            mcid, inner = -1, []
        else:
            (plain if mcid < 0 else inner).append(instruction)
    yield _Stretch(None, tuple(plain))


def _marked(leaf: Leaf, inner: Sequence[Instruction]) -> Iterator[_Stretch]:
    """A leaf's stretch; one that paints nothing is no content, one without element is an artifact."""
    if not any(str(instruction.operator) in _PAINTS for instruction in inner):
        yield _Stretch(None, tuple(instruction for instruction in inner if str(instruction.operator) in _STATE))
    elif leaf.n is None:
        yield _Stretch(None, (_ARTIFACT, *inner, _EMC))
    else:
        yield _Stretch(leaf, tuple(inner))


class _Marker:
    """Writes a page: holds back the stretches of one element until another begins."""

    def __init__(self, page: int, characters: dict[str, ToUnicode], cuts: Cuts) -> None:
        self.out: list[Instruction] = []
        self.runs: list[Run] = []
        self._page, self._characters, self._cuts = page, characters, cuts
        self._group: list[_Stretch] = []
        self._between: list[Instruction] = []

    def take(self, stretch: _Stretch) -> None:
        """The next stretch of the page."""
        leaf = stretch.leaf
        if leaf is None:
            if self._group and stretch.is_quiet:
                self._between.extend(stretch.inner)
            else:
                self.close()
                self.out.extend(stretch.inner)
            return
        if self._group and not _belong_together(self._group[-1].leaf, leaf):
            self.close()
        self._group.append(_Stretch(leaf, (*self._between, *stretch.inner)))
        self._between = []

    def close(self) -> None:
        """Write what was held back."""
        if self._group:
            leaves = [stretch.leaf for stretch in self._group if stretch.leaf is not None]
            first, mcid = leaves[0], len(self.runs)
            assert first.n is not None
            words = first.kind is Kind.IMAGE or any(leaf.drawn.strip() for leaf in leaves)
            self.runs.append(Run(first.n, first.kind, self._page, mcid, first.order, words))
            self.out.append(Instruction([_TAGS[first.kind], Dictionary(MCID=mcid)], Operator("BDC")))
            self.out.extend(_Sequence(self._group, self._characters, self._cuts).written())
            self.out.append(_EMC)
        self.out.extend(self._between)
        self._group, self._between = [], []


def _belong_together(before: Leaf | None, leaf: Leaf) -> bool:
    return before is not None and (before.n, before.kind) == (leaf.n, leaf.kind) and leaf.kind is not Kind.IMAGE


@dataclass(frozen=True, slots=True)
class _Line:
    """A stretch taken apart: colours and the like, rules drawn before the text (under it), the text object, rules behind it.

    ``joins`` says whether its text may share a text object with its neighbours'.
    """

    leaf: Leaf
    state: Sequence[Instruction]
    under: Sequence[Instruction]
    text: list[Token]
    over: Sequence[Instruction]
    joins: bool


class _Sequence:
    """The inside of one marked-content sequence: lines of one element, in as few text objects as can be.

    Within a text object no rule can be drawn: those under its lines come before it, those over them after it.
    """

    def __init__(self, group: Sequence[_Stretch], characters: dict[str, ToUnicode], cuts: Cuts) -> None:
        self._lines = [_line(stretch, characters) for stretch in group]
        self._cuts = cuts
        self._done: list[Instruction] = []
        self._out: list[Instruction] = []
        self._over: list[Instruction] = []

    def written(self) -> list[Instruction]:
        """Its instructions."""
        for line in self._lines:
            if not line.joins:
                self._end_text()
            self._done.extend(line.under)
            self._out.extend(line.state)
            if line.text:
                self._write_text(line)
            self._over.extend(line.over)
            if not line.joins:
                self._end_text()
        self._end_text()
        return self._done

    def _end_text(self) -> None:
        """Close the text object, if there is one, and draw the rules over its lines."""
        if any(not _is_state(instruction) for instruction in self._out):
            self._out = [_BT, *self._out, _ET]
        self._done.extend((*self._out, *self._over))
        self._out, self._over = [], []

    def _write_text(self, line: _Line) -> None:
        """The tokens of a line: the end of a word begun before, then whole words, then the beginning of one cut here."""
        leaf, text, source = line.leaf, line.text, line.leaf.text
        if leaf.order in self._cuts.said:
            end = after_first_space(text)
            self._say(_SAID, text[:end])
            text, source = text[end:], source[first_space(source) :]
        following = self._cuts.following.get(leaf.order) if leaf.cut else None
        if following is None:
            self._say_if_different(text, source)
            return
        begin = after_last_space(text)
        self._say_if_different(text[:begin], source[: last_space(source)])
        self._say(_cut_word(leaf, self._cuts.following), text[begin:])
        self._cuts.said.add(following.order)

    def _say_if_different(self, text: list[Token], source: str) -> None:
        """Write the tokens; where the glyphs say other letters than the source, the source's stand over them.

        So it does over words of one letter each ("2 h"): poppler takes them for one word that is widely spaced.
        """
        drawn = squeezed(text_of(text))
        words = drawn.split()
        spaced = len(words) > 1 and all(len(word) == 1 for word in words)
        if drawn and (spaced or drawn != squeezed(source)):
            self._say(source, text)
        else:
            self._put(text)

    def _say(self, said: str, text: Sequence[Token]) -> None:
        """Write the tokens, if there are any, as saying ``said``."""
        if text:
            actual = Dictionary(ActualText=String(said.translate(PLAIN)))
            self._out.append(Instruction([Name.Span, actual], Operator("BDC")))
            self._put(text)
            self._out.append(_EMC)

    def _put(self, text: Sequence[Token]) -> None:
        self._out.extend(instructions(text))


def _line(stretch: _Stretch, characters: dict[str, ToUnicode]) -> _Line:
    """A stretch taken apart at its text object; one with none, or with several, is left as it is."""
    assert stretch.leaf is not None
    operators = [str(instruction.operator) for instruction in stretch.inner]
    if operators.count("BT") != 1 or stretch.leaf.kind is Kind.IMAGE:
        return _Line(stretch.leaf, (), stretch.inner, [], (), joins=False)
    begin, end = operators.index("BT"), operators.index("ET")
    before, behind = _parted(stretch.inner[:begin]), _parted(stretch.inner[end + 1 :])
    text = tokens(stretch.inner[begin + 1 : end], characters)
    if before is None or behind is None or behind[0]:
        return _Line(stretch.leaf, (), stretch.inner[:begin], text, stretch.inner[end + 1 :], joins=False)
    return _Line(stretch.leaf, before[0], before[1], text, behind[1], joins=True)


def _parted(found: Iterable[Instruction]) -> tuple[list[Instruction], list[Instruction]] | None:
    """What sets colours and the like, and what is drawn between a save and its restore, apart; None when there is more."""
    state: list[Instruction] = []
    drawn: list[Instruction] = []
    depth = 0
    for instruction in found:
        operator = str(instruction.operator)
        depth += operator == "q"
        if not depth and operator not in _STATE:
            return None
        (drawn if depth else state).append(instruction)
        depth -= operator == "Q"
    return state, drawn


def _cut_word(leaf: Leaf, following: Mapping[int, Leaf]) -> str:
    """The whole of the word that ``leaf`` ends in the middle of."""
    return f"{leaf.text[last_space(leaf.text) :]}{_rest(following[leaf.order], following)}"


def _rest(leaf: Leaf, following: Mapping[int, Leaf]) -> str:
    end = first_space(leaf.text)
    if end == len(leaf.text) and leaf.cut and leaf.order in following:
        return leaf.text + _rest(following[leaf.order], following)
    return leaf.text[:end]
