"""Headings: those that are only bold paragraphs, numbers typed by hand, and levels as a section has them.

Blocks are flat here, headings being ``x-heading`` elements with the level that the document gives them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from bible_builder.importing.mending_lists import item_of
from bible_builder.importing.mending_text import is_bold, paragraph, plain, without_bold, without_start
from bible_builder.model.tree import Content, Element, Node, joined, texts

DEEPEST: Final = 2
"""Levels of headings below a section's title."""

_LONGEST: Final = 90
_NUMBER: Final = re.compile(
    r"\s*(?:(?:chapitre|partie|section|article|titre|étape)\s+(?:\d{1,2}|[IVX]{1,5})\s*[-–—:.]\s*"
    r"|(?P<many>\d{1,2}(?:\.\d{1,2})+)\.?\s*[-–—:)]?\s+"
    r"|(?P<one>\d{1,2})\s*(?:[.)]\s*[-–—]?|[-–—])\s+"
    r"|(?P<roman>[IVX]{1,5})\s*(?:[.)]\s*[-–—]?|[-–—])\s+"
    r"|(?P<letter>[A-Ha-h])\s*[.)]\s*[-–—]?\s+)(?=\S)",
    re.IGNORECASE,
)
_KINDS: Final = ("roman", "one", "letter")
"""Kinds of numbers of one figure, from the highest level."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The blocks with headings at levels 1, 2…; the texts that became headings, lost a number, or are too deep."""

    blocks: Content
    title: str = ""
    made: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    too_deep: tuple[str, ...] = ()


def headings_mended(blocks: Content) -> Headings:
    """The document's headings as a section has them. ``title``: a heading at the top, above all others, else ""."""
    found, made = _from_bold(blocks)
    plain_ones, numbered = _without_numbers(found)
    title, rest = _title(plain_ones)
    fitted, too_deep = _fitted(rest)
    # A bold paragraph that is too deep for a heading is what it was.
    deep = tuple(text for text in too_deep if text not in made)
    return Headings(fitted, title, tuple(text for text in made if text not in too_deep), numbered, deep)


def _is_heading(node: Node) -> bool:
    return isinstance(node, Element) and node.name == "x-heading"


# bold paragraphs -------------------------------------------------------------------------------------------------------


def _from_bold(blocks: Content) -> tuple[Content, tuple[str, ...]]:
    """Bold paragraphs that head what follows as headings, below the document's own; and their texts."""
    chosen = _chosen(blocks)
    if not chosen:
        return blocks, ()
    ranks = _ranks([blocks[place] for place in sorted(chosen)])
    counted = _counted(blocks)
    above, result = 0, list[Node]()
    for place, block in enumerate(blocks):
        if _is_heading(block) and isinstance(block, Element):
            above = int(block.get("level", "1"))
            result.append(block)
        elif place in chosen and isinstance(block, Element):
            level = str(counted.get(_rank(block)) or above + ranks[_rank(block)])
            result.append(Element("x-heading", {"level": level}, without_bold(block.children), block.source))
        else:
            result.append(block)
    made = tuple(plain(block.children) for place in sorted(chosen) if isinstance(block := blocks[place], Element))
    return tuple(result), made


def _chosen(blocks: Content) -> frozenset[int]:
    """The places of paragraphs that are headings by their looks."""
    looks = [_looks_like_heading(block) for block in blocks]
    numbered = _numbered(blocks)
    chosen: set[int] = set()
    for place, looks_so in enumerate(looks):
        if not looks_so and place not in numbered:
            continue
        start = place
        while start and (looks[start - 1] or start - 1 in numbered):
            start -= 1
        end = place
        while end < len(blocks) and (looks[end] or end in numbered):
            end += 1
        # Bold lines one after the other are a bold text, not headings without text; two may be a heading and the one below it.
        ranks = {_rank(block) for block in blocks[start:end]}
        if end < len(blocks) and (
            end - start == 1 or (end - start <= 3 and len(ranks) == end - start) or (start == 0 and end == 2)
        ):
            chosen.add(place)
    return frozenset(chosen)


def _looks_like_heading(block: Node) -> bool:
    if not isinstance(block, Element) or block.name != "p":
        return False
    text = plain(block.children)
    has_break = any(isinstance(child, Element) and child.name == "br" for child in block.iter())
    return is_bold(block.children) and not has_break and _could_head(text)


def _could_head(text: str) -> bool:
    return 1 < len(text) <= _LONGEST and text[-1] not in ".,;:!…" and any(sign.isalpha() for sign in text)


def _numbered(blocks: Content) -> frozenset[int]:
    """The places of short paragraphs such as « 1.2 Le rappel », or « 2. Le rappel » where 1, 2… each have a text below them."""
    many: set[int] = set()
    single: list[tuple[int, int]] = []
    for place, block in enumerate(blocks):
        if not isinstance(block, Element) or block.name != "p" or not _could_head(plain(block.children)):
            continue
        found = _NUMBER.match(texts(block.children))
        follows = blocks[place + 1] if place + 1 < len(blocks) else None
        if found and found["many"] and follows is not None:
            many.add(place)
        elif found and found["one"] and _is_text(follows):
            single.append((place, int(found["one"])))
    places = {place for place, _ in single}
    alone = [(place, number) for place, number in single if place + 1 not in places and place - 1 not in places]
    counts = [number for _, number in alone] == list(range(1, len(alone) + 1))
    if len(alone) > 1 and counts and len(alone) == len(single):
        many.update(place for place, _ in alone)
    return frozenset(many)


