"""The measures: each a function of a laid-out book that gives back its value, its limit and the places that fall short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from tools.typography.laid import LaidBook, Leaf, Line

HYPHENS: Final = ("\u2010", "\u00ad", "-")
MOST_HYPHENS: Final = 2
LINES_AFTER_HEADING: Final = 2
LINES_ON_LAST_PAGE: Final = 5
UNBROKEN_WORDS: Final = 80
OFF_GRID: Final = 0.5
"""In points: farther from the grid is off it."""

OVERFULL: Final = 0.5
"""In points: what stands out farther is seen."""

CONTRAST: Final = 4.5
"""WCAG 2.2, 1.4.3."""

HEADINGS: Final = frozenset({
    "chapter-title", "part-title", "annex-title", "heading-2", "heading-3", "heading-4", "annex-heading", "annex-subheading",
    "letter-head", "change-head", "block-title",
})  # fmt: skip
TABLES: Final = ("table", "decision-table", "data-table")
CALLOUTS: Final = ("callout-rule", "callout-tip", "callout-warning", "callout-example", "callout-say", "callout-avoid")
_FREE: Final = frozenset({"cover", "back-cover"})
"""Parts whose boxes may reach the edge of the page."""

_OWN_LEADING: Final = (*TABLES, *CALLOUTS, "figure", "letter", "kpi")
"""What stands beside the grid; notes too, which are told by their own row."""

_RUNNING: Final = frozenset({"chapter", "appendix"})
_RUNNING_ROWS: Final = frozenset({"paragraph", "lead", "turn", "definition"})


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured: its name, what it may be at most (or least), what it is, whether that is good, where it is not."""

    name: str
    limit: str
    value: str
    good: bool
    places: tuple[str, ...] = ()


def _counted(name: str, places: Iterable[str], limit: str = "0") -> Measure:
    found = tuple(places)
    return Measure(name, limit, str(len(found)), not found, found)


def _place(leaf: Leaf, line: Line | None = None, what: str = "") -> str:
    """Page, first words, source of a leaf; ``what`` says more."""
    at = line or (leaf.lines[0] if leaf.lines else None)
    page = f"page {at.page + 1}" if at else "no page"
    return f"{page}: « {leaf.words} » {leaf.row}, {leaf.source}{f' ({what})' if what else ''}"


def widows(book: LaidBook) -> Measure:
    """Last lines of a paragraph that stand alone at the head of a page or column."""
    return _counted("widow lines", (_place(leaf, parts[-1][0]) for leaf, parts in _broken(book) if len(parts[-1]) == 1))


def orphans(book: LaidBook) -> Measure:
    """First lines of a paragraph that stand alone at the foot of a page or column."""
    return _counted("orphan lines", (_place(leaf, parts[0][0]) for leaf, parts in _broken(book) if len(parts[0]) == 1))


def _broken(book: LaidBook) -> Iterator[tuple[Leaf, tuple[tuple[Line, ...], ...]]]:
    """Paragraphs over several pages or columns; a table's cells are another measure's."""
    for leaf in book.leaves:
        parts = leaf.columns
        if len(parts) > 1 and not leaf.inside(*TABLES) and leaf.part not in _FREE:
            yield leaf, parts


def headings_at_foot(book: LaidBook) -> Measure:
    """Headings that less than two lines of text, or no table or figure, follow on the same page and in the same column."""
    return _counted("headings at a page's foot", (_place(leaf, leaf.lines[-1]) for leaf in _stranded(book)))


def _stranded(book: LaidBook) -> Iterator[Leaf]:
    for place, leaf in enumerate(book.leaves):
        if leaf.row in HEADINGS and leaf.lines and leaf.part not in _FREE:
            after = [other for other in book.leaves[place + 1 :] if other.unit == leaf.unit and other.lines][:6]
            if not _is_followed(leaf.lines[-1], [other for other in after if other.row != "note"]):
                yield leaf


