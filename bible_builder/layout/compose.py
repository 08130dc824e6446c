"""From a resolved bible to a Book: render the layout's parts over it, check every word of markup and style, cut it into units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.layout.check_vocabulary import VocabularyCheck, placed
from bible_builder.layout.context import Data, book_context, captions_context, contents_context
from bible_builder.layout.css import KEPT, RESET, colors, content_rules, font_faces, page_rules, style_rules
from bible_builder.layout.css_speech import CssCheck
from bible_builder.layout.dates import date_in_words, in_force
from bible_builder.layout.files import LayoutFiles, find_layout
from bible_builder.layout.headings import captions, headings
from bible_builder.layout.markup import parse
from bible_builder.layout.own_words import words_in
from bible_builder.layout.reviews import reviews
from bible_builder.layout.settings import Settings, UnitPlan, read_settings, tab_places
from bible_builder.layout.styles import read_styles
from bible_builder.layout.templates import Templates
from bible_builder.layout.together import keep_together
from bible_builder.model.bible import Annex, AnnexKind, Bible
from bible_builder.model.book import Book, Finishing, Matter, Metadata, PdfAnnex, Unit
from bible_builder.model.styles import StyleSheet
from bible_builder.model.tree import Content, texts
from bible_builder.model.words import words

CSS: Final = "book.css"
PRINT_CSS: Final = "print.css"
"""Optional: what only the printer's file needs."""


def compose(bible: Bible, layout: str, findings: Findings, *, proof: str = "", draft: bool = False) -> Book | None:
    """The book that ``layout`` makes of the resolved ``bible``; ``proof`` is the mark for each page of an unpublished book.

    ``draft``: those who review it are told of each section how far it has come (``Book.reviews``); its words stay the same.

    Everything wrong with the layout goes to ``findings`` (codes ``layout-…`` and ``css-…``); with an error there is no book.
    """
    found = Findings()
    book = _compose(bible, layout, found, proof)
    findings.add(found.all)
    if book is None or found.errors:
        return None
    return replace(book, reviews=reviews(bible)) if draft else book


def _compose(bible: Bible, layout: str, findings: Findings, proof: str) -> Book | None:
    files = find_layout(bible, layout, findings)
    if files is None:
        return None
    settings = read_settings(files, bible.charter, findings)
    sheet = read_styles(files, bible.charter, findings, has_tabs=settings is not None and settings.tabs is not None)
    own_css = files.read(CSS, findings)
    CssCheck(files.shown(CSS), findings).check(own_css or "")
    print_css = (files.read(PRINT_CSS, findings) if files.path(PRINT_CSS) else None) or ""
    CssCheck(files.shown(PRINT_CSS), findings).check(print_css)
    if settings is None or sheet is None or own_css is None:
        return None
    composed = _Composer(bible, files, settings, findings, proof).units()
    if findings.errors:
        return None
    units = tuple(replace(unit, content=keep_together(unit.content, sheet)) for unit in composed)
    return replace(_book(bible, files, settings, sheet, units, own_css, proof), print_css=print_css)


def _book(
    bible: Bible, files: LayoutFiles, settings: Settings, sheet: StyleSheet, units: tuple[Unit, ...], own_css: str, proof: str
) -> Book:
    nodes = [node for unit in units for node in unit.content]
    made = (font_faces(bible.charter), colors(bible.charter), page_rules(settings.page), RESET, style_rules(sheet), KEPT)
    return Book(
        metadata=_metadata(bible, files.name, proof),
        units=units,
        css="".join((*made, content_rules(nodes), own_css)),
        stylesheet=sheet,
        charter=bible.charter,
        page=settings.page,
        heads=settings.heads,
        tabs=settings.tabs,
        roots=(bible.content, *files.roots),
        base=bible.root,
        layout=files.name,
        audience=bible.audience,
        word_folios=bible.word_folios,
        word_refresh=bible.word_refresh,
        change_bars=bible.change_bars,
        strict=bible.strict,
        slug=bible.slug,
        words=words(bible.language),
    )


