"""Spreadsheet annexes become tables of the vocabulary."""

from dataclasses import replace

from bible_builder.model.bible import AnnexKind, Bible, ColumnType, Sheet
from bible_builder.model.tree import Element, texts
from bible_builder.model.vocabulary import row_of
from tests.assembly.factory import annex, bible, column, html_of, resolved, row, section, sheet, term, written

STORES = (
    column("Ville", width=30),
    column("Surface", ColumnType.NUMBER, width=20),
    column("Ouverture", ColumnType.DATE, width=50),
)


def body(*sheets: Sheet) -> str:
    return written(annexed(*sheets).annexes[0].body)


def annexed(*sheets: Sheet) -> Bible:
    return resolved(bible(annexes=[annex("magasins", title="Magasins", kind=AnnexKind.TABLE, sheets=sheets)]))


def test_a_sheet_is_one_table_with_caption_widths_heads_and_numeric_cells() -> None:
    assert body(sheet(STORES, row("Lyon", "1 200", "3 mai 2019"))) == (
        '<table class="data"><caption id="caption-table-1">'
        '<span class="label">Tableau~<span class="number">1</span></span> – Magasins</caption>'
        '<colgroup><col data-width="30"/><col data-width="20"/><col data-width="50"/></colgroup>'
        '<thead><tr><th scope="col">Ville</th><th scope="col" class="numeric">Surface</th>'
        '<th scope="col">Ouverture</th></tr></thead>'
        '<tbody><tr><td>Lyon</td><td class="numeric">1^200</td><td>3~mai 2019</td></tr></tbody></table>'
    )


def test_each_group_is_a_section_with_a_table_in_the_files_order() -> None:
    html = body(
        sheet((column("Ville"),), row("Brest", group="Bretagne"), row("Lyon", group="Alpes"), row("Vannes", group="Bretagne"))
    )
    assert html.index("Bretagne") < html.index("Alpes")
    assert (
        '<section class="annex-section" id="part-magasins-s1g1">'
        '<h2 class="annex-heading"><span class="number">A.1</span> Bretagne</h2>' in html
    )
    assert "– Magasins, Alpes</caption>" in html
    assert html.count("<table") == 2 and html.index("Vannes") < html.index("Lyon")


def test_several_sheets_are_sections_and_their_groups_subsections() -> None:
    first = sheet((column("a"),), row("1", group="g"), title="Maison")
    second = sheet((column("a"),), row("2"), title="Jardin")
    html = body(first, second)
    assert '<h2 class="annex-heading"><span class="number">A.1</span> Maison</h2>' in html
    assert '<section class="annex-section" id="part-magasins-s1g1"><h3 class="annex-subheading">g</h3>' in html
    assert '<h2 class="annex-heading"><span class="number">A.2</span> Jardin</h2><table' in html
    assert 'Tableau~<span class="number">2</span></span> – Magasins, Jardin' in html


def test_widths_of_the_columns_that_are_left_make_a_whole() -> None:
    columns = (column("a", width=30), column("b", width=20), column("secret", width=50, audiences=("prestataires",)))
    given = bible(annexes=[annex("m", kind=AnnexKind.TABLE, sheets=(sheet(columns, row("1", "2", "3")),))])
    html = written(resolved(given, "interne").annexes[0].body)
    assert '<colgroup><col data-width="60"/><col data-width="40"/></colgroup>' in html


def test_a_column_without_width_has_none() -> None:
    assert '<colgroup><col data-width="30"/><col/></colgroup>' in body(sheet((column("a", width=30), column("b")), row("1", "2")))


def test_what_is_made_is_in_the_vocabulary() -> None:
    first = sheet((column("a"),), row("1", group="g"), row(""), title="Maison")
    for node in annexed(first, sheet((column("a"),), row("2"), title="Jardin")).annexes[0].body:
        assert isinstance(node, Element)
        assert all(row_of(element) is not None for element in node.iter())


def test_terms_are_not_linked_in_data() -> None:
    given = bible(
        section("s", "<p>Un avoir.</p>"),
        terms=[term("avoir", nature="nom masculin")],
        annexes=[annex("m", kind=AnnexKind.TABLE, sheets=(sheet((column("a"),), row("un avoir")),))],
    )
    result = resolved(given)
    assert "doc-glossref" in html_of(result)
    assert "doc-glossref" not in written(result.annexes[0].body)
    assert "un avoir" in texts(result.annexes[0].body)


def test_the_tables_of_a_landscape_annex_are_turned_and_no_others() -> None:
    two = (sheet((column("a"),), row("1"), title="Un"), sheet((column("a"),), row("2"), title="Deux"))
    turned = annex("larges", kind=AnnexKind.TABLE, sheets=two, landscape=True)
    html = [written(a.body) for a in resolved(bible(annexes=[turned, replace(turned, id="hautes", landscape=False)])).annexes]
    assert [h.count('<table class="data" data-orientation="landscape">') for h in html] == [2, 0]
