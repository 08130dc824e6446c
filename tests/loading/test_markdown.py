"""Markdown: blocks and lines become elements of the vocabulary; what would be printed as it was typed is reported."""

from __future__ import annotations

import pytest

from bible_builder.errors import Source
from bible_builder.model.tree import Element
from tests.loading.bibles import SECTION
from tests.loading.conftest import LoadSection

FILE = f"content/{SECTION}"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Un *mot* et **deux**, `code`.", "<p>Un <em>mot</em> et <strong>deux</strong>, <code>code</code>.</p>"),
        ("Une ligne\net une autre.", "<p>Une ligne et une autre.</p>"),
        ("Une ligne\\\net une autre.", "<p>Une ligne<br/>et une autre.</p>"),
        ("- a\n- b\n\n  c", "<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>"),
        ("5. a\n6. b", '<ol start="5"><li><p>a</p></li><li><p>b</p></li></ol>'),
        ("1. a\n   - b", "<ol><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>"),
        ("> Cité.", "<blockquote><p>Cité.</p></blockquote>"),
        ("Mot\n: Ce qu’il veut dire.", "<dl><dt>Mot</dt><dd><p>Ce qu’il veut dire.</p></dd></dl>"),
        ("[care]{lang=en}", '<p><span lang="en">care</span></p>'),
        ("1[er]{.exposant} et CO[2]{.indice}", "<p>1<sup>er</sup> et CO<sub>2</sub></p>"),
        ("{#x .chapeau lang=en}\nIntro.", '<p id="block-x" lang="en" class="lead">Intro.</p>'),
        ("{#x}\n- a", '<ul id="block-x"><li><p>a</p></li></ul>'),
        ("[site](https://a.example/é)", '<p><a href="https://a.example/%C3%A9">site</a></p>'),
        ("<a@b.example> ou [tel](tel:+33199001234)", '<p><a href="mailto:a@b.example">a@b.example</a> ou '
         '<a href="tel:+33199001234">tel</a></p>'),
        ("[lien][a]\n\n[a]: https://a.example", '<p><a href="https://a.example">lien</a></p>'),
        ("de {{ objectifs.decroche }}", '<p>de <x-variable name="objectifs.decroche"></x-variable></p>'),
        ("\\{x\\} \\*y\\* &nbsp;! `{a}`", "<p>{x} *y* \u00a0! <code>{a}</code></p>"),
        ("Il y a 3 < 4 et <nom>.", "<p>Il y a 3 &lt; 4 et &lt;nom&gt;.</p>"),
        ("[Prénom], [date]", "<p>[Prénom], [date]</p>"),
    ],
)  # fmt: skip
def test_markdown_becomes_elements(markdown: str, html: str, load_section: LoadSection) -> None:
    loaded = load_section(markdown)
    assert loaded.found == (), loaded.describe()
    assert loaded.html == html


def test_a_table_has_heads_and_numbers_to_the_right(load_section: LoadSection) -> None:
    loaded = load_section("| Mode | Frais |\n|---|--:|\n| Relais \\| point | 3,90 € |\n| Domicile | |")
    assert loaded.found == ()
    assert loaded.html == (
        '<table><thead><tr><th scope="col">Mode</th><th scope="col" class="numeric">Frais</th></tr></thead>'
        '<tbody><tr><td>Relais | point</td><td class="numeric">3,90 €</td></tr>'
        '<tr><td>Domicile</td><td class="numeric"></td></tr></tbody></table>'
    )


def test_a_note_stands_at_its_call(load_section: LoadSection) -> None:
    loaded = load_section("Un texte[^n], un autre[^m], le premier[^n].\n\n[^n]: La *première*.\n\n[^m]: L’autre.")
    assert loaded.found == ()
    assert loaded.html == (
        "<p>Un texte"
        '<a role="doc-noteref" href="#note-appel-1"></a><span role="doc-footnote" id="note-appel-1">La <em>première</em>.</span>'
        ", un autre"
        '<a role="doc-noteref" href="#note-appel-2"></a><span role="doc-footnote" id="note-appel-2">L’autre.</span>'
        ", le premier"
        '<a role="doc-noteref" href="#note-appel-3"></a><span role="doc-footnote" id="note-appel-3">La <em>première</em>.</span>'
        ".</p>"
    )


