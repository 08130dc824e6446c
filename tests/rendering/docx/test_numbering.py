"""Word's own numbers: of headings, of lists; dropped from the text only where they are the same."""

from __future__ import annotations

import pytest

from bible_builder.errors import Findings
from bible_builder.rendering.docx.numbering import HeadingNumbers
from tests.rendering.docx.books import book, one, unit
from tests.rendering.docx.opened import Opened, W, attributes, rendered, style, text, val


@pytest.mark.parametrize(
    ("headings", "taken"),
    [
        (
            [
                ("chapter", "1"),
                ("section", "1.1"),
                ("section", "1.2"),
                ("subsection", "1.2.1"),
                ("chapter", "2"),
                ("section", "2.1"),
            ],
            6,
        ),
        ([("chapter", "1"), ("chapter", "3")], 1),  # a gap: Word would print 2
        ([("annex", "A"), ("annex-section", "A.1"), ("annex", "B"), ("annex-section", "B.1")], 4),
        ([("section", "1.1")], 0),  # no chapter before it
        ([("chapter", "")], 0),
        ([("none", "1")], 0),
    ],
)
def test_what_word_will_print_is_known(headings: list[tuple[str, str]], taken: int) -> None:
    numbers = HeadingNumbers()
    assert [numbers.takes(kind, number) for kind, number in headings] == [True] * taken + [False] * (len(headings) - taken)


def test_after_z_comes_aa() -> None:
    numbers = HeadingNumbers()
    letters = [chr(ord("A") + n) for n in range(26)] + ["AA", "BB"]
    assert all(numbers.takes("annex", letter) for letter in letters)


def test_a_number_that_word_prints_is_not_in_the_text() -> None:
    document = rendered(one("<p>a</p>"))
    assert text(document.paragraph("Titre")) == "Titre"
    heading = document.styles["Heading1"]
    assert val(heading, "pPr/numPr/numId") == "1"
    level = document.part("word/numbering.xml").find(f"{W}abstractNum/{W}lvl")
    assert level is not None
    assert (val(level, "pStyle"), val(level, "lvlText"), val(level, "suff")) == ("Heading1", "%1", "space")


def test_a_number_that_word_would_not_print_stays_and_is_noted() -> None:
    findings = Findings()
    title = '<h1 class="chapter-title" id="c" data-source="a.md:2"><span class="number">7</span> Sept</h1>'
    document = rendered(book(unit(f'<section role="doc-chapter">{title}</section>')), findings=findings)
    heading = document.paragraph("Sept")
    assert text(heading) == "7 Sept"
    assert val(heading, "pPr/numPr/numId") == "0"
    assert [(d.code, d.parameters["number"], str(d.source)) for d in findings.all] == [("word-number-as-text", "7", "a.md:2")]


def test_a_number_that_no_space_follows_is_text() -> None:
    title = '<h1 class="chapter-title" id="c"><span class="number">1</span>. Un</h1>'
    heading = rendered(book(unit(f'<section role="doc-chapter">{title}</section>'))).paragraph("Un")
    assert (text(heading), val(heading, "pPr/numPr/numId")) == ("1. Un", "0")


LISTS = """<ul><li><p>un</p><p>suite</p></li><li><p>deux</p><ol start="3"><li><p>trois</p></li></ol></li></ul>
<ol><li><p>premier</p></li></ol>
<ol class="procedure"><li class="step"><p class="step-head"><span class="actor">Qui</span></p><p>quoi</p></li></ol>"""


def number(document: Opened, words: str) -> tuple[str | None, str | None]:
    """The level and list of a paragraph."""
    paragraph = document.paragraph(words)
    return val(paragraph, "pPr/numPr/ilvl"), val(paragraph, "pPr/numPr/numId")


def test_an_item_takes_the_lists_number_its_further_paragraphs_none() -> None:
    document = rendered(one(LISTS))
    assert number(document, "un") == ("0", "3")
    assert number(document, "suite") == ("0", "0")
    assert attributes(document.paragraph("suite"), "pPr/ind") == {"left": "312", "firstLine": "0"}
    assert style(document.paragraph("suite")) == "ListBullet"


def test_each_ordered_list_counts_for_itself() -> None:
    document = rendered(one(LISTS))
    (_, third), (_, first) = number(document, "trois"), number(document, "premier")
    assert third != first
    starts = {
        num.get(f"{W}numId"): (attributes(num, "lvlOverride")["ilvl"], val(num, "lvlOverride/startOverride"))
        for num in document.part("word/numbering.xml").iter(f"{W}num")
        if num.find(f"{W}lvlOverride") is not None
    }
    assert starts[third] == ("1", "3")
    assert starts[first] == ("0", "1")


def test_a_steps_head_takes_its_number() -> None:
    document = rendered(one(LISTS))
    assert style(document.paragraph("Qui")) == "ProcedureStepHead"
    assert number(document, "Qui")[1] not in {None, "0"}
    assert number(document, "quoi") == ("0", "0")


def test_a_list_in_a_list_of_another_kind_stands_at_its_own_indent() -> None:
    assert attributes(rendered(one(LISTS)).paragraph("trois"), "pPr/ind")["left"] == str(312 + 369)
