"""Variables: ``x-variable`` and ``{{ name }}`` in a title become the variable's text. A look-up, never a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from bible_builder.assembly.places import Place, map_contents
from bible_builder.assembly.reading import Context, map_elements
from bible_builder.assembly.suggestions import nearest
from bible_builder.errors import Findings, Source
from bible_builder.model.bible import LOOK_UP, Bible, Variable
from bible_builder.model.tree import Content, Element, Node

LookUp = Callable[[str, Source | None], str]


def substitute(bible: Bible, findings: Findings) -> Bible:
    """The bible with each variable's text in its place; chapter and section titles get their ``title_content``.

    Reports ``unknown-variable`` (name, suggestion) and, when everything is read, the notes ``unused-variable`` and ``unused-row``
    (name).
    """
    used: set[str] = set()

    def look_up(name: str, source: Source | None) -> str:
        used.add(name)
        if name in bible.variables:
            return bible.variables[name].text
        findings.error("unknown-variable", source, name=name, suggestion=nearest(name, bible.variables))
        return name

    def change(element: Element, context: Context) -> Iterable[Node]:
        if element.name != "x-variable":
            return (element,)
        return (look_up(element.get("name"), element.source or context.source),)

    def change_content(content: Content, place: Place) -> Content:
        return map_elements(content, change, place.context)

    substituted = map_contents(_with_titles(bible, look_up), change_content)
    if not bible.audience:
        _note_unused(bible.variables, used, findings)
    return substituted


def _note_unused(variables: Mapping[str, Variable], used: set[str], findings: Findings) -> None:
    """Note what nothing uses; of a file's variables the rows of which nothing is used, since no text needs every column."""
    rows = {variables[name].row for name in used if name in variables}
    for name in sorted(variables.keys() - used):
        variable = variables[name]
        if not variable.row:
            findings.note("unused-variable", variable.source, name=name)
        elif variable.row not in rows:
            findings.note("unused-row", variable.source, name=variable.row)


def _with_titles(bible: Bible, look_up: LookUp) -> Bible:
    """Titles are one line of plain text in the files: their look-ups are found in the text."""

    def text(value: str, source: Source) -> str:
        return LOOK_UP.sub(lambda found: look_up(found[1], source), value)

    chapters = []
    for chapter in bible.chapters:
        sections = []
        for section in chapter.sections:
            title = text(section.title, section.place("title"))
            sections.append(replace(section, title=title, title_content=section.title_content or (title,)))
        title = text(chapter.title, chapter.place("title"))
        content = chapter.title_content or (title,)
        chapters.append(replace(chapter, title=title, title_content=content, sections=tuple(sections)))
    annexes = tuple(
        replace(a, title=text(a.title, a.place("title")), description=text(a.description, a.place("description")))
        for a in bible.annexes
    )
    return replace(bible, chapters=tuple(chapters), annexes=annexes)
