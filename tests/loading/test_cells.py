"""Cells in the print of their column's type: French forms, English forms, and what is none of it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible_builder.loading.cells import Cell, CellValue, parse_number, printed
from bible_builder.model.bible import ColumnType

N, T = "\u00a0", "\u202f"
DAY = datetime.datetime(2026, 9, 15)


@pytest.mark.parametrize(
    ("column_type", "value", "shown", "french", "english"),
    [
        ("text", "01000", "General", "01000", "01000"),
        ("text", 1000, "General", "1000", "1000"),
        ("text", 1.5, "General", "1,5", "1.5"),
        ("text", True, "General", "oui", "yes"),
        ("text", "deux\nlignes", "General", "deux lignes", "deux lignes"),
        ("text", DAY, "General", None, None),
        ("number", 1234, "General", f"1{T}234", "1,234"),
        ("number", 1234567.5, "General", f"1{T}234{T}567,5", "1,234,567.5"),
        ("number", 12.0, "0.00", "12,00", "12.00"),
        ("number", 12.345, "#,##0", "12", "12"),
        ("number", 0.1 + 0.2, "General", "0,3", "0.3"),
        ("number", -4, "General", "−4", "−4"),
        ("number", float("inf"), "General", None, None),
        ("price", 12.9, "General", f"12,90{N}€", "€12.90"),
        ("price", 1234.5, "General", f"1{T}234,50{N}€", "€1,234.50"),
        ("price", -3, "General", f"−3,00{N}€", "−€3.00"),
        ("price", 12.905, "General", None, None),
        ("price", True, "General", None, None),
        ("percent", 0.055, "0.0%", f"5,5{N}%", "5.5%"),
        ("percent", 0.2, "0%", f"20{N}%", "20%"),
        ("percent", 20, "General", f"20{N}%", "20%"),
        ("date", DAY, "General", "15/09/2026", "15 Sep 2026"),
        ("date", DAY.date(), "General", "15/09/2026", "15 Sep 2026"),
        ("date", DAY.replace(hour=9), "General", None, None),
        ("date", 46280, "General", None, None),
        ("postal-code", 1000, "00000", "01000", "1000"),
        ("postal-code", 75001, "General", "75001", "75001"),
        ("postal-code", 100, "General", None, "100"),
        ("telephone", 199001234, "General", f"01{N}99{N}00{N}12{N}34", "199001234"),
        ("telephone", 3631, "General", f"36{N}31", "3631"),
        ("telephone", datetime.time(1, 2), "General", None, None),
    ],
)
def test_a_value_of_a_spreadsheet(
    column_type: str, value: CellValue, shown: str, french: str | None, english: str | None
) -> None:
    cell, kind = Cell(value, shown), ColumnType(column_type)
    assert (printed(cell, kind, "fr"), printed(cell, kind, "en")) == (french, english)


@pytest.mark.parametrize(
    ("column_type", "text", "french"),
    [
        ("number", "1234", f"1{T}234"),
        ("number", f"1{N}234,50", f"1{T}234,50"),
        ("number", "12.5", "12,5"),
        ("number", "+3", "3"),
        ("number", "− 3", "−3"),
        ("number", "1.234", None),
        ("number", "12 34", None),
        ("number", "douze", None),
        ("number", "1e5", None),
        ("number", "١٢", None),
        ("price", "12,9", f"12,90{N}€"),
        ("price", "12.90 €", f"12,90{N}€"),
        ("price", "1 234 euros", f"1{T}234,00{N}€"),
        ("price", "EUR 5", f"5,00{N}€"),
        ("price", "$5", None),
        ("price", "5,123", None),
        ("percent", "5,5 %", f"5,5{N}%"),
        ("percent", "20", f"20{N}%"),
        ("percent", "5,50%", f"5,50{N}%"),
        ("percent", "% 5", None),
        ("date", "2026-09-15", "15/09/2026"),
        ("date", "15/9/2026", "15/09/2026"),
        ("date", "15.09.2026", "15/09/2026"),
        ("date", "2026-02-30", None),
        ("date", "15/09/26", None),
        ("date", "09/2026", None),
        ("postal-code", "01000", "01000"),
        ("postal-code", "1000", "01000"),
        ("postal-code", "75 001", "75001"),
        ("postal-code", "2A004", None),
        ("postal-code", "750011", None),
        ("telephone", "0199001234", f"01{N}99{N}00{N}12{N}34"),
        ("telephone", "01.99-00 12 34", f"01{N}99{N}00{N}12{N}34"),
        ("telephone", "+33 (0)1 99 00 12 34", f"+33{N}1{N}99{N}00{N}12{N}34"),
        ("telephone", "0033199001234", f"+33{N}1{N}99{N}00{N}12{N}34"),
        ("telephone", "+44 20 7946 0958", f"+44{N}20{N}7946{N}0958"),
        ("telephone", "3631", f"36{N}31"),
        ("telephone", "01 99 00 12", None),
        ("telephone", "appeler", None),
    ],
)
def test_a_text_in_a_french_file(column_type: str, text: str, french: str | None) -> None:
    assert printed(Cell(text), ColumnType(column_type), "fr") == french


@pytest.mark.parametrize(
    ("column_type", "text", "english"),
    [
        ("number", "1,234.5", "1,234.5"),
        ("number", "1,23", None),
        ("price", "€12.9", "€12.90"),
        ("date", "2026-09-15", "15 Sep 2026"),
        ("date", "15/09/2026", None),
        ("postal-code", "SW1A 1AA", "SW1A 1AA"),
        ("telephone", "+44 20 7946", f"+44{N}20{N}7946"),
    ],
)
def test_a_text_in_an_english_file(column_type: str, text: str, english: str | None) -> None:
    assert printed(Cell(text), ColumnType(column_type), "en") == english


@pytest.mark.parametrize("column_type", list(ColumnType))
def test_an_empty_cell_is_empty_in_any_column(column_type: ColumnType) -> None:
    assert [printed(Cell(value), column_type, "fr") for value in (None, "", "  ")] == ["", "", ""]


@given(st.sampled_from(list(ColumnType)), st.text(max_size=30), st.sampled_from(["fr", "en"]))
def test_any_text_is_printed_or_refused(column_type: ColumnType, text: str, language: str) -> None:
    found = printed(Cell(text), column_type, language)
    assert found is None or isinstance(found, str)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_in_french_print_is_read_back_as_itself(number: object) -> None:
    text = printed(Cell(str(number).replace(".", ",")), ColumnType.NUMBER, "fr")
    assert text is not None
    assert parse_number(text, "fr") == number
