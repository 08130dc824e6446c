"""References: ``x-see`` becomes a link with the number, title and page of what it points to, in the wording of the language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bible_builder.assembly.destinations import Destination, Kind, destinations
from bible_builder.assembly.numbering import NBSP
from bible_builder.assembly.places import Place, map_contents
from bible_builder.assembly.reading import Context, is_phrasing
from bible_builder.assembly.suggestions import nearest
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Content, Element, Node, joined, rewrite, texts
from bible_builder.model.words import words

_NAMED: Final = frozenset({Kind.CHAPTER, Kind.ANNEX})
_LAST_WORD: Final = re.compile(r"([^\W\d_]{1,20})\s*\Z")
_CAPTIONED: Final = frozenset({Kind.FIGURE, Kind.TABLE})


def refer(bible: Bible, whole: Bible, findings: Findings) -> Bible:
    """The bible with each reference resolved; ``whole``, the bible before selection, tells what is withheld from what is unknown.

    Reports ``unknown-reference`` (id, suggestion), ``withheld-reference`` (id, audience), and the warnings
    ``reference-without-title`` and ``reference-without-number`` (id): another form is then printed.
    """
    known = destinations(bible)
    writer = _Writer(known, destinations(whole) if bible.audience else known, bible.audience, words(bible.language), findings)

    def change(content: Content, place: Place) -> Content:
        return tuple(writer.nodes(content, place.context))

    return map_contents(bible, change)


@dataclass(frozen=True, slots=True)
class _Writer:
    known: Mapping[str, Destination]
    whole: Mapping[str, Destination]
    audience: str
    said: Mapping[str, str]
    findings: Findings

    def nodes(self, nodes: Content, context: Context) -> Content:
        """The nodes with references written; what stands before one tells whether it begins a sentence."""
        result: list[Node] = []
        for node in nodes:
            if isinstance(node, str):
                result.append(node)
                continue
            inner = node.with_children(self.nodes(node.children, context.within(node)))
            if node.name == "x-see":
                result.extend(self.reference(inner, context, _before(texts(result), context)))
            else:
                result.append(inner)
        return joined(result)

    def reference(self, see: Element, context: Context, before: _Before) -> Content:
        name = see.get("target")
        target = self.known.get(name)
        if target is None:
            self.report_missing(name, see, context)
            return see.children or (name if name not in self.whole else "",)
        if context.inside(lambda element: element.name == "a"):
            return see.children or (target.title or target.number,)
        form = self.possible_form(see, target, context)
        match form:
            case "text":
                return (_link(target, form, _unlinked(see.children)),)
            case "title":
                return (_link(target, form, (target.title,)),)
            case "number":
                return (_link(target, form, self.numbered(target, before)),)
            case "page":
                return self.page(target)
        return self.full(target, before)

    def report_missing(self, name: str, see: Element, context: Context) -> None:
        source = see.source or context.source
        if name in self.whole:
            self.findings.error("withheld-reference", source, id=name, audience=self.audience)
        else:
            self.findings.error("unknown-reference", source, id=name, suggestion=nearest(name, self.known))

    def possible_form(self, see: Element, target: Destination, context: Context) -> str:
        """The form asked for, or the nearest that the destination has words for."""
        form = see.get("form", "full")
        if form == "text" and not see.children:
            form = "full"
        if form == "number" and not target.number:
            self.findings.warning("reference-without-number", see.source or context.source, id=see.get("target"))
            form = "title" if target.title else "page"
        elif form == "title" and not target.title:
            self.findings.warning("reference-without-title", see.source or context.source, id=see.get("target"))
            form = "number" if target.number else "page"
        return form

    def page(self, target: Destination) -> Content:
        return (self.said["page"] + NBSP, Element("a", {"class": "folio", "href": f"#{target.anchor}"}))

    def full(self, target: Destination, before: _Before) -> Content:
        """“2.3 Title, p. N”; “Figure 3, p. N”; “annexe A, Title, p. N”; without a number “« Title », p. N”; else “p. N”."""
        if target.number:
            words = self.numbered_and_titled(target, before)
        elif target.title:
            words = (self.said["open-quote"] + target.title + self.said["close-quote"],)
        else:
            return self.page(target)
        return (_link(target, "full", words), ", ", *self.page(target))

    def numbered_and_titled(self, target: Destination, before: _Before) -> Content:
        if target.kind in _CAPTIONED:
            return self.numbered(target, before)
        number = _number(target.number)
        if target.kind not in _NAMED:
            return (number, f" {target.title}")
        name = self.said[target.kind.value]
        return (*before.unless_said(name if before.begins else name[0].lower() + name[1:]), number, f", {target.title}")

    def numbered(self, target: Destination, before: _Before) -> Content:
        number = _number(target.number)
        return (*before.unless_said(self.said[target.kind.value]), number) if target.kind in _CAPTIONED else (number,)


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a reference: whether it begins a sentence, the last word."""

    begins: bool
    word: str

    def unless_said(self, name: str) -> Content:
        """The kind of thing that is referred to, unless the author has just said it: *dans l’annexe {voir}`magasins`*."""
        return () if self.word.casefold() == name.casefold() else (name + NBSP,)


def _before(text: str, context: Context) -> _Before:
    last = text.rstrip()[-1:]
    in_line = bool(context.ancestors) and is_phrasing(context.ancestors[-1])
    word = _LAST_WORD.search(text)
    return _Before(last in {".", "!", "?", "…"} or (not last and not in_line), word[1] if word else "")


def _unlinked(nodes: Content) -> Content:
    """Words without the links in them: there is no link within a link."""
    return rewrite(nodes, lambda node: node.children if isinstance(node, Element) and node.name == "a" else (node,))


def _link(target: Destination, form: str, words: Content) -> Element:
    return Element("a", {"class": "xref", "href": f"#{target.anchor}", "data-form": form}, words)


def _number(text: str) -> Element:
    return Element("span", {"class": "number"}, (text,))
