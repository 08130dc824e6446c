"""The lexicon as assembly looks words up in it: by the forms of a text, by the names that the référent writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bible_builder.assembly.french import BEFORE_PLACES, SET_PHRASES
from bible_builder.assembly.homographs import Likeness, likeness, stands_as_noun
from bible_builder.assembly.inflection import noun_phrases
from bible_builder.assembly.matching import Token, Trie, key_of, lacks_headword_capital, plainly, same_case, tokens, words_of
from bible_builder.model.bible import Term


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a term: the term's id, its words, what else it may be, its gender."""

    term: str
    words: tuple[str, ...]
    likeness: Likeness = Likeness.NONE
    gender: str = ""
    exact: bool = False  # whether capitals must be as declared


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a line: its id, its place in the line's text."""

    term: str
    start: int
    end: int


class Lexicon:
    """The terms, by what they are called and by the forms that they have in a text; ``among`` all, if they are a part."""

    def __init__(self, terms: Sequence[Term], language: str, among: Lexicon | None = None) -> None:
        forms = tuple(form for term in terms for form in _forms(_Spoken.of(term), language))
        self.terms = {term.id: term for term in terms}
        self._finder, self._forms = _finder(forms, language), forms
        self._among = among._finder if among is not None and self._is_part_of(among) else None
        self._names: dict[str, str] = {}
        for form in forms:
            self._names.setdefault(_name(" ".join(form.words)), form.term)
        for term in terms:
            self._names.update({_name(" ".join(words_of(term.term))): term.id})
        for term in terms:
            self._names.setdefault(_name(term.id), term.id)
            for synonym in term.synonyms:
                self._names.setdefault(_name(" ".join(words_of(synonym))), term.id)

    @property
    def names(self) -> Iterable[str]:
        """What a term may be called by: ids and terms."""
        return {name for term in self.terms.values() for name in (term.id, term.term)}

    def named(self, name: str) -> str:
        """The id of the term that ``name`` names: an id, a term, one of its forms or synonyms; "" when there is none."""
        if name in self.terms:
            return name
        return self._names.get(_name(" ".join(words_of(name))), "")

    def find(self, text: str) -> list[Match]:
        """The terms in a line, longest first at each place, without overlap; nothing in a line all in capitals."""
        if self._among is not None:
            found = _found(self._among, text)
            if all(match.term in self.terms for match in found):  # then the others change nothing
                return list(found)
        return list(_found(self._finder, text))

    def _is_part_of(self, whole: Lexicon) -> bool:
        return self._forms == tuple(form for form in whole._forms if form.term in self.terms)


class _Finder:
    """Finds the forms of all terms in lines; two audiences with the same terms have the same one."""

    def __init__(self, forms: Sequence[Form], language: str) -> None:
        self._trie = Trie((form.words, form) for form in forms)
        self._phrases = Trie((words_of(phrase), phrase) for phrase in (SET_PHRASES if language.startswith("fr") else ()))

    def find(self, text: str) -> list[Match]:
        """The terms in a line, as ``Lexicon.find`` says."""
        line = tokens(text)
        if sum(token.text.isupper() and len(token.text) > 1 for token in line) > 1 and not any(c.islower() for c in text):
            return []
        phrases = [(n, n + length) for n in range(len(line)) for length, _phrase in self._phrases.at(line, n)]
        found = []
        first = 0
        while first < len(line):
            length, form = next(self._accepted(line, first, phrases), (1, None))
            if form is not None:
                found.append(Match(form.term, line[first].start, line[first + length - 1].end))
            first += length
        return found

    def _accepted(self, line: Sequence[Token], first: int, phrases: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Form]]:
        """The terms that begin with a token, the longest first; none that is only a part of a set phrase."""
        for length, form in self._trie.at(line, first):
            last = first + length
            is_part = any(start <= first and last <= end and end - start > length for start, end in phrases)
            if not is_part and _accepts(line, first, form):
                yield length, form


