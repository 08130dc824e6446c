"""Limits on a process: the POSIX calls of this room, all here (Linux, macOS, Windows through WSL)."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from dataclasses import dataclass
from typing import Final

_ENDS: Final = {signal.SIGXCPU: "time", signal.SIGALRM: "time", signal.SIGKILL: "killed"}
"""What a signal says of a limited process; SIGKILL comes from a kernel that is short of memory, or from somebody."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one unit may take: seconds of processor, seconds on the clock, bytes of address space.

    A hundred pages take about twelve seconds and 200 MB: who needs ten times as much is looping.
    """

    processor: int = 180
    clock: int = 600
    memory: int = 2 * 1024**3


def limit_this_process(limits: Limits) -> None:
    """Hold this process to ``limits`` from now on; the kernel ends it when it goes beyond, in C code too."""
    _lower(resource.RLIMIT_CPU, limits.processor)
    _lower(resource.RLIMIT_AS, limits.memory)
    _lower(resource.RLIMIT_CORE, 0)
    for number in (signal.SIGALRM, signal.SIGXCPU, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.clock)


def usable_processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS has no such call
        return os.cpu_count() or 1


def _lower(kind: int, most: int) -> None:
    """Set a limit, or leave the one that somebody has set below it already."""
    hard = resource.getrlimit(kind)[1]
    if hard == resource.RLIM_INFINITY or hard > most:
        with contextlib.suppress(ValueError, OSError):  # macOS has no limit of address space
            resource.setrlimit(kind, (most, hard))


def end_group(process: int) -> None:
    """End the process and all it started; it leads a group of its own."""
    try:
        os.killpg(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def ended(status: int) -> str:
    """How a process ended, by the status that ``waitpid`` gave: "" by itself, ``time``, ``killed``, or ``failure``."""
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return "failure" if code else ""
    return _ENDS.get(signal.Signals(-code), "failure")
