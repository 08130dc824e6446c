"""Annexes: texts, tables, PDF files; a table's columns, groups and readers."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bible_builder.errors import Source
from bible_builder.model.bible import AnnexKind, ColumnType
from tests.loading.bibles import html, saved
from tests.loading.conftest import Load
from tests.loading.spreadsheets import SHEETS, annex, sheet_of

SHOPS = (
    "code;ville;région;cp;public\nM1;Bourg ; Ain ;1000;\nM2;Sens;Yonne;89100;interne\n\n"
    '"M;3";"Un ""nom""";Yonne;89000;"interne, prestataires"\n'
)
LISTED = (
    "- id: magasins\n  titre: Les magasins\n  fichier: magasins.csv\n  introduction: Les *{{ objectifs.decroche }}*.\n"
    "  grouper-par: région\n  lignes-pour: public\n  publics: [interne]\n  colonnes:\n"
    "    - {colonne: ville, titre: Ville, largeur: 40}\n"
    "    - {colonne: cp, titre: Code postal, type: code-postal, publics: [interne]}\n    - {colonne: code}\n"
)


def pdf(pages: int, **options: object) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    data = BytesIO()
    document.save(data, **options)  # type: ignore[arg-type]
    return data.getvalue()


def test_a_column_may_be_declared_as_the_key_of_its_rows(load: Load) -> None:
    listed = LISTED.replace("{colonne: code}", "{colonne: code, clé: oui}")
    assert listed != LISTED
    (sheet,) = load({"annexes/annexes.yaml": listed, "annexes/magasins.csv": SHOPS}).bible.annexes[0].sheets
    assert [column.name for column in sheet.columns if column.key] == ["code"]


def test_a_csv_table_is_read_with_its_columns_groups_and_readers(load: Load) -> None:
    loaded = load({"annexes/annexes.yaml": LISTED, "annexes/magasins.csv": SHOPS})
    assert loaded.found == (), loaded.describe()
    annexe = loaded.bible.annexes[0]
    assert (annexe.id, annexe.kind, annexe.audiences) == ("magasins", AnnexKind.TABLE, ("interne",))
    assert annexe.path == loaded.root / "content/annexes/magasins.csv"
    assert html(annexe.introduction) == 'Les <em><x-variable name="objectifs.decroche"></x-variable></em>.'
    (sheet,) = annexe.sheets
    assert sheet.title == ""
    assert [(c.name, c.title, c.type, c.width, c.audiences) for c in sheet.columns] == [
        ("ville", "Ville", ColumnType.TEXT, 40, ()),
        ("cp", "Code postal", ColumnType.POSTAL_CODE, 0, ("interne",)),
        ("code", "code", ColumnType.TEXT, 0, ()),
    ]
    assert [(row.cells, row.group, row.audiences, row.source.line) for row in sheet.rows] == [
        (("Bourg", "01000", "M1"), "Ain", (), 2),
        (("Sens", "89100", "M2"), "Yonne", ("interne",), 3),
        (('Un "nom"', "89000", "M;3"), "Yonne", ("interne", "prestataires"), 5),
    ]


def test_commas_part_cells_when_there_are_no_semicolons(load: Load) -> None:
    loaded = load(annex("csv", 'code,prix\nA1,"12,90"\n'))
    assert loaded.found == ()
    assert loaded.bible.annexes[0].sheets[0].rows[0].cells == ("A1", "12,90\u00a0€")


def test_sheets_of_a_workbook_are_printed_in_the_order_asked_for(load: Load) -> None:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.title = "Maison"
    for sheet in (book.active, book.create_sheet("Jardin"), book.create_sheet("Vide")):
        if sheet.title != "Vide":
            sheet.append(["prix", None, "code"])
            sheet.append([3, "caché", sheet.title])
    loaded = load(annex("xlsx", saved(book), more="  feuilles: [Jardin, Maison]\n"))
    assert loaded.codes == ["empty-sheet"]
    assert [(sheet.title, sheet.rows[0].cells) for sheet in loaded.bible.annexes[0].sheets] == [
        ("Jardin", ("Jardin", "3,00\u00a0€")),
        ("Maison", ("Maison", "3,00\u00a0€")),
    ]


