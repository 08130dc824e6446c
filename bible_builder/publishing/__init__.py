"""Editions on their shelf: issued whole or not at all, with what they were made of, never changed afterwards."""

from bible_builder.publishing.archive import laid_open, packed, unpacked
from bible_builder.publishing.manifest import digest_of, recorded
from bible_builder.publishing.shelf import MANIFEST, SNAPSHOT, SOURCES, Shelf, snapshot_name
from bible_builder.publishing.sources import gathered
from bible_builder.publishing.verify import deviations, rebuilt_deviations

__all__ = [
    "MANIFEST",
    "SNAPSHOT",
    "SOURCES",
    "Shelf",
    "deviations",
    "digest_of",
    "gathered",
    "laid_open",
    "packed",
    "rebuilt_deviations",
    "recorded",
    "snapshot_name",
    "unpacked",
]
