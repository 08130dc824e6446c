"""Words that stay, come, go: two versions of a passage as runs, exact to the character on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from bible_builder.comparison.snapshot import Block
from bible_builder.comparison.words import Kind, Token, compare_words, tokens_of
from bible_builder.model.redline import Mark, Run


def merged_runs(old: Sequence[Block], new: Sequence[Block]) -> tuple[Run, ...]:
    """Both versions as one text; several blocks are parted by PARAGRAPH."""
    if len(old) == len(new) == 1 and old[0].text == new[0].text and old[0].references == new[0].references:
        return (Run(new[0].text),) if new[0].text else ()
    return tuple(_settled(list(_runs(tokens_of(old), tokens_of(new)))))


def told_runs(old: Sequence[Block], new: Sequence[Block], *, new_side: bool) -> Iterator[Run]:
    """One version of a passage that moved: words that both have moved, the others came (or went)."""
    for change in compare_words(tokens_of(old), tokens_of(new)):
        text = change.new if new_side else change.old
        if text and change.kind is Kind.EQUAL:
            yield Run(text, Mark.MOVED_TO if new_side else Mark.MOVED_FROM)
        elif text:
            yield Run(text, Mark.INSERTED if new_side else Mark.DELETED)


def _runs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Run]:
    a = b = 0
    for change in compare_words(old, new):
        x, y = _after(old, a, len(change.old)), _after(new, b, len(change.new))
        if change.kind is Kind.DELETED:
            yield Run(change.old, Mark.DELETED)
        elif change.kind is Kind.INSERTED:
            yield Run(change.new, Mark.INSERTED)
        else:
            yield from _same(old[a:x], new[b:y])
        a, b = x, y


def _after(tokens: Sequence[Token], place: int, length: int) -> int:
    """The place after the words that make ``length`` characters."""
    while length > 0:
        length -= len(tokens[place].text)
        place += 1
    return place


def _same(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Run]:
    """Words that are the same; where they are written otherwise, no more than what is other."""
    for equal, group in groupby(zip(old, new, strict=True), lambda pair: pair[0].text == pair[1].text):
        pairs = list(group)
        if equal:
            yield Run("".join(after.text for _before, after in pairs))
            continue
        for before, after in pairs:
            yield from _other(before.text, after.text)


def _other(old: str, new: str) -> Iterator[Run]:
    """A word written otherwise: what is other in it, or the whole of a number, which half changed is none."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    if any(sign.isdigit() for text in (old, new) for sign in text[start : len(text) - end]):
        start, end = 0, _alike(_spaces(old), _spaces(new))
    kept = new[:start], new[len(new) - end :]
    if kept[0]:
        yield Run(kept[0])
    if old[start : len(old) - end]:
        yield Run(old[start : len(old) - end], Mark.DELETED, minor=True)
    if new[start : len(new) - end]:
        yield Run(new[start : len(new) - end], Mark.INSERTED, minor=True)
    if kept[1]:
        yield Run(kept[1])


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _spaces(text: str) -> str:
    """The spaces at the end, the last first."""
    return text[len(text.rstrip()) :][::-1]


def _settled(runs: Sequence[Run]) -> Iterator[Run]:
    """A space that came or went with the words beside it goes with them; runs of one fate are one."""
    around = [Run(""), *runs, Run("")]
    joined: list[Run] = []
    for before, run, after in zip(around, runs, around[2:], strict=False):
        beside = any(other.mark is not Mark.KEPT and not other.minor for other in (before, after))
        joined.append(replace(run, minor=False) if run.minor and not run.text.strip() and beside else run)
    return _joined(joined)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    for (mark, minor), group in groupby(runs, lambda run: (run.mark, run.minor)):
        yield Run("".join(run.text for run in group), mark, minor)
