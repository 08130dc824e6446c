"""What takes long to draw and seldom changes, kept in a folder under the digest of all that it comes from."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

MOST: Final = 128 * 1024**2
"""Bytes that the folder may take; then what was not used for longest goes."""

_FOLDER: Final = "word"
_DIGEST: Final = 32  # bytes, before the data: a file that was cut short is told by it
_ENGINES: Final = ("resvg-py", "pypdfium2", "pillow")


class Kept:
    """Entries in a folder of its own within ``folder``; without one nothing is kept. Any number of processes may use it.

    An entry comes to be by renaming; one that is damaged is made again; where nothing can be written, work goes on without.
    """

    def __init__(self, folder: Path | None = None, most: int = MOST) -> None:
        self._folder = None if folder is None else folder / _FOLDER
        self._most, self._added = most, False

    def get(self, key: Iterable[object], make: Callable[[], bytes]) -> bytes:
        """What ``make`` gives for ``key``, which names all that it depends on; asked for once. Raises what ``make`` raises."""
        if self._folder is None:
            return make()
        name = _digest(key)
        entry = self._folder / name[:2] / name[2:]
        data = _read(entry)
        if data is None:
            data = make()
            self._write(entry, data)
        return data

    def _write(self, entry: Path, data: bytes) -> None:
        with contextlib.suppress(OSError):
            entry.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=entry.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(data).digest() + data)
                Path(name).replace(entry)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            self._added = True

    def shrink(self) -> None:
        """Remove what was not used for longest, when something was added and there is more than there may be."""
        if self._folder is None or not self._added:
            return
        with contextlib.suppress(OSError):
            found = [(path, path.stat()) for path in self._folder.glob("*/*")]
            total = sum(status.st_size for _, status in found)
            for path, status in sorted(found, key=lambda entry: entry[1].st_mtime):
                if total <= self._most:
                    return
                path.unlink(missing_ok=True)
                total -= status.st_size


def _read(entry: Path) -> bytes | None:
    """The data of an entry; None when it is not there, or not whole."""
    try:
        held = entry.read_bytes()
        os.utime(entry)
    except OSError:
        return None
    data = held[_DIGEST:]
    return data if hashlib.sha256(data).digest() == held[:_DIGEST] else None


def _digest(key: Iterable[object]) -> str:
    digest = hashlib.sha256(_engines())
    for part in key:
        written = part if isinstance(part, bytes) else repr(part).encode()
        digest.update(len(written).to_bytes(8, "big") + written)
    return digest.hexdigest()


@cache
def _engines() -> bytes:
    return " ".join(f"{name} {version(name)}" for name in _ENGINES).encode()
