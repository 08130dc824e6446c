"""What templates get: the resolved bible as plain data (dicts, lists, text, markup), with the words of its language.

Text is text (Jinja escapes it), content is markup made by ``tree.to_html``. Nothing here decides what is printed, or in which
order.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup

from bible_builder.layout.changes_context import changes_context
from bible_builder.layout.dates import date_in_words, in_force
from bible_builder.layout.extracts import TITLED_ABOVE, Extract, extracts, numbers_of
from bible_builder.layout.headings import Caption, Heading
from bible_builder.layout.index_context import index_groups
from bible_builder.model.bible import Annex, Bible, Chapter, Section, Term
from bible_builder.model.locators import write_targets
from bible_builder.model.tree import Content, Element, Node, to_html
from bible_builder.model.vocabulary import Kind, row_of
from bible_builder.model.words import words

Data = dict[str, Any]

LEAD: Final = "lead"
_ADDRESS: Final = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


def book_context(bible: Bible, proof: str, layout_words: Mapping[str, str]) -> Data:
    """The data of the whole book, the same for every part; a layout's own words stand beside the common ones."""
    own = {**words(bible.language), **layout_words}
    numbers = numbers_of(bible)
    return {
        "words": own,
        "language": bible.language,
        "brand": bible.brand,
        "title": bible.title,
        "subtitle": bible.subtitle,
        "slug": bible.slug,
        "confidentiality": bible.confidentiality,
        "contact": bible.contact,
        "audience": bible.audiences[bible.audience].label if bible.audience in bible.audiences else bible.audience,
        "proof": proof,
        "edition": _edition(bible, own),
        "logo": _logo(bible),
        "voice": bible.charter.voice,
        "contributors": [{"name": c.name, "role": c.role, "email": c.email} for c in bible.contributors.values()],
        "chapters": [_chapter(chapter, bible, numbers) for chapter in bible.chapters],
        "lexicon": _lexicon(bible),
        "annexes": [_annex(annex, bible) for annex in bible.annexes],
        "index": index_groups(bible.index),
        "changes": changes_context(bible, own),
    }


def contents_context(headings: Iterable[Heading], new: Container[str] = frozenset()) -> list[Data]:
    """The entries of the contents, each with the markup of its title, the id it leads to, its level, whether it is among those
    that are ``new`` since the baseline, and the entries below."""
    return [
        {
            "title": Markup(to_html(h.title)),
            "target": h.target,
            "level": h.level,
            "new": h.target in new,
            "entries": contents_context(h.entries, new),
        }
        for h in headings
    ]


def captions_context(found: Iterable[Caption]) -> dict[str, list[Data]]:
    """The lists of figures and of tables: of each entry the markup of its whole caption, the words of its label, its id."""
    lists: dict[str, list[Data]] = {"figures": [], "tables": []}
    for caption in found:
        entry = {"title": Markup(to_html(caption.title)), "label": caption.label, "target": caption.target}
        lists["figures" if caption.row == "figure-caption" else "tables"].append(entry)
    return lists


def _edition(bible: Bible, own: Mapping[str, str]) -> Data:
    edition = bible.edition
    date = date_in_words(edition.date, bible.language)
    return {
        "id": edition.id,
        "number": edition.number,
        "date": date,
        "line": own["edition-of"].format(id=edition.id, number=edition.number, date=date),
        "in_force": in_force(edition, own, bible.language),
        "baseline": edition.baseline,
    }


def _logo(bible: Bible) -> Data | None:
    """The charter's logo as a picture of the book: its path from the bible's root, what it shows."""
    if bible.charter.logo is None:
        return None
    path = bible.charter.logo.resolve().relative_to(bible.root.resolve())
    return {"src": path.as_posix(), "alt": bible.charter.logo_alt or bible.brand}


def _chapter(chapter: Chapter, bible: Bible, numbers: Mapping[str, str]) -> Data:
    return {
        "id": chapter.id,
        "anchor": f"chapter-{chapter.id}",
        "number": chapter.number,
        "title": chapter.title,
        "heading": _heading(chapter.number, chapter.title_content, chapter.title),
        "source": str(chapter.place("title")),
        "changed": _changed(f"chapter-{chapter.id}", bible),
        "owner": _name(chapter.owner, bible),
        "introduction": Markup(to_html(_with_lead(chapter.body))),
        "sections": [_section(section, bible, numbers) for section in chapter.sections],
    }


def _section(section: Section, bible: Bible, numbers: Mapping[str, str]) -> Data:
    return {
        "id": section.id,
        "anchor": f"section-{section.id}",
        "number": section.number,
        "title": section.title,
        "heading": _heading(section.number, section.title_content, section.title),
        "source": str(section.place("title")),
        "changed": _changed(f"section-{section.id}", bible),
        "owner": _name(section.owner, bible),
        "reference": section.id,
        "report": _report(section, bible),
        "body": Markup(to_html(section.body)),
        "extracts": [_passage(extract) for extract in extracts(section.body, numbers, words(bible.language)["page"])],
    }


