"""References: what is printed for each form and each kind of destination."""

import pytest

from bible_builder.assembly import resolve
from bible_builder.errors import Findings, Severity
from bible_builder.model.bible import Bible
from tests.assembly.factory import annex, bible, chapter, found, html_of, resolved, section, term, written

REST = (
    '<section id="block-sous"><h3 class="section-title">Sous-titre</h3><p>x</p>'
    '<section id="block-bas"><h4 class="section-title">Tout en <em>bas</em></h4><p>x</p></section></section>'
    '<figure id="block-fig"><img src="f.svg" alt="x"/><figcaption>La file</figcaption></figure>'
    '<table id="block-tab"><caption>Les seuils</caption><tbody><tr><td>x</td></tr></tbody></table>'
    '<table id="block-nu"><tbody><tr><td>x</td></tr></tbody></table>'
    '<aside class="rule" id="block-regle"><p class="callout-title">Se présenter</p><p>x</p></aside>'
    '<aside class="tip" id="block-conseil"><p class="callout-title"><x-label word="tip"/></p><p>x</p></aside>'
    '<p class="block-title">Identifier</p><ol class="procedure" id="block-proc"><li class="step"><p>x</p></li></ol>'
    '<article class="kpi" id="block-kpi"><p class="kpi-name">NPS</p><p class="kpi-value">46</p></article>'
)


def a_bible(line: str, **fields: object) -> Bible:
    return bible(
        chapter(section("ici", f"<p>{line}</p>"), section("suite", REST, title="L'accueil"), identifier="chap", title="Parler"),
        annexes=[annex("magasins", title="Nos magasins")],
        terms=[term("avoir", always=True)],
        **fields,  # type: ignore[arg-type]
    )


def shown(target: str, form: str = "full", words: str = "") -> str:
    """What a reference prints in the middle of a sentence."""
    html = html_of(resolved(a_bible(f'Voir <x-see target="{target}" form="{form}">{words}</x-see>.')))
    return html.removeprefix("<p>Voir ").removesuffix(".</p>")


def folio(anchor: str) -> str:
    return f'p.~<a class="folio" href="#{anchor}"></a>'


def link(anchor: str, form: str, words: str) -> str:
    return f'<a class="xref" href="#{anchor}" data-form="{form}">{words}</a>'


def number(text: str) -> str:
    return f'<span class="number">{text}</span>'


@pytest.mark.parametrize(
    ("target", "anchor", "words"),
    [
        ("suite", "section-suite", f"{number('1.2')} L’accueil"),
        ("sous", "block-sous", f"{number('1.2.1')} Sous-titre"),
        ("bas", "block-bas", "«~Tout en bas~»"),
        ("chap", "chapter-chap", f"chapitre~{number('1')}, Parler"),
        ("magasins", "annex-magasins", f"annexe~{number('A')}, Nos magasins"),
        ("fig", "block-fig", f"Figure~{number('1')}"),
        ("tab", "block-tab", f"Tableau~{number('1')}"),
        ("regle", "block-regle", "«~Se présenter~»"),
        ("conseil", "block-conseil", "«~Conseil~»"),
        ("proc", "block-proc", "«~Identifier~»"),
        ("kpi", "block-kpi", "«~NPS~»"),
        ("avoir", "term-avoir", "«~avoir~»"),
    ],
)
def test_the_full_form_names_its_destination_and_its_page(target: str, anchor: str, words: str) -> None:
    assert shown(target) == f"{link(anchor, 'full', words)}, {folio(anchor)}"


def test_what_has_neither_number_nor_title_is_named_by_its_page() -> None:
    assert shown("nu") == folio("block-nu")


@pytest.mark.parametrize(
    ("target", "form", "printed"),
    [
        ("suite", "title", link("section-suite", "title", "L’accueil")),
        ("suite", "number", link("section-suite", "number", number("1.2"))),
        ("suite", "page", folio("section-suite")),
        ("tab", "number", link("block-tab", "number", f"Tableau~{number('1')}")),
        ("tab", "title", link("block-tab", "title", "Les seuils")),
        ("magasins", "number", link("annex-magasins", "number", number("A"))),
        ("chap", "number", link("chapter-chap", "number", number("1"))),
    ],
)
def test_a_form_may_be_asked_for_alone(target: str, form: str, printed: str) -> None:
    assert shown(target, form) == printed


def test_given_words_are_the_link() -> None:
    assert shown("suite", "text", "plus <em>loin</em>") == link("section-suite", "text", "plus <em>loin</em>")


