"""Which words link to the lexicon: the sentences of ``gold_terms.yaml``, traps included."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bible_builder.assembly.places import contents
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Content, Element, Node, from_html
from tests.assembly import factory

GOLD: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "gold_terms.yaml").read_text("utf-8"))
BRACKETS = re.compile(r"\[([^\]|]*)(?:\|([^\]]*))?\]")

Link = tuple[int, str, str]
"""Number of the sentence, the words linked, the term."""


def html(sentence: str) -> str:
    """The sentence without its brackets, emphasis as elements."""
    bare = BRACKETS.sub(r"\1", sentence).replace("&", "&amp;")
    return re.sub(r"\*([^*]+)\*", r"<em>\1</em>", re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", bare))


def expected() -> set[Link]:
    names = {term["term"].casefold(): term["term"] for term in GOLD["terms"]}
    found = set()
    for number, sentence in enumerate(GOLD["sentences"]):
        for words, name in BRACKETS.findall(sentence):
            found.add((number, words.replace("'", "’"), names[(name or words).replace("'", "’").casefold()]))
    return found


def a_bible() -> Bible:
    terms = [
        factory.term(
            entry["term"],
            identifier=f"t{number}",
            nature=entry["nature"],
            forms=tuple(entry.get("formes", ())),
            expansion=entry.get("développement", ""),
        )
        for number, entry in enumerate(GOLD["terms"])
    ]
    sections = [factory.section(f"s{n}", f"<p>{html(sentence)}</p>") for n, sentence in enumerate(GOLD["sentences"])]
    return factory.bible(*sections, terms=terms)


def links(bible: Bible) -> set[Link]:
    names = {f"#term-t{number}": entry["term"] for number, entry in enumerate(GOLD["terms"])}
    found = set()
    for content, place in contents(bible):
        for element in _elements(content):
            if element.get("role") == "doc-glossref":
                found.add((int(place.anchor.removeprefix("section-s")), element.text(), names[element.get("href")]))
    return found


def _elements(content: Content) -> list[Element]:
    return [element for node in content if isinstance(node, Element) for element in node.iter()]


def test_links_to_the_lexicon_are_all_right_and_nearly_all_there(capsys: pytest.CaptureFixture[str]) -> None:
    wanted, made = expected(), links(factory.resolved(a_bible()))
    right = wanted & made
    precision, recall = len(right) / len(made), len(right) / len(wanted)
    with capsys.disabled():
        print(
            f"\nlexicon: {len(GOLD['sentences'])} sentences, {len(wanted)} links, precision {precision:.1%}, recall {recall:.1%}"
        )
    assert sorted(made - wanted) == [], "linked, and should not be"
    assert recall >= 0.95, sorted(wanted - made)


def test_the_gold_file_is_large_enough_and_holds_as_many_traps() -> None:
    sentences = GOLD["sentences"]
    assert len(sentences) >= 120
    assert len(set(sentences)) == len(sentences)
    assert sum(not BRACKETS.search(sentence) for sentence in sentences) >= 60


def test_the_test_reads_sentences_as_they_are_written() -> None:
    nodes: tuple[Node, ...] = from_html(html("Ce **[rappel]** est *à [lui|client]*"))
    assert nodes == ("Ce ", Element("strong", {}, ("rappel",)), " est ", Element("em", {}, ("à lui",)))
