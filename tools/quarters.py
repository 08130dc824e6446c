"""``python -m tools.quarters``: the sample's earlier quarters, rebuilt from the present one, and what changes between them.

``editions/<id>/overlay/`` holds what a quarter had that the next one has otherwise: whole files under the same paths, and in
``overlay.yaml`` under ``retirés`` the files and folders that it had not. The present content is the last quarter; the one before
is the present content with one overlay laid over it, and so on back. Sections that are not in an overlay have not changed since:
they had been read by ``relues-avant`` at the latest, and say so.

- ``table`` (the default) says how many changes of each kind there are from a quarter to the next, and what the overlays weigh;
- ``lay 2026-T3 DIR`` lays the sources of a quarter out in a folder: a bible to check, to build, to publish from;
- ``snapshots`` writes the snapshots that are kept beside the overlays anew, for everybody and for each audience.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import yaml

from bible_builder import assembly, loading
from bible_builder.baselines import SHELF, taken
from bible_builder.comparison import Comparison, Snapshot, compare, to_json
from bible_builder.comparison.comparison import BlockChange, BlockFate, Fate, FieldChange, SectionChange
from bible_builder.errors import ContentError, Findings
from bible_builder.files import write_whole
from bible_builder.model.bible import Bible
from bible_builder.publishing import snapshot_name

REPOSITORY: Final = Path(__file__).resolve().parents[1]
LIST: Final = "overlay.yaml"
_ROWS: Final = "table-row"
_REVIEWED: Final = re.compile(r"^revu-le: \d{4}-\d\d-\d\d$", re.MULTILINE)
_EVERYBODY: Final = ""

KINDS: Final = (
    "chapter renamed", "introduction changed",
    "section added", "section withdrawn", "section moved to another chapter", "section moved within its chapter",
    "section renamed", "section changed by its author", "section changed by a variable alone", "owner changed",
    "audiences widened", "audiences narrowed", "passage moved to another section",
    "table row added or withdrawn", "table cell changed", "note changed", "alternative text or picture changed",
    "term added", "term withdrawn", "term renamed", "term changed",
    "annex text changed", "row opened", "row closed", "row moved", "row changed", "variable changed",
    "typography alone (no change)",
)  # fmt: skip
"""Every kind of change that is counted, in the order of the table; the last one is none, and is counted apart."""


@dataclass(frozen=True, slots=True)
class Quarters:
    """The quarters of a bible: the ``root`` that holds ``content`` and ``editions``, the overlays by edition, newest first."""

    root: Path
    overlays: Mapping[str, Path]

    @classmethod
    def of(cls, root: Path = REPOSITORY) -> Quarters:
        """Those of the bible in ``root``."""
        found = sorted((root / SHELF).glob(f"*/overlay/{LIST}"), reverse=True)
        return cls(root, {path.parent.parent.name: path.parent for path in found})

    @property
    def present(self) -> str:
        """The edition that the present content prepares."""
        return str(yaml.safe_load((self.root / "content" / "bible.yaml").read_text("utf-8"))["édition"]["id"])

    @property
    def names(self) -> tuple[str, ...]:
        """Every quarter, newest first: the present one, then those that have an overlay."""
        return (self.present, *self.overlays)

    def lay(self, quarter: str, into: Path) -> Path:
        """Lay the sources of a quarter out in ``into``, a folder that is not there yet, with the snapshots that are kept of the
        quarters before it; returns it. Raises KeyError for a quarter that is not known.
        """
        if quarter not in self.names:
            raise KeyError(quarter)
        shutil.copytree(self.root / "content", into / "content")
        place = self.names.index(quarter)
        for name in self.names[1 : place + 1]:
            _lay_over(self.overlays[name], into)
        for name in self.names[place + 1 :]:
            keep_snapshots(self.root / SHELF / name, into / SHELF / name)
        return into


def _lay_over(overlay: Path, folder: Path) -> None:
    """Make of the quarter in ``folder`` the one before it."""
    listed = yaml.safe_load((overlay / LIST).read_text("utf-8"))
    for name in listed["retirés"]:
        gone = folder / name
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    for section in (folder / "content" / "guide").glob("*/*.md"):
        text = section.read_text("utf-8")
        section.write_text(
            _REVIEWED.sub(lambda match: min(match[0], f"revu-le: {listed['relues-avant']}"), text, count=1), "utf-8"
        )
    shutil.copytree(overlay / "content", folder / "content", dirs_exist_ok=True)


def keep_snapshots(place: Path, into: Path) -> None:
    """Copy the snapshots of an edition's folder to another folder, which is made."""
    into.mkdir(parents=True, exist_ok=True)
    for file in sorted(place.glob("snapshot*.json")):
        shutil.copyfile(file, into / file.name)


