"""The vocabulary check refuses what is in no row, out of place, incomplete, told twice or leading nowhere; it names the line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bible_builder.errors import Diagnostic, Findings, Source
from bible_builder.layout import compose
from bible_builder.layout.check_vocabulary import VocabularyCheck, placed
from bible_builder.layout.files import LayoutFiles
from bible_builder.layout.markup import parse
from bible_builder.layout.templates import marked
from bible_builder.model.bible import Bible
from bible_builder.model.tree import Element, from_html, to_html
from bible_builder.model.vocabulary import ROWS, row_of
from tests.layout.conftest import composed
from tests.layout.resolved import chapter, own_layout, section

FILES = LayoutFiles("livre", ())


def check(markup: str, *more: str) -> list[Diagnostic]:
    findings = Findings()
    checker = VocabularyCheck(FILES, findings, {"here.svg"}.__contains__)
    for n, text in enumerate((markup, *more)):
        content = parse(marked(text, f"part{n}.html"), f"part{n}", FILES, findings)
        checker.part(content or (), Source(f"layouts/livre/part{n}.html"))
    checker.book()
    return list(findings.all)


def chapter_of(body: str) -> str:
    return f'<section role="doc-chapter">\n<h1 class="chapter-title" id="c">C</h1>\n{body}\n</section>'


def test_what_the_vocabulary_holds_is_accepted() -> None:
    assert check(chapter_of('<p>A <em>b</em><br/>c</p><ul><li><p>d</p></li></ul><p><a class="xref" href="#c">e</a></p>')) == []


REFUSED = {
    "an unknown element": ("<center>a</center>", "layout-unknown-element"),
    "an unknown class": ('<p class="shout">a</p>', "layout-unknown-element"),
    "a source element left over": ('<p><x-see target="a"/></p>', "layout-unknown-element"),
    "an unknown attribute": ('<p style="color: red">a</p>', "layout-unknown-attribute"),
    "a handler": ('<p onclick="x">a</p>', "layout-unknown-attribute"),
    "a missing attribute": ("<p><a>a</a></p>", "layout-missing-attribute"),
    "an empty attribute": ('<p><img src="" alt="b"/></p>', "layout-missing-attribute"),
    "a block in a line": ("<p>a<ul><li><p>b</p></li></ul></p>", "layout-misplaced"),
    "a word in a list": ("<ul>a<li><p>b</p></li></ul>", "layout-text"),
    "a paragraph in a list": ("<ul><p>a</p></ul>", "layout-misplaced"),
    "a heading out of its section": ('<h2 class="section-title">a</h2>', "layout-misplaced"),
    "a part in a part": ('<section role="doc-index"/>', "layout-misplaced"),
    "a line of the contents in a chapter": ('<p class="toc-1">a</p>', "layout-misplaced"),
    "a word in a box": ('<div class="x">a</div>', "layout-text"),
    "a box in running text": ('<aside class="tip"><div class="x"><p>a</p></div></aside>', "layout-misplaced"),
    "a span that is in no row": ("<p><span>a</span></p>", "layout-missing-attribute"),
    "a width that is none": ("<table><colgroup><col data-width='wide'/></colgroup><tbody/></table>", "layout-bad-value"),
    "a colspan that would never end": ('<table><tbody><tr><td colspan="100000">a</td></tr></tbody></table>', "layout-bad-value"),
    "a scope that is none": ('<table><tbody><tr><th scope="all">a</th></tr></tbody></table>', "layout-bad-value"),
    "a link to a file": ('<p><a href="file:///etc/passwd">a</a></p>', "layout-link-scheme"),
    "a link in the book as one out of it": ('<p><a href="#c">a</a></p>', "layout-link-scheme"),
    "a picture that is not there": ('<p><img src="gone.svg" alt="b"/></p>', "layout-missing-image"),
    "a link that leads nowhere": ('<p><a class="xref" href="#nowhere">a</a></p>', "layout-dangling-link"),
    "a folio that leads nowhere": ('<p>p. <a class="folio" href="#nowhere"></a></p>', "layout-dangling-link"),
    "a locator that leads nowhere": ('<p><span class="locators" data-targets="c c..nowhere"></span></p>', "layout-dangling-link"),
    "an id twice": ('<section id="c"><p>a</p></section>', "layout-duplicate-id"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_it_does_not_hold_is_refused_at_its_line(name: str) -> None:
    markup, code = REFUSED[name]
    found = [d for d in check(chapter_of(markup)) if d.code == code]
    assert [d.source for d in found] == [Source("layouts/livre/part0.html", 3)]


def test_outermost_elements_are_parts() -> None:
    assert [d.code for d in check('<aside class="tip"><p>a</p></aside>')] == ["layout-not-a-part"]
    assert [d.code for d in check("des mots")] == ["layout-text"]


def test_ids_are_unique_in_the_whole_book_and_links_may_lead_to_another_unit() -> None:
    first = chapter_of('<p><a class="xref" href="#d">a</a></p>')
    second = '<section role="doc-chapter"><h1 class="chapter-title" id="{}">D</h1></section>'
    assert check(first, second.format("d")) == []
    assert [(d.code, d.parameters["first"]) for d in check(first, second.format("d"), second.format("d"))] == [
        ("layout-duplicate-id", "layouts/livre/part1.html:1")
    ]


def test_a_picture_may_be_shown_without_words_when_its_alternative_is_empty() -> None:
    assert check(chapter_of('<p><img src="here.svg" alt=""/></p>')) == []


def test_content_is_named_by_the_contributors_file(bible: Bible) -> None:
    body = from_html('<p data-source="content/guide/a/b.md:12">x<font>y</font></p>')
    findings = Findings()
    assert (
        compose(
            replace(bible, lexicon=(), index=(), chapters=(chapter("a", "1", "A", section("b", "1.1", "B", body)),)),
            "livre",
            findings,
        )
        is None
    )
    assert [(d.code, d.source) for d in findings.all] == [("layout-unknown-element", Source("content/guide/a/b.md", 12))]


def test_a_picture_outside_the_bible_is_refused(bible: Bible) -> None:
    (bible.root / "secret.svg").write_text("<svg/>", "utf-8")
    own_layout(bible.root, {"back-cover.html": '<section class="back-cover"><img src="secret.svg" alt="x"/></section>'})
    findings = Findings()
    assert compose(bible, "livre", findings) is None
    assert [d.code for d in findings.all] == ["layout-missing-image"]


def test_a_tag_that_is_not_closed_is_named_at_the_last_tag_before_it() -> None:
    found = check(chapter_of("<p>a</p>\n<p>b\n<ul></ul>"))
    assert [(d.code, d.source) for d in found] == [("layout-not-well-formed", Source("layouts/livre/part0.html", 5))]


def test_blocks_of_a_template_keep_their_place_words_in_a_line_do_not() -> None:
    content = parse(marked("<p>a <em>b</em></p>", "x.html"), "x", FILES, Findings())
    assert content is not None
    assert to_html(placed(content, FILES)) == '<p data-source="layouts/livre/x.html:1">a <em>b</em></p>'


def test_every_row_of_the_built_in_layouts_pages_is_in_the_vocabulary(bible: Bible) -> None:
    elements = [e for u in composed(bible).units for n in u.content if isinstance(n, Element) for e in n.iter()]
    found = {row.name for e in elements if (row := row_of(e))}
    assert {"cover", "title-page", "colophon", "contents", "chapter", "glossary", "appendix", "index", "back-cover"} <= found
    assert found <= {row.name for row in ROWS}


def test_the_layouts_files_are_read_from_the_checkout_only() -> None:
    assert FILES.path("chapter.html") is None
    assert LayoutFiles("livre", (Path("/nowhere"),)).path("../x.html") is None
