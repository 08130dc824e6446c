"""Documents damaged on purpose: whatever is in a part, reading ends in a document or in a diagnostic, never in a traceback."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bible_builder.errors import Findings
from bible_builder.importing.cleaning import cleaned
from bible_builder.importing.opening import opened
from bible_builder.importing.reader import read
from bible_builder.importing.unseen import unseen
from tests.importing.messy import DOCUMENTS, data_of
from tests.importing.parts import MAIN, changed, part

VALUES: Final = ("", "0", "²", "-1", "9" * 5_000, "restart", "Ö", "../x", "rId1", "none", "auto", "1e9", "&")

Damage = tuple[str, int, int, str]
DAMAGE: Final = st.lists(
    st.tuples(
        st.sampled_from(("drop", "repeat", "move", "empty", "value", "unname")),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
        st.sampled_from(VALUES),
    ),
    min_size=1,
    max_size=8,
)


def damaged(root: Any, damage: Damage) -> None:
    """The tree with an element dropped, repeated, moved, emptied, or with an attribute's value changed or taken away."""
    kind, first, second, text = damage
    elements = [element for element in root.iter() if element.getparent() is not None]
    if not elements:
        return
    element, other = elements[first % len(elements)], elements[second % len(elements)]
    if kind == "drop":
        element.getparent().remove(element)
    elif kind == "repeat":
        element.addnext(copy.deepcopy(element))
    elif kind == "move" and other not in element.iter():
        other.append(element)
    elif kind == "empty":
        for child in list(element):
            element.remove(child)
    elif element.attrib and kind in {"value", "unname"}:
        name = sorted(element.attrib)[second % len(element.attrib)]
        element.attrib.pop(name) if kind == "unname" else element.set(name, text)


@cache
def data(name: str) -> bytes:
    return data_of(DOCUMENTS[name]())


def hurt(name: str, part_name: str, damages: list[Damage]) -> bytes:
    root = etree.fromstring(part(data(name), part_name))
    for damage in damages:
        damaged(root, damage)
    return changed(data(name), {part_name: etree.tostring(root)})


def survives(written: bytes, folder: Path) -> None:
    path = folder / "envoi.docx"
    path.write_bytes(written)
    findings = Findings()
    package = opened(path, findings)
    assert (package is None) == bool(findings.errors)
    if package is None:
        return
    unseen(package)
    clean = folder / "propre"
    clean.mkdir(exist_ok=True)
    again = Findings()
    assert opened(cleaned(package, clean), again) is not None, again.all


PARTS: Final = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", "word/comments.xml")
FUZZ: Final = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(name=st.sampled_from(sorted(DOCUMENTS)), damages=DAMAGE)
def test_a_text_damaged_anyhow_is_opened_looked_through_and_cleaned(name: str, tmp_path: Path, damages: list[Damage]) -> None:
    survives(hurt(name, MAIN, damages), tmp_path)


@FUZZ
@given(name=st.sampled_from(PARTS), damages=DAMAGE)
def test_so_is_a_package_whose_other_parts_are_damaged(name: str, tmp_path: Path, damages: list[Damage]) -> None:
    survives(hurt("tracked-moves", name, damages), tmp_path)


@pytest.mark.slow
@pytest.mark.conformance
@settings(FUZZ, max_examples=40)
@given(name=st.sampled_from(sorted(DOCUMENTS)), damages=DAMAGE)
def test_a_damaged_text_is_read_to_the_end_or_refused(name: str, tmp_path: Path, damages: list[Damage]) -> None:
    path = tmp_path / "envoi.docx"
    path.write_bytes(hurt(name, MAIN, damages))
    findings = Findings()
    reading = read(path, findings)
    assert (reading is None) == bool(findings.errors)
