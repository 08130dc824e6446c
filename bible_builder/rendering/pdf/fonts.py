"""A private fontconfig: workers see the charter's fonts and no other, so that no system font slips in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

from bible_builder.model.charter import Charter

_CONFIGURATION: Final = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
{aliases}</fontconfig>
"""
_ALIAS: Final = '  <alias binding="same"><family>{generic}</family><prefer><family>{family}</family></prefer></alias>\n'
_GENERIC: Final = {"serif": "base", "sans-serif": "base", "system-ui": "base", "monospace": "monospace"}


@dataclass(frozen=True, slots=True)
class Faces:
    """The charter's fonts as plain data: their files, and the family of each role (``base``, ``monospace``)."""

    files: tuple[str, ...]
    families: Mapping[str, str]

    @classmethod
    def of(cls, charter: Charter) -> Faces:
        """Those of ``charter``."""
        return cls(tuple(str(font.path.resolve()) for font in charter.fonts), dict(charter.families))

    def as_data(self) -> dict[str, Any]:
        """What ``Faces(**data)`` makes them from again."""
        return {"files": self.files, "families": dict(self.families)}


def private_fontconfig(faces: Faces, folder: Path) -> Path:
    """A fontconfig file in ``folder`` that knows copies of the charter's fonts; the generic families mean the charter's.

    Copies, since fontconfig takes whole folders and the charter's may hold other fonts. Raises OSError where a font cannot be
    read.
    """
    fonts, cache = folder / "fonts", folder / "cache"
    fonts.mkdir()
    for number, file in enumerate(faces.files):
        shutil.copyfile(file, fonts / f"{number:03}{Path(file).suffix}")
    base = faces.families.get("base", "")
    families = {generic: faces.families.get(role, base) for generic, role in _GENERIC.items()}
    aliases = "".join(_ALIAS.format(generic=name, family=escape(family)) for name, family in families.items() if family)
    path = folder / "fonts.conf"
    path.write_text(_CONFIGURATION.format(fonts=escape(str(fonts)), cache=escape(str(cache)), aliases=aliases), encoding="utf-8")
    return path
