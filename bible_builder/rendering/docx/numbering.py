"""Lists: the multilevel list of headings, that of annexes, bullets, numbers, steps; and what number Word will print (§17.9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bible_builder.model.vocabulary import BY_NAME
from bible_builder.rendering.docx.formatting import Format, indent_element
from bible_builder.rendering.docx.oxml import RUN_ORDER, Attributes, Xml, new, of, ordered
from bible_builder.rendering.docx.stylebook import LISTS, Stylebook

LIST_OF: Final = {
    "chapter": (0, 1), "section": (1, 1), "subsection": (2, 1), "annex": (0, 2), "annex-section": (1, 2),
    "bullet": (0, 3), "number": (0, 4), "step": (0, 5),
}  # fmt: skip
"""The word of a style's ``numbering`` → its level, and the ``w:num`` that its style names."""

_ABSTRACT: Final = {"bullet": 3, "number": 4, "step": 5}
_DEEPEST: Final = 9  # levels of a list (§17.9.6)
_BULLETS: Final = ("\u2013", "\u2022")
_FIRST_FREE: Final = 6


@dataclass(frozen=True, slots=True)
class ListInstance:
    """A list that counts on its own: its ``w:num``, the kind of its items, its level, its first number."""

    number: int
    kind: str
    level: int
    start: int


class Numbering:
    """The lists of a document; every ordered list is an instance of its own, so that it begins where it should."""

    def __init__(self) -> None:
        self._instances: list[ListInstance] = []

    def open(self, kind: str, level: int, start: int = 1) -> ListInstance:
        """A list of bullets, numbers or steps at a nesting level from 0; bullets count nothing and share one instance."""
        level = min(level, _DEEPEST - 1)
        if kind == "bullet":
            return ListInstance(LIST_OF[kind][1], kind, level, 1)
        made = ListInstance(_FIRST_FREE + len(self._instances), kind, level, start)
        self._instances.append(made)
        return made

    def part(self, book: Stylebook) -> Xml:
        """The root element of ``word/numbering.xml``: abstract definitions before instances, as the schema has it."""
        abstract = [_headings(book), _annexes(book), *(_plain(book, kind) for kind in _ABSTRACT)]
        instances = [new("num", new("abstractNumId", val=number), numId=number) for number in range(1, _FIRST_FREE)]
        return new("numbering", *abstract, *instances, *(_instance(made) for made in self._instances))


def _instance(made: ListInstance) -> Xml:
    override = new("lvlOverride", new("startOverride", val=made.start), ilvl=made.level)
    return new("num", new("abstractNumId", val=_ABSTRACT[made.kind]), override, numId=made.number)


def _headings(book: Stylebook) -> Xml:
    levels = [("chapter", "decimal", "%1"), ("section", "decimal", "%1.%2"), ("subsection", "decimal", "%1.%2.%3")]
    return _multilevel(book, 1, levels)


def _annexes(book: Stylebook) -> Xml:
    return _multilevel(book, 2, [("annex", "upperLetter", "%1"), ("annex-section", "decimal", "%1.%2")])


def _multilevel(book: Stylebook, number: int, kinds: list[tuple[str, str, str]]) -> Xml:
    """Levels tied to heading styles; the number looks as the book's numbers do and, as there, a space follows."""
    look = _look(book)
    styles = [_style_of(book, kind) for kind, _, _ in kinds]
    levels = [
        _level(level, form, text, book.id(style) if style else "", "space", look)
        for level, (style, (_, form, text)) in enumerate(zip(styles, kinds, strict=True))
    ]
    rest = [_level(level, "none", "", "", "nothing", {}) for level in range(len(kinds), _DEEPEST)]
    return new("abstractNum", new("multiLevelType", val="multilevel"), *levels, *rest, abstractNumId=number)


def _plain(book: Stylebook, kind: str) -> Xml:
    """Bullets, numbers or steps: nine levels, each as deep again as the first."""
    style = _style_of(book, kind)
    shape = book.format(style) if style else Format()
    step, hanging = shape.left or 360, -shape.first or 360
    made = new("abstractNum", new("multiLevelType", val="multilevel"), abstractNumId=_ABSTRACT[kind])
    look = {**_look(book), **({"b": {}} if kind == "step" else {})}
    for level in range(_DEEPEST):
        form, text = ("bullet", _BULLETS[level % 2]) if kind == "bullet" else ("decimal", f"%{level + 1}.")
        styled = book.id(style) if style and level == 0 else ""
        made.append(_level(level, form, text, styled, "tab", look, step * (level + 1), hanging))
    return made


def _look(book: Stylebook) -> dict[str, Attributes]:
    """Numbers and markers look as the numbers in the book's text do."""
    return book.run_parts(book.format(BY_NAME["number"].style))


def _style_of(book: Stylebook, kind: str) -> str:
    """The style that takes its numbers from a list: that of the list's items, or the first heading that says so; "" for none."""
    items = next((name for name, listed in LISTS.items() if listed == kind and name in book.sheet.styles), "")
    return items or next((name for name, style in book.sheet.styles.items() if style.properties.get("numbering") == kind), "")


def _level(
    level: int, form: str, text: str, style: str, suffix: str, look: Mapping[str, Attributes], left: int = 0, hanging: int = 0
) -> Xml:
    """``w:lvl`` with its children in the schema's order (§17.9.6); ``style`` is the id of the style that it numbers."""
    made = new("lvl", new("start", val=1), new("numFmt", val=form), ilvl=level)
    if style:
        made.append(new("pStyle", val=style))
    made.extend([new("suff", val=suffix), new("lvlText", val=text), new("lvlJc", val="left")])
    if left:
        made.append(new("pPr", indent_element(left, 0, -hanging)))
    if look:
        made.append(new("rPr", *ordered((of(name, value) for name, value in look.items()), RUN_ORDER)))
    return made


class HeadingNumbers:
    """What Word's own numbering will print before each heading, so that a typed number is dropped only for the same one."""

    def __init__(self) -> None:
        self._counts: dict[int, list[int]] = {1: [0, 0, 0], 2: [0, 0]}

    def takes(self, numbering: str, number: str) -> bool:
        """Whether the next heading of this kind prints ``number`` of itself; only then does it count."""
        if numbering not in LIST_OF or not number:
            return False
        level, instance = LIST_OF[numbering]
        counts = self._counts[instance]
        after = [*counts[:level], counts[level] + 1, *[0] * (len(counts) - level - 1)]
        if number != _printed(after[: level + 1], letters=instance == 2):
            return False
        self._counts[instance] = after
        return True


def _printed(counts: list[int], *, letters: bool) -> str:
    """``2.1.3``; in annexes ``B.1``, after Z ``AA`` (upperLetter repeats the letter, §17.18.59)."""
    if not letters:
        return ".".join(map(str, counts))
    repeat, letter = divmod(counts[0] - 1, 26)
    return ".".join([chr(ord("A") + letter) * (repeat + 1), *map(str, counts[1:])])
