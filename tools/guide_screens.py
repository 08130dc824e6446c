"""The pictures of the référent's guide: real screens and real pages, taken by running what the lists in ``docs/guide`` say.

``screens.yaml`` begins a bible; ``quarter.yaml`` takes one through a quarter, from a Word file to the acknowledged copy. A screen
is an SVG whose words are text, in the guide's own monospace font; two pages side by side are a PNG. Run by ``make pictures``; a
test runs the same steps and asks that each screen still says what the command says.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml
from rich.color import ColorType
from rich.console import Console
from rich.text import Text

from tools.facing_pages import facing_pages

REPOSITORY: Final = Path(__file__).resolve().parents[1]
GUIDE: Final = REPOSITORY / "docs" / "guide"
LISTS: Final = (GUIDE / "screens.yaml", GUIDE / "quarter.yaml")
"""The lists of steps; each begins in a folder of its own, which is empty."""

COLUMNS: Final = 84
_CONSOLE: Final = Console(width=COLUMNS)
_CHARACTER, _LINE, _PAD, _BAR = 9.0, 21, 18, 34  # user units: advance of the font at 15, leading, padding, title bar
_EDGE: Final = "#8b8f88"
_STRETCH: Final = re.compile(r"[^ ]+(?: [^ ]+)*")
_COLORS: Final = ("#23291f", "#9a3a20", "#4a6617", "#845400", "#1d5a7d", "#6a2b57", "#1d5a7d", "#23291f")
"""ANSI's eight colours in the guide's palette, all of them above 4.5:1 on white."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a list, as written."""

    data: Mapping[str, Any]

    def get(self, name: str) -> Any:
        """The entry's value, or None."""
        return self.data.get(name)


def steps(file: Path = LISTS[0]) -> tuple[Step, ...]:
    """Every step, in order."""
    return tuple(Step(entry) for entry in yaml.safe_load(file.read_text("utf-8")))


def perform(step: Step, folder: Path) -> tuple[Text, ...]:
    """Do one step in ``folder``; the lines that its picture shows. Raises RuntimeError when a command ends in another way."""
    if step.get("run"):
        return tuple(_chosen(step, _run(step.get("run"), folder, step.get("exit") or 0)))
    if step.get("edit"):
        _edit(folder / step.get("edit"), step.get("pattern") or re.escape(step.get("replace")), step.get("with"))
    elif step.get("word"):
        _write_word(folder / step.get("word"), step.get("author"), step.get("paragraphs"))
    elif step.get("file"):
        lines = (folder / step.get("file")).read_text("utf-8").splitlines()
        first = step.get("from") or 1
        shown = lines[first - 1 : first - 1 + (step.get("lines") or len(lines))]
        return tuple(Text.assemble((f"{number:>3}  ", "blue"), line) for number, line in enumerate(shown, first))
    return ()


def _run(command: str, folder: Path, expected: int) -> list[Text]:
    program, *arguments = shlex.split(command)
    assert program == "bible", f"the lists run bible only, not {program}"
    done = subprocess.run(
        [sys.executable, "-u", "-m", "bible_builder.cli", *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        env={**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS)},
    )  # fmt: skip
    if done.returncode != expected:
        raise RuntimeError(f"{command}: exit code {done.returncode}, not {expected}\n{done.stdout}")
    return [Text.assemble(("$ ", "blue"), (command, "bold")), *Text.from_ansi(done.stdout).split("\n")]


def _chosen(step: Step, lines: list[Text]) -> Iterator[Text]:
    command, *said = [line for line in lines if line.plain.strip()]
    if step.get("only") == "error":  # a remark is placed in the text and marked so; its hint follows it
        said = _without_remarks(said)
    if step.get("last"):
        said = said[-step.get("last") :]
    most = step.get("lines") or len(said)
    yield command
    yield from said[:most]
    if most < len(said):
        yield Text("…")


def _without_remarks(lines: list[Text]) -> list[Text]:
    kept: list[Text] = []
    dropping = False
    for line in lines:
        dropping = "(remarque)" in line.plain or (dropping and line.plain.startswith(" "))
        kept += [] if dropping else [line]
    return kept


def _edit(file: Path, pattern: str, new: str) -> None:
    text, edits = re.subn(pattern, lambda _match: new, file.read_text("utf-8"), count=1)
    if not edits:
        raise RuntimeError(f"{file}: nothing to replace: {pattern}")
    file.write_text(text, "utf-8")


