"""Everything in a Word document that does not become text of a section, or becomes it otherwise than it looked, with its place.

Nothing is left out silently: what has words is quoted. The diagnostics carry what ``places.Place`` knows as parameters
(``heading``, ``words``, ``table``, ``row``, ``column``); their line is the number of the paragraph, which orders them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from bible_builder.errors import Diagnostic, Severity, Source
from bible_builder.importing.equations import linear
from bible_builder.importing.ooxml import Relation, number, qn, relations_part, text_of, value
from bible_builder.importing.opening import Package
from bible_builder.importing.places import LONGEST_QUOTE, Place, Styles, Walk, beginning, span
from bible_builder.importing.unseen_fields import FieldReader
from bible_builder.importing.unseen_notes import Comment, comments, endnotes, heads_and_feet
from bible_builder.importing.unseen_runs import RunReader
from bible_builder.importing.unseen_shapes import Shape, shape_of

if TYPE_CHECKING:
    from lxml.etree import _Element


def unseen(package: Package, *, is_own: bool = False) -> tuple[Diagnostic, ...]:
    """What is not taken over as it stands, in the order of the document; what has no place in the text comes first.

    Of a document that this program made (``is_own``) only what somebody did to it is said, not its own heads, breaks and columns.
    """
    return tuple(found for found in _Scan(package).read() if not (is_own and found.code in _OUR_LAYOUT))


class _Scan:
    """One reading of the main part; ``_found`` grows as it goes."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(next((package.xml(name) for name in package.related("styles")), None))
        self._relations: Mapping[str, Relation] = package.relations(package.main)
        root = package.xml(package.main)
        body = root.find(qn("w:body")) if root is not None else None
        if body is None:
            raise ValueError("a package has a body: opening sees to it")
        self._body: _Element = body
        self._walk = Walk(body, self._styles)
        self._comments: Mapping[str, Comment] = comments(package, body)
        self._fields = FieldReader()
        self._runs = RunReader(self._styles)
        self._found: list[Diagnostic] = []
        self._breaks = 0
        self._changes: dict[str, int] = {}

    def read(self) -> tuple[Diagnostic, ...]:
        self._whole_package()
        for element in self._walk:
            handle = _HANDLERS.get(element.tag)
            if handle is not None:
                handle(self, element)
            self._field(element)
            self._run(element)
        self._flush_runs()
        self._totals()
        return tuple(sorted(self._found, key=lambda d: d.source.line if d.source else 0))

    def warning(self, code: str, place: Place | None, /, **parameters: object) -> None:
        """Something that is lost, or that somebody must look at."""
        at = place or Place()
        given = _given(parameters, heading=at.heading, words=at.words, table=at.table, row=at.row, column=at.column)
        self._found.append(Diagnostic(code, given, Source(self._package.name, at.number), Severity.WARNING))

    def note(self, code: str, place: Place | None, /, **parameters: object) -> None:
        """Something that is kept in another form."""
        at = place or Place()
        given = _given(parameters, heading=at.heading, words=at.words, table=at.table, row=at.row, column=at.column)
        self._found.append(Diagnostic(code, given, Source(self._package.name, at.number), Severity.NOTE))

    # the package -------------------------------------------------------------------------------------------------------

    def _whole_package(self) -> None:
        if self._package.kind == "macros":
            self.warning("word-macros", None)
        elif self._package.kind == "template":
            self.note("word-template", None)
        for text, where in heads_and_feet(self._package):
            self.note("word-head-or-foot", None, text=beginning(text, LONGEST_QUOTE), where=where)
        if count := endnotes(self._package):
            self.note("word-endnotes", None, count=count)
        for part in self._package.parts:
            self._outside_the_text(part)

    def _outside_the_text(self, part: str) -> None:
        """External relations of parts other than the text: a template on a server, a data source, a linked picture in a head."""
        if not part.endswith(".rels") or part == relations_part(self._package.main):
            return
        root = self._package.xml(part)
        for element in () if root is None else root.iter(qn("rel:Relationship")):
            kind = element.get("Type", "").rpartition("/")[2]
            if element.get("TargetMode") == "External" and kind != "hyperlink":
                self.warning("word-link-outside", None, target=element.get("Target", ""), kind=kind)

    # elements of the text ----------------------------------------------------------------------------------------------

    def _text_box(self, element: _Element) -> None:
        text = " · ".join(words for line in element.iter(qn("w:p")) if (words := text_of(line)))
        if text:
            self.warning("word-text-box", self._walk.place(element), text=beginning(text, LONGEST_QUOTE))

    def _equation(self, element: _Element) -> None:
        if not any(ancestor.tag == qn("m:oMathPara") for ancestor in element.iterancestors()):
            self.warning("word-equation", self._walk.place(element), text=beginning(linear(element), LONGEST_QUOTE))

    def _shape(self, element: _Element) -> None:
        shape: Shape = shape_of(element, self._relations, self._package)
        place, text = self._walk.place(element), beginning(shape.text, LONGEST_QUOTE)
        if shape.kind == "smart-art":
            self.warning("word-smart-art", place, text=text)
        elif shape.kind == "chart":
            self.warning("word-chart", place, text=text)
        elif shape.kind == "ink":
            self.warning("word-ink", place)
        elif shape.kind == "word-art":
            self.warning("word-word-art", place, text=text)
        elif shape.kind == "linked":
            self.warning("word-link-outside", place, target=shape.text, kind="image")
        elif shape.kind == "floating":
            self.note("word-floating-picture", place, text=text)
        elif shape.kind == "drawing":
            self.warning("word-drawing", place, text=text)

    def _object(self, element: _Element) -> None:
        linked = element.find(f".//{qn('o:OLEObject')}")
        program = linked.get("ProgID", "") if linked is not None else ""
        relation = self._relations.get(linked.get(qn("r:id"), "")) if linked is not None else None
        if relation is not None and relation.is_external:
            self.warning("word-link-outside", self._walk.place(element), target=relation.target, kind="oleObject")
        else:
            self.warning("word-embedded-object", self._walk.place(element), program=program)

    def _chunk(self, element: _Element) -> None:
        relation = self._relations.get(element.get(qn("r:id"), ""))
        self.warning("word-embedded-file", self._walk.place(element), part=relation.target if relation else "")

    def _table(self, table: _Element) -> None:
        place = self._walk.place(table)
        if any(ancestor.tag == qn("w:tbl") for ancestor in table.iterancestors()):
            self.warning("word-nested-table", place, text=beginning(text_of(table)))
        merged = [cell for cell in table.iter(qn("w:tc")) if _table_of(cell) is table and _is_merged(cell)]
        if merged:
            self._walk_merged(merged)

    def _walk_merged(self, merged: list[_Element]) -> None:
        first = self._walk.place(merged[0])
        self.warning("word-merged-cells", first, count=len(merged), text=beginning(text_of(merged[0])))

    def _link(self, element: _Element) -> None:
        relation = self._relations.get(element.get(qn("r:id"), ""))
        if relation is not None and relation.is_external and not relation.target.lower().startswith(_LINKS):
            self.warning("word-link-outside", self._walk.place(element), target=relation.target, kind="hyperlink")

    def _comment(self, element: _Element) -> None:
        comment = self._comments.get(element.get(qn("w:id"), ""))
        if comment is not None and comment.text:
            text, on = beginning(comment.text, LONGEST_QUOTE), beginning(comment.anchor)
            self.warning("word-comment", self._walk.place(element), author=comment.author, date=comment.date, text=text, on=on)

    def _move(self, element: _Element) -> None:
        text = text_of(element, deleted=True)
        if text:
            author = element.get(qn("w:author"), "")
            self.note("word-tracked-move", self._walk.place(element), author=author, text=beginning(text, LONGEST_QUOTE))

    def _change(self, element: _Element) -> None:
        """A tracked insertion or deletion of words; those of marks and properties stand in ``w:rPr`` and the like."""
        if text_of(element, deleted=True):
            author = element.get(qn("w:author"), "")
            self._changes[author] = self._changes.get(author, 0) + 1

    def _section(self, element: _Element) -> None:
        columns = element.find(qn("w:cols"))
        count = number(columns.get(qn("w:num"))) if columns is not None else None
        if count is not None and count > 1:
            self.note("word-columns", self._walk.place(element), count=count)

    def _break(self, element: _Element) -> None:
        if element.tag == qn("w:pageBreakBefore") or element.get(qn("w:type")) in {"page", "column"}:
            self._breaks += 1

    def _control(self, element: _Element) -> None:
        """A content control that is filled in: a list to choose from, a date, a box to tick; citations; the contents."""
        gallery = value(element.find(qn("w:docPartObj")), "w:docPartGallery")
        owner = element.getparent()
        text = beginning(text_of(owner), LONGEST_QUOTE) if owner is not None else ""
        if gallery == "Table of Contents":
            self.note("word-contents-list", self._walk.place(element))
        elif element.find(qn("w:citation")) is not None or element.find(qn("w:bibliography")) is not None:
            self.warning("word-citation", self._walk.place(element), text=text)
        elif any(element.find(qn(name)) is not None for name in _FORM):
            self.warning("word-form-field", self._walk.place(element), text=text)

    def _symbol(self, element: _Element) -> None:
        sign, font = element.get(qn("w:char"), ""), element.get(qn("w:font"), "")
        self.warning("word-symbol", self._walk.place(element), font=font, sign=sign)

    # fields and runs ---------------------------------------------------------------------------------------------------

    def _field(self, element: _Element) -> None:
        field = self._fields.read(element)
        if field is None:
            return
        place, result = self._walk.place(element), beginning(field.result, LONGEST_QUOTE)
        if field.is_broken:
            self.warning("word-broken-field", place, field=field.name, text=result)
        elif field.kind == "citation":
            self.warning("word-citation", place, text=result)
        elif field.kind == "form":
            self.warning("word-form-field", place, text=result)
        elif field.kind == "outside":
            self.warning("word-link-outside", place, target=field.instruction, kind="field")
        elif field.kind == "frozen":
            self.note("word-field-frozen", place, field=field.name, text=result)
        elif field.kind == "unknown":
            self.warning("word-field-unknown", place, field=field.name, text=result)

    def _run(self, element: _Element) -> None:
        if element.tag == qn("w:p"):
            self._flush_runs()
        elif element.tag == qn("w:r"):
            self._runs.read(element, self._walk.place)

    def _flush_runs(self) -> None:
        for mark in self._runs.take():
            text = beginning(mark.text, LONGEST_QUOTE)
            if mark.kind == "hidden":
                self.warning("word-hidden-text", mark.place, text=text)
            elif mark.kind == "highlight":
                self.warning("word-highlight", mark.place, text=text, colour=mark.colour)
            else:
                self.note("word-coloured-text", mark.place, text=text, colour=mark.colour)

    def _totals(self) -> None:
        if self._breaks:
            self.note("word-page-breaks", None, count=self._breaks)
        for author, count in self._changes.items():
            self.note("word-tracked-changes", None, author=author, count=count)


