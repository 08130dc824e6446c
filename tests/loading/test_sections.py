"""Headings nest, in the guide and in annexes."""

from __future__ import annotations

import pytest

from bible_builder.model.tree import Content, Element
from tests.loading.bibles import html
from tests.loading.conftest import Load, LoadSection


def test_subsections_nest_with_their_headings_first(load_section: LoadSection) -> None:
    loaded = load_section("Avant.\n\n## Un {#premier}\n\nA.\n\n### Deux\n\nB.\n\n## Trois\n\nC.")
    assert loaded.found == ()
    assert loaded.html == (
        '<p>Avant.</p><section id="block-premier"><h3 class="section-title">Un</h3><p>A.</p>'
        '<section id="section-appel--1"><h4 class="section-title">Deux</h4><p>B.</p></section></section>'
        '<section id="section-appel--2"><h3 class="section-title">Trois</h3><p>C.</p></section>'
    )


def test_annexes_have_their_own_headings(load: Load) -> None:
    loaded = load(
        {"annexes/annexes.yaml": "- {id: a, titre: A, fichier: a.md}", "annexes/a.md": "Avant.\n\n## Un\n\n### Deux\n\nB.\n"}
    )
    assert loaded.found == ()
    assert html(loaded.bible.annexes[0].body) == (
        '<p>Avant.</p><section class="annex-section" id="section-a--1"><h2 class="annex-heading">Un</h2>'
        '<section class="annex-section" id="section-a--2"><h3 class="annex-subheading">Deux</h3><p>B.</p></section></section>'
    )


def test_a_heading_may_hold_marks_and_attributes(load_section: LoadSection) -> None:
    loaded = load_section("{#avant}\n## Le {index}`rappel` {{ objectifs.decroche }}\n\nA.")
    assert loaded.found == ()
    assert loaded.html.startswith('<section id="block-avant"><h3 class="section-title">Le <x-index')


def test_a_passage_with_headings_stands_among_the_sections(load_section: LoadSection) -> None:
    loaded = load_section("## Un\n\nA.\n\n:::{seulement} interne\n## Deux\n\nB.\n\n### Trois\n\nC.\n:::\n\n## Quatre\n\nD.")
    assert loaded.found == ()
    assert loaded.html == (
        '<section id="section-appel--1"><h3 class="section-title">Un</h3><p>A.</p></section><x-only audiences="interne">'
        '<section id="section-appel--2"><h3 class="section-title">Deux</h3><p>B.</p><section id="section-appel--3">'
        '<h4 class="section-title">Trois</h4><p>C.</p></section></section></x-only>'
        '<section id="section-appel--4"><h3 class="section-title">Quatre</h3><p>D.</p></section>'
    )


def test_a_passage_with_a_deeper_heading_stands_in_its_section(load_section: LoadSection) -> None:
    loaded = load_section("## Un\n\nA.\n\n:::{seulement} interne\n### Deux\n\nB.\n:::")
    assert loaded.found == ()
    assert '<p>A.</p><x-only audiences="interne"><section id="section-appel--2"><h4' in loaded.html


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("# Un\n\nA.", "heading-too-high"),
        ("## Un\n\n### Deux\n\n#### Trois\n\nA.", "heading-too-deep"),
        ("A.\n\n### Un\n\nB.", "heading-skips-level"),
        (":::{seulement} interne\nA.\n\n## Un\n\nB.\n:::", "heading-in-only"),
        (":::{seulement} interne\n## Un\n\nA.\n:::\n\nB.", "heading-in-only"),
        (":::{seulement} interne\n### Un\n\nA.\n:::", "heading-skips-level"),
        ("## {#x}\n\nA.", "empty-heading"),
        ("## Un {#x y}\n\nA.", "stray-braces"),
        (":::{regle}\n:::{seulement} interne\n## Un\n:::\n:::", "misplaced-heading"),
    ],
)
def test_headings_out_of_order_are_reported(markdown: str, code: str, load_section: LoadSection) -> None:
    assert code in load_section(markdown).codes


def test_a_chapter_s_introduction_has_no_headings(load: Load) -> None:
    loaded = load({"guide/1-accueil/_chapitre.md": "---\nid: a\ntitre: A\n---\n## Non\n\nTexte.\n"})
    loaded.only("misplaced-heading")
    assert html(loaded.bible.chapters[0].body) == "<p>Texte.</p>"


def test_two_sections_may_have_the_same_number_of_subsections_and_no_id_twice(load: Load) -> None:
    """``section-a--1`` is generated; no author's id holds two hyphens, so ``a-1`` and ``a`` cannot meet."""
    body = "## Un\n\nA.\n"
    loaded = load(
        {
            "guide/1-accueil/20-a.md": f"---\nid: a\ntitre: A\n---\n{body}",
            "guide/1-accueil/30-b.md": f"---\nid: a-1\ntitre: B\n---\n{body}",
        }
    )
    assert loaded.found == ()
    ids = [element.get("id") for section in loaded.bible.chapters[0].sections for element in _sections(section.body)]
    assert ids == ["section-a--1", "section-a-1--1"]


def _sections(body: Content) -> list[Element]:
    return [node for node in body if isinstance(node, Element) and node.name == "section"]
