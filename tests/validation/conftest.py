"""What the tests of this room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validation.bibles import copy, write


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small bible, once; not to be changed."""
    return write(tmp_path_factory.mktemp("validation") / "bible")


@pytest.fixture
def root(written: Path, tmp_path: Path) -> Path:
    """A copy of the small bible."""
    return copy(written, tmp_path / "bible")