def test_a_formula_prints_its_result(load: Load) -> None:
    import zipfile

    data, changed = sheet_of(lambda sheet: sheet.__setitem__("B2", "=6*7")), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = (
                old.read(name)
                .replace(b"<f>6*7</f><v></v>", b"<f>6*7</f><v>42</v>")
                .replace(b"<f>6*7</f><v />", b"<f>6*7</f><v>42</v>")
            )
            new.writestr(name, part)
    loaded = load(annex("xlsx", changed.getvalue()))
    assert loaded.found == ()
    assert loaded.bible.annexes[0].sheets[0].rows[0].cells == ("A1", "42,00\u00a0€")


@pytest.mark.parametrize("place", ["A1", "B2", "C3"])
def test_what_is_wrong_in_a_column_that_is_not_printed_does_not_matter(place: str, load: Load) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D2"] = "=1+1"
        sheet.column_dimensions["D"].hidden = True

    assert load(annex("xlsx", sheet_of(change))).found == ()


@pytest.mark.parametrize(
    ("code", "parameters"),
    [
        ("cell-not-parsed", {"value": "gratuit", "type": "prix", "column": "prix", "sheet": ""}),
        ("missing-column", {"column": "prix", "sheet": "", "suggestion": "pris"}),
        ("missing-sheet", {"sheet": "Absente", "suggestion": ""}),
        ("formula-not-cached", {"head": "prix", "sheet": "Sheet"}),
        ("cell-error", {"head": "prix", "sheet": "Sheet"}),
        ("merged-cells", {"range": "A2:B2", "sheet": "Sheet"}),
        ("merged-head", {"range": "A1:B1", "sheet": "Sheet"}),
        ("hidden-row", {"rows": "2", "sheet": "Sheet"}),
        ("hidden-column", {"head": "prix", "sheet": "Sheet"}),
        ("duplicate-head", {"head": "prix", "sheet": ""}),
        ("doubtful-percent", {"value": "0.2", "printed": "0,2\u00a0%", "column": "prix", "sheet": "Sheet"}),
        ("bad-csv", {"reason": "quote"}),
        ("bad-spreadsheet", {"file": "annexes/liste.xlsx", "reason": "not-a-zip"}),
    ],
)
def test_a_mistake_in_a_spreadsheet_is_named(code: str, parameters: dict[str, str], load: Load) -> None:
    assert load(SHEETS[code]).one(code).parameters == parameters


def test_a_cell_is_found_in_its_row(load: Load) -> None:
    loaded = load(annex("csv", 'code;prix\n"deux\nlignes";3\nA2;gratuit\n'))
    assert loaded.only("cell-not-parsed").source == Source("content/annexes/liste.csv", 4)
    assert loaded.bible.annexes[0].sheets[0].rows[0].cells[0] == "deux lignes"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("- {id: a, titre: A, fichier: absent.csv, colonnes: []}", "missing-file"),
        ("- {id: a, titre: A, fichier: a.docx}", "unknown-file-type"),
        ("- {id: a, titre: A, fichier: ../../x.md}", "outside-bible"),
        ("- {id: a, titre: A, fichier: a.pdf}", "missing-key"),
        ("- {id: a, titre: A, fichier: a.csv}", "missing-key"),
        ("- {id: a, titre: A, fichier: a.csv, colonnes: [{colonne: x, type: entier}]}", "bad-value"),
        ("- {id: a, titre: A, fichier: a.csv, colonnes: [{colonne: x}, {colonne: x}]}", "duplicate-item"),
        ("- {id: a, titre: A, fichier: a.csv, colonnes: [{colonne: x, largeur: 120}]}", "bad-value"),
        ("- {id: a, titre: A, fichier: a.csv, colonnes: [{colonne: x}], lignes-pour: y}", "missing-column"),
        ("- {id: a, titre: A, fichier: a.csv, colonnes: [{colonne: x}], lignes-pour: x}", "unknown-audience"),
        ("id: a", "wrong-type"),
    ],
)
def test_a_mistake_in_the_list_of_annexes(line: str, code: str, load: Load) -> None:
    loaded = load({"annexes/annexes.yaml": line, "annexes/a.docx": "x", "annexes/a.pdf": pdf(1), "annexes/a.csv": "x\n1\n"})
    loaded.only(code)


