"""The package of a document that is written into a template: the template's parts, under names that ours do not take.

What a template is only as a template (building blocks, macros' keyboard, web settings) and what belongs to its own history
(comments, thumbnail, properties) stays behind, as when Word makes a document from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from bible_builder.model.book import Metadata
from bible_builder.model.word_template import STORIES
from bible_builder.opc import Relation
from bible_builder.rendering.docx.oxml import IGNORABLE, NAMESPACES, Xml, add, new, qn, root_of, w
from bible_builder.rendering.docx.parts import MainStory, Parts, XmlText
from bible_builder.rendering.docx.stylebook import language_tag
from bible_builder.rendering.docx.template import Template, parsed
from bible_builder.rendering.docx.template_text import fill, values_of

_BEHIND: Final = frozenset(
    {"glossaryDocument", "webSettings", "stylesWithEffects", "comments", "commentsExtended", "commentsIds", "commentsExtensible",
     "people", "keyMapCustomizations", "customizations", "printerSettings", "thumbnail", "footnotes"}
)  # fmt: skip
"""Kinds of relation that are not followed."""

_MERGED: Final = frozenset({"styles", "numbering", "settings"})
"""Kinds of relation whose parts are written anew, with ours in them."""

_LEFT_OUT: Final = ("commentRangeStart", "commentRangeEnd", "commentReference", "printerSettings", "proofErr")
_DECLARED: Final = b' xmlns:w="' + NAMESPACES["w"].encode() + b'"'
_FIRST_DRAWING: Final = 500_000
_FIRST_BOOKMARK: Final = 900_000
_MARK_TOP: Final = 280  # twips from the top of the page
_TYPES: Final = ("default", "even", "first")


class TemplateXml(XmlText):
    """A part of a template as a tree; the prefixes that it declares stay, since attributes may name them (``mc:Ignorable``)."""

    @property
    def blob(self) -> bytes:
        """The part's bytes."""
        return with_prefixes_kept(self.root)


def with_prefixes_kept(root: Xml) -> bytes:
    """The bytes of a part from a template, declarations of prefixes and all."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=[prefix for prefix in root.nsmap if prefix])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


class TemplateStory(MainStory):
    """The document's own part, made from a template's: kept as a tree until all of it is in place."""

    def __init__(self, root: Xml, body: Xml, package: Package) -> None:
        XmlText.__init__(self, "/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, root, package)
        self._body = body

    def finish(self) -> None:
        """Nothing is put away: styles and lists of the text get their last names at the end."""

    def amend(self, pattern: re.Pattern[bytes], new: bytes, place: int) -> None:
        """Put ``new`` where ``pattern`` is found for the ``place``-th time in our text: both are of one empty element."""
        made = parsed(new.replace(b"/>", b' xmlns:w="' + NAMESPACES["w"].encode() + b'"/>'))
        found = [e for e in self._body.iter(made.tag) if pattern.search(etree.tostring(e).replace(_DECLARED, b""))]
        if place < len(found):
            found[place].attrib.update(made.attrib)

    def written(self) -> Iterator[bytes]:
        """The part's bytes; the prefixes that the root declares stay, since attributes may name them."""
        yield with_prefixes_kept(self.root)


