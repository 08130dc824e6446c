"""Names of bookmarks: from ids of the book to what Word takes, the same for the same book."""

from __future__ import annotations

import hashlib
import re
from typing import Final

_LONGEST: Final = 40  # characters (§17.13.6.2; Word refuses longer ones)
_DIGEST: Final = 8


class Bookmarks:
    """The bookmark of each id, made when first asked for; and the ids that the elements themselves need."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._last = 0

    def name(self, anchor: str) -> str:
        """The name for an id: letters, digits and underscores, at most 40; case does not tell two apart."""
        if anchor not in self._names:
            wanted = re.sub(r"\W", "_", anchor)
            wanted = wanted if re.match(r"[^\W\d]", wanted) else f"b_{wanted}"
            fits = len(wanted) <= _LONGEST and wanted.lower() not in self._taken
            name = (
                wanted if fits else f"{wanted[: _LONGEST - _DIGEST - 1]}_{hashlib.sha256(anchor.encode()).hexdigest()[:_DIGEST]}"
            )
            self._taken.add(name.lower())
            self._names[anchor] = name
        return self._names[anchor]

    def next_id(self) -> int:
        """A number that no other bookmark has."""
        self._last += 1
        return self._last
