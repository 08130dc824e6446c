"""Sentences of plain paragraphs of a section file: what they are, other ones in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_PLAIN: Final = re.compile(r"^[A-ZÀÂÉÈÊÎÔŒ]")
_FENCE: Final = re.compile(r"^(:{3,})(\{.*)?$")
_END: Final = re.compile(r"(?<=[.!?]) (?=[A-ZÀÂÉÈÊÎÔŒ])")
_BOUND: Final = re.compile(r"\[\^|\{ajoute\}|\{retire\}|\|(?:debut|fin)\b|^\S+ :")
"""What ties a sentence to its place: a note, a change, an end of a range of the index."""


def sentences_of(texts: Iterable[str]) -> list[str]:
    """Every sentence that may stand elsewhere, in order."""
    return [sentence for text in texts for line in _plain_lines(text).values() for sentence in split(line) if _is_free(sentence)]


def deal(text: str, supply: Iterator[str]) -> str:
    """The file with other sentences in the place of those that may stand elsewhere."""
    lines = text.split("\n")
    for number, line in _plain_lines(text).items():
        lines[number] = " ".join(next(supply) if _is_free(sentence) else sentence for sentence in split(line))
    return "\n".join(lines)


def plain_paragraphs(text: str) -> dict[int, str]:
    """The plain paragraphs outside directives, by the number of their line, from nought."""
    return _plain_lines(text)


def split(paragraph: str) -> list[str]:
    """A paragraph's sentences; what stands between quotation marks, brackets or the like is not divided."""
    found = [""]
    for part in _END.split(paragraph):
        found[-1] = f"{found[-1]} {part}".strip()
        if _is_whole(found[-1]):
            found.append("")
    return [sentence for sentence in found if sentence]


def _is_whole(text: str) -> bool:
    even = all(text.count(mark) % 2 == 0 for mark in ("`", "*"))
    return even and all(text.count(left) == text.count(right) for left, right in ("«»", "()", "[]", "{}"))


def _is_free(sentence: str) -> bool:
    return _is_whole(sentence) and not _BOUND.search(sentence)


def _plain_lines(text: str) -> dict[int, str]:
    lines = text.split("\n")
    start = lines.index("---", 1) + 1 if lines[0] == "---" else 0
    found, depth = {}, 0
    for number, line in enumerate(lines[start:], start):
        if fence := _FENCE.match(line):
            depth += 1 if fence[2] else -1
        alone = not lines[number + 1 : number + 2] or not lines[number + 1]
        if not depth and alone and _PLAIN.match(line) and (number == start or not lines[number - 1]):
            found[number] = line
    return found
