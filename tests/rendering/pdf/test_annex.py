"""A stranger's PDF becomes pages of the book: what is seen and what is meant stay, what acts is gone."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from bible_builder.errors import Findings
from bible_builder.model.book import Book, PdfAnnex
from bible_builder.rendering.pdf import render
from bible_builder.rendering.pdf.annex import Wish, bind
from bible_builder.rendering.pdf.bound import BoundAnnex
from bible_builder.rendering.pdf.laid import Rectangle
from bible_builder.rendering.pdf.nodes import Area, Node
from bible_builder.rendering.pdf.placing import place
from tests.conformance.checkers import qpdf, verapdf
from tests.conformance.documents import run_or_skip
from tests.rendering.pdf import books, trees
from tests.rendering.pdf.conftest import Made

FRAME: Rectangle = (20, 40, 380, 560)
TURNED: Rectangle = (40, 20, 560, 380)
WISH = Wish("annex-c", "La charte", "Ce que la charte montre", "{title}, page {number}", (400.0, 600.0), FRAME, TURNED)


def edit(path: Path, change: Callable[[Pdf], None]) -> Path:
    """Change a PDF in place."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pikepdf says what is wrong with the file: that is what we want of it
        change(pdf)
        pdf.save(path)
    return path


def drawn(path: Path, content: bytes, **page: Any) -> Path:
    """A PDF of one page with this content and these entries of its page."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    for key, value in page.items():
        pdf.pages[0].obj[f"/{key}"] = value
    pdf.pages[0].Contents = pdf.make_stream(content)
    pdf.save(path)
    return path


def dark(bound: BoundAnnex, page: int = 0) -> Rectangle:
    """Where a page is dark, in points from its lower left corner."""
    document = pypdfium2.PdfDocument(bound.data)
    picture = document[page].render().to_pil().convert("L").point(lambda value: 255 if value < 128 else 0)
    height = document[page].get_height()
    document.close()
    left, top, right, bottom = picture.getbbox() or (0, 0, 0, 0)
    return left, height - bottom, right, height - top


@pytest.mark.parametrize(
    ("entries", "box"),
    [
        ({}, (100, 150, 300, 450)),  # smaller than the frame: its own size, in the middle
        ({"MediaBox": Array([0, 0, 720, 1040])}, (20, 40, 380, 560)),  # larger: made smaller
        ({"CropBox": Array([100, 100, 200, 300])}, (150, 200, 250, 400)),
        ({"CropBox": Array([200, 300, 100, 100])}, (150, 200, 250, 400)),  # any two opposite corners
        ({"Rotate": 90}, (100, 150, 300, 450)),  # now wide, and so turned back
        ({"Rotate": 180}, (100, 150, 300, 450)),
        ({"MediaBox": Array([0, 0, 300, 200])}, (100, 150, 300, 450)),  # wide: turned
        ({"UserUnit": 1.2}, (80, 120, 320, 480)),
    ],
)
def test_a_page_goes_into_the_frame(entries: dict[str, Any], box: Rectangle, tmp_path: Path) -> None:
    with pikepdf.open(drawn(tmp_path / "x.pdf", b"", **entries)) as pdf:
        assert place(pdf.pages[0], FRAME).box == pytest.approx(box)


@pytest.mark.parametrize(
    ("entries", "corner"),
    [
        ({}, (100, 430, 120, 450)),  # upright: the upper left corner stays there
        ({"MediaBox": Array([0, 0, 300, 200])}, (150, 280, 170, 300)),  # wide: on a page of ours that is wide too
        ({"Rotate": 180}, (280, 150, 300, 170)),
        ({"Rotate": 270, "MediaBox": Array([0, 0, 300, 200])}, (100, 150, 120, 170)),
    ],
)
def test_a_page_stands_the_right_way_up(entries: dict[str, Any], corner: Rectangle, tmp_path: Path) -> None:
    height = 200 if "MediaBox" in entries else 300
    path = drawn(tmp_path / "x.pdf", b"0 %d 20 20 re f" % (height - 20), **entries)
    assert dark(bind(path, WISH)) == pytest.approx(corner, abs=1)


def test_what_lies_outside_the_crop_box_is_not_seen(tmp_path: Path) -> None:
    path = drawn(tmp_path / "x.pdf", b"0 0 200 300 re f", CropBox=Array([50, 50, 150, 250]))
    assert dark(bind(path, WISH)) == pytest.approx((150, 200, 250, 400), abs=1)


@pytest.mark.parametrize("content", [b"q 9 0 0 9 0 0 cm q", b"Q Q q", b"q Q Q 1 0 0 rg", b"/Span BMC"])
def test_saves_and_restores_are_balanced(content: bytes, tmp_path: Path) -> None:
    bound = bind(drawn(tmp_path / "x.pdf", content + b" 0 0 5 5 re f"), WISH)
    with books.opened(bound.data) as pdf:
        found = [str(i.operator) for i in pikepdf.parse_content_stream(pdf.pages[0])]
    depth = 0
    for operator in found:
        depth += (operator == "q") - (operator == "Q")
        assert depth > 0 or operator == "Q"
    assert depth == 0
    assert found.count("BDC") + found.count("BMC") == found.count("EMC")


def test_a_page_without_tags_is_one_figure(tmp_path: Path) -> None:
    bound = bind(books.annex_pdf(tmp_path / "x.pdf", tagged=False), WISH)
    figures = [node for node in bound.nodes if node.type == "Figure"]
    assert [node.alternate for node in figures] == [f"Ce que la charte montre (La charte, page {n})" for n in (1, 2)]
    assert [[(mark.page, mark.mcid) for mark in node.marks()] for node in figures] == [[(0, 0)], [(1, 0)]]
    assert [area.target for node in bound.nodes for area in node.kids if isinstance(area, Area)] == ["https://example.org/"]
    with books.opened(bound.data) as pdf:
        assert [[tag for tag, _, _ in trees.sequences(page)] for page in pdf.pages] == [["/Figure"], ["/Figure"]]


def types(nodes: tuple[Node, ...]) -> list[str]:
    return [node.type for top in nodes for node in top.iter()]


def test_a_tagged_file_keeps_its_structure_below_the_annexs_title(tmp_path: Path) -> None:
    bound = bind(books.annex_pdf(tmp_path / "x.pdf"), WISH)
    assert [kind for kind in types(bound.nodes) if kind[0] == "H"] == ["H2", "H3"]
    assert bound.nodes[0].type == "Sect"
    (link,) = [node for top in bound.nodes for node in top.iter() if node.type == "Link"]
    (area,) = [kid for kid in link.kids if isinstance(kid, Area)]
    assert (area.target, area.page) == ("https://example.org/", 0)
    left, bottom, right, top = area.rectangle
    assert 20 < left < right < 380 and 40 < bottom < top < 560


def test_roles_ids_heads_and_boxes_are_taken_over(tmp_path: Path) -> None:
    html = '<table><tr><th>A<th>B<tr><td>1<td colspan=1>2</table><p lang="en">Hello</p><h6>deep</h6>'
    path = books.annex_pdf(tmp_path / "x.pdf", body=html)

    def rename(pdf: Pdf) -> None:
        for element in trees.elements(pdf):
            if element.S == "/P":
                element.S = Name.Absatz
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Absatz=Name.Para, Para=Name.P)

    bound = bind(edit(path, rename), WISH)
    nodes = [node for top in bound.nodes for node in top.iter()]
    heads = [node for node in nodes if node.type == "TH"]
    assert [head.scope for head in heads] == ["Column", "Column"]
    assert all(head.id.startswith("annex-c/") for head in heads)
    assert [cell.headers for cell in nodes if cell.type == "TD"] == [(heads[0].id,), (heads[1].id,)]
    assert "P" in types(bound.nodes) and "Absatz" not in types(bound.nodes)
    assert [node.type for node in nodes if node.type.startswith("H")] == ["H2"]


def test_what_belongs_to_no_element_becomes_an_artifact(tmp_path: Path) -> None:
    path = books.annex_pdf(tmp_path / "x.pdf")

    def spoil(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(b"0 0 10 10 re f BT /F1 9 Tf (loose) Tj ET /Span <</MCID 99>> BDC 5 5 m 9 9 l S EMC")

    bound = bind(edit(path, spoil), WISH)
    with books.opened(bound.data) as pdf:
        found = trees.sequences(pdf.pages[0])
    assert [inner for tag, _, inner in found if tag == "/Artifact"][-3:] == ["re f", "Tj", "m l S"]
    assert {number for _, number, _ in found if number is not None} == {
        mark.mcid for n in bound.nodes for mark in n.marks() if mark.page == 0
    }


@pytest.mark.parametrize("fault", ["loop", "deep", "twice", "stream", "artifact in content"])
def test_a_strange_tree_is_not_taken_over(fault: str, tmp_path: Path) -> None:
    path = books.annex_pdf(tmp_path / "x.pdf")

    def spoil(pdf: Pdf) -> None:
        first = trees.elements(pdf)[0]
        if fault == "loop":
            trees.elements(pdf, "P")[0].K = first
        elif fault == "deep":
            inner = Dictionary(Type=Name.StructElem, S=Name.P)
            for _ in range(100):
                inner = Dictionary(Type=Name.StructElem, S=Name.Div, K=inner)
            first.K.append(inner)
        elif fault == "twice":
            first.K.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[0].obj, MCID=0))
            first.K.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[0].obj, MCID=0))
        elif fault == "stream":
            first.K.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[0].obj, MCID=0, Stm=pdf.make_stream(b"")))
        else:
            content = pdf.pages[0].Contents.read_bytes()
            pdf.pages[0].Contents = pdf.make_stream(content.replace(b"BDC", b"BDC /Artifact BMC 0 0 1 1 re f EMC", 1))

    bound = bind(edit(path, spoil), WISH)
    assert set(types(bound.nodes)) == {"Figure", "Link"}
    assert bound.pages == 2


def hostile(pdf: Pdf) -> None:
    """Everything that acts."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    launch = Dictionary(S=Name.Launch, F=String("/bin/sh"))
    page = pdf.pages[0]
    page.obj.AA = Dictionary(O=script)
    rectangle = Array([10, 10, 50, 50])
    link: dict[str, Any] = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": rectangle}
    page.Annots = pdf.make_indirect(Array([
        Dictionary(**link, A=launch),
        Dictionary(**link, A=script),
        Dictionary(**link, A=Dictionary(S=Name.GoToR, F=String("other.pdf"))),
        Dictionary(**link, A=Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))),
        Dictionary(**link, A=Dictionary(S=Name.URI, URI=String("file:///etc/passwd"))),
        Dictionary(**link, A=Dictionary(S=Name.URI, URI=String("https://example.org/x"), Next=launch), AA=Dictionary(E=script)),
        Dictionary(**link, A=Dictionary(S=Name.GoTo, D=Array([pdf.pages[1].obj, Name.Fit]))),
        Dictionary(**link, Dest=String("ici")),
        Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=rectangle, FS=Dictionary(F=String("x.exe"))),
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=rectangle, A=script),
        Dictionary(Type=Name.Annot, Subtype=Name.Movie, Rect=rectangle),
    ]))  # fmt: skip
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script])),
        Dests=Dictionary(Names=Array([String("ici"), Array([pdf.pages[1].obj, Name.Fit])])),
    )
    pdf.attachments["x.exe"] = b"MZ"
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(T=String("a"))]), XFA=pdf.make_stream(b"<xdp/>"))
    form = pdf.make_stream(b"/Span <</MCID 7>> BDC 0 0 3 3 re f EMC")
    form.Type, form.Subtype, form.BBox, form.StructParents = Name.XObject, Name.Form, Array([0, 0, 9, 9]), 3
    form.Resources = Dictionary(XObject=Dictionary(Self=form))
    page.Resources.XObject = Dictionary(F=form)
    page.contents_add(b"/F Do")