def snapshots(folder: Path) -> dict[str, bytes]:
    """The snapshots that are kept of the bible in a folder, by file name: everybody's, then one for each of its audiences.

    Raises ContentError when the bible holds a mistake.
    """
    bible = sound(folder)
    return {snapshot_name(audience): to_json(_snapshot(bible, audience)) for audience in (_EVERYBODY, *bible.audiences)}


def sound(folder: Path) -> Bible:
    """The bible in a folder, as it is loaded. Raises ContentError for one that has mistakes in its files."""
    findings = Findings()
    bible = loading.load(folder, findings)
    findings.stop_on_errors(ContentError)
    assert bible is not None
    return bible


def _snapshot(bible: Bible, audience: str) -> Snapshot:
    findings = Findings()
    resolved = assembly.resolve(bible, audience, findings)
    findings.stop_on_errors(ContentError)
    return taken(bible, resolved)


def renew(quarters: Quarters) -> Iterator[Path]:
    """Write the kept snapshots of every earlier quarter anew; their paths."""
    for quarter in quarters.overlays:
        with tempfile.TemporaryDirectory() as folder:
            made = snapshots(quarters.lay(quarter, Path(folder) / quarter))
        for name, data in made.items():
            yield write_whole(quarters.root / SHELF / quarter / name, data)


@dataclass(frozen=True, slots=True)
class Laid:
    """A quarter that is laid out: its folder, what everybody reads in it."""

    folder: Path
    snapshot: Snapshot

    @classmethod
    def of(cls, folder: Path) -> Laid:
        """The quarter in a folder. Raises ContentError as ``sound``."""
        return cls(folder, _snapshot(sound(folder), _EVERYBODY))


def counted(old: Laid, new: Laid) -> Counter[str]:
    """How many changes of each kind there are from a quarter to a later one."""
    comparison = compare(old.snapshot, new.snapshot)
    found = Counter(changes(comparison))
    found["typography alone (no change)"] = len(list(_only_typography(old.folder, new.folder, comparison)))
    return found


def changes(comparison: Comparison) -> Iterator[str]:
    """The kind of each change of a comparison."""
    for chapter in comparison.chapters:
        yield from ["chapter renamed"] * (Fate.RENAMED in chapter.fates)
        yield from ["introduction changed"] * bool(chapter.blocks)
    for _chapter, section in comparison.sections():
        yield from _of_section(section)
    for term in comparison.terms:
        yield from (f"term {fate.value}" for fate in term.fates)
    for annex in comparison.annexes:
        yield from ["annex text changed"] * sum(block.fate is not BlockFate.EQUAL for block in annex.blocks)
        for sheet in annex.sheets:
            yield from (_of_row(row.fate, row.cells) for row in sheet.rows)
    yield from ("variable changed" for _variable in comparison.variables)


def _of_section(section: SectionChange) -> Iterator[str]:
    whole = {Fate.ADDED: "section added", Fate.WITHDRAWN: "section withdrawn"}
    if section.fates[0] in whole:
        yield whole[section.fates[0]]
        yield from ["passage moved to another section"] * sum(block.fate is BlockFate.MOVED for block in section.blocks)
        return
    if Fate.MOVED in section.fates:
        yield "section moved to another chapter" if section.came_from else "section moved within its chapter"
    yield from ["section renamed"] * (Fate.RENAMED in section.fates)
    if any(block.fate is not BlockFate.EQUAL for block in section.blocks):
        yield "section changed by a variable alone" if section.variables else "section changed by its author"
    yield from (kind for field in section.fields for kind in _of_field(field))
    yield from (kind for block in section.blocks for kind in _of_block(block, section))


