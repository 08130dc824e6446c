"""Number and gender of the lexicon's nouns: the forms under which a declared term may stand in a text. Verbs are never inflected.

Forms are made from the declared words by rule, and simplemma's dictionary is asked whether a form that could be another word is
one of this noun. To ask it the other way round (the lemma of each word of the text) would link *a* and *ont* to the noun *avoir*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Final

import simplemma

from bible_builder.assembly.french import FUNCTION_WORDS, OWN_PLURALS, PLURALS

_FEMININES: Final = (
    ("ateur", ("atrice",)), ("teur", ("trice", "teuse")), ("eur", ("euse", "eure")), ("er", ("ère",)), ("ien", ("ienne",)),
    ("ant", ("ante",)), ("ent", ("ente",)), ("and", ("ande",)), ("é", ("ée",)), ("el", ("elle",)), ("al", ("ale",)),
    ("eux", ("euse",)),
)  # fmt: skip
_PERSONS: Final = ("trice", "euse", "eure", "ère", "ienne")
"""Feminine endings of persons: no other word ends like that on the same stem."""


def noun_phrases(words: Sequence[str], feminine: bool, language: str) -> Iterator[tuple[str, ...]]:
    """Every form of a declared noun phrase, its own first; ``feminine`` when its gender cannot change.

    Each word before the first preposition varies, so does each one after the first noun that a preposition brings:
    *durées moyennes de traitement*, *délais de réponse garantis*, never *prises de congés*.
    """
    if language.startswith("fr"):
        slots = tuple(_slots(words, feminine))
    else:
        slots = (*((word,) for word in words[:-1]), (words[-1], *_english_plurals(words[-1])))
    seen: dict[tuple[str, ...], None] = dict.fromkeys(product(*slots))
    yield from seen


def _slots(words: Sequence[str], feminine: bool) -> Iterator[tuple[str, ...]]:
    fixed = False
    for word in words:
        if word.lower().replace("'", "’") in FUNCTION_WORDS or not word[0].isalpha():
            fixed = True
            yield (word,)
        elif fixed or word.isupper():
            fixed = False
            yield (word,)
        else:
            yield tuple(_forms(word, feminine, alone=len(words) == 1))


def _forms(word: str, feminine: bool, alone: bool) -> Iterator[str]:
    yield word
    if alone and word in OWN_PLURALS:
        return
    masculine = (word, *_singulars(word))
    other = () if feminine else tuple(form for base in masculine for form in feminines(base))
    for base in (*masculine, *other):
        yield base
        yield from (plural for plural in _plurals(base) if not (alone and plural in OWN_PLURALS))


def _plurals(word: str) -> Iterator[str]:
    """The plural; of a compound, also those in which the first part or both vary (*mots-clés*, *chèques-cadeaux*)."""
    first, hyphen, last = word.partition("-")
    yield plural(word)
    if hyphen:
        yield f"{plural(first)}-{plural(last)}"
        yield f"{plural(first)}-{last}"


def plural(word: str) -> str:
    """The French plural of a noun or adjective."""
    stem, hyphen, last = word.rpartition("-")
    if last in PLURALS:
        return f"{stem}{hyphen}{PLURALS[last]}"
    if last.endswith(("s", "x", "z")):
        return word
    if last.endswith("al"):
        return f"{word[:-2]}aux"
    return word + ("x" if last.endswith(("au", "eu")) else "s")


def _singulars(word: str) -> Iterator[str]:
    """The singular of a noun declared in the plural, when the dictionary knows it as such."""
    irregular = {many: one for one, many in PLURALS.items()}
    if word in irregular:
        yield irregular[word]
    elif word.endswith("aux") and known(f"{word[:-3]}al"):
        yield f"{word[:-3]}al"
    elif known(word[:-1]) and (word.endswith(("eaux", "eux")) or (word.endswith("s") and len(word) > 3 and lemma(word) != word)):
        yield word[:-1]


def feminines(word: str) -> Iterator[str]:
    """The feminine forms of a masculine noun or adjective, where they are not another word."""
    for ending, endings in _FEMININES:
        if not word.endswith(ending):
            continue
        for other in endings:
            form = word.removesuffix(ending) + other
            if other in _PERSONS or other == "ée" or lemma(form) == word or not known(form):
                yield form
        return


def _english_plurals(word: str) -> Iterator[str]:
    if word.isupper() or not word[-1:].isalpha():
        return
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        yield f"{word[:-1]}ies"
    else:
        yield word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


@cache
def lemma(word: str) -> str:
    """The dictionary's base form of a French word."""
    return simplemma.lemmatize(word.lower(), lang="fr")


@cache
def known(word: str) -> bool:
    """Whether the dictionary has the French word."""
    return simplemma.is_known(word.lower(), lang="fr")
