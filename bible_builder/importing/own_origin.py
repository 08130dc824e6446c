"""What a document of ours says of its origin in its variables: styles, ids, what blocks bear.

Variables are ``w:docVars`` (ECMA-376-1 §17.15.1.31). The Word writer puts it there (``rendering/docx/origins.py``); Word keeps
it through every edit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bible_builder.importing.ooxml import elements, qn, value
from bible_builder.importing.opening import Package
from bible_builder.importing.own_default_styles import ROLES, TELLING

_STYLES: Final = "bible-styles"
_ANCHORS: Final = "bible-anchors"
_BORNE: Final = re.compile(r"_origin_\d+")
_DEFAULT: Final = "fr"
_SECTION: Final = "section_"
_ENOUGH: Final = 2

Borne = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a document of ours.

    ``roles``: Word style name, in small letters → style of the sheet; ``anchors``: bookmark → id where its name does not tell;
    ``borne``: hidden bookmark → what its block bears; ``language`` of the document; ``is_whole``: whether the document still says
    all that of itself.
    """

    roles: Mapping[str, str]
    anchors: Mapping[str, str]
    borne: Mapping[str, Borne]
    language: str
    is_whole: bool = True

    def anchor(self, bookmark: str) -> str:
        """The id that a bookmark stands for."""
        return self.anchors.get(bookmark) or bookmark.replace("_", "-")

    def role(self, style: str) -> tuple[str, str]:
        """The sheet's style of a Word style, and that of the frame it stands in; ("", "") for one that is not ours."""
        name = style.lower()
        if name in self.roles:
            return self.roles[name], ""
        inner, _, frame = name.rpartition(" in ")
        if inner in self.roles and frame in self.roles:
            return self.roles[inner], self.roles[frame]
        return "", ""


def origin_of(package: Package) -> Origin | None:
    """The origin of a document of ours, or None for any other. Styles and bookmarks tell it where the variables are gone."""
    settings = next((package.xml(name) for name in package.related("settings")), None)
    found = [] if settings is None else list(elements(settings, "w:docVar"))
    variables = {v.get(qn("w:name"), ""): v.get(qn("w:val"), "") for v in found}
    styles = _mapping(variables.get(_STYLES, ""))
    if settings is None or not styles:
        return Origin(ROLES, {}, {}, _DEFAULT, is_whole=False) if _looks_like_ours(package) else None
    roles = {word.lower(): name for name, word in reversed(styles.items())}
    borne = {name: _mapping(text) for name, text in variables.items() if _BORNE.fullmatch(name)}
    language = next((e.get(qn("w:val"), "") for e in elements(settings, "w:themeFontLang")), "")
    return Origin(roles, _mapping(variables.get(_ANCHORS, "")), borne, language.split("-")[0].lower() or _DEFAULT)


def _looks_like_ours(package: Package) -> bool:
    """Whether styles of the built-in layout and a section's bookmark are there."""
    styles = next((package.xml(name) for name in package.related("styles")), None)
    names = set() if styles is None else {(value(style, "w:name") or "").lower() for style in elements(styles, "w:style")}
    root = package.xml(package.main)
    if root is None or len(names & TELLING) < _ENOUGH:
        return False
    return any(mark.get(qn("w:name"), "").startswith(_SECTION) for mark in elements(root, "w:bookmarkStart"))


def _mapping(text: str) -> dict[str, str]:
    """The texts by name that JSON holds; none for anything else, as the file comes from outside."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
