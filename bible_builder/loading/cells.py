"""Cells of typed columns: what stands in a spreadsheet, as it is printed.

French print follows the Imprimerie nationale's *Lexique*: a narrow no-break space between thousands (U+202F), a no-break space
(U+00A0) before € and %, two decimals in a price. The forms are written out here: those of a locale library change with its
version, and an edition can be rebuilt.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bible_builder.loading.schema import calendar_day
from bible_builder.model.bible import ColumnType

CellValue = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | None

_NBSP: Final = "\u00a0"
_THIN: Final = "\u202f"
_SPACES: Final = re.compile("[ \u00a0\u202f\u2009]")
_FRENCH_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?|[+-]?\d+\.(?:\d{1,2}|\d{4,})", re.ASCII)
_ENGLISH_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_EURO: Final = re.compile(r"(?:€|EUR)? ?(.*?) ?(?:€|EUR|euros?)?", re.IGNORECASE)
_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_FRENCH_DATE: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_POSTCODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{1,9}")
_TELEPHONE: Final = re.compile(r"\+?[0-9() .-]{3,25}")
_DECIMALS: Final = re.compile(r"[0#]\.(0+)")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PLACES: Final = Decimal("1e-8")
"""Beyond this, the digits of a binary number are noise."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its value, the number format it is shown in, and what keeps it from being read: ``formula``, ``error`` or ""."""

    value: CellValue = None
    format: str = "General"
    fault: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.fault and (self.value is None or self.value == "")


def printed(cell: Cell, column_type: ColumnType, language: str) -> str | None:
    """The cell as it is printed in a column of that type; "" for an empty one, None when it is nothing of the kind."""
    if cell.is_empty:
        return ""
    if isinstance(cell.value, str):
        text = " ".join(cell.value.split("\n")).strip()
        return _FROM_TEXT[column_type](text, language) if text else ""
    return _from_value(cell, column_type, language)


def _from_value(cell: Cell, column_type: ColumnType, language: str) -> str | None:
    value = cell.value
    if isinstance(value, bool):
        words = ("oui", "non") if language == "fr" else ("yes", "no")
        return words[0 if value else 1] if column_type is ColumnType.TEXT else None
    if isinstance(value, datetime.date):
        day = _whole_day(value)
        return _date(day, language) if day and column_type is ColumnType.DATE else None
    if not isinstance(value, (int, float)):
        return None
    number = Decimal(repr(value))
    if not number.is_finite():
        return None
    return _from_number(number, cell.format, column_type, language)


def _from_number(number: Decimal, shown: str, column_type: ColumnType, language: str) -> str | None:
    number = number.quantize(_PLACES) if abs(number) < Decimal("1e15") else number
    match column_type:
        case ColumnType.TEXT:
            return f"{number.normalize():f}".replace(".", "," if language == "fr" else ".")
        case ColumnType.NUMBER:
            return _decimal(number, language, _decimals(shown))
        case ColumnType.PRICE:
            return _price(number, language)
        case ColumnType.PERCENT:
            return _percent(number * 100 if "%" in shown else number, language, _decimals(shown))
        case ColumnType.POSTAL_CODE:
            return _postal_code(f"{number.normalize():f}", language)
        case ColumnType.TELEPHONE:
            digits = f"{number.normalize():f}"
            return _telephone(f"0{digits}" if len(digits) == 9 and language == "fr" else digits, language)
        case ColumnType.DATE:
            return None


def is_doubtful_percent(cell: Cell) -> bool:
    """Whether a number could mean another percentage: 0.2 in a cell that is not shown as a percentage, 0.2 % or 20 %."""
    value = cell.value
    return isinstance(value, float) and 0 < abs(value) < 1 and "%" not in cell.format


def _whole_day(value: datetime.date) -> datetime.date | None:
    if not isinstance(value, datetime.datetime):
        return value
    return value.date() if value.time() == datetime.time() else None


def _decimals(shown: str) -> int | None:
    """How many decimals a number format shows, or None when it does not say."""
    if shown == "General":
        return None
    found = _DECIMALS.search(shown)
    return len(found[1]) if found else 0 if re.search("[0#]", shown) else None


