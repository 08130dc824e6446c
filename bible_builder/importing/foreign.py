"""A document that is not of ours: one section, its blocks fitted to the vocabulary, its pictures named."""

from __future__ import annotations

from pathlib import PurePosixPath

from bible_builder.errors import Findings, Source
from bible_builder.importing.ast_blocks import Reader
from bible_builder.importing.ast_phrasing import stripped
from bible_builder.importing.imported import Imported, Reading
from bible_builder.importing.mending import mended
from bible_builder.importing.pandoc import Parsed
from bible_builder.importing.pictures import Album, with_pictures
from bible_builder.model.tree import Element, texts


def read_foreign(parsed: Parsed, name: str) -> Reading:
    """The one section that the document ``name`` makes, with what was found while its text was put in order.

    Its title is the paragraph in Word's style Title, which pandoc puts apart; else the heading that stands above everything; else
    the name of the file.
    """
    reader = Reader()
    said, subtitle = (_meta(parsed, reader, key) for key in ("title", "subtitle"))
    blocks = reader.flow(parsed.blocks)
    if subtitle:
        blocks = (Element("p", {}, (subtitle,)), *blocks)
    put_right = mended(blocks, name)
    title = said or put_right.title or _from_file(name)
    findings = Findings()
    album = Album(parsed.media, title, Source(name), findings)
    body = with_pictures(put_right.body, album)
    return Reading((Imported("", title, body, tuple(album.pictures)),), (*put_right.diagnostics, *findings.all))


def _from_file(name: str) -> str:
    """A title that the name of the file makes: ``compte-rendu_2026.docx`` gives ``compte rendu 2026``."""
    return " ".join(PurePosixPath(name).stem.replace("_", " ").replace("-", " ").split())


def _meta(parsed: Parsed, reader: Reader, key: str) -> str:
    found = parsed.meta.get(key)
    if found is None:
        return ""
    kind, inner = found["t"], found["c"]
    if kind == "MetaInlines":
        return " ".join(texts(stripped(reader.phrasing.read(inner))).split())
    if kind == "MetaBlocks":
        return " ".join(" ".join(block.text() for block in reader.flow(inner)).split())
    return ""
