"""The guide: a folder a chapter, a Markdown file a section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from bible_builder.errors import Source
from bible_builder.loading.blocks import read_blocks
from bible_builder.loading.ids import slugify
from bible_builder.loading.index_entries import IndexReader
from bible_builder.loading.keys import CHAPTER, SECTION, Shape
from bible_builder.loading.page import Page, PageKind
from bible_builder.loading.paths import CONTENT
from bible_builder.loading.placed import Entries, Text
from bible_builder.loading.reading import Reading
from bible_builder.loading.schema import Record, read_record
from bible_builder.loading.sections import nest
from bible_builder.loading.yaml_text import read_yaml
from bible_builder.model.bible import Chapter, Section, Status
from bible_builder.model.languages import FILES, nearest
from bible_builder.model.tree import Content

_FENCE: Final = re.compile(r"---[ \t]*")
_TEXTS: Final = frozenset({".md", ".markdown", ".txt", ".doc", ".docx", ".odt", ".rtf"})


@dataclass(frozen=True, slots=True)
class _File:
    """A Markdown file: its front matter, its body, the body's first line."""

    record: Record
    body: tuple[str, ...]
    first_line: int


def read_guide(reading: Reading, order: tuple[Text, ...]) -> tuple[Chapter, ...]:
    """The chapters, in the given order of folders, else by name.

    Reports ``missing-file`` for the guide, a chapter's own file, and folders in the order that are not there; the warnings
    ``chapter-left-out`` (folder) and ``ignored-file`` (file); ``duplicate-item`` (value); and what each file holds.
    """
    guide = f"{CONTENT}/{reading.language.word(FILES, 'guide')}"
    folders = reading.files.folders(guide)
    if not folders:
        reading.findings.error("missing-file", Source(guide), file=guide, suggestion="")
    for name in reading.files.names(guide):
        if PurePosixPath(name).suffix.lower() in _TEXTS:
            reading.findings.warning("ignored-file", Source(f"{guide}/{name}"), file=f"{guide}/{name}")
    chapters = (_read_chapter(reading, f"{guide}/{folder}", folder) for folder in _in_order(folders, order, guide, reading))
    return tuple(chapter for chapter in chapters if chapter is not None)


def _in_order(folders: tuple[str, ...], order: tuple[Text, ...], guide: str, reading: Reading) -> tuple[str, ...]:
    if not order:
        return folders
    found: dict[str, Source] = {}
    for item in order:
        if item.text in found:
            reading.findings.error("duplicate-item", item.source, value=item.text)
        elif item.text in folders:
            found[item.text] = item.source
        else:
            suggestion = nearest(item.text, folders)
            reading.findings.error("missing-file", item.source, file=f"{guide}/{item.text}", suggestion=suggestion)
    for folder in folders:
        if folder not in found:
            reading.findings.warning("chapter-left-out", Source(f"{guide}/{folder}"), folder=folder)
    return tuple(found)


def _read_chapter(reading: Reading, path: str, folder: str) -> Chapter | None:
    own = reading.language.word(FILES, "chapter")
    names = reading.files.names(path)
    _report_ignored(reading, path, own)
    if own not in names:
        suggestion = next((name for name in FILES["chapter"] if name in names), "")
        reading.findings.error("missing-file", Source(f"{path}/{own}"), file=f"{path}/{own}", suggestion=suggestion)
    file = _read_file(reading, f"{path}/{own}", CHAPTER) if own in names else None
    record = file.record if file else Record(Source(f"{path}/{own}"))
    sections = (_read_section(reading, f"{path}/{name}") for name in names if _is_section(name))
    name = record.text("id") or slugify(folder)
    if record.text("id"):
        reading.ids.give(name, record.place("id"))
    return Chapter(
        source=record.source,
        places=record.places,
        id=name,
        title=record.text("title", folder),
        folder=folder,
        owner=reading.check_owner(record.text("owner"), record.place("owner")),
        audiences=reading.check_audiences(record.texts("audiences"), record.place("audiences")),
        index=_index(record, reading),
        body=_body(file, reading, PageKind.CHAPTER, name, path) if file else (),
        sections=tuple(section for section in sections if section is not None),
    )


