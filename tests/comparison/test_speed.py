"""What becomes of time when everything changed: it grows with the size, never with its square."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from bible_builder.comparison import Snapshot, compare
from tests.comparison import snapshots

RANDOM = random.Random(7)
WORDS = [f"{start}{end}" for start in "bcdfglmnprstv" for end in ("adin", "eron", "ilet", "onde", "ura", "elle", "oir", "ant")]


def sentence(words: int = 24) -> str:
    return " ".join(RANDOM.choices(WORDS, k=words)) + "."


def book(texts: list[list[str]]) -> Snapshot:
    return snapshots.bible(*(snapshots.section(f"s{place}", *section) for place, section in enumerate(texts)))


TEXTS = [[sentence() for _ in range(40)] for _ in range(25)]
"""A thousand paragraphs: a hundred pages."""


def shuffled() -> list[list[str]]:
    every = [text for section in TEXTS for text in section]
    RANDOM.shuffle(every)
    return [every[n : n + 40] for n in range(0, 1000, 40)]


def changed() -> list[list[str]]:
    return [
        [" ".join(RANDOM.choice(WORDS) if RANDOM.random() < 0.3 else word for word in text.split()) for text in s] for s in TEXTS
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("all moved", lambda: book(TEXTS), lambda: book(shuffled())),
        ("all rewritten", lambda: book(TEXTS), lambda: book([[sentence() for _ in section] for section in TEXTS])),
        ("a third of all words", lambda: book(TEXTS), lambda: book(changed())),
        ("all new", lambda: book([]), lambda: book(TEXTS)),
        ("equal blocks", lambda: book([["Oui."] * 10_000]), lambda: book([["Oui."] * 10_001 + ["Non."]])),
        (
            "nearly equal blocks",
            lambda: book([[f"Le poste a{n} répond à tout client de la maison." for n in range(2_000)]]),
            lambda: book([[f"Le poste b{n} répond à tout client de la maison." for n in range(2_000)]]),
        ),
        ("one endless paragraph", lambda: book([["oui non " * 10_000]]), lambda: book([["non oui oui " * 8_000]])),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_change_takes_long(name: str, old: Callable[[], Snapshot], new: Callable[[], Snapshot]) -> None:
    before, after = old(), new()
    start = time.process_time()
    assert compare(before, after), name
    # On two busy processors the slowest of these takes half a second: what grows with the square would take minutes.
    assert time.process_time() - start < 5
