"""A book that uses each row of the vocabulary at least once; its units lie in ``files/everything/``."""

from __future__ import annotations

from typing import Any, Final

from bible_builder.model.book import Book, Matter
from tests.rendering.docx.books import FILES, book, unit

_FRONT: Final = ("front", "contents")
_BODY: Final = ("accueil", "litiges", "lexique", "annexe", "index", "back")
_BARE: Final = ("front", "back")


def everything(**changes: Any) -> Book:
    """The book; ``changes`` are fields of Book."""
    units = [
        unit(
            (FILES / "everything" / f"{name}.html").read_text("utf-8"),
            name,
            Matter.FRONT if name in _FRONT else Matter.BODY,
            folios=name not in _BARE,
        )
        for name in _FRONT + _BODY
    ]
    return book(*units, **changes)
