"""What is measured is what was run."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.measure import Measure, Series, paired, run_command, timed

CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; x = b\"x\" * 90_000_000; time.sleep(0.5)'])"


@pytest.mark.slow
def test_the_memory_of_children_counts() -> None:
    measure = run_command([sys.executable, "-c", CHILD])
    assert measure.seconds > 0.5
    assert 90e6 < measure.peak_bytes < 250e6


def test_a_command_that_fails_is_no_measure() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_command([sys.executable, "-c", "raise SystemExit(3)"])


def test_paired_runs_take_turns() -> None:
    order: list[str] = []
    works = {name: lambda name=name: timed(lambda: order.append(name)) for name in ("ours", "theirs")}
    series = paired(3, works)
    assert order == ["ours", "theirs"] * 3
    assert [(one.name, len(one.runs)) for one in series] == [("ours", 3), ("theirs", 3)]


def test_a_series_is_told_by_its_medians() -> None:
    series = Series("x", (Measure(1, 30), Measure(9, 10), Measure(2, 20)))
    assert (series.seconds, series.peak_bytes) == (2, 20)