def _metadata(bible: Bible, layout: str, proof: str) -> Metadata:
    edition = bible.edition
    variant = [word for word in (layout if layout != bible.layout else "", bible.audience) if word]
    return Metadata(
        title=bible.title,
        subtitle=bible.subtitle,
        author=bible.brand,
        subject=bible.subtitle or bible.title,
        language=bible.language,
        keywords=(bible.brand, *(chapter.title for chapter in bible.chapters)),
        date=edition.date,
        edition=edition.id,
        identifier="-".join((bible.slug, edition.id, *variant)),
        in_force=in_force(edition, words(bible.language), bible.language),
        proof=proof,
        dated=date_in_words(edition.date, bible.language),
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A unit before its parts are rendered: the plan, its id, what it adds to the templates' data, the annex it holds."""

    plan: UnitPlan
    id: str
    title: str
    extra: Data
    annex: PdfAnnex | None = None
    number: str = ""


class _Composer:
    """Renders and checks the parts of each unit; the contents last, since they list what the others hold."""

    def __init__(self, bible: Bible, files: LayoutFiles, settings: Settings, findings: Findings, proof: str) -> None:
        self._bible, self._files, self._settings, self._findings = bible, files, settings, findings
        self._templates = Templates(files, findings)
        self._check = VocabularyCheck(files, findings, self._has_picture)
        self._data = book_context(bible, proof, words_in(settings.words, bible.language))
        self._whole = True

    def units(self) -> tuple[Unit, ...]:
        """The units in the layout's order; one that prints nothing is left out."""
        self._missing_templates()
        if self._findings.errors:
            return ()
        drafts = [draft for plan in self._settings.units for draft in self._drafts(plan)]
        done = {draft.id: self._unit(draft, {}) for draft in drafts if draft.plan.finishing is not Finishing.CONTENTS}
        body = [node for unit in done.values() if unit and unit.matter is Matter.BODY for node in unit.content]
        new = self._bible.changes.new if self._bible.changes is not None else frozenset[str]()
        contents = contents_context(headings(body, self._settings.depth), new)
        listed = {"contents": contents, **captions_context(captions(body))}
        done |= {draft.id: self._unit(draft, listed) for draft in drafts if draft.id not in done}
        if self._whole:  # what a failed part would have held is not missing for a fault of its own
            self._check.book()
        return self._with_tabs([(draft, unit) for draft in drafts if (unit := done[draft.id]) is not None])

    def _with_tabs(self, made: Sequence[tuple[_Draft, Unit]]) -> tuple[Unit, ...]:
        """The units with their tabs: a place for each chapter, one for all units of any other plan, in the book's order.

        Where the places down a page are used up they begin again from the top.
        """
        tabs, places = self._settings.tabs, dict[str, int]()
        if tabs is None:
            return tuple(unit for _, unit in made)
        room = tab_places(tabs, self._settings.page)

        def with_tab(draft: _Draft, unit: Unit) -> Unit:
            key = draft.id if draft.plan.each == "chapters" else draft.plan.id
            place = places.setdefault(key, len(places)) % room
            return replace(unit, tab=draft.plan.tab.replace("{number}", draft.number), tab_place=place)

        return tuple(with_tab(draft, unit) if draft.plan.tab else unit for draft, unit in made)

    def _has_picture(self, src: str) -> bool:
        path, root = (self._bible.root / src).resolve(), self._bible.content.resolve()
        return path.is_file() and path.is_relative_to(root)

    def _missing_templates(self) -> None:
        for plan in self._settings.units:
            for part in plan.parts:
                if not self._templates.has(part.text):
                    self._findings.error("layout-template-missing", part.source, template=f"{part.text}.html")

    def _drafts(self, plan: UnitPlan) -> Iterable[_Draft]:
        if plan.each == "chapters":
            for data in self._data["chapters"]:
                yield _Draft(plan, f"{plan.id}-{data['id']}", data["title"], {"chapter": data}, number=data["number"])
        elif plan.each == "annexes":
            for annex, data in zip(self._bible.annexes, self._data["annexes"], strict=True):
                yield _Draft(plan, f"{plan.id}-{data['id']}", data["title"], {"annex": data}, _pdf(annex), data["number"])
        else:
            yield _Draft(plan, plan.id, "", {})

    def _unit(self, draft: _Draft, extra: Data) -> Unit | None:
        plan = draft.plan
        content = tuple(node for part in plan.parts for node in self._part(part.text, {**self._data, **draft.extra, **extra}))
        if not content:
            return None
        title = draft.title or _first_heading(content) or self._bible.title
        return Unit(draft.id, title, plan.matter, placed(content, self._files), plan.finishing, draft.annex, plan.folios)

    def _part(self, part: str, data: Data) -> Content:
        text = self._templates.render(part, data)
        content = parse(text, part, self._files, self._findings) if text is not None else None
        self._whole = self._whole and content is not None
        self._check.part(content or (), Source(self._files.shown(f"{part}.html")))
        return content or ()


def _pdf(annex: Annex) -> PdfAnnex | None:
    if annex.kind is not AnnexKind.PDF:
        return None
    anchor, linked = f"annex-{annex.id}-pages", bool(annex.link)
    return PdfAnnex(annex.path, annex.pages, annex.title, annex.description, anchor, annex.full_page, linked)


def _first_heading(content: Content) -> str:
    """The heading that the first part begins with; a cover has none."""
    found = headings(content[:1], 1)
    return texts(found[0].title) if found else ""
