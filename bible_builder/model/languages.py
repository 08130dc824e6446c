"""The words that the référent's files are written in, French and English: one table a kind of word, one column a language.

A table maps the name that the model knows to its two forms. A bible uses one language; the other column serves to tell
somebody who mixes them which word is meant.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

Table = Mapping[str, tuple[str, str]]
"""Name in the model → French word, English word."""

STATUSES: Final[Table] = {
    "draft": ("brouillon", "draft"),
    "in review": ("en relecture", "in review"),
    "validated": ("validé", "validated"),
}
DIRECTIVES: Final[Table] = {
    "rule": ("regle", "rule"),
    "tip": ("conseil", "tip"),
    "warning": ("attention", "warning"),
    "example": ("exemple", "example"),
    "say": ("dire", "say"),
    "avoid": ("eviter", "avoid"),
    "dialogue": ("dialogue", "dialogue"),
    "procedure": ("procedure", "procedure"),
    "decision": ("decision", "decision"),
    "table": ("tableau", "table"),
    "figure": ("figure", "figure"),
    "kpi": ("indicateur", "kpi"),
    "letter": ("lettre", "letter"),
    "only": ("seulement", "only"),
}
OPTIONS: Final[Table] = {
    "id": ("id", "id"),
    "widths": ("largeurs", "widths"),
    "row-heads": ("entetes-lignes", "row-heads"),
    "alt": ("alt", "alt"),
    "width": ("largeur", "width"),
    "value": ("valeur", "value"),
    "formula": ("formule", "formula"),
    "frequency": ("frequence", "frequency"),
    "source": ("source", "source"),
    "extract": ("extrait", "extract"),
    "landscape": ("paysage", "landscape"),
}
ROLES: Final[Table] = {
    "term": ("terme", "term"),
    "see": ("voir", "see"),
    "title": ("titre", "title"),
    "number": ("numero", "number"),
    "page": ("page", "page"),
    "index": ("index", "index"),
    "role": ("role", "role"),
    "limit": ("delai", "limit"),
    "ins": ("ajoute", "ins"),
    "del": ("retire", "del"),
}
INDEX_OPTIONS: Final[Table] = {
    "main": ("principal", "main"),
    "begin": ("debut", "begin"),
    "end": ("fin", "end"),
    "see": ("voir", "see"),
    "see-also": ("voir-aussi", "see-also"),
}
CLASSES: Final[Table] = {
    "lead": ("chapeau", "lead"),
    "superscript": ("exposant", "superscript"),
    "subscript": ("indice", "subscript"),
}
COLUMN_TYPES: Final[Table] = {
    "text": ("texte", "text"),
    "number": ("nombre", "number"),
    "price": ("prix", "price"),
    "date": ("date", "date"),
    "percent": ("pourcentage", "percent"),
    "postal-code": ("code-postal", "postal-code"),
    "telephone": ("téléphone", "telephone"),
}
NATURES: Final[Table] = {
    "masculine noun": ("nom masculin", "noun"),
    "feminine noun": ("nom féminin", "noun"),
    "verb": ("verbe", "verb"),
    "adjective": ("adjectif", "adjective"),
    "phrase": ("locution", "phrase"),
    "abbreviation": ("sigle", "abbreviation"),
}
FLAGS: Final[Table] = {"yes": ("oui", "yes"), "no": ("non", "no")}
CONFORMANCE: Final[Table] = {"strict": ("stricte", "strict"), "lenient": ("souple", "lenient")}
PURPOSES: Final[Table] = {"screen": ("écran", "screen"), "print": ("impression", "print")}
FOLIOS: Final[Table] = {"libreoffice": ("libreoffice", "libreoffice"), "pdf": ("pdf", "pdf")}
FILES: Final[Table] = {
    "bible": ("bible.yaml", "bible.yaml"),
    "guide": ("guide", "guide"),
    "chapter": ("_chapitre.md", "_chapter.md"),
    "lexicon": ("lexique", "lexicon"),
    "annexes": ("annexes", "annexes"),
    "recipients": ("destinataires", "recipients"),
    "charter": ("charte", "charter"),
}
CODES: Final = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Language:
    """The language a bible is written in; ``code`` is ``fr`` or ``en``."""

    code: str

    @property
    def _column(self) -> int:
        return CODES.index(self.code)

    def word(self, table: Table, name: str) -> str:
        """The word for a name of the model. Raises KeyError for a name that is not in the table."""
        return table[name][self._column]

    def name(self, table: Table, word: str) -> str | None:
        """The model's name for a word, or None when the language has no such word."""
        return next((name for name, forms in table.items() if forms[self._column] == word), None)

    def words(self, table: Table) -> tuple[str, ...]:
        """Every word of the table, in its order."""
        return tuple(dict.fromkeys(forms[self._column] for forms in table.values()))

    def suggest(self, table: Table, word: str) -> str:
        """The word that was probably meant, or "": the other language's, the same without accents or capitals, or a near one."""
        for forms in table.values():
            if plain(word) in {plain(form) for form in forms}:
                return forms[self._column]
        return nearest(word, self.words(table))


def plain(word: str) -> str:
    """The word in small letters, without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def nearest(word: str, words: Iterable[str]) -> str:
    """The word among ``words`` that looks most like ``word``, or "" when none does."""
    known = {plain(candidate): candidate for candidate in words}
    close = get_close_matches(plain(word)[:100], known, 1)
    return known[close[0]] if close else ""
