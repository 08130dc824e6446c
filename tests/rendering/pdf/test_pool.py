"""Units at the same time: on nurseries of our own, on anybody's executor, and what is left when one of them fails."""

from __future__ import annotations

import io
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil
import pytest

from bible_builder.errors import Findings, RenderingError, ResourceLimitError
from bible_builder.model.book import Book
from bible_builder.rendering.pdf import Limits, render
from tests.rendering.pdf import books

LOOPS = '<table><tbody><tr><td colspan="100000">x</td></tr></tbody></table>'
PLACE = '<p data-source="content/guide/{0}.md:3">{0}</p>'


def book(base: Path, *more: str) -> Book:
    """Two chapters with folios of each other, and more sections."""
    there = '<p>p. <a class="folio" href="#chapter-c{}"></a></p>'
    units = [books.unit(name, books.chapter(n, extra=there.format(3 - n))) for n, name in ((1, "a"), (2, "b"))]
    units += [
        books.unit(f"x{n}", f'<section role="doc-chapter">{PLACE.format(f"x{n}")}{html}</section>') for n, html in enumerate(more)
    ]
    return books.book(base, *units)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return render(book(tmp_path_factory.mktemp("book")), Findings(), jobs=1).data


@contextmanager
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as made:
        yield made


@pytest.mark.parametrize("jobs", [2, 7])
def test_any_number_at_a_time_gives_the_same_bytes(tmp_path: Path, alone: bytes, jobs: int) -> None:
    assert render(book(tmp_path), Findings(), jobs=jobs).data == alone


@pytest.mark.parametrize("made", [lambda: ThreadPoolExecutor(2), processes], ids=["threads", "processes"])
def test_any_executor_gives_the_same_bytes(tmp_path: Path, alone: bytes, made: Callable[[], Any]) -> None:
    with made() as executor:
        assert render(book(tmp_path), Findings(), executor=executor).data == alone


class Recording(ThreadPoolExecutor):
    """Keeps what crosses to it, and what crosses back."""

    def __init__(self) -> None:
        super().__init__(1)
        self.crossed: list[bytes] = []

    def submit(self, work: Any, /, *given: Any, **named: Any) -> Future[Any]:
        def recorded() -> Any:
            answer = work(*given, **named)
            self.crossed.append(pickle.dumps((work, given, named, answer)))
            return answer

        return super().submit(recorded)


def test_what_crosses_is_plain_data(tmp_path: Path) -> None:
    with Recording() as executor:
        render(book(tmp_path), Findings(), executor=executor)
    assert len(executor.crossed) >= 3
    for crossed in executor.crossed:
        reader = Reader(io.BytesIO(crossed))
        reader.load()
        assert reader.named == ["perform", "Order"]


class Reader(pickle.Unpickler):
    """Notes every class and function that a pickle names."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file)
        self.named: list[str] = []

    def find_class(self, module: str, name: str) -> Any:
        self.named.append(name)
        return super().find_class(module, name)


class Broken(ThreadPoolExecutor):
    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(RuntimeError("the worker is gone"))
        return future


def test_an_executor_that_fails_is_an_error_of_the_unit(tmp_path: Path) -> None:
    with Broken() as executor, pytest.raises(RenderingError) as failed:
        render(book(tmp_path), Findings(), executor=executor)
    assert {found.code for found in failed.value.diagnostics} == {"pdf-unit-failed"}
    assert "the worker is gone" in failed.value.diagnostics[0].parameters["reason"]


def test_every_unit_that_fails_is_named_and_the_work_of_the_others_is_kept(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    limits = Limits(processor=2, clock=20, memory=2 * 1024**3)
    with pytest.raises(ResourceLimitError) as failed:
        render(book(tmp_path, LOOPS, LOOPS), Findings(), limits=limits, cache=cache)
    assert [(found.code, str(found.source)) for found in failed.value.diagnostics] == [
        ("pdf-unit-too-slow", "content/guide/x0.md:1"), ("pdf-unit-too-slow", "content/guide/x1.md:1"),
    ]  # fmt: skip
    assert len(list(cache.glob("*/*.zip"))) == 2


@pytest.mark.parametrize("whom", ["child", "warm"])
def test_a_worker_killed_from_outside_is_an_error_of_its_unit_alone(tmp_path: Path, whom: str) -> None:
    """The child that lays a unit out, or the warm process above it; the next job begins with a new one."""
    cache = tmp_path / "cache"
    killed: list[int] = []
    hunter = threading.Thread(target=_kill_one, args=(whom, killed))
    hunter.start()
    with pytest.raises(ResourceLimitError) as failed:
        render(book(tmp_path, LOOPS), Findings(), jobs=1, cache=cache, limits=Limits(60, 60))
    hunter.join()
    assert killed
    (found,) = failed.value.diagnostics
    assert (found.code, str(found.source)) == ("pdf-unit-killed", "content/guide/x0.md:1")
    assert len(list(cache.glob("*/*.zip"))) == 2
    assert not _looping()


def _kill_one(whom: str, killed: list[int]) -> None:
    """End the process that loops, once it does, or its parent."""
    end = time.monotonic() + 50
    while time.monotonic() < end and not killed:
        time.sleep(0.2)
        for process in _looping():
            chosen = process if whom == "child" else process.parent()
            assert chosen is not None
            os.kill(chosen.pid, signal.SIGKILL)
            killed.append(chosen.pid)


def _looping() -> list[psutil.Process]:
    """Children of warm processes of this one that have worked for more than three seconds."""
    found = []
    for process in psutil.Process().children(recursive=True):
        try:
            if sum(process.cpu_times()[:2]) > 3 and process.ppid() != os.getpid():
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found
