"""Whether a price holds VAT, proved by a file's own arithmetic where its words are silent (e-invoice lists)."""

from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal

from desk_app.domain.base.exact import NotExact
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.heading_lines import Row
from desk_app.domain.trade.mapping import Mapping
from desk_app.domain.trade.read_cell import CellProblem, read_number

_NEAR = Decimal("0.05")
_ENOUGH = 3
_WAN = 10_000


def tax_proved(mapping: Mapping, rows: Sequence[Row]) -> Tax | None:
    """The tax basis that quantity times price comes to in every line which can be checked, at least three or all.

    None where nothing can be checked, or one line says otherwise. A line can be checked when its total and its tax are
    given, or its total and the amount without VAT.
    """
    factor = _WAN if mapping.units_said == {"wan/t"} else 1
    filled = [row for row in rows if any(row)]
    found = [basis for row in filled if (basis := _basis(mapping, row, factor)) is not None]
    if not found or len(set(found)) > 1 or len(found) < min(_ENOUGH, len(filled)):
        return None
    return found[0]


def _basis(mapping: Mapping, row: Row, factor: int) -> Tax | None:
    quantity, price, amount, vat, total = (
        _number(mapping, field, row)
        for field in (Field.QUANTITY, Field.PRICE, Field.AMOUNT, Field.TAX_AMOUNT, Field.TOTAL)
    )
    if quantity is None or price is None or total is None or (vat is None and amount is None):
        return None
    without = total - vat if vat is not None else amount
    if without is None or abs(without) >= abs(total):
        return None
    worth = quantity * price * factor
    agreeing = [tax for tax, sum_ in ((Tax.EXCL, without), (Tax.INCL, total)) if abs(worth - sum_) <= _NEAR]
    return agreeing[0] if len(agreeing) == 1 else None


def _number(mapping: Mapping, field: Field, row: Row) -> Decimal | None:
    at = mapping.columns.get(field)
    with suppress(CellProblem, NotExact):
        return read_number(row[at]) if at is not None and at < len(row) else None
    return None
