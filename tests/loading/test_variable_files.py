"""Files of variables, each row keyed by its first column; set phrases that may be repeated."""

from __future__ import annotations

import pytest

from bible_builder.errors import Source
from tests.loading.bibles import BIBLE, HEAD, SECTION
from tests.loading.conftest import Load
from tests.loading.spreadsheets import sheet_of

NAMED = BIBLE + "fichiers-de-variables: {indicateurs: indicateurs.csv}\n"
CSV = "indicateur;Objectif;Réalisé T3;Écart\ndmt;6 min 30 s;6 min 12 s;\nnps;+ 42;38,5;-3,5\n"


def test_each_cell_is_a_variable_as_typed_with_its_place(load: Load) -> None:
    loaded = load({"bible.yaml": NAMED, "indicateurs.csv": CSV, SECTION: HEAD + "En {{ indicateurs.dmt.objectif }}.\n"})
    assert loaded.found == (), loaded.describe()
    variables = {name: value for name, value in loaded.bible.variables.items() if name.startswith("indicateurs")}
    assert {name: value.text for name, value in variables.items()} == {
        "indicateurs.dmt.objectif": "6 min 30 s",
        "indicateurs.dmt.realise-t3": "6 min 12 s",
        "indicateurs.nps.objectif": "+ 42",
        "indicateurs.nps.realise-t3": "38,5",
        "indicateurs.nps.ecart": "-3,5",
    }
    nps = variables["indicateurs.nps.ecart"]
    assert (nps.row, nps.source) == ("indicateurs.nps", Source("content/indicateurs.csv", 3))
    assert loaded.bible.variables["objectifs.decroche"].row == ""
    assert "content/indicateurs.csv" in loaded.bible.files


def test_a_workbook_serves_as_well(load: Load) -> None:
    data = sheet_of(lambda sheet: None, [["id", "Objectif"], ["dmt", "6 min"], ["nps", 42]])
    loaded = load({"bible.yaml": NAMED.replace(".csv", ".xlsx"), "indicateurs.xlsx": data})
    assert loaded.found == (), loaded.describe()
    assert loaded.bible.variables["indicateurs.nps.objectif"].text == "42"


@pytest.mark.parametrize(
    ("named", "csv", "code", "place"),
    [
        (NAMED, "id;a\nun deux;1\n", "bad-variable", "content/indicateurs.csv:2"),
        (NAMED, "id;—\ndmt;1\n", "bad-variable", "content/indicateurs.csv:2"),
        (NAMED, "id;a\ndmt;1\ndmt;2\n", "duplicate-item", "content/indicateurs.csv:3"),
        (NAMED, "id;Coût;cout\ndmt;1;2\n", "duplicate-item", "content/indicateurs.csv:2"),
        (NAMED, "id;a\ndmt;{{ b }}\n", "markup-in-text", "content/indicateurs.csv:2"),
        (NAMED.replace("{indicateurs", "{objectifs"), "id;a\n", "", ""),
        (NAMED.replace("indicateurs:", "les chiffres:"), CSV, "bad-variable", "content/bible.yaml:16"),
        (NAMED.replace(".csv", ".md"), CSV, "missing-file", "content/bible.yaml:16"),
        (NAMED.replace("indicateurs.csv", "../autre.csv"), CSV, "outside-bible", "content/bible.yaml:16"),
        (NAMED.replace("indicateurs.csv", "charte/_brand.yml"), CSV, "unknown-file-type", "content/bible.yaml:16"),
        (BIBLE + "fichiers-de-variables: indicateurs.csv\n", CSV, "wrong-type", "content/bible.yaml:16"),
    ],
)
def test_a_mistake_in_a_file_of_variables_is_named(named: str, csv: str, code: str, place: str, load: Load) -> None:
    loaded = load({"bible.yaml": named, "indicateurs.csv": csv})
    found = [(d.code, f"{d.source.file}:{d.source.line}") for d in loaded.found if d.source]
    assert found == ([(code, place)] if code else []), loaded.describe()


def test_a_file_does_not_take_a_name_that_the_bible_gave(load: Load) -> None:
    named = NAMED.replace("{indicateurs:", "{objectifs:").replace("{decroche", "{dmt: {a: 9}, decroche")
    loaded = load({"bible.yaml": named, "indicateurs.csv": "id;a\ndmt;1\n"})
    assert loaded.only("duplicate-item").parameters["value"] == "objectifs.dmt.a"
    assert loaded.bible.variables["objectifs.dmt.a"].text == "9"


def test_set_phrases_are_texts_in_which_variables_may_stand(load: Load) -> None:
    listed = "formules:\n  - Bonjour, {{ objectifs.decroche }} : à votre écoute.\n  - Bien à vous,\n"
    loaded = load({"bible.yaml": BIBLE + listed})
    assert (loaded.found, loaded.bible.formulas) == ((), ("Bonjour, {{ objectifs.decroche }} : à votre écoute.", "Bien à vous,"))
    refused = load({"bible.yaml": BIBLE + "formules:\n  - Voir {voir}`appel`\n"})
    assert refused.only("markup-in-text").parameters["found"] == "{voir}"


def test_a_label_says_what_readers_know_a_value_as(load: Load) -> None:
    loaded = load({"bible.yaml": BIBLE + "libellés: {objectifs: {decroche: délai de décroché visé}}\n"})
    assert loaded.found == (), loaded.describe()
    assert loaded.bible.variables["objectifs.decroche"].label == "délai de décroché visé"


def test_a_label_of_no_variable_is_named_with_its_line(load: Load) -> None:
    loaded = load({"bible.yaml": BIBLE + "libellés:\n  objectifs: {raccroche: délai}\n"})
    assert [(one.code, one.source) for one in loaded.found] == [("label-of-nothing", Source("content/bible.yaml", 17, 15))]


def test_a_row_is_known_by_its_name_and_the_head_of_the_column(load: Load) -> None:
    csv = "id;Nom;Réalisé T3\ndmt;Durée moyenne;6 min\nnps;;38\n"
    loaded = load({"bible.yaml": NAMED, "indicateurs.csv": csv})
    labels = {name: one.label for name, one in loaded.bible.variables.items() if name.startswith("indicateurs")}
    assert labels == {
        "indicateurs.dmt.nom": "Durée moyenne, Nom",
        "indicateurs.dmt.realise-t3": "Durée moyenne, Réalisé T3",
        "indicateurs.nps.realise-t3": "nps, Réalisé T3",
    }
