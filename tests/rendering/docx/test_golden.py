"""The XML of each construct, small, under ``golden/``: what is asked for in ``NAME.html``, what is written in ``NAME.xml``.

``make golden TESTS=tests/rendering/docx/test_golden.py`` writes the XML anew; read the difference before you commit it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import etree

from bible_builder.model.book import Review, Unit
from bible_builder.model.tree import Element, from_html
from bible_builder.model.vocabulary import ROWS, row_of
from tests.rendering.docx.books import book, chapter, elements, every_page, unit
from tests.rendering.docx.opened import SPACES, Opened, rendered

GOLDEN: Final = Path(__file__).parent / "golden"
NAMES: Final = sorted(path.stem for path in GOLDEN.glob("*.html"))

DOCUMENT: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
ALL: Final = "/w:document/w:body/*"
BLOCKS: Final = "/w:document/w:body/*[position() > 1][not(self::w:sectPr)][not(w:pPr/w:pStyle/@w:val = 'SectionEnd')]"
"""What follows the chapter's title."""


def styles(*names: str) -> tuple[str, str]:
    """The path to styles by name."""
    return STYLES, " | ".join(f"//w:style[w:name/@w:val = '{name}']" for name in names)


SHOWN: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "callout": [(DOCUMENT, BLOCKS), (STYLES, "//w:style[contains(@w:styleId, 'CalloutRule')]")],
    "changes": [(DOCUMENT, "/w:document/w:body/*[position() < 9]"), styles("Change Heading", "Change Entry", "Change Reason")],
    "contents": [(DOCUMENT, "//w:sdt")],
    "cover": [(DOCUMENT, ALL)],
    "glossary": [(DOCUMENT, ALL)],
    "heading": [
        (DOCUMENT, "//w:p[not(w:pPr/w:sectPr)]"),
        (
            "word/numbering.xml",
            "//w:lvl[@w:ilvl < 2][starts-with(w:pStyle/@w:val, 'Heading') or starts-with(w:pStyle/@w:val, 'Annex')]",
        ),
        styles("heading 1", "heading 2"),
    ],
    "index": [(DOCUMENT, "/w:document/w:body/*[position() > 2]")],
    "index-marks": [(DOCUMENT, "//w:p[.//w:instrText]")],
    "landscape": [(DOCUMENT, "/w:document/w:body/*[position() > 1]")],
    "lists": [(DOCUMENT, BLOCKS), ("word/numbering.xml", "//w:num[w:lvlOverride]")],
    "note": [(DOCUMENT, BLOCKS), ("word/footnotes.xml", "//w:footnote[not(@w:type)]")],
    "review": [(DOCUMENT, "//w:sdt"), ("word/comments.xml", "/w:comments")],
    "table": [(DOCUMENT, BLOCKS), (STYLES, "//w:style[@w:type = 'table'][not(@w:default)]")],
}
"""The parts in which a construct shows and the elements looked at; for any other, the blocks of its chapter."""

REVIEWS: Final = {"appel": Review("en relecture", "Nour Haddad", ("Statut : en relecture.", "À relire par Nour Haddad."))}


def units(name: str) -> tuple[Unit, ...]:
    """The units of a file: its parts, one each, or a chapter around its blocks."""
    html = (GOLDEN / f"{name}.html").read_text("utf-8").strip()
    first = from_html(html)[0]
    assert isinstance(first, Element)
    parts = [node for node in from_html(html) if isinstance(node, Element)]
    found = row_of(first)
    if found is None or found.kind != "part":
        return (unit(chapter(html)),)
    return tuple(Unit(f"u{place}", "u", unit("<p/>").matter, (part,)) for place, part in enumerate(parts))


def written(name: str) -> str:
    """What a construct is in Word: the order of attributes and the prefixes of canonical XML (C14N 2.0), an element a line."""
    made = book(*units(name), reviews=REVIEWS if name == "review" else {})
    opened = rendered(made, every_page(made))
    return "\n".join(canonical(opened, part, path) for part, path in SHOWN.get(name, [(DOCUMENT, BLOCKS)])) + "\n"


def canonical(opened: Opened, part: str, path: str) -> str:
    """What the path finds in the part, prefixes declared once."""
    found: Any = opened.part(part).xpath(path, namespaces=SPACES)
    assert found, f"{path} finds nothing in {part}"
    group = etree.Element(part.rpartition("/")[2].partition(".")[0])
    group.extend(found)
    etree.indent(group, " ")
    tidy = etree.fromstring(etree.tostring(group, method="c14n2"))
    etree.cleanup_namespaces(tidy, top_nsmap=SPACES)
    return etree.tostring(tidy, encoding="unicode")


@pytest.mark.parametrize("name", NAMES)
def test_a_construct_is_written_as_it_was_read_in_review(name: str, request: pytest.FixtureRequest) -> None:
    path, made = GOLDEN / f"{name}.xml", written(name)
    if request.config.getoption("update_snapshots"):
        path.write_text(made, "utf-8")
    assert made == path.read_text("utf-8"), "run: make golden TESTS=tests/rendering/docx/test_golden.py"


def test_each_row_of_the_vocabulary_has_its_xml() -> None:
    used = {
        found.name
        for name in NAMES
        for part in units(name)
        for element in elements(part.content)
        if (found := row_of(element)) is not None
    }
    assert used == {row.name for row in ROWS}


def test_each_file_of_xml_is_of_a_construct() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.xml")) == NAMES
