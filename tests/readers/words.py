"""Blocks of words: what the readers of PDF and DOCX both return, and how text is cut into words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Final

UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Characters that print nothing and only say where a line may break: soft hyphen, zero-width space, word joiner."""


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf block: its role, its words, the pages (from 0) that it stands on, the roles above it from the outermost.

    In a PDF the role is the structure type ("P", "TD", "Note"); in a DOCX it is "paragraph", "cell" or "note", and ``style`` is
    the paragraph style's id. A DOCX knows no pages. ``marks`` are a PDF's marked-content sequences, page and
    identifier, in order; ``turns`` has for each page it stands on the number of the first word that begins there, and the page.
    """

    role: str
    words: tuple[str, ...]
    pages: tuple[int, ...] = ()
    path: tuple[str, ...] = ()
    style: str = ""
    marks: tuple[tuple[int, int], ...] = field(default=(), compare=False)
    turns: tuple[tuple[int, int], ...] = field(default=(), compare=False)


def split_words(text: str) -> tuple[str, ...]:
    """The words: NFC, without characters that print nothing, cut at white space, U+00A0 and U+202F included."""
    return tuple(unicodedata.normalize("NFC", text.translate(UNSEEN)).split())
