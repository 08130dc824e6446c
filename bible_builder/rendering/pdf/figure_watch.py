"""Which glyphs the figures of folios are drawn with, and where on the pages they stand: what the merge needs to set others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import pikepdf
from pikepdf import ContentStreamInstruction as Instruction
from pikepdf import Name, Operator
from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import create_layout

from bible_builder.rendering.pdf.figures import NOUGHT
from bible_builder.rendering.pdf.laid import NUMBER, FolioFigures, Kind, Run

_FIGURES: Final = "0123456789"
_SHOW: Final = "TJ"
_ACTUAL: Final = "/ActualText"
_MARK: Final = "/BibleFigures%d Do\n"
"""Stands for a string of a folio while the page is written, so that its bytes are known."""

Codes = tuple[str, ...]
"""The ten figures of a font as a string of glyphs has them, four hexadecimal digits each; none where their widths differ."""

Draw = Callable[..., Any]


class FigureWatch:
    """Sees which glyphs the folios of a document are drawn with.

    ``draw`` stands in the place of ``weasyprint.draw.text.draw_first_line``; ``codes`` has the figures of each folio's element,
    ``drawn`` how many noughts stand for them on the pages.
    """

    def __init__(self, draw_first_line: Draw) -> None:
        self.codes: dict[int, Codes] = {}
        self.drawn: Counter[int] = Counter()
        self._draw = draw_first_line
        self._known: dict[int, Codes] = {}
        self._styles: list[Any] = []

    def draw(self, stream: Any, box: Any, *others: Any) -> Any:
        """Draw a text; every figure that may take the place of those of a folio becomes part of its font."""
        drawn = self._draw(stream, box, *others)
        n = folio_number(box)
        if n is not None:
            style = id(box.style)
            if style not in self._known:
                self._known[style] = _figures(stream, box.style)
                self._styles.append(box.style)  # kept alive: its id is a key
            self.codes[n] = self._known[style]
            self.drawn[n] += box.text.count(NOUGHT)
        return drawn


def folio_number(box: Any) -> int | None:
    """The number of the element, if the text of ``box`` is a folio that waits for its figures."""
    element = getattr(box, "element", None)  # the texts of a drawing are boxes too, of no element
    if element is None or box.element_tag != "a" or "folio" not in (element.get("class") or "").split() or NOUGHT not in box.text:
        return None
    n = element.get(NUMBER)
    return None if n is None else int(n)


def _figures(stream: Any, style: Any) -> Codes:
    """The figures as ``style`` draws them, made known to the page's font; none where they are not all of one width."""
    layout = create_layout(_FIGURES, style, None, None, 0)  # held while its line is read: the line is a part of it
    line, _ = layout.get_first_line()
    run = line.runs[0]
    if run.next != ffi.NULL:
        return ()
    glyphs, font_of = run.data.glyphs, run.data.item.analysis.font
    if glyphs.num_glyphs != len(_FIGURES):
        return ()
    found = [glyphs.glyphs[place] for place in range(len(_FIGURES))]
    shapes = {(glyph.geometry.width, glyph.geometry.x_offset, glyph.geometry.y_offset) for glyph in found}
    if len(shapes) != 1:
        return ()
    font, size = stream.add_font(font_of)
    for figure, glyph in zip(_FIGURES, found, strict=True):
        font.to_unicode.setdefault(glyph.glyph, figure)
        font.widths.setdefault(glyph.glyph, round(glyph.geometry.width * 1000 * FROM_UNITS / size))
    return tuple(f"{glyph.glyph:04x}" for glyph in found)


def locate(pdf: pikepdf.Pdf, runs: Iterable[Run], watch: FigureWatch) -> tuple[tuple[FolioFigures, ...], bool]:
    """Where on the pages of ``pdf`` the figures of each folio stand, and whether all that were drawn have been found.

    The pages that hold some are written anew, with those strings in hexadecimal.
    """
    codes, wanted = watch.codes, watch.drawn
    by_page: dict[int, dict[int, int]] = {}
    for run in runs:
        if run.n in wanted and run.kind is Kind.TEXT:
            by_page.setdefault(run.page, {})[run.mcid] = run.n
    found: list[FolioFigures] = []
    for number, owners in sorted(by_page.items()):
        page = pdf.pages[number]
        content, figures = _page(page, number, owners, codes)
        page.Contents = pdf.make_stream(content)
        found.extend(figures)
    counted: Counter[int] = Counter()
    for one in found:
        counted[one.n] += len(one.offsets)
    return tuple(found), all(codes.get(n) and counted[n] == count for n, count in wanted.items())


def _page(
    page: pikepdf.Page, number: int, owners: Mapping[int, int], codes: Mapping[int, Codes]
) -> tuple[bytes, list[FolioFigures]]:
    written: list[Instruction] = []
    strings: list[tuple[int, str]] = []
    for instruction, n in _owned(pikepdf.parse_content_stream(page), owners):
        if n is None or not codes.get(n) or str(instruction.operator) != _SHOW:
            written.append(instruction)
            continue
        mark = _MARK % len(strings)
        strings.append((n, _hexadecimal(instruction.operands[0])))
        written.append(Instruction([Name(mark.split()[0])], Operator("Do")))
    content = pikepdf.unparse_content_stream(written)
    figures: list[FolioFigures] = []
    for place, (n, string) in enumerate(strings):
        stands_for = (_MARK % place).strip().encode()
        start = content.index(stands_for)
        content = content[:start] + string.encode() + content[start + len(stands_for) :]
        figures.append(FolioFigures(n, number, tuple(start + offset for offset in _noughts(string, codes[n][0])), codes[n]))
    return content, figures


def _owned(content: Iterable[Any], owners: Mapping[int, int]) -> Iterator[tuple[Instruction, int | None]]:
    """Each instruction with the folio's element that it belongs to; not where other words are said in its place."""
    open_sequences: list[int | None] = []
    for instruction in content:
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            open_sequences.append(_owner(instruction, owners, open_sequences[-1] if open_sequences else None))
        elif operator == "EMC" and open_sequences:
            open_sequences.pop()
        yield instruction, open_sequences[-1] if open_sequences else None


def _owner(instruction: Any, owners: Mapping[int, int], outer: int | None) -> int | None:
    properties = instruction.operands[1] if len(instruction.operands) > 1 else None
    if not isinstance(properties, pikepdf.Dictionary):
        return outer
    if _ACTUAL in properties:
        return None
    return owners.get(int(properties.MCID)) if "/MCID" in properties else outer


def _hexadecimal(array: Any) -> str:
    """The operator that shows ``array``, its strings in hexadecimal."""
    items = [f"<{bytes(item).hex()}>" if isinstance(item, pikepdf.Object) else str(item) for item in array]
    return f"[{' '.join(items)}] {_SHOW}"


def _noughts(string: str, nought: str) -> Iterator[int]:
    """Where in the operator's text each nought begins."""
    place = 0
    while (place := string.find("<", place)) >= 0:
        end = string.index(">", place)
        yield from (start for start in range(place + 1, end, 4) if string[start : start + 4] == nought)
        place = end