def test_each_block_knows_its_line(load_section: LoadSection) -> None:
    loaded = load_section("Un.\n\n- a\n- b\n\n> ## \n\nMot\n: Sens\n\n| a |\n|---|\n| 1 |\n")
    blocks = [element for node in loaded.section.body if isinstance(node, Element) for element in node.iter()]
    lines = {element.name: element.source.line for element in reversed(blocks) if element.source}
    assert (lines["p"], lines["ul"], lines["dl"], lines["dd"], lines["table"], lines["tr"]) == (8, 10, 15, 16, 18, 18)


def test_a_mistake_in_a_line_knows_line_and_column(load_section: LoadSection) -> None:
    loaded = load_section("Un texte\nsur deux {termes}`lignes`\n\n- et un {{ b c }}")
    assert [found.source for found in loaded.found] == [Source(FILE, 9, 10), Source(FILE, 11, 9)]


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("ftp://a.example", "scheme"),
        ("../autre.md", "no-scheme"),
        ("#ici", "no-scheme"),
        ("//a.example", "no-scheme"),
        ("https://", "address"),
        ("https://a:b@c.example", "address"),
        ("mailto:personne", "address"),
        ("tel:appeler", "address"),
        ("", "empty"),
        ("<mailto:{{ a.b }}>", "variable"),
    ],
)
def test_only_links_that_are_safe_are_let_through(href: str, reason: str, load_section: LoadSection) -> None:
    loaded = load_section(f"[ici]({href})")
    assert loaded.only("bad-link").parameters["reason"] == reason
    assert loaded.html == "<p>ici</p>"


@pytest.mark.parametrize(
    "html", ["<b>", "</p>", "<br/>", "<br>", "<script>x</script>", '<img src="x">', "<!-- note -->", "<a href=x>"]
)
def test_html_is_refused(html: str, load_section: LoadSection) -> None:
    assert set(load_section(f"Un {html} texte.").codes) == {"raw-html"}


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("```\ncode\n```", "code-block"),
        ("---", "thematic-break"),
        ("Un {terme} `appel`", "stray-braces"),
        ("Un {{ trou", "stray-braces"),
        ("Texte {#id}", "stray-braces"),
        ("Un texte ::: perdu", "stray-fence"),
        ("{.inconnu}\nTexte.", "bad-attribute"),
        ("{.chapeau}\n- a", "bad-attribute"),
        ("{lang=1}\nTexte.", "bad-attribute"),
        ("[x]{#y}", "bad-attribute"),
        ("[x]{.lead}", "bad-attribute"),
        ("{#a}\n{#b}\nTexte.", "attributes-without-block"),
        ("{#Été}\nTexte.", "bad-id"),
        ("Texte[^a].\n\n[^a]: - liste", "bad-note"),
        ("Texte[^a].\n\n[^a]: Voir[^b].\n\n[^b]: Là.", "misplaced-note"),
        ("[un](texte coupé", "stray-mark"),
        ("##Titre\n\nTexte.", "stray-mark"),
        ("| a | b |\n|---|---|\n| 1 |", "row-length"),
        ("&#x202e;", "bidi-character"),
    ],
)
def test_what_markdown_would_pass_in_silence_is_reported(markdown: str, code: str, load_section: LoadSection) -> None:
    assert load_section(markdown).codes == [code]


def test_a_setext_underline_makes_no_heading_by_accident_of_a_table(load_section: LoadSection) -> None:
    loaded = load_section("Titre\n-----\n\nTexte.")
    assert loaded.html.startswith('<section id="section-appel--1"><h3 class="section-title">Titre</h3>')


def test_an_escaped_sign_is_no_mistake(load_section: LoadSection) -> None:
    loaded = load_section("\\{terme\\} \\*\\* \\`x\\` \\<b\\>")
    assert loaded.found == ()
    assert loaded.html == "<p>{terme} ** `x` &lt;b&gt;</p>"
