"""Our own lint of DOCX files: structure, references and accessibility, which no schema validator looks at.

One function a rule, one file a family; zipfile and lxml are all it stands on, so that it shares nothing with the writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from tests.conformance.checkers.finding import Finding, Findings
from tests.conformance.docx_lint import (
    access_rules,
    note_rules,
    package_rules,
    reading_rules,
    reference_rules,
    style_rules,
    table_rules,
)
from tests.conformance.docx_lint.document import Document

Rule = Callable[[Document], Iterator[Finding]]

RULES: Final[tuple[Rule, ...]] = (
    package_rules.duplicate_entries,
    package_rules.missing_content_types,
    package_rules.relationships_to_nothing,
    package_rules.undefined_relationship_ids,
    style_rules.undefined_styles,
    style_rules.paragraphs_in_normal,
    style_rules.undefined_numbering,
    reference_rules.unpaired_bookmarks,
    reference_rules.bookmark_names,
    reference_rules.duplicate_bookmark_names,
    reference_rules.duplicate_bookmark_ids,
    reference_rules.unterminated_fields,
    reference_rules.references_to_nothing,
    reference_rules.hyperlinks_to_nothing,
    table_rules.cells_without_last_paragraph,
    table_rules.rows_wider_than_grid,
    table_rules.tables_without_header,
    table_rules.heads_that_name_nothing,
    table_rules.empty_rows,
    note_rules.calls_without_note,
    note_rules.notes_without_call,
    access_rules.pictures_without_alternative,
    access_rules.skipped_headings,
    access_rules.missing_title,
    access_rules.missing_language,
    access_rules.empty_paragraphs,
    reading_rules.links_that_say_nothing,
    reading_rules.languages_that_are_none,
    reading_rules.drawings_beside_the_text,
    reading_rules.text_boxes,
    reading_rules.repeated_blanks,
    access_rules.duplicate_drawing_ids,
    access_rules.duplicate_control_ids,
)


def lint(path: Path) -> list[Finding]:
    """Every fault of the file, in the order of the rules."""
    document = Document(path)
    return [finding for rule in RULES for finding in rule(document)]


def validate(paths: Iterable[Path]) -> Findings:
    """Every fault of each file."""
    return {path: lint(path) for path in paths}
