"""The closed vocabulary of a book: one row for each thing that a bible can say, and what it is on paper and in Word.

The names are those of HTML and of the Digital Publishing roles (DPUB-ARIA 1.1); the PDF column gives the standard structure type
(ISO 32000-1 §14.8.4); the Word column names the construct of ECMA-376. A row's class is what tells it from other rows of the same
element. Anything that is in no row is an error. ``docs/vocabulary.md`` is generated from this table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from bible_builder.model.tree import Element


class Kind(StrEnum):
    """Where a row may stand, and what its style dresses."""

    PART = "part"  # directly in a unit
    FLOW = "flow"  # a block
    PHRASING = "phrasing"  # in a line of text
    INNER = "inner"  # only inside the rows that name it


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the vocabulary.

    ``children`` names rows or kinds; ``style`` names the style of ``styles.yaml`` that dresses it (paragraph style for a block,
    character style in a line, "" when it has no looks of its own); ``contains_style`` says that paragraphs within take ``style``.
    """

    name: str
    element: str
    kind: Kind
    meaning: str
    pdf: str
    word: str
    role: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    style: str = ""
    contains_style: bool = False
    modifiers: tuple[str, ...] = ()

    @property
    def selector(self) -> str:
        """The CSS selector that finds exactly this row's elements (within the closed vocabulary)."""
        role = f'[role="{self.role}"]' if self.role else ""
        return self.element + role + "".join(f".{name}" for name in self.classes)

    @property
    def sample(self) -> str:
        """The row's start tag, for documentation."""
        role = f' role="{self.role}"' if self.role else ""
        classes = f' class="{" ".join(self.classes)}"' if self.classes else ""
        return f"<{self.element}{role}{classes}>"


GLOBAL_ATTRIBUTES: Final = ("id", "lang", "class", "role", "data-template", "data-together", "data-changed")
"""Allowed on every row. ``data-template`` (template:line) is set by the layout's loader and dropped after the check;
``data-together="yes"`` (not broken over pages) is set by it on what is short enough for its style's ``keep-together``;
``data-changed="yes"`` is on what has new or other words since the baseline, and is seen by nothing but change bars."""

EXTRACT: Final = "data-extract"
"""``yes`` on a block that its author chose for digests."""

ORIENTATION: Final = "data-orientation"
"""``landscape`` on a table or figure that stands on turned pages of its own."""

_P, _F, _I = Kind.PART, Kind.FLOW, Kind.INNER
_S = Kind.PHRASING


def _callout(name: str, meaning: str) -> Row:
    return Row(
        f"callout-{name}", "aside", _F, meaning, "Div", "paragraph style with bar and shading",
        classes=(name,), attributes=(EXTRACT,), children=("callout-title", "flow"), style=f"callout-{name}", contains_style=True,
    )  # fmt: skip


def _line(name: str, meaning: str, kind: Kind = _I, word: str = "paragraph style", pdf: str = "P") -> Row:
    return Row(name, "p", kind, meaning, pdf, word, classes=(name,), children=("phrasing",), style=name)


_FRONT: Final = (
    "box",
    "cover-title",
    "cover-subtitle",
    "cover-edition",
    "cover-brand",
    "mention",
    "image",
    "paragraph",
    "part-title",
    "definition-list",
)
_HEADING: Final = ("phrasing", "number")

