"""A comparison for a terminal: a summary, then each chapter, lexicon, annexes, variables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rich.text import Text

from bible_builder.cli.comparison_words import SPACES, Words, beginning, excerpt, shown, summary
from bible_builder.comparison import Comparison
from bible_builder.comparison.comparison import (
    AnnexChange,
    BlockChange,
    BlockFate,
    ChapterChange,
    Fate,
    RowChange,
    SectionChange,
    SheetChange,
    TermChange,
    VariableChange,
)
from bible_builder.comparison.words import Kind

__all__ = ["as_text", "summary"]

_SIGNS: Final = {Fate.ADDED: ("+", "green"), Fate.WITHDRAWN: ("–", "red")}
_OTHER: Final = ("~", "yellow")
_WORDS: Final = {Kind.DELETED: ("[-", "-]", "red strike"), Kind.INSERTED: ("{+", "+}", "green underline")}
"""How words are set apart: by signs too, as wdiff does, since a colour is not seen by everybody."""


def as_text(comparison: Comparison, language: str, *, brief: bool = False) -> list[Text]:
    """The lines of the report; ``brief``: without the passages."""
    return list(_Report(Words(language), brief).lines(comparison))


class _Report:
    """Writes lines."""

    def __init__(self, words: Words, brief: bool) -> None:
        self.words, self.brief = words, brief

    def lines(self, comparison: Comparison) -> Iterator[Text]:
        yield Text(self.words.say("from-to", old=comparison.old.id, new=comparison.new.id), "bold")
        yield Text(summary(comparison, self.words.language))
        yield from (Text(self.words.value(change)) for change in comparison.fields)
        for chapter in comparison.chapters:
            yield from self.chapter(chapter)
        yield from self.part("lexicon", (self.term(term) for term in comparison.terms))
        yield from self.part("annexes", (self.annex(annex) for annex in comparison.annexes))
        yield from self.part("variables", (self.variable(variable) for variable in comparison.variables))

    def part(self, name: str, things: Iterable[Iterable[Text]]) -> Iterator[Text]:
        """A heading above things, if there are any."""
        lines = [line for thing in things for line in thing]
        if lines:
            yield Text()
            yield Text(self.words.say(f"part-{name}"), "bold")
            yield from lines

    def chapter(self, chapter: ChapterChange) -> Iterator[Text]:
        yield Text()
        fates = ", ".join(self.words.fate(fate, "m") for fate in chapter.fates)
        yield Text(" ".join(filter(None, (chapter.number, chapter.title))), "bold") + Text(f" ({fates})" if fates else "")
        if Fate.RENAMED in chapter.fates:
            yield Text("  " + self.words.say("was-called", title=chapter.old_title))
        yield from self.blocks(chapter.blocks, chapter.fates)
        for section in chapter.sections:
            yield from self.section(section)

    def section(self, section: SectionChange) -> Iterator[Text]:
        number = "" if Fate.WITHDRAWN in section.fates else section.number
        yield self.head(" ".join(filter(None, (number, section.title))), section.fates, "f")
        yield from (Text(f"      {line}", "dim") for line in self.words.about(section))
        if section.why:
            yield Text("      ") + Text(
                self.words.say("gone", words=section.why) if section.why_is_old else section.why, "italic"
            )
        yield from self.blocks(section.blocks, section.fates)

    def head(self, title: str, fates: tuple[Fate, ...], gender: str) -> Text:
        sign, color = next((_SIGNS[fate] for fate in fates if fate in _SIGNS), _OTHER)
        said = ", ".join(self.words.fate(fate, gender) for fate in fates)
        return Text("  ") + Text(sign, f"bold {color}") + Text(f" {title}") + Text(f" ({said})" if said else "", color)

    def blocks(self, blocks: Iterable[BlockChange], fates: tuple[Fate, ...]) -> Iterator[Text]:
        """The passages that changed; those of something wholly new or gone are not told one by one."""
        if self.brief or Fate.ADDED in fates or Fate.WITHDRAWN in fates:
            return
        for block in blocks:
            if block.fate is not BlockFate.EQUAL:
                yield self.block(block)

    def block(self, block: BlockChange) -> Text:
        line = Text("      ")
        notes = ", ".join(self.words.notes(block))
        if notes:
            line.append(f"{notes}{self.words.say('colon')}", "dim")
        if block.words and any(run.kind is not Kind.EQUAL for run in block.words):
            for kind, text in excerpt(block.words):
                self.run(line, kind, text)
        else:
            kinds = {BlockFate.INSERTED: Kind.INSERTED, BlockFate.DELETED: Kind.DELETED}
            text = shown("\n".join(one.text for one in block.new or block.old))
            kind = kinds.get(block.fate, Kind.EQUAL)
            self.run(line, kind, beginning(text) if kind is Kind.EQUAL else text)
        return line

    def run(self, line: Text, kind: Kind, text: str) -> None:
        """Words, set apart; the spaces around them are left outside."""
        if kind is Kind.EQUAL:
            line.append(text)
            return
        opening, closing, style = _WORDS[kind]
        words = text.strip(SPACES)
        before, _found, after = text.partition(words)
        line.append(before).append(f"{opening}{words}{closing}", style).append(after)

    def term(self, term: TermChange) -> Iterator[Text]:
        yield self.head(term.term, term.fates, "m")
        if Fate.RENAMED in term.fates:
            yield Text("      " + self.words.say("was-called", title=term.old_term), "dim")
        yield from (Text(f"      {self.words.value(change)}") for change in term.fields)
        yield from self.blocks(term.blocks, term.fates)

    def annex(self, annex: AnnexChange) -> Iterator[Text]:
        yield self.head(" ".join(filter(None, (annex.letter, annex.title))), annex.fates, "f")
        if Fate.RENAMED in annex.fates:
            yield Text("      " + self.words.say("was-called", title=annex.old_title), "dim")
        if annex.replaced:
            yield Text("      " + self.words.say("replaced"), "dim")
        yield from (Text(f"      {self.words.value(change)}") for change in annex.fields)
        yield from self.blocks(annex.blocks, annex.fates)
        if Fate.ADDED not in annex.fates and Fate.WITHDRAWN not in annex.fates:
            for sheet in annex.sheets:
                yield from self.sheet(sheet)

    def sheet(self, sheet: SheetChange) -> Iterator[Text]:
        if sheet.title:
            yield self.head(sheet.title, tuple(fate for fate in sheet.fates if fate is not Fate.CHANGED), "f")
        for name, columns in (("columns-added", sheet.columns_added), ("columns-withdrawn", sheet.columns_withdrawn)):
            if columns:
                yield Text("      " + self.words.say(name, columns=", ".join(columns)), "dim")
        if not self.brief:
            yield from map(self.row, sheet.rows)

    def row(self, row: RowChange) -> Text:
        if row.fate is Fate.CHANGED:
            return Text("      ~ ", "yellow") + Text(f"{row.key} | " + " ; ".join(map(self.words.value, row.cells)))
        sign, color = _SIGNS[row.fate]
        cells = (change.new or change.old for change in row.cells)
        return Text(f"      {sign} ", color) + Text(" | ".join(filter(None, cells)), color)

    def variable(self, variable: VariableChange) -> Iterator[Text]:
        value = self.words.say("value", name=variable.called, old=variable.old, new=variable.new)
        yield Text("  ") + Text("~", "bold yellow") + Text(f" {value}")
        if variable.places:
            places = ", ".join(" ".join(filter(None, (place.number, place.title))) for place in variable.places)
            yield Text("      " + self.words.say("reaches", places=places), "dim")
