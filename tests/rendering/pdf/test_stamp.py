"""Where heads, feet and the mark of a proof stand on a finished page, and what room a bound-in page has between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pytest

from bible_builder.model.units import Length
from bible_builder.rendering.pdf.stamp import frame
from tests.readers.painted import read_painted
from tests.rendering.pdf.books import PAGE
from tests.rendering.pdf.conftest import Made

RISE, DROP = 0.984 * 8, 0.273 * 8
"""Of Source Sans 3 at 8 pt: from a line's top to its baseline, from there to its foot."""

NEAR = 2.0
"""Points: less than any other part of the margin would move a line."""


@dataclass(frozen=True)
class Stamped:
    """A line of the layer: where it begins and ends, its baseline from the page's foot, in points."""

    start: float
    end: float
    baseline: float


def stamped(made: Made, page: int, begin: str) -> Stamped:
    """The line in the margins of a page that begins with these words."""
    (found,) = _lines(made, page, begin)
    return found


def _lines(made: Made, page: int, begin: str) -> Iterator[Stamped]:
    rows: dict[float, list[tuple[float, float, str]]] = {}
    for one in read_painted(made.path):
        if one.page == page and (one.baseline > PAGE.height.points - PAGE.top.points or one.baseline < PAGE.bottom.points):
            rows.setdefault(round(one.baseline, 1), []).append((one.start, one.end, one.text))
    for baseline, row in rows.items():
        if "".join(text for _, _, text in sorted(row)).strip().startswith(begin):
            shown = [(start, end) for start, end, text in row if text.strip()]
            yield Stamped(min(start for start, _ in shown), max(end for _, end in shown), baseline)


@pytest.fixture(scope="module")
def verso(made: Made) -> int:
    return made.pdf.page_map["chapter-c1"].sequence + 1


WIDTH, HEIGHT = PAGE.width.points, PAGE.height.points


def test_heads_stand_half_way_up_the_margin_at_the_outer_edge(made: Made, verso: int) -> None:
    left, right = stamped(made, verso, "Bible de la"), stamped(made, verso + 1, "1 Chapitre")
    for line in (left, right):
        assert line.baseline == pytest.approx(HEIGHT - PAGE.top.points / 2 - RISE, abs=NEAR)
    assert left.start == pytest.approx(PAGE.outer.points, abs=NEAR)
    assert right.end == pytest.approx(WIDTH - PAGE.outer.points, abs=NEAR)


def test_feet_stand_half_way_down_the_margin_at_the_outer_edge(made: Made, verso: int) -> None:
    left, right = stamped(made, verso, "2"), stamped(made, verso + 1, "1.")
    for line in (left, right):
        assert line.baseline == pytest.approx(PAGE.bottom.points / 2 + DROP, abs=NEAR)
    assert left.start == pytest.approx(PAGE.outer.points, abs=NEAR)
    assert right.end == pytest.approx(WIDTH - PAGE.outer.points, abs=NEAR)


def test_the_mark_of_a_proof_stands_above_the_head_in_the_middle_of_the_text(made: Made, verso: int) -> None:
    middle = (PAGE.inner.points + WIDTH - PAGE.outer.points) / 2
    for page, expected in ((verso, WIDTH - middle), (verso + 1, middle)):
        mark = stamped(made, page, "ÉPREUVE")
        assert (mark.start + mark.end) / 2 == pytest.approx(expected, abs=NEAR)
        assert mark.baseline == pytest.approx(HEIGHT - 0.22 * PAGE.top.points - RISE, abs=NEAR)


def test_a_bound_in_page_has_the_room_between_head_and_foot() -> None:
    edges = (Length.mm(8), Length.mm(15), Length.mm(140), Length.mm(196.5))
    assert frame(PAGE) == pytest.approx([edge.points for edge in edges], abs=0.01)


def test_each_page_bears_its_own_heads_beside_its_own_fonts(file: pikepdf.Pdf) -> None:
    layers = [page.obj.Resources.XObject["/Heads"].objgen for page in file.pages if "/Heads" in page.obj.Resources.XObject]
    assert len(layers) > len(file.pages) / 2
    assert len(set(layers)) == len(layers)
    assert all("/Font" in page.obj.Resources for page in file.pages if b"BT" in page.Contents[0].read_bytes())


def test_the_mark_is_drawn_once_a_side_and_stands_on_every_page(file: pikepdf.Pdf) -> None:
    marks = {page.obj.Resources.XObject["/Proof"].objgen for page in file.pages}
    assert 2 <= len(marks) <= 4  # recto and verso, upright and turned
