"""Pages laid out by the workers of a Dask cluster on this machine are the pages of a build without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bible_builder.errors import Findings
from bible_builder.rendering.pdf import render
from tests.rendering.pdf import books

distributed = pytest.importorskip("distributed", reason="install the extra “scale”: pip install 'bible-builder[scale]'")

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.filterwarnings("default"),  # sockets and loops of Dask, which ends its own processes in its own time
]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Any]:
    settings = {"distributed.worker.profile.enabled": False, "temporary-directory": str(tmp_path / "dask")}
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1", config=settings
    )
    with cluster, distributed.Client(cluster) as made:
        yield made


def test_a_cluster_gives_the_same_bytes(tmp_path: Path, client: Any) -> None:
    book = books.full_book(tmp_path)
    alone = render(book, Findings(), jobs=1).data
    findings = Findings()
    on_cluster = render(book, findings, executor=client.get_executor()).data
    assert on_cluster == alone
    assert not findings.errors
    assert any(client.run(_has_laid_out).values())


def _has_laid_out() -> bool:
    """Whether this process, a worker's, has been given an order: it has then imported the module of orders."""
    import sys

    return "bible_builder.rendering.pdf.pool" in sys.modules
