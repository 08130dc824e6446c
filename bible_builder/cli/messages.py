"""The words of diagnostics and of the commands, in French and English, read from ``catalogue/*.toml``.

A catalogue file has a table a code: a sentence a language (``fr``, ``en``) and, beside it, hints (``fr-hint``): what to do, one a
line. ``{name}`` stands for a parameter, ``{name:kind}`` for its translation in ``words.toml`` when it has one. A line of a hint
that needs a parameter which is empty is left out.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from bible_builder.errors import Diagnostic

LANGUAGES: Final = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong, and what to do about it, one line each."""

    sentence: str
    hints: tuple[str, ...] = ()


class _Words(string.Formatter):
    """``str.format`` where ``{name:kind}`` puts a value into the reader's language by the table ``kind`` of ``words.toml``."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> Any:
        return word(str(value), self.language, format_spec) if format_spec else str(value)


def message(diagnostic: Diagnostic, language: str) -> Message:
    """The words of a diagnostic; raises KeyError for a code that has none, or a parameter that is missing."""
    entry = catalogue()[diagnostic.code]
    return Message(
        _fill(entry[language], diagnostic.parameters, language),
        tuple(
            _fill(line, diagnostic.parameters, language)
            for line in _lines(entry.get(f"{language}-hint", ()))
            if all(diagnostic.parameters[name] for name in parameters(line))
        ),
    )


def say(key: str, language: str, /, **values: object) -> str:
    """A sentence of the commands themselves (``interface.toml``)."""
    return _fill(str(_read("interface")[key][language]), values, language)


def count(key: str, number: int, language: str) -> str:
    """``number`` things, in the singular or the plural: in French zero is singular."""
    one, many = str(_read("interface")[key][language]).split(" | ")
    return (one if number == 1 or (language == "fr" and number == 0) else many).format(number=number)


def word(value: str, language: str, kind: str = "word") -> str:
    """A value that is a word of the program (``date``, ``chapter``…) in the reader's language; another value as it stands.

    Raises KeyError for a kind of words that there is not.
    """
    return str(_read("words")[kind].get(value, {}).get(language, value))


def parameters(template: str) -> frozenset[str]:
    """The names of the parameters in a template."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


@cache
def catalogue() -> Mapping[str, Mapping[str, Any]]:
    """Every code of every catalogue file; interface and words are not codes. Raises ValueError for a code that stands twice."""
    found: dict[str, Mapping[str, Any]] = {}
    for file in sorted(files(__package__).joinpath("catalogue").iterdir(), key=lambda entry: entry.name):
        name = file.name.removesuffix(".toml")
        if file.name == name or name in {"interface", "words"}:
            continue
        entries = _read(name)
        if twice := found.keys() & entries.keys():
            raise ValueError(f"codes that stand in two catalogue files: {sorted(twice)}")
        found.update(entries)
    return found


@cache
def _read(name: str) -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("catalogue", f"{name}.toml").read_text("utf-8"))


def _lines(hint: str | Sequence[str]) -> Sequence[str]:
    return (hint,) if isinstance(hint, str) else hint


def _fill(template: str, values: Mapping[str, object], language: str) -> str:
    return str(_Words(language).vformat(template, (), values))
