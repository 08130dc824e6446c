"""Writes ``docs/word.md`` from ``model.vocabulary`` and the built-in layout's styles, to standard output: ``make docs``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import yaml

from bible_builder.model.vocabulary import ROWS, Kind, Row
from tools.vocabulary_page import TITLES
from tools.word_rows import IN_WORD

HERE: Final = Path(__file__).parent
STYLES: Final = HERE.parent / "layouts" / "livre" / "styles.yaml"
HEAD: Final = (HERE / "word_page_head.md").read_text("utf-8")
"""What people say of the whole; the tables are made."""

TABLES: Final = """\
## Each row of the vocabulary

Made from `bible_builder/model/vocabulary.py`, `layouts/livre/styles.yaml` and `tools/word_rows.py` by `make docs`. *Style* is the
name that Word's style pane shows (a French Word's name of a built-in style in brackets); *clause* is that of ECMA-376-1 (5th
edition); *comes back* is what `bible import` makes of a change to it.
"""

FRENCH: Final[Mapping[str, str]] = {
    "heading 1": "Titre 1", "heading 2": "Titre 2", "heading 3": "Titre 3", "heading 4": "Titre 4", "Title": "Titre",
    "Subtitle": "Sous-titre", "toc 1": "TM 1", "toc 2": "TM 2", "toc 3": "TM 3", "index 1": "Index 1", "index 2": "Index 2",
    "index 3": "Index 3", "Index Heading": "Titre d’index", "caption": "Légende", "Body Text": "Corps de texte",
    "List Bullet": "Liste à puces", "List Number": "Liste à numéros", "Quote": "Citation",
    "footnote text": "Note de bas de page", "footnote reference": "Appel note de bas de p.", "Hyperlink": "Lien hypertexte",
    "Emphasis": "Accentuation", "Strong": "Élevé",
}  # fmt: skip
"""What a French Word calls the styles that it knows already."""


def page(rows: Sequence[Row] = ROWS) -> str:
    """The whole page, as Markdown."""
    names = word_names()
    sections = (line for kind in Kind for line in _section(kind, [row for row in rows if row.kind is kind], names))
    return "\n".join([HEAD, TABLES, *sections])


def word_names() -> Mapping[str, str]:
    """The Word name of each style of the built-in layout."""
    return {name: style["word"] for name, style in yaml.safe_load(STYLES.read_text("utf-8")).items()}


def _section(kind: Kind, rows: Iterable[Row], names: Mapping[str, str]) -> Iterator[str]:
    yield f"### {TITLES[kind]}\n"
    yield "| row | element | style | in Word | clause | comes back |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        known = IN_WORD[row.name]
        cells = (row.name, f"`{row.sample}`", _shown(names.get(row.style, "")), row.word, known.clause, known.back)
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') or '–' for cell in cells)} |"
    yield ""


def _shown(word: str) -> str:
    return f"{word} ({FRENCH[word]})" if word in FRENCH else word


if __name__ == "__main__":
    print(page(), end="")
