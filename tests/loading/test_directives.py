"""Directives: each makes its row of the vocabulary; what is missing or too much in one is reported."""

from __future__ import annotations

import pytest

from bible_builder.errors import Source
from tests.loading.bibles import HEAD, SECTION, SVG
from tests.loading.conftest import Load, LoadSection

TABLE = "| Situation | On fait |\n|---|--:|\n| Retard | On rappelle |\n"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            ":::{regle} Se *présenter*\n:id: r\nPrénom.\n\n- a\n:::",
            '<aside class="rule" id="block-r"><p class="callout-title">Se <em>présenter</em></p><p>Prénom.</p>'
            "<ul><li><p>a</p></li></ul></aside>",
        ),
        (
            ":::{eviter}\nNon.\n:::",
            '<aside class="avoid"><p class="callout-title"><x-label word="avoid"></x-label></p><p>Non.</p></aside>',
        ),
        (
            "::::{seulement} interne, prestataires\n:::{conseil}\nOui.\n:::\n::::",
            '<x-only audiences="interne prestataires"><aside class="tip">'
            '<p class="callout-title"><x-label word="tip"></x-label></p><p>Oui.</p></aside></x-only>',
        ),
        (
            ":::{seulement} interne\n:::{dire}\nOui.\n:::\n:::\nAprès.",
            '<x-only audiences="interne"><aside class="say"><p class="callout-title"><x-label word="say"></x-label></p>'
            "<p>Oui.</p></aside></x-only><p>Après.</p>",
        ),
        (
            ":::{dialogue} Au téléphone\n:id: d\nConseillère : Bonjour : oui.\n\nClient\u00a0: *Bien.*\n:::",
            '<p class="block-title">Au téléphone</p><blockquote class="dialogue" id="block-d">'
            '<p class="turn"><span class="speaker">Conseillère</span> : Bonjour : oui.</p>'
            '<p class="turn"><span class="speaker">Client</span>\u00a0: <em>Bien.</em></p></blockquote>',
        ),
        (
            ":::{lettre}\nObjet : votre colis\n\nBonjour,\n:::",
            '<blockquote class="letter"><p>Objet : votre colis</p><p>Bonjour,</p></blockquote>',
        ),
        (
            ":::{procedure} Rappeler\n:id: p\n3. {delai}`2 min` {role}`Conseiller` Lit.\n4. Écrit.\n\n   Puis relit.\n:::",
            '<p class="block-title">Rappeler</p><ol class="procedure" start="3" id="block-p"><li class="step">'
            '<p class="step-head"><span class="actor">Conseiller</span> – <span class="time-limit">2 min</span></p>'
            '<p>Lit.</p></li><li class="step"><p>Écrit.</p><p>Puis relit.</p></li></ol>',
        ),
        (
            f":::{{decision}} Que faire ?\n:id: t\n:largeurs: 30 70\n\n{TABLE}:::",
            '<table class="decision" id="block-t"><caption>Que faire ?</caption>'
            '<colgroup><col data-width="30"/><col data-width="70"/></colgroup>'
            '<thead><tr><th scope="col">Situation</th><th scope="col" class="numeric">On fait</th></tr></thead>'
            '<tbody><tr><th scope="row">Retard</th><td class="numeric">On rappelle</td></tr></tbody></table>',
        ),
        (
            f":::{{tableau}} Les cas\n{TABLE}:::",
            '<table><caption>Les cas</caption><thead><tr><th scope="col">Situation</th>'
            '<th scope="col" class="numeric">On fait</th></tr></thead>'
            '<tbody><tr><td>Retard</td><td class="numeric">On rappelle</td></tr></tbody></table>',
        ),
        (
            ":::{indicateur} RPC\n:id: k\n:valeur: {{ objectifs.decroche }}\n:formule: a ÷ b\n:source: Carillon\n\nSe lit.\n:::",
            '<article class="kpi" id="block-k"><p class="kpi-name">RPC</p>'
            '<p class="kpi-value"><x-variable name="objectifs.decroche"></x-variable></p>'
            '<dl><dt><x-label word="formula"></x-label></dt><dd><p>a ÷ b</p></dd>'
            '<dt><x-label word="source"></x-label></dt><dd><p>Carillon</p></dd></dl><p>Se lit.</p></article>',
        ),
        (
            ":::{indicateur} RPC\n:valeur: 76 %\n:::",
            '<article class="kpi"><p class="kpi-name">RPC</p><p class="kpi-value">76 %</p></article>',
        ),
    ],
)
def test_a_directive_makes_its_row(markdown: str, html: str, load_section: LoadSection) -> None:
    loaded = load_section(markdown)
    assert loaded.found == (), loaded.describe()
    assert loaded.html == html


