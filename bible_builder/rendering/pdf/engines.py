"""What the pages of a unit depend on beside what is laid out: this room's code, the engines, the libraries of the system."""

from __future__ import annotations

import ctypes
import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

_PACKAGES: Final = (
    "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools", "pillow", "pikepdf",
)  # fmt: skip

_LIBRARIES: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.dylib", "libharfbuzz.0.dylib"), "hb_version_string"),
    "fontconfig": (("libfontconfig.so.1", "libfontconfig.dylib", "libfontconfig.1.dylib"), ""),
}
"""Name → the files that may hold it, the function that says its version (none: a number, by ``FcGetVersion``)."""

_ROOMS: Final = ("rendering/pdf", "model")


@cache
def engines() -> str:
    """All of them with their versions, as one text; the same for as long as nothing is installed."""
    said = [f"{name} {number}" for name, number in versions().items()]
    return "; ".join([f"python {platform.python_version()} {platform.machine()}", *said, f"code {_code()}"])


def versions() -> Mapping[str, str]:
    """The libraries that pages depend on, the system's too: name → version, ``?`` for one that does not say."""
    packages = {name: _version(name) for name in _PACKAGES}
    return packages | {name: _library_version(*how) for name, how in _LIBRARIES.items()}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _library_version(files: tuple[str, ...], function: str) -> str:
    for file in files:
        try:
            library = ctypes.CDLL(file)
        except OSError:
            continue
        if not function:
            return str(library.FcGetVersion())
        ask = getattr(library, function)
        ask.restype = ctypes.c_char_p
        return str(ask(), "ascii", "replace")
    return f"? {platform.version()}"


def _code() -> str:
    """The digest of the code that a worker runs."""
    package = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256()
    for path in sorted(path for room in _ROOMS for path in (package / room).rglob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
