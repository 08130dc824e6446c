"""The structure tree as pdfium reads it says what the Book says; a tree that does not is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.acceptance.tagging import complaints
from tests.readers.structure_tree import read_tree
from tests.rendering.pdf import trees
from tests.rendering.pdf.conftest import Made

Spoil = Callable[[pikepdf.Pdf], None]


def test_the_tree_says_what_the_book_says(made: Made) -> None:
    assert complaints(made.book, made.pdf.page_map, read_tree(made.path)) == []


def test_an_element_over_two_pages_is_one_and_whole(made: Made) -> None:
    split = [tag for tag in read_tree(made.path).iter() if tag.type == "P" and len(tag.pages) == 2]
    assert split
    assert all(len(tag.kids) > 1 and "".join(tag.text().split()).endswith("œuvrecomprise.") for tag in split)


def _swap(pdf: pikepdf.Pdf) -> None:
    section = next(element for element in trees.elements(pdf, "Sect") if trees.names(element)[:3] == ["H2", "P", "P"])
    section.K[0], section.K[1] = section.K[1], section.K[0]


def _drop(kind: str, key: str) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        del next(element for element in trees.elements(pdf, kind) if key in element)[key]

    return spoil


def _one_head_less(pdf: pikepdf.Pdf) -> None:
    cell = trees.elements(pdf, "TD")[0]
    cell.A.Headers = pikepdf.Array([cell.A.Headers[0]])


def _another_head(pdf: pikepdf.Pdf) -> None:
    first, second = trees.elements(pdf, "TD")[0], trees.elements(pdf, "TD")[2]
    first.A.Headers, second.A.Headers = second.A.Headers, first.A.Headers


def _no_such_head(pdf: pikepdf.Pdf) -> None:
    trees.elements(pdf, "TH")[1].ID = pikepdf.String("elsewhere")


def _say(kind: str, key: str, value: str) -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        next(element for element in trees.elements(pdf, kind) if key in element)[key] = pikepdf.String(value)

    return spoil


def _drop_paragraph(pdf: pikepdf.Pdf) -> None:
    section = next(element for element in trees.elements(pdf, "Sect") if trees.names(element)[:3] == ["H2", "P", "P"])
    del section.K[2]


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (_swap, "text "),
        (_drop_paragraph, "text "),
        (_drop("Figure", "/Alt"), "alternative "),
        (_say("Figure", "/Alt", "Un disque et un carré"), "alternative "),
        (_drop("TD", "/A"), "table 0: cell "),
        (_one_head_less, "table 0: cell "),
        (_another_head, "table 0: cell "),
        (_no_such_head, "table 0: cell "),
        (_drop("Span", "/Lang"), "language "),
        (_say("Span", "/Lang", "de"), "language "),
        (_drop("Span", "/E"), "expansion "),
    ],
)
def test_a_spoilt_tree_is_refused(made: Made, tmp_path: Path, spoil: Spoil, what: str) -> None:
    path = tmp_path / "spoilt.pdf"
    with pikepdf.open(made.path) as pdf:
        spoil(pdf)
        pdf.save(path)
    found = complaints(made.book, made.pdf.page_map, read_tree(path))
    assert found
    assert all(line.startswith(what) for line in found), found


def test_a_file_without_a_tree_is_refused(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "bare.pdf"
    with pikepdf.open(made.path) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(path)
    with pytest.raises(ValueError, match="no structure tree"):
        read_tree(path)