def test_nothing_that_acts_is_left(tmp_path: Path) -> None:
    for tagged in (True, False):
        path = edit(books.annex_pdf(tmp_path / "x.pdf", tagged=tagged), hostile)
        bound = bind(path, WISH)
        areas = [kid for top in bound.nodes for node in top.iter() for kid in node.kids if isinstance(kid, Area)]
        targets = sorted(area.target for area in areas)
        assert targets == ["@1", "@1", "https://example.org/x"]
        with books.opened(bound.data) as pdf:
            text = b"".join(repr(item).encode() for item in pdf.objects)
            assert not any(
                word in text
                for word in (b"JavaScript", b"Launch", b"/AA", b"/Annot", b"EmbeddedFile", b"/XFA", b"/MCID 7", b"StructParents")
            )
            assert set(pdf.pages[0].obj.keys()) <= {"/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/Group"}
            assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert [problem.code for problem in bound.problems] == ["pdf-annex-form", *([] if tagged else ["pdf-annex-untagged"])]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing")
    assert [(p.code, p.fatal) for p in bind(path, WISH).problems] == [("pdf-annex-unreadable", True)]
    books.annex_pdf(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert [(p.code, p.fatal) for p in bind(path, WISH).problems] == [("pdf-annex-encrypted", True)]
    path.unlink()
    assert [p.code for p in bind(path, WISH).problems] == ["pdf-annex-unreadable"]
    assert [p.code for p in bind(drawn(path, b"", MediaBox=Array([0, 0, 0, 0])), WISH).problems] == ["pdf-annex-unreadable"]


def test_fonts_that_are_not_carried_and_layers_are_said(tmp_path: Path) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    path = drawn(tmp_path / "x.pdf", b"BT /F 9 Tf (x) Tj ET", Resources=Dictionary(Font=Dictionary(F=font)))
    bound = bind(edit(path, lambda pdf: pdf.Root.__setattr__("OCProperties", Dictionary())), WISH)
    assert [(p.code, p.parameters) for p in bound.problems] == [
        ("pdf-annex-layers", {}), ("pdf-annex-untagged", {}), ("pdf-annex-font-missing", {"fonts": "Helvetica"}),
    ]  # fmt: skip


@pytest.mark.parametrize("shown", [{"OFF": 1}, {"BaseState": Name.OFF}])
def test_layers_that_their_author_has_hidden_are_refused(tmp_path: Path, shown: dict[str, Any]) -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("brouillon")))
        state = {key: Array([layer]) if value == 1 else value for key, value in shown.items()}
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary({f"/{key}": value for key, value in state.items()}))

    bound = bind(edit(drawn(tmp_path / "x.pdf", b""), hide), WISH)
    assert ("pdf-annex-hidden-layers", True) in [(p.code, p.fatal) for p in bound.problems]


