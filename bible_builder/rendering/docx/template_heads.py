"""Heads and feet of a document that is written into a template: those of the section in which its body stands."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from bible_builder.model.book import Unit
from bible_builder.rendering.docx.heads import Heads
from bible_builder.rendering.docx.oxml import Xml, local, new, qn, w

if TYPE_CHECKING:
    from bible_builder.rendering.docx.manuscript import Manuscript
    from bible_builder.rendering.docx.template_parts import TemplateParts

_ORDER: Final = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
    "rtlGutter", "docGrid",
)  # fmt: skip
"""The children of ``w:sectPr`` in the order of CT_SectPr (§17.6.17)."""

_KEPT: Final = ("pgBorders", "lnNumType", "titlePg", "docGrid")
"""Settings of the template's section that each section of the body has too."""


class TemplateHeads(Heads):
    """The template's own heads on every page of the body; bare pages (a cover of ours) have none."""

    def __init__(self, manuscript: Manuscript, parts: TemplateParts) -> None:
        super().__init__(manuscript)
        self._template, self._ids = parts.template, parts.ids

    def references(self, unit: Unit, *, landscape: bool = False) -> list[Xml]:
        """Copies of the template's references, under the ids that they have in our document."""
        if not unit.folios:
            return super().references(unit, landscape=landscape)
        made = []
        for reference in self._template.references:
            relation = self._ids.get(reference.get(qn("r:id"), ""))
            if relation is not None:
                copied = new(local(reference), type=reference.get(w("type"), "default"))
                copied.set(qn("r:id"), relation)
                made.append(copied)
        return made

    def dressed(self, section: Xml, unit: Unit, *, landscape: bool) -> Xml:
        """The settings of a section with what the template's has beside its page: borders, grid, a first page of its own."""
        if not unit.folios:
            return section
        for first in section.findall(w("titlePg")):
            section.remove(first)
        begins = section.find(w("type"))
        for name in _KEPT if begins is None or begins.get(w("val")) != "continuous" else ():
            found = self._template.section.find(w(name))
            if found is not None:
                _insert(section, deepcopy(found))
        given, margins = self._template.section.find(w("pgMar")), section.find(w("pgMar"))
        for side in ("header", "footer"):
            distance = None if given is None else given.get(w(side))
            if margins is not None and distance is not None:
                margins.set(w(side), distance)
        size = section.find(w("pgSz"))
        if size is not None and int(size.get(w("w"), "0")) > int(size.get(w("h"), "0")):
            size.set(w("orient"), "landscape")
        return section


def _insert(section: Xml, child: Xml) -> None:
    rank = _ORDER.index(local(child))
    place = next((n for n, other in enumerate(section) if _ORDER.index(local(other)) > rank), len(section))
    section.insert(place, child)
