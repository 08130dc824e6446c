"""Functions of ours in the place of WeasyPrint's, for as long as a layout takes. Stands on WeasyPrint 70 (pinned)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


@contextmanager
def replaced(module: ModuleType, **functions: Callable[..., Any]) -> Iterator[None]:
    """Put functions in the place of those that ``module`` calls by these names; its own come back at the end."""
    theirs = {name: getattr(module, name) for name in functions}
    try:
        for name, function in functions.items():
            setattr(module, name, function)
        yield
    finally:
        for name, function in theirs.items():
            setattr(module, name, function)
