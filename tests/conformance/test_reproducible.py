"""The same bible gives the same bytes: under any hash seed, anywhere, however many units at a time, laid out now or before."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bible_builder.cli.clean import VARIABLE
from tests.conformance.documents import ROOT

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


def digests(folder: Path, seed: str, cache: Path, *options: str) -> dict[str, str]:
    """Build the sample into ``folder`` in a process of its own; the digest of each file by its suffix."""
    command = [sys.executable, "-m", "bible_builder.cli", "-C", str(ROOT), "-o", str(folder), "build", *options]
    environment = {**os.environ, "PYTHONHASHSEED": seed, VARIABLE: str(cache)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {path.suffix: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_bytes_whatever_the_hash_seed_the_number_of_jobs_and_the_cache(tmp_path: Path) -> None:
    """Of the PDF; that the Word document is the same too is shown of each quarter's edition (``test_quarters``)."""
    cache = tmp_path / "kept"
    first = digests(tmp_path / "first", "1", cache, "-f", "pdf", "--no-cache", "-j", "1")
    assert sorted(first) == [".pdf"]
    assert not cache.exists()
    assert digests(tmp_path / "somewhere" / "second", "2", cache, "-f", "pdf", "-j", "2") == first
    assert list(cache.glob("*/*.zip"))
    assert digests(tmp_path / "third", "3", cache, "-f", "pdf") == first
