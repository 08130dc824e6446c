"""Work that is stopped at each of its steps on disk, in a child process: killed there, or told that the disk is full."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import Any

KILLED, REFUSED, DONE, OTHER = 9, 3, 0, 4

_STEPS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"})
"""The audit events (PEP 578) that touch a disk."""


def stopped_at(step: int, folder: str, work: Callable[[], object], *, full: bool = False) -> int:
    """How the work ends when its ``step``-th touch (from 1) of something in ``folder`` is its last (``full``: is refused, and
    every write after it): KILLED, REFUSED, DONE when there are fewer steps."""
    child = os.fork()
    if child == 0:
        os._exit(_run(step, folder, work, full))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run(step: int, folder: str, work: Callable[[], object], full: bool) -> int:
    seen = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event not in _STEPS or not str(arguments[0]).startswith(folder):
            return
        writes = event in {"os.mkdir", "os.rename"} or (event == "open" and bool(arguments[2] & os.O_CREAT))
        seen += 1
        if seen >= step and full and writes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if seen == step and not full:
            os._exit(KILLED)

    sys.addaudithook(watch)
    try:
        work()
    except Exception as error:
        return REFUSED if type(error).__name__ == "UsageError" else OTHER
    return DONE
