"""What was measured is kept run by run, and told by medians of rounds."""

from __future__ import annotations

from pathlib import Path

from benchmarks import scaling
from benchmarks.measure import Measure
from benchmarks.records import Records
from benchmarks.table import table


def kept(path: Path) -> Records:
    """Three rounds of a cold build and of two rivals, one of which ran once."""
    records = Records.read(path)
    records.describe("400", {"pages": 405, "words": 100_000, "units": 17})
    for turn, seconds in enumerate((10, 30, 20), 1):
        records.add("400", "cold", turn, Measure(seconds, 9_000_000, 5_000_000, 4_000_000, '{"pages": 405, "render": 8}'))
        records.add("400", "word", turn, Measure(seconds / 10))
    records.add("400", "weasyprint", 1, Measure(40, 18_000_000, said='{"render": 24}'))
    return records


def test_a_run_is_there_after_a_stop(tmp_path: Path) -> None:
    kept(tmp_path / "results.json")
    again = Records.read(tmp_path / "results.json")
    assert again.has("400", "cold", 3)
    assert not again.has("400", "weasyprint", 2)
    assert again.middle("400", "cold") == 20


def test_ratios_compare_the_runs_of_a_round(tmp_path: Path) -> None:
    records = kept(tmp_path / "results.json")
    assert records.ratio("400", "word", "cold") == 0.1
    assert records.ratio("400", "weasyprint", "cold") == 4
    assert records.ratio("400", "typst", "cold") is None


def test_the_table_tells_how_they_compare(tmp_path: Path) -> None:
    told = table(kept(tmp_path / "results.json"))
    assert "cold: 4.00 times as fast as WeasyPrint; rendering alone 3.00 times" in told
    assert "one word changed: 10.0% of cold" in told


def test_the_table_tells_what_a_copy_takes_beside_rendering_once_more(tmp_path: Path) -> None:
    records = kept(tmp_path / "results.json")
    assert "copies:" not in table(records)
    records.add("400", "copies", 1, Measure(60, said='{"copy": 0.24, "each": 0.48, "deliver": 0.05}'))
    told = table(records)
    assert "copies: 0.24 s from one to the next (median of 100), 0.48 s each with the layouts for other baselines" in told
    assert "WeasyPrint takes 100 times as long as a copy, 50 times with those layouts" in told


def test_the_page_on_scaling_gets_its_figures(tmp_path: Path) -> None:
    page = tmp_path / "scaling.md"
    page.write_text("a\n<!-- figures -->\nformer\n<!-- /figures -->\nb\n", "utf-8")
    scaling.write(kept(tmp_path / "results.json"), page)
    text = page.read_text("utf-8")
    assert "| 405 | 20.0 | 49 | 10% | 9 | 4 | 5 |" in text
    assert "| 405 | 5.6 | 0.7 | 0.2 |" in text
    assert "former" not in text
    assert text.endswith("<!-- /figures -->\nb\n")
