"""The warm process and its children: reads the folder of a job a line, does it in a limited child, answers with the child's status."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from weasyprint.urls import FatalURLFetchingError

from bible_builder.rendering.pdf import annex, laying
from bible_builder.rendering.pdf.limits import MEMORY_SPENT, UNSAFE, Limits, limit_this_process
from bible_builder.rendering.pdf.nursery import FAILURE, JOB

TASKS: Final[Mapping[str, Callable[[Mapping[str, Any], Path], None]]] = {
    "lay": laying.task,
    "annex": annex.task,
}
"""What a worker can do: each takes plain arguments and writes what it made to a folder."""

_FAILED: Final = 1


def serve() -> None:
    """Do the jobs whose folders are named on standard input, until it ends."""
    limits = Limits(*json.loads(os.environ["BIBLE_LIMITS"]))
    for line in sys.stdin:
        sys.stdout.write(f"{_in_child(Path(line.rstrip()), limits)}\n")
        sys.stdout.flush()


def _in_child(folder: Path, limits: Limits) -> int:
    """Do a job in a child; returns its status as ``waitpid`` gives it."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    # In the child: nothing of the parent's may run any more, neither its handlers nor its loop.
    code = _FAILED
    try:
        limit_this_process(limits)
        code = _do(folder)
    finally:
        os._exit(code)


def _do(folder: Path) -> int:
    """Do a job; returns the exit code. Why it failed is left in the folder, as one sentence."""
    try:
        job = json.loads((folder / JOB).read_text(encoding="utf-8"))
        TASKS[job["task"]](job["arguments"], folder)
    except MemoryError:
        return MEMORY_SPENT
    except FatalURLFetchingError as error:
        (folder / FAILURE).write_text(str(error), encoding="utf-8")
        return UNSAFE
    except Exception as error:
        traceback.print_exc()
        (folder / FAILURE).write_text(f"{type(error).__name__}: {error}", encoding="utf-8")
        return _FAILED
    return 0
