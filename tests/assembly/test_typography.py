"""What is typed, and what is printed: ``~`` stands for U+00A0, ``^`` for U+202F."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible_builder.assembly.reading import Context, map_lines
from bible_builder.assembly.typographic_rules import ADDRESS, without_addresses
from bible_builder.assembly.typographic_rules import ENGLISH as ENGLISH_RULES
from bible_builder.assembly.typographic_rules import FRENCH as FRENCH_RULES
from bible_builder.assembly.typography import typeset_line, typeset_text
from bible_builder.model.bible import AnnexKind
from bible_builder.model.tree import texts
from tests.assembly import factory
from tests.assembly.trees import CONTENT

FRENCH = [
    # high punctuation
    ("Bonjour!", "Bonjour^!"),
    ("Bonjour !", "Bonjour^!"),
    ("Ça va ? Oui ; non : peut-être.", "Ça va^? Oui^; non~: peut-être."),
    ("Ça va? Oui; non: peut-être.", "Ça va^? Oui^; non~: peut-être."),
    ("Quoi ?!", "Quoi^?!"),
    ("Vraiment…?", "Vraiment…^?"),
    ("typé~! et^: aussi", "typé^! et~: aussi"),
    ("fine\u2009! et~; et^?", "fine^! et^; et^?"),
    ("(vraiment ?)", "(vraiment^?)"),
    ("à 12:30, score 3:1", "à 12:30, score 3:1"),
    ("rapport 12 : 1", "rapport 12~: 1"),
    ("a;b et x!y", "a;b et x!y"),
    ("Un sourire :-) et ;-)", "Un sourire :-) et ;-)"),
    ("? seul", "? seul"),
    ("une (?) question", "une (?) question"),
    ("Règle 3: écrire", "Règle 3~: écrire"),
    # quotes and apostrophes
    ("« oui »", "«~oui~»"),
    ("«oui»", "«~oui~»"),
    ("«^oui^»", "«~oui~»"),
    ("« Bonjour ! »", "«~Bonjour^!~»"),
    ("« Que puis-je faire ? » dit-il", "«~Que puis-je faire^?~» dit-il"),
    ('il dit "oui".', "il dit «~oui~»."),
    ('« il dit "oui" »', "«~il dit “oui”~»"),
    ('un écran de 24" seulement', 'un écran de 24" seulement'),
    ("l'appel qu'il a d'1 h", "l’appel qu’il a d’1~h"),
    ("aujourd'hui, prud'homme", "aujourd’hui, prud’homme"),
    ("l'« accueil »", "l’«~accueil~»"),
    ("un angle de 5'", "un angle de 5'"),
    # dashes and points
    ("attendre... puis", "attendre… puis"),
    ("cinq.....", "cinq....."),
    ("-- incise -- fin", "– incise – fin"),
    ("pages 12--14", "pages 12–14"),
    ("l'option --strict", "l’option --strict"),
    ("fin --- suite", "fin — suite"),
    # numbers
    ("20 %", "20~%"),
    ("20%", "20~%"),
    ("20^%", "20~%"),
    ("5 € ou 5€", "5~€ ou 5~€"),
    ("12 000 €", "12^000~€"),
    ("1 234 567,50 €", "1^234^567,50~€"),
    ("12~000 clients", "12~000 clients"),
    ("12^000 clients", "12^000 clients"),
    ("12000 clients", "12000 clients"),
    ("en 2026 120 appels", "en 2026 120 appels"),
    ("de 48 h à 72 h", "de 48~h à 72~h"),
    ("48 heures", "48 heures"),
    ("à 10 h 30", "à 10~h~30"),
    ("à 10h30", "à 10h30"),
    ("6 min 30 s", "6~min~30~s"),
    ("20 °C, 5 kg, 3 m², 2 Mo, 9 k€", "20~°C, 5~kg, 3~m², 2~Mo, 9~k€"),
    ("2 litres, 3 mois", "2 litres, 3 mois"),
    ("il y en a 3 l’été", "il y en a 3 l’été"),
    # codes and telephones
    ("01 99 00 19 24", "01~99~00~19~24"),
    ("+33 1 99 00 19 24", "+33~1~99~00~19~24"),
    ("0 800 123 456", "0~800~123~456"),
    ("SIRET 732 829 320 00074", "SIRET 732~829~320~00074"),
    ("44000 Nantes, 01000 Bourg", "44000 Nantes, 01000 Bourg"),
    ("réf. AB-12-340", "réf. AB-12-340"),
    # abbreviations
    ("n° 12, n°12, N° 3", "n°~12, n°~12, N°~3"),
    ("nº 12", "n°~12"),
    ("le n° de commande", "le n°~de commande"),
    ("p. 12 et pp. 12, art. 5, § 3", "p.~12 et pp.~12, art.~5, §~3"),
    ("M. Dupont, Mme Aubin, Dr Roy", "M.~Dupont, Mme~Aubin, Dr~Roy"),
    ("taille M. la suite", "taille M. la suite"),
    ("le 1er octobre 2026, le 12 mai", "le 1er~octobre 2026, le 12~mai"),
    ("le 1er et le 2e", "le 1er et le 2e"),
    ("vis, clous, etc.", "vis, clous,~etc."),
    # addresses
    ("voir https://x.example/a?b=1;c:d !", "voir https://x.example/a?b=1;c:d^!"),
    ("écrire à a-b'c@x.example: vite", "écrire à a-b'c@x.example~: vite"),
    ("www.x.example/a--b", "www.x.example/a--b"),
    ("x.example/chemin?y", "x.example/chemin?y"),
    ("", ""),
    ("Rien à changer ici.", "Rien à changer ici."),
]

ENGLISH = [
    ('"Hello," she said.', "“Hello,” she said."),
    ("it's the clients' 'best' ('90s)", "it’s the clients’ ‘best’ (’90s)"),
    ("Really? Yes: 20 % of 12 000!", "Really? Yes: 20 % of 12 000!"),
    ("« no »", "« no »"),
]


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0").replace("^", "\u202f")


@pytest.mark.parametrize(("typed", "printed"), FRENCH)
def test_french_is_printed_as_french_printers_do(typed: str, printed: str) -> None:
    assert typeset_text(spaced(typed), "fr") == spaced(printed)


@pytest.mark.parametrize(("typed", "printed"), ENGLISH)
def test_english_gets_its_quotes_and_nothing_else(typed: str, printed: str) -> None:
    assert typeset_text(typed, "en-GB") == printed


def test_a_language_without_rules_is_left_alone() -> None:
    assert typeset_text('"x" : y\'z', "de") == '"x" : y\'z'


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<strong>Attention</strong> : chien", "<strong>Attention</strong>~: chien"),
        ("<strong>Attention</strong>: chien", "<strong>Attention</strong>~: chien"),
        ("<strong>Attention </strong>: chien", "<strong>Attention~</strong>: chien"),
        ("l'<em>accueil</em>", "l’<em>accueil</em>"),
        ("<em>qu</em>'il", "<em>qu</em>’il"),
        ("« <em>oui</em> »", "«~<em>oui</em>~»"),
        ("le 1<sup>er</sup> octobre", "le 1<sup>er</sup>~octobre"),
        ("<strong>20</strong> %", "<strong>20</strong>~%"),
        ("<code>a ; b</code> ;", "<code>a ; b</code>^;"),
        ("<code>l'x</code>: <code>y...</code>", "<code>l'x</code>~: <code>y...</code>"),
        ('fin<a role="doc-noteref" href="#note-1">1</a> !', 'fin<a role="doc-noteref" href="#note-1">1</a>^!'),
        ("<a href=\"https://x.example/l'a\">l'a</a>", '<a href="https://x.example/l\'a">l’a</a>'),
        ('<span lang="en">"Hi! it\'s: me"</span> : oui', '<span lang="en">“Hi! it’s: me”</span>~: oui'),
        ('<img src="l\'a.png" alt="l\'accueil : vue"/>', '<img src="l\'a.png" alt="l’accueil~: vue"/>'),
        ('<abbr title="l\'abc">A</abbr>', '<abbr title="l’abc">A</abbr>'),
        ('<span class="number">2.3</span> l\'accueil', '<span class="number">2.3</span> l’accueil'),
    ],
)
def test_rules_reach_over_elements_and_stop_at_code_attributes_and_other_languages(typed: str, printed: str) -> None:
    resolved = factory.resolved(factory.bible(body=f"<p>{typed}</p>"))
    html = factory.html_of(resolved).replace("&#x27;", "'").replace("&quot;", '"')
    assert html == f"<p>{printed}</p>"


def test_titles_terms_and_tables_are_typeset_too() -> None:
    columns = (factory.column("L'enseigne"), factory.column("Réf."))
    annex = factory.annex(
        title="L'annexe: la liste", kind=AnnexKind.TABLE, sheets=(factory.sheet(columns, factory.row("L'Haÿ : sud", "A--1...")),)
    )
    term = factory.term("l'avoir", "C'est un bon: voir.", always=True, synonyms=("bon d'achat",), avoid=("l'à-valoir",))
    bible = factory.bible(
        factory.section("s", "<p>x</p>", title="L'accueil: début"), terms=[term], annexes=[annex], subtitle="L'essentiel"
    )
    resolved = factory.resolved(bible)
    section = resolved.chapters[0].sections[0]
    assert section.title == "L’accueil\u00a0: début" == texts(section.title_content)
    assert resolved.subtitle == "L’essentiel"
    assert (resolved.terms[0].term, resolved.terms[0].synonyms, resolved.terms[0].avoid) == (
        "l’avoir",
        ("bon d’achat",),
        ("l’à-valoir",),
    )
    assert texts(resolved.terms[0].definition) == "C’est un bon\u00a0: voir."
    assert resolved.annexes[0].title == "L’annexe\u00a0: la liste"
    printed = texts(resolved.annexes[0].body)
    assert "L’enseigne" in printed and "L’Haÿ\u00a0: sud" in printed
    assert "A--1..." in printed, "codes in data are left alone"


SIGNS = st.text(st.sampled_from(list("ab é1 20'\"«»!?;:.,-()%€°n’…–\u00a0\u202f\u2009")), max_size=24)


@given(SIGNS, st.sampled_from(["fr", "en"]))
def test_typesetting_twice_changes_nothing_more(text: str, language: str) -> None:
    once = typeset_text(text, language)
    assert typeset_text(once, language) == once


@given(CONTENT)
def test_typesetting_content_twice_changes_nothing_more(content: tuple[object, ...]) -> None:
    def typeset(nodes: tuple[object, ...]) -> tuple[object, ...]:
        return map_lines(nodes, lambda line, context: typeset_line(line, context.language), Context("fr"))  # type: ignore[arg-type]

    assert typeset(typeset(content)) == typeset(content)


PIECES = st.lists(
    st.sampled_from(
        [*"a1 \u00a0'\"«»….,:;!?-(%€º°nhMp§/@\ufffc", "min", "Mme", "Dr", "etc", "mai", "er", "km", "www.", "tel:", "https:"]
    ),
    max_size=24,
).map("".join)


@given(st.one_of(PIECES, st.sampled_from([typed.replace("~", "\u00a0").replace("^", "\u202f") for typed, _ in FRENCH])))
def test_a_rule_has_nothing_for_a_text_without_what_it_needs(text: str) -> None:
    for rule in (*FRENCH_RULES, *ENGLISH_RULES):
        assert rule.apply(text) == replace(rule, needs=("",)).apply(text), rule.name


@given(PIECES)
def test_an_address_is_hidden_wherever_it_stands(text: str) -> None:
    assert without_addresses(text) == ADDRESS.sub(lambda found: "\ufffc" * len(found[0]), text)


def test_a_long_line_takes_no_longer_than_its_length() -> None:
    """Each of these would take minutes if a rule looked for its end from every beginning."""
    for piece in ("a", "1 ", '"a ', "a.b", "«", "- ", "a@"):
        typeset_text(piece * 20_000, "fr")
