"""Many lots priced: each at its own price, what was paid on it before, what is still to pay."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk_app.domain.base.money import FEN
from desk_app.domain.base.problem import Refused, refuse
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.announced import AnnouncedPrice, PriceList
from desk_app.domain.ore.delivery_line import Row
from desk_app.domain.ore.lot import BasePrice
from desk_app.domain.ore.lot_line import HeldLine, LotLine
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import Working, work

_HUNDRED = Decimal(100)
PriceOf = Callable[[date | None], BasePrice]
"""The base price of a lot by its day; `Refused` where there is none."""


@dataclass(frozen=True, slots=True)
class PricedLot:
    """Tonnes, yuan per dry tonne without VAT, yuan. `paid` before, `balance` what is still to be paid (a minus is paid
    back): both with VAT or without it as the table says, None where nothing was paid before.
    """

    line: LotLine
    base: BasePrice
    dry_tonnes: Decimal
    unit_price: Ratio
    net_ex_vat: Decimal
    vat: Decimal
    total_inc_vat: Decimal
    paid: Decimal | None
    balance: Decimal | None

    @property
    def period(self) -> str:
        """The announced period of its price; empty for a typed one."""
        return self.base.period if isinstance(self.base, AnnouncedPrice) else ""


@dataclass(frozen=True, slots=True)
class Payment:
    """How what was paid before is meant: `tax` whether amounts hold VAT; `provisional` the price at which a share was
    paid, None: the final one.
    """

    tax: Tax = Tax.INCL
    provisional: BasePrice | None = None


def at_one_price(base: BasePrice) -> PriceOf:
    """All lots at the same price."""
    return lambda day: base


def at_its_quarter(prices: PriceList) -> PriceOf:
    """Each lot at the announced price of its day; `Refused` where the day is missing or its price not known."""
    known: dict[date, BasePrice | None] = {}

    def of(day: date | None) -> BasePrice:
        if day is None:
            raise refuse("lot_no_day", "day")
        if day not in known:
            known[day] = prices.at(day)
        found = known[day]
        if found is None:
            raise refuse("lot_price_unknown", "day", day=day.isoformat())
        return found

    return of


def price_line(line: LotLine, row: Row, price_of: PriceOf, terms: Terms, payment: Payment) -> PricedLot | HeldLine:
    """The lot of a line of cells by `working.py`, or held with the one reason why it can't be priced."""
    try:
        base = price_of(line.day)
        working = work(base, line.lot, terms)
        paid = line.paid
        if line.paid_percent is not None:
            provisional = payment.provisional
            before = working if provisional is None else work(provisional, line.lot, terms)
            part = EXACT.multiply(owed(before, payment), line.paid_percent)
            paid = Ratio(part, _HUNDRED).rounded(FEN, terms.rounding)
    except Refused as refused:
        return HeldLine(line.number, tuple(row), dataclasses.replace(refused.problem, row=line.number))
    return PricedLot(
        line,
        base,
        working.dry_tonnes,
        working.unit_price,
        working.net_ex_vat,
        working.vat,
        working.total_inc_vat,
        paid,
        None if paid is None else EXACT.subtract(owed(working, payment), paid),
    )


def owed(working: Working, payment: Payment) -> Decimal:
    """What a lot comes to on the basis on which it was paid."""
    return working.total_inc_vat if payment.tax is Tax.INCL else working.net_ex_vat
