"""Lines in one canonical nesting: whatever the order in which elements were put around words, the same tree comes out.

Word knows no nesting: each run bears all its properties. So a line is taken apart into leaves, each with the elements around it,
and built again, what spans most words outermost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.importing.ast_phrasing import parted
from bible_builder.model.tree import Content, Element, Node, joined

_ORDER: Final = ("x-index", "x-see", "x-term", "a", "span", "ins", "del", "strong", "em", "code", "sup", "sub")
"""Of elements around the same words, the one that stands outside."""

_LEAVES: Final = frozenset({"br", "img", "x-picture", "x-variable", "x-label"})


@dataclass(frozen=True, slots=True)
class Around:
    """An element around words, without them.

    ``key`` tells it from others that look the same: each mark is one of its own, emphasis is all one.
    """

    element: Element
    key: object

    @property
    def rank(self) -> int:
        """Its place among elements around the same words."""
        return _ORDER.index(self.element.name) if self.element.name in _ORDER else len(_ORDER)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text or an element that holds no words of the line, and what stands around it, outermost first."""

    node: Node
    around: tuple[Around, ...] = ()


def leaves(nodes: Iterable[Node], around: tuple[Around, ...] = ()) -> Iterator[Leaf]:
    """The leaves of a line, in order; an element around nothing is around an empty text."""
    for node in nodes:
        if isinstance(node, str) or is_leaf(node):
            yield Leaf(node, around)
            continue
        bare = Element(node.name, node.attributes, (), node.source)
        if any(other.key == _key(node) for other in around):
            yield from leaves(node.children, around)
        else:
            yield from leaves(node.children or ("",), (*around, Around(bare, _key(node))))


def is_leaf(element: Element) -> bool:
    """Whether an element stands in a line like a letter: pictures, notes with their calls, variables."""
    return element.name in _LEAVES or element.get("role") in {"doc-noteref", "doc-footnote"}


def _key(element: Element) -> object:
    own = (element.name, tuple(sorted(element.attributes.items())))
    return id(element) if element.name == "x-index" else own


def nested(found: Sequence[Leaf]) -> Content:
    """The line that the leaves make: at each place the element that goes on longest is outermost.

    Blanks between words of one kind are of that kind: Word's readers take blanks out of runs at will.
    """
    return _nested(_bridged(found))


def _bridged(found: Sequence[Leaf]) -> list[Leaf]:
    """The leaves with those that are only blanks within what stands around both their neighbours."""
    result = list(found)
    for place in range(1, len(result) - 1):
        leaf = result[place]
        if isinstance(leaf.node, str) and not leaf.node.strip(" "):
            before, after = result[place - 1].around, result[place + 1].around
            shared = [one for one in before if any(one.key == other.key for other in after)]
            known = {one.key for one in leaf.around}
            result[place] = Leaf(leaf.node, (*leaf.around, *(one for one in shared if one.key not in known)))
    return result


def _nested(found: Sequence[Leaf]) -> Content:
    result: list[Node] = []
    place = 0
    while place < len(found):
        leaf = found[place]
        if not leaf.around:
            result.append(leaf.node)
            place += 1
            continue
        lengths = [(_length(found, place, one), -one.rank, -order, one) for order, one in enumerate(leaf.around)]
        length, _, _, outer = max(lengths, key=lambda entry: entry[:3])
        inner = [Leaf(one.node, tuple(a for a in one.around if a.key != outer.key)) for one in found[place : place + length]]
        result.extend(_made(outer.element, _nested(inner)))
        place += length
    return joined(result)


def _length(found: Sequence[Leaf], place: int, one: Around) -> int:
    end = place
    while end < len(found) and any(other.key == one.key for other in found[end].around):
        end += 1
    return end - place


def _made(element: Element, words: Content) -> Content:
    """The element around the words, blanks at its ends outside; an element around nothing goes, but a mark of the index stays."""
    before, inner, after = parted(words)
    if not inner and element.name not in {"x-index", "x-see"}:
        return words
    return (*before, element.with_children(inner), *after)


def canonical(line: Content) -> Content:
    """The line in its canonical nesting."""
    return nested(list(leaves(line)))