def test_a_bound_annex_survives_the_way_between_processes(tmp_path: Path) -> None:
    bound = bind(edit(books.annex_pdf(tmp_path / "x.pdf"), hostile), WISH)
    bound.write(tmp_path)
    assert BoundAnnex.read(tmp_path) == bound


def book_with(path: Path) -> Book:
    annex = PdfAnnex(path, 2, "La charte", "Ce que la charte montre", "annex-c-pages")
    head = (
        '<section role="doc-appendix"><h1 class="annex-title" id="annex-c"><span class="number">A</span> La charte</h1></section>'
    )
    return books.book(path.parent, books.unit("annex-c", head, annex=annex), books.unit("b", books.chapter(1, 1, 1)))


@pytest.mark.parametrize("tagged", [True, False])
def test_an_annex_in_the_book_has_our_heads_and_its_own_words(tagged: bool, tmp_path: Path) -> None:
    book, findings = book_with(books.annex_pdf(tmp_path / "x.pdf", tagged=tagged)), Findings()
    pdf = render(book, findings)
    reported = [(found.code, found.severity, str(found.source)) for found in findings.all]
    assert reported == ([] if tagged else [("pdf-annex-untagged", "warning", "x.pdf:1")])
    assert (pdf.page_map["annex-c-pages"].label, pdf.page_map["chapter-c1"].label, pdf.pages) == ("2", "5", 5)
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf.data)
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert "Première page" in texts[1] and "En vigueur" in texts[1]
    assert "Seconde page" in texts[2] and "A La charte" in texts[2]
    assert run_or_skip(lambda: qpdf.validate([path])) == {path: []}


