"""The figures of ``docs/scaling.md``, from ``results.json``: ``python -m benchmarks.scaling`` writes them in their place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from benchmarks.records import Records

RESULTS: Final = Path(__file__).with_name("results.json")
PAGE: Final = Path(__file__).parents[1] / "docs" / "scaling.md"
BOOKS: Final = 1000
PROCESSORS: Final = (2, 16, 64)

_PLACE: Final = re.compile(r"(<!-- figures -->\n).*(<!-- /figures -->)", re.DOTALL)


def figures(records: Records) -> str:
    """Two tables in Markdown: a cold build of each size on two processors; a thousand such books. Empty without measures."""
    rows = [row for size in records.books if (row := _row(records, size))]
    if not rows:
        return ""
    head = "| pages | seconds, cold | per page, ms | one word changed | all processes, MB | largest worker, MB | merging, MB |"
    more = "".join(f" {count} processors |" for count in PROCESSORS)
    many = [_thousand(records, size) for size in records.books if records.middle(size, "cold")]
    lines = ["Measured, two processors:", "", head, "|---:|---:|---:|---:|---:|---:|---:|", *rows, ""]
    lines += [
        f"Hours for {BOOKS:,} such books, by the formula below:",
        "",
        f"| pages |{more}",
        "|---:|" + "---:|" * len(PROCESSORS),
        *many,
    ]
    return "\n" + "\n".join(lines) + "\n\n"


def write(records: Records, page: Path = PAGE) -> None:
    """Put the figures in their place in ``page``."""
    text = page.read_text("utf-8")
    page.write_text(_PLACE.sub(lambda found: f"{found[1]}{figures(records)}{found[2]}", text), "utf-8")


def _row(records: Records, size: str) -> str:
    seconds, pages = records.middle(size, "cold"), records.middle(size, "cold", "pages")
    if not seconds or not pages:
        return ""
    word = records.ratio(size, "word", "cold")
    memory = [records.middle(size, "cold", f"{name}_bytes") or 0 for name in ("peak", "worker", "parent")]
    cells = (f"{pages:,.0f}", f"{seconds:.1f}", f"{1000 * seconds / pages:.0f}", "–" if word is None else f"{word:.0%}",
             *(f"{held / 1e6:,.0f}" for held in memory))  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def _thousand(records: Records, size: str) -> str:
    seconds, pages = records.middle(size, "cold") or 0, records.middle(size, "cold", "pages") or 0
    hours = (f"{BOOKS * seconds * 2 / count / 3600:,.1f}" for count in PROCESSORS)
    return f"| {pages:,.0f} | {' | '.join(hours)} |"


if __name__ == "__main__":
    write(Records.read(RESULTS))
