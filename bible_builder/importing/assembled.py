"""What assembly adds to a section, set aside: what is left of a resolved section is what its document gives back.

Assembly (``bible_builder.assembly``) writes numbers, links, marks, expansions and typographic spaces into a text. A Word document
shows the result; the way back leads to the source. Two trees say the same when ``bare`` makes the same tree of both. It sets
aside, and nothing else:

- places in files (``source``), and the looks that a layout adds (``data-template``, ``data-together``, ``data-changed``)
- the numbers of headings, captions and notes, with the label and its separator; ids that only numbers make (notes, captions)
- a reference's words: it is its target and its form again (``x-see``); a link to the lexicon is its term (``x-term``)
- marks of the index are their heading and their main sign (``x-index``); whether one begins or ends a range, the index knows
- the expansion that an abbreviation shows when pointed at (the words stay)
- our own words (``x-label``) are words
- spaces and signs that typography sets (``mending_typography.typeset_back``)
- the order of elements around the same words (``nesting.canonical``)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bible_builder.importing.alternatives import with_typed_alternatives
from bible_builder.importing.ast_phrasing import stripped
from bible_builder.importing.mending_typography import typeset_back
from bible_builder.importing.nesting import canonical
from bible_builder.importing.own_references import PAGE, SEE, with_references
from bible_builder.model.tree import Content, Element, Node, joined, rewrite
from bible_builder.model.words import words

_HEADINGS: Final = frozenset({"h2", "h3", "h4"})
_CAPTIONS: Final = frozenset({"caption", "figcaption"})
_LINES: Final = _HEADINGS | _CAPTIONS | {"p", "dt", "th", "td"}
_DROPPED: Final = frozenset({"data-template", "data-together", "data-changed"})


def bare(content: Content, language: str) -> Content:
    """The content of a section, resolved or read from a document, with what assembly adds set aside.

    What it returns it leaves as it is.
    """
    said = words(language)

    def change(node: Node) -> tuple[Node, ...]:
        return (node,) if isinstance(node, str) else tuple(_bared(node, said))

    lines = typeset_back(with_references(rewrite(content, change), language), language)
    return with_typed_alternatives(rewrite(lines, _line), language)


def _bared(element: Element, said: Mapping[str, str]) -> Iterator[Node]:
    """An element whose children are bare."""
    if element.name == "x-label":
        yield said.get(element.get("word"), element.get("word"))
    elif element.name == "abbr":
        yield from element.children
    elif element.name in _HEADINGS:
        yield _renewed(element, element.attributes, _without(element.children, "number"))
    elif element.name in _CAPTIONS:
        attributes = {name: value for name, value in element.attributes.items() if name != "id"}
        yield _renewed(element, attributes, _without_label(element.children, said["label-separator"]))
    elif element.name == "x-index":
        yield _renewed(element, {name: value for name, value in element.attributes.items() if name != "range"})
    elif element.name in {"a", "span"}:
        yield _phrase(element)
    else:
        yield _renewed(element, element.attributes)


def _phrase(element: Element) -> Element:
    """A link or span as what it stands for."""
    target = element.get("href").removeprefix("#")
    if element.get("role") == "doc-footnote":
        return _renewed(element, {"role": "doc-footnote"}, stripped(_without(element.children, "number")))
    if element.get("role") == "doc-noteref":
        return _renewed(element, {"role": "doc-noteref"}, ())
    if element.get("role") == "doc-glossref":
        return Element("x-term", {"target": target.removeprefix("term-")}, element.children)
    if "xref" in element.classes:
        return Element(SEE, {"target": target, "form": element.get("data-form")}, element.children)
    if "folio" in element.classes:
        return Element(PAGE, {"target": target})
    if "index-mark" in element.classes:
        main = {"main": "true"} if element.get("data-main") else {}
        return Element("x-index", {"entry": element.get("data-entry"), **main}, element.children)
    return _renewed(element, element.attributes)


def _renewed(element: Element, attributes: Mapping[str, str], children: Content | None = None) -> Element:
    """The element with these attributes, but for what a layout adds, and without its place."""
    kept = {name: value for name, value in attributes.items() if name not in _DROPPED}
    return Element(element.name, kept, joined(element.children if children is None else children))


def _without(children: Content, name: str) -> Content:
    """A line without the number that it begins with, and the space after it."""
    first = children[0] if children else ""
    if isinstance(first, str) or name not in first.classes:
        return children
    return stripped(children[1:])


def _without_label(children: Content, separator: str) -> Content:
    rest = _without(children, "label")
    if rest is children or not rest or not isinstance(rest[0], str):
        return rest
    return stripped((rest[0].removeprefix(separator.strip()), *rest[1:]))


def _line(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Element) and (node.name in _LINES or node.get("role") == "doc-footnote"):
        return (node.with_children(canonical(node.children)),)
    return (node,)