def parse_number(text: str, language: str) -> Decimal | None:
    """The number that a text states. ``1.234`` is none in French: it may be one thousand or one and a quarter."""
    plain = _SPACES.sub(" ", text.strip()).replace("−", "-")
    plain = re.sub(r"^([+-]) ", r"\1", plain)
    pattern = _FRENCH_NUMBER if language == "fr" else _ENGLISH_NUMBER
    if not pattern.fullmatch(plain) or len(plain) > 30:
        return None
    return Decimal(plain.replace(" ", "").replace(",", "." if language == "fr" else ""))


def _decimal(number: Decimal, language: str, decimals: int | None = None) -> str:
    if decimals is None and (number == number.to_integral_value() or number.as_tuple().exponent == _PLACES.as_tuple().exponent):
        number = number.normalize()
    text = f"{number:,f}" if decimals is None else f"{number:,.{decimals}f}"
    if language == "fr":
        text = text.replace(",", _THIN).replace(".", ",")
    return text.replace("-", "−")


def _number(text: str, language: str) -> str | None:
    number = parse_number(text, language)
    return None if number is None else _decimal(number, language, _typed_decimals(number))


def _typed_decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _price(number: Decimal, language: str) -> str | None:
    if abs(number - round(number, 2)) > Decimal("1e-6"):
        return None
    text = _decimal(round(number, 2), language, 2)
    return f"{text}{_NBSP}€" if language == "fr" else f"−€{text[1:]}" if text.startswith("−") else f"€{text}"


def _price_text(text: str, language: str) -> str | None:
    found = _EURO.fullmatch(_SPACES.sub(" ", text))
    number = parse_number(found[1], language) if found else None
    return None if number is None else _price(number, language)


def _percent(number: Decimal, language: str, decimals: int | None = None) -> str:
    sign = f"{_NBSP}%" if language == "fr" else "%"
    return _decimal(number, language, decimals) + sign


def _percent_text(text: str, language: str) -> str | None:
    number = parse_number(text.removesuffix("%"), language)
    return None if number is None else _percent(number, language, _typed_decimals(number))


def _date(day: datetime.date, language: str) -> str:
    return f"{day:%d/%m/%Y}" if language == "fr" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _date_text(text: str, language: str) -> str | None:
    found = _ISO_DATE.fullmatch(text)
    day = calendar_day(*found.groups()) if found else None
    if day is None and language == "fr" and (found := _FRENCH_DATE.fullmatch(text)):
        day = calendar_day(found[3], found[2], found[1])
    return None if day is None else _date(day, language)


def _postal_code(text: str, language: str) -> str | None:
    if language != "fr":
        return text if _POSTCODE.fullmatch(text) else None
    digits = _SPACES.sub("", text)
    # A spreadsheet that takes a postal code for a number drops its first zero.
    padded = digits.zfill(5) if len(digits) == 4 else digits
    return padded if re.fullmatch(r"[0-9]{5}", padded) else None


def _telephone(text: str, language: str) -> str | None:
    if not _TELEPHONE.fullmatch(_SPACES.sub(" ", text)):
        return None
    if language != "fr":
        return _SPACES.sub(_NBSP, text)
    digits = re.sub(r"[^0-9+]", "", text.replace("(0)", ""))
    digits = "+33" + digits[4:] if digits.startswith("0033") else digits
    if re.fullmatch(r"0[0-9]{9}|[0-9]{4}|[0-9]{6}", digits):
        return _in_pairs(digits)
    if re.fullmatch(r"\+33[0-9]{9}", digits):
        return f"+33{_NBSP}{digits[3]}{_NBSP}{_in_pairs(digits[4:])}"
    return _SPACES.sub(_NBSP, text.strip()) if re.fullmatch(r"\+[0-9]{7,15}", digits) else None


def _in_pairs(digits: str) -> str:
    return _NBSP.join(digits[n : n + 2] for n in range(0, len(digits), 2))


def _as_typed(text: str, _language: str) -> str:
    return text


_FROM_TEXT: Final[Mapping[ColumnType, Callable[[str, str], str | None]]] = {
    ColumnType.TEXT: _as_typed,
    ColumnType.NUMBER: _number,
    ColumnType.PRICE: _price_text,
    ColumnType.DATE: _date_text,
    ColumnType.PERCENT: _percent_text,
    ColumnType.POSTAL_CODE: _postal_code,
    ColumnType.TELEPHONE: _telephone,
}
