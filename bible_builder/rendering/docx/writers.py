"""The register of writers: one for each row of the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bible_builder.model.vocabulary import ROWS
from bible_builder.rendering.docx.blocks import write_container, write_group, write_list, write_paragraph
from bible_builder.rendering.docx.captions import write_caption, write_label
from bible_builder.rendering.docx.contents import write_caption_list, write_change, write_contents, write_entry, write_mention
from bible_builder.rendering.docx.cover import write_cover
from bible_builder.rendering.docx.figures import write_block_image, write_figure, write_image
from bible_builder.rendering.docx.headings import write_heading
from bible_builder.rendering.docx.index import write_glossary, write_index
from bible_builder.rendering.docx.inlines import STYLED, write_break, write_note, write_note_call, write_styled
from bible_builder.rendering.docx.marks import write_mark
from bible_builder.rendering.docx.references import write_cross_reference, write_folio, write_link, write_locators
from bible_builder.rendering.docx.structure import write_part, write_section
from bible_builder.rendering.docx.survey import ENTRIES, HEADINGS
from bible_builder.rendering.docx.tables import write_cell, write_column, write_columns, write_row, write_rows, write_table
from bible_builder.rendering.docx.writing import Writers

if TYPE_CHECKING:
    from bible_builder.rendering.docx.writing import BlockWriter, PhrasingWriter, TableWriter

_PARTS: Final[dict[str, BlockWriter]] = {
    **dict.fromkeys(("title-page", "colophon", "changes", "chapter", "appendix"), write_part),
    **dict.fromkeys(("cover", "back-cover"), write_cover),
    "contents": write_contents,
    "caption-list": write_caption_list,
    "mention": write_mention,
    "glossary": write_glossary,
    "index": write_index,
}
_LINES: Final = (
    "paragraph", "lead", "block-title", "callout-title", "letter-head", "cover-title", "cover-subtitle", "cover-edition",
    "change-head", "change-why",
    "cover-brand", "index-1", "index-2", "index-3", "glossary-term", "see-also", "entry-locators", "defined-word",
    "turn", "step-head", "section-reference", "kpi-name", "kpi-value",
)  # fmt: skip
_GROUPS: Final = (
    "annex-section", "letter-group", "box", "toc-list", "toc-item", "index-list", "index-item", "glossary-list",
    "change-list", "change-item",
    "definition-list", "dialogue", "list-item", "step",
)  # fmt: skip
_CONTAINERS: Final = (
    "glossary-definition", "definition", "quotation", "letter", "kpi", *(row.name for row in ROWS if row.element == "aside"),
)  # fmt: skip

BLOCKS: Final[dict[str, BlockWriter]] = {
    **_PARTS,
    **dict.fromkeys(_GROUPS, write_group),
    **dict.fromkeys(_CONTAINERS, write_container),
    **dict.fromkeys(_LINES, write_paragraph),
    **dict.fromkeys(HEADINGS, write_heading),
    **dict.fromkeys(("bullet-list", "numbered-list", "procedure"), write_list),
    **dict.fromkeys(("table", "decision-table", "data-table"), write_table),
    **dict.fromkeys((*ENTRIES, "toc-caption"), write_entry),
    **dict.fromkeys(("caption", "figure-caption"), write_caption),
    "change": write_change,
    "section": write_section,
    "figure": write_figure,
    "image": write_block_image,
}
PHRASING: Final[dict[str, PhrasingWriter]] = {
    **dict.fromkeys(STYLED, write_styled),
    "line-break": write_break,
    "image": write_image,
    "link": write_link,
    "cross-reference": write_cross_reference,
    "term-reference": write_link,
    "folio": write_folio,
    "locators": write_locators,
    "note-call": write_note_call,
    "note": write_note,
    "index-mark": write_mark,
    "label": write_label,
}
TABLES: Final[dict[str, TableWriter]] = {
    "columns": write_columns,
    "column": write_column,
    "table-head": write_rows,
    "table-body": write_rows,
    "table-row": write_row,
    "head-cell": write_cell,
    "cell": write_cell,
}
WRITERS: Final = Writers(BLOCKS, PHRASING, TABLES)
