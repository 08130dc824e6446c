"""Writes ``docs/vocabulary.md`` from ``bible_builder.model.vocabulary``, to standard output: ``make docs``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bible_builder.model.vocabulary import ROWS, Kind, Row

HEAD: Final = """\
# The vocabulary of a book

Generated from `bible_builder/model/vocabulary.py` by `make docs`; do not edit. A layout's HTML holds these elements, no others.
The PDF column names the structure type (ISO 32000-1, 14.8.4), the Word column the construct of ECMA-376; *style* is the name in
`styles.yaml`.
"""

TITLES: Final = {
    Kind.PART: "Parts: what stands in a unit",
    Kind.FLOW: "Blocks",
    Kind.PHRASING: "In a line of text",
    Kind.INNER: "Only inside the rows that name them",
}


def page(rows: Sequence[Row] = ROWS) -> str:
    """The whole page, as Markdown."""
    return "\n".join([HEAD, *(line for kind in Kind for line in _section(kind, [row for row in rows if row.kind is kind]))])


def _section(kind: Kind, rows: Iterable[Row]) -> Iterator[str]:
    yield f"## {TITLES[kind]}\n"
    yield "| row | element | what it is | PDF | Word | style | holds |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        cells = (row.name, f"`{row.sample}`", row.meaning, row.pdf, row.word, row.style, ", ".join(row.children))
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|") or "–"


if __name__ == "__main__":
    print(page(), end="")
