"""What is out of all measure, broken or ended from outside: stopped within its limit, named with its place, the rest kept."""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bible_builder.errors import Findings, ResourceLimitError
from bible_builder.rendering.pdf import Limits, render
from bible_builder.rendering.pdf.nursery import Nursery
from tests.rendering.pdf import books

QUICK = Limits(processor=2, clock=20, memory=2 * 1024**3)
PATIENT = Limits(processor=60, clock=60, memory=2 * 1024**3)
LOOP = '<div data-source="content/guide/boucle.md:7">' + "<div>" * 14 + "<p>x</p>" + "</div>" * 15
FLEX = "div { display: flex }"


def png(width: int, height: int, pixels: bytes) -> bytes:
    """A PNG of one bit a pixel that says it has these measures, and holds ``pixels``."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def pictured(folder: Path, data: bytes) -> Any:
    """A book with a sound unit, and one that shows a picture with this data."""
    (folder / "image.png").write_bytes(data)
    figure = '<figure data-source="content/guide/a.md:3"><img src="image.png" alt="x"/></figure>'
    return books.book(folder, books.unit("sain", "<section><p>x</p></section>"), books.unit("a", f"<section>{figure}</section>"))


def test_a_picture_of_1600_million_pixels_in_a_file_of_200_kilobytes_is_named(tmp_path: Path) -> None:
    data = png(40_000, 40_000, bytes(40_000 * 5001))
    assert len(data) < 250_000
    findings, begin = Findings(), time.monotonic()
    render(pictured(tmp_path, data), findings, limits=QUICK)
    assert [(found.code, str(found.source)) for found in findings.all] == [("pdf-broken-image", "content/guide/a.md:3")]
    assert time.monotonic() - begin < 20


def test_a_picture_cut_short_is_named(tmp_path: Path) -> None:
    data = png(300, 300, os.urandom(38 * 300 + 300))
    findings = Findings()
    render(pictured(tmp_path, data[: len(data) // 2]), findings)
    assert [(found.code, str(found.source)) for found in findings.all] == [("pdf-broken-image", "content/guide/a.md:3")]


def test_boxes_that_outlast_their_time_are_named_and_the_rest_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    with pytest.raises(ResourceLimitError) as failed:
        render(_with(tmp_path, LOOP), Findings(), limits=QUICK, jobs=1, cache=cache)
    (found,) = failed.value.diagnostics
    assert (found.code, found.parameters["unit"]) == ("pdf-unit-too-slow", "Chapitre")
    assert (str(found.source), found.parameters["files"]) == ("content/guide/boucle.md:1", "content/guide/boucle.md")
    assert "sain et sauf" not in _laid_out_again(tmp_path, cache, monkeypatch)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks the kernel of Linux for a process's children")
@pytest.mark.parametrize("warm", [False, True], ids=["the child", "the warm process"])
def test_a_worker_killed_from_outside_is_named_and_the_rest_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm: bool
) -> None:
    cache, killed, told = tmp_path / "cache", list[int](), threading.Event()

    def kill() -> None:
        if told.wait(30):
            parent, child = _until(_working)
            killed.append(child)
            os.kill(parent if warm else child, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(ResourceLimitError) as failed:
        render(
            _with(tmp_path, LOOP), Findings(), limits=PATIENT, jobs=2, cache=cache, progress=lambda *_: told.set()
        )  # fmt: skip
    killer.join()
    (found,) = failed.value.diagnostics
    assert (found.code, found.parameters["unit"], str(found.source)) == (
        "pdf-unit-killed", "Chapitre", "content/guide/boucle.md:1",
    )  # fmt: skip
    assert _is_gone(killed[0]), Path(f"/proc/{killed[0]}/status").read_text()
    assert "sain et sauf" not in _laid_out_again(tmp_path, cache, monkeypatch)


def _with(folder: Path, html: str) -> Any:
    return books.book(
        folder,
        books.unit("sain", '<section role="doc-chapter"><p>sain et sauf</p></section>'),
        books.unit("chapitre", f'<section role="doc-chapter">{html}</section>'),
        css=FLEX,
    )


def _laid_out_again(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What has to be laid out once the unit at fault is mended."""
    asked: list[str] = []
    run = Nursery.run

    def noted(nursery: Nursery, task: str, arguments: Mapping[str, Any]) -> Path:
        asked.append(str(arguments["html"]))
        return run(nursery, task, arguments)

    monkeypatch.setattr(Nursery, "run", noted)
    render(_with(folder, "<p>réparé</p>"), Findings(), cache=cache)
    assert any("réparé" in html for html in asked)
    return "".join(asked)


def _children(process: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):  # it has just ended
            found += map(int, task.read_text().split())
    return found


def _is_gone(process: int) -> bool:
    """Whether a process ends within a second, though nobody may have asked how."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.02)
    return False


def _working() -> tuple[int, int] | None:
    """A warm process of ours that has a child at work, and that child."""
    return next(((warm, child) for warm in _children(os.getpid()) for child in _children(warm)), None)


def _until(ask: Callable[[], tuple[int, int] | None]) -> tuple[int, int]:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if found := ask():
            time.sleep(0.3)  # well into its work
            return found
        time.sleep(0.02)
    raise TimeoutError("no worker began")


@pytest.mark.conformance
def test_a_table_of_many_rows_takes_time_in_proportion(tmp_path: Path) -> None:
    """At four times the rows, at most twice four times the time: a cost that grew with the square would be sixteen times it."""
    few, many = (_seconds(tmp_path, rows) for rows in (500, 2000))
    assert many < 8 * few


def _seconds(folder: Path, rows: int) -> float:
    body = "".join(f'<tr><th scope="row">{n}</th><td>Magasin {n}</td></tr>' for n in range(rows))
    head = '<thead><tr><th scope="col">Code</th><th scope="col">Nom</th></tr></thead>'
    table = f'<section role="doc-chapter"><table>{head}<tbody>{body}</tbody></table></section>'
    begin = time.monotonic()
    made = render(books.book(folder, books.unit("a", table)), Findings())
    assert made.pages > rows // 60
    return time.monotonic() - begin
