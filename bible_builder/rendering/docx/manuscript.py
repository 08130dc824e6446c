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
from bible_builder.rendering.docx.comments import Comments
from bible_builder.rendering.docx.controls import Controls
from bible_builder.rendering.docx.frames import Framed, OpenFrame
from bible_builder.rendering.docx.heads import Heads
from bible_builder.rendering.docx.line import Line
from bible_builder.rendering.docx.notes import Notes
from bible_builder.rendering.docx.numbering import HeadingNumbers, ListInstance, Numbering
from bible_builder.rendering.docx.origins import Origins
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
from bible_builder.rendering.docx.template_heads import TemplateHeads
from bible_builder.rendering.docx.template_parts import TemplateParts
from bible_builder.rendering.docx.turned import turned
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
        self, book: Book, facts: Survey, page_map: PageMap, styles: Stylebook, gallery: Gallery, writers: Writers,
        template: TemplateParts | None = None,
    ) -> None:  # fmt: skip
        self.book, self.facts, self.page_map, self.styles, self.writers = book, facts, page_map, styles, writers
        self.parts = parts = Parts() if template is None else template
        self.pictures = Pictures(gallery, parts)
        self.findings: Findings = gallery.findings
        self.relations = Relations(parts.document)
        self.body, self.controls = parts.body, Controls(parts.body)
        self.bookmarks, self.numbering, self.numbers = Bookmarks(), Numbering(), HeadingNumbers()
        self.notes, self.comments = Notes(parts), Comments(book.metadata, parts)
        self.sequences: dict[str, int] = {}
        self.open_ranges: dict[str, int] = {}
        self.origins = Origins()
        self.sections = Sections(self, Heads(self) if template is None else TemplateHeads(self, template))
        self._last_control = _FIRST_CONTROL
        self.pending = Pending()
        self.at_top = True  # of a section's first page
        self.framed_at: dict[str, object] = {}  # where paragraphs stand on the page that are not in the flow of its text
        self.grounds: list[Xml] = []  # shapes behind the text, to be anchored where the section ends
        self._is_turned = False  # within blocks that stand on landscape pages
        self._frames: list[OpenFrame] = []
        self._last_frame: OpenFrame | None = None  # the box that ends right above
        self._kept: list[list[Xml]] = []
        self._last_paragraph: Xml | None = None

    def begin_section(self) -> None:
        """What a new unit begins anew: the top of a page, the count of notes."""
        self.begin_page()
        self.notes.begin_section()

    def begin_page(self) -> None:
        """Note that a section has begun on a page of its own."""
        self.at_top, self._last_frame = True, None
        self.pending.before = None

    def next_control(self) -> int:
        """A number that no other content control of the document has."""
        self._last_control += 1
        return self._last_control

    @property
    def measure(self) -> int:
        """The width of the text on the page as it is turned, in twips."""
        page = self.sections.page
        return page.width.twips - page.inner.twips - page.outer.twips

    def write(self, nodes: Iterable[Node], place: Place) -> None:
        """Write blocks, each by the writer of its row; between blocks there is nothing but white space."""
        free = not self._is_turned and place.frame is None and not place.depth
        for element, wide in turned(nodes) if free else ((node, False) for node in nodes if isinstance(node, Element)):
            if free and wide != self.sections.is_landscape:
                self.sections.break_page(landscape=wide)
            self._is_turned = self._is_turned or wide
            writer_of(self.writers.blocks, row(element).name, element)(element, place, self)
            self._is_turned = self._is_turned and not free

    def block(self, element: Xml) -> None:
        """Add a ready block (a table, a content control)."""
        self.controls.into.append(element)
        self.at_top, self._last_frame = False, None

    def part_tables(self) -> None:
        """Keep the next table from growing together with one right above it: Word joins neighbours (§17.4.37)."""
        into = self.controls.into
        if len(into) and into[-1].tag == w("tbl"):
            properties = add(add(into, "p"), "pPr")
            add(properties, "pStyle", val=style_id(SECTION_END))
            properties.append(new("spacing", before=self.pending.before or 0))

    def paragraph(self, style: str, place: Place, direct: Direct | None = None) -> Line:
        """A new paragraph, to be filled and ended; ``direct`` formatting goes over what its place asks for."""
        pending, self.pending = self.pending, Pending(ids=self.pending.ids)
        setting = Setting(style, place, pending.item, pending.before)
        if self.styles.format(style).follows:
            self._keep_last()
        self._last_paragraph = paragraph = add(self.controls.into, "p")
        properties = add(paragraph, "pPr")
        frame = place.frame
        add(properties, "pStyle", val=self.styles.framed_id(style, frame.style) if frame else self.styles.id(style))
        formatting = {**setting.direct(self.styles), **(direct or {})}
        breaks = self.styles.format(style).breaks_page
        if pending.page and not self.at_top and not breaks:
            formatting["pageBreakBefore"] = new("pageBreakBefore")
        elif self.at_top and breaks:
            formatting["pageBreakBefore"] = new("pageBreakBefore", val=0)
        if self.framed_at:
            formatting["framePr"] = new("framePr", **self.framed_at)
        for child in formatting.values():
            put(properties, child)
        if frame is not None:
            self._frames[-1].paragraphs.append(Framed(setting.edge(self.styles) - frame.left, properties))
        for kept in self._kept:
            kept.append(properties)
        self._last_frame = None
        self.at_top = False
        line = Line(self, paragraph, self.relations, style)
        if pending.code:
            line.begin_field(pending.code)
        for drawing in pending.drawings:
            line.run(drawing)
        return line

    def _keep_last(self) -> None:
        """Keep the last paragraph with the one that follows, when nothing stands between."""
        before, into = self._last_paragraph, self.controls.into
        if before is not None and not self.at_top and len(into) and into[-1] is before:
            put(before[0], new("keepNext"))  # every paragraph begins with its w:pPr

    def end_field(self) -> None:
        """End, in the last paragraph, a field that began in one before it."""
        assert self._last_paragraph is not None
        add(add(self._last_paragraph, "r"), "fldChar", fldCharType="end")

    def note_last(self, paragraph: Xml) -> None:
        """Note a paragraph that was written by hand."""
        self._last_paragraph = paragraph

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

    def wait_for_block(self, element: Element) -> None:
        """Leave the id of a block, and what else it bears, to the first paragraph in it."""
        self.wait_for_paragraph(element.get("id"), self.origins.record(element))

    def enter(self, row: Row, element: Element, place: Place) -> Place:
        """The place inside a container whose paragraphs take its style."""
        shape = self.styles.format(row.style)
        draws = shape.is_framed and not shape.is_list
        left, right = place.left + shape.left, place.right + shape.right
        if draws:
            self.pending.before = max(shape.before, self.pending.before or 0)
            above = self._last_frame
            self._frames.append(OpenFrame(row.style, apart=above is not None and above.style == row.style and not above.apart))
        return Place(
            path=(*place.path, row), left=left, right=right, outer_left=place.left, outer_right=place.right,
            depth=place.depth + shape.is_list, frame=Frame(row.style, left) if draws else place.frame,
            language=element.get("lang") or place.language,
        )  # fmt: skip

    @contextmanager
    def kept_together(self, element: Element) -> Iterator[None]:
        """Keep what is written meanwhile on one page when the element asks for it: lines unbroken, paragraphs by the next one."""
        if element.get("data-together") != "yes":
            yield
            return
        kept: list[Xml] = []
        self._kept.append(kept)
        yield
        self._kept.pop()
        for paragraph in kept:
            put(paragraph, new("keepLines"))
        for paragraph in kept[:-1]:
            put(paragraph, new("keepNext"))

    def leave(self, place: Place) -> None:
        """End a container; a frame is finished."""
        shape = self.styles.format(place.path[-1].style)
        if shape.is_framed and not shape.is_list:
            self._last_frame = self._frames.pop()
            self._last_frame.close(self.styles)
