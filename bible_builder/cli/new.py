"""``bible new``: a small bible to begin with, or a copy of the sample."""

from __future__ import annotations

import datetime
import os
import secrets
import shutil
from pathlib import Path
from typing import Final

from bible_builder import resources
from bible_builder.cli.messages import say
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings, quoted
from bible_builder.cli.terminal import Terminal
from bible_builder.errors import Diagnostic, UsageError

STARTER_EDITION: Final = {"id": "2026-T1", "date": "2026-01-05", "from": "2026-01-01", "to": "2026-03-31"}
"""What the starter's ``bible.yaml`` says of its edition; a new bible says the current quarter instead."""


def new_bible(settings: Settings, _terminal: Terminal, folder: str, sample: bool) -> Outcome:
    """Write a new bible into ``folder``, whole or not at all. Raises UsageError when something already lies there."""
    place = Path(folder)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise UsageError(Diagnostic("folder-not-empty", {"folder": folder}))
    if sample:
        _copy({"content": sample_folder()}, place)
    else:
        _copy({entry.name: entry for entry in resources.starter_folder().iterdir()}, place, datetime.date.today())
    at = f" -C {quoted(folder)}"
    return Outcome(
        lines=(folder,),
        data={"folder": folder},
        summary=say("summary-sample" if sample else "summary-new", settings.language, folder=folder),
        next_step=say("next-check" if sample else "next-write", settings.language, at=at, folder=folder),
    )


def sample_folder(package: Path = resources.PACKAGE) -> Path:
    """The sample's ``content/``: in the package, else at the repository root. Raises UsageError where there is neither."""
    for candidate in (package / "_sample", package.parent / "content"):
        if (candidate / "bible.yaml").is_file():
            return candidate
    raise UsageError(Diagnostic("sample-missing"))


def quarter_of(day: datetime.date) -> dict[str, str]:
    """The edition of the quarter that ``day`` is in, under the keys of the starter's own."""
    first = datetime.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    following = (first + datetime.timedelta(days=95)).replace(day=1)
    last = following - datetime.timedelta(days=1)
    return {"id": f"{day.year}-T{(day.month + 2) // 3}", "date": str(day), "from": str(first), "to": str(last)}


def _copy(entries: dict[str, Path], place: Path, today: datetime.date | None = None) -> None:
    """Copy the entries beside ``place`` and then rename, so that a new bible is never half there."""
    draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        for name, entry in entries.items():
            draft.mkdir(parents=True, exist_ok=True)
            shutil.copytree(entry, draft / name) if entry.is_dir() else shutil.copyfile(entry, draft / name)
        if today is not None:
            _date(draft / "content" / "bible.yaml", today)
        os.replace(draft, place)  # POSIX renames over an empty folder
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise UsageError(Diagnostic("cannot-write", {"file": str(place), "reason": error.strerror or str(error)})) from error


def _date(file: Path, today: datetime.date) -> None:
    text = file.read_text("utf-8")
    for key, value in quarter_of(today).items():
        text = text.replace(STARTER_EDITION[key], value)
    file.write_text(text, "utf-8", newline="\n")