def test_an_annex_that_begins_a_sentence_has_a_capital() -> None:
    html = html_of(
        resolved(a_bible('<x-see target="magasins"/> et fin. <x-see target="chap"/>, <em><x-see target="magasins"/></em>'))
    )
    assert [word in html for word in (">Annexe~", ">Chapitre~", ">annexe~")] == [True, True, True]


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        (
            'dans l\'annexe <x-see target="magasins"/>',
            f"l’annexe {link('annex-magasins', 'full', number('A') + ', Nos magasins')}",
        ),
        ('au chapitre <x-see target="chap" form="number"/>', f"au chapitre {link('chapter-chap', 'number', number('1'))}"),
        ('la figure <x-see target="fig"/>', f"la figure {link('block-fig', 'full', number('1'))}"),
        ('les tableaux <x-see target="tab" form="number"/>', f"tableaux {link('block-tab', 'number', 'Tableau~' + number('1'))}"),
        ('le Tableau <x-see target="tab" form="number"/>', f"le Tableau {link('block-tab', 'number', number('1'))}"),
    ],
)
def test_what_the_author_has_just_said_is_not_said_again(line: str, printed: str) -> None:
    assert printed in html_of(resolved(a_bible(line)))


def test_wording_follows_the_language() -> None:
    html = html_of(
        resolved(a_bible('See <x-see target="magasins"/>, <x-see target="tab"/>, <x-see target="regle"/>', language="en"))
    )
    assert f"annex~{number('A')}, Nos magasins" in html
    assert f"Table~{number('1')}" in html and "“Se présenter”" in html


@pytest.mark.parametrize(
    ("target", "form", "code", "printed"),
    [
        ("regle", "number", "reference-without-number", link("block-regle", "title", "Se présenter")),
        ("nu", "number", "reference-without-number", folio("block-nu")),
        ("nu", "title", "reference-without-title", folio("block-nu")),
    ],
)
def test_a_form_that_a_destination_has_not_gives_way_to_another_with_a_warning(
    target: str, form: str, code: str, printed: str
) -> None:
    assert shown(target, form) == printed
    assert (code, {"id": target}) in found(a_bible(f'<x-see target="{target}" form="{form}"/>'))


def test_a_reference_to_nothing_is_reported_with_the_nearest_id() -> None:
    given = a_bible('<x-see target="suites"/> <x-see target="suites" form="text">mots</x-see>')
    assert found(given) == [("unknown-reference", {"id": "suites", "suggestion": "suite"})]


def test_a_reference_to_something_withheld_is_reported_and_tells_nothing_of_it() -> None:
    hidden = section("cache", '<p id="block-p">x</p>', title="Le secret", audiences=("prestataires",))
    given = bible(section("ici", '<p>Voir <x-see target="cache"/><x-see target="p" form="text">ici</x-see>.</p>'), hidden)
    assert resolved(given)
    assert found(given, "interne") == [
        ("withheld-reference", {"id": "cache", "audience": "interne"}),
        ("withheld-reference", {"id": "p", "audience": "interne"}),
    ]
    findings = Findings()
    part = resolve(given, "interne", findings)
    assert html_of(part) == "<p>Voir ici.</p>"
    assert all(d.severity is Severity.ERROR for d in findings.all)


def test_a_passage_withheld_within_a_section_is_withheld_too() -> None:
    only = '<x-only audiences="prestataires"><aside class="tip" id="block-t"><p>x</p></aside></x-only>'
    given = bible(body=f'<p><x-see target="t" form="page"/></p>{only}')
    assert found(given) == []
    assert found(given, "interne") == [("withheld-reference", {"id": "t", "audience": "interne"})]


def test_there_is_no_link_within_a_link() -> None:
    html = html_of(resolved(a_bible('<a href="https://x.example">voir <x-see target="suite"/></a>')))
    assert html == '<p><a href="https://x.example">voir L’accueil</a></p>'


def test_references_work_in_definitions_notes_cells_and_annexes() -> None:
    see = '<x-see target="s" form="number"/>'
    given = bible(
        section(
            "s",
            f'<p>x<span role="doc-footnote" id="note-1">{see}</span></p><table><tbody><tr><td>{see}</td></tr></tbody></table>',
        ),
        terms=[term("avoir", f"dit en {see}", always=True)],
        annexes=[annex("a", f"<p>{see}</p>")],
    )
    result = resolved(given)
    wanted = link("section-s", "number", number("1.1"))
    assert html_of(result).count(wanted) == 2
    assert wanted in written(result.terms[0].definition) and wanted in written(result.annexes[0].body)
