"""Marks of the index in the text: each place that a heading points to becomes a span with an id around its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from bible_builder.assembly.entries import entries, levels_of, references, titled, withheld
from bible_builder.assembly.headings import Entry, Spellings, key, split, write_levels
from bible_builder.assembly.index import LEVELS, Mark, compile_index
from bible_builder.assembly.line import Line, map_own
from bible_builder.assembly.mark_places import is_mark, put_around, settle, with_words
from bible_builder.assembly.matching import Token, Trie, same_case, tokens, words_of
from bible_builder.assembly.places import Place, Role, map_contents
from bible_builder.assembly.reading import HEADINGS, Context, is_note, is_note_call, is_object, map_lines
from bible_builder.errors import Findings, Source
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Content, Element, Node

_TITLES: Final = HEADINGS | {"caption", "figcaption", "dt"}
_TITLE_CLASSES: Final = frozenset({"callout-title", "block-title", "kpi-name", "number", "label", "speaker"})


def index(bible: Bible, whole: Bible, findings: Findings) -> Bible:
    """The bible with its marks set and its index; ``whole`` is the bible before selection.

    Reports what ``compile_index`` reports, and ``index-mark-without-place`` (heading) for a mark with no word to stand at.
    """
    asked = tuple(references(bible))
    named = [*entries(bible), *((entry, r.source) for r in asked for entry in (r.entry, r.target))]
    spellings = Spellings(named, bible.language)
    spellings.report(findings)
    marker = _Marker(bible, spellings, findings)
    marked = map_contents(bible, marker.mark)
    spelled = [replace(r, entry=spellings.of(r.entry), target=spellings.of(r.target)) for r in asked]
    beyond = withheld(whole) if bible.audience else None
    return replace(marked, index=compile_index(marker.marks, spelled, bible.language, findings, beyond))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A mark to be made: its heading, whether it is the main one, where it was asked for."""

    entry: Entry
    main: bool
    source: Source | None

    def around(self, words: Content) -> Element:
        """The mark as loading would have put it around the words."""
        attributes = {"entry": write_levels(self.entry), **({"main": "true"} if self.main else {})}
        return Element("x-index", attributes, words, self.source)


class _Marker:
    """Goes through a bible in the order of reading and turns everything that asks for a mark into one."""

    def __init__(self, bible: Bible, spellings: Spellings, findings: Findings) -> None:
        self.marks: list[Mark] = []
        self._spellings, self._findings = spellings, findings
        self._titles = _title_marks(bible)
        self._links, self._definitions = _term_marks(bible, self._titles)
        self._concordance = _concordance(bible)
        self._counts: defaultdict[str, int] = defaultdict(int)

    def mark(self, content: Content, place: Place) -> Content:
        """The content with its marks."""
        if place.role is Role.TITLE:
            for asked in reversed(self._titles[place.anchor]):
                content = (asked.around(content),)
        elif place.role is Role.DEFINITION and place.anchor in self._definitions:
            content = (self._definitions[place.anchor].around(()), *content)
        content, homeless = settle(content, place.context)
        for element in homeless:
            heading = LEVELS.join(self._spellings.of(levels_of(element)))
            self._findings.error("index-mark-without-place", element.source or place.source, heading=heading)
        return map_lines(content, lambda nodes, context: self._line(nodes, context, place), place.context)

    def _line(self, nodes: Content, context: Context, place: Place) -> Content:
        if any(isinstance(node, Element) for node in nodes):
            nodes = with_words(map_own(nodes, self._around_link))
        if place.role is Role.BODY and place.part.startswith("chapter-") and not _is_title(context):
            nodes = self._with_concordance(nodes)
        return tuple(self._spans(nodes, context, place))

    def _around_link(self, element: Element) -> tuple[Element, ...]:
        """A link to the lexicon that is a place of an indexed term."""
        asked = self._links.get(element.get("id")) if element.name == "a" else None
        return (asked.around((element,)),) if asked else (element,)

    def _with_concordance(self, nodes: Content) -> Content:
        """The line with a mark at the first of the words that the concordance gives each heading, unless it has one already."""
        line = Line(nodes)
        found = [
            key(levels_of(piece.node)) for piece in line.elements() if isinstance(piece.node, Element) and is_mark(piece.node)
        ]
        text = line.masked(lambda element: bool(_TITLE_CLASSES & set(element.classes)))
        for start, end, asked in _concordant(text, self._concordance):
            if key(asked.entry) not in found:
                found.append(key(asked.entry))
                nodes = put_around(nodes, start, end, asked.around(()))
        return nodes

    def _spans(self, nodes: Iterable[Node], context: Context, place: Place) -> Iterator[Node]:
        """The line with each mark as a span, numbered in the order of reading within what holds the line."""
        for node in nodes:
            if isinstance(node, str) or is_object(node) or is_note(node) or is_note_call(node):
                yield node
            elif not is_mark(node):
                yield node.with_children(self._spans(node.children, context, place))
            elif node.get("see") or node.get("see-also"):
                yield from self._spans(node.children, context, place)
            else:
                yield self._span(node, context, place)

    def _span(self, element: Element, context: Context, place: Place) -> Element:
        self._counts[place.anchor] += 1
        entry = self._spellings.of(levels_of(element))
        mark = Mark(
            id=f"mark-{place.anchor}-{self._counts[place.anchor]}",
            entry=entry,
            main=bool(element.get("main")),
            range=element.get("range"),
            source=element.source or context.source,
        )
        self.marks.append(mark)
        attributes = {"class": "index-mark", "id": mark.id, "data-entry": write_levels(entry)}
        attributes |= {"data-main": "true"} if mark.main else {}
        words = tuple(self._spans(element.children, context, place))
        return Element("span", attributes, words)


