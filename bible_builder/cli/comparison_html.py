"""A comparison as one HTML file, which opens anywhere, prints well, and tells nothing by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from bible_builder.cli.comparison_words import SPACES, Words, shown, summary
from bible_builder.comparison import Comparison
from bible_builder.comparison.comparison import (
    AnnexChange,
    BlockChange,
    BlockFate,
    ChapterChange,
    Fate,
    FieldChange,
    RowChange,
    SectionChange,
    SheetChange,
    TermChange,
    VariableChange,
)
from bible_builder.comparison.words import Kind

_CSS: Final = """
:root { color-scheme: light }
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3 { line-height: 1.25; break-after: avoid } h2 { border-bottom: 2px solid #1a1a1a; margin-top: 2.5rem }
h3 { margin: 1.75rem 0 0 }
.fate { font-size: .8rem; font-weight: 600; border: 1px solid; border-radius: .2rem; padding: 0 .35rem }
.why { font-style: italic; margin: .25rem 0 } .about, .note { color: #4a4a4a; font-size: .875rem; margin: .25rem 0 }
.block { border-left: 3px solid #8a8a8a; margin: .75rem 0; padding-left: .75rem; overflow-wrap: anywhere } .block p { margin: 0 }
ins { color: #0b5a23; background: #e2f5e7; text-decoration: underline }
del { color: #8c1616; background: #fdeaea; text-decoration: line-through }
del + ins { margin-left: .25em }
table { border-collapse: collapse; width: 100%; font-size: .875rem; margin: .75rem 0 }
caption { text-align: left; font-weight: 600 }
th, td { border: 1px solid #8a8a8a; padding: .25rem .5rem; text-align: left; vertical-align: top } tr { break-inside: avoid }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media print { body { margin: 0; max-width: none; font-size: 10pt } a { color: inherit; text-decoration: none } }
"""


def as_html(comparison: Comparison, language: str) -> str:
    """The whole file: no script, nothing fetched; ``ins`` and ``del`` are named in words for those who listen to it."""
    page = _Page(Words(language))
    title = page.words.say("from-to", old=comparison.old.id, new=comparison.new.id)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        f'<meta charset="utf-8"/><meta http-equiv="Content-Security-Policy" content="{policy}"/>'
        f'<meta name="viewport" content="width=device-width"/><title>{escape(title)}</title><style>{_CSS}</style>'
    )
    body = "\n".join(page.body(comparison, title))
    return f'<!DOCTYPE html>\n<html lang="{language}">\n<head>{head}</head>\n<body><main>\n{body}\n</main></body>\n</html>\n'


def _element(name: str, text: str, kind: str = "") -> str:
    return f'<{name} class="{kind}">{escape(text)}</{name}>' if kind else f"<{name}>{escape(text)}</{name}>"


class _Page:
    """Writes elements."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def body(self, comparison: Comparison, title: str) -> Iterator[str]:
        yield _element("h1", title)
        yield _element("p", summary(comparison, self.words.language))
        if not comparison:
            return
        marks = self.run(Kind.INSERTED, self.words.say("marked")), self.run(Kind.DELETED, self.words.say("marked"))
        yield f'<p class="about">{escape(self.words.say("legend"))} {" ".join(marks)}</p>'
        yield from (_element("p", self.words.value(change)) for change in comparison.fields)
        yield from self.contents(comparison)
        for chapter in comparison.chapters:
            yield from self.chapter(chapter)
        yield from self.part("lexicon", [line for term in comparison.terms for line in self.term(term)])
        yield from self.part("annexes", [line for annex in comparison.annexes for line in self.annex(annex)])
        yield from self.part("variables", list(self.variables(comparison.variables)))

    def contents(self, comparison: Comparison) -> Iterator[str]:
        """What changes, in a list that leads to each section."""
        items = [
            f'<li><a href="#{escape(section.id)}">{escape(_title(section))}</a> {self.fates(section.fates, "f")}</li>'
            for _chapter, section in comparison.sections()
        ]
        if items:
            yield f'<nav aria-label="{escape(self.words.say("sections-label"))}"><ul>{"".join(items)}</ul></nav>'

    def part(self, name: str, lines: list[str]) -> Iterator[str]:
        if lines:
            yield _element("h2", self.words.say(f"part-{name}"))
            yield from lines

    def fates(self, fates: Iterable[Fate], gender: str) -> str:
        return " ".join(_element("span", self.words.fate(fate, gender), "fate") for fate in fates)

    def heading(self, title: str, fates: Iterable[Fate], gender: str, level: str = "h3", anchor: str = "") -> str:
        place = f' id="{escape(anchor)}"' if anchor else ""
        words = " ".join(filter(None, (escape(title), self.fates(fates, gender))))
        return f"<{level}{place}>{words}</{level}>"

    def chapter(self, chapter: ChapterChange) -> Iterator[str]:
        yield self.heading(_named(chapter.number, chapter.title), chapter.fates, "m", "h2")
        if Fate.RENAMED in chapter.fates:
            yield _element("p", self.words.say("was-called", title=chapter.old_title), "about")
        yield from self.blocks(chapter.blocks)
        for section in chapter.sections:
            yield from self.section(section)

    def section(self, section: SectionChange) -> Iterator[str]:
        yield "<article>"
        yield self.heading(_title(section), section.fates, "f", anchor=section.id)
        yield from (_element("p", line, "about") for line in self.words.about(section))
        if section.why:
            yield _element("p", self.words.say("gone", words=section.why) if section.why_is_old else section.why, "why")
        yield from self.blocks(section.blocks)
        yield "</article>"

    def blocks(self, blocks: Iterable[BlockChange]) -> Iterator[str]:
        """Each passage that changed, whole."""
        for block in blocks:
            if block.fate is not BlockFate.EQUAL:
                yield f'<div class="block">{self.block(block)}</div>'

    def block(self, block: BlockChange) -> str:
        notes = ", ".join(self.words.notes(block))
        note = _element("p", notes[:1].upper() + notes[1:], "note") if notes else ""
        if block.words:
            runs = [(run.kind, run.old if run.kind is Kind.DELETED else run.new) for run in block.words]
        else:
            kinds = {BlockFate.INSERTED: Kind.INSERTED, BlockFate.DELETED: Kind.DELETED}
            runs = [(kinds.get(block.fate, Kind.EQUAL), "\n".join(one.text for one in block.new or block.old))]
        return f"{note}<p>{''.join(self.run(kind, text) for kind, text in runs)}</p>"

    def run(self, kind: Kind, text: str) -> str:
        """Words; inserted and deleted ones say so to those who do not see how they look."""
        if kind is Kind.EQUAL:
            return escape(shown(text))
        words = escape(shown(text).strip(SPACES))
        before, after = (escape(shown(side)) for side in _around(text))
        name, label = ("ins", "inserted") if kind is Kind.INSERTED else ("del", "deleted")
        opening, closing = self.words.say(f"begins-{label}"), self.words.say(f"ends-{label}")
        spoken = f"{_element('span', opening, 'unseen')}{words}{_element('span', closing, 'unseen')}"
        return f"{before}<{name}>{spoken}</{name}>{after}"

    def value(self, change: FieldChange) -> str:
        """Old and new, marked as such."""
        both = " → ".join(self.run(*side) for side in ((Kind.DELETED, change.old), (Kind.INSERTED, change.new)) if side[1])
        return both or escape(self.words.say("nothing"))

    def term(self, term: TermChange) -> Iterator[str]:
        yield self.heading(term.term, term.fates, "m")
        if Fate.RENAMED in term.fates:
            yield _element("p", self.words.say("was-called", title=term.old_term), "about")
        yield from (_element("p", self.words.value(change), "about") for change in term.fields)
        yield from self.blocks(term.blocks)

    def annex(self, annex: AnnexChange) -> Iterator[str]:
        yield self.heading(_named(annex.letter, annex.title), annex.fates, "f")
        if Fate.RENAMED in annex.fates:
            yield _element("p", self.words.say("was-called", title=annex.old_title), "about")
        if annex.replaced:
            yield _element("p", self.words.say("replaced"), "about")
        yield from (_element("p", self.words.value(change), "about") for change in annex.fields)
        yield from self.blocks(annex.blocks)
        for sheet in annex.sheets:
            yield from self.sheet(sheet, annex.title)

    def sheet(self, sheet: SheetChange, title: str) -> Iterator[str]:
        for name, columns in (("columns-added", sheet.columns_added), ("columns-withdrawn", sheet.columns_withdrawn)):
            if columns:
                yield _element("p", self.words.say(name, columns=", ".join(columns)), "about")
        if sheet.rows:
            heads = (sheet.key or self.words.say("row"), self.words.say("fate"), self.words.say("values"))
            head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
            rows = "".join(map(self.row, sheet.rows))
            caption = _element("caption", ", ".join(filter(None, (title, sheet.title))))
            yield f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def row(self, row: RowChange) -> str:
        cells = (
            f"{escape(cell.name or self.words.say('group'))}{escape(self.words.say('colon'))}{self.value(cell)}"
            for cell in row.cells
        )
        key, fate = f'<th scope="row">{escape(row.key)}</th>', _element("td", self.words.fate(row.fate, "f"))
        return f"<tr>{key}{fate}<td>{'<br/>'.join(cells)}</td></tr>"

    def variables(self, variables: Iterable[VariableChange]) -> Iterator[str]:
        for variable in variables:
            value = self.value(FieldChange(variable.called, variable.old, variable.new))
            yield f"<p><strong>{escape(variable.called)}</strong>{escape(self.words.say('colon'))}{value}</p>"
            if variable.places:
                places = ", ".join(_named(place.number, place.title) for place in variable.places)
                yield _element("p", self.words.say("reaches", places=places), "about")


def _around(text: str) -> tuple[str, str]:
    """The spaces before and after the words, which are left outside of the marks."""
    return text[: len(text) - len(text.lstrip(SPACES))], text[len(text.rstrip(SPACES)) :]


def _title(section: SectionChange) -> str:
    """The number that a withdrawn section had is another's now."""
    return _named("" if Fate.WITHDRAWN in section.fates else section.number, section.title)


def _named(number: str, title: str) -> str:
    return " ".join(filter(None, (number, title)))
