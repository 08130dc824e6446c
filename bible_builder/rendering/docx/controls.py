"""Content controls being filled: no section of the document ends inside one, so they are closed there and made again after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bible_builder.rendering.docx.oxml import Xml

Maker = Callable[[], tuple[Xml, Xml]]
"""Makes a control: the whole of it, and the element in it that holds its blocks."""


@dataclass(slots=True)
class _Control:
    """A control around what is being written; not there yet while nothing stands in it."""

    make: Maker
    content: Xml | None = None


class Controls:
    """The place where blocks go: the body, or the innermost of the controls around what is being written."""

    def __init__(self, body: Xml) -> None:
        self._body = body
        self._around: list[_Control] = []

    @property
    def into(self) -> Xml:
        """The element to append a block to; controls that have nothing in them as yet are made now."""
        into = self._body
        for control in self._around:
            if control.content is None:
                whole, control.content = control.make()
                into.append(whole)
            into = control.content
        return into

    @contextmanager
    def inside(self, make: Maker) -> Iterator[None]:
        """What is written meanwhile stands in a control; without blocks there is none."""
        self._around.append(_Control(make))
        yield
        self._around.pop()

    def interrupted(self) -> Xml:
        """The body, all controls closed; what is written later stands in new ones like them."""
        for control in self._around:
            control.content = None
        return self._body
