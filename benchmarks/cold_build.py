"""One build of both formats in a process of its own: ``python -m benchmarks.cold_build BIBLE OUTPUT``."""

from __future__ import annotations

import sys
from pathlib import Path

import bible_builder as bb


def main(source: str, output: str) -> None:
    """Load, compose, render."""
    book = bb.compose(bb.load(source))
    pdf = bb.render_pdf(book, Path(output) / "bible.pdf")
    bb.render_docx(book, Path(output) / "bible.docx", pdf.page_map)


if __name__ == "__main__":
    main(*sys.argv[1:])
