"""Where the built-in layouts and the starter lie: in the package, else at the repository root (an editable install).

The wheel carries ``layouts/`` as ``bible_builder/_layouts`` (``pyproject.toml``, ``force-include``); an editable install
leaves it where it is written. Everything here returns paths; nothing is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bible_builder.errors import Diagnostic, UsageError

PACKAGE: Final = Path(__file__).resolve().parent


def layouts_folder(package: Path = PACKAGE) -> Path:
    """The folder with one folder a built-in layout. Raises UsageError (``resource-missing``) when it is missing."""
    return _first("layouts", package / "_layouts", package.parent / "layouts")


def layout_names(package: Path = PACKAGE) -> tuple[str, ...]:
    """The names of the built-in layouts, sorted. Raises UsageError as ``layouts_folder``."""
    return tuple(sorted(path.parent.name for path in layouts_folder(package).glob("*/layout.yaml")))


def starter_folder(package: Path = PACKAGE) -> Path:
    """The folder that ``bible new`` copies. Raises UsageError (``resource-missing``) when the installation is not whole."""
    return _first("starter", package / "starter")


def _first(name: str, *candidates: Path) -> Path:
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise UsageError(Diagnostic("resource-missing", {"name": name, "places": ", ".join(map(str, candidates))}))