def _is_text(block: Node | None) -> bool:
    """Whether a block is what stands below a heading: anything but an item of a list typed by hand."""
    return isinstance(block, Element) and (block.name != "p" or item_of(block.children) is None)


def _rank(block: Node) -> tuple[int, int]:
    """How high a bold paragraph stands by its looks: figures of its number first, capitals next; lower is higher."""
    nodes = block.children if isinstance(block, Element) else ()
    text = texts(nodes)
    found = _NUMBER.match(text)
    if found and found["many"]:
        return (3, found["many"].count("."))
    for place, kind in enumerate(_KINDS):
        if found and found[kind]:
            return (2 if kind != "letter" else 3, 0 if kind == "one" else place)
    return (1, 0) if text.isupper() else (4, 1 if _is_slanted(nodes) else 0)


def _is_slanted(nodes: Content) -> bool:
    return all(
        element.name == "em" or _is_slanted(element.children) for element in nodes if isinstance(element, Element)
    ) and any(isinstance(node, Element) for node in nodes)


def _ranks(blocks: Sequence[Node]) -> dict[tuple[int, int], int]:
    """Each rank that is there → its level below the document's own headings, from 1."""
    return {rank: place for place, rank in enumerate(sorted({_rank(block) for block in blocks}), 1)}


def _counted(blocks: Content) -> dict[tuple[int, int], int]:
    """Each rank that a number gives to a true heading → that heading's level: « 3.3 » stands where « 3.2 » does."""
    numbered = [
        block for block in blocks if isinstance(block, Element) and block.name == "x-heading" and _rank(block)[0] in {2, 3}
    ]
    return {_rank(block): int(block.get("level", "1")) for block in numbered}


# numbers typed by hand -------------------------------------------------------------------------------------------------


def _without_numbers(blocks: Content) -> tuple[Content, tuple[str, ...]]:
    """The headings without the numbers that were typed, since the book counts; and what they read before."""
    result: list[Node] = []
    before: list[str] = []
    headings = [block for block in blocks if isinstance(block, Element) and block.name == "x-heading"]
    letters = [found["letter"] for block in headings if (found := _NUMBER.match(texts(block.children))) and found["letter"]]
    for block in blocks:
        found = _NUMBER.match(texts(block.children)) if isinstance(block, Element) and block.name == "x-heading" else None
        # « À. » begins a sentence as well as it numbers: one letter alone is no numbering.
        if not isinstance(block, Element) or found is None or (found["letter"] and len(letters) < 2):
            result.append(block)
            continue
        before.append(plain(block.children))
        level = str(int(block.get("level", "1")))
        result.append(block.with_children(without_start(block.children, found.end())).with_attributes(level=level))
    return tuple(result), tuple(before)


# levels ----------------------------------------------------------------------------------------------------------------


def _title(blocks: Content) -> tuple[str, Content]:
    """The title that the document gives itself: a heading at its very beginning, the only one of its level, others below it."""
    levels = [int(block.get("level", "1")) for block in blocks if isinstance(block, Element) and block.name == "x-heading"]
    if not blocks or not _is_heading(blocks[0]) or levels.count(levels[0]) > 1 or min(levels) < levels[0]:
        return "", blocks
    first = blocks[0]
    return (plain(first.children) if isinstance(first, Element) else ""), blocks[1:]


def _fitted(blocks: Content) -> tuple[Content, tuple[str, ...]]:
    """Headings at levels 1 and 2, none skipped; deeper ones as bold paragraphs, since a section has no more levels."""
    levels = sorted(
        {int(block.get("level", "1")) for block in blocks if isinstance(block, Element) and block.name == "x-heading"}
    )
    ranks = {level: place for place, level in enumerate(levels, 1)}
    result: list[Node] = []
    too_deep: list[str] = []
    above = 0
    for block in blocks:
        if not isinstance(block, Element) or block.name != "x-heading":
            result.append(block)
            continue
        if not plain(block.children):
            continue
        level = ranks[int(block.get("level", "1"))]
        if level > DEEPEST:
            too_deep.append(plain(block.children))
            result.append(paragraph((Element("strong", {}, without_bold(block.children)),), block))
            continue
        above = min(level, above + 1)
        result.append(block.with_attributes(level=str(above)))
    return tuple(result), tuple(too_deep)


def nested(blocks: Content) -> Content:
    """The blocks with each heading (levels 1 and 2) and what follows it in a ``section``, as loading nests a section file."""
    numbers = count(1)
    root: list[Node] = []
    stack: list[tuple[int, str, Element, list[Node]]] = []

    def close(level: int) -> None:
        while stack and stack[-1][0] >= level:
            _, number, heading, children = stack.pop()
            section = Element("section", {"id": number}, (heading, *children), heading.source)
            (stack[-1][3] if stack else root).append(section)

    for block in blocks:
        if isinstance(block, Element) and block.name == "x-heading":
            level = int(block.get("level", "1"))
            close(level)
            content = joined(without_bold(block.children))
            heading = Element(f"h{level + 2}", {"class": "section-title"}, content, block.source)
            stack.append((level, f"s{next(numbers)}", heading, []))
        else:
            (stack[-1][3] if stack else root).append(block)
    close(0)
    return tuple(root)
