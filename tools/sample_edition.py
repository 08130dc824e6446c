"""``python -m tools.sample_edition``: what ``make edition`` and ``make copies`` do around the sample's published edition.

``editions/`` keeps what came before it: snapshots of the earlier quarters, and the register of who got which copy. Nothing that
is made goes there: the shelf that is published on lies in the output folder, and begins with a copy of these.

- ``prepare OUT`` makes the shelf ``OUT/editions`` ready and prints the name of the edition that the sample prepares;
- ``show OUT`` puts the files of the published edition into ``OUT`` too, where the tools that measure read them, and says where
  things lie;
- ``copies OUT`` makes and hands over, in ``OUT/copies``, the copy of each recipient that has none of this edition yet.
"""

from __future__ import annotations

import argparse
import datetime
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import bible_builder as bb
from bible_builder.errors import Findings
from bible_builder.files import write_whole
from bible_builder.model.bible import Recipient
from bible_builder.publishing import Shelf
from bible_builder.publishing.register import REGISTER, Happening, Register
from tools.quarters import REPOSITORY, Quarters, keep_snapshots, sound


def prepare(root: Path, out: Path) -> str:
    """Make the shelf in ``out`` ready; the name of the edition that the bible in ``root`` prepares.

    What is on it already stays as it is: a published edition, and a register that has gone on from there.
    """
    quarters, shelf = Quarters.of(root), out / "editions"
    for name in quarters.overlays:
        keep_snapshots(root / "editions" / name, shelf / name)
    register = shelf / REGISTER
    if not register.exists():
        write_whole(register, (root / "editions" / REGISTER).read_bytes())
    return quarters.present


def show(root: Path, out: Path) -> Iterator[Path]:
    """Copy the files that the edition was issued as into ``out``; where they are published, what to read first at the head."""
    shelf, edition = Shelf(out / "editions"), Quarters.of(root).present
    outputs = shelf.manifest(edition).outputs
    # A longer name says more of what is unlike the book itself: the layout, the audience.
    for record in sorted(outputs, key=lambda one: (bool(one.audience), one.purpose != "screen", len(one.path))):
        published = shelf.path(edition) / record.path
        beside = out / record.path
        if not beside.is_file() or beside.read_bytes() != published.read_bytes():
            beside.unlink(missing_ok=True)
            shutil.copyfile(published, beside)
        yield published


def without_copy(root: Path, out: Path) -> list[Recipient]:
    """The recipients to whom no copy of the edition was handed over yet, or whose folder is gone."""
    edition = Quarters.of(root).present
    events = Register(out / "editions").events(Findings())
    handed = {event.recipient for event in events if (event.edition, event.event) == (edition, Happening.DELIVERED)}
    there = {path.parent.name for path in (out / "copies" / edition).glob("*/message.eml")}
    return [one for one in sound(root).recipients if one.id not in handed & there]


def copies(root: Path, out: Path, on: datetime.date) -> tuple[list[Path], list[bb.Diagnostic]]:
    """Make and hand over, on the day ``on``, the copies that are not there yet; the folder of each, and what kept others from it.

    Raises as ``make_copies``.
    """
    edition, missing = Quarters.of(root).present, [one.id for one in without_copy(root, out)]
    if not missing:
        return [], []
    shelf, into = out / "editions", out / "copies"
    made = bb.make_copies(root, edition, into, on=on, shelf=shelf, recipients=missing)
    handed = bb.deliver(root, edition, into, on=on, shelf=shelf, recipients=missing)
    return [copy.path.parent for copy in handed.copies], [*made.diagnostics, *handed.diagnostics]


def _show(out: Path) -> None:
    print("Published; read first:")
    for path in show(REPOSITORY, out):
        print(f"  {path}")
    edition = Quarters.of().present
    print(f"Beside them: manifest.json, snapshots, sources.zip (bible -C . -o {out / 'editions'} verify {edition}).")


def _copies(out: Path) -> None:
    folders, found = copies(REPOSITORY, out, datetime.date.today())
    for folder in folders:
        print(f"  {folder}")
    handed = "In each folder: the PDF, its digest, the draft of a message."
    print(handed if folders else "No copy was made: every recipient has one of this edition.")
    print(f"Register: {out / 'editions' / REGISTER}")
    if found:
        raise bb.BibleError(found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what is asked for; ends with 1 and a line for each mistake when it cannot be done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["prepare", "show", "copies"])
    parser.add_argument("out", type=Path)
    given = parser.parse_args(arguments)
    try:
        if given.what == "prepare":
            print(prepare(REPOSITORY, given.out))
        else:
            {"show": _show, "copies": _copies}[given.what](given.out)
    except bb.BibleError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
