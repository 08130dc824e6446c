"""The same bible a little later: one word changed; a page inserted in the first chapter. Each is undone as its ``with`` ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.sentences import plain_paragraphs

_WORDS: Final = {
    "toujours": "souvent",
    "jamais": "rarement",
    "seulement": "uniquement",
    "ensuite": "puis",
    "parfois": "quelquefois",
}
"""Words that are no term, and what takes their place."""

PAGE: Final = 400
"""Words of running text in a page of the layout ``livre``, and a few more, so that a page at least is gained."""


@contextmanager
def one_word_changed(bible: Path) -> Iterator[Path]:
    """In the middle of the bible's middle chapter, one word is another. Yields the file; raises LookupError if there is no such
    word."""
    chapters = sorted(folder for folder in (bible / "content" / "guide").iterdir() if folder.is_dir())
    sections = _sections(chapters[len(chapters) // 2])
    for path in (*sections[len(sections) // 2 :], *sections[: len(sections) // 2]):
        if (text := _with_other_word(path.read_text("utf-8"))) is not None:
            with _written(path, text):
                yield path
            return
    raise LookupError(f"no word to change in {chapters[len(chapters) // 2]}")


@contextmanager
def page_inserted(bible: Path, words: int = PAGE) -> Iterator[Path]:
    """In the first section of the first chapter stand so many words more, of the bible's last chapter. Yields the file."""
    chapters = sorted(folder for folder in (bible / "content" / "guide").iterdir() if folder.is_dir())
    path = _sections(chapters[0])[0]
    text = path.read_text("utf-8")
    first = min(plain_paragraphs(text))
    lines = text.split("\n")
    lines[first + 1 : first + 1] = ["", *_paragraphs(chapters[-1], words)]
    with _written(path, "\n".join(lines)):
        yield path


def _sections(chapter: Path) -> list[Path]:
    return sorted(path for path in chapter.glob("*.md") if not path.name.startswith("_"))


def _with_other_word(text: str) -> str | None:
    lines = text.split("\n")
    for number, line in plain_paragraphs(text).items():
        for word, other in _WORDS.items():
            if re.search(rf" {word} ", line):
                lines[number] = line.replace(f" {word} ", f" {other} ", 1)
                return "\n".join(lines)
    return None


def _paragraphs(chapter: Path, words: int) -> Iterator[str]:
    """Plain paragraphs without marks, an empty line after each, until there are ``words``."""
    count = 0
    for path in _sections(chapter):
        for line in plain_paragraphs(path.read_text("utf-8")).values():
            if count >= words:
                return
            if "[^" not in line and "{" not in line:
                count += len(line.split())
                yield from (line, "")


@contextmanager
def _written(path: Path, text: str) -> Iterator[None]:
    """``path`` holds ``text``; it gets back what it held."""
    before = path.read_bytes()
    path.write_text(text, "utf-8")
    try:
        yield
    finally:
        path.write_bytes(before)
