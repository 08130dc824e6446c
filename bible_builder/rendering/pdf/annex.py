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

from bible_builder.rendering.pdf.annex_content import MixedMarksError, as_figure, as_tagged, forms, strip_forms
from bible_builder.rendering.pdf.annex_links import links
from bible_builder.rendering.pdf.annex_tags import ForeignTree, StrangeTreeError
from bible_builder.rendering.pdf.bound import BoundAnnex, Problem
from bible_builder.rendering.pdf.laid import Rectangle, rectangle
from bible_builder.rendering.pdf.nodes import Area, Mark, Node
from bible_builder.rendering.pdf.placing import Placement, place

_KEPT: Final = frozenset({"/Type", "/Parent", "/Resources", "/Contents", "/Group", "/MediaBox"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of an annex: the name its ids begin with, what it is called and shows, the page and the frame it goes in."""

    name: str
    title: str
    description: str
    page_of: str
    size: tuple[float, float]
    frame: Rectangle

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
    except (pikepdf.PdfError, OSError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        return BoundAnnex(
            b"", 0, (), (Problem("pdf-annex-unreadable", {"reason": str(error) or type(error).__name__}, fatal=True),)
        )


def _bound(source: Pdf, wish: Wish) -> BoundAnnex:
    placements = [place(page, wish.frame) for page in source.pages]
    areas, problems = links(source, placements), tuple(_problems(source))
    for page in source.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots
    with Pdf.new() as pdf:
        pdf.pages.extend(source.pages)
        for page in pdf.pages:
            strip_forms(page)
        nodes = _tagged(source, pdf, wish, placements, areas) or _pictured(pdf, wish, placements, areas)
        for page, placement in zip(pdf.pages, placements, strict=True):
            _place(pdf, page, placement, wish.size)
        output = io.BytesIO()
        pdf.save(output)
    return BoundAnnex(output.getvalue(), len(placements), nodes, problems)


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
    for key in set(page.obj.keys()) - _KEPT:
        del page.obj[key]
    page.Contents = pdf.make_stream(before.encode() + content + b"\nQ")
    page.MediaBox = Array([0, 0, *size])


def _problems(source: Pdf) -> list[Problem]:
    root = source.Root
    found = [Problem("pdf-annex-font-missing", {"fonts": ", ".join(fonts)})] if (fonts := _fonts_missing(source)) else []
    if "/OCProperties" in root:
        found.append(Problem("pdf-annex-layers", {}))
    if root.get("/AcroForm", Dictionary()).get("/Fields", Array()):
        found.append(Problem("pdf-annex-form", {}))
    return found


def _fonts_missing(source: Pdf) -> list[str]:
    """The names of the fonts that the file uses and does not carry (ISO 14289-1, 7.21.4.1)."""
    missing = set()
    for page in source.pages:
        for holder in (page.obj, *forms(page)):
            fonts = holder.get("/Resources", Dictionary()).get("/Font", Dictionary())
            missing |= {
                str(font.get("/BaseFont", Name("/?"))).lstrip("/")
                for font in dict(fonts.items()).values()
                if not _is_carried(font)
            }
    return sorted(missing)


def _is_carried(font: Any) -> bool:
    if font.get("/Subtype") == Name.Type3:
        return True
    described = font.DescendantFonts[0] if font.get("/Subtype") == Name.Type0 else font
    descriptor = described.get("/FontDescriptor", Dictionary())
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
