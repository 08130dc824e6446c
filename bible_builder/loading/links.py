"""Links that leave the book: only ``https``, ``http``, ``mailto`` and ``tel``."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

_MAIL: Final = re.compile(r"[^@\s?]+@[^@\s?]+\.[^@\s?]+(?:\?\S*)?")
_TELEPHONE: Final = re.compile(r"\+?[0-9.()-]{3,25}")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)


def link_fault(href: str) -> str:
    """What is wrong with a link: ``empty``, ``variable``, ``scheme``, ``no-scheme``, ``address``, or "" when nothing is."""
    if not href:
        return "empty"
    if "{{" in href or "%7B%7B" in href:
        return "variable"
    found = _SCHEME.fullmatch(href)
    if found is None:
        return "no-scheme"
    scheme, rest = found[1].lower(), found[2]
    match scheme:
        case "http" | "https":
            return "" if _has_host(href) else "address"
        case "mailto":
            return "" if _MAIL.fullmatch(rest) else "address"
        case "tel":
            return "" if _TELEPHONE.fullmatch(rest) else "address"
    return "scheme"


def _has_host(href: str) -> bool:
    try:
        parts = urlsplit(href)
        return bool(parts.hostname) and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
