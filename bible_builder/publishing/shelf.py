"""The shelf: the folder ``editions/``, with a folder an edition. An edition comes to stand there by one renaming, or not at all.

What is being made lies beside, in a hidden folder on the same file system; its manifest is written last. Whoever is killed on the
way leaves nothing but such a folder, which the next one sweeps away.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bible_builder.errors import Diagnostic, UsageError
from bible_builder.files import sync_folder, write_synced
from bible_builder.locks import locked
from bible_builder.model.manifest import Manifest
from bible_builder.publishing.manifest import LONGEST, from_json

MANIFEST: Final = "manifest.json"
SNAPSHOT: Final = "snapshot.json"
SOURCES: Final = "sources.zip"


def snapshot_name(audience: str) -> str:
    """The file in which an edition keeps what ``audience`` reads ("": everything)."""
    return f"snapshot-{audience}.json" if audience else SNAPSHOT


_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_STAGING: Final = re.compile(r"\.[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.[0-9a-f]{8}\.part")
_READ_ONLY: Final = 0o444


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder that holds the editions of one bible; it need not be there yet."""

    folder: Path

    def path(self, name: str) -> Path:
        """Where the edition stands, or would. Raises UsageError (``bad-edition-name``) for what cannot be the name of one."""
        if not _NAME.fullmatch(name):
            raise UsageError(Diagnostic("bad-edition-name", {"edition": name}))
        return self.folder / name

    def has(self, name: str) -> bool:
        """Whether there is something of that name."""
        return self.path(name).exists()

    def names(self) -> tuple[str, ...]:
        """The names of all editions, sorted: what has a manifest."""
        if not self.folder.is_dir():
            return ()
        return tuple(
            sorted(one.name for one in self.folder.iterdir() if _NAME.fullmatch(one.name) and (one / MANIFEST).is_file())
        )

    def manifest(self, name: str) -> Manifest:
        """The manifest of an edition. Raises UsageError: ``no-such-edition`` (known), ``not-an-edition`` (folder) for a folder
        without one, such as that of a baseline of which only snapshots are kept, ``manifest-unreadable`` (file, reason)."""
        path = self.path(name) / MANIFEST
        if not path.is_file() and path.parent.exists():
            raise UsageError(Diagnostic("not-an-edition", {"edition": name, "folder": str(path.parent)}))
        if not path.is_file():
            raise UsageError(Diagnostic("no-such-edition", {"edition": name, "known": ", ".join(self.names())}))
        try:
            if path.stat().st_size > LONGEST:
                raise ValueError("too long")
            return from_json(path.read_bytes())
        except (OSError, ValueError) as error:
            raise UsageError(
                Diagnostic("manifest-unreadable", {"file": str(path), "edition": name, "reason": str(error)})
            ) from error

    def data(self, name: str, file: str) -> bytes | None:
        """The bytes of a file of an edition; None when it is not there."""
        path = self.path(name).joinpath(*file.split("/"))
        return path.read_bytes() if path.is_file() else None

    @contextlib.contextmanager
    def held(self) -> Iterator[tuple[str, ...]]:
        """Hold the shelf: nobody else issues meanwhile. Gives the names of what an interrupted work had left, swept away.

        Raises UsageError: ``folder-locked`` at once when another process holds it, ``cannot-write``.
        """
        with locked(self.folder, patience=0):
            yield self._swept()

    def _swept(self) -> tuple[str, ...]:
        left = sorted(path for path in self.folder.iterdir() if _STAGING.fullmatch(path.name) and path.is_dir())
        for path in left:
            shutil.rmtree(path, ignore_errors=True)
        return tuple(path.name[1 : -len(".01234567.part")] for path in left)

    def issue(self, name: str, files: Mapping[str, bytes], manifest: Manifest) -> Path:
        """Put an edition on the shelf, which is held: ``files`` by name, then the manifest. Returns its folder.

        Raises UsageError: ``edition-exists``; ``cannot-write`` (a full disk, say), and then nothing is left of it.
        """
        target = self.path(name)
        if target.exists():
            raise UsageError(Diagnostic("edition-exists", {"edition": name, "folder": str(target)}))
        staging = self.folder / f".{name}.{secrets.token_hex(4)}.part"
        try:
            staging.mkdir()
            for file, data in (*sorted(files.items()), (MANIFEST, manifest.to_json())):
                _write_checked(staging / file, data)
            sync_folder(staging)
            os.rename(staging, target)
        except OSError as error:
            shutil.rmtree(staging, ignore_errors=True)
            raise UsageError(Diagnostic("cannot-write", {"file": str(target), "reason": error.strerror or str(error)})) from error
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        sync_folder(self.folder)
        return target


def _write_checked(path: Path, data: bytes) -> None:
    """Write a file that stays as it is, and read back what the disk has kept of it. Raises OSError."""
    write_synced(path, data)
    if path.read_bytes() != data:
        raise OSError(f"{path.name}: what was read back is not what was written")
    path.chmod(_READ_ONLY)
