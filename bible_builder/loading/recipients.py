"""Who is sent a copy, from YAML or a spreadsheet."""

from __future__ import annotations

from bible_builder.errors import Source
from bible_builder.loading.keys import RECIPIENT
from bible_builder.loading.reading import Reading
from bible_builder.loading.records import read_records
from bible_builder.model.bible import Recipient


def read_recipients(reading: Reading) -> tuple[Recipient, ...]:
    """The recipients, in the file's order; those without an id or an audience are left out.

    Reports ``duplicate-recipient`` (id, line), ``unknown-audience``, and what records hold.
    """
    found: list[Recipient] = []
    given: dict[str, Source] = {}
    for record in read_records("recipients", RECIPIENT, reading):
        audience, name, place = record.text("audience"), record.text("id"), record.place("id")
        if not name or not audience:
            continue
        reading.check_audiences([audience], record.place("audience"))
        first = given.setdefault(name, place)
        if first is not place:
            reading.findings.error("duplicate-recipient", place, id=name, line=first.line)
            continue
        found.append(
            Recipient(
                source=record.source,
                places=record.places,
                id=name,
                name=record.text("name"),
                audience=audience,
                contact=record.text("contact"),
                email=record.text("email"),
            )
        )
    return tuple(found)
