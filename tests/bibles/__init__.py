"""Tiny bibles, one per situation: a few files that differ, laid over a common base."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
BASE: Final = HERE / "base"
ROWS: Final = HERE / "rows"
FONTS: Final = HERE.parents[1] / "content" / "charte" / "polices"
"""The sample's fonts: a charter's fonts must lie inside its bible, so each tiny bible gets copies."""

REMOVED: Final = "removed.txt"
USED_FONTS: Final = (
    "Vollkorn-Regular.ttf", "Vollkorn-Italic.ttf", "Vollkorn-Bold.ttf", "Vollkorn-BoldItalic.ttf",
    "SourceSans3-Regular.ttf", "SourceSans3-It.ttf", "SourceSans3-Bold.ttf",
)  # fmt: skip


def tiny_names() -> tuple[str, ...]:
    """The names of the tiny bibles of the vocabulary's rows, each named after a row or a small family of rows."""
    return tuple(sorted(folder.name for folder in ROWS.iterdir() if folder.is_dir()))


def build_tiny(name: str, tmp_path: Path) -> Path:
    """Write the tiny bible ``name`` under ``tmp_path`` and return its root, the folder that holds ``content/``."""
    if name not in tiny_names():
        raise ValueError(f"no tiny bible {name!r} among {', '.join(tiny_names())}")
    return build_over_base(ROWS / name, tmp_path / name)


def build_over_base(folder: Path, root: Path) -> Path:
    """Write the common base into ``root``, the files of ``folder`` over it, and the fonts; returns ``root``.

    ``removed.txt`` in ``folder`` lists folders of the base that this bible has not.
    """
    shutil.copytree(BASE, root)
    shutil.copytree(folder, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(REMOVED))
    removed = folder / REMOVED
    for path in removed.read_text("utf-8").split() if removed.exists() else ():
        shutil.rmtree(root / path)
    fonts = root / "content" / "charte" / "polices"
    fonts.mkdir()
    for font in USED_FONTS:
        shutil.copyfile(FONTS / font, fonts / font)
    return root
