"""One version of the document: the book written once, with the folios of a page map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from bible_builder.errors import Findings
from bible_builder.model.book import Book, Matter
from bible_builder.model.locators import PageMap
from bible_builder.rendering.docx.fonts import Fonts
from bible_builder.rendering.docx.kept import Kept
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.package import packed
from bible_builder.rendering.docx.pictures import Gallery
from bible_builder.rendering.docx.probe import mark_front_end, write_probe
from bible_builder.rendering.docx.properties import add_properties
from bible_builder.rendering.docx.settings import settings_part
from bible_builder.rendering.docx.structure import write_unit
from bible_builder.rendering.docx.stylebook import Stylebook
from bible_builder.rendering.docx.styles_part import styles_part
from bible_builder.rendering.docx.survey import Survey, survey
from bible_builder.rendering.docx.template import Template, read_template
from bible_builder.rendering.docx.template_merge import merge
from bible_builder.rendering.docx.template_parts import TemplateParts
from bible_builder.rendering.docx.template_styles import TemplateStylebook
from bible_builder.rendering.docx.theme import Theme, theme_of
from bible_builder.rendering.docx.writers import WRITERS


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all versions of a document share: the book and its facts, pictures and fonts read once."""

    book: Book
    facts: Survey
    gallery: Gallery
    fonts: Fonts
    theme: Theme
    template: Template | None = None

    def write(self, page_map: PageMap, folios: str, *, probe: bool = False) -> bytes:
        """The document with the folios of ``page_map``; ``folios`` names the engine they come from, for its properties.

        ``probe`` adds pages that print the folio of each anchor asked for, to be read back from a PDF.
        """
        manuscript = self._manuscript(page_map)
        for unit, following in zip_longest(self.book.units, self.book.units[1:]):
            write_unit(unit, manuscript)
            if probe and unit.matter is Matter.FRONT and (following is None or following.matter is not Matter.FRONT):
                mark_front_end(manuscript)
            if following is not None:
                manuscript.sections.end()
                manuscript.parts.document.finish()
        if probe:
            write_probe(self.facts.anchors, manuscript)
        manuscript.sections.end(last=self.template is None or not self.template.has_after)
        manuscript.sections.nudge_libreoffice()
        self._add_parts(manuscript, is_trial=probe)
        add_properties(self.book, folios, manuscript.parts)
        return packed(manuscript.parts.package, self.book.metadata.date)

    def _manuscript(self, page_map: PageMap) -> Manuscript:
        """An empty document, or one that is to be put into the template."""
        sheet, into = self.book.stylesheet, self.template
        if into is None:
            return Manuscript(self.book, self.facts, page_map, Stylebook(sheet, self.theme), self.gallery, WRITERS)
        styles = TemplateStylebook(sheet, self.theme, self.book.charter.colors.values(), into)
        parts = TemplateParts(into, self.book.metadata)
        return Manuscript(self.book, self.facts, page_map, styles, self.gallery, WRITERS, parts)

    def _add_parts(self, manuscript: Manuscript, *, is_trial: bool) -> None:
        parts, styles, language = manuscript.parts, manuscript.styles, self.book.metadata.language
        if isinstance(parts, TemplateParts) and isinstance(styles, TemplateStylebook):
            added = merge(manuscript, parts, styles)
            if not is_trial:
                self._note_added(added)
            if not parts.template.package.related("fontTable"):
                self.fonts.add_to(parts)
            return
        numbering = manuscript.numbering.part(styles)
        variables = manuscript.origins.variables(styles, manuscript.bookmarks)
        settings = settings_part(styles, language, variables, fonts=self.fonts.any_embedded, refresh=self.book.word_refresh)
        made = styles_part(styles, language, manuscript.measure, comments=manuscript.comments.any)
        for name, content_type, kind, root in (
            ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, made),
            ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, numbering),
            ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings),
        ):
            parts.relate(parts.xml(f"/word/{name}.xml", content_type, root), kind)
        parts.relate(parts.data("/word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME, self.theme.xml()), RELATIONSHIP_TYPE.THEME)
        self.fonts.add_to(parts)

    def _note_added(self, names: Sequence[str]) -> None:
        asked = self.book.charter.word_template
        if names and asked is not None:
            file, styles = asked.path.name, ", ".join(names)
            self.gallery.findings.note("word-template-styles-added", asked.source, file=file, count=len(names), styles=styles)


def workshop(book: Book, findings: Findings, kept: Kept) -> Workshop:
    """What is needed to write the book; findings about its pictures and fonts are noted as they come.

    Raises RenderingError for a template that cannot be used any more.
    """
    template = read_template(book)
    if template is None:
        fonts = Fonts(book.charter, findings)
    else:
        book, fonts = template.dressed(book), Fonts(replace(book.charter, fonts=()), findings)  # its fonts are its own
    return Workshop(book, survey(book), Gallery(book, findings, kept), fonts, theme_of(book.charter), template)
