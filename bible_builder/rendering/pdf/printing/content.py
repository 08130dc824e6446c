"""Content streams: every operator that sets a colour, in the inks of the press (ISO 32000-1, 8.6.8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pikepdf import Name, Object, Operator

from bible_builder.rendering.pdf.printing.colors import CMYK, GRAY, RGB, Family, Space, Target
from bible_builder.rendering.pdf.printing.spaces import space_of

Instruction = tuple[Any, Any]

_DIRECT: Final = {"g": GRAY, "rg": RGB, "k": CMYK, "G": GRAY, "RG": RGB, "K": CMYK}
_SET: Final = frozenset({"sc", "scn", "SC", "SCN"})
_FILL: Final = {"/DeviceCMYK": Operator("k"), "/DeviceGray": Operator("g")}
_STROKE: Final = {"/DeviceCMYK": Operator("K"), "/DeviceGray": Operator("G")}
_BLACK: Final[Mapping[Family, tuple[float, ...]]] = {
    Family.GRAY: (0,), Family.RGB: (0, 0, 0), Family.CMYK: (0, 0, 0, 1), Family.LAB: (0, 0, 0),
}  # fmt: skip
"""The colour that choosing a space sets."""

OF_INTEREST: Final = frozenset({*_DIRECT, *_SET, "cs", "CS", "q", "Q"})


@dataclass(frozen=True, slots=True)
class _State:
    """The spaces that fill and stroke colours are given in; None for one whose colours stay as they are."""

    fill: Space | None = GRAY
    stroke: Space | None = GRAY


class Recolorer:
    """Rewrites the instructions of one stream; ``spaces`` are the colour spaces of its resources."""

    def __init__(self, spaces: Mapping[str, Any], target: Target) -> None:
        self._spaces, self._target = spaces, target
        self._state, self._saved = _State(), list[_State]()

    def rewrite(self, instructions: Iterable[Instruction]) -> list[Instruction]:
        """The same drawing in the target's colours."""
        return [new for operands, operator in instructions for new in self.instruction(operands, operator)]

    def instruction(self, operands: Any, operator: Any) -> tuple[Instruction, ...]:
        """What stands for one instruction: itself, another, or nothing."""
        name = str(operator)
        if name not in OF_INTEREST:
            return ((operands, operator),)
        if name == "q":
            self._saved.append(self._state)
        elif name == "Q":
            self._state = self._saved.pop() if self._saved else self._state
        elif name in _DIRECT:
            return self._set(_DIRECT[name], [float(n) for n in operands], stroke=name.isupper())
        elif name in {"cs", "CS"}:
            return self._choose(operands, operator, stroke=name == "CS")
        else:
            return self._color(operands, operator, stroke=name.isupper())
        return ((operands, operator),)

    def _set(self, space: Space, numbers: list[float], *, stroke: bool) -> tuple[Instruction, ...]:
        self._state = replace(self._state, **{"stroke" if stroke else "fill": space})
        operators = _STROKE if stroke else _FILL
        return ((self._target.color(space, numbers), operators[self._target.device]),)

    def _choose(self, operands: Any, operator: Any, *, stroke: bool) -> tuple[Instruction, ...]:
        value = self._spaces.get(str(operands[0]), operands[0])
        space = space_of(value)
        if space is not None:
            return self._set(space, list(_BLACK[space.family]), stroke=stroke)
        under = space_of(value[1]) if not isinstance(value, Name) and str(value[0]) == "/Pattern" and len(value) > 1 else None
        self._state = replace(self._state, **{"stroke" if stroke else "fill": under})
        return ((operands, operator),)

    def _color(self, operands: Any, operator: Any, *, stroke: bool) -> tuple[Instruction, ...]:
        space = self._state.stroke if stroke else self._state.fill
        if space is None or not len(operands):
            return ((operands, operator),)
        numbers = [float(value) for value in operands if not isinstance(value, Name)]
        if not isinstance(operands[-1], Name):
            return self._set(space, numbers, stroke=stroke)
        if not numbers:
            return ((operands, operator),)
        # An uncoloured pattern: the colour it is painted with, then its name.
        return (((*self._target.color(space, numbers), operands[-1]), operator),)


def spaces_in(resources: Object) -> Mapping[str, Any]:
    """The colour spaces that the resources name."""
    return dict(resources.get("/ColorSpace", {}).items())
