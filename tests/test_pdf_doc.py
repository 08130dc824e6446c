"""docs/pdf.md names modules, tests and diagnostics that are there, and leaves out no module that mends WeasyPrint."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
ROOM: Final = ROOT / "bible_builder" / "rendering" / "pdf"
TEXT: Final = (ROOT / "docs" / "pdf.md").read_text("utf-8")
CATALOGUE: Final = "".join(path.read_text("utf-8") for path in (ROOT / "bible_builder" / "cli" / "catalogue").glob("*.toml"))


def named(pattern: str) -> list[str]:
    """What the page names between backticks, once each."""
    return sorted(set(re.findall(f"`({pattern})`", TEXT)))


@pytest.mark.parametrize("module", named(r"[a-z_]+\.py"))
def test_each_module_it_names_is_there(module: str) -> None:
    assert (ROOM / module).is_file() or (ROOM / "printing" / module).is_file()


@pytest.mark.parametrize("path", named(r"(?:tests|bible_builder)/[\w/.]+"))
def test_each_path_it_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_each_test_it_names_is_there() -> None:
    written = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    tests = named(r"test_\w+")
    assert len(tests) > 40
    assert [test for test in tests if f"def {test}(" not in written] == []


def test_each_diagnostic_it_names_has_its_words() -> None:
    codes = named(r"(?:pdf|image|layout)-[a-z-]+")
    assert len(codes) > 5
    assert [code for code in codes if f"[{code}]" not in CATALOGUE] == []


def test_each_module_that_mends_the_engine_is_named() -> None:
    mends = [path.name for path in ROOM.glob("[a-z]*.py") if "WeasyPrint" in path.read_text("utf-8")]
    assert len(mends) > 10
    assert [name for name in mends if f"`{name}`" not in TEXT] == []
