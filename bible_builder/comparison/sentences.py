"""One line of why: the author's note of change, the variables that did it, else the first sentence that is not what it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bible_builder.comparison.blocks import CELL
from bible_builder.comparison.comparison import BlockChange, BlockFate
from bible_builder.comparison.snapshot import Block
from bible_builder.comparison.words import PARAGRAPH, Kind

LONGEST: Final = 240
"""Characters of a line; what is longer ends with an ellipsis."""

_END: Final = re.compile(r"(?<=[.!?…])[ \u00a0\u202f]+(?=[A-ZÀ-ÖØ-ÞŒ«“\"\d])|\n")
_SPOKEN: Final = {CELL: " | ", PARAGRAPH: " "}


def first_changed_sentence(changes: Sequence[BlockChange]) -> tuple[str, bool]:
    """The first changed or new sentence, and False; when there are only sentences that went, the first of them, and True.

    Text comes before headings: these are read elsewhere. ("", False) when no words changed.
    """
    for is_old, found in ((False, _new_sentences), (True, _old_sentences)):
        for headings in (False, True):
            for sentence in found(change for change in changes if _is_heading(change) is headings):
                return shortened(sentence), is_old
    return "", False


def first_sentence(blocks: Iterable[Block]) -> str:
    """The first sentence of the first text, "" when there is none."""
    texts = [block.text for block in blocks if block.text and "heading" not in block.kind]
    return shortened(_sentence_at(texts[0], 0)) if texts else ""


def shortened(text: str) -> str:
    """The text as one line, cut between words when it is too long."""
    for sign, said in _SPOKEN.items():
        text = text.replace(sign, said)
    text = text.strip()
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _new_sentences(changes: Iterable[BlockChange]) -> Iterator[str]:
    for change in changes:
        text = _joined(change.new)
        if change.fate is BlockFate.INSERTED:
            yield _sentence_at(text, 0)
            continue
        place = 0
        for word in change.words:
            if word.kind is not Kind.EQUAL and text and (word.old + word.new).strip(PARAGRAPH):
                yield _sentence_at(text, min(place, len(text) - 1))
                break
            place += len(word.new)


def _old_sentences(changes: Iterable[BlockChange]) -> Iterator[str]:
    for change in changes:
        if change.fate is BlockFate.DELETED:
            yield _sentence_at(_joined(change.old), 0)


def _joined(blocks: Sequence[Block]) -> str:
    return PARAGRAPH.join(block.text for block in blocks)


def _sentence_at(text: str, place: int) -> str:
    ends = [match.end() for match in _END.finditer(text)]
    start = max((end for end in ends if end <= place), default=0)
    stop = min((end for end in ends if end > place), default=len(text))
    return text[start:stop].strip()


def _is_heading(change: BlockChange) -> bool:
    return any("heading" in block.kind for block in change.new or change.old)
