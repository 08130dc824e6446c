"""Fields of a Word document: which have a result that says what the writer saw, and which have not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bible_builder.importing.ooxml import qn, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES: Final = {
    "plain": (
        "PAGE NUMPAGES SECTIONPAGES SECTION PAGEREF REF NOTEREF STYLEREF SEQ HYPERLINK TOC TC INDEX XE TA TOA "
        "LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT SYMBOL QUOTE EQ ADVANCE PRIVATE RD SET BIDIOUTLINE"
    ),
    "citation": "CITATION BIBLIOGRAPHY ADDIN",
    "form": "FORMTEXT FORMCHECKBOX FORMDROPDOWN MERGEFIELD FILLIN ASK GREETINGLINE ADDRESSBLOCK MACROBUTTON",
    "outside": "INCLUDEPICTURE INCLUDETEXT INCLUDE IMPORT LINK DDE DDEAUTO DATABASE EMBED",
    "frozen": (
        "DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME FILENAME FILESIZE AUTHOR LASTSAVEDBY TITLE SUBJECT "
        "KEYWORDS COMMENTS DOCPROPERTY DOCVARIABLE INFO NUMCHARS NUMWORDS REVNUM TEMPLATE USERADDRESS USERINITIALS "
        "USERNAME IF COMPARE NEXT NEXTIF SKIPIF MERGEREC MERGESEQ = GOTOBUTTON BARCODE DISPLAYBARCODE"
    ),
}
"""Field names (ECMA-376 part 1 §17.16.5) by what becomes of them. Of ``plain`` ones the result, or its absence, is wanted; of
``frozen`` ones the last result stays as text."""

_KINDS: Final = {name: kind for kind, names in _NAMES.items() for name in names.split()}

_BROKEN: Final = re.compile(r"^\s*(?:Erreur\s*!|Error!|¡Error!|Fehler!|\{)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name (``REF``), whole instruction, the result that was seen last, and what becomes of it."""

    instruction: str
    result: str

    @property
    def name(self) -> str:
        """The first word of the instruction; ``=`` for a formula."""
        words = self.instruction.split(None, 1)
        return "=" if self.instruction.startswith("=") else words[0].upper() if words else ""

    @property
    def kind(self) -> str:
        """``plain``, ``citation``, ``form``, ``outside``, ``frozen`` or ``unknown``."""
        return _KINDS.get(self.name, "unknown") if self.name else "plain"

    @property
    def is_broken(self) -> bool:
        """Whether the result is an error message of Word's."""
        return bool(_BROKEN.match(self.result))


@dataclass(slots=True)
class _Open:
    instruction: str = ""
    result: list[str] = field(default_factory=list)
    is_in_result: bool = False


class FieldReader:
    """Puts complex fields together again (§17.16.18), which are spread over runs and may stand in each other."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def read(self, element: _Element) -> Field | None:
        """The field that ends with ``element``, elements being given in the order of the document; None for any other."""
        tag = element.tag
        if tag == qn("w:fldSimple"):
            return Field(element.get(qn("w:instr"), "").strip(), text_of(element))
        if tag == qn("w:fldChar"):
            return self._character(element.get(qn("w:fldCharType"), ""))
        if self._open and tag == qn("w:instrText"):
            self._open[-1].instruction += element.text or ""
        elif tag == qn("w:t"):
            for opened in self._open:
                if opened.is_in_result:
                    opened.result.append(element.text or "")
        return None

    def _character(self, kind: str) -> Field | None:
        if kind == "begin":
            self._open.append(_Open())
        elif kind == "separate" and self._open:
            self._open[-1].is_in_result = True
        elif kind == "end" and self._open:
            closed = self._open.pop()
            return Field(closed.instruction.strip(), " ".join("".join(closed.result).split()))
        return None
