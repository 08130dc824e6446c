"""A section's Markdown read again, and trees to compare: sources set aside, attributes in one order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bible_builder import loading
from bible_builder.errors import Diagnostic, Findings, Source
from bible_builder.loading.blocks import read_blocks
from bible_builder.loading.ids import Ids
from bible_builder.loading.page import Page, PageKind
from bible_builder.loading.paths import Files
from bible_builder.loading.reading import Reading
from bible_builder.loading.sections import nest
from bible_builder.model.bible import Bible
from bible_builder.model.languages import Language
from bible_builder.model.tree import Content, Element, Node, rewrite, to_html

Body = tuple[str, Content, str, PageKind]
"""Anchor, tree, folder of the file, kind of page."""


def bodies(bible: Bible) -> Iterable[Body]:
    """Every text of a bible that has a file of its own."""
    for chapter in bible.chapters:
        yield chapter.id, chapter.body, chapter.source.file.rpartition("/")[0], PageKind.CHAPTER
        for section in chapter.sections:
            yield section.id, section.body, section.source.file.rpartition("/")[0], PageKind.SECTION
    for annex in bible.annexes:
        if annex.body:
            yield annex.id, annex.body, annex.path.parent.relative_to(bible.root).as_posix(), PageKind.ANNEX


def reread(
    text: str, bible: Bible, anchor: str = "appel", folder: str = "", kind: PageKind = PageKind.SECTION
) -> tuple[Content, tuple[Diagnostic, ...]]:
    """The tree that loading makes of Markdown, and what it says of it."""
    findings = Findings()
    known = Reading(
        Files(bible.root, findings),
        findings,
        Language(bible.language),
        Ids(findings),
        contributors=frozenset(bible.contributors),
        audiences=frozenset(bible.audiences),
    )
    page = Page(known, kind, Source("read-again.md"), tuple(text.split("\n")), anchor, folder)
    return nest(read_blocks(page), page), findings.all


def bare(nodes: Iterable[Node]) -> str:
    """The tree as HTML without places, attributes by name."""

    def without_place(node: Node) -> tuple[Node, ...]:
        return (node if isinstance(node, str) else Element(node.name, dict(sorted(node.attributes.items())), node.children),)

    return to_html(rewrite(nodes, without_place))


def loaded(root: Path) -> Bible:
    """The bible in a folder, mistakes or not."""
    bible = loading.load(root, Findings())
    assert bible is not None
    return bible