ROWS: Final[tuple[Row, ...]] = (
    # parts ---------------------------------------------------------------------------------------------------------------------
    Row("cover", "section", _P, "front cover", "Sect", "section without head or folio", role="doc-cover", children=_FRONT),
    Row("title-page", "section", _P, "title page", "Sect", "page", classes=("title-page",), children=_FRONT),
    Row("colophon", "section", _P, "edition, dates, contributors, how to use", "Sect", "page", role="doc-colophon", children=(*_FRONT, "table")),
    Row("contents", "nav", _P, "table of contents", "Sect", "block w:sdt holding a TOC field with its result", role="doc-toc", children=("part-title", "toc-list")),
    Row("caption-list", "nav", _P, "list of figures or of tables; data-label: the word of their captions", "Sect", "TOC field of captions with its result", classes=("captions",), attributes=("data-label",), required=("data-label",), children=("part-title", "toc-list")),
    Row("changes", "section", _P, "what changes since another edition", "Sect", "page", classes=("changes",), children=("part-title", "paragraph", "change-head", "change-why", "change-list")),
    Row("chapter", "section", _P, "a chapter of the guide", "Sect", "section with its own heads", role="doc-chapter", children=("box", "chapter-title", "flow", "section")),
    Row("glossary", "section", _P, "the lexicon", "Sect", "section", role="doc-glossary", children=("part-title", "flow", "letter-group")),
    Row("appendix", "section", _P, "an annex", "Sect", "section", role="doc-appendix", children=("annex-title", "flow", "annex-section")),
    Row("index", "section", _P, "the index", "Sect", "section; INDEX field with its result in two columns", role="doc-index", children=("part-title", "flow", "letter-group")),
    Row("back-cover", "section", _P, "back cover", "Sect", "page", classes=("back-cover",), children=_FRONT),
    # structure -----------------------------------------------------------------------------------------------------------------
    Row("section", "section", _I, "a section or a subsection", "Sect", "content control around a section's blocks", attributes=("data-reference",), required=("id",), children=("heading-2", "heading-3", "heading-4", "flow", "section")),
    Row("annex-section", "section", _I, "a section of an annex", "Sect", "–", classes=("annex-section",), required=("id",), children=("annex-heading", "annex-subheading", "flow", "annex-section")),
    Row("letter-group", "section", _I, "the entries under one letter", "Sect", "–", classes=("letter-group",), children=("letter-head", "glossary-list", "index-list")),
    Row("box", "div", _I, "a group on cover and openings, for looks only; its class is the layout's", "Div", "paragraphs", children=(*_FRONT, "chapter-title", "paragraph")),
    # headings ------------------------------------------------------------------------------------------------------------------
    Row("chapter-title", "h1", _I, "title of a chapter, numbered 1, 2…", "H1", "heading 1, multilevel list", classes=("chapter-title",), required=("id",), children=_HEADING, style="chapter-title"),
    Row("part-title", "h1", _I, "title of a part without number", "H1", "heading 1 without number", classes=("part-title",), required=("id",), children=("phrasing",), style="part-title"),
    Row("annex-title", "h1", _I, "title of an annex, lettered A, B…", "H1", "heading 1 of the annex list", classes=("annex-title",), required=("id",), children=_HEADING, style="annex-title"),
    Row("heading-2", "h2", _I, "title of a section, numbered 2.1", "H2", "heading 2, multilevel list", classes=("section-title",), children=_HEADING, style="heading-2"),
    Row("heading-3", "h3", _I, "title of a subsection, numbered 2.1.1", "H3", "heading 3, multilevel list", classes=("section-title",), children=_HEADING, style="heading-3"),
    Row("heading-4", "h4", _I, "title within a subsection, without number", "H4", "heading 4", classes=("section-title",), children=("phrasing",), style="heading-4"),
    Row("annex-heading", "h2", _I, "title in an annex, numbered A.1", "H2", "heading 2 of the annex list", classes=("annex-heading",), children=_HEADING, style="annex-heading"),
    Row("annex-subheading", "h3", _I, "title below it, without number", "H3", "heading 3 without number", classes=("annex-subheading",), children=("phrasing",), style="annex-subheading"),
    Row("letter-head", "h2", _I, "the letter above its entries", "H2", "paragraph style index heading", classes=("letter-head",), children=("phrasing",), style="letter-head"),
    Row("change-head", "h2", _I, "a chapter or part, above what changes in it", "H2", "paragraph style", classes=("change-head",), children=_HEADING, style="change-head"),
    # lines of cover, contents, index --------------------------------------------------------------------------------------------
    _line("cover-title", "the bible's title", word="Title"),
    _line("cover-subtitle", "its subtitle", word="Subtitle"),
    _line("cover-edition", "edition and dates"),
    _line("cover-brand", "the brand's name"),
    _line("mention", "small print"),
    Row("toc-list", "ol", _I, "entries of the contents", "TOC", "–", classes=("toc",), children=("toc-item",)),
    Row("toc-item", "li", _I, "an entry with those below it", "TOCI", "–", classes=("toc-item",), children=("toc-1", "toc-2", "toc-3", "toc-caption", "toc-list")),
    _line("toc-1", "entry of a chapter or part", word="toc 1; hyperlink with PAGEREF", pdf="P"),
    _line("toc-2", "entry of a section", word="toc 2; hyperlink with PAGEREF", pdf="P"),
    _line("toc-3", "entry of a subsection", word="toc 3; hyperlink with PAGEREF", pdf="P"),
    _line("toc-caption", "entry of a figure or table: its caption", word="table of figures; hyperlink with PAGEREF", pdf="P"),
    Row("change-list", "ul", _I, "what changes in a chapter or part", "L", "–", classes=("change-list",), children=("change-item",)),
    Row("change-item", "li", _I, "a thing that is not what it was", "LI", "–", classes=("change-item",), children=("change", "change-why")),
    _line("change", "its number, title and page", word="as toc 2; hyperlink with PAGEREF"),
    _line("change-why", "what became of it, and why"),
    Row("index-list", "ul", _I, "headings of the index", "L", "–", classes=("index-list",), children=("index-item",)),
    Row("index-item", "li", _I, "a heading with its subheadings", "LI", "–", classes=("index-item",), children=("index-1", "index-2", "index-3", "index-list")),
    _line("index-1", "heading", word="index 1"),
    _line("index-2", "subheading", word="index 2"),
    _line("index-3", "sub-subheading", word="index 3"),
    Row("glossary-list", "dl", _I, "entries of the lexicon", "L", "–", classes=("glossary",), children=("glossary-term", "glossary-definition")),
    Row("glossary-term", "dt", _I, "the term", "Lbl", "paragraph style", classes=("glossary-term",), required=("id",), children=("phrasing", "defined"), style="glossary-term"),
    Row("glossary-definition", "dd", _I, "its definition", "LBody", "paragraph style", classes=("glossary-definition",), children=("paragraph", "see-also", "entry-locators"), style="glossary-definition", contains_style=True),
    _line("see-also", "synonyms, variants to avoid, see also"),
    _line("entry-locators", "the folios where a term is treated"),
    # flow ----------------------------------------------------------------------------------------------------------------------
    Row("paragraph", "p", _F, "paragraph", "P", "paragraph", children=("phrasing",), style="body"),
    _line("lead", "opening paragraph of a chapter", kind=_F),
    _line("block-title", "title of a procedure, dialogue or letter", kind=_F),
    _line("section-reference", "short reference of a section, and whom to tell of a mistake in it", kind=_F),
    Row("bullet-list", "ul", _F, "list without order", "L", "list style, bullets", children=("list-item",), style="list-bullet", contains_style=True),
    Row("numbered-list", "ol", _F, "list in order", "L", "list style, numbers; start", attributes=("start",), children=("list-item",), style="list-number", contains_style=True),
    Row("list-item", "li", _I, "item of a list", "LI", "list paragraph; further blocks indented", children=("flow",)),
    Row("definition-list", "dl", _F, "words and what is said of them", "L", "two paragraph styles", children=("defined-word", "definition")),
    Row("defined-word", "dt", _I, "the word", "Lbl", "paragraph style", children=("phrasing",), style="defined-word"),
    Row("definition", "dd", _I, "what is said of it", "LBody", "paragraph style", children=("flow",), style="definition", contains_style=True),
    Row("table", "table", _F, "table", "Table", "table style, repeated heads, rows unsplit", attributes=(EXTRACT, ORIENTATION), children=("caption", "columns", "table-head", "table-body"), style="table"),
    Row("decision-table", "table", _F, "situation and what to do", "Table", "table style of its own", classes=("decision",), attributes=(EXTRACT, ORIENTATION), children=("caption", "columns", "table-head", "table-body"), style="decision-table"),
    Row("data-table", "table", _F, "rows of an annex", "Table", "table style of its own", classes=("data",), attributes=(ORIENTATION,), children=("caption", "columns", "table-head", "table-body"), style="data-table"),
    Row("caption", "caption", _I, "caption of a table: label, number, title", "Caption", "caption with SEQ", children=("phrasing", "label"), style="caption"),
    Row("columns", "colgroup", _I, "the columns", "–", "w:tblGrid", children=("column",)),
    Row("column", "col", _I, "one column; its width in percent of the table", "–", "w:gridCol", attributes=("data-width",)),
    Row("table-head", "thead", _I, "head rows", "THead", "w:tblHeader", children=("table-row",)),
    Row("table-body", "tbody", _I, "body rows", "TBody", "rows", children=("table-row",)),
    Row("table-row", "tr", _I, "row", "TR", "w:tr, unsplit", children=("head-cell", "cell")),
    Row("head-cell", "th", _I, "head of a column or row", "TH", "cell, head style", attributes=("scope", "colspan", "rowspan"), required=("scope",), children=("phrasing",), style="table-head", modifiers=("numeric",)),
    Row("cell", "td", _I, "cell; numeric ones to the right", "TD", "cell, cell style", attributes=("colspan", "rowspan"), children=("phrasing",), style="table-cell", modifiers=("numeric",)),
    Row("figure", "figure", _F, "drawing or picture with its caption", "Div", "paragraph with inline drawing, caption with SEQ", attributes=(EXTRACT, ORIENTATION), children=("image", "figure-caption"), style="figure", contains_style=True),
    Row("figure-caption", "figcaption", _I, "caption of a figure: label, number, title", "Caption", "caption with SEQ", children=("phrasing", "label"), style="caption"),
    Row("image", "img", _S, "drawing or picture; its width in percent of the measure", "Figure", "inline drawing, alternative text; SVG with PNG fallback", attributes=("src", "alt", "data-width"), required=("src", "alt")),
    Row("quotation", "blockquote", _F, "quotation", "BlockQuote", "paragraph style", children=("flow",), style="quotation", contains_style=True),
    Row("letter", "blockquote", _F, "letter or e-mail to send", "BlockQuote", "paragraph style", classes=("letter",), attributes=(EXTRACT,), children=("flow",), style="letter", contains_style=True),
    _callout("rule", "a rule that binds"),
    _callout("tip", "advice"),
    _callout("warning", "what to beware of"),
    _callout("example", "example"),
    _callout("say", "words to use"),
    _callout("avoid", "words to avoid"),
    _line("callout-title", "title of a callout"),
    Row("dialogue", "blockquote", _F, "turns of a conversation", "BlockQuote", "paragraph style", classes=("dialogue",), attributes=(EXTRACT,), children=("turn",)),
    Row("turn", "p", _I, "what one speaker says", "P", "paragraph style", classes=("turn",), children=("phrasing", "speaker"), style="turn"),
    Row("procedure", "ol", _F, "steps to follow, in order", "L", "list style of its own, numbers", classes=("procedure",), attributes=("start", EXTRACT), children=("step",), style="step", contains_style=True),
    Row("step", "li", _I, "one step", "LI", "list paragraph", classes=("step",), children=("step-head", "flow")),
    Row("step-head", "p", _I, "who does it, and in how long", "P", "paragraph style", classes=("step-head",), children=("phrasing", "actor", "time-limit"), style="step-head"),
    Row("kpi", "article", _F, "card of an indicator", "Sect", "paragraph styles with a frame", classes=("kpi",), attributes=(EXTRACT,), children=("kpi-name", "kpi-value", "flow"), style="kpi", contains_style=True),
    _line("kpi-name", "name of an indicator"),
    _line("kpi-value", "its target"),
    # phrasing ------------------------------------------------------------------------------------------------------------------
    Row("emphasis", "em", _S, "emphasis", "Em", "character style Emphasis", children=("phrasing",), style="emphasis"),
    Row("strong", "strong", _S, "strong importance", "Strong", "character style Strong", children=("phrasing",), style="strong"),
    Row("code", "code", _S, "code, as typed; never hyphenated, no French spacing", "Span", "character style", style="code"),
    Row("superscript", "sup", _S, "superscript", "Span", "w:vertAlign", children=("phrasing",), style="superscript"),
    Row("subscript", "sub", _S, "subscript", "Span", "w:vertAlign", children=("phrasing",), style="subscript"),
    Row("abbreviation", "abbr", _S, "abbreviation; its expansion as title", "Span", "text", attributes=("title",), children=("phrasing",)),
    Row("defined", "dfn", _S, "the term that an entry defines", "Span", "character style", children=("phrasing",), style="defined"),
    Row("foreign", "span", _S, "words of another language", "Span", "w:lang, character style", attributes=(), required=("lang",), children=("phrasing",), style="foreign"),
    Row("link", "a", _S, "link out of the book: https, mailto, tel", "Link", "w:hyperlink, Hyperlink", attributes=("href",), required=("href",), children=("phrasing",), style="link"),
    Row("cross-reference", "a", _S, "reference within the book", "Link", "REF field or w:hyperlink", classes=("xref",), attributes=("href", "data-form"), required=("href",), children=("phrasing", "number"), style="cross-reference"),
    Row("term-reference", "a", _S, "link to the lexicon", "Link", "w:hyperlink", role="doc-glossref", attributes=("href",), required=("href",), children=("phrasing",), style="term-reference"),
    Row("note-call", "a", _S, "call of a note: its number", "Link", "w:footnoteReference", role="doc-noteref", attributes=("href",), required=("href",), style="note-call"),
    Row("note", "span", _S, "body of a note, right after its call", "Note", "w:footnote", role="doc-footnote", attributes=("data-number",), required=("id",), children=("phrasing", "number"), style="note"),
    Row("index-mark", "span", _S, "words the index points to; data-entry holds the heading's levels as JSON", "Span", "bookmark and XE field", classes=("index-mark",), attributes=("data-entry", "data-main"), required=("id", "data-entry"), children=("phrasing",)),
    Row("locators", "span", _S, "page references, set when pages are known", "Span", "result of the INDEX field; PAGEREF in the lexicon", classes=("locators",), attributes=("data-targets",), required=("data-targets",), children=("link", "folio"), style="locators"),
    Row("folio", "a", _S, "page number of its target, set when pages are known", "Link", "PAGEREF", classes=("folio",), attributes=("href",), required=("href",), style="folio", modifiers=("main",)),
    Row("inserted", "ins", _S, "inserted words", "Span", "character style", children=("phrasing",), style="inserted"),
    Row("deleted", "del", _S, "deleted words", "Span", "character style", children=("phrasing",), style="deleted"),
    Row("number", "span", _S, "number of a section, caption or note", "Span", "dropped where Word's own numbering prints it", classes=("number",), style="number"),
    Row("label", "span", _I, "label and number of a caption", "Span", "text and SEQ", classes=("label",), children=("phrasing", "number"), style="label"),
    Row("change-mark", "span", _S, "what became of a thing since another edition", "Span", "character style", classes=("change-mark",), children=("phrasing",), style="change-mark"),
    Row("speaker", "span", _I, "who speaks", "Span", "character style", classes=("speaker",), children=("phrasing",), style="speaker"),
    Row("actor", "span", _I, "who does a step", "Span", "character style", classes=("actor",), children=("phrasing",), style="actor"),
    Row("time-limit", "span", _I, "in how long", "Span", "character style", classes=("time-limit",), children=("phrasing",), style="time-limit"),
    Row("line-break", "br", _S, "line break", "–", "w:br"),
)  # fmt: skip

