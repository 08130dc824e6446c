"""What holds for every content, sensible or not."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bible_builder.assembly import resolve
from bible_builder.assembly.index_marks import index
from bible_builder.assembly.labels import speak
from bible_builder.assembly.lexicon import link_terms
from bible_builder.assembly.places import contents
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible, Concordance, IndexEntry
from bible_builder.model.tree import Content, Element, texts
from tests.assembly import factory
from tests.assembly.trees import CONTENT

TERMS = (
    factory.term("client", nature="nom masculin", indexed=True),
    factory.term("avoir", nature="nom masculin"),
    factory.term("DMT", expansion="durée moyenne de traitement", indexed=True, synonyms=("temps de traitement",)),
)


def elements(bible: Bible) -> Iterator[Element]:
    for content, _place in contents(bible):
        yield from (element for node in content if isinstance(node, Element) for element in node.iter())


def nested_links(content: Iterable[object], inside: bool = False) -> Iterator[Element]:
    for node in content:
        if isinstance(node, Element):
            if inside and node.name == "a":
                yield node
            yield from nested_links(node.children, inside or node.name == "a")


def index_targets(entries: Iterable[IndexEntry]) -> Iterator[str]:
    for entry in entries:
        for target in entry.targets:
            yield from filter(None, (target.start, target.end))
        yield from index_targets(entry.entries)


def a_bible(body: Content, other: Content, definition: Content) -> Bible:
    sections = (replace(factory.section("s"), body=body), replace(factory.section("t"), body=other))
    terms = (*TERMS, replace(factory.term("litige", always=True), definition=definition))
    return factory.bible(*sections, terms=terms, variables={"client": "M. Client", "avoir": "un avoir"})


@settings(max_examples=100, deadline=None)
@given(CONTENT, CONTENT, CONTENT, st.sampled_from(["", "interne"]))
def test_whatever_is_given_the_laws_of_assembly_hold(body: Content, other: Content, definition: Content, audience: str) -> None:
    given_bible = a_bible(body, other, definition)
    resolved = resolve(given_bible, audience, Findings())
    found = list(elements(resolved))
    assert not [element for element in found if element.name.startswith("x-")], "every source element is resolved"
    marks = [element.get("id") for element in found if "index-mark" in element.classes]
    places = [place for group in resolved.index for place in index_targets(group.entries)]
    assert sorted(marks) == sorted(places), "every mark yields its locator, and every locator has a mark"
    links = {element.get("id") for element in found if element.get("role") == "doc-glossref" and element.get("id")}
    assert links <= {target.start for term in resolved.terms for target in term.targets}
    shown = {f"#term-{term.id}" for term in resolved.terms}
    assert {element.get("href") for element in found if element.get("role") == "doc-glossref"} <= shown
    ids = [element.get("id") for element in found if element.get("id").startswith("mark-")]
    assert len(ids) == len(set(ids))


@settings(max_examples=40, deadline=None)
@given(CONTENT, CONTENT)
def test_assembly_puts_no_link_into_a_link(body: Content, other: Content) -> None:
    given_bible = a_bible(body, other, ())
    if [link for content, _place in contents(given_bible) for link in nested_links(content)]:
        return
    resolved = resolve(given_bible, "", Findings())
    assert not [link for content, _place in contents(resolved) for link in nested_links(content)]


@settings(max_examples=40, deadline=None)
@given(CONTENT)
def test_what_an_audience_may_not_read_is_nowhere(body: Content) -> None:
    secret = Element("x-only", {"audiences": "prestataires"}, (Element("p", {}, ("Le code du coffre est 4711.",)),))
    resolved = resolve(a_bible((*body, secret), (), ()), "interne", Findings())
    assert not [element for element in elements(resolved) if "4711" in element.text()]


@settings(max_examples=40, deadline=None)
@given(CONTENT, CONTENT)
def test_nothing_given_is_changed_and_the_same_comes_out_twice(body: Content, other: Content) -> None:
    given_bible, again = a_bible(body, other, ()), a_bible(body, other, ())
    assert resolve(given_bible, "", Findings()) == resolve(given_bible, "", Findings())
    assert given_bible == again


@settings(max_examples=60, deadline=None)
@given(CONTENT)
def test_links_and_marks_change_no_word(body: Content) -> None:
    """Nothing to refer to, number, spell out or typeset is given: what comes out says what went in."""
    plain = speak(body, "fr")
    terms = (TERMS[0], TERMS[1], factory.term("appel entrant", indexed=True))
    words = (Concordance(words=("oui", "mot", "le client"), entry="mots", source=factory.HERE),)
    given_bible = replace(a_bible(plain, (), ()), terms=terms, concordance=words)
    linked = index(link_terms(given_bible, given_bible, Findings()), given_bible, Findings())
    assert texts(linked.chapters[0].sections[0].body) == texts(plain)
