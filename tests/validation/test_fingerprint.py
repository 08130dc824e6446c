"""The fingerprint on the pages of a proof: two proofs that say the same have the same, two that do not have not."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder.validation import fingerprint
from tests.validation.bibles import BODY, SVG, copy, put, put_section

MARK = "ÉPREUVE – non publiée · "


def proof(root: Path, audience: str = "", layout: str | None = None) -> str:
    mark = bb.compose(bb.load(root), audience, layout).metadata.proof
    assert mark.startswith(MARK)
    return mark.removeprefix(MARK)


@pytest.fixture(scope="module")
def first(written: Path) -> str:
    return proof(written)


def test_it_is_the_same_wherever_and_however_often_it_is_built(written: Path, first: str, tmp_path: Path) -> None:
    other = copy(written, tmp_path / "ailleurs")
    put_section(other, "\n\n" + BODY.replace("rappelle, puis", "rappelle,\npuis"))
    assert proof(other) == proof(written) == first


def test_a_word_or_a_picture_gives_another(root: Path, first: str) -> None:
    put_section(root, BODY.replace("rappelle", "écrit"))
    assert proof(root) != first
    put_section(root)
    assert proof(root) == first
    put(root, "guide/1-accueil/plan.svg", SVG.format(n=20))
    assert proof(root) != first


def test_each_audience_has_its_own_even_where_both_read_the_same(root: Path) -> None:
    text = (root / "content" / "bible.yaml").read_text("utf-8")
    put(root, "bible.yaml", f"{text}publics: {{interne: Conseillers, ouest: Centre}}\n")
    assert len({proof(root), proof(root, "interne"), proof(root, "ouest")}) == 3


def test_neither_the_mark_itself_nor_what_reviewers_see_is_in_it(written: Path) -> None:
    bible = bb.load(written)
    book = bb.compose(bible)
    plain = fingerprint(book)
    assert fingerprint(replace(book, metadata=replace(book.metadata, proof="autre"))) == plain
    assert bb.compose(bible, draft=True).metadata.proof == book.metadata.proof


def test_it_stands_in_the_heads_of_the_word_document_and_in_its_properties(written: Path, first: str, tmp_path: Path) -> None:
    book = bb.compose(bb.load(written))
    path = bb.render_docx(book, tmp_path / "a.docx", page_map={}).path
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        marked = [name for name in package.namelist() if f"{MARK}{first}" in package.read(name).decode("utf-8", "replace")]
    assert "docProps/custom.xml" in marked
    assert any(name.startswith(("word/header", "word/footer")) for name in marked)
