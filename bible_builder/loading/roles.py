"""Roles: ``{name}`text` `` and ``{name}`text <target>` `` become source elements, or marks of the vocabulary."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bible_builder.errors import Source
from bible_builder.loading.index_entries import IndexMark, IndexReader
from bible_builder.loading.reading import Reading
from bible_builder.model.languages import ROLES
from bible_builder.model.tree import Content, Element, texts

_TARGETED: Final = re.compile(r"(?P<words>[^<]*?)<(?P<target>[^<>]*)>")
_FORMS: Final = frozenset({"title", "number", "page"})

ReadLine = Callable[[str], Content]
"""Reads the words of a role as phrasing."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role as typed."""

    word: str
    text: str
    place: Source


def read_role(role: Role, reading: Reading, read: ReadLine) -> Content:
    """What a role stands for; of one that nobody knows, its words.

    Reports ``unknown-role`` (role, suggestion), ``bad-role`` (role, reason: ``empty``, ``no-target``, ``two-targets``), and what
    ``IndexReader`` reports.
    """
    name = reading.language.name(ROLES, role.word)
    if name is None:
        suggestion = reading.language.suggest(ROLES, role.word)
        reading.findings.error("unknown-role", role.place, role=role.word, suggestion=suggestion)
        return read(_words(role.text)[0])
    if not role.text.strip():
        reading.findings.error("bad-role", role.place, role=role.word, reason="empty")
        return ()
    if name in _WRAPPERS:
        tag, attributes = _WRAPPERS[name]
        content = read(role.text.strip())
        return (Element(tag, attributes, content, role.place if attributes else None),) if content else ()
    words, target = _words(role.text)
    if target == "":
        reading.findings.error("bad-role", role.place, role=role.word, reason="no-target")
        return read(words)
    match name:
        case "term":
            return _term(role, words, target, read)
        case "index":
            return _index(role, words, target, reading, read)
    return _see(role, name, words, target, reading, read)


_WRAPPERS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "ins": ("ins", {}),
    "del": ("del", {}),
    "role": ("span", {"class": "actor"}),
    "limit": ("span", {"class": "time-limit"}),
}


def _words(text: str) -> tuple[str, str | None]:
    """The words and the target of ``words <target>``; the target is None when there is none."""
    found = _TARGETED.fullmatch(text.strip())
    return (found["words"].strip(), " ".join(found["target"].split())) if found else (text.strip(), None)


def _term(role: Role, words: str, target: str | None, read: ReadLine) -> Content:
    content = read(words or target or "")
    return (Element("x-term", {"target": target or " ".join(texts(content).split())}, content, role.place),)


def _see(role: Role, name: str, words: str, target: str | None, reading: Reading, read: ReadLine) -> Content:
    if name in _FORMS and target is not None and words:
        reading.findings.error("bad-role", role.place, role=role.word, reason="two-targets")
    form = name if name in _FORMS else "text" if target is not None and words else "full"
    content = read(words) if form == "text" else ()
    return (Element("x-see", {"target": target or words, "form": form}, content, role.place),)


def _index(role: Role, words: str, target: str | None, reading: Reading, read: ReadLine) -> Content:
    """The words within a mark for each heading; without headings of their own, the words are the heading."""
    content: Content = read(words) if words else ()
    reader = IndexReader(reading.language, reading.findings, role.place)
    if target is not None:
        marks = reader.marks(target)
    else:
        heading = " ".join(texts(content).split())
        is_plain = "|" not in heading and not any(element.name == "x-variable" for element in _elements(content))
        marks = (IndexMark((heading,)),) if is_plain and heading else ()
        if not marks:
            parameters = {"entry": words, "reason": "words", "found": "", "suggestion": ""}
            reading.findings.error("bad-index-entry", role.place, **parameters)
    for mark in reversed(marks):
        content = (Element("x-index", _attributes(mark), content, role.place),)
    return content


def _elements(content: Content) -> tuple[Element, ...]:
    return tuple(below for node in content if isinstance(node, Element) for below in node.iter())


def _attributes(mark: IndexMark) -> Mapping[str, str]:
    values = {
        "entry": json.dumps(mark.levels, ensure_ascii=False),
        "main": "true" if mark.main else "",
        "range": mark.range,
        "see": mark.see,
        "see-also": mark.see_also,
    }
    return {name: value for name, value in values.items() if value}
