"""Random content: blocks and lines of the vocabulary, with source elements anywhere, whether they make sense there or not."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from bible_builder.model.tree import Content, Element, Node

WORDS = st.sampled_from(
    [
        "le client ",
        "un avoir",
        " DMT",
        "Appel entrant",
        " : ",
        " !",
        "« oui »",
        "12 000 €",
        "l'offre ",
        "mot",
        " ",
        "n° 3",
        "DMT, NPS",
    ]
)
INLINE = st.sampled_from(["em", "strong", "span-foreign", "a", "del", "ins", "sup", "abbr"])
NAMES = st.sampled_from(["client", "avoir", "DMT", "inconnu"])


def inline(name: str, children: list[Node]) -> Element:
    attributes = {"a": {"href": "https://x.example"}, "span-foreign": {"lang": "en"}}.get(name, {})
    return Element(name.partition("-")[0], attributes).with_children(children)


def source_element(kind: str, name: str, children: list[Node]) -> Element:
    attributes = {
        "x-variable": {"name": name},
        "x-only": {"audiences": "interne" if name == "client" else "prestataires"},
        "x-see": {"target": name, "form": {"client": "full", "avoir": "text", "DMT": "page"}.get(name, "number")},
        "x-term": {"target": name},
        "x-index": {"entry": json.dumps([name, "b"] if name == "DMT" else [name])},
        "x-label": {"word": "rule"},
    }[kind]
    return Element(kind, attributes).with_children(() if kind in {"x-label", "x-variable"} else children)


def note(number: int, children: list[Node]) -> Element:
    return Element("span", {"role": "doc-footnote", "id": f"note-{number}"}).with_children(children)


SOURCE_KINDS = st.sampled_from(["x-variable", "x-only", "x-see", "x-term", "x-index", "x-label"])
LEAVES: st.SearchStrategy[Node] = st.one_of(
    WORDS,
    st.builds(lambda text: Element("code", {}, (text,)), WORDS),
    st.just(Element("br")),
    st.just(Element("img", {"src": "x.png", "alt": "l'image"})),
)
PHRASING: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(inline, INLINE, st.lists(inner, max_size=3)),
        st.builds(source_element, SOURCE_KINDS, NAMES, st.lists(inner, max_size=2)),
        st.builds(note, st.integers(1, 9), st.lists(inner, max_size=2)),
    ),
    max_leaves=8,
)
LINES = st.lists(PHRASING, max_size=5)
BLOCKS: st.SearchStrategy[Node] = st.recursive(
    st.builds(lambda name, line: Element(name).with_children(line), st.sampled_from(["p", "p", "h3", "td", "dt"]), LINES),
    lambda inner: st.builds(
        lambda name, blocks: Element(name).with_children(blocks),
        st.sampled_from(["section", "aside", "ul", "li", "blockquote", "x-only"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=5,
)
CONTENT: st.SearchStrategy[Content] = st.lists(st.one_of(BLOCKS, BLOCKS, PHRASING), max_size=4).map(
    lambda found: Element("body").with_children(found).children
)
