"""Files of the bible, and of nothing else: every file is read through here, once it is known to lie inside ``content/``.

A path in a file is relative to that file's folder and written with ``/``. It may climb (``../images/x.svg``) as long as it stays
inside; an absolute path, an address and a symbolic link that leads out are refused.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.loading.text import decode

CONTENT: Final = "content"
_TEXT_LIMIT: Final = 4_000_000
_DATA_LIMIT: Final = 200_000_000
_FOREIGN: Final = re.compile(r"/|\\|~|[A-Za-z][A-Za-z0-9+.-]+:|[A-Za-z]:")


class Files:
    """The files below ``root/content``; remembers those it has read. Paths are text, relative to ``root``, with ``/``.

    ``instead`` holds files as they would be: read in place of those on the disk, or beside them.
    """

    def __init__(self, root: Path, findings: Findings, instead: Mapping[str, bytes] | None = None) -> None:
        self.root = root
        self._findings = findings
        self._instead = dict(instead or {})
        self._read: set[str] = set()

    @property
    def read(self) -> tuple[str, ...]:
        """Every file that was read, sorted."""
        return tuple(sorted(self._read))

    def path(self, name: str) -> Path:
        """Where it lies."""
        return self.root / name

    def is_there(self, name: str) -> bool:
        """Whether there is something of that name, spelt so."""
        folder, _, last = name.rpartition("/")
        return any(entry == last for entry in self._entries(folder))

    def folders(self, folder: str) -> tuple[str, ...]:
        """The names of the folders in ``folder``, in order; hidden ones are left out."""
        return tuple(name for name in self._visible(folder) if self._is_folder(f"{folder}/{name}"))

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the files in ``folder``, in order; hidden ones are left out."""
        return tuple(name for name in self._visible(folder) if not self._is_folder(f"{folder}/{name}"))

    def locate(self, name: str, folder: str, place: Source) -> str | None:
        """The path that ``name``, written in a file of ``folder``, means; None when there is no such file or it may not be read.

        Reports ``outside-bible`` (file), ``missing-file`` (file, suggestion), ``case-mismatch`` (file, suggestion).
        """
        if _FOREIGN.match(name) or "\\" in name:
            self._findings.error("outside-bible", place, file=name)
            return None
        here: list[str] = []
        for part in PurePosixPath(folder, name).parts:
            if part != "..":
                here.append(part)
            elif len(here) > 1:
                here.pop()
            else:
                self._findings.error("outside-bible", place, file=name)
                return None
        return self._spelt(here, name, place)

    def data(self, name: str, place: Source | None = None) -> bytes | None:
        """The bytes of a file, or None. ``place``: where it is asked for, to name in a report.

        Reports ``missing-file``, ``outside-bible``, ``not-a-file``, ``file-too-large`` (limit in megabytes), ``unreadable-file``.
        """
        return self._bytes(name, place, _DATA_LIMIT)

    def text(self, name: str, place: Source | None = None) -> str | None:
        """The clean text of a file (see ``decode``), or None, as ``data``."""
        data = self._bytes(name, place, _TEXT_LIMIT)
        return None if data is None else decode(data, name, self._findings)

    def _bytes(self, name: str, place: Source | None, limit: int) -> bytes | None:
        path, where = self.root / name, place or Source(name)
        if name in self._instead:
            self._read.add(name)
            return self._instead[name]
        try:
            if not path.resolve(strict=True).is_relative_to((self.root / CONTENT).resolve()):
                self._findings.error("outside-bible", where, file=name)
                return None
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                self._findings.error("not-a-file", where, file=name)
                return None
            if status.st_size > limit:
                self._findings.error("file-too-large", where, file=name, limit=limit // 1_000_000)
                return None
            data = path.read_bytes()
        except FileNotFoundError:
            self._findings.error("missing-file", where, file=name, suggestion="")
            return None
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of symbolic links (Python 3.11)
            self._findings.error("unreadable-file", where, file=name, reason=getattr(error, "strerror", None) or str(error))
            return None
        self._read.add(name)
        return data

    def _spelt(self, parts: list[str], name: str, place: Source) -> str | None:
        """The path as the disk spells it: file systems differ on case and on composed letters, editions may not."""
        found: list[str] = []
        for part in parts:
            entries = self._entries("/".join(found))
            same = [entry for entry in entries if _nfc(entry) == _nfc(part)]
            if not same:
                self._report_missing(parts, found, part, entries, name, place)
                return None
            found.append(part if part in same else same[0])
        return "/".join(found)

    def _report_missing(
        self, parts: list[str], found: list[str], part: str, entries: tuple[str, ...], name: str, place: Source
    ) -> None:
        near = [entry for entry in entries if _nfc(entry).casefold() == _nfc(part).casefold()]
        close = near or get_close_matches(part, entries, 1)
        suggestion = _beside(name, parts, found, close[0]) if close else ""
        self._findings.error("case-mismatch" if near else "missing-file", place, file=name, suggestion=suggestion)

    def _entries(self, folder: str) -> tuple[str, ...]:
        below = f"{folder}/" if folder else ""
        planned = (name[len(below) :].partition("/")[0] for name in self._instead if name.startswith(below))
        try:
            return tuple(dict.fromkeys([*(entry.name for entry in (self.root / folder).iterdir()), *planned]))
        except OSError:
            return tuple(dict.fromkeys(planned))

    def _is_folder(self, name: str) -> bool:
        return (self.root / name).is_dir() or any(planned.startswith(f"{name}/") for planned in self._instead)

    def _visible(self, folder: str) -> list[str]:
        return sorted((entry for entry in self._entries(folder) if not entry.startswith((".", "~$"))), key=_nfc)


def _beside(name: str, parts: list[str], found: list[str], other: str) -> str:
    """``name`` with the part that is wrong replaced by ``other``."""
    written = name.split("/")
    from_end = len(parts) - len(found)
    if from_end > len(written):
        return other
    return "/".join([*written[: len(written) - from_end], other, *written[len(written) - from_end + 1 :]])


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
