"""Templates get plain data, escaped; what goes wrong in one is named by template and line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bible_builder.errors import Diagnostic, Findings, Source
from bible_builder.layout import compose
from bible_builder.layout.templates import marked
from bible_builder.model.bible import Bible
from tests.layout.conftest import composed, line_of
from tests.layout.resolved import chapter, own_layout, section

Complaints = Callable[..., list[Diagnostic]]

BACK = '<section class="back-cover">\n  <p class="mention">{}</p>\n</section>'


def back(bible: Bible, text: str) -> list[Diagnostic]:
    own_layout(bible.root, {"back-cover.html": text})
    findings = Findings()
    compose(bible, "livre", findings)
    return list(findings.all)


def test_each_start_tag_of_a_template_bears_its_line() -> None:
    source = "<p>\n{# <b> #}{% if a < b %}\n<em class='x'>{{ '<i>' }}</em>{% endif %}</p>"
    assert marked(source, "a.html") == (
        '<p data-template="a.html:1">\n{# <b> #}{% if a < b %}\n'
        "<em data-template=\"a.html:3\" class='x'>{{ '<i>' }}</em>{% endif %}</p>"
    )


def test_named_characters_of_html_become_characters_but_for_those_of_xml() -> None:
    assert marked("&nbsp;&laquo;&amp;&lt;{{ '&nbsp;' }}&nosuch;", "a.html") == "\u00a0«&amp;&lt;{{ '&nbsp;' }}&nosuch;"


def test_words_of_the_bible_are_text_not_markup(bible: Bible) -> None:
    book = composed(replace(bible, title="A <b>& B</b>"))
    assert "A &lt;b&gt;&amp; B&lt;/b&gt;" in book.html()


def test_a_template_s_line_breaks_are_not_words_of_the_book(bible: Bible) -> None:
    own_layout(bible.root, {"back-cover.html": BACK.format("\n    Fin\n      de <em> la\n bible</em>\n  ")})
    assert '<p class="mention"' in composed(bible).html()
    assert ">Fin de <em> la bible</em></p>" in composed(bible).html()


def test_content_keeps_its_white_space(bible: Bible) -> None:
    book = composed(
        replace(
            bible, lexicon=(), index=(), chapters=(chapter("a", "1", "A", section("b", "1.1", "B", "<p><code>x  y</code></p>")),)
        )
    )
    assert "<code>x  y</code>" in book.html()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% if %}", "layout-template-syntax"),
        ("{{ titel }}", "layout-template-undefined"),
        ("{{ edition.nombre }}", "layout-template-undefined"),
        ("{{ title + 1 }}", "layout-template-error"),
        ("{{ [].append.__globals__ }}", "layout-template-error"),
        ("{% include 'nothing.html' %}", "layout-template-missing"),
        ("{% include '../../content/bible.yaml' %}", "layout-template-missing"),
        ("{% for n in range(1000000) %}x{% endfor %}", "layout-template-error"),
        ("{{ contributors.clear() }}", "layout-template-error"),
        ("{{ lipsum() }}", "layout-template-undefined"),
        ("{{ [1, 2] | random }}", "layout-template-syntax"),
        ("<b>", "layout-not-well-formed"),
        ("Marks & Spencer", "layout-not-well-formed"),
    ],
)
def test_a_template_s_fault_is_named_by_template_and_line(bible: Bible, text: str, code: str) -> None:
    assert [(d.code, d.source) for d in back(bible, BACK.format(text))] == [(code, Source("layouts/livre/back-cover.html", 2))]


def test_a_fault_in_an_included_template_is_named_there(bible: Bible) -> None:
    own_layout(bible.root, {"section.html": "<section\n id='{{ section.nothing }}'></section>"})
    findings = Findings()
    assert compose(bible, "livre", findings) is None
    assert [(d.code, d.source) for d in findings.all] == [("layout-template-undefined", Source("layouts/livre/section.html", 2))]


def test_the_faults_of_several_templates_are_found_in_one_run(bible: Bible) -> None:
    own_layout(bible.root, {"cover.html": BACK.format("{{ x }}"), "back-cover.html": BACK.format("{{ y }}")})
    findings = Findings()
    assert compose(bible, "livre", findings) is None
    assert {d.source.file for d in findings.all if d.source} == {"layouts/livre/cover.html", "layouts/livre/back-cover.html"}


def test_the_line_of_a_copy_is_that_of_the_copy(bible: Bible, complaints: Complaints) -> None:
    found = complaints("colophon.html", "{{ edition.line }}", "{{ edition.lines }}")
    assert [d.source for d in found] == [line_of(bible, "colophon.html", "edition.lines")]
