"""What an import would write, before anything is written: one section's file, its pictures, and what to say of it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Final

from bible_builder.errors import Diagnostic, Severity
from bible_builder.importing.atoms import Known
from bible_builder.importing.imported import Imported, Picture
from bible_builder.importing.markdown import flat, markdown
from bible_builder.importing.merge import Change, Merged, Piece, merge
from bible_builder.importing.section_file import anew, parted, rewritten
from bible_builder.model.bible import Section
from bible_builder.model.languages import Language
from bible_builder.model.tree import Content, Element, Node, rewrite

PICTURES: Final = "images"
"""The folder beside the sections for the pictures that they show."""

ReadFile = Callable[[str], bytes | None]
"""The bytes of a file of the bible by its path from the root; None when there is none."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One section's file as it would be. ``file`` is relative to the bible's root; ``before`` is None for a new one.

    ``pictures`` are the files to write beside it. ``diagnostics`` say what was not kept, and why it cannot be written if it
    cannot (``errors``). ``anew`` is the same text with its whole body written again.
    """

    id: str
    title: str
    file: str
    before: str | None
    after: str
    changes: tuple[Change, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    expected: str = ""
    anew: str = ""

    @property
    def is_same(self) -> bool:
        """Whether nothing would be written."""
        return self.before == self.after and not self.pictures

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Why it cannot be written."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def files(self) -> dict[str, bytes]:
        """Every file that it would write, pictures first: the text that names them comes last."""
        return {**self.pictures, self.file: self.after.encode()}


def propose_change(
    section: Section, before: str, imported: Imported, known: Known, language: Language, read: ReadFile
) -> Proposal:
    """The section's file with what the document changed."""
    folder = posixpath.dirname(section.source.file)
    album = _Album(folder, imported.pictures, read)
    merged = _with_pictures(merge(section.body, imported.body, known), album)
    file = parted(before)
    return Proposal(
        id=section.id,
        title=section.title,
        file=section.source.file,
        before=before,
        after=rewritten(file, merged, language, folder),
        changes=merged.changes,
        pictures=album.files,
        diagnostics=merged.diagnostics,
        expected=markdown(merged.blocks, language, folder),
        anew=anew(file, merged.blocks, language, folder),
    )


def propose_section(file: str, front_matter: str, imported: Imported, language: Language, read: ReadFile) -> Proposal:
    """A new section's file: its front matter, which ends with a line feed, and the document's text."""
    folder = posixpath.dirname(file)
    album = _Album(folder, imported.pictures, read)
    body = flat(album.placed(imported.body))
    text = markdown(body, language, folder)
    return Proposal("", imported.title, file, None, front_matter + text, (), album.files, expected=text, anew=front_matter + text)


class _Album:
    """Finds each picture of a document its place: a file of the same bytes, else a name that nothing has."""

    def __init__(self, folder: str, pictures: Sequence[Picture], read: ReadFile) -> None:
        self._folder, self._read = folder, read
        self._data = {picture.name: picture.data for picture in pictures}
        self._places: dict[str, str] = {}
        self.files: dict[str, bytes] = {}

    def placed(self, nodes: Content) -> Content:
        """The nodes with the paths of their pictures, from the bible's root."""

        def change(node: Node) -> Content:
            if isinstance(node, Element) and node.name == "img" and node.get("src") in self._data:
                return (node.with_attributes(src=self.place(node.get("src"))),)
            return (node,)

        return rewrite(nodes, change)

    def place(self, name: str) -> str:
        """The path of a picture; it is noted to be written unless it lies there already."""
        if name not in self._places:
            self._places[name] = self._free(name)
        return self._places[name]

    def _free(self, name: str) -> str:
        stem, suffix = posixpath.splitext(name)
        number = 1
        while True:
            path = posixpath.join(self._folder, PICTURES, f"{stem}{f'-{number}' if number > 1 else ''}{suffix}")
            there = self.files.get(path, self._read(path))
            if there is None:
                self.files[path] = self._data[name]
                return path
            if there == self._data[name]:
                return path
            number += 1

    def replacement(self, present: str, name: str) -> str:
        """The path of the picture that took the place of a present one, or the present one's own.

        Only a picture of the same kind can have: what a drawing became in a document says nothing of the drawing.
        """
        data = self._data.get(name)
        if data is None or PurePosixPath(present).suffix.lower().replace("jpeg", "jpg") != PurePosixPath(name).suffix.lower():
            return present
        return present if self._read(present) in {None, data} else self.place(name)


def _with_pictures(merged: Merged, album: _Album) -> Merged:
    """The merged text with pictures in their places; one that the document replaced is shown instead of the present one."""
    new = {present: path for present, name in merged.figures if (path := album.replacement(present, name)) != present}

    def change(node: Node) -> Content:
        if isinstance(node, Element) and node.name == "img" and node.get("src") in new:
            return (node.with_attributes(src=new[node.get("src")]),)
        return (node,)

    pieces = []
    for piece in merged.pieces:
        placed = [node for node in rewrite(album.placed((piece.block,)), change) if isinstance(node, Element)]
        # ``rewrite`` makes no new element of one in which nothing changed.
        pieces.append(Piece(placed[0], piece.origin) if placed else piece)
    return replace(merged, pieces=tuple(pieces))
