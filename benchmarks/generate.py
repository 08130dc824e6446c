"""Bibles of any size, made from the sample's sentences: ``python -m benchmarks.generate 400 FOLDER``.

A bible has as many of the sample's chapters as its pages ask for; when the sample has no more, its chapters come again as another
series: the same structure, ids and headings of their own, the sentences of its plain paragraphs dealt anew. Lexicon, index and
annexes grow with them. The same arguments give the same files.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

import openpyxl
import yaml

from benchmarks.sentences import deal, sentences_of

SAMPLE: Final = Path(__file__).parents[1]
SEED: Final = 1924
PAGES_A_CHAPTER: Final = 52
"""Pages of the finished sample for each of its chapters, lexicon, annexes and index shared out among them."""

_FRONT: Final = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_OWN_ID: Final = re.compile(r"^(id: |:id: )([\w-]+)$|(\{#)([\w-]+)", re.MULTILINE)
_REFERENCE: Final = re.compile(r"\{(voir|titre|numero|page)\}`(?:([^`<]*)<)?([\w-]+)>?`")
_TERM: Final = re.compile(r"\{terme\}`([^`<]+?)(?: *<([^`>]+)>)?`")
_MARK: Final = re.compile(r"\{index\}`([^`<]+?)(?: *<([^`>]+)>)?`")
_ENTRY: Final = re.compile(r"^([^!|\\]+)(.*)$")
_SEE: Final = re.compile(r"^  - \{entrée: [^,]+, voir(?:-aussi)?: (.+)\}$")
_EVERYBODY: Final = "publics: [interne, prestataires, magasins]"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the sample: its folder; its files by name, that of the chapter first."""

    folder: Path
    files: Mapping[str, str]

    @property
    def ids(self) -> list[str]:
        """Every id it gives, its own first."""
        return [found[2] or found[4] for text in self.files.values() for found in _OWN_ID.finditer(text)]

    @property
    def sections(self) -> list[str]:
        """The ids of the sections that everybody reads."""
        texts = [text for name, text in self.files.items() if name != "_chapitre.md" and _EVERYBODY in text]
        return [found[2] for text in texts if (found := _OWN_ID.search(text))]


