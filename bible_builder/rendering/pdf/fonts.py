"""A private fontconfig: workers see the charter's fonts and no other, so that no system font slips in."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path
from typing import Final

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


def private_fontconfig(charter: Charter, folder: Path) -> Path:
    """A fontconfig file in ``folder`` that knows copies of the charter's fonts; the generic families mean the charter's.

    Copies, since fontconfig takes whole folders and the charter's may hold other fonts. Raises OSError where a font cannot be
    read.
    """
    fonts, cache = folder / "fonts", folder / "cache"
    fonts.mkdir()
    for number, font in enumerate(charter.fonts):
        shutil.copyfile(font.path, fonts / f"{number:03}{font.path.suffix}")
    base = charter.families.get("base", "")
    families = {generic: charter.families.get(role, base) for generic, role in _GENERIC.items()}
    aliases = "".join(_ALIAS.format(generic=name, family=escape(family)) for name, family in families.items() if family)
    path = folder / "fonts.conf"
    path.write_text(_CONFIGURATION.format(fonts=escape(str(fonts)), cache=escape(str(cache)), aliases=aliases), encoding="utf-8")
    return path
