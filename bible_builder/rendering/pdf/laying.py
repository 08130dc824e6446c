"""Laying a unit out, in a worker: HTML and CSS to pages whose words are marked with the elements that say them.

WeasyPrint 70 lays out and draws. Its module of tags is not used: it tags page by page. In its place stands a function that notes
which marked content each box became (``Stream._tags``); ``marking`` then rewrites the pages; the structure is made later, for the
whole book.
"""

from __future__ import annotations

import gc
import io
import logging
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pikepdf
import weasyprint.css
import weasyprint.draw.text
import weasyprint.pdf
from PIL import ImageFile
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from bible_builder.rendering.pdf import glyphs
from bible_builder.rendering.pdf.boxes import Leaf, Reader, draw_spaces, pictures, rectangle
from bible_builder.rendering.pdf.cascade import SharedStyles
from bible_builder.rendering.pdf.columns import single_columns
from bible_builder.rendering.pdf.engine import replaced
from bible_builder.rendering.pdf.fetcher import ConfinedFetcher
from bible_builder.rendering.pdf.figure_watch import FigureWatch, locate
from bible_builder.rendering.pdf.grid import level_markers
from bible_builder.rendering.pdf.laid import NUMBER, Anchor, FolioFigures, Laid, LinkArea, Run, Said
from bible_builder.rendering.pdf.line_areas import line_areas
from bible_builder.rendering.pdf.line_ends import let_spaces_hang
from bible_builder.rendering.pdf.marking import Cuts, mark_page
from bible_builder.rendering.pdf.shaping import shaping
from bible_builder.rendering.pdf.typesetting import typesetting
from bible_builder.rendering.pdf.wellformed import parsed

SCALE: Final = 0.75
"""Points in a CSS pixel."""

PageLeaves = list[dict[int, Leaf]]
"""For each page: number of marked content → what it is."""


def task(arguments: Mapping[str, Any], folder: Path) -> tuple[str, ...] | None:
    """Lay out ``html`` with ``css``, reading only from ``roots``; the result is written to ``folder``.

    Returns the files that were read, or None where one of them could not be.
    """
    let_spaces_hang()
    gc.disable()  # this process ends with its one task: what is looked for again and again is given back then
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint's import sets it: half a picture would go through without a word
    roots = [Path(root) for root in arguments["roots"]]
    setting = Setting(**arguments["setting"]) if "setting" in arguments else None
    reads: set[str] = set()
    laid = lay(arguments["html"], arguments["css"], arguments["base"], roots, setting, reads)
    laid.write(folder)
    return None if any(said.level == "error" for said in laid.said) else tuple(sorted(reads))


@dataclass(frozen=True, slots=True)
class Setting:
    """How lines and pages of a unit are set: the step of the baseline grid in points (0: none); whether its last page may not be
    left with a few lines."""

    baseline: float = 0
    full_last_page: bool = False


def lay(html: str, css: str, base: str, roots: list[Path], setting: Setting | None = None, reads: set[str] | None = None) -> Laid:
    """The pages of a document, marked. ``base`` is the address that relative ones start from.

    Without a ``setting`` lines and pages are as WeasyPrint makes them. ``reads`` gets the files that were read.
    """
    with _Listener() as said, shaping():
        fetcher = ConfinedFetcher(roots, reads)
        document, reader = _laid_out(html, css, base, fetcher, setting)
        heights = [page.height for page in document.pages]
        links = tuple(area for number, page in enumerate(document.pages) for area in _links(page, number))
        anchors = tuple(anchor for number, page in enumerate(document.pages) for anchor in _anchors(page, number))
        boxes = {
            n: rectangle(box, height, SCALE)
            for page, height in zip(document.pages, heights, strict=True)
            for n, box in pictures(page._page_box)
        }
        areas = tuple(
            area for number, page in enumerate(document.pages) for area in line_areas(page._page_box, number, page.height, SCALE)
        )
        watch = FigureWatch(weasyprint.draw.text.draw_first_line)
        drawn, leaves, characters = _drawn(document, reader, watch)
        fetcher.stop_if_refused()
    data, runs, faded, figures = _marked(drawn, leaves, characters, watch)
    return Laid(
        data=data,
        sizes=tuple((page.width * SCALE, page.height * SCALE) for page in document.pages),
        runs=runs,
        links=links,
        anchors=anchors,
        calls=reader.calls,
        pictures=boxes,
        faded=faded,
        said=tuple(said),
        figures=figures[0],
        settable=figures[1],
        areas=areas,
    )


