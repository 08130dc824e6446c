"""Text-showing operators taken apart into glyphs and put together again (ISO 32000-1, 9.4.3), so that one word can be marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pikepdf
from pikepdf import ContentStreamInstruction as Instruction

from bible_builder.rendering.pdf.glyphs import ToUnicode

SHOW: Final = pikepdf.Operator("TJ")
_FONT: Final = pikepdf.Operator("Tf")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph as the string has it, two bytes, and the characters that it stands for."""

    code: bytes
    text: str


Token = Glyph | Instruction | int | Decimal
"""A glyph, an adjustment between glyphs, or another instruction."""


def tokens(instructions: Iterable[Instruction], characters: dict[str, ToUnicode]) -> list[Token]:
    """The instructions of a text object with their strings opened up."""
    found: list[Token] = []
    font: ToUnicode = {}
    for instruction in instructions:
        if instruction.operator == _FONT:
            font = characters.get(str(instruction.operands[0]).lstrip("/"), {})
        if instruction.operator == SHOW:
            found.extend(_shown(instruction, font))
        else:
            found.append(instruction)
    return found


def _shown(instruction: Instruction, font: ToUnicode) -> Iterator[Token]:
    array: Any = instruction.operands[0]
    for item in array:
        if isinstance(item, pikepdf.Object):
            codes = bytes(item)
            for start in range(0, len(codes), 2):
                code = codes[start : start + 2]
                yield Glyph(code, font.get(int.from_bytes(code, "big"), ""))
        elif item:  # WeasyPrint writes a 0 between any two glyphs
            yield item


def instructions(found: Sequence[Token]) -> list[Instruction]:
    """The inverse of ``tokens``."""
    made: list[Instruction] = []
    array: list[object] = []
    for token in [*found, None]:
        if isinstance(token, Glyph):
            array.append(token.code)
        elif isinstance(token, int | Decimal):
            array.append(token)
        else:
            if array:
                made.append(Instruction([pikepdf.Array(_joined(array))], SHOW))
                array = []
            if token is not None:
                made.append(token)
    return made


def _joined(array: Iterable[object]) -> list[object]:
    """Neighbouring glyphs as one string."""
    joined: list[object] = []
    for item in array:
        if isinstance(item, bytes) and joined and isinstance(joined[-1], bytes):
            joined[-1] += item
        else:
            joined.append(item)
    return [pikepdf.String(item) if isinstance(item, bytes) else item for item in joined]


def text_of(found: Iterable[Token]) -> str:
    """What the glyphs say."""
    return "".join(token.text for token in found if isinstance(token, Glyph))


def after_first_space(found: Sequence[Token]) -> int:
    """Where the first word of the tokens ends: the place of the first space, else their number."""
    return next((place for place, token in enumerate(found) if _is_space(token)), len(found))


def after_last_space(found: Sequence[Token]) -> int:
    """Where the last word of the tokens begins, adjustments before it left out; 0 when there is no space."""
    spaces = [place for place, token in enumerate(found) if _is_space(token)]
    if not spaces:
        return next((place for place, token in enumerate(found) if isinstance(token, Glyph)), 0)
    return next(place for place in range(spaces[-1] + 1, len(found)) if isinstance(found[place], Glyph))


def _is_space(token: Token) -> bool:
    return isinstance(token, Glyph) and bool(token.text) and token.text.isspace()


def squeezed(text: str) -> str:
    """The text for comparison: white space of any kind as one space, what prints nothing left out."""
    return " ".join(text.translate(_UNSEEN).split())


def first_space(text: str) -> int:
    """Where the first word of the text ends."""
    return next((place for place, character in enumerate(text) if character.isspace()), len(text))


def last_space(text: str) -> int:
    """Where the last word of the text begins."""
    return next((place + 1 for place in reversed(range(len(text))) if text[place].isspace()), 0)
