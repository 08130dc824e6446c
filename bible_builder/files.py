"""Files written whole or not at all: beside their place first, then renamed; whoever reads sees the old file or the new one."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from bible_builder.errors import Diagnostic, UsageError


def write_whole(path: Path, data: bytes) -> Path:
    """Write ``data`` to ``path``, making its folder; returns ``path``.

    On failure an older file of that name stays as it was and nothing is left beside it. Raises UsageError if it cannot write.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_synced(draft, data)
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise UsageError(Diagnostic("cannot-write", {"file": str(path), "reason": error.strerror or str(error)})) from error
    return path


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file and have the disk keep it before this returns. Raises OSError, FileExistsError among them."""
    # Opened by hand and not by tempfile, whose files only their owner may read: a published bible is for others.
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the renaming last through a power cut; where a folder cannot be opened (Windows), the system does as it does."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
