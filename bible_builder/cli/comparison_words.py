"""What the terminal's report and the HTML one say alike: labels, counts, passages cut to what matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.cli.messages import count, say, word
from bible_builder.comparison import Comparison
from bible_builder.comparison.comparison import BlockChange, BlockFate, Fate, FieldChange, SectionChange
from bible_builder.comparison.words import Kind, WordChange

AROUND: Final = 48
"""Characters of unchanged text that are shown beside a change."""

SPACES: Final = " \u00a0\u202f"
SHOWN: Final = {"\t": " | ", "\n": " ¶ "}
"""What a reader sees of the signs between cells and between paragraphs."""


_COUNTED: Final = {Fate.MOVED: "moved-sections"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a report in one language."""

    language: str

    def say(self, key: str, /, **values: object) -> str:
        """A sentence."""
        return say(f"compare-{key}", self.language, **values)

    def fate(self, fate: Fate, gender: str) -> str:
        """What became of a thing, agreeing with its gender (``f`` or ``m``)."""
        return word(str(fate), self.language, f"fate-{gender}")

    def count(self, key: str, number: int) -> str:
        """So many things: sections of a fate, or terms, annexes, variables."""
        return count(f"compare-{key}", number, self.language)

    def value(self, change: FieldChange) -> str:
        """“price: 24,90 € → 26,90 €”; the column without title is the group."""
        name = word(change.name, self.language, "compare-field") or self.say("group")
        return self.say("value", name=name, old=change.old or self.say("nothing"), new=change.new or self.say("nothing"))

    def notes(self, change: BlockChange) -> Iterator[str]:
        """What is to be said of a block beside its words."""
        if change.fate is BlockFate.MOVED:
            yield self.say("moved-from", section=change.elsewhere) if change.elsewhere else self.say("moved")
        elif change.fate is BlockFate.LEFT:
            yield self.say("moved-to", section=change.elsewhere)
        elif change.fate is not BlockFate.CHANGED:
            yield self.say(str(change.fate))
        if change.recast:
            yield self.say("recast")
        if change.carries:
            yield self.say("picture") if "picture" in str(change.new + change.old) else self.say("link")

    def about(self, section: SectionChange) -> Iterator[str]:
        """What is to be said of a section before its words: where it was, how it was called, who answers for it."""
        if section.came_from:
            yield self.say("came-from", chapter=section.came_from)
        if Fate.RENAMED in section.fates:
            yield self.say("was-called", title=section.old_title)
        yield from map(self.value, section.fields)


def summary(comparison: Comparison, language: str) -> str:
    """One line: how many things changed, of each kind; or that nothing does."""
    said = Words(language)
    if not comparison:
        return said.say("nothing-changes")
    found = [said.count(_COUNTED.get(fate, str(fate)), number) for fate in Fate if (number := comparison.count(fate))]
    kinds = {"terms": comparison.terms, "annexes": comparison.annexes, "variables": comparison.variables}
    found.extend(said.count(name, len(things)) for name, things in kinds.items() if things)
    return said.say("summary", found=", ".join(found)) if found else said.say("summary-other")


def excerpt(words: Sequence[WordChange]) -> list[tuple[Kind, str]]:
    """The runs of a changed text to show: long unchanged ones are cut to what stands beside a change."""
    found = []
    for place, run in enumerate(words):
        text = run.old if run.kind is Kind.DELETED else run.new
        if run.kind is Kind.EQUAL:
            text = _cut(text, before=place > 0, after=place < len(words) - 1)
        found.append((run.kind, shown(text)))
    return [run for run in found if run[1]]


def shown(text: str) -> str:
    """The text as a reader sees it."""
    for sign, said in SHOWN.items():
        text = text.replace(sign, said)
    return text


def beginning(text: str) -> str:
    """Enough of a text to know which one it is."""
    return text if len(text) <= 2 * AROUND else text[: 2 * AROUND].rpartition(" ")[0] + " …"


def _cut(text: str, *, before: bool, after: bool) -> str:
    """What stands right after the change before, and right before the change after."""
    head = text[:AROUND].rpartition(" ")[0] + " " if before else ""
    tail = " " + text[-AROUND:].partition(" ")[2] if after else ""
    short = f"{head}…{tail}"
    return short if len(short) + 8 < len(text) else text
