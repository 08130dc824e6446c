"""The three quarters of the sample, each issued, then made anew from its own sources alone: the same bytes under another hash
seed and with another number of parts at a time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from bible_builder.cli.clean import VARIABLE
from bible_builder.publishing import MANIFEST, SOURCES, Shelf
from tools.quarters import Quarters, snapshots

pytestmark = [pytest.mark.conformance, pytest.mark.slow]

_OUTPUTS: Final = re.compile(r"^sorties:\n(?:  .*\n)+", re.MULTILINE)
_ISSUED: Final = "sorties:\n  - {formats: [pdf, docx]}\n"
"""One book in both formats shows what there is to show, in a fifth of the time of all outputs."""

QUARTERS: Final = Quarters.of()


def bible(*words: str, seed: str, cache: Path) -> str:
    """Run a command in a process of its own, which has pages kept in ``cache``; what it prints."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, VARIABLE: str(cache)}
    done = subprocess.run(
        [sys.executable, "-m", "bible_builder.cli", *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("quarter", QUARTERS.names)
def test_an_edition_is_made_anew_to_the_byte_from_its_sources_alone(quarter: str, tmp_path: Path) -> None:
    root, shelf = QUARTERS.lay(quarter, tmp_path / "bible"), tmp_path / "shelf"
    settings = root / "content" / "bible.yaml"
    text = _OUTPUTS.sub(_ISSUED, settings.read_text("utf-8"))
    if quarter != QUARTERS.present:  # LibreOffice is asked for folios once: the others print those of the PDF
        text = text.replace("folios-word: libreoffice", "folios-word: pdf")
    settings.write_text(text, "utf-8")
    bible("-C", str(root), "-o", str(shelf), "publish", quarter, "-j", "1", "--no-cache", seed="1", cache=tmp_path / "one")
    expected = snapshots(root)
    shutil.rmtree(root)

    manifest = Shelf(shelf).manifest(quarter)
    kept = {path.name for path in (shelf / quarter).iterdir()} - {MANIFEST, SOURCES, *(one.path for one in manifest.outputs)}
    assert {name: (shelf / quarter / name).read_bytes() for name in kept} == expected
    assert {one.format for one in manifest.outputs} == {"pdf", "docx"}

    again = ["verify", quarter, "--refaire", "-j", "2"]
    said = bible("-C", str(tmp_path), "-o", str(shelf), *again, "--json", seed="2", cache=tmp_path / "two")
    assert '"deviations": []' in said
