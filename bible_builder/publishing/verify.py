"""Whether an edition is what it was when it was issued: digests anew, or every file made anew from its own sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bible_builder.model.manifest import Deviation, Engines, Fault, Manifest
from bible_builder.publishing.manifest import digest_of
from bible_builder.publishing.shelf import MANIFEST


def deviations(folder: Path, manifest: Manifest) -> tuple[Deviation, ...]:
    """Every file of the edition in ``folder`` that is missing, has other bytes, or does not belong there. Raises OSError."""
    return tuple(_deviations(folder, manifest))


def _deviations(folder: Path, manifest: Manifest) -> Iterator[Deviation]:
    known = {record.path: record for record in manifest.files}
    for path, record in known.items():
        file = folder.joinpath(*path.split("/"))
        if not file.is_file():
            yield Deviation(path, Fault.MISSING)
        elif file.stat().st_size != record.size or digest_of(file.read_bytes()) != record.sha256:
            yield Deviation(path, Fault.CHANGED)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        if name not in known and name != MANIFEST:
            yield Deviation(name, Fault.STRANGE)


def rebuilt_deviations(manifest: Manifest, made: Mapping[str, bytes]) -> tuple[Deviation, ...]:
    """The outputs that ``made`` (path → bytes made anew) does not give back to the byte."""
    return tuple(
        Deviation(record.path, Fault.NOT_REBUILT)
        for record in manifest.outputs
        if record.path not in made or digest_of(made[record.path]) != record.sha256
    )


def other_engines(manifest: Manifest, now: Engines) -> Mapping[str, tuple[str, str]]:
    """The engines that are not those the edition was made with: name → version then, version now."""
    names = sorted({*manifest.engines, *now})
    return {
        name: (manifest.engines.get(name, ""), now.get(name, ""))
        for name in names
        if manifest.engines.get(name, "") != now.get(name, "")
    }
