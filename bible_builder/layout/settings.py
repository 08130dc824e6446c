"""``layout.yaml``: the page, the running heads, the units in order with their parts, the depth of the contents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.layout.fields import Fields, entries_of
from bible_builder.layout.files import LayoutFiles
from bible_builder.layout.own_words import OwnWords, read_own_words
from bible_builder.layout.placed_yaml import Entries, Items, Scalar, read_yaml
from bible_builder.model.book import Finishing, Matter, PageGeometry, RunningHeads, ThumbTabs
from bible_builder.model.charter import Charter
from bible_builder.model.units import Length

FILE: Final = "layout.yaml"
SIZES: Final[Mapping[str, tuple[float, float]]] = {
    "A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "B5": (176, 250), "letter": (215.9, 279.4), "legal": (215.9, 355.6),
}  # fmt: skip
"""Paper sizes by name, width and height in millimetres (ISO 216; ANSI Y14.1)."""

PLACEHOLDERS: Final = ("title", "chapter", "section", "folio", "edition", "in_force")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}|[{}]")
_TAB_PLACEHOLDER: Final = "number"
_TAB_KEYS: Final = ("width", "height", "top", "step")
_UNIT_KEYS: Final = ("id", "parts", "for-each", "matter", "finishing", "folios", "tab")
_ID: Final = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit to be: its parts (names of templates) with their places; one unit a chapter or annex when ``each`` says so."""

    id: str
    parts: tuple[Scalar, ...]
    source: Source
    each: str = ""  # chapters | annexes
    matter: Matter = Matter.BODY
    finishing: Finishing = Finishing.PLAIN
    folios: bool = True
    tab: str = ""  # what its thumb tab says, ``{number}`` being the chapter's number or the annex's letter


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``layout.yaml`` says; ``depth`` is that of the contents, 1 to 3; ``words`` are the layout's own, by language."""

    page: PageGeometry
    heads: RunningHeads
    units: tuple[UnitPlan, ...]
    depth: int = 3
    tabs: ThumbTabs | None = None
    words: OwnWords = field(default_factory=dict)


def read_settings(files: LayoutFiles, charter: Charter, findings: Findings) -> Settings | None:
    """The layout's settings, everything wrong noted with its line; None when there is no readable ``layout.yaml``."""
    text = files.read(FILE, findings)
    if text is None:
        return None
    place = Source(files.shown(FILE))
    entries = entries_of(read_yaml(text, place.file, findings), FILE, place, findings)
    fields = Fields(entries, ("based-on", "page", "heads", "tabs", "contents-depth", "words", "units"), findings)
    page = _page(_mapping(fields, "page", findings), charter, findings)
    tabs = _tabs(fields, page, findings) if fields.value("tabs") is not None else None
    return Settings(
        page=page,
        heads=_heads(_mapping(fields, "heads", findings), findings),
        units=_units(fields, tabs is not None, findings),
        depth=fields.whole("contents-depth", 3, 1, 3),
        tabs=tabs,
        words=read_own_words(fields, findings),
    )


def _mapping(fields: Fields, key: str, findings: Findings) -> Entries:
    return entries_of(fields.value(key), key, fields.place(key), findings)


def _page(entries: Entries, charter: Charter, findings: Findings) -> PageGeometry:
    fields = Fields(entries, ("size", "top", "bottom", "inner", "outer", "baseline"), findings)
    width, height = _size(fields, charter, findings)
    top, bottom, inner, outer = (fields.length(side, Length.mm(25)) for side in ("top", "bottom", "inner", "outer"))
    if top + bottom >= height or inner + outer >= width:
        findings.error("layout-no-room", fields.source)
    return PageGeometry(width, height, top, bottom, inner, outer, fields.length("baseline", Length(0), least=Length(0)))


