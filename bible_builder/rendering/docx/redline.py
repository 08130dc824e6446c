"""A redline as a Word document: tracked changes that give the new text when all are accepted, the old one when all are rejected.

Revisions are those of ECMA-376-1 §17.13.5: ``w:ins``, ``w:del`` and moves around runs, in ``w:rPr`` for a paragraph's end, in
``w:trPr`` for a row. The document is dressed plainly, in the charter's fonts and colours: the book's heads, numbers of lists and
folios are made by its layout, and no snapshot holds those of the old edition.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from bible_builder.errors import Findings
from bible_builder.model.charter import Charter
from bible_builder.model.redline import Line, Redline
from bible_builder.model.units import Color
from bible_builder.model.words import words
from bible_builder.rendering.docx.fonts import Fonts
from bible_builder.rendering.docx.oxml import Xml, new, qn
from bible_builder.rendering.docx.package import packed
from bible_builder.rendering.docx.parts import Parts
from bible_builder.rendering.docx.redline_styles import redline_numbering, redline_settings, redline_styles
from bible_builder.rendering.docx.redline_table import table
from bible_builder.rendering.docx.revisions import Revisions, clean
from bible_builder.rendering.docx.stylebook import language_tag
from bible_builder.rendering.docx.theme import theme_of

PLAIN: Final = Charter(
    name="",
    colors={"foreground": Color(0x1A, 0x1A, 0x1A), "background": Color(0xFF, 0xFF, 0xFF), "primary": Color(0x1F, 0x38, 0x64)},
    fonts=(),
    families={"base": "Calibri"},
)
"""What a redline wears where there is no bible to lend its charter: two snapshots."""

_LONGEST: Final = 255  # characters of a core property, which python-docx refuses to exceed


def redline_document(redline: Redline, charter: Charter | None = None) -> bytes:
    """The document's bytes, the same for the same redline; ``charter`` lends fonts and colours (None: plain ones)."""
    parts, dress = Parts(), _dress(charter)
    fonts = Fonts(dress, Findings())
    said = words(redline.language)
    author = f"{said['edition']} {redline.new}"
    revisions = Revisions(clean(author), clean(f"{author} – {said['redline-minor'].lower()}"), redline.date)
    for is_row, group in groupby(redline.lines, lambda line: line.is_row):
        lines = list(group)
        parts.body.extend([table(lines, revisions)] if is_row else paragraphs(lines, revisions))
    parts.body.append(
        new("p", new("pPr", new("pStyle", val="BodyText")))
    )  # the last paragraph's end can be neither inserted nor deleted
    parts.body.append(_section(redline, parts))
    for name, content_type, kind, root in (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, redline_styles(dress, redline.language)),
        ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, redline_numbering()),
        (
            "settings",
            CONTENT_TYPE.WML_SETTINGS,
            RELATIONSHIP_TYPE.SETTINGS,
            redline_settings(redline.language, fonts=fonts.any_embedded),
        ),
    ):
        parts.relate(parts.xml(f"/word/{name}.xml", content_type, root), kind)
    parts.relate(parts.data("/word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME, theme_of(dress).xml()), RELATIONSHIP_TYPE.THEME)
    fonts.add_to(parts)
    _properties(redline, parts)
    return packed(parts.package, redline.date)


def _dress(charter: Charter | None) -> Charter:
    """The charter; what it does not say is plain."""
    if charter is None:
        return PLAIN
    return replace(charter, colors={**PLAIN.colors, **charter.colors}, families={**PLAIN.families, **charter.families})


def paragraphs(lines: Iterable[Line], revisions: Revisions) -> Iterator[Xml]:
    """The paragraphs, each piece that moved within the marks of its range (§17.13.5.24–28)."""
    for (move, mark), group in groupby(lines, lambda line: (line.move, line.mark if line.move else None)):
        made = [revisions.paragraph(line) for line in group]
        if mark is None:
            yield from made
            continue
        start, end = revisions.range(mark, move)
        made[0].insert(1, start)
        yield from made
        yield end


def _section(redline: Redline, parts: Parts) -> Xml:
    """``w:sectPr``: an upright A4 page whose head says what is compared."""
    said = words(redline.language)
    head = " – ".join(filter(None, (redline.title, said["redline-of"].format(old=redline.old, new=redline.new))))
    header = new("hdr", new("p", new("pPr", new("pStyle", val="Header")), new("r", _text(clean(head)))))
    page = new("fldSimple", new("r", _text("1")), instr=" PAGE ")
    footer = new("ftr", new("p", new("pPr", new("pStyle", val="Footer")), page))
    made = new("sectPr")
    for name, content_type, kind, root in (
        ("header", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, header),
        ("footer", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, footer),
    ):
        reference = new(f"{name}Reference", type="default")
        reference.set(qn("r:id"), parts.relate(parts.xml(f"/word/{name}1.xml", content_type, root), kind))
        made.append(reference)
    made.append(new("pgSz", w=11906, h=16838))
    made.append(new("pgMar", top=1304, right=1304, bottom=1304, left=1304, header=624, footer=624, gutter=0))
    return made


def _text(text: str) -> Xml:
    made = new("t")
    made.text = text
    return made


def _properties(redline: Redline, parts: Parts) -> None:
    core, said = parts.package.core_properties, words(redline.language)
    core.title = clean(redline.title)[:_LONGEST]
    core.subject = clean(said["redline-of"].format(old=redline.old, new=redline.new))[:_LONGEST]
    core.author = core.last_modified_by = "bible_builder"
    core.language, core.version = language_tag(redline.language), clean(redline.new)[:_LONGEST]
    core.created = core.modified = datetime.datetime.combine(redline.date, datetime.time(), datetime.UTC)
    core.revision = 1