@lru_cache(maxsize=4)
def _finder(forms: tuple[Form, ...], language: str) -> _Finder:
    return _Finder(forms, language)


@lru_cache(maxsize=1 << 16)
def _found(finder: _Finder, text: str) -> tuple[Match, ...]:
    """Remembered, since every audience reads nearly the same lines."""
    return tuple(finder.find(text))


def _name(text: str) -> str:
    return key_of(text).replace("- ", "-")


class _Spoken(NamedTuple):
    """What of a term its forms depend on."""

    id: str
    term: str
    expansion: str
    forms: tuple[str, ...]
    nature: str

    @classmethod
    def of(cls, term: Term) -> _Spoken:
        return cls(term.id, term.term, term.expansion, tuple(term.forms), term.nature)


@lru_cache(maxsize=1 << 12)
def _forms(term: _Spoken, language: str) -> tuple[Form, ...]:
    return tuple(_made(term, language))


def _made(term: _Spoken, language: str) -> Iterator[Form]:
    """The declared forms first: they win over those made by rule."""
    nature = _Nature(term, language)
    for declared in (term.term, *term.forms):
        yield nature.form(words_of(declared))
    if nature.inflects:
        for words in noun_phrases(words_of(_lowered(term.term)), nature.gender == "f", language):
            yield nature.form(words)
    if term.expansion:
        for words in noun_phrases(words_of(_lowered(term.expansion)), True, language):
            yield Form(term.id, words)


class _Nature:
    """What a term's nature means for its forms. Without one, a term in capitals is an abbreviation, any other a noun."""

    def __init__(self, term: _Spoken, language: str) -> None:
        said = term.nature.casefold()
        self.term, self.french = term.id, language.startswith("fr")
        is_short = said.startswith(("sigle", "abbrev", "acron", "initialism")) or (
            not said and (term.expansion or term.term.isupper())
        )
        self.exact = bool(is_short)
        self.is_noun = not is_short and (not said or said.startswith(("nom", "noun")))
        self.inflects = self.is_noun or said.startswith("adj")
        self.gender = "f" if "fém" in said or "fem" in said else "m" if "masc" in said else ""

    def form(self, words: tuple[str, ...]) -> Form:
        kind = likeness(words) if self.is_noun and self.french and words else Likeness.NONE
        return Form(self.term, words, kind, self.gender, self.exact)


def _lowered(phrase: str) -> str:
    """A headword typed with a capital, as it stands within a sentence."""
    first = next(iter(words_of(phrase)), "")
    return phrase[0].lower() + phrase[1:] if first[1:].islower() else phrase


def _accepts(line: Sequence[Token], first: int, form: Form) -> bool:
    length = len(form.words)
    if not all(_same_capitals(line[first + n], word, n == 0, form) for n, word in enumerate(form.words)):
        return False
    if _is_proper_name(line, first, length, form):
        return False
    return stands_as_noun(line, first, length, form.likeness, form.gender)


def _same_capitals(token: Token, word: str, leads: bool, form: Form) -> bool:
    """As declared; of a term that is no abbreviation, the first word also as it begins a sentence, or stands within one."""
    if not leads or form.exact:
        return plainly(token.text) == plainly(word)
    return same_case(token, word) or lacks_headword_capital(token, word)


def _is_proper_name(line: Sequence[Token], first: int, length: int, form: Form) -> bool:
    """A single word that begins a name: *Port Royal* at the beginning of a sentence, *le port de Nantes* anywhere."""
    if length > 1 or form.words[0][:1].isupper():
        return False
    after = [token for token in line[first + 1 : first + 3] if not token.begins]
    if len(after) == 2 and line[first].key in BEFORE_PLACES and after[0].key in {"de", "d’"}:
        return after[1].text[:1].isupper()
    return line[first].text[:1].isupper() and bool(after) and after[0].text[:1].isupper()
