"""What an annex PDF becomes in the finished book: nothing that acts, its pages the right way up, its outline below ours."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from bible_builder.errors import Findings
from bible_builder.model.book import Book
from bible_builder.rendering.pdf import render
from bible_builder.rendering.pdf.annex import bind
from tests.rendering.pdf import books
from tests.rendering.pdf.test_annex import WISH, book_with, drawn, edit, hostile

ACTS = (b"/JavaScript", b"/JS", b"/Launch", b"/AA", b"/OpenAction", b"/EmbeddedFile", b"/Filespec", b"/XFA", b"/AcroForm",
        b"/Widget", b"/Movie", b"/OPI", b"/Alternates", b"/PieceInfo", b"app.alert", b"/bin/sh",
        b"file:", b"secret", b"/TR2", b"/HTP", b"/Thumb")  # fmt: skip


def worse(pdf: Pdf) -> None:
    """As ``hostile``, with something in every corner that copying pages would take along."""
    hostile(pdf)
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    held = pdf.make_stream(b"secret")
    page = pdf.pages[0]
    page.obj.Metadata, page.obj.PieceInfo, page.obj.Thumb = held, Dictionary(X=script), held
    page.Resources.Evil = script
    page.Resources.Properties = Dictionary(P=Dictionary(AF=Array([Dictionary(Type=Name.Filespec, F=String("x.exe"))])))
    form = page.Resources.XObject.F
    form.AA, form.OPI, form.Metadata = Dictionary(O=script), Dictionary(), held
    image = pdf.make_stream(b"\0\0\0")
    image.Type, image.Subtype, image.Width, image.Height, image.BitsPerComponent = Name.XObject, Name.Image, 1, 1, 8
    image.ColorSpace, image.Alternates, image.Interpolate = Name.DeviceRGB, Array([]), True
    postscript = pdf.make_stream(b"secret")
    postscript.Type, postscript.Subtype = Name.XObject, Name.PS
    pattern = pdf.make_stream(b"/F Do /I Do")
    pattern.PatternType, pattern.PaintType, pattern.TilingType, pattern.XStep, pattern.YStep = 1, 1, 1, 9, 9
    pattern.BBox, pattern.PieceInfo = Array([0, 0, 9, 9]), Dictionary(X=script)
    pattern.Resources = Dictionary(XObject=Dictionary(I=image, F=form), Evil=script)
    page.Resources.XObject.I, page.Resources.XObject.P = image, postscript
    page.Resources.Pattern = Dictionary(T=pattern)
    page.Resources.ExtGState = Dictionary(G=Dictionary(TR2=Name.Identity, HTP=Array([0, 0]), ca=1))
    page.contents_add(b"/G gs /I Do /Pattern cs /T scn 0 0 9 9 re f")


def words_of(pdf: Pdf) -> bytes:
    """The file with every object and every stream in clear."""
    output = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what pikepdf says of the hostile file
        pdf.save(
            output,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return output.getvalue()


@pytest.mark.parametrize("tagged", [True, False])
def test_nothing_that_acts_is_left_in_the_finished_book(tagged: bool, tmp_path: Path) -> None:
    path = edit(books.annex_pdf(tmp_path / "x.pdf", tagged=tagged), worse)
    with pikepdf.open(path) as before:
        there = words_of(before)
    assert [word for word in ACTS if word not in there] == []
    with books.opened(render(book_with(path), Findings()).data) as pdf:
        found = words_of(pdf)
        assert [word for word in ACTS if word in found] == []
        assert set(pdf.Root.Names.keys()) == {"/Dests"}
        annotations = [one for page in pdf.pages for one in page.obj.get("/Annots", ())]
        assert {str(one.Subtype) for one in annotations} == {"/Link"}
        assert {str(one.A.S) for one in annotations} == {"/GoTo", "/URI"}
        assert not any("/Next" in one.A or "/AA" in one for one in annotations)


def with_bookmarks(pdf: Pdf) -> None:
    del pdf.Root.Outlines
    with pdf.open_outline() as outline:
        first, second = OutlineItem("Première  partie", 0), OutlineItem("Seconde", 1)
        first.children.extend([OutlineItem("Dedans", 1), OutlineItem("Nulle part")])
        outline.root.extend([first, second])
    pdf.Root.Outlines.Last.Next = pdf.Root.Outlines.First  # a loop


def test_the_outline_of_an_annex_is_nested_below_ours(tmp_path: Path) -> None:
    path = edit(books.annex_pdf(tmp_path / "x.pdf"), with_bookmarks)
    with books.opened(render(book_with(path), Findings()).data) as pdf, pdf.open_outline() as outline:
        annex, chapter = outline.root
        assert (annex.title, chapter.title) == ("A La charte", "1 Chapitre au titre 1")
        places: list[Any] = [item.destination for item in annex.children]
        assert [(item.title, place[0].objgen) for item, place in zip(annex.children, places, strict=True)] == [
            ("Première partie", pdf.pages[1].obj.objgen), ("Seconde", pdf.pages[2].obj.objgen),
        ]  # fmt: skip
        assert [item.title for item in annex.children[0].children] == ["Dedans"]


def test_a_landscape_page_stands_on_a_landscape_page_with_its_folio_level(tmp_path: Path) -> None:
    book = book_with(books.annex_pdf(tmp_path / "x.pdf"))
    with books.opened(render(book, Findings()).data) as pdf:
        sizes = [tuple(round(float(value)) for value in page.mediabox[2:]) for page in pdf.pages]
        assert sizes == [(420, 595), (420, 595), (595, 420), (420, 595), (420, 595)]
        stamped = [[round(float(v)) for v in page.Resources.XObject.Heads.BBox][2:] for page in list(pdf.pages)[:3]]
        assert stamped == [[420, 595], [420, 595], [595, 420]]


def full_page(book: Book) -> Book:
    unit, *others = book.units
    assert unit.annex is not None
    return replace(book, units=(replace(unit, annex=replace(unit.annex, full_page=True)), *others))


def test_an_annex_that_fills_its_pages_has_the_folio_and_no_head(tmp_path: Path) -> None:
    book = full_page(book_with(books.annex_pdf(tmp_path / "x.pdf", body="<p>Un<section>Deux</section>", css="p { margin: 0 }")))
    path = tmp_path / "book.pdf"
    path.write_bytes(render(book, Findings()).data)
    texts = books.page_texts(path)
    assert texts[1].split() == ["Un", "2"]
    assert texts[2].split() == ["Deux", "3"]
    bound = bind(tmp_path / "x.pdf", replace(WISH, full_page=True))
    with books.opened(bound.data) as pdf:
        scale = float(pikepdf.parse_content_stream(pdf.pages[0])[1].operands[0])
    assert scale == pytest.approx(min(400 / 595.28, 600 / 841.89), abs=0.001)


def test_a_small_page_is_enlarged_to_fill_ours(tmp_path: Path) -> None:
    bound = bind(drawn(tmp_path / "x.pdf", b"0 0 200 300 re f"), replace(WISH, full_page=True))
    with books.opened(bound.data) as pdf:
        assert float(pikepdf.parse_content_stream(pdf.pages[0])[1].operands[0]) == pytest.approx(2)


def swollen(path: Path) -> None:
    """A page whose content swells from half a megabyte to 400."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        packed = zlib.compressobj(9)
        data = b"".join(packed.compress(b" " * 1024**2) for _ in range(400)) + packed.flush()
        pdf.pages[0].Contents = pdf.make_stream(b"")
        pdf.pages[0].Contents.write(data, filter=Name.FlateDecode)
        pdf.save(path)


