"""Processes for work that may have to be killed: one that is warm (it has imported the engines), and from it one child a job.

The child is limited by the kernel; the parent waits with a clock of its own. What goes wrong in a child harms neither the parent
nor the next job.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from bible_builder.rendering.pdf.fonts import Faces, private_fontconfig
from bible_builder.rendering.pdf.limits import Limits, end_group, ended

JOB: Final = "job.json"
FAILURE: Final = "failure.txt"
READS: Final = "reads.json"
"""The files that a job has read; it is not there when another run of the job might give something else."""

_GRACE: Final = 30
"""Seconds that the parent waits beyond the child's own clock, before it ends them all."""

_MOMENT: Final = 2
"""Seconds that a process which has closed its pipe may take to end."""

_START: Final = "from bible_builder.rendering.pdf.worker import serve; serve()"
_PACKAGE_PARENT: Final = Path(__file__).resolve().parents[3]


class JobError(Exception):
    """A job came to nothing: ``reason`` is ``time``, ``memory``, ``killed`` (from outside), ``unsafe`` with the address that it
    would have read, or ``failure`` with a sentence that says why."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(f"{reason}: {sentence}")
        self.reason, self.sentence = reason, sentence


class Nursery:
    """Runs jobs, one at a time, in limited processes that see only the charter's fonts and the book's date.

    A context manager: its folder and its processes end with it.
    """

    def __init__(self, faces: Faces, date: datetime.date, limits: Limits) -> None:
        self._faces, self._date, self._limits = faces, date, limits
        self._workspace = tempfile.TemporaryDirectory(prefix="bible-pdf-")
        self._process: subprocess.Popen[str] | None = None
        self._jobs = 0

    def __enter__(self) -> Nursery:
        self._environment = _environment(private_fontconfig(self._faces, self.folder), self._date, self.folder, self._limits)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()
        self._workspace.cleanup()

    @property
    def folder(self) -> Path:
        """A folder for what lasts as long as the nursery."""
        return Path(self._workspace.name)

    def start(self) -> None:
        """Start the warm process, so that it is ready when the first job comes."""
        self._warm()

    def run(self, task: str, arguments: Mapping[str, Any]) -> Path:
        """Do ``task`` (a name in ``worker.TASKS``) in a process of its own; returns the folder with what it wrote.

        ``arguments`` are plain data. Raises JobError.
        """
        self._jobs += 1
        folder = self.folder / f"job-{self._jobs}"
        folder.mkdir()
        (folder / JOB).write_text(json.dumps({"task": task, "arguments": arguments}), encoding="utf-8")
        reason, sentence = ended(self._ask(folder)), "the process was ended"
        if (folder / FAILURE).exists():
            reason, _, sentence = (folder / FAILURE).read_text(encoding="utf-8").partition("\n")
        if reason:
            raise JobError(reason, sentence)
        return folder

    def _ask(self, folder: Path) -> int:
        """Hand the job's folder to the warm process; returns the child's status as ``waitpid`` gave it."""
        process = self._warm()
        asked, answered = _pipes(process)
        with contextlib.suppress(BrokenPipeError):  # it has ended: reading says so too
            asked.write(f"{folder}\n")
            asked.flush()
        if not select.select([answered], [], [], self._limits.clock + _GRACE)[0]:
            self._stop()
            raise JobError("time", "the process did not answer")
        answer = answered.readline()
        if not answer:
            killed = _is_killed(process)
            self._stop()
            said = (self.folder / "stderr.txt").read_text(encoding="utf-8", errors="replace")[-300:].strip()
            raise JobError("killed" if killed else "failure", said or "the process ended")
        return int(answer)

    def _warm(self) -> subprocess.Popen[str]:
        if self._process is None:
            with (self.folder / "stderr.txt").open("w", encoding="utf-8") as log:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", _START],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                    env=self._environment,
                    cwd=self.folder,
                    start_new_session=True,  # so that it can be ended with all its children
                )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        end_group(process.pid)
        process.wait()
        for pipe in _pipes(process):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def _is_killed(process: subprocess.Popen[str]) -> bool:
    """Whether the process, which answers no more, was ended by a signal."""
    try:
        return process.wait(_MOMENT) < 0
    except subprocess.TimeoutExpired:
        return False


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None and process.stdout is not None
    return process.stdin, process.stdout


def _environment(fontconfig: Path, date: datetime.date, folder: Path, limits: Limits) -> dict[str, str]:
    """What a worker's process is told: nothing of this machine's fonts, clock, caches or hash seed."""
    midnight = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    paths = (str(_PACKAGE_PARENT), os.environ.get("PYTHONPATH", ""))
    return {
        **os.environ,
        "FONTCONFIG_FILE": str(fontconfig),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "TMPDIR": str(folder),
        "TZ": "UTC",
        "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONSAFEPATH": "1",
        "BIBLE_LIMITS": json.dumps([limits.processor, limits.clock, limits.memory]),
    }