def _is_section(name: str) -> bool:
    return name.endswith(".md") and not name.startswith("_")


def _report_ignored(reading: Reading, path: str, own: str) -> None:
    """Texts that look as if they should be sections and are not: other suffixes, folders within a chapter."""
    ignored = [f"{path}/{name}" for name in reading.files.names(path) if not _is_section(name) and name != own]
    for folder in reading.files.folders(path):
        ignored.extend(f"{path}/{folder}/{name}" for name in reading.files.names(f"{path}/{folder}"))
    for name in ignored:
        if PurePosixPath(name).suffix.lower() in _TEXTS:
            reading.findings.warning("ignored-file", Source(name), file=name)


def _read_section(reading: Reading, path: str) -> Section | None:
    file = _read_file(reading, path, SECTION)
    if file is None:
        return None
    record, stem = file.record, PurePosixPath(path).stem
    name = record.text("id") or slugify(stem)
    if record.text("id"):
        reading.ids.give(name, record.place("id"))
    body = _body(file, reading, PageKind.SECTION, name, str(PurePosixPath(path).parent))
    if record.values and not any(line.strip() for line in file.body):
        reading.findings.warning("empty-section", record.source, id=name)
    return Section(
        source=record.source,
        places=record.places,
        id=name,
        title=record.text("title", stem),
        owner=reading.check_owner(record.text("owner"), record.place("owner")),
        status=Status(record.text("status", Status.DRAFT)),
        reviewed_on=record.date("reviewed_on"),
        review_every=record.text("review_every"),
        audiences=reading.check_audiences(record.texts("audiences"), record.place("audiences")),
        index=_index(record, reading),
        change_note=record.text("change_note"),
        body=body,
    )


def _index(record: Record, reading: Reading) -> tuple[str, ...]:
    """The index headings, options in the model's words. Reports ``bad-index-entry``; a title is no range."""
    found = []
    for item in record.placed("index"):
        mark = IndexReader(reading.language, reading.findings, item.source).mark(item.text)
        if mark is not None and mark.range:
            parameters = {"entry": item.text, "reason": "range", "found": "", "suggestion": ""}
            reading.findings.error("bad-index-entry", item.source, **parameters)
        elif mark is not None:
            found.append(mark.written())
    return tuple(found)


def _body(file: _File, reading: Reading, kind: PageKind, anchor: str, folder: str) -> Content:
    page = Page(reading, kind, Source(file.record.source.file, file.first_line), file.body, anchor, folder)
    return nest(read_blocks(page), page)


def _read_file(reading: Reading, path: str, shape: Shape) -> _File | None:
    """A file with front matter. Reports ``bad-front-matter`` (reason: ``none``, ``unclosed``, ``empty``)."""
    text = reading.files.text(path)
    if text is None:
        return None
    lines, place = text.split("\n"), Source(path)
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not _FENCE.fullmatch(lines[start]):
        reading.findings.error("bad-front-matter", place, reason="none")
        return _File(Record(place), tuple(lines), 1)
    end = next((number for number in range(start + 1, len(lines)) if _FENCE.fullmatch(lines[number])), None)
    if end is None:
        reading.findings.error("bad-front-matter", place, reason="unclosed")
        return _File(Record(place), (), len(lines))
    body, first_line = tuple(lines[end + 1 :]), end + 2
    value = read_yaml("\n".join(lines[start + 1 : end]), path, reading.findings, first_line=start + 2)
    if not isinstance(value, Entries):
        if value is not None or end == start + 1:
            reading.findings.error("bad-front-matter", place, reason="empty")
        return _File(Record(place), body, first_line)
    record = read_record(value, shape, reading)
    return _File(Record(place, record.values, record.places), body, first_line)
