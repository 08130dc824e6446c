"""References within the book: from what paper shows of them (number, title, page) to what their author wrote (``x-see``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bible_builder.model.tree import Content, Element, Node, joined
from bible_builder.model.words import words

SEE, PAGE = "x-see-piece", "x-page-piece"
"""A part of a reference (``target``; ``number`` when a field prints that of the target), and the page of a target."""

_KINDS: Final = re.compile(r"(?:section|chapter|block|annex|term)-")
_BETWEEN: Final = re.compile(r"[ \u00a0\u202f]*(?:,|\.|–)?[ \u00a0\u202f]*")
_NUMBER: Final = re.compile(r"(?:(?P<label>[^\W\d_]+)[ \u00a0\u202f])?(?:\d+(?:\.\d+)*|[A-Z]{1,2}(?:\.\d+)*)")


def target_id(anchor: str) -> str:
    """The id that an author gave to what an anchor names: ``section-accueil`` → ``accueil``."""
    return _KINDS.sub("", anchor, count=1)


def with_references(nodes: Content, language: str) -> Content:
    """The nodes with pieces of references joined to ``x-see`` elements, at every depth."""
    inner = [node if isinstance(node, str) else node.with_children(with_references(node.children, language)) for node in nodes]
    said = words(language if language in {"fr", "en"} else "fr")
    result: list[Node] = []
    place = 0
    while place < len(inner):
        made, place = _reference(inner, place, said)
        result.extend(made)
    return _without_page_words(joined(result), said["page"])


def _reference(nodes: Sequence[Node], place: int, said: Mapping[str, str]) -> tuple[Content, int]:
    """What stands for the node at ``place`` and those that belong to it; the place after them."""
    node = nodes[place]
    if isinstance(node, str) or node.name not in {SEE, PAGE}:
        return (node,), place + 1
    target = node.get("target")
    if node.name == PAGE:
        return (Element("x-see", {"target": target_id(target), "form": "page"}),), place + 1
    pieces, end = [node], place + 1
    while (further := _piece(nodes, end, target, SEE)) is not None:
        pieces.append(further[0])
        end = further[1]
    paged = _piece(nodes, end, target, PAGE, f", {said['page']}")
    form = "full" if paged is not None else _form(pieces, said)
    attributes = {"target": target_id(target), "form": form}
    children = pieces[0].children if form == "text" else ()
    return (Element("x-see", attributes, children),), paged[1] if paged is not None else end


def _piece(nodes: Sequence[Node], place: int, target: str, name: str, between: str = "") -> tuple[Element, int] | None:
    """The next piece of the same reference, right here or after the signs that part the two; and the place after it."""
    signs = nodes[place] if place < len(nodes) else None
    if isinstance(signs, str):
        matches = " ".join(signs.split()) == between if between else bool(_BETWEEN.fullmatch(signs))
        if not matches:
            return None
        place += 1
    elif between:
        return None
    node = nodes[place] if place < len(nodes) else None
    if isinstance(node, Element) and node.name == name and node.get("target") == target:
        return node, place + 1
    return None


def _form(pieces: Sequence[Element], said: Mapping[str, str]) -> str:
    """The form of a reference without page: as said, else a number, a title (which a field repeats), its author's words."""
    if pieces[0].get("form"):
        return pieces[0].get("form")
    found = _NUMBER.fullmatch(pieces[0].text()) if len(pieces) == 1 else None
    labels = {None, said["figure"], said["table"]}
    if all(piece.get("number") for piece in pieces) or (found is not None and found["label"] in labels):
        return "number"
    return "text" if pieces[-1].get("link") else "title"


def _without_page_words(nodes: Content, page: str) -> Content:
    """The line without the “p.” before a page, which the reference prints itself."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.name == "x-see" and node.get("form") == "page" and result:
            before = result[-1]
            if isinstance(before, str) and before.rstrip(" \u00a0\u202f").endswith(page):
                result[-1] = before.rstrip(" \u00a0\u202f").removesuffix(page)
        result.append(node)
    return joined(result)
