"""Editions, for the library: issue one, check it, make it anew from its own sources, take it off the shelf to work on.

An edition is made from the very files that are kept with it: they are gathered first, unpacked, and built from there. So what is
published is what can be rebuilt, whatever is typed into the bible meanwhile.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bible_builder import approvals
from bible_builder.baselines import SHELF, kept_files, miss, taken
from bible_builder.build import WORK, Progress, examined, sound
from bible_builder.errors import ContentError, Diagnostic, Findings, LayoutError, UnsafeError, UsageError
from bible_builder.model.bible import Bible
from bible_builder.model.manifest import Deviation, Manifest
from bible_builder.model.standing import Kind, Standing, State
from bible_builder.outputs import Made, make
from bible_builder.results import Work

if TYPE_CHECKING:
    from bible_builder.publishing import Shelf

_MUST_BE_VALIDATED: Final = frozenset({Kind.CHAPTER, Kind.SECTION})
"""Parts that nobody may publish before somebody said yes; terms and annexes only once somebody did and they changed."""


@dataclass(frozen=True, slots=True)
class PublishResult:
    """An edition on the shelf: its folder and manifest. ``was_there``: it had been published before, from the same files;
    ``swept``: what an interrupted work had left, and is gone."""

    folder: Path
    manifest: Manifest
    was_there: bool = False
    swept: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What deviates in an edition from its manifest. ``rebuilt``: its files were made anew too; ``other_engines`` names those
    that are not the ones it was made with (version then, version now)."""

    folder: Path
    manifest: Manifest
    deviations: tuple[Deviation, ...]
    rebuilt: bool = False
    other_engines: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def publish(
    path: str | Path, edition: str, into: str | Path | None = None, *, progress: Progress | None = None, work: Work = WORK
) -> PublishResult:
    """Issue the edition that the bible in the folder ``path`` prepares, on the shelf ``into`` (None: ``editions`` in the bible).

    ``edition`` is its name, as ``bible.yaml`` has it. Raises ContentError when the bible holds a mistake or a part is not
    validated as it stands (``not-validated-yet``); UsageError for another name (``other-edition``), an edition of that name with
    other content (``edition-exists``), a shelf that another process holds, a disk that is full; what the renderers raise. The
    shelf then holds what it held before.
    """
    from bible_builder import publishing

    root, findings = Path(path), Findings()
    shelf = publishing.Shelf(Path(into) if into is not None else root / SHELF)
    bible = sound(examined(root, shelves=(shelf.folder,)))
    _check_name(bible, edition)
    _check_validated(root)
    gathered = _gathered(bible, findings) | baseline_files(bible, (shelf.folder, root / SHELF), findings)
    sources = publishing.packed(gathered, bible.edition.date)
    with shelf.held() as swept:
        if shelf.has(edition):
            return _already(shelf, edition, sources, swept)
        with publishing.laid_open(sources, publishing.SOURCES) as copy:
            made = make(copy, findings, progress, work)
            kept = {publishing.SOURCES: sources, **_snapshots(made)}
        records = [publishing.recorded(*one) for one in sorted(kept.items())]
        inputs = tuple(publishing.recorded(*one) for one in sorted(gathered.items()))
        manifest = replace(_manifest(made, findings), kept=tuple(records), inputs=inputs, commit=_commit(root))
        folder = shelf.issue(edition, {**made.files, **kept}, manifest)
    return PublishResult(folder, manifest, swept=swept, diagnostics=findings.all)


def verify(
    shelf: str | Path, edition: str, *, rebuild: bool = False, progress: Progress | None = None, work: Work = WORK
) -> VerifyResult:
    """Whether an edition on the shelf is what it was when it was issued: each file's digest anew.

    ``rebuild``: each of its outputs is made anew too, from its ``sources.zip`` alone, and compared byte by byte. Raises
    UsageError (``no-such-edition``, ``manifest-unreadable``), UnsafeError for sources that are not sound, and as ``publish``.
    """
    from bible_builder import publishing
    from bible_builder.publishing.verify import other_engines

    place = publishing.Shelf(Path(shelf))
    manifest = place.manifest(edition)
    found = publishing.deviations(place.path(edition), manifest)
    sources = place.data(edition, publishing.SOURCES) if rebuild else None
    if sources is None:
        return VerifyResult(place.path(edition), manifest, found)
    with publishing.laid_open(sources, str(place.path(edition) / publishing.SOURCES)) as copy:
        made = make(copy, Findings(), progress, work)
    again = publishing.rebuilt_deviations(manifest, made.files)
    return VerifyResult(place.path(edition), manifest, (*found, *again), True, other_engines(manifest, made.engines))


