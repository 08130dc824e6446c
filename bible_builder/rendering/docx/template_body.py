"""Our text in its place in a template: what comes before it, and after it, stays as it was."""

from __future__ import annotations

from copy import deepcopy

from bible_builder.model.word_template import body_places
from bible_builder.rendering.docx.oxml import Xml, add, w
from bible_builder.rendering.docx.stylebook import SECTION_END, style_id
from bible_builder.rendering.docx.template import Template, is_seen, section_of


def put_body(document: Xml, body: Xml, template: Template) -> None:
    """Put the blocks of ``body``, whose last one holds the settings of its last section, in the place of the mark."""
    (place, *_), _ = body_places(document)
    _close_before(place, template)
    _open_after(place, template)
    for block in list(body):
        place.addprevious(block)
    parent = place.getparent()
    assert parent is not None
    parent.remove(place)


def _close_before(place: Xml, template: Template) -> None:
    """End the section of what stands before, unless it has ended: our first section has settings of its own."""
    before = list(place.itersiblings(preceding=True))
    if not template.has_before:
        for block in before:
            _remove(block)
        return
    while before and not is_seen(before[0]) and _settings(before[0]) is None:
        _remove(before.pop(0))
    if before and _settings(before[0]) is not None:
        return
    closing = deepcopy(section_of(place))
    for numbers in closing.findall(w("pgNumType")):
        closing.remove(numbers)
    paragraph = place.makeelement(w("p"))
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=style_id(SECTION_END))
    properties.append(closing)
    place.addprevious(paragraph)


def _open_after(place: Xml, template: Template) -> None:
    """Take away the empty lines that end the body's section; without anything after, its settings too: ours take their place."""
    for block in list(place.itersiblings()):
        if template.has_after and (is_seen(block) or block.tag == w("sectPr")):
            break
        is_end = _settings(block) is not None
        _remove(block)
        if is_end and template.has_after:
            break


def _settings(block: Xml) -> Xml | None:
    return block.find(f"{w('pPr')}/{w('sectPr')}")


def _remove(block: Xml) -> None:
    parent = block.getparent()
    assert parent is not None
    parent.remove(block)
