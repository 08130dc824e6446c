"""Work that must be killed is killed, names its unit, and harms nothing else."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bible_builder.errors import Findings, RenderingError, ResourceLimitError, UnsafeError
from bible_builder.rendering.pdf import Limits, render
from bible_builder.rendering.pdf.fonts import Faces, private_fontconfig
from bible_builder.rendering.pdf.laid import Laid
from bible_builder.rendering.pdf.nursery import JobError, Nursery
from tests.rendering.pdf import books

QUICK = Limits(processor=2, clock=20, memory=2 * 1024**3)
SLOW = '<table><tbody><tr><td colspan="100000">x</td></tr></tbody></table>'


def job(html: str, css: str = "", roots: tuple[str, ...] = ()) -> dict[str, object]:
    return {"html": f'<html lang="fr"><title>x</title><body>{html}', "css": css, "base": "file:///nowhere/", "roots": list(roots)}


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    with Nursery(Faces.of(books.charter()), datetime.date(2026, 9, 28), QUICK) as made:
        yield made


def test_a_loop_is_ended_and_the_next_job_is_done(nursery: Nursery) -> None:
    begin = time.monotonic()
    with pytest.raises(JobError) as failed:
        nursery.run("lay", job(SLOW))
    assert failed.value.reason == "time"
    assert time.monotonic() - begin < 15
    assert Laid.read(nursery.run("lay", job("<p data-n=0>après</p>"))).pages == 1


def test_a_process_that_sleeps_is_ended_by_the_clock() -> None:
    limits = Limits(processor=20, clock=1, memory=2 * 1024**3)
    with Nursery(Faces.of(books.charter()), datetime.date(2026, 9, 28), limits) as nursery, pytest.raises(JobError) as failed:
        nursery.run("lay", job(SLOW))
    assert failed.value.reason == "time"


def test_memory_is_bounded() -> None:
    limits = Limits(processor=60, clock=60, memory=500 * 1024**2)
    many = "<p data-n=0>" + "réclamation " * 4_000_000
    with Nursery(Faces.of(books.charter()), datetime.date(2026, 9, 28), limits) as nursery:
        with pytest.raises(JobError) as failed:
            nursery.run("lay", job(many))
        assert failed.value.reason == "memory"
        assert Laid.read(nursery.run("lay", job("<p data-n=0>après</p>"))).pages == 1


@pytest.mark.parametrize(
    "html",
    [
        '<img data-n=0 alt=x src="file:///etc/passwd">',
        '<img data-n=0 alt=x src="http://localhost:9/x.png">',
        '<p style="background: url(https://example.org/x.png)">x',
        '<link rel=stylesheet href="ftp://example.org/x.css">',
    ],
)
def test_what_lies_outside_is_refused_with_its_address(nursery: Nursery, html: str) -> None:
    with pytest.raises(JobError) as failed:
        nursery.run("lay", job(html))
    assert failed.value.reason == "unsafe"
    assert failed.value.sentence in html


def test_a_link_out_of_the_folder_is_followed_before_it_is_judged(nursery: Nursery, tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "secret.svg"
    inside.mkdir()
    outside.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (inside / "link.svg").symlink_to(outside)
    with pytest.raises(JobError) as failed:
        nursery.run("lay", job(f'<img data-n=0 alt=x src="{(inside / "link.svg").as_uri()}">', roots=(str(inside),)))
    assert failed.value.reason == "unsafe"


def test_a_failure_says_what_it_was(nursery: Nursery) -> None:
    with pytest.raises(JobError) as failed:
        nursery.run("lay", {"html": "x"})
    assert (failed.value.reason, failed.value.sentence) == ("failure", "KeyError: 'roots'")


def test_nothing_is_left_of_a_nursery(tmp_path: Path) -> None:
    with Nursery(Faces.of(books.charter()), datetime.date(2026, 9, 28), QUICK) as nursery:
        nursery.run("lay", job("<p data-n=0>x</p>"))
        folder, process = nursery.folder, nursery._process
        assert process is not None and folder.is_dir()
    assert not folder.exists()
    assert process.poll() is not None
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_workers_see_the_charters_fonts_and_no_other(nursery: Nursery) -> None:
    laid = Laid.read(
        nursery.run("lay", job("<p data-n=0>猫</p>", 'p { font-family: "DejaVu Sans", "Droid Sans Fallback", sans-serif }'))
    )
    assert [said.message[:7] for said in laid.said] == [".notdef"]
    assert laid.file is not None
    with books.opened(laid.file.read_bytes()) as file:
        names = {str(font.BaseFont).partition("+")[2] for font in file.pages[0].obj.Resources.Font.values()}
    assert all(name.startswith(("Vollkorn", "Source-Sans")) for name in names)


def test_generic_families_are_the_charters(tmp_path: Path) -> None:
    text = private_fontconfig(Faces.of(books.charter()), tmp_path).read_text(encoding="utf-8")
    assert "<family>serif</family><prefer><family>Vollkorn</family>" in text
    assert "<family>monospace</family><prefer><family>Source Sans 3</family>" in text
    assert len(list((tmp_path / "fonts").iterdir())) == len(books.charter().fonts)


def test_a_unit_that_loops_is_named_with_its_files(tmp_path: Path) -> None:
    text = '<p data-source="content/guide/a.md:3">x</p><p data-source="content/guide/b.md:1">y</p>'
    html = f'<section role="doc-chapter">{text}{SLOW}</section>'
    with pytest.raises(ResourceLimitError) as failed:
        render(books.book(tmp_path, books.unit("chapitre", html)), Findings(), limits=QUICK)
    (found,) = failed.value.diagnostics
    assert (found.code, found.parameters["unit"], found.parameters["files"], str(found.source)) == (
        "pdf-unit-too-slow", "Chapitre", "content/guide/a.md, content/guide/b.md", "content/guide/a.md:1",
    )  # fmt: skip


def test_a_drawing_that_reaches_out_is_refused(tmp_path: Path) -> None:
    image = '<image href="file:///etc/hostname" width="9" height="9"/>'
    (tmp_path / "d.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{image}</svg>')
    html = '<section role="doc-chapter"><figure data-source="content/guide/a.md:3"><img src="d.svg" alt="x"/></figure></section>'
    with pytest.raises(UnsafeError) as failed:
        render(books.book(tmp_path, books.unit("a", html)), Findings())
    assert failed.value.diagnostics[0].parameters["reason"] == "file:///etc/hostname"


def test_text_nested_beyond_reason_is_an_error_of_its_unit(tmp_path: Path) -> None:
    deep = "<ul><li>" * 110 + "<p>x</p>" + "</li></ul>" * 110
    with pytest.raises(RenderingError) as failed:
        render(books.book(tmp_path, books.unit("a", f'<section role="doc-chapter">{deep}</section>')), Findings())
    assert failed.value.diagnostics[0].code == "pdf-unit-failed"
    assert "RecursionError" in failed.value.diagnostics[0].parameters["reason"]
