"""``sources.zip``: every file an edition was made of, the same bytes for the same files; unpacked within limits."""

from __future__ import annotations

import datetime
import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from bible_builder.errors import Diagnostic, UnsafeError, UsageError

ROOTS: Final = ("content", "layouts", "editions")
"""The folders of a bible; nothing else is packed, nothing else is unpacked. Of its editions, the snapshots of its baseline."""

MOST_BYTES: Final = 2 << 30
"""Of all files together, once unpacked: more than any bible, less than a disk."""

MOST_FILES: Final = 20_000

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file can name."""

_MODE: Final = 0o644 << 16
_LEVEL: Final = 6
_STEP: Final = 1 << 20


def packed(files: Mapping[str, bytes], date: datetime.date) -> bytes:
    """A zip file of ``files`` (path with ``/`` → bytes), by name, every entry of ``date``: the same bytes on any machine."""
    out, stamp = io.BytesIO(), max((date.year, date.month, date.day, 0, 0, 0), _EARLIEST)
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, stamp)
            entry.external_attr = _MODE
            entry.create_system = 3  # as written on any Unix, whatever this one is
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=_LEVEL)
    return out.getvalue()


def unpacked(data: bytes, folder: Path, name: str) -> Path:
    """``folder`` with the files of the archive in it; ``name`` is what the archive is called in a message.

    Raises UnsafeError (``archive-unsafe``: file, reason) for one that is broken, too large, or would write outside ``folder``:
    nothing is unpacked then beyond what was sound. Raises OSError where ``folder`` cannot be written.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES:
                raise _unsafe(name, "files")
            left = MOST_BYTES
            for entry in entries:
                left -= _unpack(archive, entry, folder, left, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise _unsafe(name, "broken") from error
    except (FileExistsError, NotADirectoryError) as error:  # a name twice, or a file where a folder is
        raise _unsafe(name, "names") from error
    return folder


@contextmanager
def laid_open(sources: bytes, name: str) -> Iterator[Path]:
    """The files of the archive in a folder of their own, which is gone afterwards.

    Raises UnsafeError as ``unpacked``, UsageError (``cannot-write``) where there is no room for them.
    """
    with tempfile.TemporaryDirectory(prefix="bible-edition-") as folder:
        try:
            copy = unpacked(sources, Path(folder) / "bible", name)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(Diagnostic("cannot-write", {"file": folder, "reason": reason})) from error
        yield copy


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, left: int, name: str) -> int:
    """Write one file; returns its size. The size that the entry says is not believed."""
    path = PurePosixPath(entry.filename)
    parts = path.parts
    if entry.is_dir() or path.is_absolute() or ".." in parts or len(parts) < 2 or parts[0] not in ROOTS or "\\" in entry.filename:
        raise _unsafe(name, "names")
    target, size = folder.joinpath(*parts), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as packed_file, target.open("xb") as file:
        while piece := packed_file.read(_STEP):
            size += len(piece)
            if size > left:
                raise _unsafe(name, "size")
            file.write(piece)
    return size


def _unsafe(name: str, reason: str) -> UnsafeError:
    return UnsafeError(Diagnostic("archive-unsafe", {"file": name, "reason": reason}))
