"""The file: the same bytes every time, sound, and it says what it is."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tests.conformance.docx_lint import lint
from tests.rendering.docx.books import METADATA, ROOT, charter, every_page, one
from tests.rendering.docx.everything import everything
from tests.rendering.docx.opened import rendered

_WRITE = """
import hashlib
from tests.rendering.docx.books import charter, every_page
from tests.rendering.docx.everything import everything
from tests.rendering.docx.opened import rendered
book = everything(charter=charter(fonts=True))
print(hashlib.sha256(rendered(book, every_page(book)).data).hexdigest())
"""


def test_the_bytes_are_the_same_under_another_hash_seed() -> None:
    book = everything(charter=charter(fonts=True))
    here = hashlib.sha256(rendered(book, every_page(book)).data).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "4242", "PYTHONPATH": str(ROOT)}
    there = subprocess.run([sys.executable, "-c", _WRITE], env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == here


def test_the_lint_finds_nothing(tmp_path: Path) -> None:
    book = everything()
    path = tmp_path / "book.docx"
    path.write_bytes(rendered(book, every_page(book)).data)
    assert lint(path) == []


def test_entries_are_in_order_and_of_the_editions_date() -> None:
    entries = rendered(one("<p>a</p>")).archive.infolist()
    names = [entry.filename for entry in entries]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:]) and len(names) == len(set(names))
    assert {entry.date_time for entry in entries} == {(2026, 9, 28, 0, 0, 0)}


def test_no_relic_of_a_template_is_left() -> None:
    names = rendered(one("<p>a</p>")).archive.namelist()
    assert not [name for name in names if "stylesWithEffects" in name or "thumbnail" in name or "customXml" in name]


def test_the_document_says_what_it_is() -> None:
    core = rendered(one("<p>a</p>")).part("docProps/core.xml")
    found = {etree.QName(e).localname: e.text for e in core}
    assert found["title"] == "Bible de la Relation Clients"
    assert (found["creator"], found["language"], found["version"]) == ("Maison Lorme", "fr-FR", "2026-T4")
    assert found["created"] == found["modified"] == "2026-09-28T00:00:00Z"
    assert found["keywords"] == "relation clients, guide"


def test_the_bibles_own_properties_name_edition_audience_and_engine() -> None:
    document = rendered(one("<p>a</p>", audience="prestataires", metadata=replace(METADATA, proof="ÉPREUVE")))
    custom = {e.get("name"): "".join(map(str, e.itertext())) for e in document.part("docProps/custom.xml")}
    assert custom == {
        "edition": "2026-T4", "identifier": "bible-lorme-2026-T4", "in-force": METADATA.in_force, "audience": "prestataires",
        "layout": "livre", "folios": "pdf", "proof": "ÉPREUVE",
    }  # fmt: skip


def test_long_titles_are_cut_where_the_format_has_a_limit() -> None:
    document = rendered(one("<p>a</p>", metadata=replace(METADATA, title="x" * 300)))
    assert "x" * 255 in etree.tostring(document.part("docProps/core.xml"), encoding="unicode")
