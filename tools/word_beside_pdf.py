"""Pages of the Word document, as LibreOffice prints them, beside those of the PDF: to be looked at, page kind by page kind.

``python -m tools.word_beside_pdf . build "Sommaire" "À dire@3" --into build/regards`` builds nothing: it takes the two files that
lie in ``build`` and, for each phrase, the first (or third) page of each that holds it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
from PIL import Image

import bible_builder as bb
from bible_builder.rendering.docx import libreoffice
from tools.facing_pages import GROUND

_GAP: Final = 12
_ASKED: Final = re.compile(r"(.+?)(?:@(\d+))?", re.DOTALL)
_SPACES: Final = re.compile(r"[\s\u00ad]+")


def page_with(words: Sequence[str], phrase: str) -> int | None:
    """The place of the page that holds the phrase, or for ``phrase@n`` that of the n-th which does; None when there is none."""
    asked = _ASKED.fullmatch(phrase)
    assert asked is not None
    holding = [place for place, text in enumerate(words) if _plain(asked[1]) in text]
    number = int(asked[2] or 1) - 1
    return holding[number] if number < len(holding) else None


def words_of(document: pdfium.PdfDocument) -> list[str]:
    """The words of each page, without the spaces, which a line's end may change."""
    return [_plain(page.get_textpage().get_text_bounded()) for page in document]


def _plain(text: str) -> str:
    return _SPACES.sub("", text).casefold()


def beside(pages: Sequence[Image.Image]) -> Image.Image:
    """The pages in one picture, from left to right."""
    width = sum(page.width + _GAP for page in pages) + _GAP
    made = Image.new("RGB", (width, max(page.height for page in pages) + 2 * _GAP), GROUND)
    left = _GAP
    for page in pages:
        made.paste(page, (left, _GAP))
        left += page.width + _GAP
    return made


def pictures(ours: bytes, word: bytes, phrases: Sequence[str], scale: float) -> Iterator[tuple[str, Image.Image]]:
    """For each phrase the page of the PDF that holds it, and that of the printed Word document. Raises LookupError."""
    documents = [pdfium.PdfDocument(data) for data in (ours, word)]
    words = [words_of(document) for document in documents]
    for phrase in phrases:
        places = [page_with(texts, phrase) for texts in words]
        if None in places:
            raise LookupError(phrase)
        drawn = [doc[place].render(scale=scale).to_pil() for doc, place in zip(documents, places, strict=True)]
        yield phrase, beside(drawn)


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bible", type=Path, help="whose charter has the fonts")
    parser.add_argument("folder", type=Path, help="where it was built")
    parser.add_argument("phrases", nargs="+", metavar="PHRASE")
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.2)
    given = parser.parse_args()
    program = libreoffice.find()
    if program is None:
        sys.exit("LibreOffice is not installed")
    pdf, docx = (max(given.folder.glob(f"*.{kind}"), key=lambda found: found.stat().st_size) for kind in ("pdf", "docx"))
    printed = libreoffice.printed(docx.read_bytes(), program, bb.load(given.bible).charter)
    given.into.mkdir(parents=True, exist_ok=True)
    for number, (phrase, picture) in enumerate(pictures(pdf.read_bytes(), printed, given.phrases, given.scale), 1):
        name = re.sub(r"\W+", "-", phrase).strip("-").lower()[:40]
        picture.save(given.into / f"{number:02}-{name}.png")


if __name__ == "__main__":
    main()
