"""What the layout's ``book.css`` says of the boxes of a cover: where they stand, how large they are, what they are filled with.

Only that is read, and only from selectors made of elements, roles and classes with ``>`` between them; lengths that must be
computed (``calc``) count as not given. Looks of words come from the style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import tinycss2
from tinycss2.ast import Declaration, QualifiedRule

from bible_builder.model.tree import Element
from bible_builder.model.units import Color, Length

_SIMPLE: Final = re.compile(r"([a-z0-9]*)((?:\[role=\"[a-z-]+\"\]|\.[\w-]+)*)")
_PART: Final = re.compile(r"\[role=\"([a-z-]+)\"\]|\.([\w-]+)")
_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]+)\{[^{}]*\}")
_SIDES: Final = ("top", "right", "bottom", "left")

Path = Sequence[Element]
"""An element and those around it, the outermost first."""


@dataclass(frozen=True, slots=True)
class _Compound:
    """One step of a selector: the element's name ("": any), its role, its classes."""

    name: str
    role: str
    classes: frozenset[str]

    def matches(self, element: Element) -> bool:
        """Whether it selects the element."""
        named = self.name in {"", element.name} and self.role in {"", element.get("role")}
        return named and self.classes <= set(element.classes)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A selector, from its outermost step, and what it declares."""

    steps: tuple[_Compound, ...]
    declarations: Mapping[str, str]

    @property
    def weight(self) -> tuple[int, int]:
        """Its specificity (Selectors 3 §9)."""
        return sum(len(step.classes) + bool(step.role) for step in self.steps), sum(bool(step.name) for step in self.steps)

    def matches(self, path: Path) -> bool:
        """Whether it selects the last element of the path."""
        steps = zip(reversed(self.steps), reversed(path), strict=False)
        return len(self.steps) <= len(path) and all(step.matches(element) for step, element in steps)


class Paper:
    """The rules of a style sheet for the boxes of a cover."""

    def __init__(self, css: str) -> None:
        self._variables: dict[str, str] = {}
        self._rules: list[_Rule] = []
        for rule in tinycss2.parse_stylesheet("".join(_of_boxes(css)), skip_comments=True, skip_whitespace=True):
            if isinstance(rule, QualifiedRule):
                self._read(tinycss2.serialize(rule.prelude), _declarations(rule))
        self._rules.sort(key=lambda rule: rule.weight)

    def _read(self, selectors: str, declarations: Mapping[str, str]) -> None:
        if selectors.strip() == ":root":
            self._variables |= declarations
        for selector in selectors.split(","):
            steps = [_SIMPLE.fullmatch(step.strip()) for step in selector.split(">")]
            if all(steps):
                self._rules.append(_Rule(tuple(_compound(*step.groups()) for step in steps if step), declarations))

    def declared(self, path: Path) -> dict[str, str]:
        """The declarations for the last element of the path, variables put in."""
        found: dict[str, str] = {}
        for rule in self._rules:
            if rule.matches(path):
                found |= rule.declarations
        return {name: self._whole(value) for name, value in found.items()}

    def _whole(self, value: str) -> str:
        return _VARIABLE.sub(lambda found: self._variables.get(found[1], "").strip(), value).strip()


def _of_boxes(css: str) -> Iterator[str]:
    """The rules that may concern a box, or set variables: parsing all the others takes longer than writing a chapter."""
    for found in _RULE.finditer(_COMMENT.sub("", css)):
        subjects = (selector.rpartition(">")[2].strip() for selector in found[1].split(","))
        if any(subject.startswith((":root", "div", ".", "[")) for subject in subjects):
            yield found[0]


def _compound(name: str, rest: str) -> _Compound:
    parts = _PART.findall(rest)
    return _Compound(name, next((role for role, _ in parts if role), ""), frozenset(name for _, name in parts if name))


def _declarations(rule: QualifiedRule) -> dict[str, str]:
    made: dict[str, str] = {}
    for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if isinstance(item, Declaration):
            value = tinycss2.serialize(item.value).strip()
            made |= dict(zip(_sides(item.name), _four(value.split()), strict=True)) if item.name in _FOUR else {item.name: value}
    return made


_FOUR: Final = ("padding", "margin")


def _sides(name: str) -> tuple[str, ...]:
    return tuple(f"{name}-{side}" for side in _SIDES)


_SHORTHANDS: Final = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
"""By the number of values given, the one that each side takes (CSS 2.2 §8.4)."""


def _four(values: Sequence[str]) -> list[str]:
    return [values[place] for place in _SHORTHANDS[len(values)]] if len(values) in _SHORTHANDS else [""] * len(_SIDES)


def length(declared: Mapping[str, str], name: str) -> Length | None:
    """A length that is given as it is; None for any other value."""
    try:
        return Length.parse(declared.get(name, ""))
    except ValueError:
        return None


def color(value: str) -> Color | None:
    """A colour; None for any other value."""
    try:
        return Color.parse(value)
    except ValueError:
        return None


def border(declared: Mapping[str, str], side: str) -> tuple[Length, Color] | None:
    """The width and colour of a solid border; None without one."""
    parts = declared.get(f"border-{side}", "").split()
    if len(parts) != 3 or parts[1] != "solid" or (drawn := color(parts[2])) is None:
        return None
    width = length({"width": parts[0]}, "width")
    return None if width is None else (width, drawn)
