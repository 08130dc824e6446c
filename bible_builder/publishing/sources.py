"""What an edition is made of: every file of ``content/``, and its layouts, built-in ones too: it needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from bible_builder.errors import Findings, Source

_CONTENT: Final = "content"
_LAYOUTS: Final = "layouts"
_PASSING: Final = (".", "~$")
"""Beginnings of the names of files that are nobody's text: hidden ones, and those of a word processor at work."""


def gathered(root: Path, layouts: Mapping[str, Sequence[Path]], findings: Findings) -> dict[str, bytes]:
    """The files of the bible in ``root`` by their paths in it, with ``/``.

    ``layouts`` gives for each layout that is used the folders that its files are looked for in, the bible's own first; they come
    to lie in ``layouts/`` as the bible's own. A link that leads out of the bible is left out and noted (``left-out-of-sources``).
    Raises OSError for a file that cannot be read.
    """
    files = dict(_read(root / _CONTENT, _CONTENT, findings))
    files |= _read(root / _LAYOUTS, _LAYOUTS, findings)
    for name, folders in layouts.items():
        for folder in reversed(folders):
            files |= _read(folder, f"{_LAYOUTS}/{name}", findings)
    return files


def _read(folder: Path, name: str, findings: Findings) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        return
    inside = folder.resolve()
    for path in _files(folder):
        shown = f"{name}/{path.relative_to(folder).as_posix()}"
        if path.resolve().is_relative_to(inside):
            yield shown, path.read_bytes()
        else:
            findings.warning("left-out-of-sources", Source(shown), file=shown)


def _files(folder: Path) -> Iterator[Path]:
    for path in _visible(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        elif path.is_file():
            yield path


def _visible(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if not path.name.startswith(_PASSING))
