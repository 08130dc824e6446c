"""The register: read whatever has become of it, added to without losing a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bible_builder.errors import Diagnostic, Findings
from bible_builder.model.standing import Kind
from bible_builder.validation import Register, read_register
from bible_builder.validation.register import written
from tests.validation.bibles import loaded, put

DIGEST = "ab" * 32
LINE = {"le": "2026-09-20", "par": "marque", "section": "appel", "édition": "2026-T4", "empreinte": DIGEST, "format": 1}


def line(**changed: object) -> str:
    return json.dumps({**LINE, **changed}, ensure_ascii=False)


def read(root: Path, text: str | bytes, file: str = "marque.jsonl") -> tuple[Register, tuple[Diagnostic, ...]]:
    path = root / "content" / "validations" / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    findings = Findings()
    return read_register(loaded(root), findings), findings.all


def test_a_bible_without_a_register_has_no_records(root: Path) -> None:
    findings = Findings()
    assert read_register(loaded(root), findings) == Register()
    assert findings.all == ()


def test_a_line_is_a_record_with_its_place(root: Path) -> None:
    register, found = read(root, f"\n{line(vu={'titre': 'L’appel', 'variable delais.reponse': '48 h'})}\n")
    (record,) = register.records
    assert (record.by, record.kind, record.id, record.digest, record.edition) == (
        "marque",
        Kind.SECTION,
        "appel",
        DIGEST,
        "2026-T4",
    )
    assert record.facets == {"title": "L’appel", "variable delais.reponse": "48 h"}
    assert (str(record.source), found) == ("content/validations/marque.jsonl:2", ())


def test_what_is_written_is_read_again_in_either_language(root: Path) -> None:
    register, _ = read(root, line(vu={"titre": "L’appel", "image a b.svg": "00000000"}))
    for language in ("fr", "en"):
        again, found = read(root, written(register.records[0], language))
        assert found == ()
        assert again.records == register.records
    assert list(json.loads(written(register.records[0], "fr"))) == [
        "le", "par", "section", "édition", "empreinte", "format", "vu",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("rien", "json"),
        ("<<<<<<< HEAD", "conflict"),
        ("=======", "conflict"),
        ("[1, 2]", "json"),
        ('{"le": ', "json"),
        ("[" * 100_000, "json"),
        ("1" * 10_000, "json"),
        (line(le="20/09/2026"), "on"),
        (line(le="2026-02-30"), "on"),
        (line(le=20260920), "on"),
        (line(par=""), "by"),
        (line(par=["marque"]), "by"),
        (line(par="../../etc/passwd"), "by"),
        (line(section={"a": 1}), "part"),
        (line(terme="appel"), "part"),
        (line(empreinte="AB" * 32), "digest"),
        (line(empreinte=None), "digest"),
        (line(format=2), "format"),
        (line(format=True), "format"),
        (line(format="1"), "format"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_count(broken: str, reason: str, root: Path) -> None:
    register, (found,) = read(root, f"{line()}\n{broken}\n{line(section='autre')}\n")
    assert [record.id for record in register.records] == ["appel", "autre"]
    assert (found.code, found.parameters["reason"], str(found.source)) == (
        "validation-broken-line",
        reason,
        "content/validations/marque.jsonl:2",
    )
    assert len(found.parameters["found"]) <= 200


def test_what_a_message_would_repeat_is_made_harmless(root: Path) -> None:
    _, (found,) = read(root, "\x1b[31mrouge\u202e\x00")
    assert found.parameters["found"] == "[31mrouge"


def test_a_line_twice_counts_once(root: Path) -> None:
    register, (found,) = read(root, f"{line()}\n{line()}\n")
    assert len(register.records) == 1
    assert (found.code, found.parameters, str(found.source)) == (
        "validation-duplicate", {"line": "1"}, "content/validations/marque.jsonl:2",
    )  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), [(b"\xff\xfe{", "encoding"), (b"{}" * 10_000_001, "too-large")])
def test_a_file_that_cannot_be_read_is_named(data: bytes, reason: str, root: Path) -> None:
    _, (found,) = read(root, data)
    assert (found.code, found.parameters["reason"]) == ("validation-unreadable", reason)


def test_a_file_that_leads_out_of_the_bible_is_not_read(root: Path) -> None:
    outside = root.parent / "outside.jsonl"
    outside.write_text(line(), "utf-8")
    folder = root / "content" / "validations"
    folder.mkdir()
    (folder / "a.jsonl").symlink_to(outside)
    (folder / "b.jsonl").symlink_to("b.jsonl")
    (folder / "c.jsonl").mkdir()
    (folder / ".caché.jsonl").write_text("rien", "utf-8")
    (folder / "lisez-moi.txt").write_text("rien", "utf-8")
    findings = Findings()
    assert read_register(loaded(root), findings).records == ()
    assert [(found.code, found.parameters["reason"]) for found in findings.all] == [
        ("validation-unreadable", "outside"),
        ("validation-unreadable", "unreadable"),
        ("validation-unreadable", "not-a-file"),
    ]


def test_the_last_of_two_on_one_day_is_the_later_line_or_whoever_saw_what_stands(root: Path) -> None:
    other = "cd" * 32
    put(root, "validations/plateau.jsonl", line(par="plateau", empreinte=other))
    register, _ = read(root, f"{line(empreinte='00' * 32)}\n{line()}\n{line(le='2026-09-01', empreinte='11' * 32)}\n")
    assert {register.last("appel", digest).digest for digest in (DIGEST, other)} == {DIGEST, other}  # type: ignore[union-attr]
    assert register.last("appel", "00" * 32).digest in {DIGEST, other}  # type: ignore[union-attr]
    assert register.last("nulle-part") is None


def test_strange_line_ends_and_marks_are_no_harm(root: Path) -> None:
    register, found = read(root, b"\xef\xbb\xbf" + line().encode() + b"\r\n   \r\n" + line(section="b").encode())
    assert ([record.id for record in register.records], found) == (["appel", "b"], ())
