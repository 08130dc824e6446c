"""Relationships of a part, found again without search: python-docx looks through all of them for each new one."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part


class Relations:
    """The relationships that a part's XML names by id."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._external: dict[str, str] = {}
        self._internal: dict[str, str] = {}

    def link(self, address: str) -> str:
        """The id of the relationship to an address outside."""
        if address not in self._external:
            relations = self.part.rels
            made = f"rId{len(relations) + 1}"  # none is ever taken away
            relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, made, is_external=True)
            self._external[address] = made
        return self._external[address]

    def to(self, part: Part, kind: str) -> str:
        """The id of the relationship of a kind to another part."""
        name = str(part.partname)
        if name not in self._internal:
            self._internal[name] = self.part.relate_to(part, kind)
        return self._internal[name]
