"""``bible clean``: forget what was laid out before; and where that is kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs

from bible_builder.cli.messages import count, say
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings
from bible_builder.cli.terminal import Terminal
from bible_builder.errors import Diagnostic, UsageError

VARIABLE: Final = "BIBLE_CACHE"
"""Names another folder than the user's own for caches."""

_MEGABYTE: Final = 1_000_000


def cache_folder() -> Path:
    """Where pages that were laid out are kept for the next time."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_cache_path("bible-builder") / "units"


def clean(settings: Settings, _terminal: Terminal) -> Outcome:
    """Empty the cache; no document is touched. Raises UsageError when it cannot be."""
    from bible_builder.rendering.pdf.cache import clear  # it brings the engines

    folder, language = cache_folder(), settings.language
    try:
        entries, size = clear(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(Diagnostic("cache-not-removed", {"folder": str(folder), "reason": reason})) from error
    return Outcome(
        lines=(str(folder),),
        data={"folder": str(folder), "entries": entries, "bytes": size},
        summary=say("summary-clean", language, entries=count("parts", entries, language), size=round(size / _MEGABYTE)),
        next_step=say("next-clean", language, at=settings.at),
    )
