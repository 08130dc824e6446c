"""The book as it goes to the printer: the same pages, whose grounds bleed and whose links look like text."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bible_builder.model.book import Book
from bible_builder.rendering.pdf.printing.sheet import BLEED

_LINKS: Final = "a[href][href] { color: inherit !important; text-decoration: none !important }\n"
"""Nothing can be followed on paper. No line changes its length by it: pages stay those of the screen."""


def for_print(book: Book) -> Book:
    """The book with room to bleed (``--bleed`` for its style sheet), the layout's rules for print, and links as text."""
    bleed = f":root {{ --bleed: {BLEED.css()} }}\n"
    return replace(book, css="".join((book.css, bleed, _LINKS, book.print_css)), bleed=BLEED)
