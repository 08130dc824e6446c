"""One at a time: a lock on a folder, held while what lies in it is read, changed and written back.

The one place with calls that only POSIX has. The lock file is gone when the lock is given back; a process that dies gives it
back by dying, and the file that it leaves is taken over by the next.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from bible_builder.errors import Diagnostic, UsageError

fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None
"""Windows has none: there the file itself is the lock."""

NAME: Final = ".lock"
PATIENCE: Final = 10.0
"""Seconds to wait for another process."""

_PAUSE: Final = 0.02


@contextlib.contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of ``folder``, which is made when it is not there.

    Raises UsageError: ``folder-locked`` when another process holds it for longer than ``patience`` seconds, ``cannot-write``
    where no file can be made.
    """
    file, end = folder / NAME, time.monotonic() + patience
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while (held := _take(file)) is None:
            if time.monotonic() > end:
                raise UsageError(Diagnostic("folder-locked", {"folder": str(folder), "file": str(file)}))
            time.sleep(_PAUSE)
    except OSError as error:
        raise UsageError(Diagnostic("cannot-write", {"file": str(file), "reason": error.strerror or str(error)})) from error
    try:
        yield
    finally:
        # Taken away while it is still ours: whoever has it open by then sees that it is no longer the one on the disk.
        with contextlib.suppress(OSError):
            file.unlink()
        os.close(held)


def _take(file: Path) -> int | None:
    """The open lock file, ours alone; None while it is another's."""
    if fcntl is None:
        with contextlib.suppress(FileExistsError):
            return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        return None
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_on_disk(descriptor, file):
            return descriptor
    except BlockingIOError:
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _is_on_disk(descriptor: int, file: Path) -> bool:
    """Whether the file that is open is the one that stands there, and not one that its last holder has taken away."""
    try:
        there, here = file.stat(), os.fstat(descriptor)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)
