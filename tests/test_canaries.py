"""What an audience may not read is nowhere in what it is sent, in which form ever; and who looks for it would see it there."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

import bible_builder as bb
from bible_builder.assembly import selection
from bible_builder.cli.comparison_data import as_data
from bible_builder.cli.comparison_html import as_html
from bible_builder.cli.comparison_text import as_text
from bible_builder.comparison import to_json
from bible_builder.errors import Findings
from bible_builder.model.standing import Kind
from bible_builder.publishing.register import Event, Happening, Register
from tests import canaries

DAY = datetime.date(2026, 10, 1)
KEPT_INSIDE = {"manifest.json", "snapshot.json", "snapshot-interne.json", "sources.zip"}
"""What of an edition is sent to nobody."""

NEVER_PRINTED = {
    "zq04xv": "an address of somebody who owns withheld parts", "zq05xv": "the name of an audience",
    "zq10xv": "another recipient’s name", "zq11xv": "another recipient’s contact", "zq12xv": "another recipient’s address",
    "zq13xv": "the name of a section’s file", "zq47xv": "the name of an annex’s file",
    "zq53xv": "the name of a chapter’s folder",
}  # fmt: skip
"""What no book shows to anybody; it might leak all the same."""


OLD_NOTES = {"zq62xv", "zq75xv"}
"""Notes of change of the edition before: they stand in its snapshot alone."""


def validated(root: Path) -> None:
    """Somebody has said yes to every chapter and section."""
    names = [one.id for one in bb.status(root).standings if one.kind in (Kind.CHAPTER, Kind.SECTION)]
    bb.validate(root, names, by="marque", on=datetime.date(2026, 9, 20), force=True)


def snapshots(root: Path, before: Path) -> None:
    """Keep what each audience read in the edition before, as that edition would have kept it."""
    folder = root / "editions" / "2026-T3"
    folder.mkdir(parents=True)
    for audience, name in {"": "snapshot.json", "centres": "snapshot-centres.json"}.items():
        (folder / name).write_bytes(to_json(bb.snapshot(before, audience)))


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A bible that is published, copied and delivered: to one who had the edition before, and to one who had none."""
    folder = tmp_path_factory.mktemp("canaries")
    root, before = canaries.bible(folder / "bible"), canaries.bible(folder / "before", before=True)
    snapshots(root, before)
    validated(root)
    Register(root / "editions").add([Event(Happening.DELIVERED, "2026-T3", "nord", "2026-T3-001", "2026-07-01")])
    work = bb.Work(cache=folder / "cache")
    bb.publish(root, "2026-T4", work=work)
    made = bb.make_copies(root, "2026-T4", on=DAY, recipients=("nord", "est"), watermark=True, work=work)
    assert {copy.recipient.id: copy.baseline for copy in made.copies} == {"nord": "2026-T3", "est": ""}
    assert len(bb.deliver(root, "2026-T4", on=DAY, recipients=("nord", "est")).copies) == 2
    yield root


@pytest.mark.conformance
@pytest.mark.slow
def test_nothing_withheld_is_in_what_is_published_for_an_audience(sent: Path) -> None:
    files = [path for path in (sent / "editions" / "2026-T4").iterdir() if path.name not in KEPT_INSIDE]
    assert {path.suffix for path in files} == {".pdf", ".docx", ".json"}
    assert {path.name: canaries.in_file(path) for path in files} == {path.name: {} for path in files}


