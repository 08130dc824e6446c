"""A short number by which two proofs are known to say the same: printed on each page beside the mark of a proof."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from bible_builder.model.book import Book, Unit
from bible_builder.model.tree import Element, Node
from bible_builder.validation.canonical import SHORT
from bible_builder.validation.digests import MISSING, file_digest

_UNREAD: Final = frozenset({"data-source", "data-template", "data-together", "data-changed"})


def fingerprint(book: Book) -> str:
    """The first eight hexadecimal digits of the SHA-256 of what a book says and shows: words, pictures, annexed files, in order.

    It stands for one audience and layout of one edition. Not in it: where lines stand in the référent's files, the looks, folios
    (they are the renderers'), the day of the build. So the PDF and the Word document of one book have the same.
    """
    made = hashlib.sha256()
    for piece in _pieces(book):
        data = piece.encode("utf-8", "surrogatepass")
        made.update(b"%d:%s" % (len(data), data))  # each with its length, so that no two books run into the same bytes
    return made.hexdigest()[:SHORT]


def _pieces(book: Book) -> Iterator[str]:
    metadata = book.metadata
    yield from (
        metadata.identifier,
        metadata.title,
        metadata.subtitle,
        metadata.in_force,
        metadata.language,
        book.audience,
        book.layout,
    )
    for unit in book.units:
        yield from _of_unit(unit, book)


def _of_unit(unit: Unit, book: Book) -> Iterator[str]:
    yield unit.title
    yield from _of_nodes(unit.content, book)
    if unit.annex is not None:
        yield from (unit.annex.title, unit.annex.description, file_digest(unit.annex.path))


def _of_nodes(nodes: Iterable[Node], book: Book) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        yield f"<{node.name}"
        for name, value in sorted(node.attributes.items()):
            if name not in _UNREAD:
                yield f"{name}={value}"
        if node.name == "img":
            yield _picture(node, book)
        yield from _of_nodes(node.children, book)
        yield ">"


def _picture(image: Element, book: Book) -> str:
    try:
        return file_digest(book.image(image.get("src")))
    except ValueError:
        return MISSING
