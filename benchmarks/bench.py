"""Times and weighs the builds: ``python -m benchmarks.bench [--runs 3] [--bible FOLDER]``.

1. a cold build of PDF and DOCX, in a fresh process with an empty cache: seconds, most memory of the whole tree of processes;
2. DOCX from a Book that is ready, against pandoc on the same HTML: paired runs, medians, ratio. Pandoc's time holds the start of
   its process; it sets no results of fields, no index, no styles of the layout: a measure of scale rather than a rival.

Prints a table and writes ``results.json`` beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import pypandoc

import bible_builder as bb
from benchmarks.measure import Measure, Series, paired, run_command, timed

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = Path(__file__).with_name("results.json")
ENGINES: Final = ("weasyprint", "pydyf", "pikepdf", "python-docx", "lxml", "pypandoc_binary")


def cold_builds(bible: Path, runs: int) -> Series:
    """Builds of both formats, each in a new process that finds no cache."""
    return Series("cold build, PDF and DOCX", tuple(_cold_build(bible) for _ in range(runs)))


def _cold_build(bible: Path) -> Measure:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": f"{folder}/cache"}
        return run_command([sys.executable, "-m", "benchmarks.cold_build", str(bible), folder], environment)


def docx_against_pandoc(bible: Path, runs: int) -> tuple[list[Series], dict[str, int]]:
    """DOCX from a ready Book and from its HTML by pandoc, in turn; and how large the book is."""
    book = replace(bb.compose(bb.load(bible)), word_folios="pdf")  # folios from the page map: no word processor is asked
    with tempfile.TemporaryDirectory() as folder:
        pdf = bb.render_pdf(book, Path(folder) / "bible.pdf")
        html = Path(folder) / "bible.html"
        html.write_text(book.html(), "utf-8")
        pandoc = [pypandoc.get_pandoc_path(), str(html), "-f", "html", "-t", "docx", "-o", f"{folder}/pandoc.docx"]
        pandoc += ["--quiet", f"--resource-path={book.base}"]
        works = {
            "DOCX from a ready Book": lambda: timed(lambda: bb.render_docx(book, Path(folder) / "bible.docx", pdf.page_map)),
            "pandoc, the same HTML": lambda: run_command(pandoc),
        }
        size = {"pages": pdf.pages, "html_bytes": html.stat().st_size, "words": len(html.read_text("utf-8").split())}
        return paired(runs, works), size


def report(series: Iterable[Series], size: dict[str, int]) -> dict[str, Any]:
    """What ``results.json`` holds."""
    all_series = list(series)
    ours, pandoc = all_series[-2:]
    return {
        "machine": {"system": platform.platform(), "cores": os.cpu_count(), "python": platform.python_version()},
        "engines": {name: version(name) for name in ENGINES},
        "book": size,
        "series": [{**asdict(one), "median_seconds": one.seconds, "median_peak_bytes": one.peak_bytes} for one in all_series],
        "docx_time_over_pandoc": round(ours.seconds / pandoc.seconds, 3),
    }


def table(results: dict[str, Any]) -> str:
    """The results as lines to read."""
    lines = [f"{'':28}{'median s':>10}{'peak MB':>10}   runs, s"]
    for one in results["series"]:
        megabytes = one["median_peak_bytes"] / 1e6
        runs = "  ".join(f"{run['seconds']:.2f}" for run in one["runs"])
        lines.append(f"{one['name']:28}{one['median_seconds']:10.2f}{f'{megabytes:.0f}' if megabytes else '–':>10}   {runs}")
    lines.append(f"DOCX takes {results['docx_time_over_pandoc']} times as long as pandoc; {results['book']['pages']} pages")
    return "\n".join(lines)


def main() -> None:
    """Run everything, print the table, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--bible", type=Path, default=ROOT)
    options = parser.parse_args()
    cold = cold_builds(options.bible, options.runs)
    compared, size = docx_against_pandoc(options.bible, options.runs)
    results = report([cold, *compared], size)
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(table(results))
    print(f"Written: {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
