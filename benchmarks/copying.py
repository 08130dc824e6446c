"""Copies on the bench: a published book, a hundred recipients who read one of three editions last.

``publish`` leaves a bible in FOLDER/copying whose edition is on its shelf; ``copies`` makes the copies of all of them.
"""

from __future__ import annotations

import datetime
import gc
import re
import shutil
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, Final

import bible_builder as bb
from benchmarks.variants import PAGE, one_word_changed, page_inserted
from bible_builder.cli import COLLECTIONS
from bible_builder.comparison import to_json
from bible_builder.model.standing import Kind
from bible_builder.publishing.register import Event, Happening, Register

RECIPIENTS: Final = 100
EDITION: Final = "2026-T4"
AUDIENCE: Final = "interne"
READ: Final = ("2026-T3", "2026-T2", "")
"""What the recipients were delivered last, in turn: the edition's own baseline, the one before it, nothing."""

DAY: Final = datetime.date(2026, 10, 1)
_OUTPUTS: Final = re.compile(r"^sorties:\n(?:[ \t#].*\n)*", re.MULTILINE)

Told = dict[str, Any]


def publish(folder: str) -> Told:
    """A published edition with two older ones of which the snapshots are kept, and a register of who was delivered which."""
    place = Path(folder) / "copying"
    shutil.rmtree(place, ignore_errors=True)
    root = place / "bible"
    shutil.copytree(Path(folder) / "bible", root)
    _settle(root)
    with one_word_changed(root):
        _keep(root, "2026-T3")
        with page_inserted(root, PAGE):
            _keep(root, "2026-T2")
    parts = [one for one in bb.status(root).standings if one.kind in (Kind.CHAPTER, Kind.SECTION)]
    bb.validate(root, [one.id for one in parts], by=next(iter(bb.load(root).contributors)), on=DAY, force=True)
    result = bb.publish(root, EDITION, work=bb.Work(cache=place / "cache"))
    names = [READ[number % len(READ)] for number in range(RECIPIENTS)]
    Register(root / "editions").add(
        Event(Happening.DELIVERED, name, f"centre-{number + 1}", f"{name}-{number:03}", "2026-07-01")
        for number, name in enumerate(names)
        if name
    )
    return {"pages": result.manifest.outputs[0].pages}


def _settle(root: Path) -> None:
    """One output and a hundred recipients."""
    settings = root / "content" / "bible.yaml"
    text = _OUTPUTS.sub("", settings.read_text("utf-8"))
    settings.write_text(f"{text}\nsorties:\n  - {{public: {AUDIENCE}, formats: [pdf]}}\n", "utf-8")
    lines = [f"- {{id: centre-{n}, nom: Centre {n}, public: {AUDIENCE}}}\n" for n in range(1, RECIPIENTS + 1)]
    (root / "content" / "destinataires.yaml").write_text("".join(lines), "utf-8")


def _keep(root: Path, edition: str) -> None:
    folder = root / "editions" / edition
    folder.mkdir(parents=True)
    taken = bb.snapshot(root, AUDIENCE)
    (folder / f"snapshot-{AUDIENCE}.json").write_bytes(to_json(replace(taken, edition=replace(taken.edition, id=edition))))


def copies(folder: str) -> Told:
    """The copies of all. ``copy``: the median from one file to the next; ``each``: all of the work, the layouts for other
    baselines too, over the number of copies; ``deliver``: what handing one over takes."""
    gc.set_threshold(*COLLECTIONS)
    place = Path(folder) / "copying"
    root, output = place / "bible", place / "copies"
    shutil.rmtree(output, ignore_errors=True)
    register = (root / "editions" / "register.jsonl").read_bytes()
    start = time.perf_counter()
    made = bb.make_copies(root, EDITION, output, on=DAY, work=bb.Work(cache=place / "cache"))
    middle = time.perf_counter()
    delivered = bb.deliver(root, EDITION, output, on=DAY)
    end = time.perf_counter()
    if len(delivered.copies) != RECIPIENTS or len({copy.baseline for copy in made.copies}) != len(READ) or made.diagnostics:
        raise RuntimeError([str(one) for one in (*made.diagnostics, *delivered.diagnostics)] or "other copies than asked for")
    written = sorted(copy.path.stat().st_mtime_ns for copy in made.copies)
    sizes = [copy.path.stat().st_size for copy in made.copies]
    (root / "editions" / "register.jsonl").write_bytes(register)
    shutil.rmtree(output)
    return {
        "copy": median(after - before for before, after in pairwise(written)) / 1e9,
        "each": (middle - start) / RECIPIENTS,
        "deliver": (end - middle) / RECIPIENTS,
        "copies": RECIPIENTS,
        "bytes": int(median(sizes)),
    }
