"""``docs/gabarits.md`` tells the truth: its worked example builds, and it names every property and every key that there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from bible_builder.errors import Findings
from bible_builder.layout import compose
from bible_builder.layout.context import book_context
from bible_builder.model.styles import PROPERTIES
from bible_builder.model.tree import from_html
from tests.layout.resolved import REPOSITORY, bible, chapter, own_layout, section

PAGE: Final = (REPOSITORY / "docs" / "gabarits.md").read_text("utf-8")
_FILE: Final = re.compile(r"`layouts/affichette/([\w.]+)`\n\n```\w+\n(.*?)```", re.DOTALL)
SAY: Final = (
    '<aside class="say" data-extract="yes"><p class="callout-title">À dire</p><p>« Bonjour ! »</p></aside><p>Le reste.</p>'
)


def test_the_worked_example_is_a_layout_of_twenty_lines(tmp_path: Path) -> None:
    files = dict(_FILE.findall(PAGE))
    assert set(files) == {"layout.yaml", "styles.yaml", "mots.html"}
    assert sum(len(text.splitlines()) for text in files.values()) <= 20
    own_layout(tmp_path, files, "affichette")
    told = section("telephone", "1.1", "Le téléphone", from_html(SAY))
    findings = Findings()
    book = compose(bible(tmp_path, chapters=(chapter("accueil", "1", "L’accueil", told),)), "affichette", findings)
    assert book is not None, findings.all
    assert "« Bonjour ! »" in book.html()
    assert "Le reste." not in book.html()


@pytest.mark.parametrize("name", [prop.name for prop in PROPERTIES])
def test_every_property_of_a_style_is_told(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_every_datum_of_a_template_is_told(tmp_path: Path) -> None:
    data = book_context(bible(tmp_path), "", {})
    names = {*data, *data["chapters"][0], *data["chapters"][0]["sections"][0], *data["edition"]}
    quiet = {"slug", "proof", "source"}
    assert not {name for name in names - quiet if f"`{name}`" not in PAGE}
