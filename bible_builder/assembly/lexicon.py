"""The lexicon: links from the text, which terms are shown and where they are treated, in alphabetical order under letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bible_builder.assembly.collation import by_letter
from bible_builder.assembly.destinations import Destination, Kind, destinations
from bible_builder.assembly.notes import number_notes
from bible_builder.assembly.places import map_contents
from bible_builder.assembly.reading import Context
from bible_builder.assembly.suggestions import nearest
from bible_builder.assembly.term_links import TermLinker
from bible_builder.assembly.terms import Lexicon
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible, Term, TermGroup
from bible_builder.model.locators import Target

MOST_PLACES: Final = 12
"""Beyond so many sections a list of locators helps nobody: the main one is given, and *passim*."""


def link_terms(bible: Bible, whole: Bible, findings: Findings) -> Bible:
    """The bible with its text linked to the lexicon and the lexicon in order: terms in use and those marked *always*.

    ``see_also`` becomes ids of terms that are shown. Reports ``unknown-term`` (term, suggestion), ``unknown-see-also`` (term,
    name, suggestion), ``unknown-reference`` (id, suggestion) for a home section, and, when everything is read, the note
    ``unused-term`` (term).
    """
    everything = Lexicon(whole.terms, bible.language) if bible.audience else None
    lexicon = Lexicon(bible.terms, bible.language, everything)
    withheld = everything or lexicon
    linker = TermLinker(bible, lexicon, withheld, findings)
    linked = map_contents(bible, linker.link)
    shown = _shown(linked, linker)
    _report_unused(linked, shown, findings)
    homes = _homes(linked, whole, findings)
    terms = [
        replace(
            term,
            targets=_few(targets),
            passim=len(_few(targets)) < len(targets),
            see_also=_see_also(term, shown, lexicon, withheld, findings),
        )
        for term in linked.terms
        for targets in (_targets(term, linker, homes.get(term.id, "")),)
    ]
    groups = _numbered(by_letter([t for t in terms if t.id in shown], lambda term: term.term, bible.language), bible.language)
    return replace(linked, terms=tuple(term for group in groups for term in group.terms), lexicon=groups)


def _shown(bible: Bible, linker: TermLinker) -> set[str]:
    """The terms in use or always shown, and those that their definitions use, and so on until nothing is added."""
    shown: set[str] = set()
    pending = [term.id for term in bible.terms if term.always or term.id in linker.used]
    while pending:
        term = pending.pop()
        if term not in shown:
            shown.add(term)
            pending.extend(linker.used_by[term])
    return shown


def _report_unused(bible: Bible, shown: set[str], findings: Findings) -> None:
    for term in bible.terms if not bible.audience else ():
        if term.id not in shown:
            findings.note("unused-term", term.source, term=term.term)


def _homes(bible: Bible, whole: Bible, findings: Findings) -> Mapping[str, str]:
    """The HTML id of each term's home; a home withheld from this audience is none."""
    known = destinations(bible)
    unread: Mapping[str, Destination] = destinations(whole) if bible.audience else known
    homes = {}
    for term in bible.terms:
        target = known.get(term.home)
        if target is not None and target.kind is not Kind.TERM:
            homes[term.id] = target.anchor
        elif term.home and term.home not in unread:
            findings.error("unknown-reference", term.place("home"), id=term.home, suggestion=nearest(term.home, known))
    return homes


def _targets(term: Term, linker: TermLinker, home: str) -> tuple[Target, ...]:
    """The term's first link in each section, or the title that names it; its home section as main, used there or not."""
    places = {**linker.mentions[term.id], **{unit: link for unit, link in linker.links[term.id].items() if link}}
    if home:
        places.setdefault(home, home)
    return tuple(Target(anchor, main=unit == home) for unit, anchor in places.items())


def _few(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """The places worth printing: of a term that stands everywhere, the main one; where none is, all."""
    main = tuple(target for target in targets if target.main)
    return main if main and len(targets) > MOST_PLACES else targets


def _see_also(term: Term, shown: set[str], lexicon: Lexicon, withheld: Lexicon, findings: Findings) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in term.see_also:
        other = lexicon.named(name)
        if other and other != term.id and other in shown:
            found[other] = None
        elif not other and not withheld.named(name):
            suggestion = nearest(name, lexicon.names)
            findings.error("unknown-see-also", term.place("see_also"), term=term.term, name=name, suggestion=suggestion)
    return tuple(found)


def _numbered(groups: Sequence[tuple[str, tuple[Term, ...]]], language: str) -> tuple[TermGroup, ...]:
    """The groups with the notes of all definitions in one series."""
    numbers: dict[str, int] = {}
    context = Context(language)
    return tuple(
        TermGroup(head, tuple(replace(t, definition=number_notes(t.definition, numbers, context)) for t in terms))
        for head, terms in groups
    )
