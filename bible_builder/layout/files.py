"""The files of a layout: the built-in folder, overridden file by file by the bible's own ``layouts/<name>/``.

A layout whose ``layout.yaml`` says ``based-on: livre`` takes what it does not have from that one: templates and style sheet file
by file, styles one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bible_builder import resources
from bible_builder.errors import Findings, Source
from bible_builder.layout.fields import hint
from bible_builder.layout.placed_yaml import Entries, Scalar, read_yaml
from bible_builder.model.bible import Bible

SETTINGS: Final = "layout.yaml"

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:html|css|yaml)")


@dataclass(frozen=True, slots=True)
class LayoutFiles:
    """A layout's name, the folders to look in, the bible's own first, and the layout it is based on."""

    name: str
    folders: tuple[Path, ...]
    base: LayoutFiles | None = None

    @property
    def roots(self) -> tuple[Path, ...]:
        """Every folder that a file of the layout may lie in."""
        return (*self.folders, *(self.base.roots if self.base else ()))

    def layers(self) -> Iterator[LayoutFiles]:
        """This layout and those it is based on, each without its base, the farthest first."""
        if self.base is not None:
            yield from self.base.layers()
        yield LayoutFiles(self.name, self.folders)

    def shown(self, file: str) -> str:
        """How diagnostics name ``file``: ``layouts/livre/chapter.html``, which is also where a bible would put its own."""
        inherited = self.base is not None and self._own(file) is None and self.base.path(file) is not None
        return self.base.shown(file) if self.base is not None and inherited else f"layouts/{self.name}/{file}"

    def path(self, file: str) -> Path | None:
        """The file to read, or None; a name with a folder in it, or a link that leaves the layout, is no file of the layout."""
        return self._own(file) or (self.base.path(file) if self.base is not None else None)

    def _own(self, file: str) -> Path | None:
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
    """The files of layout ``name``, or None after ``layout-not-found`` was noted where it is named.

    Reports ``layout-based-on-itself`` too, for layouts that are based on one another.
    """
    return _find(bible, name, bible.place("layout"), (), findings)


def _find(bible: Bible, name: str, place: Source, above: tuple[str, ...], findings: Findings) -> LayoutFiles | None:
    own, builtin = bible.root / "layouts", resources.layouts_folder()
    folders = tuple(folder for folder in (own / name, builtin / name) if _NAME.fullmatch(name) and folder.is_dir())
    if name in above:
        findings.error("layout-based-on-itself", place, name=name)
        return None
    if folders:
        files = LayoutFiles(name, folders)
        named = _base_of(files)
        if named is None:
            return files
        base = _find(bible, named.text, named.source, (*above, name), findings)
        return LayoutFiles(name, folders, base) if base is not None else None
    known = sorted({path.parent.name for place in (own, builtin) for path in place.glob("*/layout.yaml")})
    findings.error("layout-not-found", place, name=name, hint=hint(name, known), known=", ".join(known))
    return None


def _base_of(files: LayoutFiles) -> Scalar | None:
    """What ``layout.yaml`` says after ``based-on``; whatever else is wrong in the file is noted when it is read."""
    text = files.read(SETTINGS, Findings())
    entries = read_yaml(text, files.shown(SETTINGS), Findings()) if text is not None else None
    named = entries.values.get("based-on") if isinstance(entries, Entries) else None
    return named if isinstance(named, Scalar) and named.text else None
