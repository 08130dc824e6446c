"""Structure trees read back by pikepdf, for tests to ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf


def elements(pdf: pikepdf.Pdf, kind: str = "") -> list[Any]:
    """The structure elements in order; ``kind`` keeps one type."""
    found = list(_below(pdf.Root.StructTreeRoot))
    return [element for element in found if kind in {"", str(element.S).lstrip("/")}]


def kids(element: Any) -> list[Any]:
    """An element's kids: elements, numbers of marked content, references."""
    value = element.get("/K")
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def is_element(kid: Any) -> bool:
    """Whether a kid is a structure element."""
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def names(element: Any) -> list[str]:
    """The types of an element's kids that are elements."""
    return [str(kid.S).lstrip("/") for kid in kids(element) if is_element(kid)]


def marks(pdf: pikepdf.Pdf, element: Any) -> list[tuple[int, int]]:
    """The element's own marked content: page from 0, number."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found = []
    for kid in kids(element):
        if isinstance(kid, int):
            found.append((pages[element.Pg.objgen], kid))
        elif kid.get("/Type") == "/MCR":
            found.append((pages[kid.Pg.objgen], int(kid.MCID)))
    return found


def attributes(element: Any) -> dict[str, Any]:
    """The element's attributes, of all owners."""
    given = element.get("/A")
    owned = list(given) if isinstance(given, pikepdf.Array) else [] if given is None else [given]
    return {key: value for item in owned for key, value in item.items()}


def sequences(page: pikepdf.Page) -> list[tuple[str, int | None, str]]:
    """The marked-content sequences of a page at the outer level: tag, number, the operators within."""
    found: list[tuple[str, int | None, str]] = []
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            if depth == 0:
                properties: Any = instruction.operands[1] if operator == "BDC" else {}
                number = properties.get("/MCID") if operator == "BDC" else None
                found.append((str(instruction.operands[0]), None if number is None else int(number), ""))
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif depth:
            tag, number, inner = found[-1]
            found[-1] = (tag, number, f"{inner} {operator}".strip())
    return found


def _below(element: Any) -> Iterator[Any]:
    for kid in kids(element):
        if is_element(kid):
            yield kid
            yield from _below(kid)
