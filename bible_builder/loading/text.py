"""Text as it is typed, made fit for print: UTF-8, composed letters (NFC), line feeds, no character that a document cannot hold.

XML 1.0 (§2.2), and so Word, has no place for control characters; Unicode's bidirectional controls (UAX #9) can make a line read
otherwise than it is stored. What cannot be seen and changes words (soft hyphens, zero-width spaces) comes in by copy and paste.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Final

from bible_builder.errors import Findings, Source

_CONTROLS: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_BIDI: Final = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE: Final = r"\u00ad\u200b\ufeff"
_ODD: Final = re.compile(f"(?P<control>[{_CONTROLS}])|(?P<bidi>[{_BIDI}])|(?P<invisible>[{_INVISIBLE}])|(?P<lost>\ufffd)")
_BREAKS: Final = frozenset("\x0b\x0c\x85\u2028\u2029")
_MOST_REPORTS: Final = 20

Locate = Callable[[int], Source]
"""From an index in a text to its place."""


def decode(data: bytes, file: str, findings: Findings) -> str:
    """The text of a file, clean. Reports ``encoding`` (found: ``utf-16`` or ``other``) at the first byte that is not UTF-8.

    What is not UTF-8 is then read as older Windows programs write it, so that other mistakes are found in the same run.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        is_wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        findings.error("encoding", Source(file, line), found="utf-16" if is_wide else "other")
        text = data.decode("utf-16", errors="ignore") if is_wide else _mended(data)
        return _CLEAN_ALL.sub("", _unified(text))
    text = _unified(text)
    return clean(text, _locator(text, file), findings)


def clean(text: str, locate: Locate, findings: Findings) -> str:
    """The text composed (NFC), without the characters that cannot be printed.

    Reports ``control-character`` (error), ``bidi-character`` (kept), ``invisible-character`` (dropped), ``replacement-character``
    (warnings), each with ``code`` (``U+000B``) and ``name``.
    """
    if _ODD.search(text) is not None:
        for count, found in enumerate(_ODD.finditer(text)):
            if count == _MOST_REPORTS:
                break
            _report(found, locate, findings)
        text = _ODD.sub(_replacement, text)
    return unicodedata.normalize("NFC", text)


def clean_value(text: str, source: Source | None, findings: Findings) -> str:
    """A single value cleaned, all of it at one place: escapes of YAML and cells of spreadsheets can hold anything."""
    place = source or Source("")
    return clean(_unified(text), lambda _index: place, findings)


def _mended(data: bytes) -> str:
    """The text whose bytes that are not UTF-8 are taken for Windows-1252, as a paste from an old program leaves them."""
    text = data.decode("utf-8-sig", errors="surrogateescape")
    return re.sub(r"[\udc80-\udcff]", lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", errors="ignore"), text)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _locator(text: str, file: str) -> Locate:
    starts: list[int] = []

    def locate(index: int) -> Source:
        if not starts:
            starts.extend(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        line = bisect_right(starts, index)
        return Source(file, line, index - starts[line - 1] + 1)

    return locate


def _report(found: re.Match[str], locate: Locate, findings: Findings) -> None:
    character, place = found[0], locate(found.start())
    code, name = f"U+{ord(character):04X}", unicodedata.name(character, "")
    if found.lastgroup == "control":
        findings.error("control-character", place, code=code)
    elif found.lastgroup == "lost":
        findings.warning("replacement-character", place, code=code)
    else:
        findings.warning(f"{found.lastgroup}-character", place, code=code, name=name.lower())


def _replacement(found: re.Match[str]) -> str:
    if found.lastgroup in {"bidi", "lost"}:
        return found[0]
    return " " if found[0] in _BREAKS else ""


_CLEAN_ALL: Final = re.compile(f"[{_CONTROLS}{_INVISIBLE}]")
