"""An annex PDF, in a worker: from a stranger's file to pages of the book's size that hold what is seen and nothing that acts.

Taken over are the pages' content and resources, links to addresses and to pages of the same file, and the structure. Left
behind are actions, scripts, forms, attachments, layers, and every other kind of annotation.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from bible_builder.rendering.pdf.annex_conformance import breaches, is_carried
from bible_builder.rendering.pdf.annex_content import MixedMarksError, as_figure, as_tagged
from bible_builder.rendering.pdf.annex_links import links
from bible_builder.rendering.pdf.annex_outline import bookmarks
from bible_builder.rendering.pdf.annex_resources import PAGE, clean, drawn, keep
from bible_builder.rendering.pdf.annex_tags import ForeignTree, StrangeTreeError
from bible_builder.rendering.pdf.bound import BoundAnnex, Problem
from bible_builder.rendering.pdf.laid import Rectangle, rectangle
from bible_builder.rendering.pdf.nodes import Area, Mark, Node
from bible_builder.rendering.pdf.placing import Placement, lies_wide, place

_MOST_BYTES: Final = 256 * 1024**2
"""What one stream may swell to: a photograph of 80 million points."""
_LARGEST: Final = 8.0
"""How many times its size a page may be enlarged to fill ours."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of an annex: the name its ids begin with, what it is called and shows, the page and the frame it goes in,
    the frame of our page turned to landscape, and whether its pages fill ours from edge to edge instead."""

    name: str
    title: str
    description: str
    page_of: str
    size: tuple[float, float]
    frame: Rectangle
    turned_frame: Rectangle
    full_page: bool = False

    def room(self, *, wide: bool) -> tuple[tuple[float, float], Rectangle]:
        """The size of our page for one of theirs, and the part of it that theirs may take."""
        width, height = self.size
        turned = wide and width < height
        size = (height, width) if turned else self.size
        return size, (0.0, 0.0, *size) if self.full_page else self.turned_frame if turned else self.frame

    def alternate(self, page: int) -> str:
        """What is said in place of page ``page`` (from 0)."""
        return f"{self.description} ({self.page_of.format(title=self.title, number=page + 1)})"


def task(arguments: Mapping[str, Any], folder: Path) -> tuple[str, ...]:
    """Make the annex at ``path`` ready to be bound in; what cannot be is a fatal problem of an annex without pages."""
    width, height = arguments["page"]
    wish = Wish(
        arguments["name"],
        arguments["title"],
        arguments["description"],
        arguments["page-of"],
        (width, height),
        rectangle(arguments["frame"]),
        rectangle(arguments["turned-frame"]),
        arguments["full-page"],
    )
    # Process-wide, and this process does nothing else; qpdf itself has no limit.
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_MOST_BYTES, run_length_max_memory=_MOST_BYTES, png_max_memory=_MOST_BYTES, tiff_max_memory=_MOST_BYTES
    )
    bind(Path(arguments["path"]), wish).write(folder)
    return (arguments["path"],)


def bind(path: Path, wish: Wish) -> BoundAnnex:
    """The annex at ``path`` as pages of the book. Never raises for what the file holds."""
    try:
        with Pdf.open(path) as source:
            return _bound(source, wish)
    except pikepdf.PasswordError:
        return BoundAnnex(b"", 0, (), (Problem("pdf-annex-encrypted", {}, fatal=True),))
    except (
        pikepdf.PdfError,
        OSError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        ArithmeticError,
        RuntimeError,
    ) as error:
        return BoundAnnex(
            b"", 0, (), (Problem("pdf-annex-unreadable", {"reason": str(error) or type(error).__name__}, fatal=True),)
        )


def _bound(source: Pdf, wish: Wish) -> BoundAnnex:
    if not source.pages:
        raise ValueError("0 page")
    wide = [lies_wide(page) for page in source.pages]
    rooms = [wish.room(wide=one) for one in wide]
    most = _LARGEST if wish.full_page else 1.0
    placements = [place(page, frame, most) for page, (_, frame) in zip(source.pages, rooms, strict=True)]
    areas, problems, outline = links(source, placements), _problems(source), bookmarks(source)
    for page in source.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots
    with Pdf.new() as pdf:
        pdf.pages.extend(source.pages)
        nodes = _tagged(source, pdf, wish, placements, areas)
        if not nodes:
            problems.append(_untagged(wish))
            nodes = _pictured(pdf, wish, placements, areas)
        clean(pdf)
        for page, placement, (size, _) in zip(pdf.pages, placements, rooms, strict=True):
            _place(pdf, page, placement, size)
        problems += _what_breaks(pdf)
        output = io.BytesIO()
        pdf.save(output)
    turned = frozenset(number for number, (size, _) in enumerate(rooms) if size != wish.size)
    return BoundAnnex(output.getvalue(), len(placements), nodes, tuple(problems), turned, outline)


def _tagged(
    source: Pdf, pdf: Pdf, wish: Wish, placements: Sequence[Placement], areas: Mapping[tuple[int, int], Area]
) -> tuple[Node, ...]:
    """The file's own structure, its pages marked to fit; nothing when it has none that can be taken over."""
    try:
        tree = ForeignTree(source, wish.name, wish.description, placements, areas)
        nodes = tree.nodes()
        contents = [as_tagged(page, used) for page, used in zip(pdf.pages, tree.used, strict=True)] if nodes else []
    except (StrangeTreeError, MixedMarksError):
        return ()
    for page, content in zip(pdf.pages, contents, strict=False):
        page.Contents = pdf.make_stream(content)
    return nodes