@pytest.mark.conformance
@pytest.mark.slow
def test_nothing_withheld_is_in_a_copy_nor_in_what_goes_with_it(sent: Path) -> None:
    """Not even the name of another reader."""
    files = [path for path in (sent / "copies").rglob("*") if path.is_file() and path.name != ".lock"]
    assert sorted({path.name for path in files if path.suffix != ".pdf"}) == ["SHA256SUMS", "message.eml"]
    assert {path.name: canaries.in_file(path) for path in files} == {path.name: {} for path in files}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bible, with the edition before on its shelf."""
    folder = tmp_path_factory.mktemp("prepared")
    root, before = canaries.bible(folder / "bible"), canaries.bible(folder / "before", before=True)
    snapshots(root, before)
    return root


def test_nothing_withheld_is_in_the_book_for_an_audience(prepared: Path) -> None:
    """All that both renderers are given, « Ce qui change » with it."""
    bible = bb.load(prepared)
    book = bb.compose(bible, "centres")
    assert "Ce qui change" in book.html()
    assert canaries.in_data((book.html() + repr(book.metadata) + repr(book.units)).encode(), ".html") == {}
    assert len(canaries.in_data(bb.compose(bible).html().encode(), ".html")) > 50


@pytest.fixture(scope="module")
def comparison(prepared: Path) -> bb.Comparison:
    return bb.compare(prepared / "editions" / "2026-T3", prepared, "centres")


def told(comparison: bb.Comparison) -> dict[str, str]:
    """A comparison in each of its forms."""
    text = "\n".join(line.plain for line in as_text(comparison, "fr"))
    return {
        "text": text,
        "data": json.dumps(as_data(comparison), ensure_ascii=False, default=str),
        "html": as_html(comparison, "fr"),
    }


def test_nothing_withheld_is_in_a_comparison(comparison: bb.Comparison) -> None:
    for form, said in told(comparison).items():
        assert canaries.in_data(said.encode(), ".txt") == {}, form


def test_nothing_withheld_is_in_a_redline(prepared: Path, tmp_path: Path) -> None:
    before = prepared / "editions" / "2026-T3"
    withheld = bb.redline(before, prepared, tmp_path / "for-centres.docx", "centres")
    assert canaries.in_file(withheld) == {}
    whole = canaries.in_file(bb.redline(before, prepared, tmp_path / "for-all.docx"))
    old = {word for word in canaries.planted() if canaries.number(word) in canaries.BEFORE}
    assert len(whole) > 30 and old - OLD_NOTES - whole.keys() == set()


def test_a_section_that_fewer_may_read_is_withdrawn_and_one_that_more_may_read_is_new(comparison: bb.Comparison) -> None:
    fates = {section.id: [str(fate) for fate in section.fates] for _, section in comparison.sections()}
    assert (fates["retrait"], fates["ouverture"]) == (["withdrawn"], ["added"])
    assert "zq14xv" not in fates and {"appel", "mixte"} <= fates.keys()
    assert "guichet" not in told(comparison)["text"] and "la clé" not in told(comparison)["text"]


# who looks for them would see them ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def leaking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The book for the same audience, of a program that withholds nothing; and the comparisons that it makes."""
    folder = tmp_path_factory.mktemp("leaking")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection._Reader, "may", lambda _reader, _audiences: True)
        root, before = canaries.bible(folder / "bible"), canaries.bible(folder / "before", before=True)
        snapshots(root, before)
        bb.build(root, folder / "out", ("centres",))
        for form, said in told(bb.compare(before, root, "centres")).items():
            (folder / "out" / f"{form}.txt").write_text(said, "utf-8")
        for name, of in {"snapshot.json": root, "snapshot-before.json": before}.items():
            (folder / "out" / name).write_bytes(to_json(bb.snapshot(of, "centres")))
    yield folder / "out"


@pytest.mark.conformance
@pytest.mark.slow
def test_each_word_that_a_careless_program_prints_is_seen(leaking: Path) -> None:
    seen = {path.name: canaries.in_file(path).keys() for path in leaking.iterdir()}
    assert set().union(*seen.values()) == canaries.planted() - NEVER_PRINTED.keys()
    not_printed = {"zq21xv", "zq49xv"}  # a picture’s name is in the Word document, a column’s own name in snapshots
    for name in ("petite-2026-T4-centres.pdf", "petite-2026-T4-centres.docx"):
        missing = set(canaries.planted() - NEVER_PRINTED.keys() - seen[name])
        assert {word for word in missing if canaries.number(word) not in canaries.BEFORE} <= not_printed, name
    for name in ("text.txt", "data.txt", "html.txt"):
        old = {word for word in canaries.planted() if canaries.number(word) in canaries.BEFORE}
        assert old - OLD_NOTES <= seen[name], name


def test_the_name_of_somebody_all_of_whose_parts_are_withheld_is_withheld(tmp_path: Path) -> None:
    bible = bb.load(canaries.bible(tmp_path / "bible"))
    assert list(selection.select(bible, "centres", Findings()).contributors) == ["marque"]
    assert list(selection.select(bible, "", Findings()).contributors) == ["marque", "coffres"]


WORD = "Zq99xv"


def _an_element(pdf: Pdf) -> pikepdf.Dictionary:
    return next(held for held in pdf.objects if isinstance(held, Dictionary) and held.get("/S") == Name.P)


def _attached(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = f"Le mot {WORD}.".encode()


def _attached_name(pdf: Pdf) -> None:
    pdf.attachments[f"{WORD}.txt"] = b"."


def _outline(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(f"Le mot {WORD}", 0))


def _drawn(pdf: Pdf, text: bytes) -> None:
    page = pdf.pages[-1]
    page.add_resource(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica), Name.Font, Name("/Zz"))
    page.contents_add(b"BT /Zz 9 Tf 40 40 Td " + text + b" ET")


def _form(pdf: Pdf) -> None:
    form = pdf.make_stream(f"/Span <</ActualText ({WORD})>> BDC EMC".encode(), Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 1, 1])
    pdf.pages[0].add_resource(form, Name.XObject)


def _metadata(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes() + f"<!-- {WORD} -->".encode())


def _setting(name: str) -> Callable[[Pdf], None]:
    return lambda pdf: _an_element(pdf).__setitem__(name, String(f"Le mot {WORD}, même accentué"))


