"""One cell of text as what it means: a day, a product, a number, a unit. Doubt is a problem key, not a guess."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desk_app.domain.base.exact import exact
from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade import day_form
from desk_app.domain.trade.basis import Basis, take_basis
from desk_app.domain.trade.field import narrow
from desk_app.domain.trade.price_unit import currency_named, is_unit
from desk_app.domain.trade.said import mass_unit_named, price_unit_in, tax_in

_EARLIEST = date(1990, 1, 1)


class CellProblem(ValueError):
    """The cell can't be taken; `key` says why (a words key under `problem`)."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read_day(text: str, today: date, form: str | None = None) -> date:
    """A trade date, in any form that can only mean one day; `form` (of `day_form.CHOICES`) settles the others."""
    if not text.strip():
        raise CellProblem("date_missing")
    try:
        found = day_form.find_day(text, form)
    except day_form.NoSuchDay as error:
        raise CellProblem("date_no_such_day") from error
    if found is None:
        raise CellProblem("date_either_way" if day_form.is_open(text) else "date_unreadable")
    if found > today:
        raise CellProblem("date_in_future")
    if found < _EARLIEST:
        raise CellProblem("date_too_old")
    return found


_ORIGINAL = re.compile(
    r"(?:对应正数发票|被红冲蓝字|原蓝字|蓝字发票|原发票|原成交|红冲|冲销)[^\d,，;；]{0,12}?([A-Za-z]{0,6}\d[\dA-Za-z-]{3,})"
)


def original_named(row: Sequence[str]) -> str:
    """The number of the trade that a red-letter line says it takes back; empty where it names none, or several."""
    named = {found for cell in row for found in _ORIGINAL.findall(cell)}
    return named.pop() if len(named) == 1 else ""


_ERROR = re.compile(r"#(?:N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|DIV/0!|SPILL!|CALC!|\?)", re.IGNORECASE)


def read_text(text: str) -> str:
    """A text as it stands; an error value that a workbook shows in its place is none."""
    if _ERROR.fullmatch(text):
        raise CellProblem("cell_is_error")
    return text


_HALF_WIDTH = {0xFF0B: "+", 0xFF0C: ",", 0xFF0D: "-", 0xFF0E: "."} | {0xFF10 + n: str(n) for n in range(10)}


_MIXED = re.compile("[0-9].*[０-９]|[０-９].*[0-9]")
"""Half-typed over: nobody writes a number half in one width and half in the other."""


def read_number(text: str, *, doubt_commas: bool = False) -> Decimal:
    """A quantity, price or amount: plain digits or thousands commas, half or full width; a yuan sign before it is
    let pass.

    Where commas may be decimal ones (`doubt_commas`), "1,250" is asked about; "1,250.00" can only be thousands.
    """
    if _MIXED.search(text):
        raise CellProblem("number_full_width")
    text = text.translate(_HALF_WIDTH)
    if doubt_commas and text.count(",") == 1 and "." not in text:
        raise CellProblem("number_doubtful_comma")
    return exact(text.strip().lstrip("¥￥").strip(), commas=True)


_DECIMAL_COMMA = re.compile(r"[+-]?(?:0,\d+|\d+,(?:\d{1,2}|\d{4,}))\Z")


def shows_decimal_comma(text: str) -> bool:
    """Whether a number's comma can only be a decimal one: "63,79", "0,5"."""
    return bool(_DECIMAL_COMMA.match(text.strip()))


def read_percent(text: str) -> Decimal:
    """A rate such as "13%", "13" or "0.13" (as workbooks store a percent cell), in percent."""
    cleaned = text.strip()
    if cleaned.endswith(("%", "％")):
        return exact(cleaned[:-1])
    value = exact(cleaned)
    return value * 100 if value < 1 else value


_YES = {"是": Tax.INCL, "否": Tax.EXCL, "yes": Tax.INCL, "no": Tax.EXCL, "y": Tax.INCL, "n": Tax.EXCL}
_SHORT = {"incl": Tax.INCL, "excl": Tax.EXCL, "incl.": Tax.INCL, "excl.": Tax.EXCL, "inclusive": Tax.INCL}


def read_tax(text: str) -> Tax:
    """A cell of a tax column: 含税, 不含税, 是, 否, incl, excl."""
    cleaned = unicodedata.normalize("NFKC", text).strip().lower()
    found = tax_in(cleaned) or _YES.get(cleaned) or _SHORT.get(cleaned)
    if found is None:
        raise CellProblem("tax_missing" if not cleaned else "tax_unreadable")
    return found


def read_price_unit(text: str) -> str:
    """A cell of a price unit column: 元/吨, 万元/吨, 元/公斤, $/kg, 元/干吨."""
    found = price_unit_in(text)
    if found is None or not is_unit(found):
        raise CellProblem("unit_unreadable")
    return found


def read_mass_unit(text: str) -> MassUnit:
    """A cell of a quantity unit column: 吨, 公斤, 千克, 克, 干吨."""
    found = mass_unit_named(text)
    if found is None:
        raise CellProblem("unit_unreadable")
    return found


def read_basis(text: str) -> Basis | None:
    """The mass basis that a cell of a unit column states besides the unit: 湿吨, 元/干吨."""
    return take_basis(narrow(text))[0]


def read_currency(text: str) -> str | None:
    """A cell of a currency column: 人民币, USD, 美元; an empty one leaves it to the headings."""
    found = currency_named(narrow(text))
    if text and found is None:
        raise CellProblem("currency_unreadable")
    return found


_LIKELY_FRACTION = Decimal("0.3")


def read_moisture(text: str) -> Decimal | None:
    """A moisture in percent, None where the cell is empty; "0.085" without its sign may be 8.5 % or 0.085 %."""
    bare = text.rstrip("%％").strip()
    if not bare:
        return None
    value = read_number(bare)
    if bare == text and 0 < value <= _LIKELY_FRACTION:
        raise CellProblem("moisture_fraction")
    if not 0 <= value < 100:
        raise CellProblem("moisture_limits")
    return value
