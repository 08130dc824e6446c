"""Words of a line over several elements: read as one string, wrapped where an element can stand."""

from hypothesis import assume, given
from hypothesis import strategies as st

from bible_builder.assembly.line import Line, Wrap
from bible_builder.model.tree import Content, Element, Node, texts
from tests.assembly.factory import nodes, written
from tests.assembly.trees import LINES


def wrapped(html: str, words: str) -> str:
    line = Line(nodes(html))
    start = line.text.index(words)
    return written(
        line.wrapped([Wrap(*line.clipped(start, start + len(words)), lambda held: (Element("b").with_children(held),))])
    )


def test_words_in_one_text_are_wrapped_there() -> None:
    assert wrapped("un appel entrant, dit-il", "appel entrant") == "un <b>appel entrant</b>, dit-il"


def test_words_over_an_element_are_wrapped_around_it() -> None:
    assert wrapped("un <em>appel</em> entrant", "appel entrant") == "un <b><em>appel</em> entrant</b>"


def test_words_within_an_element_are_wrapped_within_it() -> None:
    assert (
        wrapped("<em>un <strong>appel</strong> entrant</em>", "appel entrant")
        == "<em>un <b><strong>appel</strong> entrant</b></em>"
    )


def test_where_an_element_ends_among_the_words_their_beginning_is_wrapped() -> None:
    assert wrapped("<em>un appel</em> entrant", "appel entrant") == "<em>un <b>appel</b></em> entrant"


def test_a_note_call_after_the_words_stays_outside() -> None:
    call = '<a role="doc-noteref" href="#note-1">1</a><span role="doc-footnote" id="note-1">x</span>'
    assert wrapped(f"un appel{call} entrant", "appel") == f"un <b>appel</b>{call} entrant"
    assert wrapped(f"un {call}appel", "appel") == f"un {call}<b>appel</b>"


def test_code_is_wrapped_from_outside() -> None:
    assert wrapped("voir <code>x y</code> ici", "\ufffc") == "voir <b><code>x y</code></b> ici"


@given(LINES, st.data())
def test_wrapping_keeps_every_word_in_its_place(line: list[Node], data: st.DataObject) -> None:
    content: Content = Element("p").with_children(line).children
    read = Line(content)
    assume(read.text)
    start = data.draw(st.integers(0, len(read.text) - 1))
    end = data.draw(st.integers(start + 1, len(read.text)))
    first, last = read.clipped(start, end)
    assert start == first < last <= end
    result = read.wrapped([Wrap(first, last, lambda held: (Element("b").with_children(held),))])
    assert texts(result) == texts(content)
    assert Line(result).text == read.text
    (made,) = [e for node in result if isinstance(node, Element) for e in node.iter() if e.name == "b"]
    assert Line(made.children).text == read.text[first:last]


@given(LINES)
def test_spelling_a_line_as_it_is_changes_nothing(line: list[Node]) -> None:
    content = Element("p").with_children(line).children
    read = Line(content)
    assert read.spelled(list(read.text)) == content
