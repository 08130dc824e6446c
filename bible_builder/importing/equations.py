"""An equation on one line of plain text, as somebody would type it: a section has none, and their words must not be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bible_builder.importing.ooxml import NAMESPACES, W_VAL, qn

if TYPE_CHECKING:
    from lxml.etree import _Element

_M: Final = f"{{{NAMESPACES['m']}}}"


def linear(element: _Element) -> str:
    """The text of an equation (ECMA-376 part 1 §22.1): « a / b », « x^2 », « √(x) », spaces made one."""
    return " ".join(_text(element).split())


def _text(element: _Element) -> str:
    name = str(element.tag).removeprefix(_M)
    parts = {str(child.tag).removeprefix(_M): _text(child) for child in element if str(child.tag).startswith(_M)}
    if name == "t":
        return element.text or ""
    if name == "f":
        return f"{_grouped(parts.get('num', ''))} / {_grouped(parts.get('den', ''))}"
    if name in {"sSup", "sSub", "sSubSup", "nary"}:
        return _scripted(element, name, parts)
    if name == "rad":
        return f"{parts.get('deg', '')}√({parts.get('e', '')})"
    if name == "d":
        return _delimited(element)
    return "".join(_text(child) for child in element)


def _scripted(element: _Element, name: str, parts: dict[str, str]) -> str:
    below = f"_{_grouped(parts['sub'])}" if parts.get("sub") else ""
    above = f"^{_grouped(parts['sup'])}" if parts.get("sup") else ""
    if name != "nary":
        return f"{parts.get('e', '')}{below}{above}"
    sign = element.find(f"{qn('m:naryPr')}/{qn('m:chr')}")
    return f"{'∫' if sign is None else sign.get(qn('m:val'), '∫')}{below}{above} {parts.get('e', '')}"


def _delimited(element: _Element) -> str:
    properties = element.find(qn("m:dPr"))
    signs = []
    for name, usual in (("m:begChr", "("), ("m:endChr", ")")):
        found = None if properties is None else properties.find(qn(name))
        signs.append(usual if found is None else found.get(qn("m:val"), found.get(W_VAL, usual)))
    return f"{signs[0]}{' ; '.join(_text(inner) for inner in element.findall(qn('m:e')))}{signs[1]}"


def _grouped(text: str) -> str:
    """In brackets when it is more than one word or figure."""
    return text if text.strip().isalnum() or not text.strip() else f"({text.strip()})"
