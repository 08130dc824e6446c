"""What pandoc is given: nothing that reaches out, runs or hides; every word of text boxes; and what it makes of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bible_builder.importing.cleaning import cleaned
from bible_builder.importing.ooxml import qn, text_of
from bible_builder.importing.opening import Package
from tests.importing.messy import SHAPE, data_of, framed
from tests.importing.parts import MAIN, OUTSIDE, changed, good, package_of, related, replaced, written


def clean(data: bytes, folder: Path, name: str = "envoi.docx") -> Package:
    package = package_of(data, folder, name)
    out = folder / "propre"
    out.mkdir()
    path = cleaned(package, out)
    assert path.parent == out and path.suffix == ".docx"
    return package_of(path.read_bytes(), folder, f"propre-{path.name}")


def lines(package: Package) -> list[str]:
    root = package.xml(package.main)
    assert root is not None
    return [text for paragraph in root.iter(qn("w:p")) if (text := text_of(paragraph))]


def words(package: Package) -> str:
    return package.parts[package.main].decode()


def test_a_good_document_keeps_its_words(tmp_path: Path) -> None:
    assert lines(clean(good(), tmp_path)) == ["Le rappel", "On rappelle à l’heure dite."]


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    package = package_of(good(), tmp_path)
    first, second = tmp_path / "un", tmp_path / "deux"
    first.mkdir()
    second.mkdir()
    assert cleaned(package, first).read_bytes() == cleaned(package, second).read_bytes()


def test_a_text_box_comes_after_its_paragraph_which_keeps_its_words(tmp_path: Path) -> None:
    box = f"<w:p><w:r><w:t>Avant </w:t></w:r><w:r>{framed('Un', 'Deux')}</w:r><w:r><w:t>après</w:t></w:r></w:p>"
    package = clean(data_of(written(box, "<w:p><w:r><w:t>Suite</w:t></w:r></w:p>")), tmp_path)
    assert lines(package) == ["Le rappel", "Avant après", "Un", "Deux", "Suite"]
    assert "txbxContent" not in words(package) and "<w:drawing" not in words(package)


def test_two_boxes_of_one_paragraph_keep_their_order_and_a_box_in_a_box_its_words(tmp_path: Path) -> None:
    inner = framed("Dedans")
    outer = framed("Dehors").replace("<w:t>Dehors</w:t></w:r>", f"<w:t>Dehors</w:t></w:r><w:r>{inner}</w:r>")
    box = f"<w:p><w:r>{framed('Un')}</w:r><w:r>{framed('Deux')}</w:r></w:p><w:p/>".removesuffix("<w:p/>")
    package = clean(data_of(written(box, f"<w:p><w:r>{outer}</w:r></w:p>")), tmp_path)
    assert lines(package) == ["Le rappel", "Un", "Deux", "Dehors", "Dedans"]


def test_nothing_reaches_out_but_links_that_a_reader_follows(tmp_path: Path) -> None:
    blip = "<pic:pic><pic:blipFill><a:blip r:link='rIdA'/></pic:blipFill></pic:pic>"
    picture = (
        f"<w:drawing><wp:inline><a:graphic><a:graphicData uri='x'>{blip}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    block = (
        f"<w:p><w:r>{picture}</w:r><w:hyperlink r:id='rIdB'><w:r><w:t>site</w:t></w:r></w:hyperlink>"
        "<w:hyperlink r:id='rIdC'><w:r><w:t> serveur</w:t></w:r></w:hyperlink></w:p>"
    )
    data = related(
        data_of(written(block)),
        ("rIdA", "image", "http://ailleurs.example/a.png"),
        ("rIdB", "hyperlink", "https://maison-lorme.example/"),
        ("rIdC", "hyperlink", "file:///serveur/a.docx"),
    )
    package = clean(data, tmp_path)
    outside = [relation.target for relation in package.relations(package.main).values() if relation.is_external]
    assert outside == ["https://maison-lorme.example/"]
    assert lines(package)[1] == "site serveur"
    assert "a:blip" not in words(package) and words(package).count("w:hyperlink") == 2


def test_macros_and_embedded_files_are_gone(tmp_path: Path) -> None:
    data = changed(
        good(), {"word/vbaProject.bin": b"x", "word/embeddings/feuille.xlsx": b"x", "word/activeX/activeX1.xml": b"<x/>"}
    )
    own = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    package = clean(replaced(data, "[Content_Types].xml", own, b"vnd.ms-word.document.macroEnabled.main+xml"), tmp_path)
    assert package.kind == "document"
    assert not [name for name in package.parts if "vba" in name or "embeddings" in name or "activeX" in name]


def test_hidden_words_and_the_contents_are_left_out(tmp_path: Path) -> None:
    hidden = "<w:p><w:r><w:t>vu</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r></w:p>"
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        "<w:sdtContent><w:p><w:r><w:t>Le rappel 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    entry = "<w:p><w:pPr><w:pStyle w:val='toc 1'/></w:pPr><w:r><w:t>Le rappel 3</w:t></w:r></w:p>"
    assert lines(clean(data_of(written(hidden, contents, entry)), tmp_path)) == ["Le rappel", "vu"]


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        ("<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>", "a / b"),
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "x^2"),
        ("<m:rad><m:e><m:r><m:t>n</m:t></m:r></m:e></m:rad>", "√(n)"),
        ("<m:d><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:d>", "(a+b)"),
    ],
)
def test_an_equation_is_written_out_in_its_place(equation: str, text: str, tmp_path: Path) -> None:
    block = f"<w:p><w:r><w:t xml:space='preserve'>Soit </w:t></w:r><m:oMath>{equation}</m:oMath></w:p>"
    assert lines(clean(data_of(written(block)), tmp_path))[1] == f"Soit {text}"


def test_of_two_writings_the_one_that_says_something_stays(tmp_path: Path) -> None:
    alternatives = (
        "<mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:drawing><a:graphic><a:graphicData uri='{SHAPE}'/></a:graphic></w:drawing>"
        "</mc:Choice><mc:Fallback><w:t>en clair</w:t></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(clean(data_of(written(f"<w:p><w:r>{alternatives}</w:r></w:p>")), tmp_path))[1] == "en clair"


def test_the_older_file_of_that_name_is_not_the_sender_s(tmp_path: Path) -> None:
    """What was sent is never written to."""
    package = package_of(good(), tmp_path)
    before = (tmp_path / "envoi.docx").read_bytes()
    (tmp_path / "propre").mkdir()
    assert cleaned(package, tmp_path / "propre") != tmp_path / "envoi.docx"
    assert (tmp_path / "envoi.docx").read_bytes() == before
    with zipfile.ZipFile(tmp_path / "propre" / "envoi.docx") as archive:
        assert archive.testzip() is None and MAIN in archive.namelist()


def test_the_relations_are_of_the_kind_that_is_known(tmp_path: Path) -> None:
    """A guard of this file: the address that relations are made with here is the one that opening looks for."""
    package = package_of(related(good(), ("rIdX", "image", "http://a.example/")), tmp_path)
    assert package.relations(package.main)["rIdX"].kind == f"{OUTSIDE}/image".rpartition("/")[2]
