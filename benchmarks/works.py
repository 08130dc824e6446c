"""One piece of work in a process of its own: ``python -m benchmarks.works NAME FOLDER …``; prints seconds by stage, and pages.

``prepare`` leaves in FOLDER what the rivals are given; ``weasyprint`` and ``typst`` render that, each in one call.
"""

from __future__ import annotations

import gc
import json
import pickle
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pikepdf

import bible_builder as bb
from benchmarks import copying
from bible_builder.build import examined
from bible_builder.cli import COLLECTIONS
from bible_builder.model.locators import Folio
from bible_builder.model.tree import Element, texts

WORDS_A_PAGE: Final = 270
"""Words of a page of the layout ``livre``, lists and tables included."""

Told = dict[str, Any]
"""Seconds by stage, number of pages, bytes of the file: what a work tells of itself."""


def ours(folder: str, cache: str, jobs: str, output: str = "ours.pdf") -> Told:
    """What ``bible build -f pdf`` does with ``FOLDER/bible``, in its two halves; what was laid out is kept in ``FOLDER/cache``.

    Raises what building raises.
    """
    gc.set_threshold(*COLLECTIONS)
    start = time.perf_counter()
    report = examined(Path(folder) / "bible", ("",))
    if report.book is None:
        raise bb.ContentError(report.errors)
    composed = time.perf_counter()
    result = bb.render_pdf(report.book, Path(folder) / output, work=bb.Work(jobs=int(jobs), cache=Path(folder) / cache))
    end = time.perf_counter()
    return {
        "compose": composed - start,
        "render": end - composed,
        "pages": result.pages,
        "bytes": result.path.stat().st_size,
    }


def prepare(folder: str, cache: str, jobs: str) -> Told:
    """The book with its folios set, as HTML with its style sheet and as Typst markup, and a private fontconfig beside."""
    from benchmarks.typst_markup import typst_markup
    from bible_builder.errors import Findings
    from bible_builder.rendering.pdf.fonts import Faces, private_fontconfig
    from bible_builder.rendering.pdf.units import sheet

    place = Path(folder)
    book = bb.compose(bb.load(place / "bible"))
    result = bb.render_pdf(book, place / "ours.pdf", work=bb.Work(jobs=int(jobs), cache=place / cache))
    sheets = [sheet(book, unit, result.page_map, Findings(), exact=True).html for unit in book.units]
    bodies = [html.partition("<body>")[2].removesuffix("</body></html>") for html in sheets]
    head = sheets[0].partition("<body>")[0]
    html = f"{head}<body>{''.join(bodies)}</body></html>"
    (place / "book.html").write_text(html, "utf-8")
    (place / "book.css").write_text(book.css, "utf-8")
    (place / "book.typ").write_text(typst_markup(book, result.page_map), "utf-8")
    if not (place / "fontconfig").exists():
        (place / "fontconfig").mkdir()
        private_fontconfig(Faces.of(book.charter), place / "fontconfig")
    words = sum(len(texts(unit.content).split()) for unit in book.units)
    return {"pages": result.pages, "words": words, "units": len(book.units), "html": len(html)}


def weasyprint(folder: str) -> Told:
    """The whole book in one call of WeasyPrint, tagged."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    place = Path(folder)
    base, fonts = f"{(place / 'bible').resolve().as_uri()}/", FontConfiguration()
    start = time.perf_counter()
    sheet = CSS(string=(place / "book.css").read_text("utf-8"), base_url=base, font_config=fonts)
    document = HTML(string=(place / "book.html").read_text("utf-8"), base_url=base)
    output = place / "weasyprint.pdf"
    document.write_pdf(output, stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)
    return {"render": time.perf_counter() - start, **_counted(output)}


def typst(folder: str) -> Told:
    """The whole book with Typst, tagged as it does of itself; it sees the charter's fonts alone."""
    engine: Any = import_module("typst")
    place = Path(folder)
    output = place / "typst.pdf"
    start = time.perf_counter()
    engine.compile(
        place / "book.typ", output=output, root="/", font_paths=[place / "fontconfig" / "fonts"], ignore_system_fonts=True
    )
    return {"render": time.perf_counter() - start, **_counted(output)}


def book(folder: str) -> Told:
    """A Book and a page map that are ready, and the book's HTML for pandoc, with one of a single word to tell its start-up by."""
    place = Path(folder)
    ready = replace(bb.compose(bb.load(place / "bible")), word_folios="pdf")  # no word processor is asked
    (place / "book.pickle").write_bytes(pickle.dumps((ready, _even_pages(ready))))
    (place / "pandoc.html").write_text(ready.html(), "utf-8")
    (place / "pandoc-word.html").write_text("<p>mot</p>", "utf-8")
    return {"words": sum(len(texts(unit.content).split()) for unit in ready.units)}


def _even_pages(book: bb.Book) -> dict[str, Folio]:
    """A page map without pages laid out: so many words to each."""
    pages, count = dict[str, Folio](), 0
    for unit in book.units:
        for top in unit.content:
            for element in top.iter() if isinstance(top, Element) else ():
                count += sum(len(child.split()) for child in element.children if isinstance(child, str))
                number = count // WORDS_A_PAGE
                pages[element.get("id")] = Folio(str(number + 1), number)
    return pages


def docx(folder: str, kept: str = "") -> Told:
    """DOCX from a Book and a page map that are ready; ``kept``: a folder within FOLDER that keeps what was drawn (none: nothing
    is). ``start`` and ``ready_bytes``: until the Book is there; ``render``: the writing alone."""
    gc.set_threshold(*COLLECTIONS)
    place, start = Path(folder), time.perf_counter()
    ready, pages = pickle.loads((place / "book.pickle").read_bytes())
    import bible_builder.rendering.docx  # noqa: F401 (what it brings belongs to the start)

    begun, highest = time.perf_counter(), _highest()
    work = bb.Work(cache=place / kept if kept else None)
    result = bb.render_docx(ready, place / "ours.docx", pages, work=work)
    end = time.perf_counter()
    return {"start": begun - start, "render": end - begun, "ready_bytes": highest, "bytes": result.path.stat().st_size}


def _highest() -> int:
    """The most memory that this process has had so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _counted(path: Path) -> Told:
    with pikepdf.open(path) as pdf:
        return {"pages": len(pdf.pages), "bytes": path.stat().st_size}


WORKS: Final[dict[str, Callable[..., Told]]] = {
    "ours": ours, "prepare": prepare, "weasyprint": weasyprint, "typst": typst, "book": book, "docx": docx,
    "publish": copying.publish, "copies": copying.copies,
}  # fmt: skip


def main(name: str, *arguments: str) -> None:
    """Do the work; the last line of standard output is what it tells, as JSON."""
    print(json.dumps(WORKS[name](*arguments)))


if __name__ == "__main__":
    main(*sys.argv[1:])
