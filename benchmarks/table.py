"""The figures as tables to read, for a terminal and for ``README.md``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from statistics import median
from typing import Final

from benchmarks.records import Records

_NAMES: Final = {
    "cold": "ours, cold",
    "weasyprint": "WeasyPrint, one call",
    "typst": "Typst, cold",
    "cached": "ours, unchanged",
    "word": "ours, one word changed",
    "insert": "ours, a page inserted",
    "docx": "our DOCX, all drawn",
    "docx-kept": "our DOCX, drawings kept",
    "pandoc": "pandoc to DOCX",
    "copies": "100 copies, delivered",
}
_COLUMNS: Final = ("median s", "of it rendering", "runs", "pages", "tree MB", "parent MB", "worker MB", "file MB")


def table(records: Records) -> str:
    """Every book's works and how they compare, in columns."""
    return "\n\n".join(_book(records, size) for size in records.books)


def page(records: Records) -> str:
    """``benchmarks/README.md``."""
    held = json.loads(records.path.read_text("utf-8")) if records.path.exists() else {"machine": {}, "engines": {}}
    machine = ", ".join(f"{name}: {value}" for name, value in held["machine"].items())
    engines = ", ".join(f"{name} {value}" for name, value in held["engines"].items())
    parts = [_INTRODUCTION.strip(), f"Machine: {machine}.\n\nEngines: {engines}."]
    for size in records.books:
        parts.append(f"## {size if size == 'sample' else f'{size} pages'}\n\n```\n{_book(records, size)}\n```")
    return "\n\n".join(parts) + "\n"


_INTRODUCTION: Final = """
# Measures

Written by `make bench`; `python -m benchmarks.bench --table` writes it anew from `results.json`.

Seconds are medians of the whole process, its start, reading and checking included; “of it rendering” leaves these out, as
WeasyPrint and Typst are given a text that is ready. Ratios are medians of rounds, each of which runs everything once in turn;
WeasyPrint on 1,600 pages is run once, and compared with the first round. Memory: the most of all processes together
(proportional, pages they share counted once), the most that the first process ever held, the most that any of the others did.
"""


def _book(records: Records, size: str) -> str:
    about = records.books[size].get("book", {})
    lines = [f"{size}: {about.get('pages', '?')} pages, {about.get('words', '?')} words, {about.get('units', '?')} units"]
    lines.append(f"{'':24}" + "".join(f"{name:>16}" for name in _COLUMNS))
    lines += [_row(records, size, work) for work in _NAMES if records.runs(size, work)]
    return "\n".join([*lines, *_ratios(records, size)])


def _row(records: Records, size: str, work: str) -> str:
    def value(name: str, scale: float = 1, digits: int = 1) -> str:
        found = records.middle(size, work, name)
        return "–" if found is None else f"{found / scale:,.{digits}f}"

    cells = (value("seconds"), value("render"), str(len(records.runs(size, work))), value("pages", digits=0),
             *(value(f"{name}_bytes", 1e6, 0) for name in ("peak", "parent", "worker")), value("bytes", 1e6))  # fmt: skip
    return f"{_NAMES[work]:24}" + "".join(f"{cell:>16}" for cell in cells)


def _ratios(records: Records, size: str) -> Iterator[str]:
    faster = records.ratio(size, "weasyprint", "cold"), records.ratio(size, "weasyprint", "cold", ("render", "render"))
    if faster[0] is not None and faster[1] is not None:
        yield f"cold: {faster[0]:.2f} times as fast as WeasyPrint; rendering alone {faster[1]:.2f} times"
    smaller = records.ratio(size, "cold", "weasyprint", ("peak_bytes", "peak_bytes"))
    if smaller is not None:
        yield f"memory of all processes: {smaller:.0%} of WeasyPrint's"
    weight = records.ratio(size, "cold", "weasyprint", ("bytes", "bytes"))
    if weight is not None:
        yield f"file: {weight:.0%} of WeasyPrint's"
    for work in ("cached", "word", "insert"):
        share, typst = records.ratio(size, work, "cold"), records.ratio(size, work, "typst")
        if share is not None:
            yield f"{_NAMES[work][6:]}: {share:.1%} of cold" + (f", {typst:.2f} times Typst" if typst is not None else "")
    if growth := _growth(records, size):
        yield growth
    yield from _word(records, size)
    yield from _copies(records, size)


def _copies(records: Records, size: str) -> Iterator[str]:
    """What a copy takes beside rendering the book once more for its reader."""
    copy, each, deliver = (records.middle(size, "copies", name) for name in ("copy", "each", "deliver"))
    if copy is None or each is None or deliver is None:
        return
    yield (
        f"copies: {copy:.2f} s from one to the next (median of 100), {each:.2f} s each with the layouts for other baselines; "
        f"delivering {deliver:.2f} s"
    )
    for work, name in (("weasyprint", "WeasyPrint"), ("typst", "Typst")):
        anew = records.middle(size, work, "render")
        if anew is not None:
            times = f"{anew / copy:,.0f} times as long as a copy"
            yield f"copies: rendering once more with {name} takes {times}, {anew / each:,.0f} times with those layouts"


def _word(records: Records, size: str) -> Iterator[str]:
    """How the Word document compares with pandoc's, start-up of both left out, and with that of 400 pages."""
    for work, name in (("docx", "all drawn"), ("docx-kept", "drawings kept")):
        ratios = records.ratios(size, "pandoc", work, ("render", "render"))
        if ratios:
            middle, spread = median(ratios), f"{ratios[0]:.2f}–{ratios[-1]:.2f}"
            yield f"DOCX from a ready Book, {name}: {middle:.2f} times as fast as pandoc ({spread})"
    smaller = records.ratio(size, "docx", "pandoc", ("peak_bytes", "peak_bytes"))
    if smaller is not None:
        yield f"DOCX, memory: {smaller:.0%} of pandoc's"
    small, large = records.middle("400", "docx", "render"), records.middle(size, "docx", "render")
    if size.isdecimal() and size != "400" and small is not None and large is not None:
        yield f"DOCX: {large / small:.2f} times 400 pages"


def _growth(records: Records, size: str) -> str:
    """How the time of a cold build grows from 400 pages."""
    small, large = records.middle("400", "cold"), records.middle(size, "cold")
    if size == "400" or not size.isdecimal() or small is None or large is None:
        return ""
    return f"cold: {large / small:.2f} times 400 pages"
