"""Bad input told by the command: an exit code, the place of each fault, and what was built before left as it was."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bible_builder.cli.exits import Exit
from bible_builder.cli.program import run
from bible_builder.rendering import pdf
from tests.bibles import build_tiny
from tests.rendering.pdf.test_bad_input import png

Captured = pytest.CaptureFixture[str]
LIVRE = Path(__file__).parents[2] / "layouts" / "livre"
GUIDE = Path("content", "guide", "1-accueil")


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A bible with a figure that was built before; what was built must be there afterwards."""
    root = build_tiny("figure", tmp_path)
    built = tmp_path / "out" / "petite-2026-T4.pdf"
    built.parent.mkdir()
    built.write_bytes(b"%PDF of yesterday")
    yield root
    assert [path.name for path in built.parent.iterdir()] == [built.name]
    assert built.read_bytes() == b"%PDF of yesterday"


def _build(root: Path, *options: str) -> int:
    return run(["-C", str(root), "-o", str(root.parent / "out"), "build", "-f", "pdf", "--no-cache", *options], {})


def _show(root: Path, data: bytes) -> None:
    (root / GUIDE / "image.png").write_bytes(data)
    text = root / GUIDE / "10-appel.md"
    text.write_text(text.read_text("utf-8").replace("parcours.svg", "image.png"), "utf-8")


def _layout(root: Path, *, further: str = "", css: str = "", page: str = "") -> None:
    """A layout of the bible's own, ``mien``: the built-in one with a little more."""
    folder = root / "layouts" / "mien"
    folder.mkdir(parents=True)
    settings = (LIVRE / "layout.yaml").read_text("utf-8")
    if page:
        before, _, after = settings.partition("page:\n")
        settings = f"{before}page:\n{page}\n\n{after[after.index('heads:') :]}"
    (folder / "layout.yaml").write_text(f"based-on: livre\n{settings}", "utf-8")
    (folder / "section.html").write_text((LIVRE / "section.html").read_text("utf-8") + further, "utf-8")
    if css:
        (folder / "book.css").write_text((LIVRE / "book.css").read_text("utf-8") + css, "utf-8")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (png(40_000, 40_000, bytes(1000)), "elle a trop de pixels"),
        (png(300, 300, zlib.compress(bytes(9000)))[:60], "elle ne peut pas être lue jusqu’au bout"),
    ],
    ids=["40,000 by 40,000", "cut short"],
)
def test_a_picture_that_cannot_be_shown_is_told_with_its_place(root: Path, capsys: Captured, data: bytes, reason: str) -> None:
    _show(root, data)
    assert _build(root) == Exit.CONTENT
    told = capsys.readouterr().err
    assert f"{root}/{GUIDE}/10-appel.md:11: image-broken L’image « image.png » est abîmée : {reason}." in told


def test_a_cell_over_a_hundred_thousand_columns_is_told_with_its_template(root: Path, capsys: Captured) -> None:
    _layout(root, further='<table><tbody><tr><td colspan="100000">x</td></tr></tbody></table>')
    assert _build(root, "--gabarit", "mien") == Exit.CONTENT
    told = capsys.readouterr().err
    assert f"{root}/layouts/mien/section.html:6: layout-bad-value « 100000 » ne convient pas pour l’attribut « colspan »" in told


def test_a_page_smaller_than_its_margins_is_told_with_its_line(root: Path, capsys: Captured) -> None:
    _layout(root, page="  size: 60mm 80mm\n  top: 40mm\n  bottom: 40mm\n  inner: 20mm\n  outer: 20mm")
    assert _build(root, "--gabarit", "mien") == Exit.CONTENT
    lines = (root / "layouts" / "mien" / "layout.yaml").read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines, 1) if line.strip() == "size: 60mm 80mm")
    assert f"{root}/layouts/mien/layout.yaml:{place}:3: layout-no-room" in capsys.readouterr().err


def test_boxes_in_boxes_that_outlast_their_time_end_with_the_exit_code_of_limits(
    root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    depth = 14
    boxes = '<div class="essai">' * depth + "<p>x</p>" + "</div>" * depth
    _layout(root, further=boxes, css="\ndiv.essai { display: flex }\n")
    limits = pdf.Limits(processor=4, clock=30, memory=2 * 1024**3)
    monkeypatch.setattr(pdf, "render", partial(pdf.render, limits=limits))
    assert _build(root, "--gabarit", "mien") == Exit.LIMIT
    told = capsys.readouterr().err
    assert f"{root}/{GUIDE}/_chapitre.md:1: pdf-unit-too-slow « L’accueil » prend trop de temps" in told
    assert f"Regardez ces fichiers : {GUIDE}/_chapitre.md, layouts/mien/section.html, {GUIDE}/10-appel.md." in told
