"""Exactly what has new or other words is marked in the trees, and no word is another one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bible_builder.comparison import compare, marked, take
from bible_builder.comparison.blocks import blocks_of, placed_blocks
from bible_builder.errors import Source
from bible_builder.model.bible import Annex, AnnexKind, Bible, Column, Sheet, TableRow, Term, TermGroup
from bible_builder.model.changes import CHANGED
from bible_builder.model.tree import Content, Element, from_html, texts, to_html
from tests.layout.resolved import chapter, section


def written(html: str) -> Bible:
    """A resolved bible of one section."""
    from tests.layout.resolved import bible

    made = bible(Path("/nowhere"))
    return replace(made, chapters=(chapter("c", "1", "C", section("s", "1.1", "S", html)),), annexes=(), terms=(), lexicon=())


def told(old: Bible, new: Bible) -> Bible:
    return marked(new, compare(take(old, old, {}), take(new, new, {})))


def body(old: str, new: str) -> Content:
    return told(written(old), written(new)).chapters[0].sections[0].body


def marks(content: Content) -> list[str]:
    """The name and the words of each marked element."""
    found = (element for node in content if isinstance(node, Element) for element in node.iter())
    return [f"{element.name}: {element.text()}" for element in found if element.get(CHANGED) == "yes"]


CASES = {
    "a paragraph": ("<p>Reste.</p><p>Nous appelons.</p>", "<p>Reste.</p><p>Nous rappelons.</p>", ["p: Nous rappelons."]),
    "a new one": ("<p>Reste.</p>", "<p>Reste.</p><p>Arrive.</p>", ["p: Arrive."]),
    "an item": ("<ul><li><p>un</p></li><li><p>deux</p></li></ul>", "<ul><li><p>un</p></li><li><p>six</p></li></ul>", ["p: six"]),
    "a row": (
        "<table><tbody><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></tbody></table>",
        "<table><tbody><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>3</td></tr></tbody></table>",
        ["tr: b3"],
    ),
    "a heading": (
        '<section id="x"><h3 class="section-title">Avant</h3><p>Reste.</p></section>',
        '<section id="x"><h3 class="section-title">Après</h3><p>Reste.</p></section>',
        ["h3: Après"],
    ),
    "a note, by the line that calls it": (
        '<p>Reste<a role="doc-noteref" href="#n">1</a><span role="doc-footnote" id="n">Une note.</span></p><p>Fin.</p>',
        '<p>Reste<a role="doc-noteref" href="#n">1</a><span role="doc-footnote" id="n">Une autre note.</span></p><p>Fin.</p>',
        ["p: Reste1Une autre note."],
    ),
    "a picture": (
        '<figure><img src="a.png" alt="Un plan"/></figure>', '<figure><img src="a.png" alt="Une carte"/></figure>', ["figure: "],
    ),
    "what moved": (
        "<p>Le premier mot compte.</p><p>Le second vient après lui.</p><p>Le dernier ferme la marche.</p>",
        "<p>Le dernier ferme la marche.</p><p>Le premier mot compte.</p><p>Le second vient après lui.</p>",
        ["p: Le dernier ferme la marche."],
    ),
    "typography alone": ("<p>L'appel \"entrant\" : oui</p>", "<p>L’appel «\u00a0entrant\u00a0»\u00a0: oui</p>", []),
    "what is gone": ("<p>Reste.</p><p>Part.</p>", "<p>Reste.</p>", []),
    "a number": ('<p>Voir <span class="number">2</span>.</p>', '<p>Voir <span class="number">3</span>.</p>', []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_changed_is_marked_and_nothing_else(name: str) -> None:
    old, new, expected = CASES[name]
    found = body(old, new)
    assert marks(found) == expected
    assert to_html(found).replace(f' {CHANGED}="yes"', "") == to_html(from_html(new))


def test_each_block_knows_the_way_to_its_element() -> None:
    content = from_html("<p>a</p><ul><li><p>b</p><ul><li><p>c</p></li></ul></li></ul><aside class='rule'><p>d</p></aside>")
    placed = placed_blocks(content)
    assert [block for block, _way in placed] == list(blocks_of(content))
    assert [way for _block, way in placed] == [(0,), (1, 0, 0), (1, 0, 1, 0, 0), (2, 0)]


def test_a_definition_of_words_alone_is_marked_as_the_paragraph_it_becomes() -> None:
    def lexicon(words: str) -> Bible:
        term = Term(source=Source("content/lexique.yaml", 3), id="avoir", term="avoir", definition=(words,))
        return replace(written("<p>a</p>"), terms=(term,), lexicon=(TermGroup("A", (term,)),))

    made = told(lexicon("Une somme due."), lexicon("Une somme portée au compte."))
    (group,) = made.lexicon
    assert marks(group.terms[0].definition) == ["p: Une somme portée au compte."]
    assert made.terms == group.terms


def test_rows_of_an_annex_are_marked_where_they_are_printed_by_group() -> None:
    place = Source("content/annexes/magasins.csv", 1)
    columns = tuple(Column(source=place, name=name, title=name) for name in ("code", "ville"))

    def shops(*rows: tuple[str, str, str]) -> Bible:
        lines = tuple(TableRow(source=place, cells=(code, town), group=group) for code, town, group in rows)
        cells = {code: f"<tr><td>{code}</td><td>{town}</td></tr>" for code, town, _group in rows}
        groups = sorted({group for *_rest, group in rows}, key=[group for *_rest, group in rows].index)
        html = "".join(
            "<table class='data'><thead><tr><th scope='col'>code</th></tr></thead><tbody>"
            + "".join(cells[code] for code, _town, mine in rows if mine == group) + "</tbody></table>"
            for group in groups
        )  # fmt: skip
        annex = Annex(
            source=place, id="m", title="M", kind=AnnexKind.TABLE, path=Path("/nowhere/m.csv"), body=from_html(html),
            sheets=(Sheet(source=place, title="", columns=columns, rows=lines),),
        )  # fmt: skip
        return replace(written("<p>a</p>"), annexes=(annex,))

    old = shops(("A", "Lyon", "Sud"), ("B", "Lille", "Nord"), ("C", "Nice", "Sud"))
    new = shops(("A", "Lyon", "Sud"), ("B", "Roubaix", "Nord"), ("C", "Nice", "Sud"), ("D", "Sète", "Sud"))
    assert marks(told(old, new).annexes[0].body) == ["tr: DSète", "tr: BRoubaix"]


def test_a_bible_that_is_what_it_was_comes_back_as_it_was() -> None:
    same = written("<p>Un mot.</p>")
    assert told(same, same) == same
    assert texts(body("<p>Un.</p>", "<p>Deux.</p>")) == "Deux."
