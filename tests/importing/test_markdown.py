"""What is written from a tree is what loading reads to that tree."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bible_builder.importing.markdown import markdown
from bible_builder.model.bible import Bible
from bible_builder.model.languages import Language
from bible_builder.model.tree import Content, Element, Node, joined
from tests.bibles import build_tiny, tiny_names
from tests.importing.reread import bare, bodies, loaded, reread

ROOT = Path(__file__).resolve().parents[2]
FRENCH = Language("fr")


def assert_written_and_read_again(bible: Bible) -> int:
    language = Language(bible.language)
    count = 0
    for anchor, body, folder, kind in bodies(bible):
        text = markdown(body, language, folder)
        again, _found = reread(text, bible, anchor, folder, kind)
        assert bare(again) == bare(body), anchor
        assert markdown(again, language, folder) == text, anchor
        count += 1
    return count


@pytest.mark.parametrize(("folder", "least"), [(".", 40), ("docs/guide", 10), ("bible_builder/starter", 4)])
def test_every_text_of_a_whole_bible_comes_back_the_same(folder: str, least: int) -> None:
    assert assert_written_and_read_again(loaded(ROOT / folder)) >= least


@pytest.mark.parametrize("name", tiny_names())
def test_every_row_of_the_vocabulary_comes_back_the_same(name: str, tmp_path: Path) -> None:
    assert assert_written_and_read_again(loaded(build_tiny(name, tmp_path)))


@cache
def sample() -> Bible:
    return loaded(ROOT)


WORDS = st.text(st.sampled_from("aé1 .,:;!?*_`~#-+=<>()[]{}|\\&«»’/^\"'€"), min_size=1, max_size=12)


def _line(nodes: list[Node]) -> Content:
    """Nodes as loading gives them: texts joined, single blanks, none at the ends."""
    return joined(" ".join(node.split(" ")) if isinstance(node, str) else node for node in nodes)


PHRASING = st.lists(
    st.one_of(
        WORDS,
        WORDS.map(lambda words: Element("em", {}, (words.strip() or "a",))),
        WORDS.map(lambda words: Element("strong", {}, (words.strip() or "a",))),
        WORDS.map(lambda words: Element("code", {}, (words.strip() or "a",))),
        st.just(Element("x-variable", {"name": "objectifs.decroche"})),
        st.just(Element("x-term", {"target": "contact"}, ("contacts",))),
        st.just(Element("a", {"href": "https://lorme.example/a_b"}, ("ici",))),
        st.just(Element("span", {"lang": "en"}, ("care",))),
    ),
    min_size=1,
    max_size=5,
).map(_line)


@settings(max_examples=150, deadline=None)
@given(PHRASING)
def test_no_words_are_taken_for_markup(line: Content) -> None:
    words = Element("p", {}, line).text()
    again, found = reread(markdown((Element("p", {}, line),), FRENCH), sample())
    assert not [d.code for d in found]
    assert "".join(Element("p", {}, again).text().split()) == "".join(words.split())


def written(*blocks: Element) -> str:
    return markdown(blocks, FRENCH)


def p(*children: Node) -> Element:
    return Element("p", {}, children)


def test_what_would_begin_another_block_stays_a_paragraph() -> None:
    for text in ("1. Ouvrir", "- non", "# dièse", "> plus", ": deux-points", "~ environ", "---", "+ un", ":::"):
        body = (p(text),)
        again, found = reread(written(*body), sample())
        assert bare(again) == bare(body), text
        assert not found


def test_two_lists_in_a_row_stay_two() -> None:
    one = Element("ul", {}, (Element("li", {}, (p("un"),)),))
    assert written(one, one) == "- un\n\n* un\n"
    assert bare(reread(written(one, one), sample())[0]) == bare((one, one))


def test_emphasis_within_emphasis_and_within_words_is_kept() -> None:
    for line in (
        (Element("strong", {}, (Element("em", {}, ("mot",)),)),),
        (Element("em", {}, (Element("strong", {}, ("mot",)),)),),
        ("in", Element("em", {}, ("cro",)), "yable"),
        ("mot", Element("em", {}, ("«x»",)), "s"),
    ):
        assert bare(reread(written(p(*line)), sample())[0]) == bare((p(*line),))


def test_blanks_that_word_puts_inside_emphasis_go_outside() -> None:
    assert written(p("le", Element("strong", {}, (" client ",)), "rappelle")) == "le **client** rappelle\n"


def test_the_same_note_called_by_two_blocks_is_defined_under_two_labels() -> None:
    def note(number: int, text: str) -> tuple[Node, ...]:
        called = f"note-appel-{number}"
        return (
            Element("a", {"role": "doc-noteref", "href": f"#{called}"}),
            Element("span", {"role": "doc-footnote", "id": called}, (text,)),
        )

    text = written(p("un", *note(1, "Premier.")), p("deux", *note(2, "Second.")))
    assert text == "un[^1]\n\ndeux[^2]\n\n[^1]: Premier.\n[^2]: Second.\n"


def test_a_table_without_caption_is_a_plain_one() -> None:
    head = Element("tr", {}, (Element("th", {"scope": "col"}, ("a|b",)), Element("th", {"scope": "col"}, ("c",))))
    row = Element("tr", {}, (Element("td", {}, ("d",)), Element("td", {}, ())))
    table = Element("table", {}, (Element("thead", {}, (head,)), Element("tbody", {}, (row,))))
    assert written(table) == "| a\\|b | c |\n|---|---|\n| d | |\n"
