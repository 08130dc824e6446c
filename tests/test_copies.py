"""Copies: each bears its reader's name, is kept in the register, and counts as the last one read once it was delivered."""

from __future__ import annotations

import datetime
import email
import hashlib
import json
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument

import bible_builder as bb
from bible_builder import copies, deliveries
from bible_builder.errors import Findings
from bible_builder.publishing.register import REGISTER, Event, Happening, Register, last_delivered
from tests.test_editions import changed, validated, written

DAY = datetime.date(2026, 10, 1)
MORE = """
publics: {centres: Les centres, interne: Les nôtres}
sorties:
  - {public: centres, formats: [pdf]}
"""
RECIPIENTS = """\
- {id: nord, nom: Centre Nord, public: centres, contact: Zoé Petit, courriel: zoe@nord.example}
- {id: sud, nom: "Centre Sud, Éguilles", public: centres, contact: Luc Roy, courriel: luc@sud.example}
- {id: siege, nom: Siège, public: interne}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A bible whose edition is published for one audience, and copied for it."""
    folder = written(tmp_path_factory.mktemp("copies") / "bible", MORE)
    (folder / "content" / "destinataires.yaml").write_text(RECIPIENTS, "utf-8")
    bb.publish(folder, "2026-T4")
    yield folder


def made(root: Path, tmp_path: Path, **how: object) -> bb.CopiesResult:
    return bb.make_copies(root, "2026-T4", tmp_path, on=DAY, recipients=("nord", "sud"), **how)  # type: ignore[arg-type]


def texts(path: Path, password: str = "") -> list[str]:
    with PdfDocument(path, password=password or None) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_each_page_bears_the_name_and_the_number_of_its_reader(root: Path, tmp_path: Path) -> None:
    north, south = made(root, tmp_path).copies
    for copy, name in ((north, "Centre Nord"), (south, "Centre Sud, Éguilles")):
        line = f"Exemplaire {copy.number} – {name} – {copy.identifier}"
        assert [line in text for text in texts(copy.path)] == [True] * len(texts(copy.path))
        assert hashlib.sha256(copy.path.read_bytes()).hexdigest() == copy.sha256
    assert north.path == tmp_path / "2026-T4" / "nord" / "petite-2026-T4-centres-nord.pdf"


