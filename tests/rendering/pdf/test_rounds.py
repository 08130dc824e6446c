"""Folios as a fixed point, with an engine that counts words for pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bible_builder.errors import Findings
from bible_builder.model.book import Book, Finishing, Matter, Unit
from bible_builder.rendering.pdf.laid import FolioFigures, Kind, Laid, Run
from bible_builder.rendering.pdf.rounds import Settlement, settle
from bible_builder.rendering.pdf.units import Sheet
from tests.rendering.pdf import books


class Engine:
    """Puts every word of a unit on its first page; remembers which units it was asked for together, and their HTML."""

    def __init__(self, pages: Callable[[Sheet], int], settable: bool = True, figures: tuple[FolioFigures, ...] = ()) -> None:
        self.rounds: list[list[str]] = []
        self.html: list[str] = []
        self._pages, self._settable, self._figures = pages, settable, figures

    def __call__(self, sheets: Sequence[Sheet]) -> list[Laid]:
        if sheets:
            self.rounds.append([made.unit.id for made in sheets])
        self.html += [made.html for made in sheets]
        return [self._lay(made) for made in sheets]

    def asked(self) -> dict[str, str]:
        """The HTML that was asked for last, by unit."""
        return dict(zip((name for names in self.rounds for name in names), self.html, strict=True))

    def _lay(self, made: Sheet) -> Laid:
        runs = tuple(Run(n, Kind.TEXT, 0, n, n, True) for n in range(len(made.elements)))
        return Laid(b"", ((400.0, 600.0),) * self._pages(made), runs, settable=self._settable, figures=self._figures)


def paragraph(name: str, *targets: str) -> str:
    links = "".join(f'<a class="folio" href="#block-{target}" data-source="content/guide/{name}.md:7"></a>' for target in targets)
    return f'<p id="block-{name}">{links}</p>'


def book(*units: Unit) -> Book:
    return books.book(Path(), *units)


def printed(settled: Settlement, unit: int) -> str:
    return "".join(element.text() for element in settled.units[unit].sheet.content)


def test_what_prints_a_folio_of_as_many_figures_is_laid_out_once() -> None:
    engine = Engine(lambda made: 4)
    made = book(books.unit("a", paragraph("a", "b")), books.unit("b", paragraph("b")), books.unit("c", paragraph("c")))
    settled = settle(made, engine, {}, Findings())
    assert engine.rounds == [["a", "b", "c"]]
    assert settled.page_map["block-b"].label == printed(settled, 0) == "5"
    assert ">0</a>" in engine.html[0]


def test_what_prints_a_folio_of_more_figures_is_laid_out_again() -> None:
    engine = Engine(lambda made: 12)
    made = book(books.unit("a", paragraph("a", "b")), books.unit("b", paragraph("b")), books.unit("c", paragraph("c")))
    settled = settle(made, engine, {}, Findings())
    assert engine.rounds == [["a", "b", "c"], ["a"]]
    assert printed(settled, 0) == "13"
    assert ">00</a>" in engine.html[-1]


def test_figures_that_cannot_be_set_afterwards_are_laid_out_as_they_are() -> None:
    engine = Engine(lambda made: 4, settable=False)
    settled = settle(book(books.unit("a", paragraph("a", "b")), books.unit("b", paragraph("b"))), engine, {}, Findings())
    assert engine.rounds == [["a", "b"], ["a"], ["a"]]
    assert ">5</a>" in engine.html[-1]
    assert printed(settled, 0) == "5"


def test_noughts_of_true_folios_stay() -> None:
    """Where a unit is laid out with its true folios, what was found of figures is not to be set: the 0 of 10 would become a 1."""
    engine = Engine(lambda made: 9, settable=False, figures=(FolioFigures(1, 0, (5,), tuple("0123456789")),))
    settled = settle(book(books.unit("a", paragraph("a", "b")), books.unit("b", paragraph("b"))), engine, {}, Findings())
    assert printed(settled, 0) == "11"
    assert settled.units[0].laid.figures == ()


def test_the_index_and_the_contents_wait_for_the_body() -> None:
    engine = Engine(lambda made: 2)
    units = (
        books.unit("contents", paragraph("s", "a", "i"), matter=Matter.FRONT, finishing=Finishing.CONTENTS),
        books.unit("a", paragraph("a", "a")),
        books.unit("index", paragraph("i", "a"), finishing=Finishing.INDEX),
    )
    settled = settle(book(*units), engine, {}, Findings())
    assert engine.rounds == [["a"], ["contents", "index"]]
    assert [printed(settled, place) for place in range(3)] == ["13", "1", "1"]


def test_a_unit_with_many_references_waits_too() -> None:
    engine = Engine(lambda made: 2)
    settle(book(books.unit("a", paragraph("a", *"aaaaaaa")), books.unit("b", paragraph("b"))), engine, {}, Findings())
    assert engine.rounds == [["b"], ["a"]]


def test_a_reference_that_pushes_its_own_target_settles() -> None:
    """Two figures take a page more than one: the target moves once and stays."""
    engine = Engine(lambda made: 98 if ">0</a>" in made.html else 100)
    findings = Findings()
    settled = settle(book(books.unit("a", paragraph("a", "b")), books.unit("b", paragraph("b"))), engine, {}, findings)
    assert findings.all == ()
    assert settled.page_map["block-b"].label == printed(settled, 0) == "101"
    assert sum("a" in names for names in engine.rounds) == 3


def test_a_reference_that_never_settles_is_named() -> None:
    engine = Engine(lambda made: 10 if ">0</a>" in made.html else 8)
    findings = Findings()
    settle(book(books.unit("a", paragraph("a", "b")), books.unit("b", paragraph("b"))), engine, {}, findings)
    (found,) = findings.all
    assert (found.code, found.parameters["unit"], found.parameters["reference"]) == ("pdf-folios-unsettled", "A", "block-b")
    assert str(found.source) == "content/guide/a.md:7"
    assert len(engine.rounds) == 5


def test_a_page_inserted_moves_what_follows_and_lays_out_nothing_else() -> None:
    units = (
        books.unit("a", paragraph("a", "b")),
        books.unit("b", paragraph("b", "a", "c")),
        books.unit("c", paragraph("c", "b")),
    )
    before, after = Engine(lambda made: 12), Engine(lambda made: 14 if made.unit.id == "a" else 12)
    old, new = settle(book(*units), before, {}, Findings()), settle(book(*units), after, {}, Findings())
    assert (printed(old, 1), printed(new, 1)) == ("125", "127")
    assert after.asked() == before.asked()


def test_annex_pages_are_counted() -> None:
    engine = Engine(lambda made: 1)
    settled = settle(book(books.unit("a", paragraph("a")), books.unit("b", paragraph("b"))), engine, {"a": 4}, Findings())
    assert (settled.page_map["block-b"].label, settled.stretches[0].blank) == ("7", 1)
