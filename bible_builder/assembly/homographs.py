"""French nouns that are also verbs: whether a word of the text is the declared noun, by the small words around it.

*Le suivi* is a noun, *le dossier est suivi* is not; *une offre*, *on offre*; *un avoir*, *pour avoir*. Where the words around
do not tell, the answer is no: a missing link costs less than a wrong one, and the référent can always set one.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from bible_builder.assembly.french import (
    ARTICLES,
    AUXILIARIES,
    BEFORE_NOUN,
    CONNECTIVES,
    DETERMINERS,
    MODALS,
    NOUNS_BEFORE_DE,
    NOUNS_IN_EE,
    PARTICIPLES,
    PREPOSITIONS,
    SUBJECTS,
    SURE_PREPOSITIONS,
)
from bible_builder.assembly.inflection import known, lemma
from bible_builder.assembly.matching import Token


class Likeness(Enum):
    """What else a noun's form may be."""

    NONE = auto()
    FINITE = auto()  # on offre
    SECOND_PERSON = auto()  # tu offres
    PARTICIPLE = auto()  # il a suivi
    GERUND = auto()  # en appelant
    INFINITIVE = auto()  # pour avoir
    IMPERATIVE = auto()  # rendez-vous à la caisse
    ADJECTIVE = auto()  # le service commercial


_IRREGULAR_VERBS: Final = frozenset(
    {"avoir", "être", "prendre", "venir", "tenir", "voir", "recevoir", "devoir", "pouvoir", "vouloir"}
)
_INFINITIVES: Final = ("er", "ir", "re", "oir")


def likeness(words: Sequence[str]) -> Likeness:
    """What the first word of a noun phrase may be besides a noun; of a phrase of several words, only a participle is told."""
    word, alone = words[0].lower(), len(words) == 1
    if word.endswith("-vous"):
        return Likeness.IMPERATIVE
    if is_participle(word) and (alone or word.rstrip("s") not in NOUNS_IN_EE):
        return Likeness.PARTICIPLE
    if not alone:
        return Likeness.NONE
    if word.endswith(_INFINITIVES) and is_verb(word):
        return Likeness.INFINITIVE
    if _is_finite(word):
        return Likeness.FINITE
    if word.endswith("es") and _is_finite(word[:-1]):
        return Likeness.SECOND_PERSON
    if word.endswith(("ant", "ante")):
        return Likeness.GERUND
    return Likeness.ADJECTIVE if _is_adjective(word) else Likeness.NONE


def is_verb(word: str) -> bool:
    """Whether an infinitive is one: its imperfect is in the dictionary as a form of it."""
    if word in _IRREGULAR_VERBS:
        return True
    stem = word[:-3] if word.endswith("oir") else word[:-2]
    imperfects = (f"{stem}ait", f"{stem}eait", f"{stem[:-1]}çait", f"{stem}issait")
    return any(lemma(form) == word for form in imperfects)


def is_participle(word: str) -> bool:
    """Whether the word, in any number and gender, is also a past participle."""
    if any(word.removesuffix(ending) in PARTICIPLES for ending in ("", "s", "e", "es")):
        return True
    base = word.removesuffix("s").removesuffix("e")
    return (base.endswith("é") and is_verb(f"{base[:-1]}er")) or (base.endswith("i") and is_verb(f"{base}r"))


def _is_finite(word: str) -> bool:
    return word.endswith("e") and (is_verb(f"{word}r") or is_verb(f"{word[:-1]}ir"))


def _is_adjective(word: str) -> bool:
    for ending, feminine in (("al", "ale"), ("el", "elle"), ("if", "ive"), ("eux", "euse"), ("ale", "ale"), ("elle", "elle")):
        if word.endswith(ending):
            form = word.removesuffix(ending) + feminine
            return known(form) and lemma(form) in {form, word}
    return False


def stands_as_noun(line: Sequence[Token], first: int, length: int, kind: Likeness, gender: str = "") -> bool:
    """Whether the ``length`` tokens from ``first`` on are the noun; ``gender`` is ``m``, ``f`` or "" when it is not known."""
    if kind is Likeness.NONE:
        return True
    around = _Surroundings(line, first, length, gender)
    if kind is Likeness.SECOND_PERSON:
        return not {around.before(1), around.before(2)} & {"tu", "te", "t’"}
    if kind is Likeness.IMPERATIVE:
        return not line[first].begins or around.is_label
    if around.opens:
        return around.is_label or around.is_completed(kind)
    return {
        Likeness.FINITE: around.beside_finite,
        Likeness.INFINITIVE: around.beside_infinitive,
        Likeness.GERUND: around.beside_gerund,
    }.get(kind, around.beside_participle)(kind)


