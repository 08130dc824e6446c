"""The charter's fonts in the document, since readers' machines do not have them (§17.8)."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from fontTools.ttLib import TTFont, TTLibError
from lxml import etree

from bible_builder.errors import Findings
from bible_builder.model.charter import Charter, FontFile
from bible_builder.rendering.docx.oxml import NAMESPACES, Xml, new, qn, w
from bible_builder.rendering.docx.parts import FONT_RELATION, OBFUSCATED_FONT, Parts, XmlText

_BOLD: Final = 600
_RESTRICTED: Final = 0x0002  # OS/2 fsType: no embedding
_BITMAP_ONLY: Final = 0x0200  # OS/2 fsType: bitmaps alone may be embedded
_OBFUSCATED: Final = 32  # bytes at the start of the file (§17.8.1)
_SLOTS: Final = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")


@dataclass(frozen=True, slots=True)
class Embeddable:
    """A font that may go into the document: where it goes, its bytes, its PANOSE classification."""

    slot: str
    data: bytes
    panose: str


class Fonts:
    """The fonts of a charter, read once."""

    def __init__(self, charter: Charter, findings: Findings) -> None:
        self._families = {
            family: dict(_slots(charter, family, findings)) for family in dict.fromkeys(f.family for f in charter.fonts)
        }

    @property
    def any_embedded(self) -> bool:
        """Whether the document will hold a font."""
        return any(self._families.values())

    def add_to(self, parts: Parts) -> None:
        """Add the font table and the fonts that it names."""
        root = new("fonts")
        table = parts.xml("/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, root)
        parts.relate(table, RELATIONSHIP_TYPE.FONT_TABLE)
        count = 0
        for family, fonts in self._families.items():
            entry = new("font", name=family)
            if "embedRegular" in fonts:
                entry.append(new("panose1", val=fonts["embedRegular"].panose))
            entry.extend([new("charset", val="00"), new("family", val="auto"), new("pitch", val="variable")])
            for slot in _SLOTS:
                if slot in fonts:
                    count += 1
                    entry.append(_embed(fonts[slot], f"{family} {slot}", count, parts, table))
            root.append(entry)


def _embed(font: Embeddable, name: str, count: int, parts: Parts, table: XmlText) -> Xml:
    """Put a font in, its first bytes hidden by a key that the document states (§17.8.1)."""
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper()
    part = parts.data(f"/word/fonts/font{count}.odttf", OBFUSCATED_FONT, obfuscated(font.data, key))
    made = etree.Element(w(font.slot), {w("fontKey"): f"{{{key}}}"}, {name: NAMESPACES[name] for name in "wr"})
    made.set(qn("r:id"), table.relate_to(part, FONT_RELATION))
    return made


def obfuscated(data: bytes, key: str) -> bytes:
    """The font with its first 32 bytes combined with the key's, read from its end; doing it twice gives the font back."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1]
    return bytes(byte ^ mask[place % len(mask)] for place, byte in enumerate(data[:_OBFUSCATED])) + data[_OBFUSCATED:]


def _slots(charter: Charter, family: str, findings: Findings) -> Iterator[tuple[str, Embeddable]]:
    """The four faces that Word knows: for each the file nearest to regular or bold."""
    files = [font for font in charter.fonts if font.family == family]
    for italic in (False, True):
        for bold in (False, True):
            wanted = [font for font in files if (font.style != "normal") is italic and (font.weight >= _BOLD) is bold]
            best = min(wanted, key=lambda font: abs(font.weight - (700 if bold else 400)), default=None)
            if best is not None:
                yield from _read(best, _SLOTS[2 * italic + bold], findings)


def _read(file: FontFile, slot: str, findings: Findings) -> Iterable[tuple[str, Embeddable]]:
    """The font, unless its maker forbids it or Word cannot use it: then a note says so."""
    reason = ""
    try:
        data = file.path.read_bytes()
        with TTFont(io.BytesIO(data), lazy=True) as font:
            rights = font["OS/2"].fsType
            panose = "".join(f"{value:02X}" for value in _panose(font))
            if rights & _RESTRICTED or rights & _BITMAP_ONLY:
                reason = "licence"
            elif "glyf" not in font:
                reason = "outlines"
    except (TTLibError, OSError, KeyError):
        reason = "unreadable"
    if reason:
        findings.note("font-not-embeddable", None, file=file.path.name, family=file.family, reason=reason)
        return ()
    return ((slot, Embeddable(slot, data, panose)),)


def _panose(font: TTFont) -> list[int]:
    panose = font["OS/2"].panose
    names = (
        "bFamilyType", "bSerifStyle", "bWeight", "bProportion", "bContrast", "bStrokeVariation", "bArmStyle", "bLetterForm",
        "bMidline", "bXHeight",
    )  # fmt: skip
    return [int(getattr(panose, name)) for name in names]
