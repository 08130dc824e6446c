"""What was written, where a style prints other letters: ``text-transform`` changes the text itself, and readers copy it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

_TRANSFORMS: Final[Mapping[str, Callable[[str], str]]] = {"uppercase": str.upper, "lowercase": str.lower}


def as_written(drawn: str, box: Any) -> str:
    """What the source says where ``box`` says ``drawn``: the same, but for a style that prints capitals.

    The letters are found again in the text of the box's element; where they stand there twice, in other letters, the first is
    taken.
    """
    transform = _TRANSFORMS.get(box.style["text_transform"])
    if transform is None or box.element is None:
        return drawn
    source = " ".join("".join(box.element.itertext()).split())
    # A letter that is printed as two (ß as SS) is said once.
    letters = [(letter, "" if number else said) for said in source for number, letter in enumerate(transform(said))]
    start = "".join(letter for letter, _ in letters).find(drawn.strip())
    if start < 0:
        return drawn
    said = "".join(original for _, original in letters[start : start + len(drawn.strip())])
    return drawn[: len(drawn) - len(drawn.lstrip())] + said + drawn[len(drawn.rstrip()) :]
