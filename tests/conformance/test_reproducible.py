"""The same bible gives the same bytes, whatever the hash seed and wherever it is built."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conformance.documents import ROOT

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


def digests(folder: Path, seed: str) -> dict[str, str]:
    """Build the sample into ``folder`` in a process of its own; the digest of each file by name."""
    command = [sys.executable, "-m", "bible_builder.cli", "-C", str(ROOT), "-o", str(folder), "build"]
    done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_bytes_twice_under_two_hash_seeds(tmp_path: Path) -> None:
    first = digests(tmp_path / "first", "1")
    assert [Path(name).suffix for name in first] == [".docx", ".pdf"]
    assert digests(tmp_path / "somewhere" / "second", "2") == first
