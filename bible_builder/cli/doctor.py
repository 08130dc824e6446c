"""``bible doctor``: what is installed, what is missing, and the line to type."""

from __future__ import annotations

import contextlib
import ctypes
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from bible_builder.cli.exits import Exit
from bible_builder.cli.messages import say
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings
from bible_builder.cli.terminal import Terminal

_MAC: Final = sys.platform == "darwin"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing the program stands on: its version ("" when it is missing), whether it must be there, what gives it."""

    name: str
    version: str
    required: bool = True
    debian: str = ""
    brew: str = ""
    pip: str = ""


def examine(settings: Settings, _terminal: Terminal) -> Outcome:
    """Look at this machine; nothing is changed. The exit code is 1 when something that must be there is missing."""
    parts = _parts(settings)
    missing = tuple(part for part in parts if not part.version)
    return Outcome(
        lines=tuple(_line(part, settings.language) for part in parts),
        data={
            "parts": [{"name": part.name, "version": part.version, "required": part.required} for part in parts],
            "install": install_line(missing, mac=_MAC),
        },
        next_step=_next_step(missing, settings),
        exit=Exit.CONTENT if any(part.required for part in missing) else Exit.GOOD,
    )


def install_line(missing: Sequence[Part], *, mac: bool) -> str:
    """The line that installs what is missing, on Debian or on macOS; "" when nothing that has a package is."""
    names = [part.brew if mac else part.debian for part in missing]
    packages = " ".join(name for name in dict.fromkeys(names) if name)
    python = " ".join(part.pip for part in missing if part.pip)
    system = (
        f"brew install {packages}" if mac else f"sudo apt-get update && sudo apt-get install --no-install-recommends {packages}"
    )
    return " && ".join([system] * bool(packages) + [f"pip install {python}"] * bool(python))


def _next_step(missing: Sequence[Part], settings: Settings) -> str:
    line = install_line(missing, mac=_MAC)
    if line:
        key = "next-install" if any(part.required for part in missing) else "next-install-optional"
    else:
        key = "next-check" if (settings.project / "content" / "bible.yaml").is_file() else "next-new"
    return say(key, settings.language, line=line, at=settings.at)


def _parts(settings: Settings) -> tuple[Part, ...]:
    return (
        Part("Python", platform.python_version()),
        Part("bible-builder", distribution_version("bible-builder") or say("from-source", settings.language)),
        Part("WeasyPrint", distribution_version("weasyprint"), pip="weasyprint"),
        Part("Pango", _pango(), debian="libpango-1.0-0 libpangoft2-1.0-0", brew="pango"),
        Part("HarfBuzz (subset)", _library("harfbuzz-subset", 0), debian="libharfbuzz-subset0", brew="harfbuzz"),
        Part("Fontconfig", _library("fontconfig", 1), debian="fontconfig", brew="fontconfig"),
        *_fonts(settings.project),
        Part("LibreOffice", _libreoffice(), required=False, debian="libreoffice-writer-nogui", brew="--cask libreoffice"),
    )


def _line(part: Part, language: str) -> str:
    state = part.version or say("missing" if part.required else "missing-optional", language)
    return f"{part.name:<18} {state}"


def distribution_version(name: str) -> str:
    """The version of an installed distribution, or ""."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _loaded(name: str, number: int) -> ctypes.CDLL | None:
    """The library as the dynamic linker finds it; Homebrew's folder is not on its path."""
    mac = f"lib{name}.{number}.dylib"
    for file in (mac, f"/opt/homebrew/lib/{mac}", f"/usr/local/lib/{mac}") if _MAC else (f"lib{name}.so.{number}",):
        with contextlib.suppress(OSError):
            return ctypes.CDLL(file)
    return None


def _library(name: str, number: int) -> str:
    return "✓" if _loaded(name, number) else ""


def _pango() -> str:
    library = _loaded("pango-1.0", 0)
    if library is None or not _loaded("pangoft2-1.0", 0):
        return ""
    library.pango_version_string.restype = ctypes.c_char_p
    return bytes(library.pango_version_string()).decode()


def _fonts(project: Path) -> tuple[Part, ...]:
    """The fonts in the charter of the bible at hand, when there is one."""
    charter = project / "content" / "charte"
    if not charter.is_dir():
        return ()
    files = [file for file in charter.rglob("*") if file.suffix.lower() in {".ttf", ".otf", ".woff", ".woff2"}]
    return (Part("content/charte", f"{len(files)} × ttf/otf" if files else "", required=False),)


def _libreoffice() -> str:
    program = (
        shutil.which("soffice")
        or shutil.which("libreoffice")
        or shutil.which("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    )
    if program is None:
        return ""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=False).stdout.split()
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said[1] if len(said) > 1 else "✓"
