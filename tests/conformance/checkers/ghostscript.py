"""The plates of a page by Ghostscript's ``tiffsep``: what a press would print with each ink."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PIL import Image

from tests.conformance.checkers.finding import CheckerUnavailableError, require

INKS: Final = ("Cyan", "Magenta", "Yellow", "Black")


def plates(path: Path, page: int, folder: Path, dpi: int = 100) -> Mapping[str, Image.Image]:
    """The plate of each ink for one page (from 1): 0 where it prints fully, 255 where not. Raises CheckerUnavailableError."""
    require(["gs"], "the look at the plates (Ghostscript)")
    output = folder / f"page{page}.tif"
    done = subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{dpi}", f"-sPageList={page}",
         f"-sOutputFile={output}", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise CheckerUnavailableError(f"the look at the plates was not done: gs failed: {(done.stdout + done.stderr)[-2000:]}")
    found = {}
    for ink in INKS:
        with Image.open(folder / f"page{page}({ink}).tif") as plate:
            found[ink] = plate.convert("L")
    return found
