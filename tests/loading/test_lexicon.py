"""The lexicon and the recipients, from YAML, CSV and XLSX alike."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from bible_builder.errors import Source
from tests.loading.bibles import html, saved
from tests.loading.conftest import Load

HEADS = [
    "terme",
    "id",
    "définition",
    "développement",
    "formes",
    "synonymes",
    "à-éviter",
    "voir-aussi",
    "section",
    "index",
    "toujours",
]
ROW = ["appel entrant", "entrant", "Appel *reçu* : {{ a.b }}.", "long", "appels entrants; reçus", "reçu", "inbound", "sortant"]


def test_a_term_is_read_whole(load: Load) -> None:
    loaded = load(
        {
            "lexique.yaml": "- terme: appel entrant\n  définition: Appel *reçu* : {{ a.b }}, voir {terme}`rappel`.\n"
            "  développement: long\n  formes: [appels entrants]\n  synonymes: [reçu]\n  à-éviter: [inbound]\n"
            "  voir-aussi: [sortant]\n"
            "  section: appel\n  index: oui\n  toujours: oui\n  nature: nom masculin\n  publics: [interne]\n"
        }
    )
    assert loaded.found == ()
    term = loaded.bible.terms[0]
    assert (term.id, term.term, term.expansion, term.forms) == ("appel-entrant", "appel entrant", "long", ("appels entrants",))
    assert (term.synonyms, term.avoid, term.see_also, term.home) == (("reçu",), ("inbound",), ("sortant",), "appel")
    assert (term.indexed, term.always, term.nature, term.audiences) == (True, True, "nom masculin", ("interne",))
    assert html(term.definition) == (
        'Appel <em>reçu</em> : <x-variable name="a.b"></x-variable>, voir <x-term target="rappel">rappel</x-term>.'
    )
    assert term.place("definition") == Source("content/lexique.yaml", 2, 15)


def as_csv() -> bytes:
    rows = [";".join(HEADS), ";".join(f'"{cell}"' for cell in [*ROW, "appel", "oui", "non"])]
    return "\r\n".join(rows).encode("utf-8-sig")


def as_xlsx() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(HEADS)
    book.active.append([*ROW, "appel", "oui", "non"])
    return saved(book)


@pytest.mark.parametrize(("name", "data"), [("lexique.csv", as_csv()), ("lexique.xlsx", as_xlsx())])
def test_a_spreadsheet_says_the_same(name: str, data: bytes, load: Load) -> None:
    loaded = load({name: data})
    assert loaded.found == ()
    term = loaded.bible.terms[0]
    assert (term.id, term.forms, term.synonyms, term.avoid) == ("entrant", ("appels entrants", "reçus"), ("reçu",), ("inbound",))
    assert (term.indexed, term.always) == (True, False)
    assert html(term.definition) == 'Appel <em>reçu</em> : <x-variable name="a.b"></x-variable>.'
    assert term.source == Source(f"content/{name}", 2)


def test_an_unknown_head_is_reported_once(load: Load) -> None:
    loaded = load({"lexique.csv": "terme;definition\na;A.\nb;B.\n"})
    found = loaded.only("unknown-key")
    assert (found.parameters["suggestion"], found.source) == ("définition", Source("content/lexique.csv", 1))
    assert [html(term.definition) for term in loaded.bible.terms] == ["A.", "B."]


def test_a_definition_is_a_line(load: Load) -> None:
    loaded = load({"lexique.yaml": "- terme: a\n  définition: |\n    Un {role}`x`[^n]\n    et deux.\n"})
    assert sorted(loaded.codes) == ["role-out-of-place", "unknown-footnote"]
    assert {found.source.line for found in loaded.found if found.source} == {2}


def test_a_mistake_in_a_row_is_found_in_its_row(load: Load) -> None:
    loaded = load({"lexique.csv": "terme;définition;publics\na;A.;\nb;;interne\nc;C.;interne;x\n"})
    assert [(found.code, found.source and found.source.line) for found in loaded.found] == [("missing-key", 3), ("row-length", 4)]


def test_a_nature_is_one_of_those_known(load: Load) -> None:
    found = load({"lexique.yaml": "- {terme: a, définition: A., nature: nom feminin}\n"}).only("bad-value")
    assert found.parameters["suggestion"] == "nom féminin"


def test_recipients_are_read(load: Load) -> None:
    loaded = load(
        {
            "destinataires.yaml": "- id: ouest\n  nom: Call Ouest : Nantes\n  public: prestataires\n  contact: Yann\n"
            "  courriel: y@ouest.example\n- {id: x, nom: X, public: prestataire}\n"
            "- {id: y, nom: Y, public: interne, courriel: yann}\n"
        }
    )
    first = loaded.bible.recipients[0]
    assert (first.id, first.name, first.audience, first.contact, first.email) == (
        "ouest", "Call Ouest : Nantes", "prestataires", "Yann", "y@ouest.example",
    )  # fmt: skip
    assert [(found.code, found.source and found.source.line) for found in loaded.found] == [
        ("unknown-audience", 6),
        ("bad-value", 7),
    ]


def test_a_lexicon_that_is_no_list_is_told_so(load: Load) -> None:
    assert load({"lexique.yaml": "terme: a\n"}).only("wrong-type").parameters["expected"] == "list"


def test_an_empty_lexicon_is_none(load: Load) -> None:
    loaded = load({"lexique.yaml": "# rien encore\n"})
    assert (loaded.found, loaded.bible.terms) == ((), ())
