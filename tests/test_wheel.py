"""The built wheel is whole: installed in an empty environment, it makes a bible and builds it."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path) -> str:
    ended = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_carries_layouts_starter_sample_words_and_types(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = {
        "bible_builder/py.typed",
        "bible_builder/_layouts/livre/layout.yaml",
        "bible_builder/_sample/bible.yaml",
        "bible_builder/starter/LISEZMOI.md",
        "bible_builder/starter/content/charte/polices/Vollkorn-Regular.ttf",
        "bible_builder/cli/catalogue/interface.toml",
    }
    assert expected - names == set()
    assert [name for name in names if name.startswith(("tests/", "content/"))] == []
    assert wheel.stat().st_size < 10_000_000


@pytest.mark.conformance
@pytest.mark.slow
def test_installed_alone_it_makes_a_bible_and_builds_it(wheel: Path, tmp_path: Path) -> None:
    environment, project = tmp_path / "env", tmp_path / "x"
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    # The libraries it stands on come from the environment of the tests: nothing is fetched; its own code is the wheel's.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--ignore-installed", wheel)
    assert str(environment) in run(python, "-I", "-c", "import bible_builder; print(bible_builder.__file__)")
    command = environment / "bin" / "bible"
    run(command, "new", project)
    outputs = run(command, "build", "-C", project).splitlines()
    assert sorted(Path(line).suffix for line in outputs) == [".docx", ".pdf"]
    assert all(Path(line).stat().st_size > 10_000 for line in outputs)