def _report(section: Section, bible: Bible) -> str:
    """A ``mailto:`` URL (RFC 6068) that tells the bible's contact of a mistake in the section; "" without an address."""
    if not _ADDRESS.fullmatch(bible.contact):
        return ""
    own = words(bible.language)
    fields = {"id": section.id, "title": section.title, "edition": bible.edition.id}
    body = own["report-body"].format(**fields).replace("\n", "\r\n")  # RFC 6068, 5: a line ends with %0D%0A
    subject = own["report-subject"].format(**fields)
    return f"mailto:{quote(bible.contact, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def _passage(extract: Extract) -> Data:
    """A chosen passage: ``title`` and ``value`` are phrasing, ``above`` is the title when it stands outside ``content``."""
    title = Markup(to_html(extract.title))
    return {
        "kind": extract.kind,
        "title": title,
        "above": title if extract.kind in TITLED_ABOVE else Markup(""),
        "value": Markup(to_html(extract.value)),
        "content": Markup(to_html(extract.content)),
    }


def _annex(annex: Annex, bible: Bible) -> Data:
    return {
        "id": annex.id,
        "anchor": f"annex-{annex.id}",
        "number": annex.letter,
        "title": annex.title,
        "heading": _heading(annex.letter, (), annex.title),
        "source": str(annex.place("title")),
        "changed": _changed(f"annex-{annex.id}", bible),
        "kind": annex.kind.value,
        "introduction": blocks(annex.introduction, LEAD),
        "body": Markup(to_html(annex.body)),
        "pages": annex.pages,
        "link": annex.link,
        "description": annex.description,
    }


def _changed(anchor: str, bible: Bible) -> dict[str, bool]:
    """Of a thing, what bears ``data-changed`` outside its own text: ``title``, and lines by their names; false for the others."""
    marked = bible.changes.marked if bible.changes is not None else frozenset()
    lines = ("synonyms", "avoid", "see_also", "description", "pages")
    return {"title": anchor in marked, **{line: f"{anchor} {line}" in marked for line in lines}}


def _name(contributor: str, bible: Bible) -> str:
    return bible.contributors[contributor].name if contributor in bible.contributors else ""


def _heading(number: str, content: Content, title: str) -> Markup:
    """A heading's inline content: its number in a span of its own, then the title with whatever marks it carries."""
    inner: Content = content or (title,)
    first = inner[0]
    if number and not (isinstance(first, Element) and "number" in first.classes):
        inner = (Element("span", {"class": "number"}, (number,)), " ", *inner)
    return Markup(to_html(inner))


def _with_lead(body: Content) -> Content:
    """A chapter's introduction, its first plain paragraph as the lead."""
    for n, node in enumerate(body):
        if isinstance(node, Element):
            plain = node.name == "p" and not node.classes
            return (*body[:n], node.with_attributes(class_=LEAD), *body[n + 1 :]) if plain else body
    return body


def blocks(content: Content, style: str = "") -> Markup:
    """Content as blocks: words that stand in no block become one paragraph, of class ``style`` when it is given."""
    if not content or any(_is_block(node) for node in content):
        return Markup(to_html(content))
    return Markup(to_html(Element("p", {"class": style} if style else {}, content)))


def _is_block(node: Node) -> bool:
    row = row_of(node) if isinstance(node, Element) else None
    return row is not None and row.kind is Kind.FLOW


def _lexicon(bible: Bible) -> list[Data]:
    printed = [term for group in bible.lexicon for term in group.terms]
    known = {name: term for term in printed for name in (term.term, term.id)}
    return [{"letter": group.letter, "terms": [_term(term, known, bible) for term in group.terms]} for group in bible.lexicon]


def _term(term: Term, known: Mapping[str, Term], bible: Bible) -> Data:
    """An entry; *see also* leads only to entries that are printed."""
    others = [known[name] for name in term.see_also if name in known]
    return {
        "anchor": f"term-{term.id}",
        "term": term.term,
        "expansion": term.expansion,
        "definition": blocks(_placed(term.definition, term)),
        "synonyms": list(term.synonyms),
        "avoid": list(term.avoid),
        "see_also": [{"text": other.term, "target": f"term-{other.id}"} for other in others],
        "targets": write_targets(term.targets),
        "passim": term.passim,
        "source": str(term.source),
        "changed": _changed(f"term-{term.id}", bible),
    }


def _placed(content: Content, term: Term) -> Content:
    """A definition that is one paragraph to be, with the place where it was written."""
    if not content or any(_is_block(node) for node in content):
        return content
    return (replace(Element("p", {}, content), source=term.place("definition")),)
