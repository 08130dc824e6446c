"""Our document and a template made one: styles that are used are added to its own, lists get numbers of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from bible_builder.rendering.docx.numbering import LIST_OF
from bible_builder.rendering.docx.oxml import Xml, new, put, root_of, w
from bible_builder.rendering.docx.parts import MainStory, XmlText
from bible_builder.rendering.docx.settings import settings_part
from bible_builder.rendering.docx.stylebook import COMMENT_CALL, COMMENT_TEXT, FOOTER, HEADER, SECTION_END, language_tag, style_id
from bible_builder.rendering.docx.styles_part import added_styles
from bible_builder.rendering.docx.template_body import put_body
from bible_builder.rendering.docx.template_formats import OwnList, whole_number
from bible_builder.rendering.docx.template_notes import bring_notes
from bible_builder.rendering.docx.template_parts import TemplateParts, TemplateXml
from bible_builder.rendering.docx.template_settings import merged_settings
from bible_builder.rendering.docx.template_styles import TemplateStylebook

if TYPE_CHECKING:
    from bible_builder.rendering.docx.manuscript import Manuscript

_USES: Final = ("pStyle", "rStyle", "tblStyle")
_NAMES: Final = ("basedOn", "next", "link")
_OWN: Final = (HEADER, FOOTER, SECTION_END, COMMENT_CALL, COMMENT_TEXT)
"""Styles that writers name by the id which Word gives them in English."""

_TOC: Final = ("toc-1", "toc-2", "toc-3")
_MARKERS: Final = ("list-bullet", "list-number")
_NUMBERED: Final = ("chapter", "section", "subsection")
_LEVEL_TEXTS: Final = tuple(re.compile(pattern) for pattern in (r"%1\.?", r"%1\.%2\.?", r"%1\.%2\.%3\.?"))
"""What the numbers of the template's headings must look like to be those of the book."""


