"""A finished tagged PDF read in the order of its structure tree: the tree by pikepdf, the text by pdfminer.six, pages by pdfium.

A block is a structure element that holds words of its own, with the words of the inline elements in it. Left out: artifacts,
blocks without words, alternative texts. ``ActualText`` takes the place of what it covers. A note or figure inside a paragraph
comes right after that paragraph, so that a paragraph is one sequence of words. Words cut at the end of a line are whole again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2

from tests.readers.marked_content import Key, Piece, merged, read_marked_content
from tests.readers.words import Block, split_words

INLINE: Final = frozenset(
    {
        "Span",
        "Link",
        "Em",
        "Strong",
        "Quote",
        "Code",
        "Reference",
        "BibEntry",
        "Annot",
        "Sub",
        "NonStruct",
        "Ruby",
        "RB",
        "RT",
        "RP",
    }
)
"""Structure types whose words belong to the block around them (ISO 32000-1 14.8.4.4, ISO 32000-2 14.8.4.7)."""

OUT_OF_LINE: Final = frozenset({"Note", "FENote", "Figure"})
"""Structure types that stand inside a line of text and are read after it."""

_DROPPED_HYPHENS: Final = ("\u2010", "\u00ad")
_KEPT_BREAKS: Final = ("-", "\u2011", "–", "—", "/")
_CUT: Final = re.compile("[\u2010\u00ad]\r?\n")
_OWN_HYPHEN: Final = re.compile("[\x02\ufffe]")
_SAME_LINE: Final = 0.75  # of the type size: above a superscript's rise, below the closest leading
_WORD_GAP: Final = 0.5  # of the type size: wider than any letter spacing; where it is blank, words are apart

Item = Piece | tuple[Block, bool]
"""A piece of text, or a block and whether it is out of line."""


def read_blocks(path: Path) -> list[Block]:
    """The leaf blocks of a tagged PDF in structure order. Raises ValueError when the file has no structure tree."""
    content = read_marked_content(path)
    with pikepdf.open(path) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            raise ValueError(f"{path.name} has no structure tree")
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        items = _Tree(root, pages, content).items(root, (), None)
    return [item[0] for item in _gathered(items, ())]


def read_words(path: Path) -> list[str]:
    """All words of a tagged PDF in structure order."""
    return [word for block in read_blocks(path) for word in block.words]


def words_on_pages(path: Path) -> list[list[str]]:
    """The words on each page as pdfium extracts them, heads and folios included; words cut at a line's end are whole again."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [list(split_words(_uncut(page.get_textpage().get_text_bounded()))) for page in pdf]
    finally:
        pdf.close()


def _uncut(text: str) -> str:
    """pdfium's text, lines joined at a hyphen that cuts; U+0002 or U+FFFE is its sign for a word's own hyphen there."""
    return _OWN_HYPHEN.sub("-", _CUT.sub("", text))


@dataclass(frozen=True, slots=True)
class _Tree:
    """A structure tree with the text of its marked content."""

    root: pikepdf.Object
    pages: Mapping[tuple[int, int], int]
    content: Mapping[Key, list[Piece]]

    def items(self, element: pikepdf.Object, path: tuple[str, ...], page: int | None) -> list[Item]:
        """What an element holds, inline elements opened up; ``page`` is where its marked content stands if it does not say."""
        inner: list[Item] = []
        for kid in _kids(element):
            inner += self._kid(kid, path, page)
        return inner

    def _kid(self, kid: pikepdf.Object | int, path: tuple[str, ...], page: int | None) -> list[Item]:
        if isinstance(kid, int):
            return self._marked(page, kid)
        if "/S" in kid:
            return self._element(kid, path, page)
        if "/MCID" in kid:
            return self._marked(self._page(kid, page), int(kid.MCID))
        return []  # an object reference: an annotation, whose words are in the content beside it

    def _marked(self, page: int | None, mcid: int) -> list[Item]:
        return [] if page is None else list(self.content.get((page, mcid), ()))

    def _element(self, element: pikepdf.Object, path: tuple[str, ...], page: int | None) -> list[Item]:
        role = self._role(str(element.S).lstrip("/"))
        inner = self.items(element, (*path, role), self._page(element, page))
        if "/ActualText" in element:
            inner = _replaced(inner, str(element.ActualText))
        if role in INLINE:
            return inner
        return [(block, role in OUT_OF_LINE or aside) for block, aside in _gathered(inner, (*path, role))]

    def _page(self, holder: pikepdf.Object, inherited: int | None) -> int | None:
        page = holder.get("/Pg")
        return inherited if page is None else self.pages[page.objgen]

    def _role(self, role: str) -> str:
        """The standard structure type that a role stands for."""
        mapped = self.root.get("/RoleMap")
        seen: set[str] = set()
        while mapped is not None and f"/{role}" in mapped and role not in seen:
            seen.add(role)
            role = str(mapped[f"/{role}"]).lstrip("/")
        return role


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object | int]:
    kids = element.get("/K")
    if kids is None:
        return
    if isinstance(kids, pikepdf.Array):
        yield from kids
    else:
        yield kids


