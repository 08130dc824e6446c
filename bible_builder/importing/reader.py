"""Reading a Word document: opened safely, read by pandoc, and made sections in our own vocabulary."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from bible_builder.errors import Findings, Source
from bible_builder.importing.cleaning import cleaned
from bible_builder.importing.foreign import read_foreign
from bible_builder.importing.imported import Changes, Reading
from bible_builder.importing.opening import opened
from bible_builder.importing.own import read_own
from bible_builder.importing.own_origin import origin_of
from bible_builder.importing.own_prepare import prepared
from bible_builder.importing.pandoc import parse
from bible_builder.importing.unseen import unseen


def read(path: Path, findings: Findings, *, changes: Changes = Changes.ACCEPT) -> Reading | None:
    """The sections of the Word document at ``path`` and everything in it that was not understood.

    ``changes`` says what becomes of tracked changes. None, with an error in ``findings``, for a document that cannot be read; see
    ``opening.opened`` and ``pandoc.parse`` for what they report.
    """
    package = opened(path, findings)
    if package is None:
        return None
    origin = origin_of(package)
    made = prepared(package, origin) if origin is not None else None
    own = made if made is not None and made.sections else None
    with tempfile.TemporaryDirectory(prefix="bible-import-") as folder:
        ready = cleaned(own.package if own is not None else package, Path(folder))
        parsed = parse(ready, changes, Source(package.name), findings)
    if parsed is None:
        return None
    reading = read_own(parsed, own, origin) if origin is not None and own is not None else read_foreign(parsed, package.name)
    return replace(reading, diagnostics=(*unseen(package, is_own=own is not None), *reading.diagnostics))