def test_a_figure_names_its_picture_from_the_bible_s_root(load: Load) -> None:
    markdown = ":::{figure} images/a.svg\n:id: f\n:alt: Un carré\n:largeur: 60 %\nLe *carré*\n:::"
    loaded = load({SECTION: HEAD + markdown, "guide/1-accueil/images/a.svg": SVG})
    assert loaded.found == ()
    assert loaded.html == (
        '<figure id="block-f"><img src="content/guide/1-accueil/images/a.svg" alt="Un carré" data-width="60"/>'
        "<figcaption>Le <em>carré</em></figcaption></figure>"
    )


CHOSEN = (
    (":::{regle} R\n:extrait: oui\nUn.\n:::", '<aside class="rule" data-extract="yes">'),
    (":::{dialogue} D\n:extrait: oui\nCliente : Oui.\n:::", '<blockquote class="dialogue" data-extract="yes">'),
    (":::{procedure} P\n:id: p\n:extrait: oui\n1. Lire.\n:::", '<ol class="procedure" data-extract="yes" id="block-p">'),
    (f":::{{decision}} D\n:extrait: oui\n:paysage: oui\n{TABLE}:::",
     '<table class="decision" data-extract="yes" data-orientation="landscape">'),
    (f":::{{tableau}} T\n:extrait: oui\n{TABLE}:::", '<table data-extract="yes">'),
    (f":::{{tableau}} T\n:paysage: oui\n:extrait: non\n{TABLE}:::", '<table data-orientation="landscape">'),
    (":::{indicateur} I\n:valeur: 3\n:extrait: oui\n:::", '<article class="kpi" data-extract="yes">'),
    (":::{lettre} L\n:extrait: oui\nBonjour,\n:::", '<blockquote class="letter" data-extract="yes">'),
)  # fmt: skip


@pytest.mark.parametrize(("markdown", "tag"), CHOSEN)
def test_a_block_is_chosen_for_digests_or_turned(markdown: str, tag: str, load_section: LoadSection) -> None:
    loaded = load_section(markdown)
    assert (loaded.found, loaded.html.count("data-extract"), tag in loaded.html) == ((), tag.count("data-extract"), True)


def test_a_figure_is_chosen_and_turned(load: Load) -> None:
    markdown = ":::{figure} a.svg\n:alt: Un carré\n:extrait: oui\n:paysage: oui\nLe carré\n:::"
    loaded = load({SECTION: HEAD + markdown, "guide/1-accueil/a.svg": SVG})
    assert loaded.html.startswith('<figure data-extract="yes" data-orientation="landscape"><img')


def test_row_heads_are_asked_for(load_section: LoadSection) -> None:
    assert '<th scope="row">Retard</th>' in load_section(f":::{{tableau}} T\n:entetes-lignes: oui\n{TABLE}:::").html


