"""Names of bookmarks: from ids of the book to what Word takes, the same for the same book."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

_LONGEST: Final = 40  # characters (§17.13.6.2; Word refuses longer ones)
_DIGEST: Final = 8
_ID: Final = re.compile(r"[A-Za-z0-9-]+")


class Bookmarks:
    """The bookmark of each id, made when first asked for; and the ids that the elements themselves need."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._last = 0

    def name(self, anchor: str, called: str = "") -> str:
        """The name for an id: letters, digits and underscores, at most 40; case does not tell two apart. ``called``: what it is
        made of, when not of the id itself."""
        if anchor not in self._names:
            wanted = re.sub(r"\W", "_", called or anchor)
            wanted = wanted if re.match(r"[^\W\d]", wanted) else f"b_{wanted}"
            fits = len(wanted) <= _LONGEST and wanted.lower() not in self._taken
            name = (
                wanted if fits else f"{wanted[: _LONGEST - _DIGEST - 1]}_{hashlib.sha256(anchor.encode()).hexdigest()[:_DIGEST]}"
            )
            self._taken.add(name.lower())
            self._names[anchor] = name
        return self._names[anchor]

    def unspelled(self) -> Mapping[str, str]:
        """Bookmark → id, for ids that one cannot tell from the bookmark's name by writing hyphens for its underscores."""
        named = {name: anchor for anchor, name in self._names.items() if _ID.fullmatch(anchor)}
        return {name: anchor for name, anchor in named.items() if name.replace("_", "-") != anchor}

    def next_id(self) -> int:
        """A number that no other bookmark has."""
        self._last += 1
        return self._last
