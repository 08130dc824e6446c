"""The files of a layout: the built-in folder, overridden file by file by the bible's own ``layouts/<name>/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bible_builder import resources
from bible_builder.errors import Findings, Source
from bible_builder.layout.fields import hint
from bible_builder.model.bible import Bible

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:html|css|yaml)")


@dataclass(frozen=True, slots=True)
class LayoutFiles:
    """A layout's name and the folders to look in, the bible's own first."""

    name: str
    folders: tuple[Path, ...]

    def shown(self, file: str) -> str:
        """How diagnostics name ``file``: ``layouts/livre/chapter.html``, which is also where a bible would put its own."""
        return f"layouts/{self.name}/{file}"

    def path(self, file: str) -> Path | None:
        """The file to read, or None; a name with a folder in it, or a link that leaves the layout, is no file of the layout."""
        if not _FILE.fullmatch(file):
            return None
        for folder in self.folders:
            path = folder / file
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return path
        return None

    def read(self, file: str, findings: Findings) -> str | None:
        """The file's text, or None after ``layout-file-missing`` or ``layout-not-utf-8`` was noted."""
        path = self.path(file)
        if path is None:
            findings.error("layout-file-missing", Source(self.shown(file)), file=file, layout=self.name)
            return None
        try:
            return path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            findings.error("layout-not-utf-8", Source(self.shown(file)), file=file)
            return None


def find_layout(bible: Bible, name: str, findings: Findings) -> LayoutFiles | None:
    """The files of layout ``name``, or None after ``layout-not-found`` was noted where the bible names its layout."""
    own, builtin = bible.root / "layouts", resources.layouts_folder()
    folders = tuple(folder for folder in (own / name, builtin / name) if _NAME.fullmatch(name) and folder.is_dir())
    if folders:
        return LayoutFiles(name, folders)
    known = sorted({path.parent.name for place in (own, builtin) for path in place.glob("*/layout.yaml")})
    findings.error("layout-not-found", bible.place("layout"), name=name, hint=hint(name, known), known=", ".join(known))
    return None