def looped(path: Path) -> None:
    """A tree of pages that holds itself."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, qdf=True)
    path.write_bytes(path.read_bytes().replace(b"/Kids [", b"/Kids [ 2 0 R 1 0 R "))


def forms_within_forms(path: Path) -> None:
    """Each form paints the next, 400 deep, the last the first."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        first = inner = pdf.make_stream(b"/F Do")
        first.Type, first.Subtype, first.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        for _ in range(400):
            outer = pdf.make_stream(b"/F Do")
            outer.Type, outer.Subtype, outer.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
            outer.Resources, inner = Dictionary(XObject=Dictionary(F=inner)), outer
        first.Resources = Dictionary(XObject=Dictionary(F=inner))
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=inner))
        pdf.pages[0].Contents = pdf.make_stream(b"/F Do")
        pdf.save(path)


def truncated(path: Path) -> None:
    books.annex_pdf(path)
    path.write_bytes(path.read_bytes()[:200])


def pageless(path: Path) -> None:
    with Pdf.new() as pdf:
        pdf.save(path)


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (swollen, {"pdf-annex-unreadable"}),
        (looped, {"pdf-annex-unreadable"}),
        (truncated, {"pdf-annex-unreadable"}),
        (pageless, {"pdf-annex-unreadable"}),
        (lambda path: path.write_bytes(b""), {"pdf-annex-unreadable"}),
        (lambda path: path.write_bytes(b"PK\x03\x04 word/document.xml"), {"pdf-annex-unreadable"}),
        (forms_within_forms, {"pdf-annex-untagged"}),
    ],
)
def test_a_bad_annex_has_a_report_of_its_file_and_the_book_is_made(
    make: Callable[[Path], None], codes: set[str], tmp_path: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        make(tmp_path / "x.pdf")
    findings = Findings()
    pdf = render(book_with(tmp_path / "x.pdf"), findings)
    assert {found.code for found in findings.all} == codes
    assert {str(found.source) for found in findings.all} == {"x.pdf:1"}
    assert pdf.pages >= 3


def test_an_annex_that_only_its_owner_may_change_is_bound_in_and_reported(tmp_path: Path) -> None:
    path = books.annex_pdf(tmp_path / "x.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user=""))
    bound = bind(path, WISH)
    assert ([problem.code for problem in bound.problems], bound.pages) == (["pdf-annex-restricted"], 2)


@pytest.mark.parametrize("code", ["pdf-annex-font-missing", "pdf-annex-breaks-claims"])
@pytest.mark.parametrize("strict", [True, False])
def test_strict_conformance_refuses_what_would_break_the_claims(strict: bool, code: str, tmp_path: Path) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    content = b"BT /F 9 Tf (x) Tj ET" if code == "pdf-annex-font-missing" else b"0 0 0 1 k 0 0 9 9 re f"
    book = book_with(drawn(tmp_path / "x.pdf", content, Resources=Dictionary(Font=Dictionary(F=font))))
    if code == "pdf-annex-breaks-claims":
        book = book_with(drawn(tmp_path / "x.pdf", content))
    findings = Findings()
    data = render(replace(book, strict=strict), findings).data
    severities = {found.code: str(found.severity) for found in findings.all}
    assert severities == {code: "error" if strict else "warning", "pdf-annex-untagged": "warning"}
    with books.opened(data) as pdf:
        assert b"pdfaid" not in pdf.Root.Metadata.read_bytes()