def _replaced(items: Iterable[Item], text: str) -> list[Item]:
    """The items with ``text`` in place of what the pieces say."""
    pieces = [item for item in items if isinstance(item, Piece)]
    return [merged(pieces, text), *(item for item in items if not isinstance(item, Piece))] if pieces else list(items)


def _gathered(items: Iterable[Item], path: tuple[str, ...]) -> list[tuple[Block, bool]]:
    """The blocks of an element: each run of its own text as one, those out of line after it, those in line where they stand."""
    blocks: list[tuple[Block, bool]] = []
    run: list[Piece] = []
    waiting: list[tuple[Block, bool]] = []

    def close() -> None:
        blocks.extend((block, False) for block in _block(run, path))
        blocks.extend((block, False) for block, _ in waiting)
        run.clear()
        waiting.clear()

    for item in items:
        if isinstance(item, Piece):
            run.append(item)
        elif item[1]:
            waiting.append(item)
        else:
            close()
            blocks.append(item)
    close()
    return blocks


def _block(pieces: list[Piece], path: tuple[str, ...]) -> Iterator[Block]:
    words = split_words(joined(pieces))
    if words:
        pages = tuple(dict.fromkeys(piece.page for piece in pieces))
        marks = dict.fromkeys((piece.page, piece.mcid) for piece in pieces if piece.mcid is not None)
        yield Block(path[-1] if path else "", words, pages, path, marks=tuple(marks), turns=tuple(_turns(pieces)))


def _turns(pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    """For each page the number of words that begin before it; a word that is cut by the turn of a page begins before it."""
    for place, piece in enumerate(pieces):
        if place == 0 or piece.page != pieces[place - 1].page:
            yield len(split_words(joined(pieces[:place]))), piece.page


def joined(pieces: Iterable[Piece]) -> str:
    """The text of pieces that follow each other: a space where a line ends, none where a word was cut."""
    text = ""
    before: Piece | None = None
    for piece in pieces:
        if before is not None:
            text = _ended(text, before) if _breaks(before, piece) else text + _gap(before, piece)
        text += piece.text
        before = piece
    return text


def _breaks(before: Piece, piece: Piece) -> bool:
    """Whether a new line begins between the two: another page or direction, farther down, or back to the left."""
    if (before.page, before.direction) != (piece.page, piece.direction):
        return True
    size = max(before.size, piece.size)
    start, across = piece.opens_at
    return abs(before.across - across) > _SAME_LINE * size or start < before.end - _WORD_GAP * size


def _gap(before: Piece, piece: Piece) -> str:
    return " " if piece.opens_at[0] - before.end > _WORD_GAP * max(before.size, piece.size) else ""


def _ended(text: str, last: Piece) -> str:
    """The text up to a line's end: a hyphen that only cuts goes; after a word's own hyphen, dash or slash there is no space."""
    if last.glyphs.endswith(_DROPPED_HYPHENS):
        return text.removesuffix(_DROPPED_HYPHENS[0]).removesuffix(_DROPPED_HYPHENS[1])
    if last.glyphs.endswith(_KEPT_BREAKS) and not last.glyphs[:-1].endswith(" ") and len(last.glyphs) > 1:
        return text
    return f"{text} "