def _laid_out(html: str, css: str, base: str, fetcher: ConfinedFetcher, setting: Setting | None) -> tuple[Any, Reader]:
    fonts = FontConfiguration()
    sheet = CSS(string=css, base_url=base, url_fetcher=fetcher, font_config=fonts)

    document = parsed(html, base, fetcher)
    set_as_asked = typesetting(setting.baseline / SCALE, full_last_page=setting.full_last_page) if setting else nullcontext()
    with replaced(weasyprint.css, StyleFor=SharedStyles), single_columns(), set_as_asked:
        laid = document.render(font_config=fonts, stylesheets=[sheet])
    reader = Reader()
    for page in laid.pages:
        if setting:
            level_markers(page._page_box)
        draw_spaces(page._page_box)
        reader.read(page._page_box)
    return laid, reader


def _drawn(document: Any, reader: Reader, watch: FigureWatch) -> tuple[bytes, PageLeaves, dict[str, glyphs.ToUnicode]]:
    """The pages as WeasyPrint draws them, without links, anchors, outline and tags, which are the whole book's."""
    for page in document.pages:
        page.links, page.anchors, page.bookmarks = [], {}, []
    leaves: PageLeaves = []
    characters: dict[str, glyphs.ToUnicode] = {}
    build_fonts = weasyprint.pdf.build_fonts_dictionary

    def mend_fonts(pdf: Any, fonts: Mapping[Any, Any], *others: Any) -> Any:
        characters.update(glyphs.mend(fonts.values()))
        for font in fonts.values():
            font.clean = lambda *_: None  # whole: ``fontfiles`` makes one subset for all units
        return build_fonts(pdf, fonts, *others)

    def note_leaves(_pdf: Any, _document: Any, _version: Any, streams: list[Any]) -> None:
        leaves.extend({tag["mcid"]: reader.leaves[box] for box, tag in stream._tags.items()} for stream in streams)

    with (
        replaced(weasyprint.pdf, build_fonts_dictionary=mend_fonts, add_tags=note_leaves),
        replaced(weasyprint.draw.text, draw_first_line=watch.draw),
    ):
        drawn = document.write_pdf(pdf_tags=True, uncompressed_pdf=True)
    return drawn, leaves, characters


def _marked(
    drawn: bytes, leaves: PageLeaves, characters: dict[str, glyphs.ToUnicode], watch: FigureWatch
) -> tuple[bytes, tuple[Run, ...], tuple[int, ...], tuple[tuple[FolioFigures, ...], bool]]:
    """The pages with our own marked content, its runs, the elements whose words could not be marked, the figures of folios."""
    runs: list[Run] = []
    faded: list[int] = []
    cuts = Cuts(_following(leaves))
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        for number, page in enumerate(pdf.pages):
            content, found, missed = mark_page(page, number, leaves[number], characters, cuts)
            page.Contents = pdf.make_stream(content)
            del page.obj["/StructParents"]
            runs.extend(found)
            faded.extend(missed)
        for image in (item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/Interpolate" in item):
            del image.Interpolate  # smoothing is the viewer's; PDF/A forbids to ask for it (ISO 19005-2, 6.2.8)
        figures = locate(pdf, runs, watch)
        output = io.BytesIO()
        pdf.save(output, compress_streams=False)
    return output.getvalue(), tuple(sorted(runs, key=lambda run: run.order)), tuple(faded), figures


def _following(leaves: PageLeaves) -> dict[int, Leaf]:
    """For each leaf that ends in a word cut in two, by its order: the leaf in which the word goes on."""
    ordered = sorted((leaf for page in leaves for leaf in page.values() if leaf.n is not None), key=lambda leaf: leaf.order)
    found: dict[int, Leaf] = {}
    open_cuts: dict[int | None, int] = {}
    for leaf in ordered:
        if (cut := open_cuts.pop(leaf.n, None)) is not None:
            found[cut] = leaf
        if leaf.cut:
            open_cuts[leaf.n] = leaf.order
    return found


def _links(page: Any, number: int) -> list[LinkArea]:
    """The areas of the page's links. WeasyPrint gives one more for each element within a link: those are left out."""
    found = []
    for _, _, (left, top, right, bottom), box in page.links:
        n = box.element.get(NUMBER) if box.link and box.element is not None and box.element.tag == "a" else None
        if n is not None:
            area = (left * SCALE, (page.height - bottom) * SCALE, right * SCALE, (page.height - top) * SCALE)
            found.append(LinkArea(int(n), number, area))
    return list(dict.fromkeys(found))


def _anchors(page: Any, number: int) -> list[Anchor]:
    return [Anchor(name, number, left * SCALE, (page.height - top) * SCALE) for name, (left, top, _, _) in page.anchors.items()]


class _Listener(logging.Handler):
    """Collects what WeasyPrint logs, each sentence once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[Said] = []

    def __enter__(self) -> list[Said]:
        logging.getLogger("weasyprint").addHandler(self)
        return self.said

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        level = "error" if record.levelno >= logging.ERROR else "warning"
        said = Said(level, record.getMessage())
        if said not in self.said:
            self.said.append(said)