def merge(manuscript: Manuscript, parts: TemplateParts, styles: TemplateStylebook) -> tuple[str, ...]:
    """Finish the package; returns the Word names of the styles added to those of the template, for a note."""
    template, language = parts.template, manuscript.book.metadata.language
    roots = [parts.body, *_our_stories(parts)]
    _number_headings(parts.body, styles)
    _stop_pages(parts.body, manuscript)
    own = list(added_styles(styles, styles.added, manuscript.measure, comments=manuscript.comments.any))
    ours, numbering = manuscript.numbering.part(styles), template.root("numbering")
    _renumber([*roots, *own], ours, numbering)
    _dress_lists(ours, styles)
    _rename_own(roots, styles)
    bring_notes(manuscript, parts)
    put_body(parts.document.root, parts.body, template)
    used = _used(own, [*roots, parts.document.root])
    variables = manuscript.origins.variables(styles, manuscript.bookmarks)
    own_settings = settings_part(styles, language, variables, fonts=False, refresh=manuscript.book.word_refresh)
    settings = merged_settings(template.root("settings"), own_settings)
    _add(parts, "styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, _styles(template.root("styles"), used, language))
    _add(parts, "numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, _numbering(numbering, ours))
    _add(parts, "settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings)
    hidden = {*styles.framed.values(), *map(style_id, _OWN)}
    return tuple(sorted(_val(style, "name") for style in used if style.get(w("styleId")) not in hidden))


def _our_stories(parts: TemplateParts) -> Iterator[Xml]:
    """The roots of our notes, comments, heads."""
    for part in parts.package.iter_parts():
        if isinstance(part, XmlText) and not isinstance(part, TemplateXml | MainStory):
            yield part.root


def _add(parts: TemplateParts, name: str, content_type: str, kind: str, root: Xml) -> None:
    parts.relate(TemplateXml(f"/word/{name}.xml", content_type, root, parts.package), kind)


def _number_headings(body: Xml, styles: TemplateStylebook) -> None:
    """Tie headings to our list one by one where the template's style has no numbers, or others than the book's."""
    levels = {}
    for level, kind in enumerate(_NUMBERED):
        role = next((name for name in styles.mapped if styles.format(name).numbering == kind), "")
        if role and not has_book_numbers(styles.formats.list_of(styles.mapped[role].id), level):
            levels[styles.mapped[role].id] = LIST_OF[kind]
    for paragraph in body.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        found = None if style is None else levels.get(str(style.get(w("val"))))
        if found is not None and paragraph[0].find(w("numPr")) is None:
            put(paragraph[0], new("numPr", new("ilvl", val=found[0]), new("numId", val=found[1])))


def has_book_numbers(own: OwnList | None, level: int) -> bool:
    """Whether a list prints at a level what the book has: ``2.3``, with a full stop after it or not, from 1."""
    if own is None or own.definition is None or own.level != level:
        return False
    form, start = _val(own.definition, "numFmt") or "decimal", _val(own.definition, "start") or "1"
    return form == "decimal" and start == "1" and bool(_LEVEL_TEXTS[level].fullmatch(_val(own.definition, "lvlText")))


def _stop_pages(body: Xml, manuscript: Manuscript) -> None:
    """Entries of the contents whose style is the template's need the stop of the page, unless it has one."""
    styles = manuscript.styles
    assert isinstance(styles, TemplateStylebook)
    bare = {styles.mapped[role].id for role in _TOC if role in styles.mapped}
    bare -= {style for style in bare if styles.formats.has_page_tab(style)}
    for paragraph in body.iter(w("p")) if bare else ():
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val")) in bare and paragraph[0].find(w("tabs")) is None:
            stop = new("tab", val="right", leader="dot", pos=manuscript.measure)
            put(paragraph[0], new("tabs", stop))


def _renumber(roots: Iterable[Xml], ours: Xml, theirs: Xml | None) -> None:
    """Give our lists numbers above the template's, wherever they are named; 0 stays no number."""
    if theirs is None:
        return
    above, above_abstract = _highest(theirs, "num", "numId"), 1 + _highest(theirs, "abstractNum", "abstractNumId")
    for root in roots:
        for number in root.iter(w("numId")):
            if number.get(w("val")) != "0":
                number.set(w("val"), str(int(number.get(w("val"), "0")) + above))
    for entry in ours.iter(w("abstractNum")):
        entry.set(w("abstractNumId"), str(int(entry.get(w("abstractNumId"), "0")) + above_abstract))
    for number in ours.iter(w("num")):
        number.set(w("numId"), str(int(number.get(w("numId"), "0")) + above))
        for named in number.iter(w("abstractNumId")):
            named.set(w("val"), str(int(named.get(w("val"), "0")) + above_abstract))


def _highest(root: Xml, name: str, number: str) -> int:
    return max((int(whole_number(entry.get(w(number), "")) or 0) for entry in root.iter(w(name))), default=0)


def _dress_lists(ours: Xml, styles: TemplateStylebook) -> None:
    """Our lists leave the template's styles alone, and take their bullets and numbers from them."""
    ids = {style.id for style in styles.mapped.values()}
    abstract = list(ours.iterchildren(w("abstractNum")))
    for entry in abstract:
        for tied in [tied for tied in entry.iter(w("pStyle")) if tied.get(w("val")) in ids]:
            _parent(tied).remove(tied)
    for role, kind in zip(_MARKERS, ("bullet", "number"), strict=True):
        own = styles.formats.list_of(styles.mapped[role].id) if role in styles.mapped else None
        if own is not None and own.definition is not None:
            _take_marker(abstract[LIST_OF[kind][1] - 1], own.definition)


def _take_marker(abstract: Xml, level: Xml) -> None:
    """Give the first level the template's marker: its kind, text and letters; a picture for a bullet is left."""
    first = abstract.find(w("lvl"))
    form, text = level.find(w("numFmt")), level.find(w("lvlText"))
    if first is None or form is None or text is None or level.find(w("lvlPicBulletId")) is not None:
        return
    if (form.get(w("val")) == "bullet") != (_val(first, "numFmt") == "bullet"):
        return
    for child in (form, text, level.find(w("rPr"))):
        given = None if child is None else first.find(child.tag)
        if child is not None and given is not None:
            first.replace(given, deepcopy(child))
        elif child is not None:
            first.append(deepcopy(child))


def _rename_own(roots: Iterable[Xml], styles: TemplateStylebook) -> None:
    """Name the renderer's own styles by the template's ids, where it has them."""
    by_name = {style.name.lower(): style.id for style in styles.template.styles}
    ids = {style_id(name): by_name[name.lower()] for name in _OWN if name.lower() in by_name}
    for root in roots:
        for use in root.iter(*(w(name) for name in _USES)):
            given = str(use.get(w("val")))
            if given in ids:
                use.set(w("val"), ids[given])


def _used(own: list[Xml], roots: Iterable[Xml]) -> list[Xml]:
    """Those of our styles that the text uses, with those they name."""
    by_id = {str(style.get(w("styleId"))): style for style in own}
    wanted = [str(use.get(w("val"))) for root in roots for use in root.iter(*(w(name) for name in _USES))]
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in by_id and name not in found:
            found.add(name)
            wanted += [_val(by_id[name], relation) for relation in _NAMES]
    return [style for name, style in by_id.items() if name in found]


def _styles(theirs: Xml | None, own: Iterable[Xml], language: str) -> Xml:
    """The template's styles with ours after them; the language is the book's, whatever they say."""
    root = root_of("styles") if theirs is None else theirs
    for spoken in list(root.iter(w("lang"))):
        _parent(spoken).remove(spoken)
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}")
    if defaults is None:
        defaults = new("rPrDefault")
        for empty in root.findall(w("docDefaults")):
            root.remove(empty)
        root.insert(0, new("docDefaults", defaults))
    run = defaults.find(w("rPr"))
    if run is None:
        run = new("rPr")
        defaults.append(run)
    run.append(new("lang", val=language_tag(language), eastAsia="en-US", bidi="ar-SA"))
    root.extend(own)
    return root


def _numbering(theirs: Xml | None, ours: Xml) -> Xml:
    """The template's lists with ours: definitions before instances (§17.9.17)."""
    if theirs is None:
        return ours
    for name in ("abstractNum", "num"):
        there = theirs.findall(w(name))
        place = theirs.index(there[-1]) + 1 if there else _first(theirs, "num") if name == "abstractNum" else len(theirs)
        for entry in reversed(ours.findall(w(name))):
            theirs.insert(place, entry)
    return theirs


def _first(root: Xml, name: str) -> int:
    found: Iterator[int] = (place for place, child in enumerate(root) if child.tag == w(name))
    return next(found, len(root))


def _parent(element: Xml) -> Xml:
    parent = element.getparent()
    assert parent is not None
    return parent


def _val(element: Xml, name: str) -> str:
    child = element.find(w(name))
    return "" if child is None else str(child.get(w("val"), ""))