class _Surroundings:
    """The words before and after a candidate, adjectives that stand before a noun being looked over."""

    def __init__(self, line: Sequence[Token], first: int, length: int, gender: str) -> None:
        self.line, self.end, self.gender = line, first + length, gender
        self.single = length == 1
        self.left = first - 1
        while first - self.left <= 2 and self.before(1) in BEFORE_NOUN and not line[self.left + 1].begins:
            self.left -= 1
        self.opens = self.left < 0 or line[self.left + 1].begins

    def before(self, distance: int) -> str:
        """The word that many words to the left, "" when a sentence begins in between."""
        place = self.left + 1 - distance
        if place < 0 or any(token.begins for token in self.line[place + 1 : self.left + 2]):
            return ""
        return self.line[place].key

    @property
    def after(self) -> str:
        return self.line[self.end].key if self.end < len(self.line) else ""

    @property
    def is_label(self) -> bool:
        """Whether nothing but a colon, or the end, follows what opens the sentence: *Suivi : …*."""
        return self.opens and self.after in {"", ":", "»", "|"}

    def is_completed(self, kind: Likeness) -> bool:
        """Whether a complement makes a noun of a word that opens the sentence: *Suivi du dossier*, *Demande de rappel*."""
        if kind is Likeness.FINITE or (kind is Likeness.PARTICIPLE and not self.single):
            return self.after in {"de", "d’", "du", "des"}
        return kind is Likeness.PARTICIPLE and self.after in {"du", "des"}

    def is_determined(self) -> bool:
        """Whether a determiner stands before; *l’un* is a pronoun."""
        word = self.before(1)
        return (word in DETERMINERS or word.isdigit()) and not (word in {"un", "une"} and self.before(2) == "l’")

    def agrees(self) -> bool:
        """Whether the article before may be the noun's in gender."""
        return self.before(1) not in {"m": {"la"}, "f": {"le"}}.get(self.gender, set())

    def beside_participle(self, kind: Likeness) -> bool:
        word = self.before(1)
        if kind is Likeness.ADJECTIVE and word == "en":
            return False
        return self.is_determined() or word in ARTICLES or word == "leur" or word in PREPOSITIONS

    def beside_gerund(self, kind: Likeness) -> bool:
        return "en" not in {self.before(1), self.before(2)} and self.beside_participle(kind)

    def beside_finite(self, _kind: Likeness) -> bool:
        word, second = self.before(1), self.before(2)
        if word in {"le", "la", "l’"}:
            return self.agrees() and second not in SUBJECTS and not self._follows_a_noun()
        if word == "leur":
            return not second or second in PREPOSITIONS or second.endswith(_INFINITIVES)
        if word == "en":
            return second in AUXILIARIES
        return self.is_determined() or word in PREPOSITIONS

    def _follows_a_noun(self) -> bool:
        """*Le client la demande*, *Claire la demande*: before the pronoun stands a noun with its determiner, or a name."""
        second = self.before(2)
        if not second.isalpha() or second == "fois":
            return False
        token = self.line[self.left - 1]
        if token.text[:1].isupper():
            joins = second in PREPOSITIONS | CONNECTIVES or is_verb(lemma(second))
            return not (token.begins and joins)
        return self.before(3) in DETERMINERS | ARTICLES

    def beside_infinitive(self, _kind: Likeness) -> bool:
        word, second = self.before(1), self.before(2)
        if self.after in PARTICIPLES or self.after.endswith(("é", "ée", "és", "ées")):
            return self.is_determined() and not word.startswith("tou")
        if word in {"le", "la", "l’"}:
            unsure = second in PREPOSITIONS - SURE_PREPOSITIONS or second in MODALS or second in SUBJECTS
            return self.agrees() and not unsure
        if word in {"de", "d’"}:
            return second in NOUNS_BEFORE_DE
        return (self.is_determined() and not word.startswith("tou")) or word in SURE_PREPOSITIONS
