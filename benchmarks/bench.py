"""Times and weighs the builds: ``make bench``, ``make bench SIZES="sample 100 400"``.

For each size a bible is generated (``sample``: the sample itself); then, round by round, so that what slows the machine for a
while slows them all, each in a process of its own:

- ``cold``: our build of the PDF with an empty cache, two units at a time; ``cached``: the same again; ``word``: one word changed;
  ``insert``: a page inserted in the first chapter;
- ``weasyprint``: the whole book in one call, tagged, from the same HTML, style sheet and fonts, folios given; ``typst``: the same
  text, cold;
- ``docx``: a Word document from a Book that is ready, drawing every picture; ``docx-kept``: the same with what was drawn before;
  ``pandoc``: a Word document from the same HTML;
- ``copies``: a copy for each of a hundred recipients who read one of three editions last, of a book that is published, and its
  delivery; beside what it takes ``weasyprint`` and ``typst`` to render the book once more for each.

Every run is written to ``results.json`` as soon as it is done; ``--resume`` goes on with what is missing. The table goes to
standard output, to ``README.md`` beside this file and to ``docs/scaling.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from benchmarks import scaling
from benchmarks.generate import SAMPLE, generate
from benchmarks.measure import Measure, run_command
from benchmarks.records import Records
from benchmarks.table import page, table
from benchmarks.variants import PAGE, one_word_changed, page_inserted

HERE: Final = Path(__file__).parent
WORKSHOP: Final = HERE.parent / "build" / "bench"
SIZES: Final = ("sample", "100", "400", "1600")
WORD: Final = ("docx", "docx-kept", "pandoc")
COPIES: Final = "copies"
WORKS: Final = ("cold", "weasyprint", "typst", "cached", "word", "insert", *WORD, COPIES)
ONCE: Final = 1000
"""Pages from which WeasyPrint's single call, which takes many minutes, is run once."""

JOBS: Final = "2"


@dataclass(frozen=True, slots=True)
class Bench:
    """One book on the bench: its size as asked for, its folder, where its figures go."""

    size: str
    folder: Path
    records: Records

    @property
    def is_large(self) -> bool:
        """Whether the slowest is run once only."""
        return self.size.isdecimal() and int(self.size) >= ONCE

    def prepare(self, works: Collection[str]) -> None:
        """Make the bible and what the rivals are given for these works, unless they are there."""
        if not (self.folder / "bible" / ".whole").exists():
            _say(f"{self.size}: writing the bible")
            _bible(self.size, self.folder / "bible")
        if set(works) <= {*WORD, COPIES}:
            return
        if not (self.folder / "prepared").exists():
            _say(f"{self.size}: preparing what the rivals are given")
            measure = self._work("prepare", "cache-prepared", JOBS)
            words = self._words_that_move(json.loads(measure.said)["pages"])
            (self.folder / "inserted").write_text(str(words), "utf-8")
            (self.folder / "prepared").write_text(measure.said, "utf-8")
            shutil.rmtree(self.folder / "cache-prepared", ignore_errors=True)
        self.records.describe(self.size, json.loads((self.folder / "prepared").read_text("utf-8")))

    def run(self, work: str, turn: int) -> Measure:
        """Do a work once. Raises CalledProcessError."""
        cache = f"cache-{turn}"
        if work == "cold":
            shutil.rmtree(self.folder / cache, ignore_errors=True)
            return self._ours(cache)
        if work in ("cached", "word", "insert"):
            if not (self.folder / cache).exists():
                _say(f"{self.size}: filling the cache, untimed")
                self._ours(cache)
            with self._changed(work):
                return self._ours(cache)
        if work == COPIES:
            return self._copies(turn)
        return self._word(work) if work in WORD else self._work(work)

    def _changed(self, work: str) -> AbstractContextManager[object]:
        if work == "word":
            return one_word_changed(self.folder / "bible")
        if work == "insert":
            return page_inserted(self.folder / "bible", int((self.folder / "inserted").read_text("utf-8")))
        return nullcontext()

    def _words_that_move(self, pages: int) -> int:
        """How many words to insert so that the folios after the first chapter move: those of a page, or of two where the first of
        them goes to the blank verso at the chapter's end."""
        with page_inserted(self.folder / "bible", PAGE):
            grown = json.loads(self._ours("cache-prepared").said)["pages"]
        return PAGE if grown > pages else 2 * PAGE

    def _ours(self, cache: str) -> Measure:
        return self._work("ours", cache, JOBS)

    def _work(self, name: str, *arguments: str) -> Measure:
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.folder / "home")}
        if name == "weasyprint":  # ours makes a private fontconfig of its own
            environment["FONTCONFIG_FILE"] = str(self.folder / "fontconfig" / "fonts.conf")
        return run_command(
            [sys.executable, "-m", "benchmarks.works", name, str(self.folder), *arguments], environment, HERE.parent
        )

    def _word(self, work: str) -> Measure:
        if not (self.folder / "book.pickle").exists():
            _say(f"{self.size}: a Book to write and its HTML, untimed")
            self._work("book")
        if work == "pandoc":
            return self._pandoc()
        if work == "docx":
            return self._work("docx")
        if not (self.folder / "kept").exists():
            self._work("docx", "kept")
        return self._work("docx", "kept")

    def _copies(self, turn: int) -> Measure:
        if turn == 1 or not (self.folder / "copying").exists():
            _say(f"{self.size}: publishing what is to be copied, untimed")
            self._work("publish")
        return self._work(COPIES)

    def _pandoc(self) -> Measure:
        """The whole book; ``start`` is what it takes for a single word, ``render`` the rest."""
        start = self._converted("pandoc-word.html").seconds
        whole = self._converted("pandoc.html")
        size = (self.folder / "pandoc.docx").stat().st_size
        return replace(whole, said=json.dumps({"start": start, "render": whole.seconds - start, "bytes": size}))

    def _converted(self, source: str) -> Measure:
        import pypandoc

        command = [pypandoc.get_pandoc_path(), str(self.folder / source), "-f", "html", "-t", "docx", "--quiet"]
        return run_command([*command, "-o", str(self.folder / "pandoc.docx"), f"--resource-path={self.folder / 'bible'}"])


