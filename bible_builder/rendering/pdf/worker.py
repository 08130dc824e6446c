"""The warm process and its children: reads a job's folder a line, does it in a limited child, answers how the child ended."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from weasyprint.urls import FatalURLFetchingError

from bible_builder.rendering.pdf import annex, laying
from bible_builder.rendering.pdf.limits import Limits, limit_this_process
from bible_builder.rendering.pdf.nursery import FAILURE, JOB, READS

TASKS: Final[Mapping[str, Callable[[Mapping[str, Any], Path], Iterable[str] | None]]] = {
    "lay": laying.task,
    "annex": annex.task,
}
"""What a worker can do: each takes plain arguments, writes what it made to a folder, and gives the files that it has read; None
when another run might give something else."""


def serve() -> None:
    """Do the jobs whose folders are named on standard input, until it ends.

    In the child this returns when its one job is done, and the process ends with it.
    """
    limits = Limits(*json.loads(os.environ["BIBLE_LIMITS"]))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            limit_this_process(limits)
            _leave_pipes()
            _do(Path(line.rstrip()))
            return
        sys.stdout.write(f"{os.waitpid(child, 0)[1]}\n")
        sys.stdout.flush()


def _leave_pipes() -> None:
    """Let go of what the parent talks through: should it be killed, whoever waits for its answer learns so at once."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)


def _do(folder: Path) -> None:
    """Do a job. Why it failed is left in the folder: a word, then a sentence."""
    try:
        job = json.loads((folder / JOB).read_text(encoding="utf-8"))
        reads = TASKS[job["task"]](job["arguments"], folder)
        if reads is not None:
            (folder / READS).write_text(json.dumps(sorted(reads)), encoding="utf-8")
    except MemoryError:
        _note(folder, "memory", "MemoryError")
    except FatalURLFetchingError as error:
        _note(folder, "unsafe", str(error))
    except Exception as error:
        traceback.print_exc()
        _note(folder, "failure", f"{type(error).__name__}: {error}")


def _note(folder: Path, reason: str, sentence: str) -> None:
    (folder / FAILURE).write_text(f"{reason}\n{sentence}", encoding="utf-8")
