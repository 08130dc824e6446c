"""The language the commands speak: asked for, else the bible's, else the system's when it is English, else French."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bible_builder.cli.messages import LANGUAGES

DEFAULT: Final = "fr"
_DECLARED: Final = re.compile(r"^(?:langue|language)\s*:\s*[\"']?([A-Za-z]{2})", re.MULTILINE)


def spoken_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language for help and for mistakes on the command line, before the line has been understood."""
    given = _value_after(arguments, "--lang")
    if given in LANGUAGES:
        return given
    folder = next((value for name in ("-C", "--project") if (value := _value_after(arguments, name))), ".")
    return bible_language(Path(folder)) or _system_language(environment)


def bible_language(root: Path) -> str:
    """The language that the bible in ``root`` declares, or "": a glance that needs no valid file."""
    try:
        text = (root / "content" / "bible.yaml").read_text("utf-8", errors="replace")[:20_000]
    except OSError:
        return ""
    found = _DECLARED.search(text)
    return found[1].lower() if found and found[1].lower() in LANGUAGES else ""


def _system_language(environment: Mapping[str, str]) -> str:
    """POSIX: the first of these variables that is set decides."""
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "en" if locale.lower().startswith("en") else DEFAULT


def _value_after(arguments: Sequence[str], name: str) -> str:
    for position, argument in enumerate(arguments):
        if argument == name and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith(f"{name}="):
            return argument.removeprefix(f"{name}=")
        if not name.startswith("--") and argument.startswith(name) and argument != name:
            return argument.removeprefix(name)
    return ""
