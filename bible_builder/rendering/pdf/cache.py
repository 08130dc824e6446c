"""What was laid out before: a job's files under the digest of all that they depend on, in the user's own cache folder.

The digest has the job's arguments, the fonts, this room's code and the engines. Which files a job has read is known when it is
done: their digests stand in the entry, and are compared when it is asked for (as compilers' caches do). A hit gives what the job
would give; nothing else about a build depends on the cache. Where the bible lies is no part of a digest: an edition is made from
its sources in another folder each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from bible_builder.errors import Findings
from bible_builder.rendering.pdf.engines import engines
from bible_builder.rendering.pdf.nursery import READS

MOST: Final = 1024**3
"""Bytes that the cache may take: about ten books of 1,600 pages."""

_LEFT: Final = 0.8
"""What part of that is left when it is made smaller."""

_ADDRESS: Final = rb"\u0001address-of-the-bible\u0001"
_PATH: Final = rb"\u0001path-of-the-bible\u0001"
"""What stands for the bible's place, as JSON writes it: no text has U+0001."""

_ENTRY: Final = ".zip"
_WAITING: Final = ".tmp"
_LOST: Final = 3600
"""Seconds after which a file that was being written is taken for lost."""


_DAMAGES: Final = (OSError, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error, zipfile.BadZipFile)
"""What reading an entry may raise that is not there, not whole, or not one of ours."""


class Cache:
    """Entries in ``folder``, one file each. Any number of processes may use the folder at the same time.

    An entry comes to be by renaming; one that is damaged or gone is a miss. Where nothing can be written, a warning
    (``pdf-cache-unwritable``) says so once, and work goes on.
    """

    def __init__(
        self, folder: Path, fonts: Iterable[Path], findings: Findings, most: int = MOST, base: Path | None = None
    ) -> None:
        self._folder, self._fonts, self._findings, self._most = folder, tuple(fonts), findings, most
        self._places = _places(base)
        self._digests: dict[Path, str] = {}
        self._writes = True

    def get(self, task: str, arguments: Mapping[str, Any]) -> dict[str, bytes] | None:
        """The files that the job wrote when it was done last, or None."""
        entry = self._entry(task, arguments)
        try:
            files = {name: self._placed(name, data) for name, data in _unpacked(entry.read_bytes()).items()}
            reads: dict[str, str] = json.loads(files[READS])
        except _DAMAGES:
            return None
        if any(self._digest(Path(path)) != digest for path, digest in reads.items()):
            return None
        with contextlib.suppress(OSError):
            os.utime(entry)
        return files

    def put(self, task: str, arguments: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        """Keep what the job wrote, unless it did not say what it had read: then it is not to be kept."""
        if not self._writes or READS not in files:
            return
        digests = {path: self._digest(Path(path)) for path in json.loads(files[READS])}
        kept = {**files, READS: json.dumps(digests, ensure_ascii=False).encode()}
        data = _packed({name: self._placeless(content) if name.endswith(".json") else content for name, content in kept.items()})
        try:
            self._write(self._entry(task, arguments), data)
        except OSError as error:
            self._writes = False
            self._findings.warning("pdf-cache-unwritable", None, folder=self._folder, reason=error.strerror or error)

    def _write(self, entry: Path, data: bytes) -> None:
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(_WAITING, dir=entry.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(entry)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def shrink(self) -> None:
        """Remove what was not used for longest, until the cache is well within its size."""
        found = [(path, status) for path in self._folder.glob("*/*") if (status := _status(path)) is not None]
        newest = max((status.st_mtime for _, status in found), default=0)
        for path, status in found:
            if path.suffix == _WAITING and status.st_mtime < newest - _LOST:
                _remove(path)
        entries = sorted((status.st_mtime, status.st_size, path) for path, status in found if path.suffix == _ENTRY)
        total = sum(size for _, size, _ in entries)
        if total <= self._most:
            return
        for _, size, path in entries:
            if total <= self._most * _LEFT:
                return
            _remove(path)
            total -= size

    def _entry(self, task: str, arguments: Mapping[str, Any]) -> Path:
        said = json.dumps([task, arguments, self._fixed], sort_keys=True, ensure_ascii=False)
        key = hashlib.sha256(self._placeless(said.encode("utf-8", "surrogatepass"))).hexdigest()
        return self._folder / key[:2] / f"{key[2:]}{_ENTRY}"

    def _placeless(self, said: bytes) -> bytes:
        """The bible's own place left out, as a path and as an address."""
        for place, mark in self._places:
            said = said.replace(place, mark)
        return said

    def _placed(self, name: str, said: bytes) -> bytes:
        """What is kept of a job, saying where the bible lies now."""
        for place, mark in self._places if name.endswith(".json") else ():
            said = said.replace(mark, place)
        return said

    @cached_property
    def _fixed(self) -> list[str]:
        """What every job of this book depends on."""
        return [engines(), *(self._digest(path) for path in self._fonts)]

    def _digest(self, path: Path) -> str:
        """The digest of a file's bytes; "" for one that is not there."""
        if path not in self._digests:
            try:
                self._digests[path] = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError:
                self._digests[path] = ""
        return self._digests[path]


def clear(folder: Path) -> tuple[int, int]:
    """Remove the cache in ``folder``; returns how many entries it had, and their bytes. Raises OSError."""
    sizes = [status.st_size for path in folder.glob(f"*/*{_ENTRY}") if (status := _status(path)) is not None]
    if folder.is_dir():
        shutil.rmtree(folder)
    return len(sizes), sum(sizes)


def _places(base: Path | None) -> tuple[tuple[bytes, bytes], ...]:
    """The place of the bible as JSON writes it, each with what stands for it in the cache; none at the root of the disk."""
    if base is None or len(base.resolve().parts) < 2:
        return ()
    address, path = (
        json.dumps(place, ensure_ascii=False)[1:-1].encode() for place in (base.resolve().as_uri(), str(base.resolve()))
    )
    # A path ends with its text, or goes on below the folder; that of a neighbour whose name begins the same is another.
    return tuple((place + end, mark + end) for place, mark in ((address, _ADDRESS), (path, _PATH)) for end in (b"/", b'"'))


def _packed(files: Mapping[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return output.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
