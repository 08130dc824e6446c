"""Trees are written as HTML and read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible_builder.errors import Source
from bible_builder.model.tree import Element, MarkupError, Node, from_html, parse_source, rewrite, texts, to_html

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=12)
TREES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda name, title, children: Element(name, {"title": title}, ()).with_children(children),
        st.sampled_from(["p", "em", "span", "section"]),
        WORDS,
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.lists(TREES, max_size=4))
def test_what_is_written_is_read_back(nodes: list[Node]) -> None:
    root = Element("body").with_children(nodes)
    assert from_html(to_html(root)) == (root,)


@given(TREES)
def test_an_element_around_its_own_children_is_itself(node: Node) -> None:
    """So what a pass leaves alone is not made anew."""
    if isinstance(node, Element):
        assert node.with_children(iter(node.children)) is node
        assert node.with_children((*node.children, Element("br"))) is not node


def test_the_place_travels_as_data_source() -> None:
    element = Element("p", {"id": "a"}, ("x",), Source("content/a.md", 3, 7))
    assert to_html(element) == '<p id="a" data-source="content/a.md:3:7">x</p>'
    assert from_html(to_html(element)) == (element,)


@pytest.mark.parametrize(
    ("text", "source"), [("a:b.md:3", Source("a:b.md", 3)), ("a.md:3:9", Source("a.md", 3, 9)), ("a.md", Source("a.md"))]
)
def test_a_place_is_read_from_its_text(text: str, source: Source) -> None:
    assert parse_source(text) == source


def test_text_that_is_not_well_formed_says_where() -> None:
    with pytest.raises(MarkupError) as caught:
        from_html("<p>one\n<em>two</p>")
    assert caught.value.line == 2


def test_rewriting_leaves_the_old_tree_as_it_was_and_joins_texts() -> None:
    before = (Element("p", {}, ("a", Element("em", {}, ("b",)), "c")),)
    after = rewrite(before, lambda n: n.children if isinstance(n, Element) and n.name == "em" else (n,))
    assert after == (Element("p", {}, ("abc",)),)
    assert before[0].children[1] == Element("em", {}, ("b",))
    assert texts(after) == texts(before) == "abc"


def test_attributes_are_set_and_dropped() -> None:
    element = Element("p", {"class": "a", "id": "x"})
    assert element.with_attributes(class_="b", id=None, data_width="3").attributes == {"class": "b", "data-width": "3"}
