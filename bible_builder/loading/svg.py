"""Drawings that only draw: an SVG file that runs nothing, fetches nothing, and does not grow when it is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

_SVG: Final = "{http://www.w3.org/2000/svg}"
_REFUSED: Final = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener", "canvas", "set"}
    | {"animate", "animatemotion", "animatetransform", "animatecolor"}
)
_DATA_PICTURE: Final = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
_STYLE_FAULT: Final = re.compile(r"@import|expression\s*\(|url\(\s*['\"]?(?!\s*['\"]?#)[^)]*\)", re.IGNORECASE)
_INSTRUCTION: Final = re.compile(rb"<\?\s*xml-stylesheet", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*[+]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:px|pt|mm|cm|in|pc)?\s*", re.IGNORECASE)
_DEEPEST: Final = 40
_MOST_COPIES_DEEP: Final = 4
_MOST_ELEMENTS: Final = 50_000
_MOST_DRAWN: Final = 200_000


@dataclass(frozen=True, slots=True)
class SvgFault:
    """What is wrong: ``reason``, what was found, and whether it is a danger or only damage."""

    reason: str
    found: str = ""
    is_unsafe: bool = True


def svg_fault(data: bytes) -> SvgFault | None:
    """The first fault of a drawing, or None.

    Unsafe: ``entity`` (a DOCTYPE), ``stylesheet``, ``element``, ``event``, ``link``, ``style``, ``deep``, ``large``, ``use``
    (copies of copies). Damaged: ``xml``, ``not-svg``, ``no-size``.
    """
    if _INSTRUCTION.search(data):
        return SvgFault("stylesheet", "xml-stylesheet")
    root: Element | None = None
    depth = number = 0
    try:
        for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            number += event == "start"
            root = element if root is None else root
            if depth > _DEEPEST:
                return SvgFault("deep", str(_DEEPEST))
            if number > _MOST_ELEMENTS:
                return SvgFault("large", str(_MOST_ELEMENTS))
    except DefusedXmlException:
        return SvgFault("entity", "DOCTYPE")
    except (ParseError, ValueError, LookupError) as error:
        return SvgFault("xml", str(error), is_unsafe=False)
    if root is None or root.tag != f"{_SVG}svg":
        return SvgFault("not-svg", is_unsafe=False)
    if not _has_size(root):
        return SvgFault("no-size", is_unsafe=False)
    return next((fault for element in root.iter() if (fault := _element_fault(element))), None) or _copy_fault(root)


def _has_size(root: Element) -> bool:
    if len(re.split(r"[\s,]+", root.get("viewBox", "").strip())) == 4:
        return True
    return all(_NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height"))


def _element_fault(element: Element) -> SvgFault | None:
    name = str(element.tag).rpartition("}")[2]
    if name.lower() in _REFUSED:
        return SvgFault("element", f"<{name}>")
    if name == "style" and (found := _STYLE_FAULT.search("".join(element.itertext()))):
        return SvgFault("style", found[0][:80])
    for key, value in element.attrib.items():
        fault = _attribute_fault(name, key.rpartition("}")[2], value)
        if fault is not None:
            return fault
    return None


def _attribute_fault(element: str, name: str, value: str) -> SvgFault | None:
    if name.lower().startswith("on"):
        return SvgFault("event", name)
    if name.lower() in {"href", "src"}:
        is_own = value.strip().startswith("#") or (element in {"image", "feImage"} and _DATA_PICTURE.fullmatch(value.strip()))
        return None if is_own else SvgFault("link", value[:80])
    found = _STYLE_FAULT.search(value)
    return SvgFault("style", found[0][:80]) if found else None


def _copy_fault(root: Element) -> SvgFault | None:
    """Copies (``use``) multiply: a few hundred bytes can draw millions of shapes."""
    targets = {element.get("id", ""): element for element in root.iter() if element.get("id")}
    try:
        drawn = _drawn(root, targets, {}, ())
    except _LoopError as loop:
        return SvgFault("use", str(loop))
    return SvgFault("use", str(drawn)) if drawn > _MOST_DRAWN else None


class _LoopError(Exception):
    """A copy that holds itself, or copies within copies beyond counting."""


def _drawn(element: Element, targets: Mapping[str, Element], known: dict[str, int], path: tuple[str, ...]) -> int:
    """How many elements are drawn for ``element``, copies counted each time."""
    number = 1 + sum(_drawn(child, targets, known, path) for child in element)
    if element.tag != f"{_SVG}use":
        return number
    name = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href"), "").strip().lstrip("#")
    if name not in targets:
        return number
    if name in path or len(path) == _MOST_COPIES_DEEP:
        raise _LoopError(f"#{name}")
    if name not in known:
        known[name] = min(_drawn(targets[name], targets, known, (*path, name)), _MOST_DRAWN + 1)
    return number + known[name]
