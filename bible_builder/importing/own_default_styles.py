"""The Word styles of the built-in layout, for a document that has lost what it said of its own.

A section that somebody has copied into a new document, and a document saved by another program than Word, keep the names of the
styles and the bookmarks; the variables are gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ROLES: Final[Mapping[str, str]] = {
    "heading 1": "chapter-title", "part title": "part-title", "annex title": "annex-title", "heading 2": "heading-2",
    "heading 3": "heading-3", "heading 4": "heading-4", "annex heading": "annex-heading",
    "annex subheading": "annex-subheading", "index heading": "letter-head", "title": "cover-title",
    "subtitle": "cover-subtitle", "cover edition": "cover-edition", "cover brand": "cover-brand", "mention": "mention",
    "change heading": "change-head", "change entry": "change", "change reason": "change-why", "change mark": "change-mark",
    "index 1": "index-1", "index 2": "index-2", "index 3": "index-3", "glossary term": "glossary-term",
    "glossary definition": "glossary-definition", "see also": "see-also", "entry locators": "entry-locators",
    "body text": "body", "lead": "lead", "block title": "block-title", "section reference": "section-reference",
    "list bullet": "list-bullet", "list number": "list-number", "defined word": "defined-word", "definition": "definition",
    "table": "table", "decision table": "decision-table", "data table": "data-table", "caption": "caption",
    "table head": "table-head", "table cell": "table-cell", "figure": "figure", "quote": "quotation", "letter": "letter",
    "callout rule": "callout-rule", "callout tip": "callout-tip", "callout warning": "callout-warning",
    "callout example": "callout-example", "callout say": "callout-say", "callout avoid": "callout-avoid",
    "callout title": "callout-title", "dialogue turn": "turn", "procedure step": "step", "procedure step head": "step-head",
    "indicator": "kpi", "indicator name": "kpi-name", "indicator value": "kpi-value", "emphasis": "emphasis",
    "strong": "strong", "code": "code", "superscript": "superscript", "subscript": "subscript", "defined term": "defined",
    "foreign words": "foreign", "hyperlink": "link", "cross-reference": "cross-reference", "term reference": "term-reference",
    "footnote reference": "note-call", "footnote text": "note", "locators": "locators", "folio": "folio",
    "inserted words": "inserted", "deleted words": "deleted", "number": "number", "caption label": "label",
    "speaker": "speaker", "actor": "actor", "time limit": "time-limit",
}  # fmt: skip
"""Word style name, in small letters → style of the sheet (``layouts/livre/styles.yaml``)."""

TELLING: Final = frozenset({"section reference", "callout title", "procedure step", "dialogue turn", "indicator name"})
"""Names that no other document has by chance; two of them, and a section's bookmark, make it ours."""
