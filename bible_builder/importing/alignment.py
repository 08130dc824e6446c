"""Two sequences of blocks side by side: which are the same, which is another's new wording, which came, went or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from bible_builder.importing.atoms import Known, keys
from bible_builder.model.tree import Element

Keys = tuple[str, ...]
LEAVES: Final = frozenset({"p", "x-heading", "dt", "td", "th", "caption", "figcaption"})
"""Blocks that hold a line."""

_ALIKE: Final = 0.4
"""The share of words that two blocks have in common when one is the other's new wording."""
_KINDS: Final = frozenset({"dialogue", "letter", "procedure", *("rule", "tip", "warning", "example", "say", "avoid")})


@dataclass(frozen=True, slots=True)
class Pair:
    """A block of the present text (its place in the sequence, None for one that came) and its counterpart (None: it went).

    ``kind``: ``same``, ``changed``, ``inserted``, ``deleted``, ``moved``.
    """

    kind: str
    present: int | None
    imported: int | None


class Signatures:
    """How blocks compare: their kind and their words, all the way down."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._found: dict[int, tuple[Element, object]] = {}

    def of(self, block: Element) -> object:
        """Equal for two blocks that say the same in the same way."""
        if id(block) not in self._found:
            self._found[id(block)] = (block, self._signature(block))
        return self._found[id(block)][1]

    def words(self, block: Element) -> Counter[str]:
        """The words of a block, however they are arranged."""
        return Counter(self._words(block))

    def _words(self, block: Element) -> list[str]:
        if block.name in LEAVES or not block.elements:
            return list(keys(block.children, self._known))
        return [word for child in block.elements for word in self._words(child)]

    def _signature(self, block: Element) -> object:
        if block.name in LEAVES:
            return kind_of(block), keys(block.children, self._known)
        if block.name == "img":
            return "img", keys((block.get("alt"),), self._known)
        inner = block.elements if block.name != "table" else tuple(p for p in block.elements if p.name != "colgroup")
        return kind_of(block), tuple(self.of(child) for child in _shown(inner))


def _shown(blocks: Sequence[Element]) -> list[Element]:
    """The blocks as they are printed: without the wrappers of passages."""
    return [shown for block in blocks for shown in (_shown(block.elements) if block.name == "x-only" else [block])]


def kind_of(block: Element) -> str:
    """What a block is, as far as a document made from it tells."""
    if block.name == "x-heading":
        return f"x-heading {block.get('level')}"
    if block.name in {"td", "th"}:
        return "cell"
    own = next((name for name in block.classes if name in _KINDS), "")
    return f"{block.name} {own}"


def align(present: Sequence[Element], imported: Sequence[Element], signatures: Signatures) -> tuple[Pair, ...]:
    """The pairs in the order of the imported blocks; what went stands after what it stood behind."""
    old, new = [signatures.of(b) for b in present], [signatures.of(b) for b in imported]
    pairs: list[Pair] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs.extend(Pair("same", i, j) for i, j in zip(range(i1, i2), range(j1, j2), strict=True))
        else:
            pairs.extend(_matched(present, imported, range(i1, i2), range(j1, j2), signatures))
    return _with_moves(pairs, old, new)


def _matched(
    present: Sequence[Element], imported: Sequence[Element], olds: range, news: range, signatures: Signatures
) -> list[Pair]:
    """The best matching, in order, of blocks that differ (by dynamic programming over how much they share)."""

    @cache
    def likeness(i: int, j: int) -> float:
        one, other = present[i], imported[j]
        if one.name != other.name and not {one.name, other.name} <= {"td", "th"}:
            return 0.0
        a, b = words[i], others[j]
        total = a.total() + b.total()
        share = 2 * (a & b).total() / total if total else 1.0
        return share if share >= _ALIKE or (len(olds) == len(news) == 1 and share > 0) else 0.0

    words = {i: signatures.words(present[i]) for i in olds}
    others = {j: signatures.words(imported[j]) for j in news}
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            met = likeness(olds[i], news[j])
            with_both = met + best[i + 1][j + 1] if met else 0.0
            best[i][j] = max(with_both, best[i + 1][j], best[i][j + 1])
    return _traced(best, olds, news, likeness)


def _traced(best: list[list[float]], olds: range, news: range, likeness: object) -> list[Pair]:
    assert callable(likeness)
    pairs: list[Pair] = []
    i = j = 0
    while i < len(olds) or j < len(news):
        if i < len(olds) and j < len(news):
            met = likeness(olds[i], news[j])
            if met and best[i][j] == met + best[i + 1][j + 1]:
                pairs.append(Pair("changed", olds[i], news[j]))
                i, j = i + 1, j + 1
                continue
        if i < len(olds) and (j == len(news) or best[i][j] == best[i + 1][j]):
            pairs.append(Pair("deleted", olds[i], None))
            i += 1
        else:
            pairs.append(Pair("inserted", None, news[j]))
            j += 1
    return pairs


def _with_moves(pairs: list[Pair], old: Sequence[object], new: Sequence[object]) -> tuple[Pair, ...]:
    """A block that went here and came there has moved."""
    gone = {pair.present: old[pair.present] for pair in pairs if pair.kind == "deleted" and pair.present is not None}
    moved: dict[int, int] = {}
    for pair in pairs:
        if pair.kind == "inserted" and pair.imported is not None:
            came = new[pair.imported]
            origin = next((i for i, signature in gone.items() if signature == came and i not in moved), None)
            if origin is not None:
                moved[origin] = pair.imported
    origins = {imported: origin for origin, imported in moved.items()}
    return tuple(
        Pair("moved", origins[pair.imported], pair.imported) if pair.present is None and pair.imported in origins else pair
        for pair in pairs
        if pair.kind != "deleted" or pair.present not in moved
    )
