"""``word/styles.xml``: defaults, latent styles, the sheet's styles, the framed ones, the renderer's own (§17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bible_builder.model.styles import Style
from bible_builder.rendering.docx.formatting import Format, borders_element, indent_element, read_format
from bible_builder.rendering.docx.numbering import LIST_OF
from bible_builder.rendering.docx.oxml import PARAGRAPH_ORDER, RUN_ORDER, Xml, new, of, ordered, w
from bible_builder.rendering.docx.paragraph import unnumbered
from bible_builder.rendering.docx.stylebook import (
    BASE,
    CELLS,
    COMMENT_CALL,
    COMMENT_TEXT,
    FOOTER,
    HEADER,
    SECTION_END,
    Stylebook,
    language_tag,
    style_id,
    whole_points,
)
from bible_builder.rendering.docx.table_style import table_parts

_BUILT_IN: Final = re.compile(
    r"(heading|toc|index) [1-9]|(index|toc) heading|header|footer|caption|title|subtitle|hyperlink|emphasis|strong|quote"
    r"|followedhyperlink|(footnote|annotation) (text|reference)|intense (quote|emphasis)|body text( indent)?|list|block text"
    r"|list (continue|paragraph|bullet|number)|(list|list bullet|list number|list continue|body text) [2-5]"
    r"|table (grid|of figures)|plain text|salutation|closing|signature|date|e-mail signature|no spacing|book title|normal",
    re.IGNORECASE,
)
"""Names of styles that Word knows already ([MS-DOCX], latent styles); any other is marked as the document's own."""

_LATENT: Final = (
    ("Normal", 0, True), ("heading 1", 9, True), ("heading 2", 9, True), ("heading 3", 9, True), ("heading 4", 9, True),
    ("toc 1", 39, False), ("toc 2", 39, False), ("toc 3", 39, False), ("caption", 35, True), ("Title", 10, True),
    ("Subtitle", 11, True), ("Strong", 22, True), ("Emphasis", 20, True), ("Default Paragraph Font", 1, False),
)  # fmt: skip


def styles_part(book: Stylebook, language: str, measure: int, *, comments: bool = False) -> Xml:
    """The root element of the part; ``language`` is the document's, ``measure`` the width of its text in twips; ``comments``:
    whether it has any."""
    root = new("styles", _defaults(book, language), _latent(), *_word_defaults())
    root.extend(_style(book, style, measure) for style in book.sheet.styles.values())
    root.extend(_framed(book))
    root.extend(_own(book))
    if comments:
        root.extend(_comments(book))
    return root


def added_styles(book: Stylebook, names: Iterable[str], measure: int, *, comments: bool) -> Iterator[Xml]:
    """The styles of the sheet that are named, the framed ones, the renderer's own: what a template's styles do not hold."""
    yield from (_style(book, book.sheet.styles[name], measure) for name in names)
    yield from _framed(book)
    yield from _own(book)
    if comments:
        yield from _comments(book)


def _defaults(book: Stylebook, language: str) -> Xml:
    """``w:docDefaults``: type of the base style and the language; no space, so that a style means what it says."""
    parts = book.run_parts(Format(run=book.format(BASE).run))
    parts["lang"] = {"val": language_tag(language), "eastAsia": "en-US", "bidi": "ar-SA"}
    run = new("rPr", *ordered((of(name, value) for name, value in parts.items()), RUN_ORDER))
    return new("docDefaults", new("rPrDefault", run), new("pPrDefault", new("pPr", new("spacing", after=0))))


def _latent() -> Xml:
    """What Word shows of the styles it knows and this document does not hold: as little as may be (§17.7.4.5)."""
    known = [
        new("lsdException", name=name, semiHidden=0, uiPriority=priority, unhideWhenUsed=0, qFormat=int(quick))
        for name, priority, quick in _LATENT
    ]
    defaults = {
        "defLockedState": 0,
        "defUIPriority": 99,
        "defSemiHidden": 1,
        "defUnhideWhenUsed": 1,
        "defQFormat": 0,
        "count": 376,
    }
    return new("latentStyles", *known, **defaults)


def _word_defaults() -> Iterator[Xml]:
    """The four defaults that every document has."""
    yield new("style", new("name", val="Normal"), new("qFormat"), type="paragraph", default=1, styleId="Normal")
    font = (new("name", val="Default Paragraph Font"), new("uiPriority", val=1), new("semiHidden"), new("unhideWhenUsed"))
    yield new("style", *font, type="character", default=1, styleId="DefaultParagraphFont")
    margins = new("tblCellMar", *(new(side, w=width, type="dxa") for side, width in _MARGINS))
    table = (new("name", val="Normal Table"), new("uiPriority", val=99), new("semiHidden"), new("unhideWhenUsed"))
    properties = new("tblPr", new("tblInd", w=0, type="dxa"), margins)
    yield new("style", *table, properties, type="table", default=1, styleId="TableNormal")
    numbering = (new("name", val="No List"), new("uiPriority", val=99), new("semiHidden"), new("unhideWhenUsed"))
    yield new("style", *numbering, type="numbering", default=1, styleId="NoList")