def _of_field(field: FieldChange) -> Iterator[str]:
    if field.name == "owner":
        yield "owner changed"
        return
    old, new = (set(side.split(", ")) - {""} for side in (field.old, field.new))
    yield from ["audiences widened"] * bool(new - old)
    yield from ["audiences narrowed"] * bool(old - new)


def _of_block(block: BlockChange, section: SectionChange) -> Iterator[str]:
    """What a change of a block is beside a change of its section; values of variables apart."""
    if block.fate is BlockFate.EQUAL or section.variables:
        return
    if block.fate is BlockFate.MOVED and block.elsewhere:
        yield "passage moved to another section"
        return
    kinds = {part for one in (*block.old, *block.new) for part in one.kind.split("/")}
    both = bool(block.old and block.new)
    if _ROWS in kinds:
        yield "table cell changed" if both else "table row added or withdrawn"
    elif "note" in kinds:
        yield "note changed"
    elif "figure" in kinds:
        yield "alternative text or picture changed"


def _of_row(fate: Fate, cells: Sequence[FieldChange]) -> str:
    names = {Fate.ADDED: "row opened", Fate.WITHDRAWN: "row closed"}
    moved = any(cell.name in {"", "Code postal"} for cell in cells)
    return names.get(fate, "row moved" if moved else "row changed")


def _only_typography(old: Path, new: Path, comparison: Comparison) -> Iterator[str]:
    """Files of the guide whose bytes differ and whose section or introduction has not changed."""
    changed = {one.id for chapter in comparison.chapters for one in chapter.sections}
    changed |= {chapter.id for chapter in comparison.chapters if chapter.blocks or chapter.fates}
    for file in sorted((new / "content" / "guide").glob("*/*.md")):
        other = old / file.relative_to(new)
        if other.is_file() and _undated(other) != _undated(file):
            id = yaml.safe_load(file.read_text("utf-8").split("---\n")[1])["id"]
            yield from [id] * (id not in changed)


def _undated(file: Path) -> str:
    return _REVIEWED.sub("", file.read_text("utf-8"), count=1)


def lines(quarters: Quarters) -> Iterator[str]:
    """Lines that say how many changes of each kind there are from each quarter to the next, and what the overlays weigh."""
    with tempfile.TemporaryDirectory() as folder:
        laid = [Laid.of(quarters.lay(quarter, Path(folder) / quarter)) for quarter in quarters.names]
        columns = [counted(old, new) for new, old in pairwise(laid)]
    heads = [f"{old} → {new}" for new, old in pairwise(quarters.names)]
    yield " " * 38 + "".join(f"{head:>22}" for head in heads)
    for kind in KINDS:
        yield f"{kind:38}" + "".join(f"{column[kind]:>22}" for column in columns)
    yield f"{'in all':38}" + "".join(f"{total(column):>22}" for column in columns)
    for quarter, overlay in quarters.overlays.items():
        files = [path for path in overlay.rglob("*") if path.is_file()]
        kept = sum(path.stat().st_size for path in (quarters.root / SHELF / quarter).glob("snapshot*.json"))
        weight = sum(path.stat().st_size for path in files)
        yield f"{quarter}: {len(files)} files in the overlay, {weight / 1e3:.0f} kB; snapshots {kept / 1e6:.1f} MB"


def total(found: Counter[str]) -> int:
    """How many changes there are in all: what is only typography is none."""
    return sum(count for kind, count in found.items() if kind in KINDS[:-1])


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what is asked for and say it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("table")
    commands.add_parser("snapshots")
    lay = commands.add_parser("lay")
    lay.add_argument("quarter")
    lay.add_argument("folder", type=Path)
    given, quarters = parser.parse_args(arguments), Quarters.of()
    if given.command == "lay":
        print(quarters.lay(given.quarter, given.folder))
        return
    for line in lines(quarters) if given.command != "snapshots" else map(str, renew(quarters)):
        print(line)


if __name__ == "__main__":
    main()