def _size(fields: Fields, charter: Charter, findings: Findings) -> tuple[Length, Length]:
    """A name of ``SIZES``, ``charter`` (the charter's page size), or a width and a height."""
    text, place = fields.text("size", "charter"), fields.place("size")
    if text == "charter":
        text, place = charter.page_size, charter.source
    if named := {name.lower(): size for name, size in SIZES.items()}.get(text.lower()):
        return Length.mm(named[0]), Length.mm(named[1])
    try:
        width, height = (Length.parse(word) for word in text.split())
    except ValueError:
        findings.error("layout-wrong-type", place, key="size", expected=", ".join((*SIZES, "charter", "170mm 240mm")))
        return Length.mm(210), Length.mm(297)
    return width, height


def _heads(entries: Entries, findings: Findings) -> RunningHeads:
    keys = ("verso-head", "recto-head", "verso-foot", "recto-foot")
    fields = Fields(entries, keys, findings)
    for key in keys:
        _check_placeholders(fields, key, PLACEHOLDERS, findings)
    return RunningHeads(**{key.replace("-", "_"): fields.text(key) for key in keys})


def _check_placeholders(fields: Fields, key: str, known: Sequence[str], findings: Findings) -> None:
    for found in _PLACEHOLDER.finditer(fields.text(key)):
        if found[1] not in known:
            findings.error("layout-unknown-placeholder", fields.place(key), name=found[0], known=", ".join(known))


def _tabs(fields: Fields, page: PageGeometry, findings: Findings) -> ThumbTabs:
    """The thumb tabs; the first must find room on the page, those that find none begin again from the top (``tab_places``)."""
    own = Fields(_mapping(fields, "tabs", findings), _TAB_KEYS, findings)
    for key in _TAB_KEYS:
        if own.value(key) is None:
            findings.error("layout-missing-key", own.source, key=key)
    tabs = ThumbTabs(*(own.length(key, Length.mm(10), least=Length.pt(1)) for key in _TAB_KEYS))
    if tabs.top + tabs.height > page.height or tabs.width > page.width:
        findings.error("layout-no-room", own.source)
    return tabs


def tab_places(tabs: ThumbTabs, page: PageGeometry) -> int:
    """How many tabs find room down the edge of a page: at least 1."""
    return max(1, (page.height - tabs.top - tabs.height) // tabs.step + 1)


def _units(fields: Fields, has_tabs: bool, findings: Findings) -> tuple[UnitPlan, ...]:
    value = fields.value("units")
    if not isinstance(value, Items):
        code = "layout-missing-key" if value is None else "layout-wrong-type"
        findings.error(code, fields.place("units"), key="units", expected="list")
        return ()
    plans = tuple(_unit(entries_of(item, "units", item.source, findings), findings) for item in value.values)
    seen: set[str] = set()
    for plan in plans:
        if plan.id in seen:
            findings.error("layout-duplicate-unit", plan.source, id=plan.id)
        seen.add(plan.id)
        if plan.tab and not has_tabs:
            findings.error("layout-missing-key", plan.source, key="tabs")
    return plans


def _unit(entries: Entries, findings: Findings) -> UnitPlan:
    fields = Fields(entries, _UNIT_KEYS, findings)
    name = fields.text("id", None)
    if name and not _ID.fullmatch(name):
        findings.error("layout-wrong-type", fields.place("id"), key="id", expected="a-z, 0-9, -")
    each = fields.word("for-each", ("chapters", "annexes"), "")
    known = (_TAB_PLACEHOLDER,) if each else ()
    _check_placeholders(fields, "tab", known, findings)
    return UnitPlan(
        id=name,
        parts=fields.texts("parts"),
        source=fields.source,
        each=each,
        matter=Matter(fields.word("matter", tuple(Matter), Matter.BODY)),
        finishing=Finishing(fields.word("finishing", tuple(Finishing), Finishing.PLAIN)),
        folios=fields.flag("folios", True),
        tab=fields.text("tab"),
    )
