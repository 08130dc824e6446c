"""A company's Word template, opened: its styles by role, the section its body stands in, what stands before and after.

The Word edition is written *into* a template: everything of it stays, but for the block that marks the place of the body
(``template_body``); styles and lists are added to its own (``template_styles``, ``template_merge``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from bible_builder.errors import Diagnostic, RenderingError
from bible_builder.model.book import Book, PageGeometry, Unit
from bible_builder.model.tree import Element
from bible_builder.model.units import NO_LENGTH, Length
from bible_builder.model.word_roles import ROLES, TABLE, TemplateStyle, style_of
from bible_builder.model.word_template import body_places, styles_in
from bible_builder.opc import OpenPackage, PackageError, open_package
from bible_builder.rendering.docx.oxml import Xml, new, w
from bible_builder.rendering.docx.rows import row

_TWIP: Final = 635  # EMU
_NARROWEST: Final = Length.mm(40)
"""The least room for text that anything can be set in."""

_SHOWN: Final = ("t", "drawing", "pict", "object", "tbl", "fldSimple", "instrText")
"""Elements that make a block more than space."""

_BEFORE, _AFTER = "cover", "back-cover"
"""Parts of the book that a template has of its own when something stands before or after its place of the body."""


@dataclass(frozen=True, slots=True)
class Template:
    """An opened template.

    ``mapped``: role → the style of the template that plays it. ``section``: the ``w:sectPr`` of the section in which the body
    stands. ``references``: its heads and feet, with those that it inherits (§17.10.1). ``has_before``, ``has_after``: whether
    anything is to be seen before and after the place of the body.
    """

    package: OpenPackage
    styles: tuple[TemplateStyle, ...]
    mapped: Mapping[str, TemplateStyle]
    section: Xml
    references: tuple[Xml, ...]
    has_before: bool
    has_after: bool

    def root(self, kind: str) -> Xml | None:
        """The root of the part that the document is related to as ``kind``, parsed anew; None without one."""
        part = self.package.related(kind)
        return parsed(self.package.parts[part]) if part else None

    @property
    def page(self) -> PageGeometry:
        """The page of the body's section; the gutter is part of the inner margin."""
        size, margins = self.section.find(w("pgSz")), self.section.find(w("pgMar"))
        gutter = _twips(margins, "gutter", 0)
        return PageGeometry(
            _length(_twips(size, "w", 11906)), _length(_twips(size, "h", 16838)), _length(abs(_twips(margins, "top", 1417))),
            _length(abs(_twips(margins, "bottom", 1417))), _length(_twips(margins, "left", 1417) + gutter),
            _length(_twips(margins, "right", 1417)), NO_LENGTH,
        )  # fmt: skip

    def dressed(self, book: Book) -> Book:
        """The book on the template's page, without the covers that the template has of its own."""
        dropped = {part for part, is_there in ((_BEFORE, self.has_before), (_AFTER, self.has_after)) if is_there}
        units = (_without(unit, dropped) for unit in book.units)
        return replace(book, page=self.page, units=tuple(unit for unit in units if unit.content or unit.annex), tabs=None)


def read_template(book: Book) -> Template | None:
    """The template that the book's charter names, or None. Raises RenderingError for one that is not what it was when loaded."""
    asked = book.charter.word_template
    if asked is None:
        return None
    try:
        if not book.may_read(asked.path):
            raise PackageError("outside")
        package = open_package(asked.path.read_bytes())
    except (OSError, PackageError) as error:
        reason = error.reason if isinstance(error, PackageError) else str(error.strerror)
        raise _refused(asked.path.name, reason) from None
    if package.unsafe():
        raise _refused(asked.path.name, package.unsafe()[0].reason)
    document = parsed(package.parts[package.main])
    places, _ = body_places(document)
    if len(places) != 1:
        raise _refused(asked.path.name, "missing")
    template = _template(package, places[0], asked.styles)
    page = template.page
    if page.width - page.inner - page.outer < _NARROWEST or page.height - page.top - page.bottom < _NARROWEST:
        raise _refused(asked.path.name, "page")
    return template


def _refused(name: str, reason: str) -> RenderingError:
    return RenderingError(Diagnostic("word-template-unusable", {"file": name, "reason": reason}))


def _template(package: OpenPackage, place: Xml, asked: Mapping[str, str]) -> Template:
    part = package.related("styles")
    styles = styles_in(parsed(package.parts[part])) if part else ()
    found = {role.name: style for role in ROLES if (style := style_of(role, styles, asked)) is not None}
    mapped = found | {
        role.name: found[role.like] for role in ROLES if role.kind == TABLE and role.like in found and role.name not in found
    }
    # A style asked for two roles that only a number tells apart stays that of the first; the other gets one based on it.
    for role in ROLES:
        if role.kind != TABLE and role.like and role.name in found and found[role.name] == found.get(role.like):
            del mapped[role.name]
    before, after = list(place.itersiblings(preceding=True)), [b for b in place.itersiblings() if b.tag != w("sectPr")]
    section = section_of(place)
    return Template(
        package, styles, mapped, section, _effective(section), any(map(is_seen, before)), any(map(is_seen, after)),
    )  # fmt: skip


def section_of(block: Xml) -> Xml:
    """The settings of the section in which a block of the body stands: they come at its end (§17.6.18)."""
    for sibling in (block, *block.itersiblings()):
        found = sibling if sibling.tag == w("sectPr") else sibling.find(f"{w('pPr')}/{w('sectPr')}")
        if found is not None:
            return found
    return new("sectPr")


def _effective(section: Xml) -> tuple[Xml, ...]:
    """The heads and feet of a section: a kind that it does not name is that of the section before (§17.10.5)."""
    root = section.getroottree().getroot()
    found: dict[tuple[str, str], Xml] = {}
    for other in root.iter(w("sectPr")):
        for reference in other.iterchildren(w("headerReference"), w("footerReference")):
            found[str(reference.tag), str(reference.get(w("type")))] = reference
        if other is section:
            break
    return tuple(found.values())


def is_seen(block: Xml) -> bool:
    """Whether a block holds anything to be seen."""
    return block.tag == w("tbl") or any(
        element.tag != w("t") or (element.text or "").strip() for element in block.iter(*(w(name) for name in _SHOWN))
    )


def parsed(data: bytes) -> Xml:
    """The root of a part from outside: no entity is resolved, nothing fetched (``opc`` has refused document types)."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _without(unit: Unit, names: set[str]) -> Unit:
    content = tuple(part for part in unit.content if isinstance(part, Element) and row(part).name not in names)
    return unit if len(content) == len(unit.content) else replace(unit, content=content)


def _twips(element: Xml | None, name: str, default: int) -> int:
    try:
        return default if element is None else int(float(element.get(w(name), str(default))))
    except ValueError:
        return default


def _length(twips: int) -> Length:
    return Length(twips * _TWIP)
