"""Wall time and memory of a command with all the processes that it starts."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import psutil

INTERVAL: Final = 0.2
"""Seconds between two looks at the memory of all processes together: a peak of theirs shorter than that may be missed."""

_HIGHEST: Final = re.compile(rb"^VmHWM:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Measure:
    """One run: seconds on the wall; bytes of memory (0: not measured): the most that the whole tree of processes held at one
    time, the most of the process that was started, the most of any of its descendants; the last line that it said."""

    seconds: float
    peak_bytes: int = 0
    parent_bytes: int = 0
    worker_bytes: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Runs of the same thing."""

    name: str
    runs: tuple[Measure, ...]

    @property
    def seconds(self) -> float:
        """The median time."""
        return median(run.seconds for run in self.runs)

    @property
    def peak_bytes(self) -> int:
        """The median peak of memory."""
        return int(median(run.peak_bytes for run in self.runs))


def timed(work: Callable[[], object]) -> Measure:
    """Run something in this process."""
    start = time.perf_counter()
    work()
    return Measure(time.perf_counter() - start)


def run_command(command: Sequence[str], environment: Mapping[str, str] | None = None, cwd: Path | None = None) -> Measure:
    """Run a command to its end, watching its memory. Raises CalledProcessError when it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        start = time.perf_counter()
        with subprocess.Popen(command, env=environment, stdout=output, cwd=cwd) as process:
            memory = _watch(process)
        seconds = time.perf_counter() - start
        output.seek(0)
        said = output.read().rstrip().rpartition("\n")[2]
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command, said)
    return Measure(seconds, memory.tree, memory.parent, memory.worker, said)


@dataclass(slots=True)
class _Memory:
    """The most memory seen so far."""

    tree: int = 0
    parent: int = 0
    worker: int = 0


def _watch(process: subprocess.Popen[bytes]) -> _Memory:
    """The most memory of the process and its descendants, looked at until it ends."""
    seen = _Memory()
    root = psutil.Process(process.pid)
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):  # it ended while we looked
            children = root.children(recursive=True)
            seen.tree = max(seen.tree, sum(_bytes_of(each) for each in (root, *children)))
            seen.parent = max(seen.parent, _highest(root))
            seen.worker = max(seen.worker, *(_highest(child) for child in children), 0)
        time.sleep(INTERVAL)
    return seen


def _highest(process: psutil.Process) -> int:
    """The most resident memory that a process ever had, pages that it shares with others included, where the system tells it
    (VmHWM); else what it has now."""
    try:
        status = Path(f"/proc/{process.pid}/status")
        found = _HIGHEST.search(status.read_bytes()) if status.exists() else None
        return int(found[1]) * 1024 if found else int(process.memory_info().rss)
    except (psutil.Error, OSError):
        return 0


def _bytes_of(process: psutil.Process) -> int:
    """Proportional memory where the system tells it, so that pages shared between processes count once; else resident memory."""
    try:
        return int(process.memory_full_info().pss if sys.platform == "linux" else process.memory_info().rss)
    except psutil.Error:
        return 0


def paired(runs: int, works: Mapping[str, Callable[[], Measure]]) -> list[Series]:
    """Run each work in turn, so many rounds: what slows the machine for a while slows them all."""
    rounds = [[work() for work in works.values()] for _ in range(runs)]
    return [Series(name, tuple(column)) for name, column in zip(works, zip(*rounds, strict=True), strict=True)]
