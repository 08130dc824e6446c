"""The figures of a bible: each count is right on a tiny one, and what falls short is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from bible_builder.model.bible import AnnexKind, Concordance, IndexReference
from tests.assembly.factory import HERE, annex, bible, chapter, column, nodes, resolved, row, section, sheet, term
from tests.bibles import build_tiny
from tools.figures import Figure, count_words, figures, lines, main

TWICE = "<p>un deux trois quatre cinq six sept huit</p>"
BODY = """\
<p>Un <em>ap</em>pel<a role="doc-noteref" href="#note-a-1"></a><span role="doc-footnote" id="note-a-1">de nuit</span> :
« oui ». <x-see target="b" form="full"/></p>
<blockquote class="letter"><p>Bonjour,</p></blockquote>
<table data-orientation="landscape"><thead><tr><th scope="col">Cas</th></tr></thead>
<tbody><tr><td>Un retard</td></tr></tbody></table>
<p><x-index entry='["appel", "entrant"]'>entrant</x-index> <x-index entry='["courriel"]'>courriel</x-index></p>
<figure><img src="a.svg" alt="Un dessin."/><figcaption>Un dessin</figcaption></figure>
"""
TINY = bible(
    chapter(section("a", BODY + TWICE), section("b", TWICE + "<p>Un colis en attente.</p>")),
    terms=[term("colis", "Paquet.", indexed=True, synonyms=("paquet",)), term("avoir", "Somme.", always=True)],
    annexes=[
        annex("liste", kind=AnnexKind.TABLE, path=Path("magasins.csv"), sheets=(sheet((column("a"),), row("1"), row("2")),)),
        annex("prix", kind=AnnexKind.TABLE, path=Path("catalogue.xlsx"), sheets=(sheet((column("a"),), row("1"), title="Un"),)),
    ],
    concordance=(Concordance(words=("en attente",), entry="attente", source=HERE),),
    index_references=(IndexReference(entry="courriel", target="appel", also=True, source=HERE),),
)


def counted(pdf: Path | None = None, errors: int = 0) -> dict[str, float]:
    return {figure.name.strip(): figure.found for figure in figures(TINY, resolved(TINY), errors, pdf)}


def test_what_a_tiny_bible_holds_is_counted() -> None:
    found = counted()
    assert {name: found[name] for name in ("chapters", "sections", "terms of the lexicon", "mistakes in the content")} == {
        "chapters": 1, "sections": 2, "terms of the lexicon": 2, "mistakes in the content": 0,
    }  # fmt: skip
    assert (found["stores"], found["sheets of the catalogue"], found["rows of the catalogue"]) == (2, 1, 1)
    elements = {"letters": 1, "figures": 1, "tables": 3, "footnotes": 1, "cross-references": 1, "landscape tables": 1}
    assert elements.items() <= found.items()
    assert found["sequences of 8 words repeated"] == 1


def test_the_index_is_counted_level_by_level_and_by_who_made_it() -> None:
    found = counted()
    # by hand: appel, appel!entrant, courriel; by the machine: attente, colis, paquet (see colis)
    assert (found["headings of the index, all levels"], found["of the first level"], found["below it"]) == (6, 5, 1)
    assert (found["with subheadings"], found["from lexicon and concordance alone"]) == (1, 50)
    assert (found["references: see"], found["references: see also"]) == (1, 1)


@pytest.mark.parametrize(
    ("html", "words", "without_tables"),
    [
        ("<p>Un <em>ap</em>pel, deux.</p><p>Trois</p>", 4, 4),
        ("<p>« bonjour » : 48\u202fh – non !</p>", 4, 4),
        ('<h3 class="section-title"><span class="number">2.1.1</span> Le mot</h3>', 2, 2),
        ("<p>a</p><table><tbody><tr><td>b</td><td>c d</td></tr></tbody></table><p>e</p>", 5, 2),
        ('<p>Mot<a role="doc-noteref" href="#n">1</a><span role="doc-footnote" id="n">et note</span></p>', 3, 3),
        ('<figure><img src="a" alt="un deux trois"/></figure>', 0, 0),
    ],
)
def test_words_are_those_that_somebody_wrote(html: str, words: int, without_tables: int) -> None:
    assert (count_words(nodes(html)), count_words(nodes(html), with_tables=False)) == (words, without_tables)


def test_pages_are_counted_when_there_is_a_file(tmp_path: Path) -> None:
    assert "pages of the PDF" not in counted()
    document = pikepdf.new()
    for _ in range(3):
        document.add_blank_page()
    document.save(tmp_path / "a.pdf")
    assert counted(tmp_path / "a.pdf")["pages of the PDF"] == 3


def test_each_figure_says_what_is_demanded_and_whether_it_is_there() -> None:
    table = list(
        lines(
            [Figure("words", 25_000, 25_000), Figure("terms", 99, 100), Figure("share", 40.5, most=40, unit=" %"), Figure("a", 3)]
        )
    )
    assert [line.split("  ")[-1].strip() for line in table] == ["good", "SHORT", "TOO MUCH", "3"]
    assert table[0] == "words     25 000   ≥ 25 000  good"
    assert "40.5 %" in table[2] and "≤ 40 %" in table[2]


def test_a_bible_that_falls_short_ends_with_1_and_none_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert main([str(build_tiny("table", tmp_path)), "--built", str(tmp_path)]) == 1
    assert "sections" in capsys.readouterr().out


def test_mistakes_and_repetitions_alone_make_it_fall_short() -> None:
    short = {figure.name for figure in figures(TINY, resolved(TINY), 2) if figure.most == 0 and not figure.good}
    assert short == {"mistakes in the content", "sequences of 8 words repeated"}
    whole = replace(TINY, formulas=("un deux trois quatre cinq six sept huit",))
    assert all(figure.good for figure in figures(whole, resolved(whole), 0) if figure.most == 0)