def test_an_annex_whose_file_is_missing_is_still_there_to_refer_to(load: Load) -> None:
    loaded = load({"annexes/annexes.yaml": "- {id: a, titre: A, fichier: absent.md}"})
    assert [(annexe.id, annexe.body) for annexe in loaded.bible.annexes] == [("a", ())]


def test_a_pdf_s_pages_are_counted(load: Load) -> None:
    loaded = load(
        {
            "annexes/annexes.yaml": "- {id: a, titre: A, fichier: a.pdf, description: Trois pages.}",
            "annexes/a.pdf": pdf(3),
        }
    )
    annexe = loaded.bible.annexes[0]
    assert (loaded.found, annexe.kind, annexe.pages, annexe.description) == ((), AnnexKind.PDF, 3, "Trois pages.")


ENCRYPTED = pikepdf.Encryption(user="secret", owner="secret")
RESTRICTED = pikepdf.Encryption(user="", owner="secret")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"<html>", "not-a-pdf"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (pdf(1)[:200], "damaged"),
        (pdf(1, encryption=ENCRYPTED), "encrypted"),
        (pdf(0), "damaged"),
        (pdf(10_000), "too-long"),
        (b"\x89PNG\r\n\x1a\n", "not-a-pdf"),
        (b"PK\x03\x04 word/document.xml", "not-a-pdf"),
    ],
)
def test_a_pdf_that_cannot_be_bound_in_is_told_why(data: bytes, reason: str, load: Load) -> None:
    loaded = load({"annexes/annexes.yaml": "- {id: a, titre: A, fichier: a.pdf, description: x}", "annexes/a.pdf": data})
    assert loaded.only("pdf-unreadable").parameters["reason"] == reason


def test_a_pdf_that_only_its_owner_may_change_is_taken(load: Load) -> None:
    text = "- {id: a, titre: A, fichier: a.pdf, description: x}"
    loaded = load({"annexes/annexes.yaml": text, "annexes/a.pdf": pdf(1, encryption=RESTRICTED)})
    assert (loaded.found, loaded.bible.annexes[0].pages) == ((), 1)


def test_a_pdf_may_say_where_it_can_be_had(load: Load) -> None:
    text = "- {{id: a, titre: A, fichier: a.pdf, description: x, lien: '{0}'}}"
    loaded = load({"annexes/annexes.yaml": text.format("https://lorme.example/a.pdf"), "annexes/a.pdf": pdf(1)})
    assert (loaded.found, loaded.bible.annexes[0].link) == ((), "https://lorme.example/a.pdf")
    refused = load({"annexes/annexes.yaml": text.format("file:///a.pdf"), "annexes/a.pdf": pdf(1)})
    assert refused.one("bad-link").parameters["reason"] == "scheme"


def test_a_pdf_may_fill_its_pages_and_another_annex_may_not(load: Load) -> None:
    text = "- {id: a, titre: A, fichier: a.pdf, description: x, pleine-page: oui}"
    loaded = load({"annexes/annexes.yaml": text, "annexes/a.pdf": pdf(1)})
    assert (loaded.found, loaded.bible.annexes[0].full_page) == ((), True)
    text = "- {id: lettres, titre: Lettres, fichier: a.md, pleine-page: oui}"
    refused = load({"annexes/annexes.yaml": text, "annexes/a.md": "Un texte.\n", "annexes/a.pdf": None})
    assert refused.one("key-not-for-kind").parameters["key"] == "pleine-page"


def test_an_annex_of_tables_may_be_landscape_and_another_may_not(load: Load) -> None:
    loaded = load({"annexes/annexes.yaml": LISTED + "  paysage: oui\n", "annexes/magasins.csv": SHOPS})
    assert (loaded.found, loaded.bible.annexes[0].landscape) == ((), True)
    text = "- id: lettres\n  titre: Lettres\n  fichier: a.md\n  paysage: oui\n"
    refused = load({"annexes/annexes.yaml": text, "annexes/a.md": "Un texte.\n", "annexes/magasins.csv": None})
    assert refused.one("key-not-for-kind").parameters["key"] == "paysage"
