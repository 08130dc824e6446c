"""The lines of a finished PDF, as the eye sees them: strings of one baseline, from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, groupby, pairwise
from pathlib import Path

import pikepdf

from bible_builder.rendering.pdf.laying import Setting, lay
from tests.readers.painted import Painted, read_painted
from tests.rendering.pdf.books import FONTS, SENTENCE, faces

STEP = 14.0
GRID = Setting(STEP)

CSS = """
@page { size: 90mm 100mm; margin: 8mm; @footnote { margin-top: 6pt } }
html { font: 10pt/14pt Vollkorn } body, p, h1, h2, ul, li, dl, dt, dd, figure { margin: 0; padding: 0 }
p, li { orphans: 2; widows: 2; hyphens: auto } p { margin-bottom: 5pt }
h1, h2 { font: 700 13pt/17pt "Source Sans 3"; margin: 19pt 0 4pt; break-after: avoid }
aside { border: 1pt solid; padding: 6pt; margin: 7pt 0 } tr { break-inside: avoid }
table { border-collapse: collapse; font-size: 8pt } ul { padding-left: 14pt }
code, strong { font-family: "Source Sans 3" } sup { font-size: 7pt; line-height: 0; vertical-align: super }
span.note { float: footnote; footnote-display: block; footnote-policy: line; font-size: 8pt; line-height: 10pt }
span.note::footnote-call, span.note::footnote-marker { content: none }
section { break-before: page } [data-together] { break-inside: avoid }
"""
LINE = "Une ligne."


@dataclass(frozen=True)
class Line:
    """What stands on one baseline of a page (from 0), and how far below the page's top edge, in points."""

    page: int
    start: float
    depth: float
    size: float
    text: str


def pages_of(html: str, folder: Path, css: str = "", setting: Setting | None = GRID, role: str = "chapter") -> list[list[Line]]:
    """The lines of each page that a part of the book with this content comes to."""
    laid = lay(
        _numbered(f'<section role="doc-{role}">{html}</section>'),
        faces() + CSS + css,
        f"{folder.as_uri()}/",
        [FONTS, folder],
        setting,
    )
    assert not laid.said
    path = folder / "pages.pdf"
    path.write_bytes(laid.data)
    found = [list(page) for _, page in groupby(read_lines(path), key=lambda line: line.page)]
    assert len(found) == laid.pages
    return found


def _numbered(html: str) -> str:
    numbers = count()
    body = re.sub(r"<(\w+)", lambda found: f'<{found[1]} data-n="{next(numbers)}"', html)
    return f'<!DOCTYPE html><html lang="fr"><body>{body}</body></html>'


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a document, page by page from the top."""
    with pikepdf.open(path) as pdf:
        heights = [float(page.mediabox[3]) for page in pdf.pages]
    shown = [one for one in read_painted(path) if one.upright]
    shown.sort(key=lambda one: (one.page, -round(one.baseline, 1), one.start))
    for _, row in groupby(shown, key=lambda one: (one.page, round(one.baseline, 1))):
        for part in _parts(list(row)):
            first = part[0]
            text = "".join(one.text for one in part).strip()
            if text:
                yield Line(first.page, first.start, heights[first.page] - first.baseline, max(one.size for one in part), text)


def _parts(row: list[Painted]) -> Iterator[list[Painted]]:
    """A row cut where more than two lines' height is empty: columns."""
    begins = [0, *(n for n, (one, after) in enumerate(pairwise(row), 1) if after.start - one.end > 2 * STEP), len(row)]
    for begin, end in pairwise(begins):
        yield row[begin:end]


def filler(lines: int) -> str:
    """So many paragraphs of one line, without space between them."""
    return f'<div class="filler">{f"<p>{LINE}</p>" * lines}</div>'


FILLER = ".filler p { margin: 0 }"
TEXT = SENTENCE * 2
