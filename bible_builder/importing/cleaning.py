"""The document as its reader may have it: nothing that reaches out, runs or hides; words of text boxes where they can be read.

A Word document is read by a program of others. It gets a copy in which every relation to the outside, every macro and every
embedded object is gone. Hidden words and lists of contents are left out, since they are no text of a section. The words of a text
box stand as paragraphs after the paragraph that it is anchored to: read as it is, that paragraph would lose its own words.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bible_builder.files import write_whole
from bible_builder.importing.equations import linear
from bible_builder.importing.ooxml import DOCUMENT, MAIN_TYPES, Relation, elements, qn, relations_part, value
from bible_builder.importing.opening import Package
from bible_builder.importing.places import Styles
from bible_builder.importing.unseen_runs import is_hidden

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED: Final = re.compile(
    r"(?:^|/)(?:vba\w*\.(?:bin|xml)|attachedToolbars\.bin|activeX/.*|embeddings/.*|afchunk[^/]*)$", re.IGNORECASE
)
"""Parts that run or hold another file."""

_LINKS: Final = ("http://", "https://", "mailto:", "tel:")
_CONTENTS: Final = re.compile(r"toc ?\d|table of figures|index ?\d|toc heading|table of authorities|toa heading")
_RELATED: Final = tuple(map(qn, ("r:id", "r:embed", "r:link", "r:pict")))
_DATE: Final = (1980, 1, 1, 0, 0, 0)


def cleaned(package: Package, folder: Path) -> Path:
    """Write the cleaned document into ``folder`` and return its path, which ends in ``.docx``."""
    parts = {name: data for name, data in package.parts.items() if not _DROPPED.search(name)}
    for name in list(parts):
        if name.endswith(".rels"):
            parts[name] = _without_outside(parts[name])
    styles = Styles(next((package.xml(name) for name in package.related("styles")), None))
    for name in _texts(package):
        if name in parts:
            parts[name] = _cleaned_text(package, name, styles, parts)
    parts["[Content_Types].xml"] = _as_document(parts["[Content_Types].xml"])
    return write_whole(folder / f"{Path(package.name).stem}.docx", _zipped(parts))


def _texts(package: Package) -> tuple[str, ...]:
    return (package.main, *package.related("footnotes"), *package.related("endnotes"), *package.related("comments"))


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _written(root: _Element) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _root(data: bytes) -> _Element:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True))


def _without_outside(data: bytes) -> bytes:
    """A relations part with what stays in the package, and with links that a reader may follow himself."""
    root = _root(data)
    for element in list(elements(root, "rel:Relationship")):
        target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
        is_link = kind == "hyperlink" and target.lower().startswith(_LINKS)
        if element.get("TargetMode") == "External" and not is_link:
            root.remove(element)
    return _written(root)


def _as_document(data: bytes) -> bytes:
    """The content types with the main part as that of a document, whatever it was."""
    root = _root(data)
    for element in list(root):
        if element.get("ContentType") in MAIN_TYPES:
            element.set("ContentType", DOCUMENT)
        elif _DROPPED.search(element.get("PartName", "")):
            root.remove(element)
    return _written(root)


def _cleaned_text(package: Package, name: str, styles: Styles, parts: dict[str, bytes]) -> bytes:
    root = _root(package.parts[name])
    relations = package.relations(name)
    kept = _kept(parts.get(relations_part(name)))
    _choose(root)
    _write_equations_out(root)
    _carry_text_boxes(root)
    _drop_unrelated(root, relations, kept)
    _drop_hidden(root, styles)
    _drop_contents(root, styles)
    return _written(root)


def _kept(relations: bytes | None) -> frozenset[str]:
    if relations is None:
        return frozenset()
    return frozenset(element.get("Id", "") for element in elements(_root(relations), "rel:Relationship"))


def _choose(root: _Element) -> None:
    """Of two writings of the same thing (ECMA-376 part 3 §7.6) the first stays, unless it holds nothing to read."""
    for alternatives in list(elements(root, "mc:AlternateContent")):
        choices = [*alternatives.findall(qn("mc:Choice")), *alternatives.findall(qn("mc:Fallback"))]
        chosen = next((choice for choice in choices if _says_something(choice)), None)
        _replace(alternatives, list(chosen) if chosen is not None else [])


def _says_something(choice: _Element) -> bool:
    telling = tuple(map(qn, ("a:blip", "v:imagedata", "w:txbxContent", "w:t", "m:t")))
    return next(choice.iter(*telling), None) is not None


def _write_equations_out(root: _Element) -> None:
    """Each equation as a run of plain text in its place; one that stands alone as the run of a paragraph."""
    for equation in list(elements(root, "m:oMath")):
        run = equation.makeelement(qn("w:r"))
        text = run.makeelement(qn("w:t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = linear(equation)
        run.append(text)
        _replace(equation, [run])
    for alone in list(elements(root, "m:oMathPara")):
        runs = alone.findall(qn("w:r"))
        parent = alone.getparent()
        in_line = parent is not None and parent.tag == qn("w:p")
        _replace(alone, runs if in_line else [_paragraph_of(run) for run in runs])


def _paragraph_of(run: _Element) -> _Element:
    paragraph = run.makeelement(qn("w:p"))
    paragraph.append(run)
    return paragraph


def _carry_text_boxes(root: _Element) -> None:
    """The blocks of each text box come after the outermost paragraph that holds it; the box itself goes, with its frame.

    A box in a box is met again among the blocks that were carried.
    """
    carried: dict[_Element, _Element] = {}
    while (box := next(elements(root, "w:txbxContent"), None)) is not None:
        holders = [ancestor for ancestor in box.iterancestors() if ancestor.tag == qn("w:p")]
        frame = next((a for a in box.iterancestors() if a.tag in {qn("w:drawing"), qn("w:pict")}), box)
        blocks = list(box)
        _replace(box, [])
        if next(frame.iter(*map(qn, ("a:blip", "v:imagedata", "w:txbxContent"))), None) is None:
            _replace(frame, [])
        if not holders:
            continue
        # The boxes of one paragraph keep their order: each goes after what was carried there before.
        after = carried.get(holders[-1], holders[-1])
        for block in blocks:
            after.addnext(block)
            after = block
        carried[holders[-1]] = after


def _drop_unrelated(root: _Element, relations: dict[str, Relation], kept: frozenset[str]) -> None:
    """What names a relation that is gone: a linked picture, an object; a link stays as its words."""
    for element in list(root.iter()):
        named = [element.get(name) for name in _RELATED if element.get(name)]
        if not named or all(name in kept and _is_there(relations, str(name)) for name in named):
            continue
        if element.tag == qn("w:hyperlink"):
            _replace(element, list(element))
            continue
        if any(relations[name].is_external for name in named if name in relations) or element.tag == qn("w:altChunk"):
            frames = {qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:altChunk")}
            _replace(next((a for a in (element, *element.iterancestors()) if a.tag in frames), element), [])


def _is_there(relations: dict[str, Relation], name: str) -> bool:
    return name in relations


def _drop_hidden(root: _Element, styles: Styles) -> None:
    for run in list(elements(root, "w:r")):
        # The mark of a field or note must stay whole, and says nothing itself.
        if is_hidden(run, styles) and not any(child.tag in _MARKS for child in run):
            _replace(run, [])


_MARKS: Final = frozenset(
    map(qn, ("w:fldChar", "w:instrText", "w:footnoteReference", "w:endnoteReference", "w:commentReference"))
)


def _drop_contents(root: _Element, styles: Styles) -> None:
    """Lists of contents, of figures, the index: what the book makes itself."""
    for control in list(elements(root, "w:sdt")):
        gallery = value(control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}"), "w:docPartGallery")
        if gallery == "Table of Contents":
            _replace(control, [])
    for paragraph in list(elements(root, "w:p")):
        style = value(paragraph.find(qn("w:pPr")), "w:pStyle")
        if style and _CONTENTS.fullmatch(styles.name(style)):
            for child in list(_in_line(paragraph)):
                paragraph.remove(child)


def _in_line(paragraph: _Element) -> Iterator[_Element]:
    yield from (child for child in paragraph if child.tag != qn("w:pPr"))


def _replace(element: _Element, by: list[_Element]) -> None:
    """Put ``by`` where ``element`` stands."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent.remove(element)
    for offset, new in enumerate(by):
        parent.insert(place + offset, new)
