"""A bible from its folder: ``bible.yaml`` first, then everything that stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bible_builder.errors import Findings, Source
from bible_builder.loading.annexes import read_annexes
from bible_builder.loading.bible_file import (
    check_language,
    labelled,
    language_of,
    read_audiences,
    read_concordance,
    read_contributors,
    read_edition,
    read_outputs,
    read_references,
    read_variables,
)
from bible_builder.loading.charter import read_charter
from bible_builder.loading.guide import read_guide
from bible_builder.loading.ids import Ids, slugify
from bible_builder.loading.keys import BIBLE
from bible_builder.loading.lexicon import read_lexicon
from bible_builder.loading.paths import CONTENT, Files
from bible_builder.loading.placed import Entries
from bible_builder.loading.reading import Reading
from bible_builder.loading.recipients import read_recipients
from bible_builder.loading.schema import Record, read_record
from bible_builder.loading.variable_files import with_files
from bible_builder.loading.yaml_text import read_yaml
from bible_builder.model.bible import Bible
from bible_builder.model.languages import FILES


def load(root: Path, findings: Findings, instead: Mapping[str, bytes] | None = None) -> Bible | None:
    """The bible in ``root`` (the folder that holds ``content/``), as well as it can be read; every mistake goes to ``findings``.

    ``instead`` gives files as they would be, by their paths from ``root``: the bible is then the one that they would make.
    None only when there is no ``bible.yaml`` that can be read (``missing-file``, ``bad-yaml``, ``wrong-type``).
    """
    files, path = Files(root, findings, instead), f"{CONTENT}/{FILES['bible'][0]}"
    text = files.text(path)
    if text is None:
        return None
    value = read_yaml(text, path, findings)
    if not isinstance(value, Entries):
        findings.error("wrong-type", Source(path), key=FILES["bible"][0], expected="mapping", value="", paste="")
        return None
    reading = Reading(files, findings, language_of(value), Ids(findings))
    record = read_record(value, BIBLE, reading)
    contributors, audiences = read_contributors(record, reading), read_audiences(record, reading)
    known = replace(reading, contributors=frozenset(contributors), audiences=frozenset(audiences))
    bible = Bible(
        source=record.source,
        places=record.places,
        root=root,
        language=check_language(record, known),
        brand=record.text("brand"),
        title=record.text("title"),
        subtitle=record.text("subtitle"),
        slug=_slug(record),
        edition=read_edition(record, known),
        charter=read_charter(known, record.text("brand")),
        variables=labelled(with_files(read_variables(record, known), record, known), record, known),
        formulas=record.texts("formulas"),
        contributors=contributors,
        referent=known.check_owner(record.text("referent"), record.place("referent")),
        audiences=audiences,
        concordance=read_concordance(record, known),
        index_references=read_references(record, known),
        outputs=read_outputs(record, known),
        layout=record.text("layout", "livre"),
        word_folios=record.text("word_folios", "libreoffice"),
        word_refresh=record.flag("word_refresh"),
        change_bars=record.flag("change_bars", True),
        strict=record.text("conformance") == "strict",
        confidentiality=record.text("confidentiality"),
        contact=record.text("contact"),
    )
    return _with_files(bible, record, known)


def _slug(record: Record) -> str:
    return record.text("slug") or slugify(f"{record.text('brand')} {record.text('title')}") or "bible"


def _with_files(bible: Bible, record: Record, reading: Reading) -> Bible:
    """The bible with what its other files hold; the list of files read comes last."""
    whole = replace(
        bible,
        chapters=read_guide(reading, record.placed("order")),
        terms=read_lexicon(reading),
        annexes=read_annexes(reading),
        recipients=read_recipients(reading),
    )
    return replace(whole, files=reading.files.read)