def _bible(size: str, folder: Path) -> None:
    if size == "sample":
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copytree(SAMPLE / "content", folder / "content")
    else:
        generate(folder, int(size))
    (folder / ".whole").touch()


def measure_all(benches: list[Bench], works: tuple[str, ...], runs: int, *, resume: bool) -> Iterator[str]:
    """Run everything; gives the name of each work that failed. A work that fails leaves the others alone."""
    for bench in benches:
        bench.prepare(works)
        for turn, work in _turns(bench, works, runs):
            if resume and bench.records.has(bench.size, work, turn):
                continue
            _say(f"{bench.size}: {work}, run {turn}")
            try:
                measure = bench.run(work, turn)
            except subprocess.CalledProcessError as error:
                _say(f"{bench.size}: {work} failed with {error.returncode}")
                yield f"{bench.size} {work}"
            else:
                bench.records.add(bench.size, work, turn, measure)
                _say(f"{bench.size}: {work}, run {turn}: {measure.seconds:.1f} s, {measure.peak_bytes / 1e6:.0f} MB")
        for cache in bench.folder.glob("cache-*"):
            shutil.rmtree(cache)


def _turns(bench: Bench, works: tuple[str, ...], runs: int) -> Iterator[tuple[int, str]]:
    for turn in range(1, runs + 1):
        for work in works:
            once = work == "weasyprint" and bench.is_large
            if (turn == 1 or not once) and not (work == COPIES and bench.is_large):
                yield turn, work


def _say(text: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


def main() -> None:
    """Run what is asked for, print the table, write the files. Exit code 1 when a work failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", default=SIZES, metavar="SIZE", help="sample, or a number of pages")
    parser.add_argument("--only", nargs="+", default=WORKS, choices=WORKS, metavar="WORK", help=", ".join(WORKS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--resume", action="store_true", help="leave out what results.json holds already")
    parser.add_argument("--results", type=Path, default=HERE / "results.json")
    parser.add_argument("--table", action="store_true", help="measure nothing: write the table of what was measured")
    options = parser.parse_args()
    records, failed = Records.read(options.results), list[str]()
    if not options.table:
        benches = [Bench(size, WORKSHOP / size, records) for size in options.sizes]
        works = tuple(work for work in WORKS if work in options.only)
        failed = list(measure_all(benches, works, options.runs, resume=options.resume))
    print(table(records))
    if options.results == HERE / "results.json":
        (HERE / "README.md").write_text(page(records), "utf-8")
        scaling.write(records)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