@pytest.mark.parametrize(
    ("markdown", "code", "line"),
    [
        (":::{règle}\nTexte.\n:::", "unknown-directive", 8),
        (":::{rule}\nTexte.\n:::", "unknown-directive", 8),
        (":::{regle}\n:ide: x\nTexte.\n:::", "unknown-option", 9),
        (":::{decision} T\n:entetes-lignes: oui\n" + TABLE + ":::", "unknown-option", 9),
        (f":::{{decision}}\n{TABLE}:::", "missing-argument", 8),
        (f":::{{tableau}} T\n:largeurs: 30 30\n{TABLE}:::", "bad-widths", 9),
        (f":::{{tableau}} T\n:largeurs: 30 x\n{TABLE}:::", "bad-widths", 9),
        (f":::{{tableau}} T\n{TABLE}\nEt plus.\n:::", "not-a-table", 8),
        (":::{tableau} T\n- a\n:::", "not-a-table", 8),
        (":::{procedure}\n- a\n:::", "procedure-not-a-list", 8),
        (":::{procedure}\n1. a\n\nTexte.\n:::", "procedure-not-a-list", 8),
        (":::{procedure}\n1. Il {role}`Conseiller` lit.\n:::", "role-out-of-place", 9),
        (":::{procedure}\n1. {role}`A` {role}`B` lit.\n:::", "role-out-of-place", 9),
        (":::{dialogue}\nClient : Bonjour.\n\nOui, je vous écoute.\n:::", "dialogue-without-speaker", 11),
        (":::{dialogue}\nClient : Bonjour,\nle voici : oui.\n:::", "", 0),
        (":::{indicateur}\n:valeur: 3\n:::", "missing-argument", 8),
        (":::{seulement} ,\nTexte.\n:::", "unknown-audience", 8),
        (":::{regle}\n## Titre\n\nTexte.\n:::", "misplaced-heading", 9),
        ("- a\n\n  ## Titre", "misplaced-heading", 10),
        (":::regle\nTexte.", "bad-directive", 8),
        (":::{regle}\n:extrait: peut-être\nTexte.\n:::", "bad-option", 9),
        (":::{regle}\n:paysage: oui\nTexte.\n:::", "unknown-option", 9),
        (":::{seulement} interne\n:extrait: oui\nTexte.\n:::", "unknown-option", 9),
        (f"::::{{conseil}}\n:::{{tableau}} T\n:paysage: oui\n{TABLE}:::\n::::", "landscape-misplaced", 9),
        (
            f"> :::{{tableau}} T\n> :paysage: oui\n> {TABLE[:-1].replace(chr(10), chr(10) + '> ')}\n> :::",
            "landscape-misplaced",
            8,
        ),
        (f"::::{{seulement}} interne\n:::{{tableau}} T\n:paysage: oui\n{TABLE}:::\n::::", "", 0),
        (":::{regle}\nTexte.\n\n## Titre\n\nTexte.", "unclosed-directive", 8),
    ],
)
def test_a_mistake_in_a_directive_is_found_on_its_line(markdown: str, code: str, line: int, load_section: LoadSection) -> None:
    loaded = load_section(markdown)
    assert [(found.code, found.source and found.source.line) for found in loaded.found] == ([(code, line)] if code else [])


def test_an_accent_too_many_is_forgiven_with_the_word_to_write(load_section: LoadSection) -> None:
    assert load_section(":::{règle}\nTexte.\n:::").only("unknown-directive").parameters["suggestion"] == "regle"


def test_a_directive_left_open_ends_before_the_next_heading(load_section: LoadSection) -> None:
    loaded = load_section("::::{seulement} interne\n:::{regle}\nA.\n::::\n\n## Titre\n\nB.")
    assert loaded.only("unclosed-directive").source == Source(f"content/{SECTION}", 9)
    assert "<p>A.</p></aside></x-only><section" in loaded.html


def test_a_fence_of_other_colons_does_not_close(load_section: LoadSection) -> None:
    loaded = load_section(":::::{seulement} interne\nA.\n\n:::\n\nB.\n:::::\n\nC.")
    assert loaded.codes == ["stray-fence"]
    assert loaded.html == '<x-only audiences="interne"><p>A.</p><p>B.</p></x-only><p>C.</p>'


def test_a_passage_that_nobody_may_read_is_read_by_nobody(load_section: LoadSection) -> None:
    loaded = load_section(":::{seulement} autres\nA.\n:::")
    loaded.only("unknown-audience")
    assert loaded.html == '<x-only audiences="autres"><p>A.</p></x-only>'
