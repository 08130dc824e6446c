"""One structure element for each element of the source, and what PDF/UA wants it to say."""

from __future__ import annotations

from typing import Any

import pikepdf

from bible_builder.errors import Findings
from bible_builder.model.vocabulary import row_of
from bible_builder.rendering.pdf.units import sheet
from tests.acceptance.parity import annex_pages, differences, pdf_words, words_of
from tests.readers.words import Block
from tests.rendering.pdf import trees
from tests.rendering.pdf.conftest import Made


def test_the_file_says_what_the_book_says_block_by_block(made: Made, blocks: list[Block]) -> None:
    found = pdf_words(blocks, annex_pages(made.book, made.pdf.page_map))
    assert differences(words_of(made.book, made.pdf.page_map), found) == []
    assert len(found) > 200


def test_a_paragraph_over_two_pages_is_one(file: pikepdf.Pdf) -> None:
    pages = [{page for page, _ in trees.marks(file, paragraph)} for paragraph in trees.elements(file, "P")]
    split = [found for found in pages if len(found) > 1]
    assert split
    assert all(max(found) - min(found) == 1 for found in split)


def test_a_table_over_three_pages_is_one_with_one_head(file: pikepdf.Pdf, blocks: list[Block]) -> None:
    (table,) = trees.elements(file, "Table")
    assert trees.names(table) == ["Caption", "THead", "TBody"]
    rows = [kid for part in trees.kids(table)[1:] for kid in trees.kids(part)]
    assert [str(row.S) for row in rows] == ["/TR"] * 61
    assert [" ".join(block.words) for block in blocks if block.role == "TH"][:4] == ["Code", "Magasin", "Ville", "00000"]
    assert len({page for block in blocks if block.role == "TH" for page in block.pages}) == 3


def test_a_repeated_head_is_an_artifact(file: pikepdf.Pdf, blocks: list[Block]) -> None:
    pages = sorted({page for block in blocks if block.role == "TH" for page in block.pages})
    artifacts = [
        len([1 for tag, _, inner in trees.sequences(file.pages[page]) if tag == "/Artifact" and "TJ" in inner]) for page in pages
    ]
    assert artifacts == [0, 3, 3]


def test_each_cell_names_its_heads(file: pikepdf.Pdf) -> None:
    (table,) = trees.elements(file, "Table")
    head, first = trees.kids(trees.kids(table)[1])[0], trees.kids(trees.kids(table)[2])[0]
    code, shop, town = trees.kids(head)
    row, name, empty = trees.kids(first)
    assert [str(trees.attributes(cell)["/Scope"]) for cell in (code, row)] == ["/Column", "/Row"]
    assert [str(head) for head in trees.attributes(name)["/Headers"]] == [str(shop.ID), str(row.ID)]
    assert [str(head) for head in trees.attributes(empty)["/Headers"]] == [str(town.ID), str(row.ID)]
    assert trees.kids(empty) == []


def test_a_note_stands_at_its_call_and_has_an_id(file: pikepdf.Pdf) -> None:
    notes = trees.elements(file, "Note")
    assert [str(note.ID) for note in notes] == [f"note-s{n}-{m}" for n in (1, 2) for m in (1, 2, 3)]
    for note in notes:
        siblings = trees.kids(note.P)
        place = next(n for n, kid in enumerate(siblings) if trees.is_element(kid) and kid.objgen == note.objgen)
        assert siblings[place - 1].S == "/Link"
        assert place + 1 < len(siblings)


def test_ids_are_in_one_tree_and_in_order(file: pikepdf.Pdf) -> None:
    names = file.Root.StructTreeRoot.IDTree.Names
    keys = [bytes(name) for name in list(names)[::2]]
    assert keys == sorted(set(keys))
    with_id = [element for element in trees.elements(file) if "/ID" in element]
    assert sorted(bytes(element.ID) for element in with_id) == keys