def test_an_annex_that_cannot_be_read_is_an_error_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"nothing")
    findings = Findings()
    pdf = render(book_with(tmp_path / "x.pdf"), findings)
    assert [(found.code, str(found.source)) for found in findings.all] == [("pdf-annex-unreadable", "x.pdf:1")]
    assert "annex-c-pages" not in pdf.page_map


@pytest.mark.conformance
def test_verapdf_finds_nothing_with_strange_annexes(tmp_path: Path, made: Made) -> None:
    paths = []
    for name, tagged, change in (("plain", False, None), ("hostile", True, hostile), ("figure", False, hostile)):
        folder = tmp_path / name
        folder.mkdir()
        annex = books.annex_pdf(folder / "x.pdf", tagged=tagged)
        if change:
            edit(annex, change)
        (folder / "book.pdf").write_bytes(render(book_with(annex), Findings()).data)
        paths.append(folder / "book.pdf")
    assert run_or_skip(lambda: verapdf.validate(paths, "ua1")) == {path: [] for path in paths}


def test_a_book_with_an_annex_that_lacks_its_fonts_claims_nothing(tmp_path: Path) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    path = drawn(tmp_path / "x.pdf", b"BT /F 9 Tf (x) Tj ET", Resources=Dictionary(Font=Dictionary(F=font)))
    findings = Findings()
    with books.opened(render(book_with(path), findings).data) as pdf:
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()
        assert b"pdfaid" not in pdf.Root.Metadata.read_bytes()
    assert [(found.code, found.severity) for found in findings.all] == [
        ("pdf-annex-font-missing", "warning"), ("pdf-annex-untagged", "warning"),
    ]  # fmt: skip
