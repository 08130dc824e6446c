"""Who has said yes: what a validation covers, the register of them, and where each part of a bible stands.

    a part (chapter, section, term, annex) ─ parts ▶ what is read in it ─ digests ▶ its digest, and facets that name a change
    content/validations/*.jsonl ─ register ▶ records (who, when, what, digest) ─ standing ▶ a state for each part

A record is never changed nor taken away. The digest covers what a reader would read: not the status, not dates, not the place of
a line in its file.
"""

from bible_builder.validation.digests import Digest, digest
from bible_builder.validation.fingerprint import fingerprint
from bible_builder.validation.parts import Part, parts
from bible_builder.validation.recording import record
from bible_builder.validation.register import Record, Register, file_of, note_strangers, read_register
from bible_builder.validation.standing import standings, with_standings

__all__ = [
    "Digest",
    "Part",
    "Record",
    "Register",
    "digest",
    "file_of",
    "fingerprint",
    "note_strangers",
    "parts",
    "read_register",
    "record",
    "standings",
    "with_standings",
]
