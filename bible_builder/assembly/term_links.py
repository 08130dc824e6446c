"""Links from the text to the lexicon: the first occurrence of each term in each section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bible_builder.assembly.abbreviations import Abbreviations
from bible_builder.assembly.line import Line, Piece, Wrap
from bible_builder.assembly.places import Place, Role, contents
from bible_builder.assembly.reading import HEADINGS, Context, is_note, is_note_call, is_object, map_elements, map_lines
from bible_builder.assembly.suggestions import nearest
from bible_builder.assembly.terms import Lexicon, Match
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Content, Element, Node

_NO_LINKS: Final = HEADINGS | {"caption", "figcaption", "th", "dt", "a"}
_TITLE_CLASSES: Final = frozenset({"callout-title", "block-title", "kpi-name"})
Make = Callable[[Content], Content]
_HIDDEN: Final = frozenset({"speaker", "actor", "time-limit", "number", "label"})


@dataclass(frozen=True, slots=True)
class _Given:
    """An ``x-term`` of a line, its place in the line's text, whether it stands in a link or holds one."""

    element: Element
    start: int
    end: int
    linked: bool


def _given(pieces: Iterable[Piece], linked: bool = False) -> Iterator[_Given]:
    for piece in pieces:
        if not isinstance(piece.node, Element):
            continue
        if piece.node.name == "x-term":
            holds_link = any(element.name == "a" for element in piece.node.iter())
            yield _Given(piece.node, piece.start, piece.end, linked or holds_link)
        yield from _given(piece.pieces, linked or piece.node.name in {"a", "x-term"})


class TermLinker:
    """Goes through a bible in the order of reading, sets the links and notes where each term is used."""

    def __init__(self, bible: Bible, lexicon: Lexicon, withheld: Lexicon, findings: Findings) -> None:
        self.lexicon, self.withheld, self.findings = lexicon, withheld, findings
        self.language = bible.language
        self.links: defaultdict[str, dict[str, str]] = defaultdict(dict)  # term → section's id → id of the link
        self.mentions: defaultdict[str, dict[str, str]] = defaultdict(dict)  # the same, for titles, where there is no link
        self.used_by: defaultdict[str, set[str]] = defaultdict(set)  # term → terms in its definition
        self.used: set[str] = set()
        self._abbreviations = Abbreviations()
        self._explicit = _explicit_terms(bible, lexicon)
        self._counts: defaultdict[str, int] = defaultdict(int)

    def link(self, content: Content, place: Place) -> Content:
        """The content with its links to the lexicon; each ``x-term`` is one, or plain words where no link may be."""
        for term in _referred_terms(content):
            self._use(term, place)
        return map_lines(content, lambda nodes, context: self._line(nodes, context, place), place.context)

    def _line(self, nodes: Content, context: Context, place: Place) -> Content:
        line = Line(nodes)
        given = list(_given(line.pieces))
        found = [] if self._is_foreign(context) or _is_data(context) else self.lexicon.find(line.masked(_is_hidden))
        wraps: list[Wrap] = []
        links: list[Make] = []
        items: list[_Given | Match] = [*given, *found]
        for item in sorted(items, key=lambda item: item.start):
            if isinstance(item, Match):
                wraps.extend(self._wrap(line, item, context, place))
            else:
                links.append(self._decide(line, item, context, place))
        return tuple(_given_links(line.wrapped(wraps), iter(links)))

    def _wrap(self, line: Line, match: Match, context: Context, place: Place) -> Iterator[Wrap]:
        """What to put around a term found in the text: a link, the mark of an abbreviation, both, or nothing."""
        if _is_own(match.term, place):
            return
        self._use(match.term, place)
        if not _may_link(place, context):
            self._mention(match.term, context, place)
            return
        barred = any(element.name in {"a", "x-term"} for element in line.enclosed(match.start, match.end))
        if barred or not line.fits(match.start, match.end):
            return
        free = match.term not in self._explicit[place.anchor] and place.anchor not in self.links[match.term]
        identity = self._identify(match.term, place) if free else None
        short = line.text[match.start : match.end] == self.lexicon.terms[match.term].term
        make = self._maker(line, match, identity, short, context, place)
        if make:
            yield Wrap(match.start, match.end, make)

    def _decide(self, line: Line, given: _Given, context: Context, place: Place) -> Make:
        """What an ``x-term`` becomes."""
        element = given.element
        name = element.get("target") or element.text()
        term = self.lexicon.named(name)
        if not term:
            if not self.withheld.named(name):
                source = element.source or context.source
                self.findings.error("unknown-term", source, term=name, suggestion=nearest(name, self.lexicon.names))
            return _unchanged
        self._use(term, place)
        if _is_own(term, place) or given.linked or not _may_link(place, context):
            return _unchanged
        identity = self._identify(term, place) if place.anchor not in self.links[term] else ""
        short = element.text() == self.lexicon.terms[term].term
        return self._maker(line, Match(term, given.start, given.end), identity, short, context, place) or _unchanged

    def _maker(self, line: Line, match: Match, identity: str | None, short: bool, context: Context, place: Place) -> Make | None:
        """What makes a link (``identity`` is its id, "" for none, None for no link) and marks an abbreviation."""
        term = self.lexicon.terms[match.term]
        is_abbreviation = bool(term.expansion) and short
        after = ""
        if is_abbreviation and place.role is not Role.DEFINITION:
            after = self._abbreviations.expands(term, line.text, match.start, match.end, place.part, context)
        if identity is None and not is_abbreviation:
            return None

        def make(words: Content) -> Content:
            words = words or (term.term,)
            if is_abbreviation and not after:
                words = (Element("abbr", {"title": term.expansion}, words),)
            return (*(words if identity is None else (_link(term.id, words, identity),)), after)

        return make

    def _identify(self, term: str, place: Place) -> str:
        """The id of a section's first link to a term; a definition's links are no place where a term is treated."""
        if place.role is Role.DEFINITION:
            self.links[term].setdefault(place.anchor, "")
            return ""
        self._counts[place.anchor] += 1
        return self.links[term].setdefault(place.anchor, f"mark-{place.anchor}-t{self._counts[place.anchor]}")

    def _mention(self, term: str, context: Context, place: Place) -> None:
        if place.role is not Role.DEFINITION:
            holder = next((element.get("id") for element in reversed(context.ancestors) if element.get("id")), place.anchor)
            self.mentions[term].setdefault(place.anchor, holder)

    def _use(self, term: str, place: Place) -> None:
        if place.role is Role.DEFINITION:
            self.used_by[place.part.removeprefix("term-")].add(term)
        else:
            self.used.add(term)

    def _is_foreign(self, context: Context) -> bool:
        return context.language.split("-")[0] != self.language.split("-")[0]


