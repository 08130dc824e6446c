"""The parts of a bible that somebody says yes to, each with what is read in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bible_builder.errors import Source
from bible_builder.model.bible import Annex, Bible, Chapter, Section, Term
from bible_builder.model.standing import Kind, part_key
from bible_builder.model.tree import Content, Element

_LOOK_UP: Final = re.compile(r"\{\{[ \t]*([^\s{}]+)[ \t]*\}\}")


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter's introduction, a section, a term or an annex.

    ``owner`` is who answers for it: its own, else its chapter's; a term's is that of the section it is treated in; what is
    nobody's is the référent's. ``lines`` are the short texts read in it by their names (``title``, ``audiences``…), ``text`` its
    content. ``holder`` is the thing itself.
    """

    kind: Kind
    id: str
    title: str
    owner: str
    source: Source
    holder: Chapter | Section | Term | Annex
    text: Content = ()
    lines: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What it is found by among the parts."""
        return part_key(self.kind, self.id)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to say yes to."""
        if isinstance(self.holder, Annex):
            return not (self.holder.body or self.holder.pages or any(sheet.rows for sheet in self.holder.sheets))
        return not self.text

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables that it uses, sorted."""
        texts = [*self.lines.values(), *(value for element in self.elements for value in element.attributes.values())]
        named = {name for text in texts for name in _LOOK_UP.findall(text)}
        return tuple(sorted(named | {element.get("name") for element in self.elements if element.name == "x-variable"}))

    @property
    def pictures(self) -> tuple[str, ...]:
        """The paths of the pictures that it shows, in order, each once."""
        return tuple(dict.fromkeys(element.get("src") for element in self.elements if element.name == "img"))

    @property
    def elements(self) -> tuple[Element, ...]:
        """Every element of its text."""
        return tuple(below for node in self.text if isinstance(node, Element) for below in node.iter())


def parts(bible: Bible) -> tuple[Part, ...]:
    """Every part, in the order of the book. A chapter without an introduction has nothing to say yes to, and is none."""
    return (*_of_guide(bible), *_of_lexicon(bible), *(_of_annex(annex, bible) for annex in bible.annexes))


def _of_guide(bible: Bible) -> Iterator[Part]:
    for chapter in bible.chapters:
        owner = chapter.owner or bible.referent
        if chapter.body:
            yield _of_text(Kind.CHAPTER, chapter, owner)
        for section in chapter.sections:
            yield _of_text(Kind.SECTION, section, section.owner or owner)


def _of_text(kind: Kind, holder: Chapter | Section, owner: str) -> Part:
    lines = {"title": holder.title, "audiences": _listed(sorted(holder.audiences)), "index": _listed(holder.index)}
    return Part(kind, holder.id, holder.title, owner, holder.source, holder, holder.body, _said(lines))


def _of_lexicon(bible: Bible) -> Iterator[Part]:
    owners = {section.id: section.owner or chapter.owner for chapter in bible.chapters for section in chapter.sections}
    for term in bible.terms:
        lines = {
            "title": term.term,
            "audiences": _listed(sorted(term.audiences)),
            "expansion": term.expansion,
            "synonyms": _listed(term.synonyms),
            "avoid": _listed(term.avoid),
            "see-also": _listed(term.see_also),
            "nature": term.nature,
        }
        owner = owners.get(term.home) or bible.referent
        yield Part(Kind.TERM, term.id, term.term, owner, term.source, term, term.definition, _said(lines))


def _of_annex(annex: Annex, bible: Bible) -> Part:
    lines = {"title": annex.title, "audiences": _listed(sorted(annex.audiences)), "description": annex.description}
    text = (Element("p", {}, annex.introduction), *annex.body) if annex.introduction else annex.body
    return Part(Kind.ANNEX, annex.id, annex.title, annex.owner or bible.referent, annex.source, annex, text, _said(lines))


def _listed(values: list[str] | tuple[str, ...]) -> str:
    return ", ".join(values)


def _said(lines: Mapping[str, str]) -> Mapping[str, str]:
    return {name: text for name, text in lines.items() if text}
