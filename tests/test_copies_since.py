"""What changes in a copy counts from what its reader read last; the body of the book is the same for all of them."""

from __future__ import annotations

import datetime
import email
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

import bible_builder as bb
from bible_builder import copies, deliveries
from bible_builder.comparison import to_json
from bible_builder.publishing import MANIFEST
from bible_builder.publishing.register import Event, Happening, Register
from bible_builder.rendering.pdf.copying import body
from tests.conformance.checkers import qpdf, waivers
from tests.conformance.checkers.waivers import left_over
from tests.conformance.documents import pdf_flavours
from tests.test_editions import changed, validated, written

pytestmark = [pytest.mark.conformance, pytest.mark.slow]

DAY = datetime.date(2026, 10, 1)
MORE = """
publics: {centres: Les centres}
sorties:
  - {public: centres, formats: [pdf]}
"""
RECIPIENTS = "".join(
    f"- {{id: {name}, nom: {name.capitalize()}, public: centres}}\n" for name in ("nord", "sud", "est", "ouest", "perdu")
)
LAST_READ = {"nord": "2026-T3", "sud": "2026-T2", "ouest": "2026-T3", "perdu": "2025-T1"}
WORDS = {
    "2026-T2": "Un appel attend.",
    "2026-T3": "Un appel reçoit une réponse lente.",
    "2026-T4": "Un appel reçoit une réponse.",
}


def keep(root: Path, edition: str) -> None:
    folder = root / "editions" / edition
    folder.mkdir(parents=True)
    taken = bb.snapshot(root, "centres")
    (folder / "snapshot-centres.json").write_bytes(to_json(replace(taken, edition=replace(taken.edition, id=edition))))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An edition whose readers were last delivered its baseline, the one before it, one that nobody keeps any more, or none."""
    root = written(tmp_path_factory.mktemp("since") / "bible", MORE)
    (root / "content" / "destinataires.yaml").write_text(RECIPIENTS, "utf-8")
    changed(root, "id: 2026-T4", "id: 2026-T4\n  baseline: 2026-T3")
    now = WORDS["2026-T4"]
    for edition in ("2026-T2", "2026-T3"):
        changed(root, now, WORDS[edition])
        keep(root, edition)
        changed(root, WORDS[edition], now)
    validated(root)
    Register(root / "editions").add(
        Event(Happening.DELIVERED, edition, recipient, f"{edition}-1", "2026-07-01") for recipient, edition in LAST_READ.items()
    )
    bb.publish(root, "2026-T4")
    yield root


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> bb.CopiesResult:
    return bb.make_copies(root, "2026-T4", tmp_path_factory.mktemp("copies"), on=DAY)


def pages(path: Path) -> list[str]:
    with PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def numbered(texts: list[str]) -> list[str]:
    """The pages from the first chapter on, without the lines that bear a reader’s name."""
    first = next(number for number, text in enumerate(texts) if "Comment répondre" in text)
    return [re.sub(r"Exemplaire \d+ – .*", "", text) for text in texts[first:]]


def test_each_reader_is_told_what_changes_since_they_read_last(made: bb.CopiesResult) -> None:
    assert {copy.recipient.id: copy.baseline for copy in made.copies} == {
        "nord": "2026-T3", "sud": "2026-T2", "est": "", "ouest": "2026-T3", "perdu": "2026-T3",
    }  # fmt: skip
    front = {copy.recipient.id: " ".join(" ".join(pages(copy.path)).split()) for copy in made.copies}
    assert "l’édition 2026-T3" in front["nord"] and "2026-T2" not in front["nord"]
    assert "l’édition 2026-T2" in front["sud"] and "2026-T3" not in front["sud"]
    assert "Ce qui change" not in front["est"] and "2026-T3" not in front["est"]


def test_one_whose_edition_nobody_keeps_gets_what_was_published_and_that_is_said(made: bb.CopiesResult) -> None:
    (gone,) = made.diagnostics
    assert (gone.code, gone.parameters["recipients"], gone.parameters["baseline"]) == ("copies-baseline-gone", "Perdu", "2025-T1")


def test_the_body_is_the_same_for_all(made: bb.CopiesResult) -> None:
    """To the operator, artifacts left out; to the letter, names left out."""
    by_reader = {copy.recipient.id: copy.path for copy in made.copies}
    bodies = {reader: body(path.read_bytes()) for reader, path in by_reader.items()}
    texts = {reader: numbered(pages(path)) for reader, path in by_reader.items()}
    assert len(bodies["nord"]) >= 3 and any(bodies["nord"])
    assert all(found == bodies["nord"] for found in bodies.values())
    assert all(found == texts["nord"] for found in texts.values())


def test_the_register_and_the_message_say_it_too(root: Path, made: bb.CopiesResult) -> None:
    output = made.copies[0].path.parents[2]
    bb.deliver(root, "2026-T4", output, on=DAY)
    events = [one for one in Register(root / "editions").events(bb.errors.Findings()) if one.edition == "2026-T4"]
    assert {(one.recipient, one.event.value, one.baseline) for one in events} >= {
        ("nord", "made", "2026-T3"), ("sud", "delivered", "2026-T2"), ("est", "delivered", ""), ("perdu", "delivered", "2026-T3"),
    }  # fmt: skip
    said = {reader: letter(output, reader) for reader in ("nord", "sud", "est")}
    assert "depuis l’édition 2026-T3" in said["nord"] and "depuis l’édition 2026-T2" in said["sud"]
    assert "première édition" in said["est"] and "depuis" not in said["est"]


def letter(output: Path, reader: str) -> str:
    data = (output / "2026-T4" / reader / deliveries.LETTER).read_bytes()
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    part = message.get_body()
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize("what", ["other pages", "none"])
def test_a_reader_gets_what_was_published_when_it_cannot_be_laid_out_the_same(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def refused(_press: object, _since: object) -> bytes:
        raise bb.RenderingError(bb.Diagnostic("unit-failed", {}))

    other = bb.build(root, tmp_path / "other", ("centres",), formats=("pdf",)).outputs[0].path.read_bytes()
    shorter = without_last_page(other)
    replaced: Callable[[object, object], bytes] = (lambda _press, _since: shorter) if what == "other pages" else refused
    monkeypatch.setattr(copies._Press, "laid_out", replaced)
    result = bb.make_copies(root, "2026-T4", tmp_path, on=DAY, recipients=("sud", "nord"))
    assert {copy.recipient.id: copy.baseline for copy in result.copies} == {"nord": "2026-T3", "sud": "2026-T3"}
    assert "copies-laid-out-otherwise" in [one.code for one in result.diagnostics]


def without_last_page(data: bytes) -> bytes:
    import io

    import pikepdf

    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.pages[-1]
        pdf.save(output)
    return output.getvalue()


def test_the_edition_is_untouched_by_its_copies(root: Path, made: bb.CopiesResult) -> None:
    assert (root / "editions" / "2026-T4" / MANIFEST).is_file() and made.copies
    assert bb.verify(root / "editions", "2026-T4").deviations == ()


def test_a_copy_is_what_it_claims_to_be_whatever_it_counts_from(made: bb.CopiesResult) -> None:
    """PDF/UA-1 and PDF/A-2a by veraPDF, sound by qpdf: the published document, one for another baseline, one for none."""
    alarms = waivers.load()
    paths = [copy.path for copy in made.copies if copy.recipient.id in {"nord", "sud", "est"}]
    for found in (pdf_flavours(paths), qpdf.validate(paths)):
        assert {path.name: left_over(findings, alarms) for path, findings in found.items()} == {path.name: [] for path in paths}
