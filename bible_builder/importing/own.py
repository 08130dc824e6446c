"""A document of ours: its sections as their authors wrote them, changed where somebody has changed the document."""

from __future__ import annotations

from collections.abc import Sequence

from bible_builder.errors import Findings, Source
from bible_builder.importing.alternatives import with_typed_alternatives
from bible_builder.importing.imported import Imported, Reading
from bible_builder.importing.mending_typography import typeset_back
from bible_builder.importing.own_blocks import Blocks
from bible_builder.importing.own_lines import OwnPhrasing
from bible_builder.importing.own_origin import Origin
from bible_builder.importing.own_prepare import Prepared
from bible_builder.importing.own_sections import nested_sections
from bible_builder.importing.own_styles import Sheet
from bible_builder.importing.own_units import Unit, units
from bible_builder.importing.pandoc import Parsed
from bible_builder.importing.pictures import Album, with_pictures

_SET_APART = frozenset({"heading-2", "section-reference", "Section End"})


def read_own(parsed: Parsed, prepared: Prepared, origin: Origin) -> Reading:
    """The sections of the document in its order, each as its control (or its heading's bookmark) names it.

    Warns of ``word-origin-lost`` (file) where the document has lost what no style and no bookmark tells.
    """
    by_section: dict[str, list[Unit]] = {section: [] for section in prepared.sections}
    for unit in units(parsed.blocks, OwnPhrasing(origin, prepared.register)):
        by_section.setdefault(unit.section, []).append(unit)
    findings = Findings()
    if not origin.is_whole:
        findings.warning("word-origin-lost", Source(prepared.package.name), file=prepared.package.name)
    lefts = _lefts(Sheet(prepared.package), origin)
    sections = []
    for section, found in by_section.items():
        if section:
            album = Album(parsed.media, section, Source(prepared.package.name), findings)
            sections.append(_section(section, found, origin, lefts, album))
    return Reading(tuple(sections), findings.all)


def _section(section: str, found: Sequence[Unit], origin: Origin, lefts: dict[str, int], album: Album) -> Imported:
    title = next((unit.words for unit in found if unit.role == "heading-2"), ())
    blocks = Blocks(origin.language, lefts).build([unit for unit in found if unit.role not in _SET_APART])
    typed = typeset_back(nested_sections(with_pictures(blocks, album), section), origin.language)
    body = with_typed_alternatives(typed, origin.language)
    plain = typeset_back(title, origin.language)
    text = "".join(node if isinstance(node, str) else node.text() for node in plain)
    return Imported(section, " ".join(text.split()), body, tuple(album.pictures))


def _lefts(sheet: Sheet, origin: Origin) -> dict[str, int]:
    """The indent of each style of ours, as the document's own styles have it."""
    return {role: sheet.left(sheet.id(word)) for word, role in origin.roles.items()}
