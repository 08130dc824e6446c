"""The document being written: where blocks go, and everything that counts from its first paragraph to its last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from bible_builder.errors import Findings
from bible_builder.model.book import Book
from bible_builder.model.locators import PageMap
from bible_builder.model.tree import Element, Node
from bible_builder.model.vocabulary import Row
from bible_builder.rendering.docx.bookmarks import Bookmarks
from bible_builder.rendering.docx.frames import Framed, OpenFrame
from bible_builder.rendering.docx.heads import Heads
from bible_builder.rendering.docx.line import Line
from bible_builder.rendering.docx.notes import Notes
from bible_builder.rendering.docx.numbering import HeadingNumbers, ListInstance, Numbering
from bible_builder.rendering.docx.oxml import Xml, add, new, put, w
from bible_builder.rendering.docx.paragraph import Direct, Setting
from bible_builder.rendering.docx.parts import Parts
from bible_builder.rendering.docx.pictures import Gallery, Pictures
from bible_builder.rendering.docx.place import Frame, Place
from bible_builder.rendering.docx.relations import Relations
from bible_builder.rendering.docx.rows import row
from bible_builder.rendering.docx.sections import Sections
from bible_builder.rendering.docx.stylebook import SECTION_END, Stylebook, style_id
from bible_builder.rendering.docx.survey import Survey
from bible_builder.rendering.docx.writing import Writers, writer_of

_FIRST_CONTROL: Final = 410_000_000


@dataclass(slots=True)
class Pending:
    """What the next paragraph takes up: ids of containers, the space above it, an item's number, a page, a field, drawings."""

    ids: list[str] = field(default_factory=list)
    before: int | None = None
    item: ListInstance | None = None
    page: bool = False
    code: str = ""
    drawings: list[Xml] = field(default_factory=list)


class Manuscript:
    """The state of one document while it is written, in the order of its text."""

    def __init__(
        self, book: Book, facts: Survey, page_map: PageMap, styles: Stylebook, gallery: Gallery, writers: Writers
    ) -> None:
        self.book, self.facts, self.page_map, self.styles, self.writers = book, facts, page_map, styles, writers
        self.parts = parts = Parts()
        self.pictures = Pictures(gallery, parts)
        self.findings: Findings = gallery.findings
        self.relations = Relations(parts.document)
        self.body = parts.body
        self.bookmarks, self.numbering, self.numbers = Bookmarks(), Numbering(), HeadingNumbers()
        self.notes = Notes(parts)
        self.sequences: dict[str, int] = {}
        self.open_ranges: dict[str, int] = {}
        self.sections = Sections(self, Heads(self))
        self._last_control = _FIRST_CONTROL
        self.pending = Pending()
        self.at_top = True  # of a section's first page
        self._into = self.body
        self._frames: list[OpenFrame] = []
        self._last_paragraph: Xml | None = None

    def begin_section(self) -> None:
        """What a new section of the document begins anew: the top of a page, the count of notes."""
        self.at_top = True
        self.pending.before = None
        self.notes.begin_section()

    def next_control(self) -> int:
        """A number that no other content control of the document has."""
        self._last_control += 1
        return self._last_control

    @property
    def measure(self) -> int:
        """The width of the text, in twips."""
        page = self.book.page
        return page.width.twips - page.inner.twips - page.outer.twips

    def write(self, nodes: Iterable[Node], place: Place) -> None:
        """Write blocks, each by the writer of its row; between blocks there is nothing but white space."""
        for node in nodes:
            if isinstance(node, Element):
                writer_of(self.writers.blocks, row(node).name, node)(node, place, self)

    @contextmanager
    def inside(self, container: Xml) -> Iterator[None]:
        """Blocks written meanwhile go into ``container``."""
        outer, self._into = self._into, container
        yield
        self._into = outer

    def block(self, element: Xml) -> None:
        """Add a ready block (a table, a content control)."""
        self._into.append(element)
        self.at_top = False

    def part_tables(self) -> None:
        """Keep the next table from growing together with one right above it: Word joins neighbours (§17.4.37)."""
        above = self._into[-1] if len(self._into) else None
        if above is not None and above.tag == w("tbl"):
            properties = add(add(self._into, "p"), "pPr")
            add(properties, "pStyle", val=style_id(SECTION_END))
            properties.append(new("spacing", before=self.pending.before or 0))

    def paragraph(self, style: str, place: Place, direct: Direct | None = None) -> Line:
        """A new paragraph, to be filled and ended; ``direct`` formatting goes over what its place asks for."""
        pending, self.pending = self.pending, Pending(ids=self.pending.ids)
        setting = Setting(style, place, pending.item, pending.before)
        self._last_paragraph = paragraph = add(self._into, "p")
        properties = add(paragraph, "pPr")
        frame = place.frame
        add(properties, "pStyle", val=self.styles.framed_id(style, frame.style) if frame else self.styles.id(style))
        formatting = {**setting.direct(self.styles), **(direct or {})}
        breaks = self.styles.format(style).breaks_page
        if pending.page and not self.at_top and not breaks:
            formatting["pageBreakBefore"] = new("pageBreakBefore")
        elif self.at_top and breaks:
            formatting["pageBreakBefore"] = new("pageBreakBefore", val=0)
        for child in formatting.values():
            put(properties, child)
        if frame is not None:
            self._frames[-1].paragraphs.append(Framed(setting.edge(self.styles) - frame.left, properties))
        self.at_top = False
        line = Line(self, paragraph, self.relations, style)
        if pending.code:
            line.begin_field(pending.code)
        for drawing in pending.drawings:
            line.run(drawing)
        return line

    def end_field(self) -> None:
        """End, in the last paragraph, a field that began in one before it."""
        assert self._last_paragraph is not None
        add(add(self._last_paragraph, "r"), "fldChar", fldCharType="end")

    def mark_last(self, anchor: str) -> None:
        """Put a bookmark at the end of the last paragraph; not in that of a section's settings, which LibreOffice drops."""
        if self._last_paragraph is not None:
            number = self.bookmarks.next_id()
            add(self._last_paragraph, "bookmarkStart", id=number, name=self.bookmarks.name(anchor))
            add(self._last_paragraph, "bookmarkEnd", id=number)

    def take_ids(self, *own: str) -> list[str]:
        """The ids that the paragraph being written stands for: those of the containers it begins, then its own."""
        ids, self.pending.ids = [*self.pending.ids, *(name for name in own if name)], []
        return ids

    def wait_for_paragraph(self, *ids: str) -> None:
        """Leave the ids of a container to the first paragraph in it."""
        self.pending.ids.extend(name for name in ids if name)

    def enter(self, row: Row, element: Element, place: Place) -> Place:
        """The place inside a container whose paragraphs take its style."""
        shape = self.styles.format(row.style)
        draws = shape.is_framed and not shape.is_list
        left, right = place.left + shape.left, place.right + shape.right
        if draws:
            self.pending.before = max(shape.before, self.pending.before or 0)
            self._frames.append(OpenFrame(row.style))
        return Place(
            path=(*place.path, row), left=left, right=right, outer_left=place.left, outer_right=place.right,
            depth=place.depth + shape.is_list, frame=Frame(row.style, left) if draws else place.frame,
            language=element.get("lang") or place.language,
        )  # fmt: skip

    def leave(self, place: Place) -> None:
        """End a container; a frame is finished."""
        shape = self.styles.format(place.path[-1].style)
        if shape.is_framed and not shape.is_list:
            self._frames.pop().close(self.styles)