class Series:
    """One pass through the sample's chapters; all but the first give ids, terms and headings a mark of their own."""

    def __init__(self, number: int, known: frozenset[str], places: Mapping[str, list[str]]) -> None:
        self.suffix = f"-{_letters(number).lower()}" if number else ""
        self._label = f" (série {_letters(number)})" if number else ""
        self._known, self._places = known, places

    def text(self, text: str) -> str:
        """A file of the sample as this series has it."""
        front = _FRONT.match(text)
        if front:
            lines = (self._front_line(line) for line in front[1].split("\n"))
            text = "---\n" + "\n".join(lines) + "\n---\n" + text[front.end() :]
        text = _OWN_ID.sub(lambda found: f"{found[1] or found[3]}{found[2] or found[4]}{self.suffix}", text)
        text = _REFERENCE.sub(self._reference, text)
        text = _TERM.sub(lambda found: self._named("terme", found[1], found[2] or found[1]), text)
        return _MARK.sub(self._mark, text)

    def target(self, name: str) -> str:
        """The id that a reference to ``name`` is to have: this series' own, else the first one's, else one of the same kind."""
        if name + self.suffix in self._known:
            return name + self.suffix
        if name in self._known:
            return name
        places = self._places["chapters" if name in self._places["all-chapters"] else "sections"]
        return places[sum(map(ord, name)) % len(places)]

    def term(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """An entry of the lexicon as this series has it."""
        changed = {**deepcopy(dict(entry)), "terme": entry["terme"] + self._label}
        if "section" in entry:
            changed["section"] = self.target(entry["section"])
        for name in ("définition", "développement"):
            if name in entry:
                changed[name] = self.text(entry[name])
        if self._label:
            changed.pop("à-éviter", None)
            changed.pop("id", None)
            changed["toujours"] = "oui"  # the text says the words of the first series; these entries are printed nonetheless
            for name in ("formes", "synonymes", "voir-aussi"):
                if name in entry:
                    changed[name] = [word + self._label for word in entry[name]]
        return changed

    def _front_line(self, line: str) -> str:
        if self._label and line.startswith("titre: "):
            return line[:-1] + self._label + '"' if line.endswith('"') else line + self._label
        if self._label and line.startswith("index: ["):
            return "index: [" + ", ".join(f'"{self._entry(entry)}"' for entry in yaml.safe_load(line)["index"]) + "]"
        return line

    def _reference(self, found: re.Match[str]) -> str:
        target = self.target(found[3])
        return f"{{{found[1]}}}`{found[2]}<{target}>`" if found[2] else f"{{{found[1]}}}`{target}`"

    def _mark(self, found: re.Match[str]) -> str:
        if not self._label:
            return found[0]
        entries = "; ".join(self._entry(entry.strip()) for entry in (found[2] or found[1]).split(";"))
        return f"{{index}}`{found[1]} <{entries}>`"

    def _entry(self, entry: str) -> str:
        """An index entry under a heading of this series; what a see reference points to as well."""
        found = _ENTRY.match(entry)
        assert found is not None
        option = re.sub(r"(voir(?:-aussi)? [^!]+)", rf"\1{self._label}", found[2]) if "voir" in found[2] else found[2]
        return f"{found[1]}{self._label}{option}"

    def _named(self, role: str, words: str, target: str) -> str:
        return f"{{{role}}}`{words} <{target}{self._label}>`" if self._label else f"{{{role}}}`{words} <{target}>`"


def generate(target: Path, pages: int, sample: Path = SAMPLE, seed: int = SEED) -> Path:
    """Write a bible of about ``pages`` pages in the layout ``livre`` to the folder ``target``, which is made anew; returns it."""
    if target.exists():
        shutil.rmtree(target)
    chapters = _chapters(sample / "content")
    count = max(1, round(pages / PAGES_A_CHAPTER))
    used = list(islice(enumerate(cycle(chapters)), count))
    numbers = range((count - 1) // len(chapters) + 1)
    series = _series(chapters, used)
    content = target / "content"
    shutil.copytree(sample / "content" / "charte", content / "charte")
    shutil.copytree(sample / "content" / "annexes", content / "annexes")
    for name in ("indicateurs.csv", "destinataires.yaml"):
        shutil.copyfile(sample / "content" / name, content / name)
    pool = sentences_of(text for chapter in chapters for text in chapter.files.values() if _EVERYBODY in text)
    folders = [
        _write_chapter(content / "guide", place, chapter, series[place // len(chapters)], pool, seed) for place, chapter in used
    ]
    _write_lexicon(sample / "content" / "lexique.yaml", content / "lexique.yaml", [series[number] for number in numbers])
    _grow_annexes(content / "annexes", [series[number] for number in numbers], count / len(chapters))
    _write_bible(sample / "content" / "bible.yaml", content / "bible.yaml", folders, whole=count >= len(chapters))
    return target


def _chapters(content: Path) -> list[Chapter]:
    folders = yaml.safe_load((content / "bible.yaml").read_text("utf-8"))["ordre"]
    found = []
    for name in folders:
        files = sorted((content / "guide" / name).glob("*.md"), key=lambda file: (file.name != "_chapitre.md", file.name))
        found.append(Chapter(content / "guide" / name, {file.name: file.read_text("utf-8") for file in files}))
    return found


def _series(chapters: list[Chapter], used: list[tuple[int, Chapter]]) -> list[Series]:
    """The series of a bible, each knowing every id that there will be."""
    number = used[-1][0] // len(chapters) + 1
    suffixes = ["", *(f"-{_letters(n).lower()}" for n in range(1, number))]
    known = {name + suffixes[place // len(chapters)] for place, chapter in used for name in chapter.ids}
    first = [chapter for place, chapter in used if place < len(chapters)]
    places = {
        "all-chapters": [chapter.ids[0] for chapter in chapters],
        "chapters": [chapter.ids[0] for chapter in first],
        "sections": [name for chapter in first for name in chapter.sections],
    }
    annexes = (SAMPLE / "content" / "annexes" / "annexes.yaml").read_text("utf-8")
    letters = (SAMPLE / "content" / "annexes" / "lettres.md").read_text("utf-8")
    known |= set(re.findall(r"^- id: ([\w-]+)$", annexes, re.MULTILINE))
    known |= {found[2] or found[4] for found in _OWN_ID.finditer(letters)}
    return [Series(n, frozenset(known), places) for n in range(number)]


def _write_chapter(guide: Path, place: int, chapter: Chapter, series: Series, pool: list[str], seed: int) -> str:
    """Write a chapter; its sentences are the sample's own order in the first series, dealt anew in the others."""
    folder = guide / f"{place + 1:02}-{chapter.folder.name.partition('-')[2]}{series.suffix}"
    shutil.copytree(chapter.folder / "images", folder / "images", dirs_exist_ok=True)
    dealt = list(pool)
    random.Random(seed + place).shuffle(dealt)
    supply = cycle(dealt)
    for name, text in chapter.files.items():
        dealt_anew = deal(text, supply) if series.suffix and _EVERYBODY in text else text
        (folder / name).write_text(series.text(dealt_anew), "utf-8")
    return folder.name


def _write_lexicon(source: Path, target: Path, all_series: Iterable[Series]) -> None:
    entries = yaml.load(source.read_text("utf-8"), yaml.BaseLoader)  # makes nothing but strings
    written = [series.term(entry) for series in all_series for entry in entries]
    target.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


def _grow_annexes(folder: Path, all_series: list[Series], times: float) -> None:
    """Rows of the lists in proportion; the letters once for each series."""
    _grow_list(folder / "magasins.csv", times)
    _grow_workbook(folder / "catalogue.xlsx", times)
    letters, listed = (folder / "lettres.md").read_text("utf-8"), (folder / "annexes.yaml").read_text("utf-8")
    entry = next(part for part in listed.split("\n\n") if "lettres.md" in part)
    (folder / "lettres.md").write_text(all_series[0].text(letters), "utf-8")
    for series in all_series[1:]:
        name = f"lettres{series.suffix}.md"
        (folder / name).write_text(series.text(letters), "utf-8")
        listed += "\n" + series.text(entry.replace("lettres.md", name)).replace(
            "id: modeles-lettres", f"id: modeles-lettres{series.suffix}"
        )
    (folder / "annexes.yaml").write_text(listed, "utf-8")


def _grow_list(path: Path, times: float) -> None:
    """The rows of a list again and again; what names a row, its first cell, gets a letter the second time."""
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, delimiter=";")
    grown = islice(_again(rows, lambda cell, n: f"{cell}{_letters(n)}"), round(len(rows) * times))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([head, *grown])


def _grow_workbook(path: Path, times: float) -> None:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        rows = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=2)]
        wanted = list(islice(_again(rows, lambda cell, n: (f"{cell[0]}{_letters(n)}", cell[1])), round(len(rows) * times)))
        if len(wanted) < len(rows):
            sheet.delete_rows(2 + len(wanted), len(rows))
        for number, row in enumerate(wanted, 2):
            for column, (value, form) in enumerate(row, 1):
                cell = sheet.cell(number, column, value)
                cell.number_format = form
    book.save(path)


def _again(rows: list[list[Any]], mark: Callable[[Any, int], Any]) -> Iterator[list[Any]]:
    for number, row in enumerate(cycle(rows)):
        turn = number // len(rows)
        yield [mark(row[0], turn), *row[1:]] if turn else row


def _write_bible(source: Path, target: Path, folders: list[str], *, whole: bool) -> None:
    """The bible's own file with the new order of chapters; of the index references, those whose heading there is."""
    text = source.read_text("utf-8")
    text = re.sub(r"^ordre:\n(?:  - .*\n)+", "ordre:\n" + "".join(f"  - {name}\n" for name in folders), text, flags=re.MULTILINE)
    if not whole:
        said = "".join(file.read_text("utf-8") for file in sorted((target.parent / "guide").rglob("*.md")))
        heads = {_head(entry) for found in _MARK.finditer(said) for entry in (found[2] or found[1]).split(";")}
        lines = text.split("\n")
        text = "\n".join(line for line in lines if not (see := _SEE.match(line)) or _head(see[1].strip('"')) in heads)
    target.write_text(text, "utf-8")


def _head(entry: str) -> str:
    return re.split(r"[!|\\]", entry.strip())[0]


def _letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def main() -> None:
    """Write a bible where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=int)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    print(generate(options.folder, options.pages))


if __name__ == "__main__":
    main()
