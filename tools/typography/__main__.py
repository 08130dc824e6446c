"""``python -m tools.typography``: measures the pages of a bible's PDF, prints what was found, ends with 1 where one is short.

Without ``--pdf`` the PDF is made first; with it, a file that was made of the content as it is now is measured in seconds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import bible_builder as bb
from tools.typography.measures import Measure, measured
from tools.typography.reading import read_laid


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the arguments ask; returns the exit code, 2 where there is no book to measure."""
    asked = _parser().parse_args(arguments)
    try:
        return _measure(asked)
    except bb.BibleError as error:
        print("\n".join(f"{found.source}: {found.code} {found.parameters}" for found in error.diagnostics), file=sys.stderr)
        return 2


def _measure(asked: argparse.Namespace) -> int:
    book = bb.compose(bb.load(asked.project), asked.audience, asked.layout)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.pdf or bb.render_pdf(book, asked.output or Path(folder) / "book.pdf").path
        found = measured(read_laid(book, path))
    print(f"{book.metadata.title}, layout {book.layout}")
    print("\n".join(lines(found, asked.places)))
    return 0 if all(measure.good for measure in found) else 1


def lines(found: Sequence[Measure], most: int = 10) -> Iterator[str]:
    """The table of the measures, then for each that is short at most ``most`` places."""
    name = max(len(measure.name) for measure in found)
    limit = max(len(measure.limit) for measure in found)
    for measure in found:
        yield f"{'good ' if measure.good else 'SHORT'}  {measure.name:{name}}  {measure.limit:{limit}}  {measure.value}"
    for measure in found:
        if not measure.good:
            yield f"\n{measure.name}:"
            places = tuple(dict.fromkeys(measure.places))
            yield from (f"  {place}" for place in places[:most])
            if len(places) > most:
                yield f"  … and {len(places) - most} more"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.typography", description="Measure the finished pages of a bible's PDF."
    )
    parser.add_argument("-C", dest="project", type=Path, default=Path(), help="the folder that holds content/ (here)")
    parser.add_argument("--layout", help="the layout (the one that the bible names)")
    parser.add_argument("--audience", default="", help="the audience (everybody)")
    parser.add_argument("--pdf", type=Path, help="a PDF that was made already, of the same content, layout and audience")
    parser.add_argument("-o", dest="output", type=Path, help="where to keep the PDF that is made")
    parser.add_argument("--places", type=int, default=10, help="places shown for each measure that is short (10)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