def _pictured(pdf: Pdf, wish: Wish, placements: Sequence[Placement], areas: Mapping[tuple[int, int], Area]) -> tuple[Node, ...]:
    """Each page as one figure, with what is said in its place, and its links."""
    nodes: list[Node] = []
    for number, (page, placement) in enumerate(zip(pdf.pages, placements, strict=True)):
        page.Contents = pdf.make_stream(as_figure(page))
        nodes.append(Node("Figure", (Mark(number, 0),), alternate=wish.alternate(number), box=placement.box))
        nodes.extend(Node("Link", (area,)) for area in areas.values() if area.page == number)
    return tuple(nodes)


def _place(pdf: Pdf, page: Page, placement: Placement, size: tuple[float, float]) -> None:
    """Put the page's content into its frame on a page of ``size``, and drop whatever a page may carry beside."""
    left, bottom, right, top = placement.visible
    matrix = " ".join(f"{value:.6f}" for value in placement.matrix)
    before = f"q {matrix} cm {left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n\n"
    page.contents_coalesce()
    content = page.Contents.read_bytes()
    keep(page.obj, PAGE)
    page.Contents = pdf.make_stream(before.encode() + content + b"\nQ")
    page.MediaBox = Array([0, 0, *size])


def _hides(layers: Any) -> bool:
    """Whether a reader of the file would not see all of its layers (ISO 32000-1, 8.11.4.3): here they would all be printed."""
    shown = layers.get("/D", Dictionary())
    return shown.get("/BaseState", Name.ON) != Name.ON or bool(len(shown.get("/OFF", Array())))


def _problems(source: Pdf) -> list[Problem]:
    """What of the file its readers will miss, or its author may mind."""
    root = source.Root
    found = [Problem("pdf-annex-restricted", {})] if source.is_encrypted else []
    if "/OCProperties" in root:
        hidden = _hides(root.OCProperties)
        found.append(Problem("pdf-annex-hidden-layers" if hidden else "pdf-annex-layers", {}, fatal=hidden))
    form: Any = root.get("/AcroForm", Dictionary())
    if "/XFA" in form or form.get("/Fields", Array()):
        found.append(Problem("pdf-annex-form", {}))
    return found


def _untagged(wish: Wish) -> Problem:
    """Pages without tags have what their description says; without one they cannot be read (ISO 14289-1, 7.3)."""
    return Problem("pdf-annex-untagged" if wish.description.strip() else "pdf-annex-undescribed", {})


def _what_breaks(pdf: Pdf) -> list[Problem]:
    """What keeps a document with these pages from being PDF/A and PDF/UA; fonts that are not carried: ISO 14289-1, 7.21.4.1."""
    things = drawn(pdf)
    fonts = (thing.object for thing in things if thing.kind == "font")
    missing = sorted({str(font.get("/BaseFont", Name("/?"))).lstrip("/") for font in fonts if not is_carried(font)})
    found = [Problem("pdf-annex-font-missing", {"fonts": ", ".join(missing)})] if missing else []
    return [*found, *(Problem("pdf-annex-breaks-claims", {"breach": breach}) for breach in breaches(things))]