def _write_word(file: Path, author: str, paragraphs: list[list[str]]) -> None:
    """What a department sends: a Word document, style and text of each paragraph given."""
    from docx import Document

    document = Document()
    document.core_properties.author = author
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    document.save(str(file))


def wrapped(lines: tuple[Text, ...]) -> list[Text]:
    """The lines cut to ``COLUMNS`` at spaces; what is cut off goes on under the text of its line."""
    result: list[Text] = []
    for line in lines:
        rest, indent = line, ""
        while len(rest) > COLUMNS:
            cut = rest.plain.rfind(" ", len(indent) + 1, COLUMNS + 1)
            cut = cut if cut > 0 else COLUMNS
            result.append(rest[:cut])
            indent = " " * (len(line.plain) - len(line.plain.lstrip()) + 4)
            rest = Text(indent) + rest[cut:].copy() if rest.plain[cut] != " " else Text(indent) + rest[cut + 1 :]
        result.append(rest)
    return result


def drawing(title: str, lines: tuple[Text, ...]) -> str:
    """A window with a title bar and the lines in it, as SVG; its ``title`` element says what it is."""
    rows = wrapped(lines)
    width, height = _PAD * 2 + COLUMNS * _CHARACTER, _BAR + _PAD * 2 + len(rows) * _LINE - 6
    looks = 'font-family="JetBrains Mono" font-size="15" fill="#23291f"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" {looks}>',
        f"<title>{escape(title)}</title>",
        f'<rect x="1" y="1" width="{width - 2:g}" height="{height - 2:g}" rx="8" fill="#fff" stroke="{_EDGE}" stroke-width="2"/>',
        f'<path d="M1 {_BAR} H{width - 1:g}" stroke="{_EDGE}"/>',
        *(f'<circle cx="{x}" cy="{_BAR // 2}" r="5" fill="#c9ccc5"/>' for x in (20, 38, 56)),
        f'<text x="{width / 2:g}" y="22" text-anchor="middle" font-size="13" fill="#5a6055">{escape(title)}</text>',
    ]
    for number, row in enumerate(rows):
        parts.append(_row(row, _BAR + _PAD + 10 + number * _LINE))
    return "\n".join((*parts, "</svg>", ""))


def _row(row: Text, y: int) -> str:
    """The words of a line, each stretch at its column: a reader of SVG makes spaces in a row one."""
    runs = []
    for start, end, looks in _runs(row):
        for words in _STRETCH.finditer(row.plain, start, end):
            runs.append(f'<tspan x="{_PAD + words.start() * _CHARACTER:g}"{looks}>{escape(words[0])}</tspan>')
    return f'<text y="{y}">{"".join(runs)}</text>' if runs else ""


def _runs(row: Text) -> Iterator[tuple[int, int, str]]:
    """Stretches of the same looks: start, end, SVG attributes."""
    marks = sorted({0, len(row), *(s.start for s in row.spans), *(s.end for s in row.spans)})
    for start, end in pairwise(marks):
        style = row.get_style_at_offset(_CONSOLE, start)
        color = style.color
        looks = ' font-weight="700"' if style.bold else ""
        if color is not None and color.type is ColorType.STANDARD and color.number is not None:
            looks += f' fill="{_COLORS[color.number % 8]}"'
        yield start, end, looks


def words_of(svg: str) -> str:
    """The words that a screen shows, spaces made one."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", svg.partition("</text>")[2])).split())


def take(folder: Path, into: Path) -> None:
    """Perform every step of every list below ``folder`` and write the pictures below ``into``."""
    for file in LISTS:
        place = folder / file.stem
        place.mkdir()
        for step in steps(file):
            lines = perform(step, place)
            if step.get("picture"):
                _draw(step, lines, place, into / step.get("picture"))
                print(step.get("picture"))


def _draw(step: Step, lines: tuple[Text, ...], folder: Path, target: Path) -> None:
    if step.get("page"):
        (file,) = folder.glob(step.get("page"))
        facing_pages(file, [number - 1 for number in step.get("numbers")], target)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(drawing(step.get("file") or "Terminal", lines), "utf-8")


def main() -> None:
    """Take every picture of the guide."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=GUIDE / "content" / "guide")
    with tempfile.TemporaryDirectory() as folder:
        take(Path(folder), parser.parse_args().into)


if __name__ == "__main__":
    main()
