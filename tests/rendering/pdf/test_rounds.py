"""Folios as a fixed point, with an engine that counts words for pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bible_builder.errors import Findings
from bible_builder.model.book import Book, Finishing, Matter, Unit
from bible_builder.rendering.pdf.laid import Kind, Laid, Run
from bible_builder.rendering.pdf.rounds import settle
from bible_builder.rendering.pdf.units import Sheet
from tests.rendering.pdf import books


def paged(pages: Callable[[Sheet], int]) -> tuple[list[str], Callable[[Sheet], Laid]]:
    """An engine that puts every word of a unit on its first page, and the list of the units it was asked for."""
    asked: list[str] = []

    def lay_out(made: Sheet) -> Laid:
        asked.append(made.unit.id)
        count = pages(made)
        runs = tuple(Run(n, Kind.TEXT, 0, n, n, True) for n in range(len(made.elements)))
        return Laid(b"", ((400.0, 600.0),) * count, runs)

    return asked, lay_out


def paragraph(name: str, *targets: str) -> str:
    links = "".join(f'<a class="folio" href="#block-{target}"></a>' for target in targets)
    return f'<p id="block-{name}">{links}</p>'


def book(*units: Unit) -> Book:
    return books.book(Path(), *units)


def test_only_what_prints_another_folio_is_laid_out_again() -> None:
    asked, lay_out = paged(lambda made: 3)
    made = book(books.unit("a", paragraph("a", "b")), books.unit("b", paragraph("b")), books.unit("c", paragraph("c")))
    settled = settle(made, lay_out, {}, Findings())
    assert asked == ["a", "b", "c", "a"]
    assert settled.page_map["block-b"].label == "5"
    assert ">5</a>" in settled.units[0].sheet.html


def test_the_index_waits_for_the_body_and_the_contents_for_all() -> None:
    asked, lay_out = paged(lambda made: 2)
    units = (
        books.unit("contents", paragraph("s", "a", "i"), matter=Matter.FRONT, finishing=Finishing.CONTENTS),
        books.unit("index", paragraph("i", "a"), finishing=Finishing.INDEX),
        books.unit("a", paragraph("a", "a")),
    )
    settled = settle(book(*units), lay_out, {}, Findings())
    assert asked[:2] == ["a", "a"]
    assert asked.index("contents") == len(asked) - 1
    assert [unit.sheet.unit.id for unit in settled.units] == ["contents", "index", "a"]
    assert ">3</a>" in settled.units[1].sheet.html


def test_a_reference_that_pushes_its_own_target_settles() -> None:
    """Three digits take a page more than none: the target moves once and stays."""
    asked, lay_out = paged(lambda made: 98 if "></a>" in made.html else 100)
    findings = Findings()
    settled = settle(book(books.unit("a", paragraph("a", "b")), books.unit("b", paragraph("b"))), lay_out, {}, findings)
    assert findings.all == ()
    assert f">{settled.page_map['block-b'].label}</a>" in settled.units[0].sheet.html
    assert asked.count("a") == 3


def test_folios_that_go_on_changing_are_an_error() -> None:
    asked, lay_out = paged(lambda made: 8 if ">9</a>" not in made.html else 10)
    findings = Findings()
    settle(book(books.unit("a", paragraph("a", "b")), books.unit("b", paragraph("b"))), lay_out, {}, findings)
    (found,) = {diagnostic.code: diagnostic for diagnostic in findings.all}.values()
    assert (found.code, found.parameters["units"]) == ("pdf-folios-unsettled", "A")
    assert asked.count("a") < 16


def test_annex_pages_are_counted() -> None:
    _, lay_out = paged(lambda made: 1)
    settled = settle(book(books.unit("a", paragraph("a")), books.unit("b", paragraph("b"))), lay_out, {"a": 4}, Findings())
    assert (settled.page_map["block-b"].label, settled.stretches[0].blank) == ("7", 1)
