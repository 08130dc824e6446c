"""Annexes: texts, tables from spreadsheets, PDF files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from bible_builder.errors import Source
from bible_builder.loading.annex_tables import read_sheets
from bible_builder.loading.blocks import read_blocks
from bible_builder.loading.ids import slugify
from bible_builder.loading.keys import ANNEX, label
from bible_builder.loading.links import link_fault
from bible_builder.loading.page import Page, PageKind
from bible_builder.loading.paths import CONTENT
from bible_builder.loading.pdf_pages import count_pages
from bible_builder.loading.phrasing import read_phrase
from bible_builder.loading.placed import Items
from bible_builder.loading.reading import Reading
from bible_builder.loading.schema import Record, read_record
from bible_builder.loading.sections import nest
from bible_builder.loading.yaml_text import read_yaml
from bible_builder.model.bible import Annex, AnnexKind
from bible_builder.model.languages import FILES
from bible_builder.model.tree import Content

_KINDS: Final = {".md": AnnexKind.TEXT, ".csv": AnnexKind.TABLE, ".xlsx": AnnexKind.TABLE, ".pdf": AnnexKind.PDF}
_TABLE_KEYS: Final = ("sheets", "group_by", "rows_for", "columns", "landscape")
_PDF_KEYS: Final = ("full_page", "link")


def read_annexes(reading: Reading) -> tuple[Annex, ...]:
    """The annexes, in the order of their file; none without one. An annex whose file cannot be read is empty.

    Reports ``wrong-type`` when the file is no list, and what each annex holds.
    """
    folder = f"{CONTENT}/{reading.language.word(FILES, 'annexes')}"
    path = f"{folder}/{reading.language.word(FILES, 'annexes')}.yaml"
    if not reading.files.is_there(path):
        return ()
    text = reading.files.text(path)
    value = read_yaml(text, path, reading.findings) if text is not None else None
    if value is not None and not isinstance(value, Items):
        reading.findings.error("wrong-type", value.source, key="annexes.yaml", expected="list", value="", paste="")
    items = value.values if isinstance(value, Items) else ()
    return tuple(_read_annex(read_record(item, ANNEX, reading), folder, reading) for item in items)


def _read_annex(record: Record, folder: str, reading: Reading) -> Annex:
    """One annex. Reports ``unknown-file-type`` (file, known), ``missing-key``, ``key-not-for-kind`` (key, file)."""
    name = record.text("id")
    if name:
        reading.ids.give(name, record.place("id"))
    name = name or slugify(record.text("title")) or "annex"
    audiences = reading.check_audiences(record.texts("audiences"), record.place("audiences"))
    introduction = record.markup("introduction")
    phrase = read_phrase(introduction, name, reading) if introduction else ()
    path = _locate(record, folder, reading)
    kind = _KINDS.get(PurePosixPath(path or record.text("file")).suffix.lower(), AnnexKind.TEXT)
    _check_keys(record, kind, reading)
    annex = Annex(
        source=record.source,
        places=record.places,
        id=name,
        title=record.text("title", name),
        kind=kind,
        path=reading.files.path(path or folder),
        owner=reading.check_owner(record.text("owner"), record.place("owner")),
        introduction=phrase,
        audiences=audiences,
        description=record.text("description"),
        landscape=record.flag("landscape"),
        full_page=record.flag("full_page"),
        link=_read_link(record, reading),
    )
    return _with_content(annex, path, record, reading) if path is not None else annex


def _read_link(record: Record, reading: Reading) -> str:
    """Where the PDF can be had; "" for nowhere. Reports ``bad-link`` (href, reason)."""
    href = record.text("link")
    reason = link_fault(href) if href else ""
    if reason:
        reading.findings.error("bad-link", record.place("link"), href=href, reason=reason)
    return "" if reason else href


def _with_content(annex: Annex, path: str, record: Record, reading: Reading) -> Annex:
    place = record.place("file")
    match annex.kind:
        case AnnexKind.TEXT:
            return replace(annex, body=_body(path, annex.id, place, reading))
        case AnnexKind.TABLE:
            return replace(annex, sheets=read_sheets(record, path, reading))
        case AnnexKind.PDF:
            return replace(annex, pages=count_pages(path, place, reading))


def _locate(record: Record, folder: str, reading: Reading) -> str | None:
    file, place = record.text("file"), record.place("file")
    path = reading.files.locate(file, folder, place) if file else None
    if path is not None and PurePosixPath(path).suffix.lower() not in _KINDS:
        reading.findings.error("unknown-file-type", place, file=file, known=", ".join(_KINDS))
        return None
    return path


def _check_keys(record: Record, kind: AnnexKind, reading: Reading) -> None:
    """A PDF says what it shows to those who cannot see it (PDF/UA-1 §7.3); a spreadsheet says its columns; others say neither."""
    needed = {AnnexKind.PDF: ("description",), AnnexKind.TABLE: ("columns",)}.get(kind, ())
    for name in needed:
        if name not in record.values:
            key = label(ANNEX, name, reading.language)
            reading.findings.error("missing-key", record.place("file"), key=key, object=ANNEX.name)
    strange = (*(_TABLE_KEYS if kind is not AnnexKind.TABLE else ()), *(_PDF_KEYS if kind is not AnnexKind.PDF else ()))
    for name in strange:
        if name in record.values:
            key, file = label(ANNEX, name, reading.language), record.text("file")
            reading.findings.error("key-not-for-kind", record.place(name), key=key, file=file)


def _body(path: str, anchor: str, place: Source, reading: Reading) -> Content:
    """The text of a Markdown annex; its title stands in ``annexes.yaml``.

    Reports ``misplaced-front-matter``, ``empty-annex`` (file).
    """
    text = reading.files.text(path, place)
    if text is None:
        return ()
    lines = tuple(text.split("\n"))
    if lines[0].rstrip() == "---":
        reading.findings.error("misplaced-front-matter", Source(path))
        end = next((number for number in range(1, len(lines)) if lines[number].rstrip() == "---"), 0)
        lines = ("",) * (end + 1) + lines[end + 1 :]
    page = Page(reading, PageKind.ANNEX, Source(path), lines, anchor, str(PurePosixPath(path).parent))
    body = nest(read_blocks(page), page)
    if not body:
        reading.findings.error("empty-annex", place, file=path)
    return body