def _note(pdf: Pdf) -> None:
    pdf.pages[0].obj["/Annots"] = pdf.make_indirect(
        Array([Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents=String(WORD))])
    )


def _address(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String(f"mailto:{WORD}@graine.example"))
    pdf.pages[0].obj["/Annots"] = pdf.make_indirect(Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)]))


IN_PDF: dict[str, Callable[[Pdf], object]] = {
    "alternative text": _setting("/Alt"),
    "actual text": _setting("/ActualText"),
    "expansion": _setting("/E"),
    "title of an element": _setting("/T"),
    "identifier of an element": _setting("/ID"),
    "document title": lambda pdf: pdf.docinfo.__setitem__("/Title", String(WORD)),
    "keywords": lambda pdf: pdf.docinfo.__setitem__("/Keywords", String(f"é {WORD}")),
    "metadata": _metadata,
    "bookmark": _outline,
    "destination": lambda pdf: pdf.Root.__setitem__("/Dests", Dictionary({f"/section-{WORD}": Array([pdf.pages[0].obj])})),
    "attached file": _attached,
    "name of an attached file": _attached_name,
    "note": _note,
    "address of a link": _address,
    "page label": lambda pdf: pdf.Root.PageLabels.Nums.append(Dictionary(P=String(WORD))),
    "text": lambda pdf: _drawn(pdf, b"(" + WORD.encode() + b") Tj"),
    "text letter by letter": lambda pdf: _drawn(pdf, b"[(Z) 1 (q9) 2 (9xv)] TJ"),
    "actual text within a page": lambda pdf: _drawn(
        pdf, b"/Span <</ActualText <FEFF" + WORD.encode("utf-16-be").hex().encode() + b">>> BDC (x) Tj EMC"
    ),
    "form": _form,
    "stream that nothing leads to": lambda pdf: pdf.Root.__setitem__("/Zz", pdf.make_stream(f"Le mot {WORD}".encode())),
}  # fmt: skip


@pytest.fixture(scope="module")
def a_pdf() -> bytes:
    """A page with one tagged paragraph, metadata and page labels: what there is to plant something in."""
    output = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P))
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=element))
        pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta/>", Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        pdf.save(output)
    return output.getvalue()


@pytest.mark.parametrize("place", IN_PDF)
def test_a_word_planted_in_a_pdf_is_seen(a_pdf: bytes, place: str) -> None:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf)) as pdf:
        IN_PDF[place](pdf)
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert canaries.in_data(a_pdf, ".pdf") == {}
    assert canaries.in_data(output.getvalue(), ".pdf").keys() == {WORD.lower()}


IN_DOCX = {
    "text": ("word/document.xml", f"<w:t>Le mot {WORD}.</w:t>"),
    "text over several runs": ("word/document.xml", "<w:t>Z</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>q99</w:t><w:t>xv</w:t>"),
    "alternative text": ("word/document.xml", f'<wp:docPr descr="Le plan {WORD}"/>'),
    "bookmark": ("word/document.xml", f'<w:bookmarkStart w:name="section-{WORD}"/>'),
    "field": ("word/document.xml", f'<w:instrText>XE "{WORD}:sous"</w:instrText>'),
    "properties": ("docProps/core.xml", f"<cp:keywords>{WORD}</cp:keywords>"),
    "comment": ("word/comments.xml", f'<w:comment w:author="{WORD}"/>'),
    "address": ("word/_rels/document.xml.rels", f'<Relationship Target="mailto:{WORD}@graine.example"/>'),
    "name of a picture": (f"word/media/{WORD}.png", ""),
}


@pytest.mark.parametrize("place", IN_DOCX)
def test_a_word_planted_in_a_word_document_is_seen(place: str) -> None:
    output, (planted, more) = io.BytesIO(), IN_DOCX[place]
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for part in {part for part, _ in IN_DOCX.values()}:
            package.writestr(
                part if part == planted or WORD not in part else "word/media/1.png", more if part == planted else "<x/>"
            )
    assert canaries.in_data(output.getvalue(), ".docx").keys() == {WORD.lower()}


@pytest.mark.parametrize("place", ["subject", "recipient", "text", "name of the file", "file"])
def test_a_word_planted_in_a_message_is_seen(place: str) -> None:
    said = {name: f"é {WORD}" if name == place else "é" for name in ("subject", "recipient", "text", "name of the file", "file")}
    message = EmailMessage()
    message["Subject"] = said["subject"]
    message["To"] = f'"{said["recipient"]}" <a@b.example>'
    message.set_content(said["text"], cte="base64")
    message.add_attachment(said["file"].encode(), maintype="text", subtype="plain", filename=said["name of the file"])
    assert canaries.in_data(message.as_bytes(), ".eml").keys() == ({WORD.lower()})
