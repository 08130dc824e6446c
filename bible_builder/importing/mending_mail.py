"""E-mail that was pasted into a document: its head, its text and its signature become a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.importing.mending_text import lines_of, paragraph, plain, with_breaks, without_start
from bible_builder.model.tree import Content, Element, Node

_HEAD: Final = re.compile(
    r"(?:De|From|Expéditeur|À|A|To|Cc|Cci|Bcc|Copie|Destinataires?|Objet|Subject|Envoyé|Sent|Date"
    r"|Pièces? jointes?|Attachments?|Importance)"
    r"(?: le)?\s*:\s*\S",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"(?:De|From|Expéditeur)\s*:", re.IGNORECASE)
_SUBJECT: Final = re.compile(r"(?:Objet|Subject)\s*:\s*(.*)", re.IGNORECASE)
_FORWARD: Final = re.compile(
    r"[-_]{2,}\s*(?:Message d.origine|Message transféré|Forwarded message|Original Message)\s*[-_]*", re.IGNORECASE
)
_WROTE: Final = re.compile(r"(?:Le|On)\b.{6,120}\b(?:a écrit|wrote)\s*:", re.IGNORECASE)
_QUOTED: Final = re.compile(r"(?:>\s?)+")
_REGARDS: Final = re.compile(
    r"(?:(?:bien |très )?(?:cordialement|sincèrement)|cdlt|cdt"
    r"|bonne (?:journée|soirée|réception)|belle journée|amicalement|respectueusement"
    r"|meilleures salutations|salutations\b.*|bien à (?:vous|toi)|(?:kind |best )?regards|je vous prie d.agréer.*|--)\s*[,.!]?",
    re.IGNORECASE,
)
_DISCLAIMER: Final = re.compile(
    r"ce (?:message|courriel|mail)\b|pensez? à l.environnement|merci de penser|avant d.imprimer|this e-?mail|l.émetteur",
    re.IGNORECASE,
)
_LONGEST_SIGNATURE_LINE: Final = 80
_MOST_SIGNATURE_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Mail:
    """The blocks with pasted e-mail as quotations, and the subject (else the beginning) of each."""

    blocks: Content
    subjects: tuple[str, ...]


def mail_mended(blocks: Content) -> Mail:
    """Each pasted message, from its head to its signature or to the next heading, as a ``blockquote``.

    A head has at least three lines such as « De : », one of them the sender's. Lines that begin with ``>`` are quotations too.
    """
    result: list[Node] = []
    subjects: list[str] = []
    rest = list(blocks)
    while rest:
        head = _head(rest)
        if head or _opens_quotation(rest[0]):
            end = _end(rest, head)
            taken, rest = rest[:end], rest[end:]
            result.append(Element("blockquote", {}, _message(taken, head)))
            subjects.append(_subject(taken[:head] or taken))
            continue
        quoted = _quoted_lines(rest)
        if quoted:
            result.append(Element("blockquote", {}, tuple(_unquoted(block) for block in rest[:quoted])))
            subjects.append(plain(_unquoted(rest[0]).children))
            rest = rest[quoted:]
            continue
        result.append(rest.pop(0))
    return Mail(tuple(result), tuple(subjects))


def _lines(block: Node) -> tuple[str, ...]:
    return tuple(plain(line) for line in lines_of(block.children)) if isinstance(block, Element) and block.name == "p" else ()


def _head(blocks: Sequence[Node]) -> int:
    """How many blocks the head of a message takes that begins here; 0 for none."""
    count, lines = 0, list[str]()
    for block in blocks:
        found = _lines(block)
        if not found or not all(_HEAD.match(line) or _FORWARD.fullmatch(line) for line in found):
            break
        lines.extend(found)
        count += 1
    heads = [line for line in lines if _HEAD.match(line)]
    return count if len(heads) >= 3 and any(_FROM.match(line) for line in heads) else 0


def _opens_quotation(block: Node) -> bool:
    lines = _lines(block)
    return bool(lines) and (bool(_WROTE.fullmatch(lines[0])) or bool(_FORWARD.fullmatch(lines[0])))


def _end(blocks: Sequence[Node], head: int) -> int:
    """How many blocks the message takes: up to a heading, another head, or the end of its signature."""
    place = max(head, 1)
    while place < len(blocks):
        block = blocks[place]
        if (isinstance(block, Element) and block.name == "x-heading") or _head(blocks[place:]):
            return place
        place += 1
        if any(_REGARDS.fullmatch(line) for line in _lines(block)):
            return place + _signature(blocks[place:])
    return place


def _signature(blocks: Sequence[Node]) -> int:
    """How many blocks after the regards are name, function, telephone, and the sentences that a server adds."""
    for place, block in enumerate(blocks):
        lines = _lines(block)
        if not lines or place >= _MOST_SIGNATURE_LINES or not all(_is_of_signature(line) for line in lines):
            return place
    return len(blocks)


def _is_of_signature(line: str) -> bool:
    return bool(_DISCLAIMER.search(line)) or (
        len(line) <= _LONGEST_SIGNATURE_LINE and not line.endswith((".", "!", "?", ":", ";"))
    )


def _message(blocks: Sequence[Node], head: int) -> Content:
    """Head and signature as one paragraph each, their lines one below the other; the text between as it was."""
    top = [line for block in blocks[:head] if isinstance(block, Element) for line in lines_of(block.children)]
    top = [line for line in top if not _FORWARD.fullmatch(plain(line))]
    body = [_unquoted(block) for block in blocks[head:] if isinstance(block, Element)]
    regards = next((n for n, block in enumerate(body) if any(_REGARDS.fullmatch(line) for line in _lines(block))), len(body))
    signature = [line for block in body[regards:] for line in lines_of(block.children) if plain(line) != "--"]
    parts: list[Node] = [paragraph(with_breaks(top))] if top else []
    parts += body[:regards]
    return (*parts, paragraph(with_breaks(signature))) if signature else tuple(parts)


def _quoted_lines(blocks: Sequence[Node]) -> int:
    count = 0
    for block in blocks:
        lines = _lines(block)
        if not lines or not all(line.startswith(">") for line in lines):
            break
        count += 1
    return count


def _unquoted(block: Node) -> Element:
    """A paragraph without the ``>`` that its lines begin with."""
    if not isinstance(block, Element):
        return paragraph((block,))
    if block.name != "p" or not any(line.startswith(">") for line in _lines(block)):
        return block
    lines = []
    for line in lines_of(block.children):
        found = _QUOTED.match("".join(node if isinstance(node, str) else node.text() for node in line))
        lines.append(without_start(line, found.end()) if found else line)
    return block.with_children(with_breaks(lines))


def _subject(blocks: Sequence[Node]) -> str:
    lines = [line for block in blocks for line in _lines(block)]
    named = next((found[1] for line in lines if (found := _SUBJECT.match(line))), "")
    return named or (lines[0] if lines else "")