def _given(parameters: Mapping[str, object], *, heading: str, words: str, table: int, row: int, column: int) -> dict[str, str]:
    """What a sentence is made of, and the place, of which what is not known is empty."""
    place = {"heading": heading, "words": words, "table": str(table or ""), "row": str(row or ""), "column": str(column or "")}
    return {**place, **{name: str(value) for name, value in parameters.items()}}


def _table_of(cell: _Element) -> _Element | None:
    return next((ancestor for ancestor in cell.iterancestors(qn("w:tbl"))), None)


def _is_merged(cell: _Element) -> bool:
    """Whether a cell takes several columns, or is the first of several rows (``w:vMerge`` without a value continues)."""
    properties = cell.find(qn("w:tcPr"))
    return span(cell) > 1 or value(properties, "w:vMerge") == "restart" or value(properties, "w:hMerge") == "restart"


_OUR_LAYOUT: Final = frozenset(
    {
        "word-head-or-foot",
        "word-drawing",
        "word-columns",
        "word-page-breaks",
        "word-contents-list",
        "word-merged-cells",
        "word-floating-picture",
    }
)
"""What the Word edition is made with."""

_LINKS: Final = ("http://", "https://", "mailto:", "tel:")
_FORM: Final = ("w:dropDownList", "w:comboBox", "w:date", "w14:checkbox", "w:picture")

_HANDLERS: Final[Mapping[str, Callable[[_Scan, _Element], None]]] = {
    qn("w:txbxContent"): _Scan._text_box,
    qn("m:oMath"): _Scan._equation,
    qn("m:oMathPara"): _Scan._equation,
    qn("w:drawing"): _Scan._shape,
    qn("w:pict"): _Scan._shape,
    qn("w:contentPart"): _Scan._shape,
    qn("w:object"): _Scan._object,
    qn("w:altChunk"): _Scan._chunk,
    qn("w:tbl"): _Scan._table,
    qn("w:hyperlink"): _Scan._link,
    qn("w:commentReference"): _Scan._comment,
    qn("w:moveFrom"): _Scan._move,
    qn("w:ins"): _Scan._change,
    qn("w:del"): _Scan._change,
    qn("w:sectPr"): _Scan._section,
    qn("w:br"): _Scan._break,
    qn("w:pageBreakBefore"): _Scan._break,
    qn("w:sdtPr"): _Scan._control,
    qn("w:sym"): _Scan._symbol,
}
