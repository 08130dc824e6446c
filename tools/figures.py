"""``python -m tools.figures``: counts what a bible holds against what the sample is asked to hold; ends with 1 if it falls short.

Words are what white space parts and what holds a letter or a figure; numbers and labels that the book adds are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pikepdf

import bible_builder as bb
from bible_builder.assembly import resolve
from bible_builder.build import output_name
from bible_builder.checking.repetitions import repetitions
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible, IndexEntry, Sheet
from bible_builder.model.tree import Content, Element
from bible_builder.model.vocabulary import ORIENTATION, Kind, row_of

SEQUENCE: Final = 8
"""Words from which a sequence counts as repeated."""

STORES: Final = "magasins"
CATALOGUE: Final = "catalogue"
"""The annexes of the sample that are counted, by the names of their files."""

_COUNTED: Final = {
    "letters": {"letter"},
    "figures": {"figure"},
    "tables": {"table", "decision-table", "data-table"},
    "footnotes": {"note"},
    "cross-references": {"cross-reference"},
}
"""What is counted by rows of the vocabulary."""

_ADDED: Final = frozenset({"number", "label"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, and what it must at least (``least``) or at most (``most``) be; None: it is only told."""

    name: str
    found: float
    least: float | None = None
    most: float | None = None
    unit: str = ""

    @property
    def good(self) -> bool:
        """Whether it is as demanded."""
        return (self.least is None or self.found >= self.least) and (self.most is None or self.found <= self.most)

    @property
    def demanded(self) -> str:
        """What is demanded, in signs."""
        said = ("≥", self.least) if self.least is not None else ("≤", self.most)
        return f"{said[0]} {_number(said[1])}{self.unit}" if said[1] is not None else ""


def figures(loaded: Bible, resolved: Bible, errors: int, pdf: Path | None = None) -> tuple[Figure, ...]:
    """Every count of a bible, as it was loaded and as everybody reads it; ``pdf`` is its finished file, None for none."""
    return (
        Figure("mistakes in the content", errors, most=0),
        Figure("chapters", len(loaded.chapters), least=4),
        Figure("sections", sum(len(chapter.sections) for chapter in loaded.chapters), least=30),
        *_words_of_guide(resolved),
        Figure(f"sequences of {SEQUENCE} words repeated", len(repetitions(loaded, SEQUENCE)), most=0),
        Figure("terms of the lexicon", len(loaded.terms), least=100),
        *_index(loaded, resolved),
        *_annexes(loaded),
        *_elements(resolved),
        *((Figure("pages of the PDF", _pages(pdf), least=100),) if pdf is not None else ()),
    )


def _words_of_guide(bible: Bible) -> Iterator[Figure]:
    bodies = [body for chapter in bible.chapters for body in (chapter.body, *(section.body for section in chapter.sections))]
    yield Figure("words of the guide, running text", sum(count_words(body, with_tables=False) for body in bodies), least=25_000)
    yield Figure("words of the guide, with tables", sum(count_words(body) for body in bodies))


def count_words(content: Content, *, with_tables: bool = True) -> int:
    """The words of resolved content, notes and titles within it too; alternative texts of pictures are not read."""
    text = "".join(_texts(content, with_tables))
    return sum(any(character.isalnum() for character in word) for word in text.split())


def _texts(content: Content, with_tables: bool) -> Iterator[str]:
    for node in content:
        if isinstance(node, str):
            yield node
        elif not _ADDED & set(node.classes) and (with_tables or node.name != "table"):
            row = row_of(node)
            parted = row is None or row.kind is not Kind.PHRASING or row.name in {"note", "line-break"}
            yield from (" " * parted, *_texts(node.children, with_tables), " " * parted)


def _index(loaded: Bible, resolved: Bible) -> Iterator[Figure]:
    """The index as printed; what of it would not be there without lexicon and concordance counts as made by them."""
    headings = list(_headings(entry for group in resolved.index for entry in group.entries))
    first = sum(len(group.entries) for group in resolved.index)
    terms = tuple(replace(term, indexed=False) for term in loaded.terms)
    own = resolve(replace(loaded, terms=terms, concordance=()), "", Findings())
    by_hand = len(list(_headings(entry for group in own.index for entry in group.entries)))
    share = 100 * (len(headings) - by_hand) / len(headings) if headings else 0
    yield Figure("headings of the index, all levels", len(headings), least=250)
    yield Figure("  of the first level", first)
    yield Figure("  below it", len(headings) - first)
    yield Figure("  with subheadings", sum(bool(heading.entries) for heading in headings), least=80)
    yield Figure("  from lexicon and concordance alone", share, most=40, unit=" %")
    yield Figure("references: see", sum(len(heading.see) for heading in headings), least=1)
    yield Figure("references: see also", sum(len(heading.see_also) for heading in headings), least=1)


