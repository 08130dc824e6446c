"""Pandoc, which reads Word documents: run as a process of its own, held to a time and an amount of memory, without network."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bible_builder.errors import Findings, Source
from bible_builder.importing.imported import Changes

EXTRA: Final = "bible-builder[word-import]"
TIMEOUT: Final = 120
"""Seconds for one document; the sample's 400 pages take four."""

_HEAP: Final = "-M1500m"
"""The most memory that pandoc may take (an option of the Haskell runtime); the sample takes 400 MB."""

_FORMAT: Final = "docx+styles"
"""Styles that mean nothing to pandoc are kept, as ``custom-style`` (pandoc's manual, “Input: custom styles”)."""

_MODES: Final = {Changes.ACCEPT: "accept", Changes.REJECT: "reject", Changes.SHOW: "all"}

Json = Any
"""A node of pandoc's tree (pandoc-types 1.23): ``{"t": constructor, "c": arguments}``."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What pandoc makes of a document: its blocks, its metadata, the pictures they name by the path that they name."""

    blocks: list[Json]
    meta: Mapping[str, Json]
    media: Mapping[str, bytes]


def parse(file: Path, changes: Changes, source: Source, findings: Findings, timeout: float = TIMEOUT) -> Parsed | None:
    """The Word document ``file`` in pandoc's terms, or None with an error.

    Reports ``word-import-not-installed`` (package) and ``word-file-unread`` (file, reason: ``timeout``, or pandoc's last line).
    """
    program = _program()
    if program is None:
        findings.error("word-import-not-installed", None, package=EXTRA)
        return None
    with tempfile.TemporaryDirectory(prefix="bible-import-") as name:
        folder = Path(name)
        reason = _run(program, file, folder, _MODES[changes], timeout)
        if reason:
            findings.error("word-file-unread", source, file=source.file, reason=reason)
            return None
        tree = json.loads((folder / "tree.json").read_bytes())
        return Parsed(tree["blocks"], tree["meta"], _media(folder))


def _program() -> str | None:
    """The pandoc that the extra brings, else one that is installed; None without either."""
    try:
        import pypandoc
    except ImportError:
        return None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        return None


def _run(program: str, file: Path, folder: Path, changes: str, timeout: float) -> str:
    """Run pandoc in ``folder``; "" when it has written ``tree.json`` there, else what kept it from doing so.

    ``--sandbox`` bars it from every file but those on its command line, and from the network (pandoc's manual, “A note on
    security”).
    """
    command = [
        program, "--sandbox", "--from", _FORMAT, "--to", "json", f"--track-changes={changes}", "--extract-media=.",
        "--output=tree.json", str(file.resolve()), "+RTS", _HEAP, "-RTS",
    ]  # fmt: skip
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            _, said = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            _end(process)
            return "timeout"
    if process.returncode == 0 and (folder / "tree.json").exists():
        return ""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else f"exit {process.returncode}"


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _media(folder: Path) -> Mapping[str, bytes]:
    """The pictures, by the path that the tree names them with."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "tree.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
