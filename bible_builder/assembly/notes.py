"""Numbers of notes: one series a chapter, an annex, the lexicon."""

from __future__ import annotations

from bible_builder.assembly.reading import Context, is_note, is_note_call, map_elements
from bible_builder.model.tree import Content, Element


def number_notes(content: Content, numbers: dict[str, int], context: Context) -> Content:
    """The content with its notes and their calls numbered; ``numbers`` (note id → number) is the series and goes on growing."""

    def change(element: Element, _context: Context) -> tuple[Element, ...]:
        if is_note_call(element):
            number = numbers.setdefault(element.get("href").removeprefix("#"), len(numbers) + 1)
            return (element.with_children((str(number),)),)
        if is_note(element):
            number = numbers.setdefault(element.get("id"), len(numbers) + 1)
            printed = Element("span", {"class": "number"}, (str(number),))
            return (element.with_attributes(data_number=str(number)).with_children((printed, " ", *element.children)),)
        return (element,)

    return map_elements(content, change, context)
