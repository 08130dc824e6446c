"""Footnotes and endnotes: each call has its note, each note its call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.conformance.checkers.finding import Finding
from tests.conformance.docx_lint.document import Document, W, fault

_KINDS: Final = ("footnote", "endnote")


def calls_without_note(document: Document) -> Iterator[Finding]:
    """A call whose note is not there."""
    for kind in _KINDS:
        for call in sorted(_calls(document, kind) - _notes(document, kind)):
            yield fault("note-missing", f"{kind} {call} is called and not there", f"word/{kind}s.xml")


def notes_without_call(document: Document) -> Iterator[Finding]:
    """A note that nothing calls: nobody will read it."""
    for kind in _KINDS:
        for note in sorted(_notes(document, kind) - _calls(document, kind)):
            yield fault("note-uncalled", f"{kind} {note} is there and not called", f"word/{kind}s.xml")


def _calls(document: Document, kind: str) -> set[str]:
    return {str(call.get(f"{W}id")) for story in document.stories for call in story.iter(f"{kind}Reference")}


def _notes(document: Document, kind: str) -> set[str]:
    """The ids of the notes proper; those with a type are separators."""
    stories = [story for story in document.stories if story.part == f"word/{kind}s.xml"]
    return {str(note.get(f"{W}id")) for story in stories for note in story.iter(kind) if note.get(f"{W}type") is None}
