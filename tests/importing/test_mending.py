"""Each pass that mends a tree, and what it leaves alone. Trees are written as HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bible_builder.errors import Severity
from bible_builder.importing.markdown import markdown
from bible_builder.importing.mending import Mended, mended
from bible_builder.importing.mending_typography import typeset_back
from bible_builder.model.bible import Bible
from bible_builder.model.languages import Language
from bible_builder.model.tree import Content, Element, from_html, to_html
from bible_builder.model.vocabulary import row_of
from tests.importing.reread import loaded, reread


def put_right(html: str) -> Mended:
    return mended(from_html(html), "envoi.docx")


def body(html: str) -> str:
    return to_html(put_right(html).body)


def said(html: str) -> dict[str, str]:
    return {diagnostic.code: diagnostic.parameters["text"] for diagnostic in put_right(html).diagnostics}


def section(number: int, level: int, title: str, *inner: str) -> str:
    return f'<section id="s{number}"><h{level} class="section-title">{title}</h{level}>{"".join(inner)}</section>'


# headings --------------------------------------------------------------------------------------------------------------


def test_a_short_bold_paragraph_heads_the_text_below_it() -> None:
    html = "<p>Début.</p><p><strong>Écouter</strong></p><p>On laisse finir.</p>"
    assert body(html) == "<p>Début.</p>" + section(1, 3, "Écouter", "<p>On laisse finir.</p>")
    assert said(html) == {"word-mended-headings": "Écouter"}


@pytest.mark.parametrize(
    "html",
    [
        "<p>Début.</p><p><strong>Ceci est dit.</strong></p><p>Suite.</p>",
        "<p>Début.</p><p><strong>Attention :</strong></p><p>Suite.</p>",
        "<p>Début.</p><p><strong>Attention</strong> au chien</p><p>Suite.</p>",
        "<p>Début.</p><p>Suite.</p><p><strong>La fin</strong></p>",
        f"<p>Début.</p><p><strong>{'mot ' * 30}</strong></p><p>Suite.</p>",
        "<p>Début.</p><p><strong>un</strong></p><p><strong>deux</strong></p><p><strong>trois</strong></p><p>Suite.</p>",
        "<p>Début.</p><p><strong>24/7</strong></p><p>Suite.</p>",
    ],
    ids=["full stop", "colon", "half bold", "no text below", "long", "all bold", "no letter"],
)
def test_a_bold_paragraph_that_is_no_heading_stays_one(html: str) -> None:
    assert "<section" not in body(html)


def test_capitals_and_numbers_give_the_levels_of_bold_headings() -> None:
    html = (
        "<p>Début.</p><p><strong>LES RÈGLES</strong></p><p>Un.</p><p><strong>Écouter</strong></p><p>Deux.</p>"
        "<p><strong>LES OUTILS</strong></p><p>Trois.</p>"
    )
    inner = section(2, 4, "Écouter", "<p>Deux.</p>")
    assert (
        body(html)
        == f"<p>Début.</p>{section(1, 3, 'LES RÈGLES', '<p>Un.</p>', inner)}{section(3, 3, 'LES OUTILS', '<p>Trois.</p>')}"
    )


def test_a_bold_heading_stands_below_the_documents_own() -> None:
    html = "<p>x</p>" + '<x-heading level="1">A</x-heading><p>a</p><p><strong>b</strong>b</p>'.replace(
        "<strong>b</strong>b", "<strong>bb</strong>"
    )
    html += "<p>c</p>"
    assert body(html) == "<p>x</p>" + section(1, 3, "A", "<p>a</p>", section(2, 4, "bb", "<p>c</p>"))


def test_a_bold_paragraph_too_deep_for_a_heading_is_what_it_was() -> None:
    html = '<p>x</p><x-heading level="1">A</x-heading><p>a</p><x-heading level="2">B</x-heading><p>b</p>'
    html += "<p><strong>Cas</strong></p><p>c</p>"
    inner = section(2, 4, "B", "<p>b</p><p><strong>Cas</strong></p><p>c</p>")
    assert body(html) == "<p>x</p>" + section(1, 3, "A", "<p>a</p>", inner)
    assert said(html) == {}


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("1.2.3 Le rappel", "Le rappel"),
        ("2. Le rappel", "Le rappel"),
        ("II – Le rappel", "Le rappel"),
        ("Chapitre 3 : Le rappel", "Le rappel"),
        ("3) Le rappel", "Le rappel"),
        ("2024 en chiffres", "2024 en chiffres"),
        ("24 h pour répondre", "24 h pour répondre"),
        ("Vie du client", "Vie du client"),
        ("À faire", "À faire"),
        ("A. Bertin, fondatrice", "A. Bertin, fondatrice"),
    ],
)
def test_numbers_typed_before_a_heading_are_taken_off_and_nothing_else(typed: str, title: str) -> None:
    html = f'<p>x</p><x-heading level="2">{typed}</x-heading><p>y</p>'
    assert body(html) == "<p>x</p>" + section(1, 3, title, "<p>y</p>")
    assert said(html) == ({} if typed == title else {"word-mended-numbers": typed})


def test_numbered_lines_are_headings_when_each_has_a_text_and_they_count() -> None:
    html = "<p>x</p><p>1. Écouter</p><p>On écoute.</p><p>2. Agir</p><p>On agit.</p>"
    assert body(html) == "<p>x</p>" + section(1, 3, "Écouter", "<p>On écoute.</p>") + section(2, 3, "Agir", "<p>On agit.</p>")
    assert "<section" not in body("<p>x</p><p>3. Écouter</p><p>On écoute.</p>")


def test_a_section_has_two_levels_and_skips_none() -> None:
    html = "<p>x</p>" + "".join(f'<x-heading level="{level}">T{level}</x-heading><p>t</p>' for level in (2, 4, 5))
    deep = "<p><strong>T5</strong></p><p>t</p>"
    assert body(html) == "<p>x</p>" + section(1, 3, "T2", "<p>t</p>", section(2, 4, "T4", "<p>t</p>", deep))
    assert said(html) == {"word-mended-deep-headings": "T5"}


def test_the_heading_above_all_others_is_the_title() -> None:
    found = put_right('<x-heading level="1">Le rappel</x-heading><p>x</p><x-heading level="2">Avant</x-heading><p>y</p>')
    assert found.title == "Le rappel"
    assert to_html(found.body) == "<p>x</p>" + section(1, 3, "Avant", "<p>y</p>")
    assert put_right('<x-heading level="1">A</x-heading><p>x</p><x-heading level="1">B</x-heading><p>y</p>').title == ""


def test_a_heading_in_a_list_or_quotation_is_a_bold_paragraph() -> None:
    html = '<p>x</p><blockquote><x-heading level="1">T</x-heading><p>y</p></blockquote>'
    assert body(html) == "<p>x</p><blockquote><p><strong>T</strong></p><p>y</p></blockquote>"


# lists -----------------------------------------------------------------------------------------------------------------


def items(*texts: str) -> str:
    return "".join(f"<li><p>{text}</p></li>" for text in texts)


@pytest.mark.parametrize(
    ("lines", "html"),
    [
        (("- un", "- deux"), f"<ul>{items('un', 'deux')}</ul>"),
        (("– un", "– deux"), f"<ul>{items('un', 'deux')}</ul>"),
        (("• un",), f"<ul>{items('un')}</ul>"),
        (("o un", "o deux"), f"<ul>{items('un', 'deux')}</ul>"),
        (("1. un", "2. deux"), f"<ol>{items('un', 'deux')}</ol>"),
        (("3) un", "4) deux"), f'<ol start="3">{items("un", "deux")}</ol>'),
        (("a) un", "b) deux"), f"<ol>{items('un', 'deux')}</ol>"),
        (("1. un", "- dedans", "2. deux"), f"<ol><li><p>un</p><ul>{items('dedans')}</ul></li>{items('deux')}</ol>"),
    ],
)
def test_typed_marks_make_a_list(lines: tuple[str, ...], html: str) -> None:
    typed = "".join(f"<p>{line}</p>" for line in lines)
    assert body(f"<p>Voici ce qui compte ici :</p>{typed}<p>Fin.</p>") == f"<p>Voici ce qui compte ici :</p>{html}<p>Fin.</p>"


@pytest.mark.parametrize(
    "lines",
    [
        ("— Allô ?", "— Bonjour, Maison Lorme."),
        ("- 12 degrés au plus.",),
        ("2. suite d’un texte.", "5. autre chose."),
        ("Un.", "Deux."),
        ("-12 ou -15", "-20"),
    ],
    ids=["dialogue", "alone", "does not count", "no marks", "numbers"],
)
def test_what_is_no_list_stays_as_typed(lines: tuple[str, ...]) -> None:
    assert "<li>" not in body("".join(f"<p>{line}</p>" for line in lines))


def test_a_lone_mark_keeps_its_words() -> None:
    assert body("<p>3. suite d’un texte.</p><p>y</p>") == "<p>3. suite d’un texte.</p><p>y</p>"


def test_marks_on_the_lines_of_one_paragraph_make_a_list() -> None:
    html = "<p>À dire :<br/>• bonjour<br/>• merci</p>"
    assert body(html) == f"<p>À dire :</p><ul>{items('bonjour', 'merci')}</ul>"


def test_lists_that_go_on_are_one() -> None:
    html = f"<ul>{items('un')}</ul><ul>{items('deux')}</ul><ol>{items('a', 'b')}</ol>"
    right = f"<ul>{items('un', 'deux')}</ul><ol>{items('a', 'b', 'c')}</ol><ol>{items('d')}</ol>"
    assert body(html + f'<ol start="3">{items("c")}</ol><ol>{items("d")}</ol>') == right


def test_a_bullet_that_was_typed_in_a_true_list_is_taken_off() -> None:
    assert body("<ul><li><p>• un</p></li></ul>") == f"<ul>{items('un')}</ul>"


# e-mail ----------------------------------------------------------------------------------------------------------------

HEAD = "<p>De : Ève</p><p>Envoyé : lundi</p><p>Objet : colis</p>"


def test_a_pasted_message_is_a_quotation_up_to_its_signature() -> None:
    mail = f"{HEAD}<p>Bonjour,</p><p>C’est fait.</p><p>Cordialement,</p><p>Ève</p>"
    html = f"<p>Avant.</p>{mail}<p>Après, un texte qui finit par un point.</p>"
    quoted = "<p>De : Ève<br/>Envoyé : lundi<br/>Objet : colis</p><p>Bonjour,</p><p>C’est fait.</p><p>Cordialement,<br/>Ève</p>"
    assert body(html) == f"<p>Avant.</p><blockquote>{quoted}</blockquote><p>Après, un texte qui finit par un point.</p>"
    assert said(html) == {"word-mended-mail": "colis"}


def test_a_message_ends_at_the_next_heading_and_at_the_next_message() -> None:
    html = f'<p>x</p>{HEAD}<p>Un.</p>{HEAD}<p>Deux.</p><x-heading level="2">Titre</x-heading><p>y</p>'
    assert body(html).count("<blockquote>") == 2
    assert body(html).endswith(section(1, 3, "Titre", "<p>y</p>"))


def test_two_lines_that_look_like_a_head_are_none() -> None:
    html = "<p>De : Paris</p><p>À : Lyon</p><p>Le trajet dure deux heures.</p>"
    assert "<blockquote>" not in body(html)


def test_lines_quoted_in_mail_are_a_quotation() -> None:
    assert (
        body("<p>x</p><p>&gt; Un<br/>&gt;&gt; deux</p><p>y</p>") == "<p>x</p><blockquote><p>Un<br/>deux</p></blockquote><p>y</p>"
    )


# tables ----------------------------------------------------------------------------------------------------------------


def table(*rows: str) -> str:
    head, *others = rows
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in others)}</tbody></table>"


def cells(*texts: str, tag: str = "td") -> str:
    scope = ' scope="col"' if tag == "th" else ""
    return "".join(f"<{tag}{scope}>{text}</{tag}>" for text in texts)


def test_a_merged_cell_is_repeated_in_each_it_covered() -> None:
    html = table(cells("A", "B", "C", tag="th"), '<td rowspan="2">x</td><td colspan="2">y</td>', cells("1", "2"))
    assert body(html) == table(cells("A", "B", "C", tag="th"), cells("x", "y", "y"), cells("x", "1", "2"))


def test_two_head_rows_become_one() -> None:
    html = table('<th rowspan="2">A</th><th colspan="2">Délai</th>', cells("Tél.", "Courriel"), cells("x", "1", "2"))
    assert body(html) == table(cells("A", "Délai – Tél.", "Délai – Courriel", tag="th"), cells("x", "1", "2"))


def test_a_cell_as_wide_as_the_table_is_a_title_row() -> None:
    html = table(cells("A", "B", tag="th"), '<td colspan="2">Maison</td>', cells("1", "2"))
    assert body(html) == table(cells("A", "B", tag="th"), cells("<strong>Maison</strong>", ""), cells("1", "2"))


def test_a_first_row_of_one_cell_is_the_caption_and_a_last_one_a_remark() -> None:
    wide = '<td colspan="2">{}</td>'
    html = table(wide.format("Les délais"), cells("A", "B"), cells("1", "2"), wide.format("Jours ouvrés."))
    right = table(cells("A", "B", tag="th"), cells("1", "2")).replace("<thead>", "<caption>Les délais</caption><thead>")
    assert body(html) == right + "<p>Jours ouvrés.</p>"


@pytest.mark.parametrize("inner", [cells("x"), cells(""), ""])
def test_the_caption_of_a_table_that_is_none_is_a_paragraph(inner: str) -> None:
    html = f"<table><caption>Légende</caption><tbody><tr>{inner}</tr></tbody></table><p>y</p>"
    assert body(html) == f"<p>Légende</p>{'<p>x</p>' if 'x' in inner else ''}<p>y</p>"


def test_widths_are_kept_while_the_columns_are() -> None:
    widths = '<colgroup><col data-width="30"/><col data-width="70"/></colgroup>'
    html = table(cells("A", "B", tag="th"), cells("1", "2")).replace("<thead>", f"{widths}<thead>")
    assert body(html) == html
    html = table(cells("A", "", tag="th"), cells("1", "")).replace("<thead>", f"{widths}<thead>")
    assert widths not in body(html)


def test_short_rows_are_filled_and_empty_rows_and_columns_dropped() -> None:
    html = table(cells("A", "", "B", tag="th"), cells("1"), cells("", "", ""), cells("2", "", "3"))
    assert body(html) == table(cells("A", "B", tag="th"), cells("1", ""), cells("2", "3"))
    assert "word-mended-table" in said(html)


@pytest.mark.parametrize(
    "html",
    [
        table(cells("<p>Un.</p><p>Deux.</p>", tag="th")),
        f"<table><tbody><tr>{cells('<p>Un.</p><p>Deux.</p>')}</tr></tbody></table>",
    ],
)
def test_a_table_of_one_cell_is_unpacked(html: str) -> None:
    assert body(html) == "<p>Un.</p><p>Deux.</p>"


def test_a_cell_of_several_blocks_is_one_line() -> None:
    html = table(
        cells("A", "B", tag="th"), cells("<p>un</p><p>deux.</p><p>trois</p>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>")
    )
    assert body(html) == table(cells("A", "B", tag="th"), cells("un ; deux. trois", "a ; b"))


def test_a_table_in_a_cell_follows_on_in_it() -> None:
    inner = table(cells("Tél.", "Courriel", tag="th"), cells("1 h", "2 h"))
    html = table(cells("A", "B", tag="th"), cells("x", f"<p>Délais</p>{inner}"))
    assert body(html) == table(cells("A", "B", tag="th"), cells("x", "Délais ; Tél. : Courriel ; 1 h : 2 h"))


def test_a_table_without_words_is_dropped() -> None:
    assert body("<p>x</p>" + table(cells("", tag="th"), cells(""))) == "<p>x</p>"


# runs and paragraphs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "right"),
    [
        ("<p>a <strong>rem</strong><strong>bour</strong><strong>sé</strong> b</p>", "<p>a <strong>remboursé</strong> b</p>"),
        ("<p>a <strong>un</strong> <strong>deux</strong> b</p>", "<p>a <strong>un deux</strong> b</p>"),
        ("<p>a<strong> un </strong>b</p>", "<p>a <strong>un</strong> b</p>"),
        ("<p>a<strong> </strong>b</p>", "<p>a b</p>"),
        ("<p>a <em>rem</em><em>is</em> <em><strong>x</strong></em> b</p>", "<p>a <em>remis <strong>x</strong></em> b</p>"),
        ("<p>  a  b  </p><p> </p><p><br/></p><p>c</p>", "<p>a b</p><p>c</p>"),
        ("<p>té\u00adlé\u200bphone</p><p>c</p>", "<p>téléphone</p><p>c</p>"),
    ],
)
def test_words_cut_by_formatting_are_whole_again(html: str, right: str) -> None:
    assert body(html) == right


# typography ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ('Il dit "bonjour".', "Il dit « bonjour »."),
        ("Il dit “bonjour”.", "Il dit « bonjour »."),
        ('« Dites "merci" »', "« Dites “merci” »"),
        ("<<oui>>", "« oui »"),
        ("«oui»", "« oui »"),
        ("«\u00a0oui\u202f»", "« oui »"),
        ("l'eau, aujourd'hui", "l’eau, aujourd’hui"),
        ("L'ÉTAT D'ESPRIT", "L’ÉTAT D’ESPRIT"),
        ("Ecole", "Ecole"),
        ("attendez...", "attendez…"),
        ("attendez ...", "attendez…"),
        ("Quoi?! Oui; non: peut-être!", "Quoi ?! Oui ; non : peut-être !"),
        ("Quoi\u202f? Oui\u00a0: non", "Quoi ? Oui : non"),
        ("un , deux .", "un, deux."),
        ("à 12:30, v. 1.2", "à 12:30, v. 1.2"),
        ("voir https://a.example/x?y=1;z:2 ici", "voir https://a.example/x?y=1;z:2 ici"),
        ("écrire à l'adresse jean.d'ormesson@a.example!", "écrire à l’adresse jean.d'ormesson@a.example !"),
        ("20\u00a0%, 1\u202f234\u00a0€", "20 %, 1 234 €"),
        ("ça va :) ;-)", "ça va :) ;-)"),
        ("6' ou 5\" de tube", "6' ou 5\" de tube"),
        ("colonne\tsuivante", "colonne suivante"),
    ],
)
def test_french_is_typed_as_section_files_have_it(typed: str, right: str) -> None:
    assert typeset_back((typed,)) == (right,)


def test_code_and_other_languages_are_left_alone() -> None:
    html = '<p><code>if a: "b"</code> et <span lang="en">don\'t "stop"!</span> d\'accord</p>'
    assert to_html(typeset_back(from_html(html))) == html.replace("d'accord", "d’accord")


def test_quotation_marks_are_paired_across_formatting() -> None:
    html = '<p>Dire "je <em>vous</em> écoute".</p>'
    assert to_html(typeset_back(from_html(html))) == "<p>Dire « je <em>vous</em> écoute ».</p>"


def test_another_language_gets_plain_spaces_alone() -> None:
    assert typeset_back(('Don\'t\u00a0say "no"!',), "en") == ('Don\'t say "no"!',)


PIECES = st.lists(
    st.sampled_from(["mot", "L'eau", '"', "«", "»", " ", "\u00a0", "...", "…", "!", "?", ":", ",", ".", "“", "”", "\n"]),
    max_size=14,
)


@given(PIECES)
def test_typography_is_mended_once(pieces: list[str]) -> None:
    once = typeset_back(("".join(pieces),))
    assert typeset_back(once) == once


# laws ------------------------------------------------------------------------------------------------------------------

LINES = st.lists(
    st.sampled_from(
        [
            "mot",
            "1. un",
            "2. deux",
            "- x",
            "• y",
            "a) z",
            "De : Ève",
            "Objet : x",
            "Envoyé : y",
            "&gt; cité",
            "LE TITRE",
            "1.2 Suite",
            "fin.",
            "",
        ]
    ),
    max_size=4,
).map("<br/>".join)


def spanned(across: int, down: int, inner: str) -> str:
    return f'<td colspan="{across}" rowspan="{down}">{inner}</td>'


def table_of(rows: list[list[str]]) -> str:
    return "<table><tbody>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</tbody></table>"


BLOCKS = st.recursive(
    st.one_of(
        LINES.map(lambda text: f"<p>{text}</p>"),
        LINES.map(lambda text: f"<p><strong>{text}</strong></p>"),
        st.tuples(st.integers(1, 6), LINES).map(lambda pair: f'<x-heading level="{pair[0]}">{pair[1]}</x-heading>'),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda found: f"<ul>{''.join(f'<li>{block}</li>' for block in found)}</ul>"),
        st.lists(inner, max_size=3).map(lambda found: f"<blockquote>{''.join(found)}</blockquote>"),
        st.lists(
            st.lists(st.builds(spanned, st.integers(1, 3), st.integers(1, 3), inner), max_size=3), min_size=1, max_size=3
        ).map(table_of),
    ),
    max_leaves=12,
)


def outside_the_vocabulary(content: Content) -> list[str]:
    return [
        e.name for node in content if isinstance(node, Element) for e in node.iter() if row_of(e) is None and e.name != "colgroup"
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(BLOCKS, max_size=8))
def test_whatever_comes_in_what_goes_out_is_of_the_vocabulary(blocks: list[str]) -> None:
    found = mended(from_html("".join(blocks)), "envoi.docx")
    assert outside_the_vocabulary(found.body) == []
    for element in (e for node in found.body if isinstance(node, Element) for e in node.iter()):
        if element.name == "table":
            rows = [row for part in element.elements if part.name in {"thead", "tbody"} for row in part.elements]
            assert len({len(row.elements) for row in rows}) == 1 and len(rows) > 1


@settings(max_examples=40, deadline=None)
@given(st.lists(BLOCKS, max_size=8))
def test_no_word_is_lost(blocks: list[str]) -> None:
    """Numbers and signs may go; words may not."""

    def words(content: Content) -> set[str]:
        return {
            word.strip("*.,;:»«")
            for word in to_html(content).replace("<", " <").replace(">", "> ").split()
            if word.strip("*.,;:»«").isalpha() and len(word) > 2
        }

    tree = from_html("".join(blocks))
    found = mended(tree, "envoi.docx")
    assert words(tree) - {"strong", "table"} <= words(found.body) | words((found.title,))


@settings(max_examples=40, deadline=None)
@given(st.lists(BLOCKS, max_size=8))
@example(["<p>mot</p>", "<table><tbody><tr><td><x-heading level='1'>mot<br/><br/>mot</x-heading></td></tr></tbody></table>"])
def test_what_goes_out_can_be_written_and_loaded_again_without_a_mistake(blocks: list[str]) -> None:
    text = markdown(mended(from_html("".join(blocks)), "envoi.docx").body, Language("fr"))
    again, found = reread(text, starter())
    assert [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR] == []
    assert markdown(again, Language("fr")) == text


@cache
def starter() -> Bible:
    return loaded(Path(__file__).resolve().parents[2] / "bible_builder" / "starter")