def test_what_a_copy_bears_is_no_part_of_its_text(root: Path, tmp_path: Path) -> None:
    """The name is an artifact: readers in structure order pass over it, and the claims of the document stand."""
    (copy, _) = made(root, tmp_path, watermark=True).copies
    with pikepdf.open(copy.path) as pdf:
        contents = b"".join(stream.read_bytes() for stream in pdf.pages[0].Contents)
        metadata = pdf.Root.Metadata.read_bytes()
    assert contents.count(b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC") == 1
    assert contents.count(b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC") == 1
    assert b"<pdfuaid:part>1" in metadata and b"<pdfaid:part>2" in metadata
    assert f"bible:copy:{copy.identifier}".encode() in metadata


def test_a_copy_is_the_same_whoever_was_copied_before(root: Path, tmp_path: Path) -> None:
    together = {copy.recipient.id: copy.path.read_bytes() for copy in made(root, tmp_path / "a").copies}
    alone = bb.make_copies(root, "2026-T4", tmp_path / "b", on=DAY, recipients=("sud",)).copies
    assert alone[0].path.read_bytes() == together["sud"] != together["nord"]


def test_a_password_opens_one_copy_and_stands_nowhere(root: Path, tmp_path: Path) -> None:
    north, south = made(root, tmp_path, passwords={"nord": "grenadine 42"}).copies
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(north.path)
    with pikepdf.open(north.path, password="grenadine 42") as pdf:
        assert pdf.encryption.R == 6 and pdf.allow.accessibility and not pdf.allow.extract
        assert b"pdfaid:part" not in pdf.Root.Metadata.read_bytes()
    pikepdf.open(south.path).close()
    kept = b"".join(path.read_bytes() for path in (*tmp_path.rglob("*"), root / "editions" / REGISTER) if path.is_file())
    assert b"grenadine" not in kept
    assert copies.whose(north.path, root / "editions")[1] is not None, "a lost copy says whose it is without its password"


def test_whose_a_file_is_stands_in_the_file(root: Path, tmp_path: Path) -> None:
    (copy, _) = made(root, tmp_path).copies
    identifier, event = copies.whose(copy.path, root / "editions")
    assert event is not None and (identifier, event.name, event.edition) == (copy.identifier, "Centre Nord", "2026-T4")
    assert copies.whose(copy.path) == (copy.identifier, None)
    with pytest.raises(bb.UsageError, match="not-a-copy"):
        copies.whose(root / "editions" / "2026-T4" / "petite-2026-T4-centres.pdf")
    with pytest.raises(bb.UsageError, match="cannot-read"):
        copies.whose(tmp_path / "nothing.pdf")


def test_a_reader_whose_audience_got_no_document_is_named_and_the_others_get_theirs(root: Path, tmp_path: Path) -> None:
    result = bb.make_copies(root, "2026-T4", tmp_path, on=DAY)
    assert [copy.recipient.id for copy in result.copies] == ["nord", "sud"]
    (fault,) = result.diagnostics
    assert (fault.code, fault.parameters["recipient"]) == ("no-document-for-audience", "Siège")
    with pytest.raises(bb.UsageError, match="no-such-recipient"):
        bb.make_copies(root, "2026-T4", tmp_path, on=DAY, recipients=("ouest",))


def test_what_is_delivered_is_the_copy_its_digest_and_a_message_to_send(root: Path, tmp_path: Path) -> None:
    (copy, _) = made(root, tmp_path).copies
    assert bb.deliver(root, "2026-T4", tmp_path, on=DAY, recipients=("nord",), dry_run=True).copies
    assert [path.name for path in copy.path.parent.iterdir()] == [copy.path.name]
    bb.deliver(root, "2026-T4", tmp_path, on=DAY, recipients=("nord",))
    assert (copy.path.parent / deliveries.SUMS).read_text() == f"{copy.sha256}  {copy.path.name}\n"
    message = email.message_from_bytes((copy.path.parent / deliveries.LETTER).read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert (message["To"], message["X-Unsent"]) == ("Zoé Petit <zoe@nord.example>", "1")
    (attached,) = message.iter_attachments()
    assert attached.get_content() == copy.path.read_bytes()
    body = message.get_body()
    assert body is not None and "première édition" in body.get_content() and copy.identifier in body.get_content()


def test_a_copy_that_is_gone_or_was_touched_is_named_and_the_others_are_delivered(root: Path, tmp_path: Path) -> None:
    north, _ = made(root, tmp_path).copies
    north.path.write_bytes(north.path.read_bytes() + b"\n")
    result = bb.deliver(root, "2026-T4", tmp_path, on=DAY)
    assert [copy.recipient.id for copy in result.copies] == ["sud"]
    assert {one.code for one in result.diagnostics} == {"copy-changed", "copy-not-made"}
    north.path.unlink()
    assert "copy-not-made" in {
        one.code for one in bb.deliver(root, "2026-T4", tmp_path, on=DAY, recipients=("nord",)).diagnostics
    }


@pytest.mark.conformance
@pytest.mark.slow
def test_what_changes_counts_from_the_edition_that_was_delivered_last(tmp_path: Path) -> None:
    """One who was made a copy and never got it, and one who skipped an edition, are told of all that they have not read."""
    root = written(tmp_path / "bible", MORE)
    (root / "content" / "destinataires.yaml").write_text(RECIPIENTS, "utf-8")

    def issue(edition: str, before: str, words: str, old: str, delivered: tuple[str, ...]) -> None:
        if old != edition:
            changed(root, f"id: {old}", f"id: {edition}")
        changed(root, before, words)
        validated(root)
        bb.publish(root, edition)
        bb.make_copies(root, edition, tmp_path, on=DAY, recipients=("nord", "sud"))
        bb.deliver(root, edition, tmp_path, on=DAY, recipients=delivered)

    issue("2026-T2", "Un appel reçoit une réponse", "Un appel reçoit une réponse rapide", "2026-T4", ("nord", "sud"))
    issue("2026-T3", "une réponse rapide", "une réponse très rapide", "2026-T2", ("nord",))
    issue("2026-T4", "très rapide", "très rapide et polie", "2026-T3", ())
    found = {
        copy.recipient.id: copy.baseline
        for copy in bb.deliver(root, "2026-T4", tmp_path, on=DAY, recipients=("nord", "sud")).copies
    }
    assert found == {"nord": "2026-T3", "sud": "2026-T2"}
    message = email.message_from_bytes((tmp_path / "2026-T4" / "sud" / deliveries.LETTER).read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body()
    assert body is not None and "depuis l’édition 2026-T2" in body.get_content() and "L’appel" in body.get_content()


def test_receipt_and_recall_are_noted_for_what_was_delivered_alone(root: Path, tmp_path: Path) -> None:
    made(root, tmp_path)
    bb.deliver(root, "2026-T4", tmp_path, on=DAY, recipients=("sud",))
    assert deliveries.enter(root, "sud", "2026-T4", "acknowledged", on=DAY).event is Happening.ACKNOWLEDGED
    with pytest.raises(bb.UsageError, match="copy-not-delivered"):
        deliveries.enter(root, "siege", "2026-T4", "acknowledged", on=DAY)


def event(happening: str, edition: str, recipient: str = "nord") -> Event:
    return Event(Happening(happening), edition, recipient, f"{edition}-001", "2026-10-01")


@pytest.mark.parametrize(
    ("happened", "last"),
    [
        ([], ""),
        ([("made", "T2")], ""),
        ([("delivered", "T1"), ("made", "T2")], "T1"),
        ([("delivered", "T1"), ("delivered", "T2"), ("acknowledged", "T1")], "T2"),
        ([("delivered", "T1"), ("delivered", "T2"), ("recalled", "T2")], "T1"),
        ([("delivered", "T1"), ("delivered", "T4")], "T1"),
        ([("delivered", "T1"), ("delivered", "T4"), ("delivered", "T5")], "T1"),
        ([("delivered", "T1"), ("delivered", "T4"), ("recalled", "T4"), ("recalled", "T1")], ""),
    ],
)
def test_the_last_one_delivered_is_the_baseline(happened: list[tuple[str, str]], last: str) -> None:
    assert last_delivered([event(*one) for one in happened] + [event("delivered", "T9", "sud")], "nord", "T4") == last


def test_a_torn_line_is_passed_over_named_and_added_after(tmp_path: Path) -> None:
    register, findings = Register(tmp_path), Findings()
    register.add([event("made", "T1"), event("delivered", "T1")])
    whole = register.path.read_bytes()
    register.path.write_bytes(whole[:-20])
    assert [one.event for one in register.events(findings)] == [Happening.MADE]
    assert [one.code for one in findings.all] == ["bad-register-line"]
    register.add([event("acknowledged", "T1")])
    assert [one.event for one in register.events(Findings())] == [Happening.MADE, Happening.ACKNOWLEDGED]
    assert register.path.read_bytes().startswith(whole[:-20]), "what was there stays"
    assert all(json.loads(line) for line in whole.splitlines())
