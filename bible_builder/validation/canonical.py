"""One form for all that reads the same, and its SHA-256.

Text is compared in NFC; any run of white space, U+00A0 and U+202F among it, is one space, and a straight apostrophe a curly one:
assembly sets both, so the author's keyboard is no change. Within ``code``, which is printed as typed, every character counts.
Ids and what they come to in links are left out: nobody reads them, and those that are generated count on through a section.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, Final

from bible_builder.model.tree import Content, Element, joined

FORMAT: Final = 1
"""The number of this form: another way to see what is the same gets another number."""

SHORT: Final = 8
"""Hexadecimal digits of a digest that only has to tell what changed from what did not."""

_SPACE: Final = re.compile(r"\s+")
_UNREAD: Final = frozenset({"id", "data-source"})

Picture = Callable[[str], str]
"""The digest of a picture's bytes, by the path that names it."""


def canonical_text(text: str) -> str:
    """The text as it is compared."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).replace("'", "’")


def canonical_tree(content: Content, picture: Picture) -> list[Any]:
    """The content as plain lists: ``[name, attributes, children]`` for an element. A picture is its bytes, whatever its name."""
    return list(_nodes(content, picture, typed=False))


def _nodes(content: Content, picture: Picture, *, typed: bool) -> Iterable[Any]:
    for node in joined(content):
        if isinstance(node, Element):
            yield [node.name, _attributes(node, picture), list(_nodes(node.children, picture, typed=node.name == "code"))]
        else:
            yield unicodedata.normalize("NFC", node) if typed else canonical_text(node)


def _attributes(element: Element, picture: Picture) -> dict[str, str]:
    kept = {}
    for name, value in element.attributes.items():
        if name in _UNREAD or (name == "href" and value.startswith("#")):
            continue
        kept[name] = picture(value) if element.name == "img" and name == "src" else canonical_text(value)
    return kept


def digest_of(value: Any) -> str:
    """The SHA-256, in hexadecimal digits, of a value made of lists, mappings, texts and numbers."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def short_digest(value: Any) -> str:
    """The first digits of ``digest_of``."""
    return digest_of(value)[:SHORT]
