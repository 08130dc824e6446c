"""The finished pages of the sample, measured."""

from __future__ import annotations

import pytest

from tests.acceptance.conftest import Printed
from tools.typography.__main__ import lines
from tools.typography.measures import measured
from tools.typography.reading import read_laid

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


def test_the_pages_are_set_as_a_designer_asks(printed: Printed) -> None:
    """The measures of ``make typography``."""
    found = measured(read_laid(printed.book, printed.pdf.path))
    print("\n" + "\n".join(lines(found)))
    assert [f"{one.name}: {one.value}" for one in found if not one.good] == []
