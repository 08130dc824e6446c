"""What was said yes to, in one number: the text, the variables it uses with their values, its pictures, an annex's data.

Beside the number stand *facets*, which need not be exact: they let a later reader of the register name what has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bible_builder.errors import Source
from bible_builder.model.bible import Annex, AnnexKind, Bible, Sheet
from bible_builder.model.tree import Content, Element
from bible_builder.validation.canonical import FORMAT, SHORT, canonical_text, canonical_tree, digest_of, short_digest
from bible_builder.validation.parts import Part

MISSING: Final = "missing"
"""In the place of the digest of a file that is not there: it differs from all that are."""

_CHUNK: Final = 1 << 20
_LONGEST: Final = 120
"""Characters of a facet."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a validation covers: its SHA-256 in hexadecimal digits; facets, each a kind of thing (and its name after a space) and
    what it is; ``places`` says where each block of the text stands."""

    hex: str
    facets: Mapping[str, str]
    places: tuple[Source | None, ...] = ()


def digest(part: Part, bible: Bible) -> Digest:
    """The digest of a part as it stands in its files; ``bible`` has been loaded and nothing more.

    It is the same wherever the lines stand, whatever the files are called, and however the same tree is written in Markdown.
    """
    pictures = Pictures(bible)
    variables = {name: canonical_text(bible.variables[name].text) for name in part.variables if name in bible.variables}
    lines = {name: canonical_text(text).strip() for name, text in part.lines.items()}
    blocks = list(_blocks(part.text))
    trees = [canonical_tree((block,), lambda _: "") for block, _ in blocks]  # a picture has a facet of its own
    data = _annex_data(part.holder) if isinstance(part.holder, Annex) else {}
    whole = {
        "format": FORMAT,
        "kind": str(part.kind),
        "lines": lines,
        "text": canonical_tree(part.text, pictures.digest),
        "variables": variables,
        "data": data,
    }
    facets = {
        **{name: _abridged(text) for name, text in lines.items()},
        **({"text": " ".join(short_digest(tree) for tree in trees)} if trees else {}),
        **{f"variable {name}": _abridged(text) for name, text in variables.items()},
        **{f"picture {path}": pictures.digest(path)[:SHORT] for path in part.pictures},
        **(_annex_facets(part.holder, data) if isinstance(part.holder, Annex) else {}),
    }
    return Digest(digest_of(whole), facets, tuple(source for _, source in blocks))


def _abridged(text: str) -> str:
    """A text that a message may show; of a long one the beginning, and what tells it from others that begin so."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… [{short_digest(text)}]"


def _blocks(content: Content) -> Iterator[tuple[Element | str, Source | None]]:
    """The blocks of a text, those of subsections among them, and where each stands."""
    for node in content:
        if isinstance(node, Element) and node.name in {"section", "x-only"}:
            if node.name == "x-only":  # a passage given to other readers is another passage
                yield Element(node.name, node.attributes), node.source
            yield from _blocks(node.children)
        else:
            yield node, node.source if isinstance(node, Element) else None


def _annex_data(annex: Annex) -> Mapping[str, Any]:
    """What an annex shows that is no text of ours: its tables, or its file."""
    if annex.kind is AnnexKind.TABLE:
        return {"sheets": [_sheet(sheet) for sheet in annex.sheets]}
    if annex.kind is AnnexKind.PDF:
        return {"file": file_digest(annex.path)}
    return {}


def _sheet(sheet: Sheet) -> Mapping[str, Any]:
    columns = [[canonical_text(column.title), str(column.type), sorted(column.audiences)] for column in sheet.columns]
    rows = [[[canonical_text(cell) for cell in row.cells], sorted(row.audiences), row.group] for row in sheet.rows]
    return {"title": canonical_text(sheet.title), "columns": columns, "rows": rows}


def _annex_facets(annex: Annex, data: Mapping[str, Any]) -> Mapping[str, str]:
    if annex.kind is AnnexKind.PDF:
        return {f"file {annex.path.name}": data["file"][:SHORT]}
    facets = {}
    for sheet, written in zip(annex.sheets, data.get("sheets", ()), strict=False):
        name = sheet.title or annex.path.name
        facets[f"columns {name}"] = short_digest(written["columns"])
        facets[f"rows {name}"] = f"{len(sheet.rows)} {short_digest(written['rows'])}"
    return facets


class Pictures:
    """The digests of a bible's pictures; one that lies outside the bible is none."""

    def __init__(self, bible: Bible) -> None:
        self._root, self._content = bible.root, bible.content.resolve()
        self._known: dict[str, str] = {}

    def digest(self, path: str) -> str:
        """The digest of the picture that a text names."""
        if path not in self._known:
            file = (self._root / path).resolve()
            self._known[path] = file_digest(file) if file.is_relative_to(self._content) else MISSING
        return self._known[path]


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits; a word for one that cannot be read."""
    made = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                made.update(chunk)
    except OSError:
        return MISSING
    return made.hexdigest()