def _is_followed(last: Line, after: Sequence[Leaf]) -> bool:
    """Whether enough of what comes after a heading stands below it; where its unit ends sooner, all there is."""
    if not after:
        return True
    lines = [line for leaf in after for line in leaf.lines]
    below = 0
    for leaf in after:
        here = [line for line in leaf.lines if line.page == last.page and line.baseline < last.baseline]
        if leaf.row in HEADINGS:
            return bool(here) and (below >= LINES_AFTER_HEADING or _is_followed(leaf.lines[-1], after[after.index(leaf) + 1 :]))
        if here and leaf.inside("figure", *TABLES):
            return True
        below += len(here)
        if below >= min(LINES_AFTER_HEADING, len(lines)):
            return True
        if len(here) < len(leaf.lines):
            return False
    return below >= min(LINES_AFTER_HEADING, len(lines))


def hyphens_in_a_row(book: LaidBook) -> Measure:
    """The most lines of one paragraph in a row that end in a hyphen."""
    worst, places = 0, []
    for leaf in book.leaves:
        row = 0
        for line in leaf.lines:
            row = row + 1 if line.text.endswith(HYPHENS) else 0
            worst = max(worst, row)
            if row == MOST_HYPHENS + 1:
                places.append(_place(leaf, line, f"at « {line.text[-24:]} »"))
    return Measure("hyphens in a row", str(MOST_HYPHENS), str(worst), worst <= MOST_HYPHENS, tuple(places))


def overfull(book: LaidBook) -> Measure:
    """Lines that stand out of the text area, or into another line beside them."""
    return _counted("overfull lines", (*_outside(book), *_colliding(book)))


def _outside(book: LaidBook) -> Iterator[str]:
    for leaf in book.leaves:
        for line in leaf.lines:
            page = book.pages[line.page]
            opening = leaf.inside("box") is not None
            left, bottom, right, top = page.area
            if leaf.part in _FREE:
                left, bottom, right, top = 0, 0, page.width, page.height
            out = max(line.end - right, left - line.start, bottom - line.baseline, 0 if opening else line.baseline - top)
            if out > OVERFULL:
                yield _place(leaf, line, f"{out:.1f} pt out")


def _colliding(book: LaidBook) -> Iterator[str]:
    """Lines of different blocks on one baseline that overlap: a word too long for its cell or its column."""
    lines = [(line, leaf) for leaf in book.leaves for line in leaf.lines]
    lines.sort(key=lambda pair: (pair[0].page, round(pair[0].baseline), pair[0].start))
    for (line, leaf), (after, other) in pairwise(lines):
        beside = line.page == after.page and abs(line.baseline - after.baseline) < 1 and leaf is not other
        into = min(line.end, after.end) - max(line.start, after.start)
        if beside and into > OVERFULL:
            yield _place(leaf, line, f"{into:.1f} pt into « {other.words[:24]} »")


def baselines(book: LaidBook) -> Measure:
    """The farthest that a line of running text stands from the grid, in points; the grid hangs from the text area's top."""
    name, limit = "baselines off the grid", f"{OFF_GRID} pt"
    if not book.grid:
        return Measure(name, limit, "no grid", False, ("the layout has no page: baseline",))
    found = [(leaf, line, _depth(book, line)) for leaf in _running(book) for line in leaf.lines]
    if not found:
        return Measure(name, limit, "no running text", True)
    hangs = _phase([depth for _, _, depth in found], book.grid)
    off = [(abs(_wrapped(depth - hangs, book.grid)), leaf, line) for leaf, line, depth in found]
    far = [one for one in off if one[0] > OFF_GRID]
    value = f"{max(one[0] for one in off):.2f} pt; {1 - len(far) / len(off):.1%} of {len(off)} lines on it"
    return Measure(name, limit, value, not far, tuple(_place(leaf, line, f"{by:.1f} pt off") for by, leaf, line in far))


def _running(book: LaidBook) -> Iterator[Leaf]:
    """The blocks of running text: those whose leading is the grid's, apart from what has a leading of its own."""
    for leaf in book.leaves:
        in_text = leaf.part in _RUNNING and leaf.row in _RUNNING_ROWS
        if in_text and not leaf.inside(*_OWN_LEADING) and abs(leaf.leading - book.grid) < 0.01:
            yield leaf


def _depth(book: LaidBook, line: Line) -> float:
    return book.pages[line.page].area[3] - line.baseline


def _wrapped(distance: float, grid: float) -> float:
    """The distance to the nearest line of the grid, above or below."""
    return (distance + grid / 2) % grid - grid / 2