def _headings(entries: Iterable[IndexEntry]) -> Iterator[IndexEntry]:
    for entry in entries:
        yield entry
        yield from _headings(entry.entries)


def _annexes(bible: Bible) -> Iterator[Figure]:
    stores, catalogue = _sheets(bible, STORES), _sheets(bible, CATALOGUE)
    yield Figure("stores", sum(len(sheet.rows) for sheet in stores), least=150)
    yield Figure("sheets of the catalogue", len(catalogue), least=3)
    yield Figure("rows of the catalogue", sum(len(sheet.rows) for sheet in catalogue), least=120)


def _sheets(bible: Bible, name: str) -> tuple[Sheet, ...]:
    """The sheets of the annexes whose file has the name, whatever its form."""
    return tuple(sheet for annex in bible.annexes if annex.path.stem == name for sheet in annex.sheets)


def _elements(bible: Bible) -> Iterator[Figure]:
    """What guide and annexes hold, counted by rows of the vocabulary."""
    found = list(_rows(bible))
    for name, rows in _COUNTED.items():
        yield Figure(name, sum(row in rows for row, _ in found))
    turned = sum(element.name == "table" and ORIENTATION in element.attributes for _, element in found)
    yield Figure("landscape tables", turned, least=1)


def _rows(bible: Bible) -> Iterator[tuple[str, Element]]:
    guide = (body for chapter in bible.chapters for body in (chapter.body, *(section.body for section in chapter.sections)))
    for body in (*guide, *(annex.body for annex in bible.annexes)):
        for element in (element for node in body if isinstance(node, Element) for element in node.iter()):
            if row := row_of(element):
                yield row.name, element


def _pages(pdf: Path) -> int:
    with pikepdf.open(pdf) as document:
        return len(document.pages)


def lines(found: Sequence[Figure]) -> Iterator[str]:
    """The table, a line a figure: its name, what was found, what is demanded, the verdict."""
    width = max(len(figure.name) for figure in found)
    for figure in found:
        verdict = "" if not figure.demanded else "good" if figure.good else "SHORT" if figure.least is not None else "TOO MUCH"
        counted = f"{_number(figure.found)}{figure.unit}"
        yield f"{figure.name:<{width}}  {counted:>9}  {figure.demanded:>9}  {verdict}".rstrip()


def _number(value: float) -> str:
    """With spaces between thousands, and a decimal only where there is one."""
    return f"{value:,.1f}".removesuffix(".0").replace(",", " ")


def main(arguments: Sequence[str] | None = None) -> int:
    """Count what the arguments ask for; returns 0, 1 when something falls short, 2 when there is no bible to count in."""
    parser = argparse.ArgumentParser(prog="figures", description="Count what a bible holds.")
    parser.add_argument("project", type=Path, nargs="?", default=Path(), help="the folder that holds content/")
    parser.add_argument("--built", type=Path, default=Path("build"), help="where a finished PDF is looked for")
    asked = parser.parse_args(arguments)
    try:
        report = bb.check(asked.project)
    except bb.BibleError as error:
        print(error, file=sys.stderr)
        return 2
    if report.bible is None:
        print("bible.yaml cannot be read: see bible check", file=sys.stderr)
        return 2
    pdf = asked.built / f"{output_name(report.bible, '', report.bible.layout)}.pdf"
    counted = figures(report.bible, report.resolved[""], len(report.errors), pdf if pdf.exists() else None)
    print("\n".join(lines(counted)))
    for twice in repetitions(report.bible, SEQUENCE):
        print(f"repeated, {len(twice.words)} words: {twice.first} and {twice.second}: {twice.opening}")
    return 0 if all(figure.good for figure in counted) else 1


if __name__ == "__main__":
    sys.exit(main())