_MARGINS: Final = (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
_MADE: Final = ("toc ", "table of figures", "index ", "footnote", "header", "footer")
"""How the names of styles begin whose paragraphs Word makes itself."""


def _style(book: Stylebook, style: Style, measure: int) -> Xml:
    based = book.id(style.based_on) if style.based_on else book.root_id(style.kind)
    following = book.id(style.next) if style.next and style.kind == "paragraph" else ""
    parts: Iterable[Xml]
    if style.kind == "paragraph":
        parts = _paragraph_parts(book, style, measure)
    elif style.kind == "table":
        parts = table_parts(book, style)
    else:
        parts = _run(book, read_format(style.properties))
    shown = not style.word.lower().startswith(_MADE)
    return _named(style.word, style.kind, book.id(style.name), based, parts, following=following, shown=shown)


def _named(
    word: str, kind: str, made_id: str, based: str, parts: Iterable[Xml], *, following: str = "", shown: bool = True
) -> Xml:
    """``w:style`` with its children in the schema's order (§17.7.4.17); ``shown``: whether it is offered to those who write."""
    made = new("style", type=kind, styleId=made_id)
    if not _BUILT_IN.fullmatch(word):
        made.set(w("customStyle"), "1")
    made.append(new("name", val=word))
    made.append(new("basedOn", val=based))
    if following:
        made.append(new("next", val=following))
    made.append(new("uiPriority", val=_priority(word)))
    if shown:
        made.append(new("qFormat"))
    made.extend(parts)
    return made


def _priority(word: str) -> int:
    return next((priority for name, priority, _ in _LATENT if name.lower() == word.lower()), 50)


def _paragraph_parts(book: Stylebook, style: Style, measure: int) -> Iterator[Xml]:
    own, whole = read_format(style.properties), book.format(style.name)
    children = [of(name, value) for name, value in own.paragraph.items() if name not in {"ind", "spacing"}]
    if "ind" in own.paragraph or whole.is_list or whole.is_framed:
        children.append(indent_element(whole.left, whole.right, whole.first))
    if whole.is_framed and style.name not in CELLS:
        children.append(borders_element("pBdr", book.frame_borders(style.name)))
        if whole.shade:
            children.append(of("shd", book.theme.named(whole.shade, "fill", "themeFill")))
    if "spacing" in own.paragraph:
        children.append(of("spacing", own.paragraph["spacing"]))
    if whole.numbering and (whole.is_list or "numbering" in style.properties):
        level, number = LIST_OF[whole.numbering]
        children.append(new("numPr", *([new("ilvl", val=level)] if level else []), new("numId", val=number)))
    elif style.properties.get("numbering") == "none":
        children.append(unnumbered())
    if style.word.lower().startswith(("toc ", "table of figures")):
        children.append(new("tabs", new("tab", val="right", leader="dot", pos=measure - whole.right)))
    if children:
        yield new("pPr", *ordered(children, PARAGRAPH_ORDER))
    yield from _run(book, Format(run=own.run))


def _run(book: Stylebook, format_: Format) -> Iterator[Xml]:
    parts = book.run_parts(format_)
    if parts:
        yield new("rPr", *ordered((of(name, value) for name, value in parts.items()), RUN_ORDER))


def _framed(book: Stylebook) -> Iterator[Xml]:
    """The styles of what stands in a frame: the style itself, then the frame's rules, shade and indents."""
    for pair, made_id in sorted(book.framed.items(), key=lambda item: item[1]):
        own, frame = book.format(pair.style), book.format(pair.frame)
        left, first = whole_points(own.left), whole_points(own.first)
        children = [
            borders_element("pBdr", book.frame_borders(pair.frame, left + min(first, 0))),
            indent_element(frame.left + left, frame.right + own.right, first),
        ]
        if frame.shade:
            children.append(of("shd", book.theme.named(frame.shade, "fill", "themeFill")))
        word = f"{book.style(pair.style).word} in {book.style(pair.frame).word}"
        properties = new("pPr", *ordered(children, PARAGRAPH_ORDER))
        yield _named(word, "paragraph", made_id, book.id(pair.style), [properties], shown=False)


_ONE_POINT: Final = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}


def _own(book: Stylebook) -> Iterator[Xml]:
    """Heads and feet, and the line that ends a section: hidden from the list of styles."""
    taken = book.word_names()
    for word in (HEADER, FOOTER):
        if word not in taken:
            small = new("rPr", new("sz", val=17), new("szCs", val=17))
            yield _named(word, "paragraph", style_id(word), book.root_id("paragraph"), [small], shown=False)
    if SECTION_END.lower() not in taken:
        parts = [new("pPr", of("spacing", _ONE_POINT)), new("rPr", new("sz", val=2), new("szCs", val=2))]
        yield _named(SECTION_END, "paragraph", style_id(SECTION_END), book.root_id("paragraph"), parts, shown=False)


def _comments(book: Stylebook) -> Iterator[Xml]:
    """What calls a comment and what one says, small as Word itself has them."""
    taken = book.word_names()
    for word, kind, size in ((COMMENT_CALL, "character", 16), (COMMENT_TEXT, "paragraph", 20)):
        if word not in taken:
            small = new("rPr", new("sz", val=size), new("szCs", val=size))
            yield _named(word, kind, style_id(word), book.root_id(kind), [small], shown=False)
