"""The repository's own bible is read without a finding, and its trees are in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bible_builder.errors import Severity
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Element, Node
from bible_builder.model.vocabulary import BY_NAME, GLOBAL_ATTRIBUTES, SOURCE_ELEMENTS, Row, allows, allows_text, row_of
from tests.loading.bibles import Loaded

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sample() -> Loaded:
    return Loaded(ROOT)


def test_it_holds_no_mistake(sample: Loaded) -> None:
    assert [found for found in sample.found if found.severity is not Severity.NOTE] == [], sample.describe()


def test_every_tree_is_in_the_vocabulary(sample: Loaded) -> None:
    assert list(faults(sample.bible)) == []


def test_every_block_has_its_place(sample: Loaded) -> None:
    for chapter in sample.bible.chapters:
        for section in chapter.sections:
            for element in Element("body", {}, section.body).iter():
                if element.name in {
                    "p",
                    "h3",
                    "h4",
                    "section",
                    "table",
                    "tr",
                    "td",
                    "th",
                    "li",
                    "figure",
                    "aside",
                    "article",
                    "caption",
                }:
                    assert element.source is not None, element


def test_no_id_comes_twice(sample: Loaded) -> None:
    bodies = [section.body for chapter in sample.bible.chapters for section in chapter.sections]
    bodies += [annex.body for annex in sample.bible.annexes]
    ids = [element.get("id") for body in bodies for element in Element("body", {}, body).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def faults(bible: Bible) -> Iterator[str]:
    """What the vocabulary does not allow, source elements being what they stand around."""
    for chapter in bible.chapters:
        yield from _faults(chapter.body, BY_NAME["chapter"])
        for section in chapter.sections:
            yield from _faults(section.body, BY_NAME["section"])
    for annex in bible.annexes:
        yield from _faults(annex.introduction, BY_NAME["paragraph"])
        yield from _faults(annex.body, BY_NAME["appendix"])
    for term in bible.terms:
        yield from _faults(term.definition, BY_NAME["paragraph"])


def _faults(nodes: Iterable[Node], parent: Row) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            if node.strip() and not allows_text(parent):
                yield f"text in {parent.name}: {node[:40]}"
        elif node.name in SOURCE_ELEMENTS:
            if not set(node.attributes) <= set(SOURCE_ELEMENTS[node.name]):
                yield f"{node.name} has {dict(node.attributes)}"
            yield from _faults(node.children, parent)
        else:
            yield from _element_faults(node, parent)


def _element_faults(element: Element, parent: Row) -> Iterator[str]:
    row = row_of(element)
    if row is None:
        yield f"{element.source}: <{element.name} {dict(element.attributes)}> is in no row"
        return
    if not allows(parent, row):
        yield f"{element.source}: {row.name} in {parent.name}"
    known = {*GLOBAL_ATTRIBUTES, *row.attributes, *row.required}
    if not set(element.attributes) <= known or not set(row.required) <= set(element.attributes):
        yield f"{element.source}: {row.name} has {dict(element.attributes)}"
    yield from _faults(element.children, row)
