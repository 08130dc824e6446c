"""Finding phrases in text: one pass over the words, all phrases at once, in a trie of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Generic, NamedTuple, TypeVar

_TOKEN: Final = re.compile(r"\w+(?:[-\u2011]\w+)*['’]?|[^\w\s]")
_OPENS_SENTENCE: Final = frozenset('.!?…:«“"(–—•')
_NOT_AN_END: Final = re.compile(r"M|MM|Mr|Dr|Pr|St|Ste|[A-ZÀ-Ý]")


class Token(NamedTuple):
    """A word (an elided one with its apostrophe) or a mark of punctuation: its text, its place in the line, its key for look-ups.

    ``begins`` tells whether a sentence begins with it. A tuple, as a bible has a hundred thousand: one is made in a third of a
    dataclass's time.
    """

    text: str
    start: int
    end: int
    key: str
    begins: bool

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number."""
        return self.text[0].isalnum()


@lru_cache(maxsize=1 << 14)
def key_of(word: str) -> str:
    """What words are compared by: case and the shape of apostrophes and hyphens set aside."""
    return plainly(word).casefold()


def tokens(text: str) -> tuple[Token, ...]:
    """The words and punctuation of a line, in order."""
    found: list[Token] = []
    broken, begins, before = "\n" in text, True, 0
    for match in _TOKEN.finditer(text):
        word, (start, end) = match[0], match.span()
        begins = begins or (broken and "\n" in text[before:start])
        found.append(Token(word, start, end, key_of(word), begins))
        begins, before = word in _OPENS_SENTENCE and _ends_sentence(found), end
    return tuple(found)


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase cut as a line is cut."""
    return tuple(match[0] for match in _TOKEN.finditer(phrase))


def _ends_sentence(found: Sequence[Token]) -> bool:
    """Whether a mark that may end a sentence does; the point of “M.” or of an initial ends none."""
    return found[-1].text != "." or len(found) < 2 or not _NOT_AN_END.fullmatch(found[-2].text)


def same_case(token: Token, word: str) -> bool:
    """Whether a token has the capitals of a declared word, or that of a sentence's beginning besides."""
    text, declared = plainly(token.text), plainly(word)
    return text == declared or (token.begins and text == declared[:1].upper() + declared[1:])


def lacks_headword_capital(token: Token, word: str) -> bool:
    """Whether a token is a declared word without the capital with which headwords are sometimes typed."""
    text, declared = plainly(token.text), plainly(word)
    return declared[1:].islower() and text == declared[:1].lower() + declared[1:]


def plainly(word: str) -> str:
    """A word with typographic apostrophes and plain hyphens."""
    return word.replace("'", "’").replace("\u2011", "-")


Value = TypeVar("Value")


@dataclass(slots=True)
class _Node(Generic[Value]):
    next: dict[str, _Node[Value]] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)


class Trie(Generic[Value]):
    """Phrases by their words; several values may stand under the same words."""

    __slots__ = ("_root",)

    def __init__(self, phrases: Iterable[tuple[Sequence[str], Value]]) -> None:
        self._root: _Node[Value] = _Node()
        for words, value in phrases:
            node = self._root
            for word in words:
                node = node.next.setdefault(key_of(word), _Node())
            if words:
                node.values.append(value)

    def at(self, line: Sequence[Token], first: int) -> Iterable[tuple[int, Value]]:
        """The phrases that begin with the token ``first``: (number of tokens, value), the longest first."""
        return self._at(line, first) if line[first].key in self._root.next else ()

    def _at(self, line: Sequence[Token], first: int) -> Iterator[tuple[int, Value]]:
        found: list[tuple[int, list[Value]]] = []
        node = self._root
        for place in range(first, len(line)):
            step = node.next.get(line[place].key)
            if step is None:
                break
            node = step
            if node.values:
                found.append((place - first + 1, node.values))
        for length, values in reversed(found):
            for value in values:
                yield length, value