def _phase(depths: Sequence[float], grid: float) -> float:
    """Where on the grid's step the baselines stand: that of the most, to a quarter of a point, then their middle."""
    classes: dict[int, list[float]] = {}
    for depth in depths:
        classes.setdefault(round(depth % grid * 4) % round(grid * 4), []).append(depth)
    most = max(classes.values(), key=len)
    return most[0] + median(_wrapped(depth - most[0], grid) for depth in most)


def split_rows(book: LaidBook) -> Measure:
    """Rows of tables that stand on two pages."""
    return _counted("table rows split", (_place(leaves[0]) for _, leaves in book.inside("table-row") if len(_spread(leaves)) > 1))


def broken_callouts(book: LaidBook) -> Measure:
    """Callouts of less than eighty words that stand on two pages."""
    return _counted(
        "callouts under 80 words broken",
        (
            _place(leaves[0], what=f"{around.words} words")
            for around, leaves in book.inside(*CALLOUTS)
            if around.words < UNBROKEN_WORDS and len(_spread(leaves)) > 1
        ),
    )


def _spread(leaves: Iterable[Leaf]) -> set[int]:
    return {line.page for leaf in leaves for line in leaf.lines if leaf.row != "note"}


def last_pages(book: LaidBook) -> Measure:
    """The fewest lines on the last page of a chapter, with what follows it there; a figure counts as the lines in its place."""
    found: list[tuple[int, str]] = []
    text = [(line, leaf) for leaf in book.leaves if leaf.part not in _FREE and leaf.row != "note" for line in leaf.lines]
    for _, leaves in book.inside("chapter"):
        last = max((line.page for leaf in leaves for line in leaf.lines if leaf.row != "note"), default=-1)
        here = [(line, leaf) for line, leaf in text if line.page == last]
        if here:
            high = sum(top - bottom for _, bottom, _, top in book.pages[last].figures) / (book.grid or 15)
            count = len({round(line.baseline) for line, _ in here}) + int(high)
            found.append((count, _place(here[0][1], here[0][0], f"{count} lines")))
    fewest = min((count for count, _ in found), default=LINES_ON_LAST_PAGE)
    short = tuple(place for count, place in found if count < LINES_ON_LAST_PAGE)
    return Measure("lines on a chapter's last page", f"≥ {LINES_ON_LAST_PAGE}", str(fewest), not short, short)


def contrasts(book: LaidBook) -> Measure:
    """The least contrast of any text with its ground."""
    found = sorted(((t.color.contrast(t.ground), t.page, t) for t in book.tints), key=lambda one: one[:2])
    low = tuple(
        f"page {tint.page + 1}: « {tint.text[:40]} » #{tint.color.hex} on #{tint.ground.hex} {ratio:.2f}, {tint.strings} strings"
        for ratio, _, tint in found
        if ratio < CONTRAST
    )
    value = f"{found[0][0]:.2f} in {len(found)} pairs of colours" if found else "no text"
    return Measure("contrast of text", f"≥ {CONTRAST}", value, not low, low)


def notes_with_calls(book: LaidBook) -> Measure:
    """Notes that begin on another page than their call."""
    notes = [leaf for leaf in book.leaves if leaf.row == "note" and leaf.lines]
    apart = [
        _place(leaf, what=f"called on page {leaf.called_on + 1}")
        for leaf in notes
        if leaf.called_on is not None and leaf.called_on != leaf.lines[0].page
    ]
    lost = [_place(leaf, what="its call was not found") for leaf in notes if leaf.called_on is None]
    value = f"{len(apart) + len(lost)} of {len(notes)}"
    return Measure("notes away from their calls", "0", value, not apart and not lost, (*apart, *lost))


def unread(book: LaidBook) -> Measure:
    """Blocks of the Book that were not found in the PDF: what is not found is not measured."""
    return _counted("blocks not found in the PDF", book.unread)


MEASURES: Final[tuple[Callable[[LaidBook], Measure], ...]] = (
    unread, widows, orphans, headings_at_foot, hyphens_in_a_row, overfull, baselines, split_rows, broken_callouts, last_pages,
    contrasts, notes_with_calls,
)  # fmt: skip


def measured(book: LaidBook) -> list[Measure]:
    """Every measure of a book, in the order of ``MEASURES``."""
    return [measure(book) for measure in MEASURES]
