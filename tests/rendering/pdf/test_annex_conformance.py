"""What of an annex PDF breaks PDF/A and PDF/UA: what is found, and that veraPDF finds the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from bible_builder.errors import Findings
from bible_builder.rendering.pdf import render
from bible_builder.rendering.pdf.annex import bind
from tests.conformance.checkers import verapdf
from tests.conformance.documents import run_or_skip
from tests.rendering.pdf import books
from tests.rendering.pdf.test_annex import WISH, book_with, drawn, edit

STATES: dict[str, dict[str, Any]] = {
    "transfer": {"TR": Name.Identity},
    "halftone": {"HT": Dictionary(Type=Name.Halftone, HalftoneType=1, Frequency=10, Angle=0, SpotFunction=Name.Round)},
    "blend": {"BM": Name.Strange},
    "multiply": {"BM": Name.Multiply, "ca": 0.5},
}
CONTENTS = {
    "plain": b"q 1 0 0 rg 0 0 9 9 re f Q",
    "cmyk": b"0 0 0 1 k 0 0 9 9 re f",
    "operator": b"1 0 0 rg 0 0 9 9 re f 3 magic",
    "nesting": b"q " * 40 + b"0 0 9 9 re f " + b"Q " * 40,
    "intent": b"/Guess ri 0 0 9 9 re f",
}
BREAKS = {"cmyk": "6.2.4.3", "operator": "6.2.2", "nesting": "6.1.13", "intent": "6.2.6", "blend": "6.2.10"}
"""What breaks, and the clause of ISO 19005-2 under which veraPDF says so."""


def annex(name: str, path: Path) -> Path:
    if name in CONTENTS:
        return drawn(path, CONTENTS[name])
    if name == "unicode":
        return edit(books.annex_pdf(path), _without_unicode)
    if name in STATES:
        resources = Dictionary(ExtGState=Dictionary(G=Dictionary(**STATES[name])))
        return drawn(path, b"/G gs 0 0 9 9 re f", Resources=resources)
    return edit(drawn(path, b"/I Do"), lambda pdf: _picture(pdf, name))


def _without_unicode(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            if "/ToUnicode" in font:
                del font.ToUnicode


def _picture(pdf: pikepdf.Pdf, name: str) -> None:
    """A picture with an entry that is left out, or coded as PDF/A does not admit."""
    image = pdf.make_stream(b"\xff\x00\x00")
    image.Type, image.Subtype, image.Width, image.Height, image.BitsPerComponent = Name.XObject, Name.Image, 1, 1, 8
    image.ColorSpace = Name.DeviceRGB
    if name == "interpolate":
        image.Interpolate = True
    elif name == "alternates":
        image.Alternates = Array([])
    else:
        image.write(b"\x80\x3f\xe0\x00\x00\x20\x20", filter=Name.LZWDecode)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=image))


NAMES = (*CONTENTS, *STATES, "interpolate", "alternates", "lzw", "unicode")


@pytest.mark.parametrize("name", NAMES)
def test_what_breaks_the_claims_is_found_and_nothing_else(name: str, tmp_path: Path) -> None:
    bound = bind(annex(name, tmp_path / "x.pdf"), WISH)
    found = [problem.parameters["breach"] for problem in bound.problems if problem.code == "pdf-annex-breaks-claims"]
    assert found == ([name] if name in BREAKS or name == "unicode" else [])
    assert bound.conforms == (not found)


@pytest.mark.conformance
def test_verapdf_agrees(tmp_path: Path) -> None:
    paths = {}
    for name in NAMES:
        (tmp_path / name).mkdir()
        data = render(book_with(annex(name, tmp_path / name / "x.pdf")), Findings()).data
        paths[name] = tmp_path / name / "book.pdf"
        paths[name].write_bytes(data)
    jobs = [(path, flavour) for path in paths.values() for flavour in ("2a", "ua1")]
    found = run_or_skip(lambda: verapdf.validate_jobs(jobs))  # type: ignore[arg-type]
    clauses = {name: {one.rule.split(":")[1].split("-")[0] for one in found[path, "2a"]} for name, path in paths.items()}
    for name, path in paths.items():
        if name in BREAKS:
            assert BREAKS[name] in clauses[name], name
        elif name == "unicode":
            assert any(clause.startswith("6.2.11") for clause in clauses[name])
        else:
            assert (name, found[path, "2a"], found[path, "ua1"]) == (name, [], [])
