"""``manifest.json`` read back: the file may have been edited by hand, or cut short."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from bible_builder.model.manifest import FORMAT, FileRecord, Manifest

LONGEST: Final = 50_000_000
"""Bytes of a manifest that is read: it names each file of a bible once."""


def from_json(data: bytes) -> Manifest:
    """The manifest that ``to_json`` wrote. Raises ValueError for anything else: the file may have been edited by hand."""
    try:
        read: Any = json.loads(data)
        manifest = TypeAdapter(Manifest).validate_python(read, strict=False)
        datetime.date.fromisoformat(manifest.date)
    except (ValidationError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError("not a manifest") from error
    if manifest.format > FORMAT:
        raise ValueError("a manifest of a later version")
    return manifest


def recorded(path: str, data: bytes) -> FileRecord:
    """The record of a file of these bytes."""
    return FileRecord(path, len(data), digest_of(data))


def digest_of(data: bytes) -> str:
    """SHA-256, in hexadecimal figures."""
    return hashlib.sha256(data).hexdigest()
