"""There and back: the Word document of a bible, read again, beside the sections it was made of."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import bible_builder as bb
from bible_builder.assembly import resolve
from bible_builder.errors import Findings
from bible_builder.importing.assembled import bare
from bible_builder.importing.imported import Changes, Imported, Reading
from bible_builder.importing.reader import read
from bible_builder.model.bible import Section
from bible_builder.model.book import Book
from bible_builder.model.locators import Folio
from bible_builder.model.tree import Element, texts, to_html
from bible_builder.rendering import docx
from tests.bibles import build_tiny


@dataclass(frozen=True)
class RoundTrip:
    """A bible and its Word document, whose folios are all 7: which they are makes no difference here."""

    bible: bb.Bible
    path: Path

    @cached_property
    def resolved(self) -> Mapping[str, Section]:
        """The sections that the document was made of, by id."""
        bible = resolve(self.bible, "", Findings())
        return {section.id: section for chapter in bible.chapters for section in chapter.sections}

    @cached_property
    def reading(self) -> Reading:
        """The document, read."""
        return self.read()

    def read(self, changes: Changes = Changes.ACCEPT) -> Reading:
        """The document, read as asked."""
        findings = Findings()
        reading = read(self.path, findings, changes=changes)
        assert reading is not None, findings.all
        return reading

    def section(self, name: str) -> Imported:
        """One section of the document, read."""
        return next(section for section in self.reading.sections if section.id == name)

    def differences(self) -> Iterator[str]:
        """For each section that does not come back equal, its id and the first block that differs, as it was and as it is."""
        read_back = {section.id: section for section in self.reading.sections}
        for name, section in self.resolved.items():
            found = read_back.get(name)
            title = texts(bare(section.title_content, self.bible.language))  # its index marks are the front matter's
            before = [title, *bare(section.body, self.bible.language)]
            after = [found.title, *bare(found.body, self.bible.language)] if found else ["(no such section)"]
            if before != after:
                pairs = zip([*before, "(end)"], [*after, "(end)"], strict=False)
                one, other = next(pair for pair in pairs if pair[0] != pair[1])
                yield f"{name}:\n  was {_shown(one)}\n  is  {_shown(other)}"


def _shown(node: Element | str) -> str:
    return node if isinstance(node, str) else to_html(node)


Change = Callable[[Path], None]


def round_trip(root: Path, folder: Path) -> RoundTrip:
    """The Word document of the bible in ``root``, written into ``folder``."""
    bible = bb.load(root)
    return _written(bible, _document(bible), folder)


def tiny_round_trip(name: str, folder: Path, change: Change | None = None) -> RoundTrip:
    """The same for a tiny bible; ``change`` may edit the file before it is read."""
    made = _written(*_tiny(name), folder)
    if change is not None:
        change(made.path)
    return made


@cache
def _tiny(name: str) -> tuple[bb.Bible, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        bible = bb.load(build_tiny(name, Path(folder)))
        return bible, _document(bible)


def _document(bible: bb.Bible) -> bytes:
    book = replace(bb.compose(bible), word_folios="pdf")
    return docx.render(book, {anchor: Folio("7", 7) for anchor in _anchors(book)}, Findings()).data


def _written(bible: bb.Bible, document: bytes, folder: Path) -> RoundTrip:
    path = folder / "bible.docx"
    path.write_bytes(document)
    return RoundTrip(bible, path)


def _anchors(book: Book) -> Iterator[str]:
    for unit in book.units:
        for part in unit.content:
            if isinstance(part, Element):
                yield from (element.get("id") for element in part.iter() if element.get("id"))
