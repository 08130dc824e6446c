"""The message that goes with a copy, as a draft to be opened in a mail program and sent from there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: from whom, to whom (addresses; "" where there is none), what it says, a paragraph an item, and its file."""

    sender: str
    to: str
    name: str
    subject: str
    paragraphs: Sequence[str]
    file: str
    data: bytes


def draft(letter: Letter) -> bytes:
    """The message as RFC 5322 has it, the same bytes for the same letter; ``X-Unsent`` has mail programs open it for sending."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=200))
    message["X-Unsent"] = "1"
    message["Subject"] = letter.subject
    if letter.sender:
        message["From"] = letter.sender
    if letter.to:
        message["To"] = Address(letter.name, addr_spec=letter.to)
    message.set_content("\n\n".join(letter.paragraphs) + "\n")
    message.add_attachment(letter.data, maintype="application", subtype="pdf", filename=letter.file)
    message.set_boundary(hashlib.sha256(letter.data).hexdigest()[:40])
    return message.as_bytes()
