"""Jobs at the same time: as many nurseries as there are processors, or somebody else's executor; and what was done before.

An executor only schedules: what is submitted to it starts a limited process of its own where it runs, and gives back plain data.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import astuple, dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final

from bible_builder.rendering.pdf.cache import Cache
from bible_builder.rendering.pdf.fonts import Faces
from bible_builder.rendering.pdf.limits import Limits, usable_processors
from bible_builder.rendering.pdf.nursery import JOB, JobError, Nursery

_FAILED: Final = "failed"
_FILES: Final = "files"

Files = dict[str, bytes]
"""What a job wrote, by name."""


@dataclass(frozen=True, slots=True)
class Job:
    """A task of the worker and its arguments, which are plain data."""

    task: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """What an executor is given: plain data throughout, so that it can be sent to another process."""

    task: str
    arguments: Mapping[str, Any]
    faces: Mapping[str, Any]
    date: str
    limits: tuple[int, int, int]


def perform(order: Order) -> dict[str, Any]:
    """Do a job in a limited process beside the caller's; returns ``{"files": …}`` or ``{"failed": (reason, sentence)}``.

    The files that its arguments name must be there, at the same paths, wherever this runs.
    """
    try:
        with Nursery(Faces(**order.faces), datetime.date.fromisoformat(order.date), Limits(*order.limits)) as nursery:
            return {_FILES: _files(nursery.run(order.task, order.arguments))}
    except JobError as error:
        return {_FAILED: (error.reason, error.sentence)}


class Pool:
    """Does jobs, several at a time. A context manager: its processes and folders end with it.

    ``jobs`` None: as many as there are processors that may be used. With an ``executor`` its own number counts.
    """

    def __init__(
        self,
        faces: Faces,
        date: datetime.date,
        limits: Limits,
        jobs: int | None = None,
        executor: Executor | None = None,
        cache: Cache | None = None,
    ) -> None:
        self._faces, self._date, self._limits = faces, date, limits
        self._jobs = jobs or usable_processors()
        self._executor, self._cache = executor, cache
        self._idle: SimpleQueue[Nursery] = SimpleQueue()
        self._stack = ExitStack()
        self._threads: ThreadPoolExecutor | None = None
        self._made = 0

    def __enter__(self) -> Pool:
        self._folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="bible-results-")))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        threads, self._threads = self._threads, None
        if threads is not None:
            threads.shutdown(wait=False, cancel_futures=True)
        self._stack.close()  # ends the nurseries: threads that wait for one are free
        if threads is not None:
            threads.shutdown(wait=True)

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Path | JobError]]:
        """Begin all jobs; gives, as they are done, the place of each with the folder of what it wrote, or why it failed."""
        known = [self._known(job) for job in jobs]
        waiting = {self._submit(job): place for place, job in enumerate(jobs) if known[place] is None}
        return self._awaited(jobs, known, waiting)

    def _awaited(
        self, jobs: Sequence[Job], known: Sequence[Path | None], waiting: Mapping[Future[Any], int]
    ) -> Iterator[tuple[int, Path | JobError]]:
        yield from ((place, folder) for place, folder in enumerate(known) if folder is not None)
        for future in as_completed(waiting):
            place = waiting[future]
            try:
                folder = self._result(future)
            except JobError as error:
                yield place, error
            else:
                self._keep(jobs[place], folder)
                yield place, folder

    def _known(self, job: Job) -> Path | None:
        if self._cache is None:
            return None
        files = self._cache.get(job.task, job.arguments)
        return None if files is None else self._written(files)

    def _keep(self, job: Job, folder: Path) -> None:
        if self._cache is not None:
            self._cache.put(job.task, job.arguments, _files(folder))

    def _submit(self, job: Job) -> Future[Any]:
        if self._executor is not None:
            date, limits = self._date.isoformat(), astuple(self._limits)
            return self._executor.submit(perform, Order(job.task, job.arguments, self._faces.as_data(), date, limits))
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._jobs)
            for _ in range(self._jobs):
                nursery = self._stack.enter_context(Nursery(self._faces, self._date, self._limits))
                nursery.start()
                self._idle.put(nursery)
        return self._threads.submit(self._in_nursery, job)

    def _in_nursery(self, job: Job) -> Path:
        nursery = self._idle.get()
        try:
            return nursery.run(job.task, job.arguments)
        finally:
            self._idle.put(nursery)

    def _result(self, future: Future[Any]) -> Path:
        """The folder of what a job wrote. Raises JobError."""
        try:
            given = future.result()
        except (JobError, CancelledError):
            raise
        except Exception as error:  # whatever an executor may raise: a worker that is gone, data that cannot be sent
            raise JobError("failure", f"{type(error).__name__}: {error}") from error
        if isinstance(given, Path):
            return given
        if _FAILED in given:
            raise JobError(*given[_FAILED])
        return self._written(given[_FILES])

    def _written(self, files: Mapping[str, bytes]) -> Path:
        self._made += 1
        folder = self._folder / f"result-{self._made}"
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        return folder


def _files(folder: Path) -> Files:
    """What a job wrote, without what it was asked."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file() and path.name != JOB}