def test_the_parent_tree_leads_back_from_each_mark(file: pikepdf.Pdf) -> None:
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    tree: dict[Any, Any] = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert list(tree) == sorted(tree)
    seen = 0
    for element in trees.elements(file):
        for page, mcid in trees.marks(file, element):
            assert tree[int(file.pages[page].obj.StructParents)][mcid].objgen == element.objgen
            seen += 1
    tagged = [number for page in file.pages for _, number, _ in trees.sequences(page) if number is not None]
    assert seen == len(tagged) > 300


def test_all_that_is_painted_is_content_or_artifact(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += (operator in {"BMC", "BDC"}) - (operator == "EMC")
            assert depth or operator not in {"TJ", "Tj", "Do", "S", "f", "f*", "B", "sh"}, operator


def test_lists_have_items_with_label_and_body(file: pikepdf.Pdf) -> None:
    lists = trees.elements(file, "L")
    shapes = [[trees.names(item) for item in trees.kids(found)] for found in lists]
    assert [["Lbl", "LBody"], ["Lbl", "LBody"]] in shapes
    assert [["Lbl", "LBody"], ["Lbl", "Lbl", "LBody"]] in shapes  # a definition list: two words with one definition
    assert {str(trees.attributes(found)["/ListNumbering"]) for found in lists} == {"/Disc", "/Decimal", "/None"}


def test_contents_are_a_section_with_heading_and_list(file: pikepdf.Pdf) -> None:
    (contents,) = trees.elements(file, "TOC")
    assert trees.names(contents.P) == ["H1", "TOC"]
    assert set(trees.names(contents)) == {"TOCI"}


def test_a_link_over_two_lines_has_two_annotations_and_one_element(file: pikepdf.Pdf) -> None:
    links = [link for link in trees.elements(file, "Link") if len(_objects(link)) > 1]
    found = [link for link in links if _objects(link)[0].A.S == "/URI"]
    assert [len(_objects(link)) for link in found] == [2]
    annotation = _objects(found[0])[0]
    assert str(annotation.A.URI) == "https://example.org/%C3%A9"
    assert str(annotation.Contents).startswith("un lien bien long")
    assert int(annotation.F) == 4


def test_each_annotation_leads_back_to_its_element(file: pikepdf.Pdf) -> None:
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    tree: dict[Any, Any] = dict(zip(numbers[::2], numbers[1::2], strict=True))
    annotations = [annotation for page in file.pages for annotation in page.obj.get("/Annots", [])]
    assert len(annotations) > 30
    assert all(tree[int(annotation.StructParent)].S == "/Link" for annotation in annotations)
    assert all(page.obj.Tabs == "/S" for page in file.pages)


def test_what_is_said_of_words_and_pictures(file: pikepdf.Pdf) -> None:
    expansions = [str(element.E) for element in trees.elements(file, "Span") if "/E" in element]
    languages = [str(element.Lang) for element in trees.elements(file, "Span") if "/Lang" in element]
    figures = [figure for figure in trees.elements(file, "Figure") if str(figure.Alt) == "Un carré et un disque"]
    assert (expansions, languages) == (["durée moyenne de traitement"], ["en"])
    assert len(figures) == 1
    left, bottom, right, top = (float(value) for value in trees.attributes(figures[0])["/BBox"])
    assert 100 < right - left < 300 and 0 < bottom < top < 600


def test_types_of_later_standards_are_mapped(file: pikepdf.Pdf) -> None:
    roles = {key: str(value) for key, value in file.Root.StructTreeRoot.RoleMap.items()}
    assert roles == {"/Em": "/Span", "/Strong": "/Span"}
    assert trees.elements(file, "Em") and trees.elements(file, "Strong")


def test_there_are_as_many_structure_elements_as_elements(made: Made, file: pikepdf.Pdf) -> None:
    kinds = ("H1", "TR", "TH", "TD", "Note", "Table", "Caption", "TOCI", "Em")
    found = [row.pdf for unit in made.book.units for e in sheet(made.book, unit, {}, Findings()).elements if (row := row_of(e))]
    assert {kind: len(trees.elements(file, kind)) for kind in kinds} == {kind: found.count(kind) for kind in kinds}


def _objects(link: Any) -> list[Any]:
    return [kid.Obj for kid in trees.kids(link) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"]
