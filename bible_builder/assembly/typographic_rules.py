"""The rules of micro-typography as tables, one a language: what is typed, what is printed.

French: *Lexique des règles typographiques en usage à l’Imprimerie nationale* (spaces before high punctuation and within
guillemets, numbers and units, abbreviations). English: typographic quotes only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

NBSP: Final = "\u00a0"
NNBSP: Final = "\u202f"
_SP: Final = "[ \u00a0\u202f\u2009]"
_OBJECT: Final = "\ufffc"

Edit = tuple[int, int, str]
"""Characters from … to … of the text are replaced by …."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it finds in a line and the edits it asks for; ``in_data`` when it holds for cells of data tables too.

    A text without any of ``needs`` has nothing for it: most rules need not look at most lines.
    """

    name: str
    pattern: re.Pattern[str]
    edits: Callable[[re.Match[str]], Iterable[Edit]]
    needs: Sequence[str]
    in_data: bool = True

    def apply(self, text: str) -> list[Edit]:
        """The edits for a text, in order, without those that would change nothing."""
        if not any(sign in text for sign in self.needs):
            return []
        found = (edit for match in self.pattern.finditer(text) for edit in self.edits(match))
        return [(start, end, new) for start, end, new in found if text[start:end] != new]


def _becomes(new: str) -> Callable[[re.Match[str]], Iterable[Edit]]:
    """The first group if there is one, else the whole match, becomes ``new``."""

    def edits(match: re.Match[str]) -> Iterable[Edit]:
        group = 1 if match.re.groups else 0
        return ((match.start(group), match.end(group), new),)

    return edits


def _spaces_become(new: str) -> Callable[[re.Match[str]], Iterable[Edit]]:
    """Each plain space of the match becomes ``new``."""

    def edits(match: re.Match[str]) -> Iterable[Edit]:
        return tuple((place, place + 1, new) for place in range(match.start(), match.end()) if match.string[place] == " ")

    return edits


def _guillemets(match: re.Match[str]) -> Iterable[Edit]:
    """French quotation marks; English ones for a quotation within a quotation."""
    before = match.string[: match.start()]
    opening, closing = ("“", "”") if before.count("«") > before.count("»") else (f"«{NBSP}", f"{NBSP}»")
    return ((match.start(), match.start() + 1, opening), (match.end() - 1, match.end(), closing))


def _rule(name: str, needs: Sequence[str], pattern: str, new: str, in_data: bool = True) -> Rule:
    return Rule(name, re.compile(pattern), _becomes(new), needs, in_data)


_BEFORE_HIGH: Final = rf"(?<=[\w»)\]’”%€$£°…{_OBJECT}])"
_AFTER: Final = r"(?=[\s»)\]”…,.]|$)"
_UNITS: Final = (
    "h|min|mn|s|ms|j|kg|g|mg|t|km|m|cm|mm|km²|m²|cm²|m³|l|L|cl|ml|mL|°C|°|k€|M€|ko|Mo|Go|To|kWh|kW|W|V|Hz|px|pt|pts|dpi|[$£¥]"
)
_MONTHS: Final = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_DIGITS: Final = "0123456789"
_CAPITAL: Final = "A-ZÀÂÇÉÈÊËÎÏÔŒÙÛ"

FRENCH: Final = (
    _rule("apostrophe", "'", rf"(?<=[^\W\d_])'(?=[\w«“\"{_OBJECT}])", "’"),
    _rule("ellipsis", ("...",), r"(?<!\.)\.{3}(?!\.)", "…", in_data=False),
    _rule("em dash", ("---",), r"(?<![^\s])---(?=\s|$)|(?<=\w)---(?=\w)", "—", in_data=False),
    _rule("en dash", ("--",), r"(?<![^\s])--(?=\s|$)|(?<=\w)--(?=\w)", "–", in_data=False),
    Rule("guillemets", re.compile(r'(?<![\w"])"(?=[^\s"])(?:[^"\n]*[^"\s])?"(?!\w)'), _guillemets, '"', in_data=False),
    _rule("after «", "«", rf"(?<=«)({_SP}*)(?=[^\s»])", NBSP),
    _rule("before »", "»", rf"(?<=[^\s«])({_SP}*)(?=»)", NBSP),
    _rule("typed space before ; ! ?", ";!?", rf"(?<=[^\s;!?(\[«])({_SP}+)(?=[!?]|;(?!-?[()]))", NNBSP),
    _rule("no space before ; ! ?", ";!?", rf"{_BEFORE_HIGH}(?=[;!?]+{_AFTER})", NNBSP),
    _rule("typed space before :", ":", rf"(?<=[^\s:(\[«])({_SP}+)(?=:(?![:]|-?[()]))", NBSP),
    _rule("no space before :", ":", rf"{_BEFORE_HIGH}(?=:(?:\s|$))", NBSP),
    _rule("percent and euro", "%‰€", rf"(?<=\d)({_SP}?)(?=[%‰€](?!\w))", NBSP),
    _rule("unit", _DIGITS, rf"(?<=\d)({_SP})(?=(?:{_UNITS})(?![\w’]))", NBSP),
    _rule("hours and minutes", ("h", "min"), rf"(?:\d|\d{_SP})(?:h|min)( )(?=\d)", NBSP),
    Rule(
        "thousands",
        re.compile(rf"(?<![\d,.])(?<!\d{_SP})[1-9]\d{{0,2}}(?:{_SP}\d{{3}})+(?!\d|{_SP}\d)"),
        _spaces_become(NNBSP),
        _DIGITS,
    ),
    Rule("telephone", re.compile(rf"(?<![\w,.])(?<!\d{_SP})(?:\+\d+|0\d*)(?:{_SP}\d+)+(?!\w)"), _spaces_become(NBSP), _DIGITS),
    Rule(
        "groups of digits", re.compile(rf"(?<![\w,.])(?<!\d{_SP})\d+(?:{_SP}\d{{2,}}){{2,}}(?!\w)"), _spaces_become(NBSP), _DIGITS
    ),
    _rule("number sign", "º", r"(?<=\b[nN])º(?=\W?\d)", "°"),
    _rule("after number sign", "°", rf"(?<=\b[nN]°)({_SP}|(?=\d))(?=\w)", NBSP),
    _rule("before a number", ".§", r"(?:\b(?:p|pp|art|chap|fig|vol|tél|Tél)\.|§)( )(?=\d)", NBSP),
    _rule("civility", "MDP", rf"\b(?:M\.|MM\.|Mr|Mme|Mmes|Mlle|Mlles|Dr|Pr|Me)( )(?=[{_CAPITAL}])", NBSP),
    _rule("date", _DIGITS, rf"\b(?:1er|[1-9]|[12]\d|3[01])( )(?=(?:{_MONTHS})\b)", NBSP),
    _rule("et cetera", ("etc",), r"(?<=,)( )(?=etc\b)", NBSP),
)
"""In order: later rules see what earlier ones did."""

ENGLISH: Final = (
    _rule("opening quotes", '"', r"(?<![^\s(\[{–—‘])\"(?=\S)", "“"),
    _rule("closing quotes", '"', r"(?<=\S)\"", "”"),
    _rule("decade", "'", r"(?<!\w)'(?=\d0s\b)", "’"),
    _rule("opening quote", "'", r"(?<![^\s(\[{–—“])'(?=\w)", "‘"),
    _rule("apostrophe", "'", r"(?<=\S)'", "’"),
)

RULES: Final[Mapping[str, tuple[Rule, ...]]] = {"fr": FRENCH, "en": ENGLISH}

_END_OF_ADDRESS: Final = r"(?<![.,;:!?…»)\]])"
ADDRESS: Final = re.compile(
    rf"(?:https?://|mailto:|tel:|www\.)\S+{_END_OF_ADDRESS}"
    r"|(?<![^\s@«(])[^\s@«(]+@[^\s@]+\.\w+"
    rf"|(?<![\w.-])[\w-]+(?:\.[\w-]+)+/\S*{_END_OF_ADDRESS}"
)
"""Addresses on the web and of mail boxes, which no rule touches."""

_IN_ADDRESSES: Final = ("/", "@", "mailto:", "tel:", "www.")
"""What a text with an address has one of."""


def without_addresses(text: str) -> str:
    """The text with each character of an address replaced by ``OBJECT``."""
    if not any(sign in text for sign in _IN_ADDRESSES):
        return text
    return ADDRESS.sub(lambda found: _OBJECT * len(found[0]), text)


@lru_cache(maxsize=1 << 17)
def next_edits(text: str, language: str, in_data: bool, first: int) -> tuple[int, tuple[Edit, ...]]:
    """The edits of the first rule, from number ``first`` on, that asks for some, and the number of the next; at the end none.

    Remembered, since every audience reads nearly the same lines.
    """
    own, hidden = rules(language), without_addresses(text)
    for place in range(first, len(own)):
        edits = own[place].apply(hidden) if own[place].in_data or not in_data else []
        if edits:
            return place + 1, tuple(edits)
    return len(own), ()


def rules(language: str) -> tuple[Rule, ...]:
    """The rules of ``language`` (``fr``, ``en-GB``…); none for a language that has no table."""
    return RULES.get(language.partition("-")[0].lower(), ())
