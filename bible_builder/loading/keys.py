"""The keys of each thing written in YAML, in both languages, with the kind of value each takes: the schema, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from bible_builder.model.languages import COLUMN_TYPES, CONFORMANCE, FLAGS, FOLIOS, NATURES, PURPOSES, STATUSES, Language, Table


class Kind(StrEnum):
    """The kinds of value."""

    TEXT = "text"  # plain text
    TITLE = "title"  # plain text in which variables may stand
    MARKUP = "markup"  # Markdown within a line
    ID = "id"  # an id given here
    NAME = "name"  # letters, digits, dots, hyphens: names files
    EMAIL = "email"
    DATE = "date"
    PERIOD = "period"
    WHOLE = "whole number"
    PERCENT = "percentage"
    CHOICE = "choice"
    FLAG = "flag"
    TEXTS = "texts"  # list of plain texts
    TITLES = "titles"  # list of plain texts in which variables may stand
    MAPPING = "mapping"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name in the model, its French and English words, the kind of its value, its choices."""

    name: str
    french: str
    english: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Table | None = None


@dataclass(frozen=True)
class Shape:
    """A thing and its keys; ``name`` is the thing's, for reports."""

    name: str
    keys: tuple[Key, ...]

    @cached_property
    def table(self) -> Table:
        """The words of its keys."""
        return {key.name: (key.french, key.english) for key in self.keys}

    @cached_property
    def by_name(self) -> Mapping[str, Key]:
        """Its keys by the model's names."""
        return {key.name: key for key in self.keys}


_K = Key
_AUDIENCES: Final = Key("audiences", "publics", "audiences", Kind.TEXTS)

