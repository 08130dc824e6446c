"""The rules of micro-typography as tables, one a language: what is typed, what is printed.

French: *Lexique des règles typographiques en usage à l’Imprimerie nationale* (spaces before high punctuation and within
guillemets, numbers and units, abbreviations). English: typographic quotes only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

NBSP: Final = "\u00a0"
NNBSP: Final = "\u202f"
_SP: Final = "[ \u00a0\u202f\u2009]"
_OBJECT: Final = "\ufffc"

Edit = tuple[int, int, str]
"""Characters from … to … of the text are replaced by …."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it finds in a line and the edits it asks for; ``in_data`` when it holds for cells of data tables too."""

    name: str
    pattern: re.Pattern[str]
    edits: Callable[[re.Match[str]], Iterable[Edit]]
    in_data: bool = True

    def apply(self, text: str) -> list[Edit]:
        """The edits for a text, in order, without those that would change nothing."""
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


def _rule(name: str, pattern: str, new: str, in_data: bool = True) -> Rule:
    return Rule(name, re.compile(pattern), _becomes(new), in_data)


_BEFORE_HIGH: Final = rf"(?<=[\w»)\]’”%€$£°…{_OBJECT}])"
_AFTER: Final = r"(?=[\s»)\]”…,.]|$)"
_UNITS: Final = (
    "h|min|mn|s|ms|j|kg|g|mg|t|km|m|cm|mm|km²|m²|cm²|m³|l|L|cl|ml|mL|°C|°|k€|M€|ko|Mo|Go|To|kWh|kW|W|V|Hz|px|pt|pts|dpi|[$£¥]"
)
_MONTHS: Final = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_CAPITAL: Final = "A-ZÀÂÇÉÈÊËÎÏÔŒÙÛ"

FRENCH: Final = (
    _rule("apostrophe", rf"(?<=[^\W\d_])'(?=[\w«“\"{_OBJECT}])", "’"),
    _rule("ellipsis", r"(?<!\.)\.{3}(?!\.)", "…", in_data=False),
    _rule("em dash", r"(?<![^\s])---(?=\s|$)|(?<=\w)---(?=\w)", "—", in_data=False),
    _rule("en dash", r"(?<![^\s])--(?=\s|$)|(?<=\w)--(?=\w)", "–", in_data=False),
    Rule("guillemets", re.compile(r'(?<![\w"])"(?=[^\s"])(?:[^"\n]*[^"\s])?"(?!\w)'), _guillemets, in_data=False),
    _rule("after «", rf"(?<=«)({_SP}*)(?=[^\s»])", NBSP),
    _rule("before »", rf"(?<=[^\s«])({_SP}*)(?=»)", NBSP),
    _rule("typed space before ; ! ?", rf"(?<=[^\s;!?(\[«])({_SP}+)(?=[!?]|;(?!-?[()]))", NNBSP),
    _rule("no space before ; ! ?", rf"{_BEFORE_HIGH}(?=[;!?]+{_AFTER})", NNBSP),
    _rule("typed space before :", rf"(?<=[^\s:(\[«])({_SP}+)(?=:(?![:]|-?[()]))", NBSP),
    _rule("no space before :", rf"{_BEFORE_HIGH}(?=:(?:\s|$))", NBSP),
    _rule("percent and euro", rf"(?<=\d)({_SP}?)(?=[%‰€](?!\w))", NBSP),
    _rule("unit", rf"(?<=\d)({_SP})(?=(?:{_UNITS})(?![\w’]))", NBSP),
    _rule("hours and minutes", rf"(?:\d|\d{_SP})(?:h|min)( )(?=\d)", NBSP),
    Rule(
        "thousands", re.compile(rf"(?<![\d,.])(?<!\d{_SP})[1-9]\d{{0,2}}(?:{_SP}\d{{3}})+(?!\d|{_SP}\d)"), _spaces_become(NNBSP)
    ),
    Rule("telephone", re.compile(rf"(?<![\w,.])(?<!\d{_SP})(?:\+\d+|0\d*)(?:{_SP}\d+)+(?!\w)"), _spaces_become(NBSP)),
    Rule("groups of digits", re.compile(rf"(?<![\w,.])(?<!\d{_SP})\d+(?:{_SP}\d{{2,}}){{2,}}(?!\w)"), _spaces_become(NBSP)),
    _rule("number sign", r"(?<=\b[nN])º(?=\W?\d)", "°"),
    _rule("after number sign", rf"(?<=\b[nN]°)({_SP}|(?=\d))(?=\w)", NBSP),
    _rule("before a number", r"(?:\b(?:p|pp|art|chap|fig|vol|tél|Tél)\.|§)( )(?=\d)", NBSP),
    _rule("civility", rf"\b(?:M\.|MM\.|Mr|Mme|Mmes|Mlle|Mlles|Dr|Pr|Me)( )(?=[{_CAPITAL}])", NBSP),
    _rule("date", rf"\b(?:1er|[1-9]|[12]\d|3[01])( )(?=(?:{_MONTHS})\b)", NBSP),
    _rule("et cetera", r"(?<=,)( )(?=etc\b)", NBSP),
)
"""In order: later rules see what earlier ones did."""

ENGLISH: Final = (
    _rule("opening quotes", r"(?<![^\s(\[{–—‘])\"(?=\S)", "“"),
    _rule("closing quotes", r"(?<=\S)\"", "”"),
    _rule("decade", r"(?<!\w)'(?=\d0s\b)", "’"),
    _rule("opening quote", r"(?<![^\s(\[{–—“])'(?=\w)", "‘"),
    _rule("apostrophe", r"(?<=\S)'", "’"),
)

RULES: Final[Mapping[str, tuple[Rule, ...]]] = {"fr": FRENCH, "en": ENGLISH}

_END_OF_ADDRESS: Final = r"(?<![.,;:!?…»)\]])"
ADDRESS: Final = re.compile(
    rf"(?:https?://|mailto:|tel:|www\.)\S+{_END_OF_ADDRESS}"
    r"|(?<![^\s@«(])[^\s@«(]+@[^\s@]+\.\w+"
    rf"|(?<![\w.-])[\w-]+(?:\.[\w-]+)+/\S*{_END_OF_ADDRESS}"
)
"""Addresses on the web and of mail boxes, which no rule touches."""


def rules(language: str) -> tuple[Rule, ...]:
    """The rules of ``language`` (``fr``, ``en-GB``…); none for a language that has no table."""
    return RULES.get(language.partition("-")[0].lower(), ())
