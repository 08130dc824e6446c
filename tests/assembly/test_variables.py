"""Variables are looked up; they are never templates."""

from dataclasses import replace

from bible_builder.assembly import resolve
from bible_builder.errors import Findings, Source
from bible_builder.model.bible import Variable
from tests.assembly.factory import bible, found, html_of, resolved, section


def test_a_variable_becomes_its_text() -> None:
    given = bible(body='<p>En <x-variable name="objectifs.decroche"/>.</p>', variables={"objectifs.decroche": "20 secondes"})
    assert html_of(resolved(given)) == "<p>En 20 secondes.</p>"


def test_a_variable_works_in_titles() -> None:
    given = bible(section("s", "<p>x</p>", title="Décrocher en {{ delai }}"), variables={"delai": "20 s"})
    assert resolved(given).chapters[0].sections[0].title == "Décrocher en 20\u00a0s"


def test_the_value_of_a_variable_is_text_and_nothing_more() -> None:
    given = bible(body='<p><x-variable name="a"/></p>', variables={"a": "<b>{{ b }}</b> {% x %}", "b": "non"})
    assert html_of(resolved(given)) == "<p>&lt;b&gt;{{ b }}&lt;/b&gt; {% x %}</p>"


def test_a_variable_that_is_not_there_is_reported_with_the_nearest_one() -> None:
    given = bible(
        body='<p data-source="content/a.md:7"><x-variable name="objectif.decroche"/></p>',
        variables={"objectifs.decroche": "20 s"},
    )
    assert ("unknown-variable", {"name": "objectif.decroche", "suggestion": "objectifs.decroche"}) in found(given)


def test_the_place_of_a_mistake_is_that_of_its_block() -> None:
    findings = Findings()
    resolve(bible(body='<p data-source="content/a.md:7">x <em><x-variable name="a"/></em></p>'), "", findings)
    assert [d.source for d in findings.errors] == [Source("content/a.md", 7)]


def test_a_variable_that_nothing_uses_is_noted_when_everything_is_read() -> None:
    given = bible(body='<p><x-variable name="a"/></p>', variables={"a": "x", "b": "y"})
    assert found(given) == [("unused-variable", {"name": "b"})]
    assert found(given, "interne") == []


def test_of_a_file_a_row_that_nothing_uses_is_noted_once_and_a_column_is_not() -> None:
    names = ("kpi.dmt.objectif", "kpi.dmt.source", "kpi.nps.objectif", "kpi.nps.source")
    variables = {
        name: Variable(name=name, text="x", row=name.rpartition(".")[0], source=Source("content/kpi.csv", 2)) for name in names
    }
    given = replace(bible(body='<p><x-variable name="kpi.dmt.objectif"/></p>'), variables=variables)
    assert found(given) == [("unused-row", {"name": "kpi.nps"})]
