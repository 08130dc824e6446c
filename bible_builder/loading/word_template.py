"""A company's Word template, held to what a bible needs of it before anything is built: safe, with its styles and its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.loading.brand import OWN, WORD_STYLES, WORD_TEMPLATE, Own
from bible_builder.loading.brand_file import find, place_in
from bible_builder.loading.placed import Value
from bible_builder.loading.reading import Reading
from bible_builder.model.languages import nearest
from bible_builder.model.word_roles import ROLES, WORD_FRENCH, TemplateStyle, nearest_style, role_named, style_named, style_of
from bible_builder.model.word_template import LOOKUPS, STORIES, WordTemplate, body_places, lookup_named, lookups_in, styles_in
from bible_builder.opc import OpenPackage, PackageError, open_package

_SUFFIXES: Final = (".dotx", ".docx")
_WITH_MACROS: Final = (".dotm", ".docm")
_MOST_NAMED: Final = 24
"""Styles that a message names at most."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A template being looked at: its name as typed, the place of the key, where findings go."""

    name: str
    place: Source
    package: OpenPackage
    findings: Findings


def read_word_template(own: Own, value: Value, folder: str, reading: Reading) -> WordTemplate | None:
    """The template that the charter names in a file of ``folder``; None when it names none, or one that cannot be opened.

    Reports ``unknown-file-type`` (file, known), ``word-template-unreadable`` (file, reason, part), ``word-template-unsafe``
    (file, reason, found), ``word-template-placeholder`` (file, reason), ``word-template-lookup`` (file, name, suggestion, known),
    ``word-template-role-missing`` (file, role, word, suggestion, known), ``word-template-style-unknown`` (file, role, style,
    suggestion, known), ``unknown-key`` for a role, ``missing-key`` for styles without a template, and what ``Files`` reports.
    """
    name, findings = own.word_template, reading.findings
    asked = _asked(own, value, findings)
    if not name:
        if own.word_styles:
            findings.error("missing-key", _key_place(value, WORD_STYLES), key=WORD_TEMPLATE[0], object=OWN)
        return None
    place = _key_place(value, WORD_TEMPLATE)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in (*_SUFFIXES, *_WITH_MACROS):
        findings.error("unknown-file-type", place, file=name, known=", ".join(_SUFFIXES))
        return None
    path = reading.files.locate(name, folder, place)
    data = reading.files.data(path, place) if path is not None else None
    if path is None or data is None:
        return None
    try:
        package = open_package(data)
    except PackageError as error:
        findings.error("word-template-unreadable", place, file=name, reason=error.reason, part=error.part)
        return None
    look = _Look(name, place, package, findings)
    _check_safety(look, has_macros=suffix in _WITH_MACROS)
    _check_marks(look)
    _check_roles(look, asked)
    return WordTemplate(reading.files.path(path), {role: style for role, (style, _) in asked.items()}, place)


def _key_place(value: Value, words: Iterable[str], *path: str) -> Source:
    """Where a key of ours is written, under whichever of its names."""
    paths = [("defaults", OWN, word, *path) for word in words]
    return place_in(value, next((path for path in paths if find(value, path) is not None), paths[0]))


def _asked(own: Own, value: Value, findings: Findings) -> Mapping[str, tuple[str, Source]]:
    """Role → the style that the charter asks for, and where."""
    asked: dict[str, tuple[str, Source]] = {}
    for word, style in own.word_styles.items():
        place, role = _key_place(value, WORD_STYLES, word), role_named(word)
        if role is None:
            suggestion = nearest(word, [role.french for role in ROLES])
            findings.error("unknown-key", place, key=word, object=WORD_STYLES[0], suggestion=suggestion)
        else:
            asked[role.name] = (style, place)
    return asked


def _check_safety(look: _Look, *, has_macros: bool) -> None:
    found = {unsafe.reason: unsafe.found for unsafe in reversed(look.package.unsafe())}
    if has_macros:
        found.setdefault("macros", look.name)
    for reason, thing in found.items():
        look.findings.error("word-template-unsafe", look.place, file=look.name, reason=reason, found=thing)
    for fault in look.package.faults:
        look.findings.error("word-template-unreadable", look.place, file=look.name, reason=fault.reason, part=fault.part)


def _check_marks(look: _Look) -> None:
    """There is one place of the body, in a paragraph of its own; every look-up is one that there is."""
    document = look.package.xml(look.package.main)
    places, astray = body_places(document)
    if len(places) != 1 or astray:
        reason = "astray" if astray else "several" if places else "missing"
        look.findings.error("word-template-placeholder", look.place, file=look.name, reason=reason)
    relations = look.package.relations(look.package.main)
    stories = [r.target for r in relations if r.kind in STORIES and r.target in look.package.parts]
    words = [word for root in (document, *map(look.package.xml, stories)) for word in lookups_in(root)]
    known = [french for french, _ in LOOKUPS.values()]
    for word in dict.fromkeys(words):
        if not lookup_named(word):
            look.findings.error(
                "word-template-lookup",
                look.place,
                file=look.name,
                name=word,
                suggestion=nearest(word, known),
                known=", ".join(known),
            )


def _check_roles(look: _Look, asked: Mapping[str, tuple[str, Source]]) -> None:
    part = look.package.related("styles")
    styles = styles_in(look.package.xml(part)) if part else ()
    wanted = {role: style for role, (style, _) in asked.items()}
    for role in ROLES:
        if style_of(role, styles, wanted) is not None:
            continue
        fitting = [style for style in styles if style.kind == role.kind]
        if role.name in asked:
            style, place = asked[role.name]
            _report_unknown(look, role.french, style, place, fitting)
        elif role.essential:
            look.findings.error(
                "word-template-role-missing", look.place, file=look.name, role=role.french, word=_shown(role.words[0]),
                suggestion=nearest_style(role.words[0], fitting), known=_names(fitting),
            )  # fmt: skip


def _report_unknown(look: _Look, role: str, style: str, place: Source, fitting: list[TemplateStyle]) -> None:
    other = style_named(style, fitting)
    suggestion = other.name if other else nearest_style(style, fitting)
    look.findings.error(
        "word-template-style-unknown", place, file=look.name, role=role, style=style, suggestion=suggestion, known=_names(fitting)
    )


def _shown(word: str) -> str:
    """A style as Word shows it: in French, and in English when that differs."""
    french = WORD_FRENCH.get(word, word)
    return f"{french} ({word})" if french != word else word


def _names(styles: Iterable[TemplateStyle]) -> str:
    names = [_shown(style.name) for style in styles]
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