class TemplateParts(Parts):
    """The package of one document made from a template. ``body`` is ours, to be put in its place at the end."""

    def __init__(self, template: Template, metadata: Metadata) -> None:
        self.package, self.template = Package(), template
        self._values = values_of(metadata)
        self._made: dict[str, Part] = {}
        root = _with_prefixes(parsed(template.package.parts[template.package.main]))
        self.body = root_of("body")
        self.document = TemplateStory(root, self.body, self.package)
        self.package.relate_to(self.document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self.stories: list[Xml] = [root]
        self.ids = self._carry_relations()
        self._name_relations(root)
        fill(root, self._values)
        _renumber(self.stories)
        if metadata.proof:
            self._mark_proof(metadata.proof, language_tag(metadata.language))

    def _carry_relations(self) -> Mapping[str, str]:
        """Bring the document's parts over; returns old id → new id: those of ours are ``rId1``…, and may not meet them."""
        ids: dict[str, str] = {}
        for relation in self._followed(self.template.package.main):
            if relation.kind not in _MERGED:
                ids[relation.id] = f"t{len(ids) + 1}"
                self._relate(self.document, relation, ids[relation.id])
        return ids

    def _followed(self, part: str) -> Iterator[Relation]:
        parts = self.template.package.parts
        for relation in self.template.package.relations(part):
            if relation.kind not in _BEHIND and (relation.is_external or relation.target in parts):
                yield relation

    def _relate(self, part: Part, relation: Relation, made_id: str) -> None:
        target = relation.target if relation.is_external else self._part(relation)
        part.rels.add_relationship(relation.type, target, made_id, relation.is_external)

    def _part(self, relation: Relation) -> Part:
        """A part of the template with all that hangs on it, brought over once."""
        name = relation.target
        if name not in self._made:
            package = self.template.package
            kind, data, uri = package.type_of(name), package.parts[name], PackURI(f"/{_renamed(name, relation.kind)}")
            if relation.kind in STORIES:
                root = parsed(data)
                fill(root, self._values)
                self.stories.append(root)
                self._made[name] = TemplateXml(str(uri), kind, root, self.package)
            else:
                self._made[name] = Part(uri, kind, data, self.package)
            for inner in self._followed(name):
                self._relate(self._made[name], inner, inner.id)
        return self._made[name]

    def _name_relations(self, root: Xml) -> None:
        """Give the document's references the new ids; what refers to a part that stays behind goes."""
        for element in list(root.iter("*")):
            for attribute, value in list(element.attrib.items()):
                if not str(attribute).startswith(f"{{{NAMESPACES['r']}}}"):
                    continue
                if str(value) in self.ids:
                    element.set(attribute, self.ids[str(value)])
                elif (parent := element.getparent()) is not None:
                    parent.remove(element)
                    break
        for element in list(root.iter(*(w(name) for name in _LEFT_OUT))):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)

    def _mark_proof(self, proof: str, language: str) -> None:
        """The mark of a proof on every page: at the top of each head, and on pages that have none."""
        style = next((style.id for style in self.template.styles if style.name.lower() == "header"), "")
        for root in self.stories:
            if root.tag == w("hdr"):
                root.insert(0, _mark(proof, style, language))
        first = next(iter(self.document.root.iter(w("sectPr"))), None)
        given = set() if first is None else {r.get(w("type")) for r in first.iterchildren(w("headerReference"))}
        if first is not None and (missing := [kind for kind in _TYPES if kind not in given]):
            part = self.xml("/word/proof.xml", CONTENT_TYPE.WML_HEADER, _head(_mark(proof, style, language)))
            relation = self.relate(part, RELATIONSHIP_TYPE.HEADER)
            for kind in reversed(missing):
                reference = new("headerReference", type=kind)
                reference.set(qn("r:id"), relation)
                first.insert(0, reference)


def _mark(proof: str, style: str, language: str) -> Xml:
    """A paragraph in a frame at the top of the page: it takes no room of the head's (§17.3.1.11)."""
    paragraph = new("p")
    properties = add(paragraph, "pPr")
    if style:
        add(properties, "pStyle", val=style)
    add(properties, "framePr", w=6000, wrap="around", vAnchor="page", hAnchor="page", xAlign="center", y=_MARK_TOP)
    add(properties, "jc", val="center")
    run = add(paragraph, "r")
    add(add(run, "rPr"), "lang", val=language)
    add(run, "t").text = proof
    return paragraph


def _head(paragraph: Xml) -> Xml:
    made = root_of("hdr")
    made.append(paragraph)
    return made


def _with_prefixes(root: Xml) -> Xml:
    """The root of the document with our prefixes known too, and those of later extensions marked as such."""
    prefixes = {prefix: uri for prefix, uri in NAMESPACES.items() if uri not in root.nsmap.values()}
    made = etree.Element(root.tag, nsmap={**prefixes, **root.nsmap})  # type: ignore[dict-item]
    for name, value in root.attrib.items():
        made.set(name, value)
    made.extend(list(root))
    own = next(prefix for prefix, uri in made.nsmap.items() if uri == NAMESPACES[IGNORABLE])
    ignorable = made.get(qn("mc:Ignorable"), "").split()
    if own not in ignorable:
        made.set(qn("mc:Ignorable"), " ".join([*ignorable, str(own)]))
    return made


def _renamed(name: str, kind: str) -> str:
    """The name of a part in our document: there is one theme and one table of fonts, the others are told from ours."""
    if kind in {"theme", "fontTable"}:
        return {"theme": "word/theme/theme1.xml", "fontTable": "word/fontTable.xml"}[kind]
    folder, slash, last = name.rpartition("/")
    return f"{folder}{slash}template-{last}"


def _renumber(stories: list[Xml]) -> None:
    """Give drawings and bookmarks numbers that ours do not take; Word's own bookmark of the last place goes."""
    drawings = (mark for root in stories for mark in root.iter(qn("wp:docPr")))
    for number, mark in enumerate(drawings, start=_FIRST_DRAWING):
        mark.set("id", str(number))
    for root in stories:
        for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
            given = mark.get(w("id"), "0")
            mark.set(w("id"), str(_FIRST_BOOKMARK + int(given)) if given.isdigit() else given)
