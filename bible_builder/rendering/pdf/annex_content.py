"""The content streams of an annex PDF, rewritten so that all that is painted is either marked content of its tree or an artifact.

Operators are those of ISO 32000-1, annex A. Saves and restores are balanced, since more content follows on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pikepdf
from pikepdf import ContentStreamInstruction as Instruction
from pikepdf import Dictionary, Name, Operator, Page

from bible_builder.rendering.pdf.annex_resources import unmarked

Instructions = list[Any]
"""Instructions of a content stream, inline images among them."""

_TEXT: Final = frozenset({"Tj", "TJ", "'", '"'})
_PATH: Final = frozenset({"m", "l", "c", "v", "y", "h", "re"})
_CLIP: Final = frozenset({"W", "W*"})
_PAINTED: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
_WHOLE: Final = frozenset({"Do", "sh", "INLINE IMAGE"})


class MixedMarksError(Exception):
    """Artifacts and content stand in one another; the page cannot keep its marks."""


def as_figure(page: Page) -> bytes:
    """The page's content as one marked-content sequence, number 0."""
    inner = _balanced(unmarked(pikepdf.parse_content_stream(page)))
    begin = Instruction([Name.Figure, Dictionary(MCID=0)], Operator("BDC"))
    return pikepdf.unparse_content_stream([begin, *inner, _end()])


def as_tagged(page: Page, used: set[int]) -> bytes:
    """The page's content with the marks whose numbers are ``used``; all else that it paints becomes an artifact.

    Raises MixedMarksError.
    """
    rewriter = _Rewriter(page.obj.get("/Resources", Dictionary()), used)
    content = [one for instruction in pikepdf.parse_content_stream(page) for one in rewriter.take(instruction)]
    return pikepdf.unparse_content_stream(_balanced([*content, *rewriter.rest()]))


def _balanced(content: Iterable[Any]) -> Instructions:
    """The content with as many restores as saves: those that restore nothing left out, those missing added."""
    kept: Instructions = []
    depth = 0
    for instruction in content:
        operator = str(instruction.operator)
        if operator == "Q" and depth == 0:
            continue
        depth += (operator == "q") - (operator == "Q")
        kept.append(instruction)
    return [*kept, *(Instruction([], Operator("Q")) for _ in range(depth))]


def _end() -> Instruction:
    return Instruction([], Operator("EMC"))


def _artifact() -> Instruction:
    return Instruction([Name.Artifact], Operator("BMC"))


class _Rewriter:
    """Follows the marks that are open, and frames what is painted outside any."""

    def __init__(self, resources: Any, used: set[int]) -> None:
        self._properties = resources.get("/Properties", Dictionary())
        self._used = used
        self._open: list[str] = []  # content, artifact, or "" for a mark that is neither
        self._path: Instructions = []

    def take(self, instruction: Any) -> Iterator[Any]:
        """The instructions that take the place of this one."""
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            yield self._begin(instruction, operator)
        elif operator == "EMC":
            if self._open:
                self._open.pop()
                yield instruction
        elif operator in {"MP", "DP"}:
            return
        elif self._is_framed:
            yield instruction
        else:
            yield from self._frame(instruction, operator)

    def rest(self) -> Iterator[Any]:
        """What ends the page: marks left open are closed."""
        yield from self._path
        for _ in self._open:
            yield _end()

    @property
    def _is_framed(self) -> bool:
        return any(self._open)

    def _begin(self, instruction: Any, operator: str) -> Instruction:
        tag, properties = instruction.operands[0], self._dictionary(instruction, operator)
        mcid = int(properties.get("/MCID", -1))
        kind = "content" if mcid in self._used else "artifact" if tag == Name.Artifact or mcid >= 0 else ""
        if kind and self._is_framed:
            raise MixedMarksError
        self._open.append(kind)
        if kind == "content":
            return Instruction([tag, Dictionary({**_said(properties), "/MCID": mcid})], Operator("BDC"))
        if kind == "artifact":
            return _artifact()
        said = _said(properties)
        return Instruction([Name.Span, Dictionary(said)], Operator("BDC")) if said else Instruction([Name.Span], Operator("BMC"))

    def _dictionary(self, instruction: Any, operator: str) -> Any:
        if operator == "BMC":
            return Dictionary()
        given = instruction.operands[1]
        return self._properties.get(str(given), Dictionary()) if isinstance(given, Name) else given

    def _frame(self, instruction: Any, operator: str) -> Iterator[Any]:
        """A painting operator outside any mark, framed as an artifact; a path is held back until it is painted."""
        if operator in _PATH or (operator in _CLIP and self._path):
            self._path.append(instruction)
            return
        held, self._path = self._path, []
        if operator in _PAINTED:
            yield from (_artifact(), *held, instruction, _end())
        elif operator in _TEXT or operator in _WHOLE:
            yield from (*held, _artifact(), instruction, _end())
        else:
            yield from (*held, instruction)


def _said(properties: Any) -> dict[str, Any]:
    """What a mark says of its text: replacement, expansion, language."""
    return {key: properties[key] for key in ("/ActualText", "/E", "/Lang", "/Alt") if key in properties}