def restore(shelf: str | Path, edition: str, folder: str | Path) -> Path:
    """Unpack the sources of an edition into ``folder``, a bible to work on from there. Returns the folder.

    Raises UsageError when there is something in it (``folder-not-empty``) or no such edition; UnsafeError for sources that are
    not sound or not those that were published (``sources-changed``).
    """
    from bible_builder import publishing

    place, target = publishing.Shelf(Path(shelf)), Path(folder)
    manifest = place.manifest(edition)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(Diagnostic("folder-not-empty", {"folder": str(target)}))
    sources = place.data(edition, publishing.SOURCES)
    if sources is None or publishing.digest_of(sources) != manifest.digest(publishing.SOURCES):
        raise UnsafeError(Diagnostic("sources-changed", {"edition": edition, "file": publishing.SOURCES}))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as name:
            made = publishing.unpacked(sources, Path(name) / "bible", publishing.SOURCES)
            if target.exists():
                target.rmdir()
            made.rename(target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    return target


def list_editions(shelf: str | Path) -> tuple[Manifest, ...]:
    """The manifests of all editions on the shelf, by date, then name. Raises UsageError (``manifest-unreadable``)."""
    from bible_builder import publishing

    place = publishing.Shelf(Path(shelf))
    return tuple(sorted((place.manifest(name) for name in place.names()), key=lambda one: (one.date, one.edition)))


def _cannot_write(where: str | Path, error: OSError) -> UsageError:
    return UsageError(Diagnostic("cannot-write", {"file": str(where), "reason": error.strerror or str(error)}))


def _check_name(bible: Bible, edition: str) -> None:
    if edition != bible.edition.id:
        place = bible.edition.place("id")
        raise UsageError(Diagnostic("other-edition", {"edition": edition, "prepared": bible.edition.id}, place))


def _check_validated(root: Path) -> None:
    """Raises ContentError with an error for each part that nobody has said yes to as it stands."""
    report = approvals.status(root)
    unready = [one for one in report.standings if not one.is_validated and _must_be(one)]
    if unready:
        raise ContentError([_unready(one, report.bible) for one in unready])


def _must_be(one: Standing) -> bool:
    if one.kind in _MUST_BE_VALIDATED:
        return one.state is not State.NEVER and not (one.kind is Kind.CHAPTER and one.approval is None)
    return one.state is State.CHANGED


def _unready(one: Standing, bible: Bible) -> Diagnostic:
    owner = bible.contributors.get(one.owner)
    parameters = {
        "kind": one.kind.value, "title": one.title, "id": one.id, "state": one.state.value, "owner": owner.name if owner else "",
        "by": one.owner or bible.referent,
    }  # fmt: skip
    return Diagnostic("not-validated-yet", parameters, one.source)


def _gathered(bible: Bible, findings: Findings) -> dict[str, bytes]:
    """The files of the bible and of the layouts that its outputs use."""
    from bible_builder import publishing
    from bible_builder.layout.files import find_layout

    layouts: dict[str, list[Path]] = {}
    for name in dict.fromkeys([bible.layout, *(output.layout or bible.layout for output in bible.outputs)]):
        files = find_layout(bible, name, findings)
        for layer in files.layers() if files is not None else ():
            layouts[layer.name] = list(layer.folders)
    findings.stop_on_errors(LayoutError)
    try:
        return publishing.gathered(bible.root, layouts, findings)
    except OSError as error:
        where = str(error.filename or bible.root)
        raise UsageError(Diagnostic("cannot-read", {"file": where, "reason": error.strerror or str(error)})) from error


def _already(shelf: Shelf, edition: str, sources: bytes, swept: tuple[str, ...]) -> PublishResult:
    """The edition that stands there when it was made of the same files. Raises UsageError (``edition-exists``) when not."""
    from bible_builder import publishing

    manifest = shelf.manifest(edition)
    if manifest.digest(publishing.SOURCES) != publishing.digest_of(sources):
        raise UsageError(Diagnostic("edition-exists", {"edition": edition, "folder": str(shelf.path(edition))}))
    return PublishResult(shelf.path(edition), manifest, was_there=True, swept=swept)


def baseline_files(bible: Bible, shelves: Sequence[Path], findings: Findings) -> dict[str, bytes]:
    """The snapshots of the edition that changes are counted from, by their paths in the bible; each that is not kept is noted."""
    files = kept_files(shelves, bible.edition.baseline, ("", *bible.audiences))
    for audience in dict.fromkeys(output.audience for output in bible.outputs) if bible.edition.baseline else ():
        if not kept_files(shelves, bible.edition.baseline, (audience,)):
            miss(bible, audience, findings)
    return {f"{SHELF}/{bible.edition.baseline}/{name}": file.read_bytes() for name, file in files.items()}


def _snapshots(made: Made) -> dict[str, bytes]:
    """What everybody and what each audience reads in the bible, as data for comparisons, by the names of the files."""
    from bible_builder import comparison, publishing

    return {
        publishing.snapshot_name(audience): comparison.to_json(taken(made.bible, resolved))
        for audience, resolved in made.resolved.items()
    }


def _manifest(made: Made, findings: Findings) -> Manifest:
    bible, edition = made.bible, made.bible.edition
    return Manifest(
        edition=edition.id,
        number=edition.number,
        date=edition.date.isoformat(),
        title=bible.title,
        language=bible.language,
        valid_from=edition.valid_from.isoformat() if edition.valid_from else "",
        valid_to=edition.valid_to.isoformat() if edition.valid_to else "",
        baseline=edition.baseline,
        outputs=made.records,
        engines=made.engines,
        warnings=tuple(f"{found.source or ''}: {found.code}" for found in findings.all),
    )


def _commit(root: Path) -> str:
    """The commit that the bible's folder is at, with ``+`` when files differ from it; "" without a version control system."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, timeout=20, check=True)
        return done.stdout.strip()

    try:
        return git("rev-parse", "HEAD") + ("+" if git("status", "--porcelain", "--", "content", "layouts") else "")
    except (OSError, subprocess.SubprocessError):
        return ""
