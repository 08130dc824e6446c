"""Wall time and memory of a command with all the processes that it starts."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import psutil

INTERVAL: Final = 0.05
"""Seconds between two looks at the memory: a peak shorter than that may be missed."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One run: seconds on the wall, most memory that the whole tree of processes held at one time (0: not measured)."""

    seconds: float
    peak_bytes: int = 0


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


def run_command(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measure:
    """Run a command to its end, watching its memory. Raises CalledProcessError when it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        peak = _watch(process)
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Measure(seconds, peak)


def _watch(process: subprocess.Popen[bytes]) -> int:
    """The most memory that the process and its descendants held, sampled until it ends."""
    peak = 0
    root = psutil.Process(process.pid)
    while process.poll() is None:
        peak = max(peak, _tree_bytes(root))
        time.sleep(INTERVAL)
    return peak


def _tree_bytes(root: psutil.Process) -> int:
    try:
        return sum(_bytes_of(process) for process in (root, *root.children(recursive=True)))
    except psutil.Error:  # it ended while we looked
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
