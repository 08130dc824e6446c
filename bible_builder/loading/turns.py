"""Turns of a dialogue: one paragraph each, the speaker before the first colon."""

from __future__ import annotations

import re
from typing import Final

from bible_builder.loading.page import Page
from bible_builder.model.tree import Element

_SPEAKER: Final = re.compile(r"\s*(?P<speaker>[^\s:«»?!…][^:«»?!…\n]{0,39}?)(?P<colon>[ \u00a0\u202f]?:(?=\s|$))")
_NEXT: Final = re.compile(r"\s*[^\W\d_a-zà-ÿœ][^:«»?!….,;\n]{0,29}?[ \u00a0\u202f]?:\s")


def as_turns(blocks: tuple[Element, ...], page: Page) -> tuple[Element, ...]:
    """The paragraphs as turns.

    Reports ``dialogue-without-speaker`` (text), ``not-a-turn`` for a block that is no paragraph, and the warning
    ``turns-not-apart`` (text) where a line within a paragraph looks like a turn of its own.
    """
    for block in blocks:
        if block.name != "p":
            page.reading.findings.error("not-a-turn", block.source)
    return tuple(_turn(block, page) for block in blocks if block.name == "p")


def _turn(paragraph: Element, page: Page) -> Element:
    first, *others = paragraph.children
    found = _SPEAKER.match(first) if isinstance(first, str) else None
    if found is None or not isinstance(first, str):
        page.reading.findings.error("dialogue-without-speaker", paragraph.source, text=paragraph.text()[:60])
        return paragraph.with_attributes(class_="turn")
    _check_lines(paragraph, page)
    speaker = Element("span", {"class": "speaker"}, (found["speaker"].rstrip(),))
    words = found["colon"] + first[found.end() :]
    return paragraph.with_attributes(class_="turn").with_children((speaker, words, *others))


def _check_lines(paragraph: Element, page: Page) -> None:
    start = paragraph.source.line - page.source.line if paragraph.source else 0
    for line in range(start + 1, len(page.lines)):
        text = page.lines[line]
        if not text.strip() or text.lstrip().startswith(":::"):
            return
        if _NEXT.match(text):
            page.warning("turns-not-apart", line, text=text.strip()[:60])
