"""Comments of Word: the part that holds them, and the heading each is about (§17.13.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from bible_builder.model.book import Metadata
from bible_builder.rendering.docx.oxml import Xml, add, new, set_text, w
from bible_builder.rendering.docx.parts import Parts
from bible_builder.rendering.docx.stylebook import COMMENT_CALL, COMMENT_TEXT, style_id

_INITIALS: Final = 9  # characters (§17.13.4.2; Word refuses more)


class Comments:
    """The comments of a document, all of one author, the bible, and of the edition's date; without any there is no part."""

    def __init__(self, metadata: Metadata, parts: Parts) -> None:
        self._metadata, self._parts = metadata, parts
        self._root: Xml | None = None

    @property
    def any(self) -> bool:
        """Whether there is a comment."""
        return self._root is not None

    def add(self, said: Sequence[str], paragraph: Xml) -> None:
        """Say something, a paragraph each, about the words of a paragraph of the document."""
        number = len(self._comments())
        self._write(number, said)
        paragraph.insert(1, new("commentRangeStart", id=number))  # every paragraph begins with its w:pPr
        add(paragraph, "commentRangeEnd", id=number)
        add(_called(paragraph), "commentReference", id=number)

    def _comments(self) -> Xml:
        if self._root is None:
            self._root = new("comments")
            part = self._parts.xml("/word/comments.xml", CONTENT_TYPE.WML_COMMENTS, self._root)
            self._parts.relate(part, RELATIONSHIP_TYPE.COMMENTS)
        return self._root

    def _write(self, number: int, said: Sequence[str]) -> None:
        metadata = self._metadata
        comment = add(
            self._comments(), "comment", id=number, author=metadata.title, date=f"{metadata.date.isoformat()}T00:00:00Z",
            initials="".join(word[0] for word in metadata.title.split() if word[0].isupper())[:_INITIALS],
        )  # fmt: skip
        for place, words in enumerate(said):
            paragraph = add(comment, "p")
            add(add(paragraph, "pPr"), "pStyle", val=style_id(COMMENT_TEXT))
            if place == 0:
                add(_called(paragraph), "annotationRef")
            set_text(add(add(paragraph, "r"), "t"), words)


def _called(paragraph: Xml) -> Xml:
    """A run in the style of what calls a comment."""
    run = add(paragraph, "r")
    add(add(run, "rPr"), "rStyle", val=style_id(COMMENT_CALL))
    return run


def heading_of(content: Xml) -> Xml:
    """The first paragraph of a control, which is its section's heading."""
    return next(content.iter(w("p")))