def _title_marks(bible: Bible) -> defaultdict[str, list[_Asked]]:
    found: defaultdict[str, list[_Asked]] = defaultdict(list)
    for anchor, asked in titled(bible).items():
        found[anchor] = [_Asked(w.entry, w.main, source) for w, source in asked if not w.see and not w.see_also]
    return found


def _term_marks(bible: Bible, titles: defaultdict[str, list[_Asked]]) -> tuple[dict[str, _Asked], dict[str, _Asked]]:
    """The marks of indexed terms: by link; by definition for those that the text has no place for. Those of titles are added."""
    links: dict[str, _Asked] = {}
    definitions: dict[str, _Asked] = {}
    sections = set(titles)
    for term in bible.terms:
        if not term.indexed:
            continue
        asked = {target.start: _Asked((term.term,), target.main, term.source) for target in term.targets}
        links |= {anchor: one for anchor, one in asked.items() if anchor.startswith("mark-")}
        for anchor in sections & set(asked):
            titles[anchor].append(asked[anchor])
        if not any(anchor.startswith("mark-") or anchor in sections for anchor in asked):
            definitions[f"term-{term.id}"] = _Asked((term.term,), False, term.source)
    return links, definitions


_Phrase = tuple[tuple[str, ...], _Asked]


def _concordance(bible: Bible) -> Trie[_Phrase]:
    rules = [(words_of(phrase), rule) for rule in bible.concordance for phrase in rule.words]
    return _trie(tuple((words, _Asked(split(rule.entry), False, rule.source)) for words, rule in rules))


@lru_cache(maxsize=4)
def _trie(phrases: tuple[_Phrase, ...]) -> Trie[_Phrase]:
    return Trie((phrase[0], phrase) for phrase in phrases)


@lru_cache(maxsize=1 << 16)
def _concordant(text: str, concordance: Trie[_Phrase]) -> tuple[tuple[int, int, _Asked], ...]:
    """The places where the concordance's words stand, the longest at each, without overlap.

    Remembered, since every audience reads nearly the same lines.
    """
    return tuple(_concordant_words(tokens(text), concordance))


def _concordant_words(line: Sequence[Token], concordance: Trie[_Phrase]) -> Iterator[tuple[int, int, _Asked]]:
    first = 0
    while first < len(line):
        step = 1
        for length, (words, asked) in concordance.at(line, first):
            if all(same_case(line[first + n], word) for n, word in enumerate(words)):
                yield line[first].start, line[first + length - 1].end, asked
                step = length
                break
        first += step


def _is_title(context: Context) -> bool:
    return context.inside(lambda e: e.name in _TITLES or bool(_TITLE_CLASSES & set(e.classes)))
