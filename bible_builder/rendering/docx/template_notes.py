"""Footnotes that a template has of its own, on its cover or its legal page: they go among ours, under numbers of ours."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from bible_builder.rendering.docx.oxml import NAMESPACES, Xml, w

if TYPE_CHECKING:
    from bible_builder.rendering.docx.manuscript import Manuscript
    from bible_builder.rendering.docx.template_parts import TemplateParts


def bring_notes(manuscript: Manuscript, parts: TemplateParts) -> None:
    """Copy the notes that the template's text calls, before ours is put in; a call without a note goes."""
    root = parts.template.root("footnotes")
    known = {} if root is None else {note.get(w("id")): note for note in root.iter(w("footnote"))}
    for call in list(parts.document.root.iter(w("footnoteReference"))):
        note = known.get(call.get(w("id")))
        if note is None:
            _parent(call).remove(call)
            continue
        number, made = manuscript.notes.open()
        made.extend(deepcopy(child) for child in note)
        _keep_links(made, manuscript, parts)
        call.set(w("id"), str(number))


def _keep_links(note: Xml, manuscript: Manuscript, parts: TemplateParts) -> None:
    """Name the addresses of a note's links as the part of our notes does; what shows a part of its own (a picture) goes."""
    package = parts.template.package
    links = {r.id: r.target for r in package.relations(package.related("footnotes")) if r.is_external}
    for element, name in list(_related(note)):
        address = links.get(str(element.get(name)))
        if address is None:
            _parent(element).remove(element)
        else:
            element.set(name, manuscript.notes.relations.link(address))


def _related(note: Xml) -> Iterator[tuple[Xml, str]]:
    for element in note.iter("{*}*"):
        yield from ((element, str(name)) for name in element.attrib if str(name).startswith(f"{{{NAMESPACES['r']}}}"))


def _parent(element: Xml) -> Xml:
    parent = element.getparent()
    assert parent is not None
    return parent