def _link(term: str, words: Content, identity: str) -> Element:
    attributes = {"role": "doc-glossref", "href": f"#term-{term}"}
    return Element("a", {"id": identity, **attributes} if identity else attributes, words)


def _unchanged(words: Content) -> Content:
    return words


def _given_links(nodes: Iterable[Node], links: Iterator[Make]) -> Iterator[Node]:
    """The nodes with each ``x-term`` of this line, in order, made what was decided for it."""
    for node in nodes:
        if isinstance(node, str) or not _may_hold_terms(node):
            yield node
        elif node.name == "x-term":
            make = next(links)
            yield from make(tuple(_given_links(node.children, links)))
        else:
            yield node.with_children(_given_links(node.children, links))


def _may_hold_terms(element: Element) -> bool:
    return element.name == "x-term" or (not is_object(element) and not is_note(element) and not is_note_call(element))


def _is_own(term: str, place: Place) -> bool:
    return place.role is Role.DEFINITION and place.part == f"term-{term}"


def _may_link(place: Place, context: Context) -> bool:
    """Whether links may stand here: not in titles of any kind, nor in a link."""
    if place.role is Role.TITLE:
        return False
    return not context.inside(lambda e: e.name in _NO_LINKS or bool(_TITLE_CLASSES & set(e.classes)))


def _is_hidden(element: Element) -> bool:
    return element.name in {"a", "del", "abbr", "x-term"} or bool(_HIDDEN & set(element.classes))


def _is_data(context: Context) -> bool:
    return context.inside(lambda e: e.name == "table" and "data" in e.classes)


def _referred_terms(content: Content) -> Iterator[str]:
    """The terms that references (not links to the lexicon) point to."""
    for node in content:
        for element in node.iter() if isinstance(node, Element) else ():
            if "xref" in element.classes and element.get("href").startswith("#term-"):
                yield element.get("href").removeprefix("#term-")


def _explicit_terms(bible: Bible, lexicon: Lexicon) -> defaultdict[str, set[str]]:
    """By section: the terms that the author links, so that the links stand where the author put them and nowhere else."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for content, place in contents(bible):

        def note(element: Element, context: Context, place: Place = place) -> tuple[Element, ...]:
            if element.name == "x-term" and _may_link(place, context):
                found[place.anchor].add(lexicon.named(element.get("target") or element.text()))
            return (element,)

        map_elements(content, note, place.context)
    return found