BIBLE: Final = Shape("bible", (
    _K("language", "langue", "language", Kind.TEXT, True),
    _K("brand", "marque", "brand", Kind.TEXT, True),
    _K("title", "titre", "title", Kind.TEXT, True),
    _K("subtitle", "sous-titre", "subtitle"),
    _K("slug", "nom-court", "slug", Kind.NAME),
    _K("confidentiality", "confidentialité", "confidentiality"),
    _K("contact", "contact", "contact"),
    _K("edition", "édition", "edition", Kind.MAPPING, True),
    _K("order", "ordre", "order", Kind.TEXTS),
    _K("layout", "gabarit", "layout", Kind.NAME),
    _K("outputs", "sorties", "outputs", Kind.LIST),
    _K("word_folios", "folios-word", "word-folios", Kind.CHOICE, False, FOLIOS),
    _K("word_refresh", "champs-à-rafraîchir", "refresh-fields", Kind.FLAG, False, FLAGS),
    _K("change_bars", "barres-de-modification", "change-bars", Kind.FLAG, False, FLAGS),
    _K("conformance", "conformité", "conformance", Kind.CHOICE, False, CONFORMANCE),
    _K("variables", "variables", "variables", Kind.MAPPING),
    _K("labels", "libellés", "labels", Kind.MAPPING),
    _K("variable_files", "fichiers-de-variables", "variable-files", Kind.MAPPING),
    _K("formulas", "formules", "formulas", Kind.TITLES),
    _K("contributors", "contributeurs", "contributors", Kind.MAPPING),
    _K("referent", "référent", "editor"),
    _K("audiences", "publics", "audiences", Kind.MAPPING),
    _K("concordance", "concordance", "concordance", Kind.LIST),
    _K("index_references", "renvois-index", "index-references", Kind.LIST),
))  # fmt: skip
EDITION: Final = Shape("edition", (
    _K("id", "id", "id", Kind.NAME, True),
    _K("number", "numéro", "number", Kind.WHOLE, True),
    _K("date", "date", "date", Kind.DATE, True),
    _K("in_force", "en-vigueur", "in-force", Kind.MAPPING),
    _K("baseline", "baseline", "baseline", Kind.NAME),
))  # fmt: skip
IN_FORCE: Final = Shape("in-force", (
    _K("valid_from", "du", "from", Kind.DATE, True),
    _K("valid_to", "au", "to", Kind.DATE),
))  # fmt: skip
OUTPUT: Final = Shape("output", (
    _K("layout", "gabarit", "layout", Kind.NAME),
    _K("purpose", "usage", "purpose", Kind.CHOICE, False, PURPOSES),
    _K("audience", "public", "audience"),
    _K("formats", "formats", "formats", Kind.TEXTS),
))  # fmt: skip
CONTRIBUTOR: Final = Shape("contributor", (
    _K("name", "nom", "name", Kind.TEXT, True),
    _K("role", "fonction", "role"),
    _K("email", "courriel", "email", Kind.EMAIL),
))  # fmt: skip
CONCORDANCE: Final = Shape("concordance", (
    _K("words", "mots", "words", Kind.TEXTS, True),
    _K("entry", "entrée", "entry", Kind.TEXT, True),
))  # fmt: skip
INDEX_REFERENCE: Final = Shape("index-reference", (
    _K("entry", "entrée", "entry", Kind.TEXT, True),
    _K("see", "voir", "see"),
    _K("see_also", "voir-aussi", "see-also"),
))  # fmt: skip
CHAPTER: Final = Shape("chapter", (
    _K("id", "id", "id", Kind.ID, True),
    _K("title", "titre", "title", Kind.TITLE, True),
    _K("owner", "responsable", "owner"),
    _AUDIENCES,
    _K("index", "index", "index", Kind.TEXTS),
))  # fmt: skip
SECTION: Final = Shape("section", (
    _K("id", "id", "id", Kind.ID, True),
    _K("title", "titre", "title", Kind.TITLE, True),
    _K("owner", "responsable", "owner"),
    _K("status", "statut", "status", Kind.CHOICE, False, STATUSES),
    _K("reviewed_on", "revu-le", "reviewed-on", Kind.DATE),
    _K("review_every", "à-revoir", "review-every", Kind.PERIOD),
    _AUDIENCES,
    _K("index", "index", "index", Kind.TEXTS),
    _K("change_note", "note-de-changement", "change-note"),
))  # fmt: skip
TERM: Final = Shape("term", (
    _K("term", "terme", "term", Kind.TEXT, True),
    _K("id", "id", "id", Kind.ID),
    _K("definition", "définition", "definition", Kind.MARKUP, True),
    _K("expansion", "développement", "expansion"),
    _K("forms", "formes", "forms", Kind.TEXTS),
    _K("synonyms", "synonymes", "synonyms", Kind.TEXTS),
    _K("avoid", "à-éviter", "avoid", Kind.TEXTS),
    _K("see_also", "voir-aussi", "see-also", Kind.TEXTS),
    _K("home", "section", "home"),
    _K("indexed", "index", "index", Kind.FLAG, False, FLAGS),
    _K("always", "toujours", "always", Kind.FLAG, False, FLAGS),
    _K("nature", "nature", "nature", Kind.CHOICE, False, NATURES),
    _AUDIENCES,
))  # fmt: skip
ANNEX: Final = Shape("annex", (
    _K("id", "id", "id", Kind.ID, True),
    _K("title", "titre", "title", Kind.TITLE, True),
    _K("file", "fichier", "file", Kind.TEXT, True),
    _K("owner", "responsable", "owner"),
    _K("introduction", "introduction", "introduction", Kind.MARKUP),
    _K("description", "description", "description", Kind.TITLE),
    _AUDIENCES,
    _K("sheets", "feuilles", "sheets", Kind.TEXTS),
    _K("group_by", "grouper-par", "group-by"),
    _K("rows_for", "lignes-pour", "rows-for"),
    _K("columns", "colonnes", "columns", Kind.LIST),
    _K("landscape", "paysage", "landscape", Kind.FLAG, False, FLAGS),
    _K("full_page", "pleine-page", "full-page", Kind.FLAG, False, FLAGS),
    _K("link", "lien", "link"),
))  # fmt: skip
COLUMN: Final = Shape("column", (
    _K("name", "colonne", "column", Kind.TEXT, True),
    _K("title", "titre", "title"),
    _K("type", "type", "type", Kind.CHOICE, False, COLUMN_TYPES),
    _K("width", "largeur", "width", Kind.PERCENT),
    _K("key", "clé", "key", Kind.FLAG, False, FLAGS),
    _AUDIENCES,
))  # fmt: skip
RECIPIENT: Final = Shape("recipient", (
    _K("id", "id", "id", Kind.ID, True),
    _K("name", "nom", "name", Kind.TEXT, True),
    _K("audience", "public", "audience", Kind.TEXT, True),
    _K("contact", "contact", "contact"),
    _K("email", "courriel", "email", Kind.EMAIL),
))  # fmt: skip
SHAPES: Final = (
    BIBLE, EDITION, IN_FORCE, OUTPUT, CONTRIBUTOR, CONCORDANCE, INDEX_REFERENCE, CHAPTER, SECTION, TERM, ANNEX, COLUMN, RECIPIENT,
)  # fmt: skip
"""Every shape, for documentation and for telling a key from words."""


def known_words() -> frozenset[str]:
    """Every key of every shape, in both languages."""
    return frozenset(word for shape in SHAPES for forms in shape.table.values() for word in forms)


def label(shape: Shape, name: str, language: Language) -> str:
    """The word of a shape's key in the bible's language."""
    return language.word(shape.table, name)
