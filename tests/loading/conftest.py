"""What every test of loading uses: a tiny bible with a few files laid over it, loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.loading.bibles import HEAD, SECTION, Files, Loaded, write_bible

Load = Callable[[Files], Loaded]
LoadSection = Callable[[str], Loaded]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads the tiny bible with files laid over it."""
    return lambda files: Loaded(write_bible(tmp_path, files))


@pytest.fixture
def load_section(load: Load) -> LoadSection:
    """Loads the tiny bible with one section, whose Markdown begins on line 8 of its file."""
    return lambda markdown: load({SECTION: HEAD + markdown})
