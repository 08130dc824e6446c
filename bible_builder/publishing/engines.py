"""What an edition's bytes depend on beside its sources: the program, its libraries, those of the system."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

_PACKAGES: Final = (
    "babel", "jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "openpyxl", "pypdfium2", "python-docx", "pyuca", "pyyaml",
    "resvg_py", "simplemma",
)  # fmt: skip


def engines_of(package: Path, further: Mapping[str, str]) -> dict[str, str]:
    """The engines by name, with their versions; ``package`` is the program's own folder, named by the digest of its code, and
    ``further`` those that only the renderers know."""
    known = {name: _version(name) for name in _PACKAGES}
    own = {"bible-builder": _version("bible-builder"), "bible-builder-code": _code(package)}
    system = {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine()}
    return dict(sorted({**known, **further, **own, **system}.items()))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _code(package: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py"), key=lambda path: path.relative_to(package).as_posix()):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
