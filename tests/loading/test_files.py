"""Files: only those of the bible, in UTF-8, with nothing in them that a document cannot hold."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from bible_builder import loading
from bible_builder.errors import Findings, Source
from bible_builder.loading.text import clean_value, decode
from tests.loading.bibles import HEAD, SECTION, SVG, Loaded, write_bible
from tests.loading.conftest import Load, LoadSection

FIGURE = ":::{{figure}} {}\n:alt: Un carré\nLégende\n:::"


def test_the_files_read_are_listed(load: Load) -> None:
    loaded = load({SECTION: HEAD + FIGURE.format("images/a.svg"), "guide/1-accueil/images/a.svg": SVG, "notes.txt": "x"})
    assert loaded.bible.files == (
        "content/bible.yaml",
        "content/charte/_brand.yml",
        "content/charte/polices/Essai-Regular.ttf",
        "content/guide/1-accueil/10-appel.md",
        "content/guide/1-accueil/_chapitre.md",
        "content/guide/1-accueil/images/a.svg",
    )


def test_a_path_may_climb_within_the_bible(load: Load) -> None:
    loaded = load({SECTION: HEAD + FIGURE.format("../../commun/a.svg"), "commun/a.svg": SVG})
    assert loaded.found == ()
    assert 'src="content/commun/a.svg"' in loaded.html


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../../../x.svg",
        "../../../../../../etc/x.svg",
        "~/x.svg",
        "C:/x.svg",
        "https://x.example/a.svg",
        "a\\b.svg",
        "file:x.svg",
    ],
)
def test_a_path_out_of_the_bible_is_refused(path: str, load_section: LoadSection) -> None:
    assert load_section(FIGURE.format(path)).only("outside-bible").parameters == {"file": path}


def test_a_link_out_of_the_bible_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "secret.svg"
    outside.write_text(SVG)
    root = write_bible(tmp_path / "b", {SECTION: HEAD + FIGURE.format("a.svg")})
    (root / "content/guide/1-accueil/a.svg").symlink_to(outside)
    Loaded(root).only("outside-bible")


def test_a_folder_that_is_a_link_out_of_the_bible_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "autre"
    outside.mkdir()
    (outside / "_chapitre.md").write_text("---\nid: x\ntitre: X\n---\nSecret.\n")
    root = write_bible(tmp_path / "b", {})
    (root / "content/guide/2-autre").symlink_to(outside)
    loaded = Loaded(root)
    loaded.only("outside-bible")
    assert loaded.bible.chapters[1].body == ()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    root = write_bible(tmp_path, {})
    os.mkfifo(root / "content/lexique.yaml")
    Loaded(root).only("not-a-file")


def test_a_misspelt_file_is_told_the_name_on_disk(load: Load) -> None:
    loaded = load({SECTION: HEAD + FIGURE.format("image/cinq-temp.svg"), "guide/1-accueil/images/cinq-temps.svg": SVG})
    assert loaded.only("missing-file").parameters["suggestion"] == "images/cinq-temp.svg"


def test_a_name_in_decomposed_letters_is_found(load: Load) -> None:
    name = unicodedata.normalize("NFD", "été.svg")
    loaded = load({SECTION: HEAD + FIGURE.format("été.svg"), f"guide/1-accueil/{name}": SVG})
    assert loaded.found == ()


def test_a_folder_without_content_has_no_bible(tmp_path: Path) -> None:
    findings = Findings()
    assert loading.load(tmp_path, findings) is None
    assert [(found.code, found.source) for found in findings.all] == [("missing-file", Source("content/bible.yaml"))]


def test_line_ends_byte_order_marks_and_decomposed_letters_are_evened_out() -> None:
    findings = Findings()
    assert decode("\ufeffa\r\nb\rc e\u0301".encode(), "f", findings) == "a\nb\nc é"
    assert findings.all == ()


def test_a_character_that_cannot_be_printed_is_placed_and_left_out() -> None:
    findings = Findings()
    assert decode("a\nbc\x00d\x0be\u2028f\x9cg".encode(), "f", findings) == "a\nbcd e fg"
    assert [(found.parameters["code"], found.source) for found in findings.all] == [
        ("U+0000", Source("f", 2, 3)),
        ("U+000B", Source("f", 2, 5)),
        ("U+2028", Source("f", 2, 7)),
        ("U+009C", Source("f", 2, 9)),
    ]


def test_what_cannot_be_seen_is_warned_of() -> None:
    findings = Findings()
    assert clean_value("a\u00adb\u200bc\u202ed", Source("f", 3), findings) == "abc\u202ed"
    assert [(found.code, found.parameters["name"]) for found in findings.all] == [
        ("bidi-character", "right-to-left override"),
        ("invisible-character", "soft hyphen"),
        ("invisible-character", "zero width space"),
    ]


@pytest.mark.parametrize(("encoding", "found"), [("cp1252", "other"), ("utf-16", "utf-16")])
def test_another_encoding_is_reported_and_the_rest_still_checked(encoding: str, found: str, load: Load) -> None:
    loaded = load({SECTION: (HEAD + "Été {{ a b }}.").encode(encoding)})
    assert loaded.one("encoding").parameters == {"found": found}
    assert loaded.one("bad-variable").source == Source(f"content/{SECTION}", 8, 5)


def test_the_line_of_the_first_wrong_byte_is_told(load: Load) -> None:
    found = load({SECTION: HEAD.encode() + b"Texte.\n\n\xe9t\xe9\n"}).only("encoding")
    assert found.source == Source(f"content/{SECTION}", 10)


def test_only_so_many_reports_of_odd_characters_a_file() -> None:
    findings = Findings()
    decode(b"\x01" * 1000, "f", findings)
    assert len(findings.all) == 20
