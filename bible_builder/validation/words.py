"""The words of the register, French and English; both are read in any bible, the bible's own are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bible_builder.model.standing import Kind

KEYS: Final[Mapping[str, tuple[str, str]]] = {
    "on": ("le", "on"),
    "by": ("par", "by"),
    Kind.CHAPTER: ("chapitre", "chapter"),
    Kind.SECTION: ("section", "section"),
    Kind.TERM: ("terme", "term"),
    Kind.ANNEX: ("annexe", "annex"),
    "edition": ("édition", "edition"),
    "digest": ("empreinte", "digest"),
    "format": ("format", "format"),
    "seen": ("vu", "seen"),
}
FACETS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("titre", "title"),
    "audiences": ("publics", "audiences"),
    "index": ("index", "index"),
    "text": ("texte", "text"),
    "variable": ("variable", "variable"),
    "picture": ("image", "picture"),
    "expansion": ("développement", "expansion"),
    "synonyms": ("synonymes", "synonyms"),
    "avoid": ("à-éviter", "avoid"),
    "see-also": ("voir-aussi", "see-also"),
    "nature": ("nature", "nature"),
    "description": ("description", "description"),
    "columns": ("colonnes", "columns"),
    "rows": ("lignes", "rows"),
    "file": ("fichier", "file"),
}
_ENGLISH: Final = 1


def key(name: str, language: str) -> str:
    """The register's word for one of ``KEYS``."""
    return KEYS[name][_ENGLISH if language == "en" else 0]


def facet(name: str, language: str) -> str:
    """A facet's name as it is written: its kind in the bible's language, then the name of the one that it is."""
    kind, _, rest = name.partition(" ")
    word = FACETS[kind][_ENGLISH if language == "en" else 0]
    return f"{word} {rest}" if rest else word


def read_facet(written: str) -> str:
    """A facet's name from what was written; one of a kind that nobody knows stays as it is."""
    word, _, rest = written.partition(" ")
    kind = next((name for name, forms in FACETS.items() if word in forms), word)
    return f"{kind} {rest}" if rest else kind


def read_key(written: str) -> str | None:
    """The name of a key of the register, or None."""
    return next((name for name, forms in KEYS.items() if written in forms), None)