BY_NAME: Final[dict[str, Row]] = {row.name: row for row in ROWS}

SOURCE_ELEMENTS: Final[dict[str, tuple[str, ...]]] = {
    "x-variable": ("name",),  # {{ name }}
    "x-only": ("audiences",),  # blocks for these audience ids (space separated)
    "x-see": ("target", "form"),  # form: full | text | title | number | page; children: the given text
    "x-term": ("target",),  # link to the lexicon; children: the words
    "x-index": (
        "entry",
        "main",
        "range",
        "see",
        "see-also",
    ),  # children: the words; entry: JSON list of levels; range: begin | end
    "x-label": ("word",),  # a word of the bible's language (model.words)
}
"""What loading may put into a tree and assembly must take out: element → attributes."""

_BY_ELEMENT: Final[dict[str, tuple[Row, ...]]] = {
    name: tuple(row for row in ROWS if row.element == name) for name in dict.fromkeys(row.element for row in ROWS)
}


def row_of(element: Element, parent: Row | None = None) -> Row | None:
    """The row that ``element`` is, or None when it is in no row.

    Rows of the same element are told apart by role, then class; a bare one (``p``, ``ul``, ``li``, ``section``…) is the row without
    either. ``div`` takes any class. ``parent`` is not needed to find the row, only to check it (``allows``).
    """
    return _row(element.name, element.get("role"), element.get("class"))


@lru_cache(maxsize=1 << 10)
def _row(name: str, role: str, written: str) -> Row | None:
    classes = set(written.split())
    if name == "div":
        return BY_NAME["box"] if not role else None
    for row in _BY_ELEMENT.get(name, ()):
        if row.role == role and set(row.classes) <= classes and classes - set(row.classes) <= set(row.modifiers):
            return row
    return None


def allows(parent: Row, child: Row) -> bool:
    """Whether ``child`` may stand directly in ``parent``."""
    return child.name in parent.children or (child.kind is not Kind.INNER and child.kind.value in parent.children)


def allows_text(parent: Row) -> bool:
    """Whether text may stand directly in ``parent``."""
    return "phrasing" in parent.children or parent.name in {"code", "number", "note-call", "folio", "locators"}


def paragraph_style(path: Sequence[Row]) -> str:
    """The paragraph style of the block at the end of ``path`` (rows from the outermost): its own, or the nearest container's.

    Only a plain paragraph takes its container's style; a paragraph with a class of its own keeps its own.
    """
    last = path[-1]
    if last.name != "paragraph":
        return last.style
    return next((row.style for row in reversed(path[:-1]) if row.contains_style), last.style)
