"""What holds for every test: none uses the pages that somebody's own builds have kept, or leaves any; each run tries the same.

``HYPOTHESIS_PROFILE=default`` tries other examples, run after run, to look for what nobody has thought of.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from bible_builder.cli.clean import VARIABLE

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The commands keep pages in a folder that ends with the session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield
