"""Standings as people read them: the words of a state, of a change, of a person; a table by owner; the rows of a list."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from bible_builder.cli.messages import count, say, word
from bible_builder.model.bible import Bible
from bible_builder.model.standing import Change, Kind, Standing, State

COLUMNS: Final = ("owner", "part", "id", "title", "state", "validated-by", "validated-on", "review-by", "changes", "file")
"""The columns of a list that is sent round."""

_MANY: Final = (Kind.CHAPTER, Kind.TERM, Kind.ANNEX)
_COUNTED: Final[Mapping[Kind, str]] = {Kind.CHAPTER: "introductions", Kind.TERM: "terms", Kind.ANNEX: "annexes"}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one bible's standings in the language of whoever reads them."""

    bible: Bible
    language: str

    def person(self, name: str) -> str:
        """``Claire Aubin (marque)``; of nobody, the words for that."""
        if not name:
            return say("nobody", self.language)
        known = self.bible.contributors.get(name)
        return f"{known.name} ({name})" if known else name

    def typed(self, standing: Standing) -> str:
        """The part as it is typed on a command line."""
        before = say("lexicon-prefix", self.language) if standing.kind is Kind.TERM else ""
        return f"{before}{standing.id}"

    def state(self, state: State) -> str:
        """The word for a state."""
        return word(state, self.language, "state")

    def change(self, change: Change) -> str:
        """One change in a few words: ``delais.reponse : 48 h → 24 h``."""
        if change.what == "text":
            return say("change-text", self.language, passages=count("passages", change.passages, self.language))
        name = change.name if change.what == "variable" else f"{word(change.what, self.language, 'facet')} {change.name}".strip()
        if change.before == change.after:
            return name
        return say("change-value", self.language, name=name, before=change.before or "–", after=change.after or "–")

    def reason(self, standing: Standing) -> str:
        """Why it stands where it stands, when there is more to say than its state."""
        if standing.state is State.OVERDUE:
            return say("reason-overdue", self.language, reviewed=standing.reviewed_on, due=standing.due)
        if standing.state is State.VALIDATED and standing.approval is None:
            return say("reason-stated", self.language)
        if standing.state is State.CHANGED and standing.approval:
            told = say("and", self.language).join(map(self.change, standing.changes))
            return say(
                "reason-changed", self.language, date=standing.approval.on, person=self.person(standing.approval.by), told=told
            )
        return ""


def table_by_owner(standings: Sequence[Standing], words: Wording, width: int) -> list[str]:
    """A line for each owner with how many parts stand where; states that nothing stands in have no column."""
    counted = Counter((standing.owner, standing.state) for standing in standings)
    states = [state for state in State if any(one is state for _, one in counted)]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(say("column-owner", words.language))
    for state in states:
        table.add_column(words.state(state), justify="right")
    for owner in owners(standings, words.bible):
        table.add_row(words.person(owner), *(str(counted[owner, state] or "") for state in states))
    if len(owners(standings, words.bible)) > 1:
        table.add_section()
        totals = (sum(number for (_, one), number in counted.items() if one is state) for state in states)
        table.add_row(say("total", words.language), *map(str, totals))
    return _drawn(table, width)


def to_do(standings: Sequence[Standing], words: Wording, width: int, *, every: bool = False) -> list[str]:
    """What is not validated as it stands, by owner (``every``: the rest too); of parts that nobody ever looked at, how many."""
    lines: list[str] = []
    for owner in owners(standings, words.bible):
        own = [standing for standing in standings if standing.owner == owner]
        listed = [one for one in own if every or not (one.state is State.VALIDATED or _is_counted(one))]
        rows = [(words.state(one.state), words.typed(one), one.title, words.reason(one)) for one in listed]
        if not every and (never := _never(own, words)):
            rows.append((words.state(State.NEVER), "", never, ""))
        if rows:
            lines += [words.person(owner), *_drawn(_grid(rows), width), ""]
    return lines[:-1]


def rows_of(standings: Iterable[Standing], words: Wording) -> Iterator[tuple[str, ...]]:
    """A row for each part, of texts, in the order of ``COLUMNS``."""
    for one in standings:
        yield (
            words.person(one.owner),
            word(one.kind, words.language, "part"),
            words.typed(one),
            one.title,
            words.state(one.state),
            words.person(one.approval.by) if one.approval else "",
            one.approval.on.isoformat() if one.approval else "",
            one.due.isoformat() if one.due else "",
            say("and", words.language).join(map(words.change, one.changes)),
            str(one.source),
        )


def owners(standings: Iterable[Standing], bible: Bible) -> list[str]:
    """Who answers for something, in the order of ``bible.yaml``; nobody comes last."""
    found = {standing.owner for standing in standings}
    known = [name for name in bible.contributors if name in found]
    return [*known, *sorted(found - {*known, ""}), *([""] if "" in found else [])]


def _is_counted(standing: Standing) -> bool:
    return standing.state is State.NEVER and standing.kind in _MANY


def _never(standings: Iterable[Standing], words: Wording) -> str:
    counted = Counter(standing.kind for standing in standings if _is_counted(standing))
    return ", ".join(count(_COUNTED[kind], counted[kind], words.language) for kind in _MANY if counted[kind])


def _grid(rows: Iterable[tuple[str, str, str, str]]) -> Table:
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(width=1)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    for state, name, title, reason in rows:
        grid.add_row("", state, name, f"{title}\n{reason}" if reason else title)
    return grid


def _drawn(table: Table, width: int) -> list[str]:
    """The lines of a table; what the référent wrote is text and no markup."""
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, highlight=False, markup=False, emoji=False).print(table)
    return [line.rstrip() for line in out.getvalue().splitlines() if line.strip()]
