"""The edition that what changes is counted from: snapshots of a bible, where an edition keeps them, a bible with its changes.

A snapshot is taken of what one audience reads, and compared with what that same audience reads: nothing withheld is in either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from bible_builder.comparison import Snapshot
from bible_builder.errors import BibleError, ContentError, Diagnostic, Findings, Source, UsageError
from bible_builder.model.bible import Bible
from bible_builder.model.changes import ChangedVariable, Changes

SHELF: Final = "editions"
"""The folder of a bible that holds its editions."""

_SHOWN: Final = frozenset({".pdf", ".svg", ".png", ".jpg", ".jpeg"})
"""Suffixes of files that stand in a book as they are."""


def snapshot(path: str | Path, audience: str = "") -> Snapshot:
    """What ``audience`` reads ("": everything), as data to keep or to compare: of the bible in a folder, or from a file.

    ``path``: the folder that holds ``content/``, an edition's folder (the snapshot it keeps; without one for that audience, its
    sources), or a snapshot's file. Raises UsageError when it is none of them or has not the audience, ContentError when it holds
    a mistake.
    """
    from bible_builder import publishing

    root = Path(path)
    if (root / "content" / "bible.yaml").exists():
        return snapshot_of(root, audience)
    kept, sources = root / publishing.snapshot_name(audience), root / publishing.SOURCES
    if audience and root.is_dir() and not kept.is_file() and sources.is_file():
        with publishing.laid_open(sources.read_bytes(), str(sources)) as unpacked:
            return snapshot_of(unpacked, audience)
    try:
        return _read(kept if root.is_dir() else root, audience)
    except (OSError, ValueError):
        raise UsageError(Diagnostic("nothing-to-compare", {"path": str(path)})) from None


def _read(file: Path, audience: str) -> Snapshot:
    """The snapshot in a file. Raises OSError; ContentError for what is none; UsageError (``snapshot-audience``) for another's."""
    from bible_builder import comparison

    with file.open("rb") as opened:
        kept = comparison.from_json(opened.read(comparison.LARGEST + 1), str(file))
    if kept.audience != audience:
        raise UsageError(Diagnostic("snapshot-audience", {"file": str(file), "kept": kept.audience, "asked": audience}))
    return kept


def snapshot_of(root: Path, audience: str) -> Snapshot:
    """The snapshot of a bible's folder. A mistake's place begins with the folder, since two of them may be compared."""
    from bible_builder import assembly, loading

    findings = Findings()
    bible = loading.load(root, findings)
    if bible is not None:
        known_audience(bible, audience)
        resolved = assembly.resolve(bible, audience, findings)
        if not findings.errors:
            return taken(bible, resolved)
    raise ContentError([replace(d, source=_seen_from(root, d.source)) for d in findings.all])


def taken(bible: Bible, resolved: Bible) -> Snapshot:
    """The snapshot of ``resolved``, which is ``bible`` as one audience reads it. Raises OSError for a lost file.

    Trees that bear the marks of what changed are resolved once more: a snapshot knows nothing of other editions.
    """
    from bible_builder import assembly, comparison

    if resolved.changes is not None:
        resolved = assembly.resolve(bible, resolved.audience, Findings())

    shown = (name for name in bible.files if Path(name).suffix.lower() in _SHOWN)
    digests = {name: sha256((bible.root / name).read_bytes()).hexdigest()[:16] for name in shown}
    return comparison.take(assembly.select(bible, resolved.audience, Findings()), resolved, digests)


def _seen_from(root: Path, source: Source | None) -> Source | None:
    return replace(source, file=(root / source.file).as_posix()) if source and source.file else source


def known_audience(bible: Bible, audience: str) -> None:
    """Raises UsageError (``no-such-audience``) for one that the bible has not."""
    if audience and audience not in bible.audiences:
        raise UsageError(Diagnostic("no-such-audience", {"audience": audience, "known": ", ".join(bible.audiences)}))


def kept_snapshot(folders: Iterable[Path], edition: str, audience: str) -> Snapshot | None:
    """The snapshot that an edition keeps for ``audience`` in the first of ``folders`` (shelves) that has it; None without one.

    Raises ContentError for a file that is no sound snapshot, UsageError (``snapshot-audience``) for one of another audience.
    """
    file = next(iter(kept_files(folders, edition, (audience,)).values()), None)
    return _read(file, audience) if file is not None else None


def kept_files(folders: Iterable[Path], edition: str, audiences: Iterable[str]) -> dict[str, Path]:
    """The snapshots that an edition keeps for ``audiences``: file name → where it is, in the first folder that has it."""
    from bible_builder import publishing

    names = [publishing.snapshot_name(audience) for audience in audiences]
    places = [publishing.Shelf(folder).path(edition) for folder in folders] if edition else []
    found = ((name, next((place / name for place in places if (place / name).is_file()), None)) for name in names)
    return {name: file for name, file in found if file is not None}


def with_changes(bible: Bible, resolved: Bible, old: Snapshot | None) -> Bible:
    """``resolved``, which is ``bible`` as one audience reads it, with what changes since ``old``, a snapshot for that audience.

    Its ``changes`` tell it, and its trees are marked (``data-changed``); no word is another one. Without ``old`` there is nothing
    to compare with: the bible comes back as it was.
    """
    from bible_builder import comparison

    if old is None:
        return resolved
    new = taken(bible, resolved)
    compared = comparison.compare(old, new)
    changes = _typeset(comparison.told(compared, new), resolved.language)
    return replace(comparison.marked(resolved, compared), changes=changes)


def _typeset(changes: Changes, language: str) -> Changes:
    """The values of variables as the language prints them: a snapshot keeps them as they were typed."""
    from bible_builder.assembly import typeset_text

    def value(variable: ChangedVariable) -> ChangedVariable:
        return replace(variable, old=typeset_text(variable.old, language), new=typeset_text(variable.new, language))

    return replace(changes, variables=tuple(map(value, changes.variables)))


def counted(
    bible: Bible, resolved: Mapping[str, Bible], folders: Iterable[Path], findings: Findings, since: str | Path | None = None
) -> dict[str, Bible]:
    """Each of ``resolved`` (audience → bible) with its changes since the baseline that the bible names, if a shelf keeps it.

    ``since``: since that instead, anything that ``snapshot`` takes; raises what that raises. What is wrong with the snapshot of
    the baseline goes to ``findings``, and so does ``baseline-not-kept`` (edition, audience, id of the audience) where there is a
    shelf and the baseline is not on it.
    """
    if since is not None:
        return {audience: with_changes(bible, one, snapshot(since, audience)) for audience, one in resolved.items()}
    places, found = tuple(folders), dict(resolved)
    for audience, one in resolved.items() if bible.edition.baseline else ():
        try:
            old = kept_snapshot(places, bible.edition.baseline, audience)
        except BibleError as error:
            findings.add(error.diagnostics)
            continue
        found[audience] = with_changes(bible, one, old)
        if old is None and any(place.is_dir() for place in places):
            miss(bible, audience, findings)
    return found


def miss(bible: Bible, audience: str, findings: Findings) -> None:
    """Note that no snapshot of the baseline is kept for ``audience``, so that its book cannot tell what changes."""
    label = bible.audiences[audience].label if audience else ""
    parameters = {"edition": bible.edition.baseline, "audience": label, "id": audience}
    findings.warning("baseline-not-kept", bible.edition.place("baseline"), **parameters)
