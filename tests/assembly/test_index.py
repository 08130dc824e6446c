"""The index as data: the cases of ``index_cases.yaml``, without rendering."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bible_builder.assembly.headings import key, split
from bible_builder.assembly.index import Mark, Reference, Withheld, compile_index
from bible_builder.errors import Findings
from bible_builder.model.bible import IndexEntry, IndexGroup

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "index_cases.yaml").read_text("utf-8"))


def mark(text: str) -> Mark:
    identifier, _, heading = text.partition(" ")
    entry, _, options = heading.replace("~", "\u00a0").partition("|")
    ends = [option for option in options.split() if option in {"begin", "end"}]
    return Mark(
        identifier, split(entry) if "~" not in text else (entry.replace("~", "\u00a0"),), "main" in options, "".join(ends)
    )


def reference(text: str) -> Reference:
    also = " see-also " in text
    entry, _, target = text.partition(" see-also " if also else " see ")
    return Reference(split(entry), split(target), also)


def withheld(case: dict[str, Any]) -> Withheld | None:
    if "withheld" in case:
        return Withheld(frozenset(key(split(heading)) for heading in case["withheld"]), frozenset())
    return Withheld(frozenset(), frozenset()) if case.get("paired") else None


def printed(groups: tuple[IndexGroup, ...]) -> Iterator[str]:
    for group in groups:
        yield f"[{group.letter}]"
        yield from lines(group.entries, 0)


def lines(entries: tuple[IndexEntry, ...], depth: int) -> Iterator[str]:
    for entry in entries:
        places = f": {' '.join(map(str, entry.targets))}" if entry.targets else ""
        see = f"; see {', '.join(entry.see)}" if entry.see else ""
        also = f"; see also {', '.join(entry.see_also)}" if entry.see_also else ""
        yield ("  " * depth + entry.heading + places + see + also).replace("\u00a0", "~").replace("\u202f", "^")
        yield from lines(entry.entries, depth + 1)


def said(findings: Findings) -> list[str]:
    return [
        " ".join([d.code, *(f"{name}={value}" for name, value in d.parameters.items())]).replace("\u00a0", "~")
        for d in findings.all
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_an_index_is_made_from_marks_and_references(case: dict[str, Any]) -> None:
    findings = Findings()
    marks, references = [mark(m) for m in case.get("marks", ())], [reference(r) for r in case.get("references", ())]
    groups = compile_index(marks, references, case.get("language", "fr"), findings, withheld(case))
    assert list(printed(groups)) == case["index"].splitlines()
    assert sorted(said(findings)) == sorted(case.get("found", ()))


def test_there_are_enough_cases_and_no_two_are_the_same() -> None:
    assert len(CASES) >= 60
    assert len({repr({**case, "title": ""}) for case in CASES}) == len(CASES)


def test_each_heading_has_an_anchor_of_its_own() -> None:
    groups = compile_index([mark("m1 a!b!c"), mark("m2 a!d"), mark("m3 e")], [], "fr")

    def anchors(entries: tuple[IndexEntry, ...]) -> Iterator[str]:
        for entry in entries:
            yield entry.anchor
            yield from anchors(entry.entries)

    found = [anchor for group in groups for anchor in anchors(group.entries)]
    assert len(found) == len(set(found)) == 5


def test_the_order_in_which_headings_are_first_met_does_not_matter() -> None:
    marks = [mark(f"m{n} {heading}") for n, heading in enumerate(["é", "e!b", "oe", "œuf", "3", "e!a", "E!c x"])]
    forward, backward = compile_index(marks, [], "fr"), compile_index(marks[::-1], [], "fr")
    assert [line.partition(":")[0].lower() for line in printed(forward)] == [
        line.partition(":")[0].lower() for line in printed(backward)
    ]
