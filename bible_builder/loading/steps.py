"""Steps of a procedure: who does it and in how long stand above what is done."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bible_builder.errors import Findings
from bible_builder.loading.page import Page
from bible_builder.model.tree import Content, Element, Node

_BETWEEN: Final = " – "
_MARKS: Final = ("actor", "time-limit")


def as_steps(steps: Element, page: Page) -> Element:
    """The list as a procedure. Reports ``empty-step`` for one that says who and when but not what."""
    items = tuple(_step(item, page) for item in steps.elements)
    return Element("ol", {"class": "procedure", **steps.attributes}, items, steps.source)


def check_step_marks(content: Content, findings: Findings) -> None:
    """Report ``role-out-of-place`` (role) for each mark of who or in how long that does not begin a step."""
    for block in content:
        below = tuple(block.iter()) if isinstance(block, Element) else ()
        heads = {id(mark) for head in below if "step-head" in head.classes for mark in head.elements}
        for element in below:
            if element.get("class") in _MARKS and id(element) not in heads:
                findings.error("role-out-of-place", element.source, role=element.text()[:60])


def _step(item: Element, page: Page) -> Element:
    first, *others = item.elements
    marks, words = _split(first.children) if first.name == "p" else ([], first.children)
    if not marks:
        return Element("li", {"class": "step"}, item.children, item.source)
    marks.sort(key=lambda mark: _MARKS.index(mark.get("class")))
    line: list[Node] = []
    for mark in marks:
        line.extend((_BETWEEN, mark) if line else (mark,))
    head = Element("p", {"class": "step-head"}, tuple(line), first.source)
    rest = (first.with_children(words),) if words else ()
    if not rest and not others:
        page.reading.findings.error("empty-step", item.source)
    return Element("li", {"class": "step"}, (head, *rest, *others), item.source)


def _split(line: Content) -> tuple[list[Element], Content]:
    """The marks at the beginning of a line, each kind once, and the words after them."""
    marks: list[Element] = []
    rest = list(line)
    while rest:
        node = rest[0]
        if isinstance(node, str) and not node.strip():
            rest.pop(0)
        elif isinstance(node, Element) and node.get("class") in set(_MARKS) - {mark.get("class") for mark in marks}:
            marks.append(replace(node, source=None))
            rest.pop(0)
        else:
            break
    if marks and rest and isinstance(rest[0], str):
        rest[0] = rest[0].lstrip(" \u00a0\u202f–-:,")
    return marks, tuple(node for node in rest if node)
