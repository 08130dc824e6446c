"""Every colour that a built-in layout names is there, however few the charter says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bible_builder.layout.palette import palette
from bible_builder.model.charter import Charter
from bible_builder.model.units import Color
from bible_builder.resources import layouts_folder

SHEETS = sorted(layouts_folder().glob("*/*.css"))
MEASURES = re.compile("bleed|baseline|page-.*|margin-.*")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_style_sheet_names_only_roles_that_every_charter_has(sheet: Path) -> None:
    known = palette(Charter(name="x", colors={"primary": Color(0, 0, 1)}, fonts=(), families={}))
    named = set(re.findall(r"var\(--([a-z-]+)\)", sheet.read_text(encoding="utf-8")))
    assert [name for name in sorted(named) if name not in known and not MEASURES.fullmatch(name)] == []


def test_there_are_style_sheets() -> None:
    assert len(SHEETS) >= 2
