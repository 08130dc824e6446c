"""Pages of a finished PDF side by side, as a picture for the README and the guide."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
from PIL import Image

GROUND: Final = "#d9dcd5"
_GAP: Final = 12
_COLORS: Final = 128


def facing_pages(file: Path, indices: Sequence[int], target: Path, scale: float = 1.5) -> None:
    """Write the pages of ``file`` (from 0) side by side to ``target``, a PNG of 72 × ``scale`` pixels an inch in a palette."""
    document = pdfium.PdfDocument(file)
    drawn = [document[index].render(scale=scale).to_pil() for index in indices]
    wide = Image.new(
        "RGB", (sum(page.width + _GAP for page in drawn) + _GAP, max(page.height for page in drawn) + 2 * _GAP), GROUND
    )
    left = _GAP
    for page in drawn:
        wide.paste(page, (left, _GAP))
        left += page.width + _GAP
    target.parent.mkdir(parents=True, exist_ok=True)
    wide.quantize(_COLORS).save(target, optimize=True)


def indices_of(file: Path, folios: Sequence[str]) -> list[int]:
    """The pages (from 0) that print these folios. Raises ValueError when one is not in the document."""
    document = pdfium.PdfDocument(file)
    labels = [document.get_page_label(index) for index in range(len(document))]
    return [labels.index(folio) for folio in folios]


def main() -> None:
    """Take the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the sample was built")
    parser.add_argument("--folios", nargs="+", required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    file = max(given.folder.glob("*.pdf"), key=lambda found: found.stat().st_size)
    facing_pages(file, indices_of(file, given.folios), given.into)


if __name__ == "__main__":
    main()
