"""The codes of this room's reports, each with the names of its parameters and what it means; their words belong to ``cli``.

A parameter is always there; one that has nothing to say is empty. ``suggestion``: the word that was probably meant.
``paste``: the line as it should be typed. ``reason``, ``expected`` and ``object`` are words of the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Code(NamedTuple):
    """What a report of a code carries and says."""

    parameters: tuple[str, ...]
    meaning: str


_FILES: Final = {
    "missing-file": Code(("file", "suggestion"), "there is no such file or folder"),
    "case-mismatch": Code(("file", "suggestion"), "the file's name differs in capitals: other systems will not find it"),
    "outside-bible": Code(("file",), "a path or symbolic link leads out of content/, or is an address"),
    "not-a-file": Code(("file",), "a folder, a pipe or a device stands where a file should"),
    "file-too-large": Code(("file", "limit"), "larger than is read; limit in megabytes"),
    "unreadable-file": Code(("file", "reason"), "the system refuses to read it; reason: its words"),
    "several-files": Code(("file", "other"), "the same thing is there in two forms; the first is read"),
    "unknown-file-type": Code(("file", "known"), "a suffix that is not one of those known"),
    "ignored-file": Code(("file",), "warning: a text in the guide that is no section (suffix, place)"),
    "chapter-left-out": Code(("folder",), "warning: a folder of the guide that the order does not name"),
}
_TEXT: Final = {
    "encoding": Code(("found",), "not UTF-8; found: utf-16, other"),
    "control-character": Code(("code",), "a control character, which no document can hold"),
    "bidi-character": Code(("code", "name"), "warning: an invisible character that turns the direction of text; kept"),
    "invisible-character": Code(("code", "name"), "warning: a soft hyphen or zero-width space; dropped"),
    "replacement-character": Code(("code",), "warning: U+FFFD, a character that was lost before"),
}
_YAML: Final = {
    "bad-yaml": Code(
        ("reason", "detail", "paste"),
        "not YAML; reason: colon, no-colon, unclosed-quote, escape, character, unclosed-bracket, indentation, no-value, dash, "
        "key, several-documents, other; detail: the parser's words",
    ),
    "yaml-alias": Code(("name", "paste"), "an anchor or alias, or text that begins with & or *"),
    "yaml-tag": Code(("name", "paste"), "a tag, or text that begins with !"),
    "yaml-tab": Code((), "a tab in the indentation"),
    "yaml-too-deep": Code(("limit",), "lists and mappings nested too deep"),
    "duplicate-key": Code(("key", "line"), "a key that comes twice; line: the first"),
    "unknown-key": Code(("key", "object", "suggestion"), "a key that the thing has not"),
    "missing-key": Code(("key", "object"), "a key that the thing must have"),
    "wrong-type": Code(
        ("key", "expected", "value", "paste"), "a value of another kind; expected: text, list, mapping, or as in bad-value"
    ),
    "bad-value": Code(
        ("key", "value", "expected", "suggestion"),
        "a value that is none of its kind; expected: date, period, whole number, percentage, email, name, number, or words",
    ),
    "comment-in-text": Code(("key", "text", "comment", "paste"), "a single space before #: comment or words?"),
    "markup-in-text": Code(("key", "found"), "a variable or role where only plain text is read"),
    "bad-front-matter": Code(("reason",), "a section without front matter; reason: none, unclosed, empty"),
    "misplaced-front-matter": Code((), "front matter in a Markdown annex, whose data stand in annexes.yaml"),
}
_NAMES: Final = {
    "bad-id": Code(("id", "suggestion"), "an id is small ASCII letters, digits and single hyphens"),
    "duplicate-id": Code(("id", "file", "line"), "an id given twice in the bible"),
    "duplicate-item": Code(("value",), "a folder, sheet or column named twice"),
    "duplicate-term": Code(("term", "line"), "a term that the lexicon has already"),
    "duplicate-term-id": Code(("id", "line"), "a term's id that another term has"),
    "duplicate-recipient": Code(("id", "line"), "a recipient's id that another has"),
    "unknown-audience": Code(("audience", "suggestion"), "an audience that bible.yaml does not have"),
    "unknown-owner": Code(("owner", "suggestion"), "a contributor that bible.yaml does not have"),
    "label-of-nothing": Code(("name",), "a label of a variable that is not there"),
    "bad-variable": Code(("name",), "a variable's name is letters, digits, - and _, parted by dots"),
    "dates-reversed": Code(("start", "end"), "in force until before it begins"),
    "bad-index-entry": Code(
        ("entry", "reason", "found", "suggestion"),
        "an index heading; reason: empty (a level), levels (more than three), option (unknown: found), target (an option with or "
        "without one), range (in front matter), words (marked words cannot be a heading)",
    ),
}
_MARKDOWN: Final = {
    "too-deep": Code(("limit",), "lists, quotations, directives or marks nested too deep; the rest is left out"),
    "line-too-long": Code(("limit",), "a paragraph or cell of more characters than is read"),
    "raw-html": Code(("found",), "HTML, which would be printed as typed"),
    "stray-braces": Code(("found",), "braces that are no role, variable or attributes"),
    "stray-fence": Code(("found",), "::: that closes nothing, or within a line"),
    "stray-mark": Code(("found",), "warning: a mark of Markdown that marks nothing and is printed"),
    "bad-link": Code(("href", "reason"), "not https, http, mailto or tel; reason: empty, variable, scheme, no-scheme, address"),
    "bad-attribute": Code(("name", "value", "allowed"), "an attribute that may not be given there"),
    "attributes-without-block": Code((), "a line of attributes that no block follows"),
    "image-outside-figure": Code(("file",), "![…](…): pictures stand in figures"),
    "unclosed-role": Code(("role",), "a role whose closing backquote is missing"),
    "unknown-role": Code(("role", "suggestion"), "a role that does not exist"),
    "bad-role": Code(("role", "reason"), "reason: empty, no-target, two-targets"),
    "role-out-of-place": Code(("role",), "who or in how long, elsewhere than at the beginning of a step; role: its words"),
    "unknown-footnote": Code(("label",), "a call of a note that is not there"),
    "unused-footnote": Code(("label",), "a note that is called nowhere"),
    "duplicate-footnote": Code(("label",), "a note given twice"),
    "bad-note": Code(("label",), "a note of more than one paragraph"),
    "misplaced-note": Code(("where",), "a note called from; where: heading, note"),
    "code-block": Code((), "a block of code (four spaces, or a fence)"),
    "thematic-break": Code((), "a line of dashes, stars or underscores"),
    "empty-item": Code((), "a list item without text"),
    "empty-table": Code((), "a table without rows"),
    "row-length": Code(("cells", "columns"), "a row of more or fewer cells than columns"),
    "empty-heading": Code((), "a heading without text"),
    "misplaced-heading": Code(("text",), "a heading in a list, directive, quotation or chapter introduction"),
    "heading-too-high": Code((), "#: the title stands in the front matter"),
    "heading-too-deep": Code(("limit",), "more number signs than the limit"),
    "heading-skips-level": Code((), "### without ## above it"),
    "heading-in-only": Code((), "a passage with headings must begin with one, and be followed by one"),
    "empty-section": Code(("id",), "warning: a section without text"),
}  # fmt: skip
_DIRECTIVES: Final = {
    "unknown-directive": Code(("directive", "suggestion"), "a directive that does not exist"),
    "bad-directive": Code(("found",), "colons that are not followed by {name}"),
    "unclosed-directive": Code(("directive",), "a directive without its closing fence"),
    "empty-directive": Code(("directive",), "a directive with nothing in it"),
    "missing-argument": Code(("directive",), "a directive without its caption, name, path or audiences"),
    "unknown-option": Code(("directive", "option", "suggestion"), "an option that the directive has not"),
    "duplicate-option": Code(("directive", "option"), "an option that comes twice"),
    "empty-option": Code(("directive", "option"), "an option without a value"),
    "missing-option": Code(("directive", "option"), "an option that the directive must have"),
    "bad-option": Code(("directive", "option", "value", "expected"), "expected: percentage, or the words allowed"),
    "bad-widths": Code(("directive", "value", "columns"), "widths: one percentage a column, 100 in all"),
    "not-a-table": Code(("directive",), "something else than one table"),
    "not-a-caption": Code(("directive",), "a figure whose caption is not one paragraph"),
    "image-without-alt": Code(("directive",), "a figure without alternative text"),
    "landscape-misplaced": Code(("directive",), "a landscape table or figure within another block or a list"),
    "procedure-not-a-list": Code(("directive",), "a procedure that is not one numbered list"),
    "empty-step": Code((), "a step that says who and when but not what"),
    "not-a-turn": Code((), "something else than paragraphs in a dialogue"),
    "dialogue-without-speaker": Code(("text",), "a paragraph of a dialogue without speaker and colon"),
    "turns-not-apart": Code(("text",), "warning: a line within a paragraph that looks like the next turn"),
}
_PICTURES: Final = {
    "image-broken": Code(
        ("file", "reason"), "reason: empty, format, size (pixels), truncated, damaged; for SVG: xml, not-svg, no-size"
    ),
    "svg-unsafe": Code(("file", "reason", "found"), "reason: entity, stylesheet, element, event, link, style, deep, large, use"),
}
_ANNEXES: Final = {
    "key-not-for-kind": Code(("key", "file"), "a key for spreadsheets on an annex that is none"),
    "empty-annex": Code(("file",), "a Markdown annex without text"),
    "pdf-unreadable": Code(("file", "reason"), "reason: empty, not-a-pdf, encrypted, damaged, too-long"),
    "bad-spreadsheet": Code(("file", "reason"), "reason: encrypted-or-old, not-a-zip, too-large, entity, damaged"),
    "bad-csv": Code(("reason",), "reason: quote (not closed, or text after it), field (too long)"),
    "sheet-too-large": Code(("sheet", "limit"), "more rows than the limit, or more than 200 columns"),
    "empty-sheet": Code(("sheet",), "a sheet without rows"),
    "missing-sheet": Code(("sheet", "suggestion"), "a sheet that the file has not"),
    "missing-heads": Code(("sheet",), "a first row without heads"),
    "duplicate-head": Code(("head", "sheet"), "a head that comes twice"),
    "merged-head": Code(("range", "sheet"), "merged cells in the heads"),
    "merged-cells": Code(("range", "sheet"), "merged cells in a column that is printed"),
    "hidden-sheet": Code(("sheet",), "a hidden sheet"),
    "hidden-row": Code(("rows", "sheet"), "hidden rows, which would be printed"),
    "hidden-column": Code(("head", "sheet"), "a hidden column, which would be printed"),
    "formula-not-cached": Code(("head", "sheet"), "a formula whose result is not in the file"),
    "cell-error": Code(("head", "sheet"), "a formula whose result is an error"),
    "missing-column": Code(("column", "sheet", "suggestion"), "a column that the sheet has not"),
    "bad-column-widths": Code(("total",), "widths that come to more than 100 percent"),
    "cell-not-parsed": Code(("value", "type", "column", "sheet"), "a cell that is nothing of its column's type"),
    "doubtful-percent": Code(
        ("value", "printed", "column", "sheet"), "warning: 0.2 in a cell not shown as a percentage: 0.2 % or 20 %?"
    ),
}
_CHARTER: Final = {
    "bad-color": Code(("value",), "a colour that is not #rrggbb"),
    "unknown-color": Code(("color", "suggestion"), "a name that the palette has not"),
    "color-loop": Code(("color",), "a colour that is defined by itself"),
    "unknown-family": Code(("family", "suggestion"), "a family whose fonts are not declared"),
    "font-broken": Code(("file", "reason"), "reason: empty, format (not TrueType or OpenType), damaged"),
    "duplicate-font": Code(("family", "weight", "style"), "two files for the same font"),
    "font-family-differs": Code(("family", "found", "file"), "warning: the font calls itself otherwise"),
}
CODES: Final[Mapping[str, Code]] = {
    **_FILES, **_TEXT, **_YAML, **_NAMES, **_MARKDOWN, **_DIRECTIVES, **_PICTURES, **_ANNEXES, **_CHARTER,
}  # fmt: skip
"""Every code of loading."""
