"""What templates get of the changes since another edition: plain data, with the words of the book's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bible_builder.layout.dates import date_in_words
from bible_builder.model.bible import Bible
from bible_builder.model.changes import (
    ChangedPlace,
    ChangedRows,
    ChangedVariable,
    ChangeEntry,
    ChangeGroup,
    ChangeKind,
    ChangePart,
    Changes,
)

Data = dict[str, Any]
Said = Mapping[str, str]

_PLACES: Final = 6
"""How many places of a value are named; the others are counted."""

_THINGS: Final = {ChangePart.CHAPTER: "section", ChangePart.LEXICON: "term", ChangePart.ANNEXES: "annex"}
_TITLES: Final = {ChangePart.LEXICON: "glossary", ChangePart.ANNEXES: "annexes"}


def changes_context(bible: Bible, said: Said) -> Data | None:
    """The changes of the bible; None where there is nothing to compare with. Without any change there are neither ``groups`` nor
    ``variables``, and ``line`` says so. ``bars``: whether there are some, and bars in the margin beside them."""
    changes = bible.changes
    if changes is None:
        return None
    return {
        "baseline": changes.baseline,
        "line": _line(changes, bible, said),
        "bars": bible.change_bars and bool(changes),
        "groups": [_group(group, said) for group in changes.groups],
        "variables": [_variable(variable, said) for variable in changes.variables],
    }


def _line(changes: Changes, bible: Bible, said: Said) -> str:
    """Since when, and how many of each kind."""
    dated = "" if changes.date is None else date_in_words(changes.date, bible.language)
    key = (
        ("since-edition-of" if dated else "since-edition")
        if changes
        else ("nothing-changes-since" if dated else "nothing-changes")
    )
    since = said[key].format(id=changes.baseline, date=dated)
    counts = list(_counts(changes, said))
    return f"{since}{said['colon']}{', '.join(counts)}." if counts else since


def _counts(changes: Changes, said: Said) -> Iterator[str]:
    """Each section is counted once, by the first of its kinds."""
    entries = {part: [e for group in changes.groups if group.part is part for e in group.entries] for part in ChangePart}
    kinds = Counter(entry.kinds[0] for entry in entries[ChangePart.CHAPTER])
    yield from (_count(f"count-sections-{kind}", kinds[kind], said) for kind in ChangeKind if kinds[kind])
    others = {
        "count-terms": len(entries[ChangePart.LEXICON]),
        "count-annexes": len(entries[ChangePart.ANNEXES]),
        "count-values": len(changes.variables),
    }
    yield from (_count(key, number, said) for key, number in others.items() if number)


def _count(key: str, number: int, said: Said) -> str:
    one, many = said[key].split("|")
    return (one if number == 1 else many).format(count=number)


def _group(group: ChangeGroup, said: Said) -> Data:
    """``by_kind`` gives the entries of the lexicon by what became of them, each kind under its own words."""
    thing = _THINGS[group.part]
    entries = [_entry(entry, thing, said) for entry in group.entries]
    return {
        "part": group.part.value,
        "number": group.number,
        "title": said[_TITLES[group.part]] if group.part in _TITLES else group.title,
        "target": group.target,
        "own": _entry(group.own, "chapter", said) if group.own else None,
        "entries": entries,
        "by_kind": _by_kind(entries, said) if group.part is ChangePart.LEXICON else [],
    }


def _by_kind(entries: list[Data], said: Said) -> list[Data]:
    found = ((kind, [entry for entry in entries if entry["kinds"][0] == kind]) for kind in ChangeKind)
    return [
        {"kind": kind.value, "said": _count(f"change-terms-{kind}", len(those), said), "entries": those}
        for kind, those in found
        if those
    ]


def _entry(entry: ChangeEntry, thing: str, said: Said) -> Data:
    """``said`` is what became of it (“Modifiée, déplacée”), ``details`` where it was and what it was called, ``why`` the line of
    why, ``rows`` what is said of each kind of rows."""
    fates = ", ".join(said[f"change-{thing}-{kind}"] for kind in entry.kinds)
    return {
        "id": entry.id,
        "kinds": [kind.value for kind in entry.kinds],
        "number": entry.number,
        "title": entry.title,
        "target": entry.target,
        "said": f"{fates[:1].upper()}{fates[1:]}",
        "details": ", ".join(_details(entry, said)),
        "why": _ended(said["change-was"].format(text=entry.why) if entry.why_is_old else entry.why),
        "rows": [_rows(rows, said) for rows in entry.rows],
    }


def _ended(text: str) -> str:
    """A line of why as a sentence: a note may end without a full stop, a row of a table does."""
    return f"{text}." if text and text[-1] not in ".!?…:" else text


def _details(entry: ChangeEntry, said: Said) -> Iterator[str]:
    if entry.came_from:
        yield said["change-came-from"].format(title=entry.came_from)
    if entry.old_title:
        yield said["change-old-title"].format(title=entry.old_title)


def _rows(rows: ChangedRows, said: Said) -> Data:
    return {
        "kind": rows.kind.value,
        "said": _count(f"change-rows-{rows.kind}", rows.count, said),
        "names": _listed(rows.names, rows.count - len(rows.names), said),
    }


def _listed(names: tuple[str, ...], others: int, said: Said) -> str:
    more = (_count("and-others", others, said),) if others else ()
    return said["list-separator"].join((*names, *more))


def _variable(variable: ChangedVariable, said: Said) -> Data:
    """``value`` says both (“24 h au lieu de 48 h”); of many places the first are given, ``others`` counts the rest in words."""
    others = len(variable.places) - _PLACES
    return {
        "name": variable.name,
        "old": variable.old,
        "new": variable.new,
        "value": said["change-value"].format(old=variable.old, new=variable.new),
        "places": [_place(place) for place in variable.places[:_PLACES]],
        "others": _count("and-others", others, said) if others > 0 else "",
    }


def _place(place: ChangedPlace) -> Data:
    return {"kind": place.kind, "number": place.number, "title": place.title, "target": place.target, "details": ""}
