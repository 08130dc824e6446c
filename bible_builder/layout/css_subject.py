"""What a CSS selector dresses: the rows of the vocabulary that its subject, the rightmost compound, may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tinycss2.ast import Node

from bible_builder.model.vocabulary import ROWS, Row

_COMBINATORS: Final = (">", "+", "~")
_ONE_COLON: Final = frozenset({"before", "after", "first-line", "first-letter"})  # CSS 2 writes them so
_GENERATED: Final = frozenset({"before", "after", "marker", "footnote-marker", "footnote-call"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of one selector: its element name ("" for any), classes, role, and pseudo-element."""

    element: str = ""
    classes: tuple[str, ...] = ()
    role: str = ""
    pseudo_element: str = ""
    complex: bool = False  # holds :is() or :where(), so that it may be anything

    @property
    def is_generated(self) -> bool:
        """Whether it is a box that CSS makes (a marker, ``::before``), not words of the book (``::first-line``)."""
        return self.pseudo_element in _GENERATED

    @property
    def is_box(self) -> bool:
        """Whether it can only be a ``div`` of cover or openings."""
        return self.element == "div" and not self.complex

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row that it may be."""
        return tuple(row for row in ROWS if self._may_be(row))

    @property
    def has_style(self) -> bool:
        """Whether one of the rows that it may be has a style."""
        return any(row.style for row in self.rows)

    def _may_be(self, row: Row) -> bool:
        if self.complex:
            return True
        known = {*row.classes, *row.modifiers}
        return (
            self.element in {"", row.element}
            and (row.element == "div" or set(self.classes) <= known)
            and self.role in {"", row.role}
        )


def subjects(prelude: Sequence[Node]) -> tuple[Subject, ...]:
    """The subject of each selector in a rule's prelude."""
    return tuple(_subject(selector) for selector in _split(prelude))


def _split(prelude: Sequence[Node]) -> Iterator[list[Node]]:
    """The selectors of a list, each reduced to its last compound."""
    compound: list[Node] = []
    fresh = False
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield compound
            compound, fresh = [], False
        elif token.type == "whitespace" or (token.type == "literal" and token.value in _COMBINATORS):
            fresh = bool(compound)
        elif token.type != "comment":
            if fresh:
                compound, fresh = [], False
            compound.append(token)
    yield compound


def _subject(compound: Sequence[Node]) -> Subject:
    element, classes, role, pseudo, anything = "", [], "", "", False
    previous = ""
    for token in compound:
        if token.type == "ident" and previous == "":
            element = token.lower_value
        elif token.type == "ident" and previous == ".":
            classes.append(token.value)
        elif token.type == "ident" and (previous == "::" or token.lower_value in _ONE_COLON):
            pseudo = token.lower_value
        elif token.type == "[] block":
            role = _role(token.content) or role
        elif token.type == "function":
            anything = anything or token.lower_name in {"is", "where", "matches"}
        colons = token.type == "literal" and token.value == ":"
        previous = (f"{previous}:" if colons and previous == ":" else token.value) if token.type == "literal" else ""
    return Subject(element, tuple(classes), role, pseudo, anything)


def _role(tokens: Sequence[Node]) -> str:
    """The value in ``[role="…"]``, or ""."""
    words = [token for token in tokens if token.type in {"ident", "string"}]
    return str(words[1].value) if len(words) == 2 and words[0].value == "role" else ""
