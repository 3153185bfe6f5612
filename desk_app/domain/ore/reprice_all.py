"""Deliveries of several quarters repriced (追溯调整): each from the price paid to the corrected price of its quarter.

The day of a delivery says which quarter it belongs to. Each quarter is a repricing of its own, with VAT on its own
total, as it would be invoiced; the grand total is the sum of the quarters' printed figures, so that all of it adds up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.base.ratio import EXACT
from desk_app.domain.ore.announced import AnnouncedPrice, PriceList
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.reprice import Repricing, reprice
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import priced


@dataclass(frozen=True, slots=True)
class QuarterRepricing:
    """The deliveries of one announced period, from `old` to `new`; both hold for the days of that period."""

    old: AnnouncedPrice
    new: AnnouncedPrice
    repricing: Repricing


@dataclass(frozen=True, slots=True)
class RepricedAll:
    """All quarters in time order; amounts in yuan, signed, each the sum of the quarters' (a minus is paid back)."""

    quarters: tuple[QuarterRepricing, ...]
    wet_tonnes: Decimal
    dry_tonnes: Decimal
    net_ex_vat: Decimal
    vat: Decimal
    total_inc_vat: Decimal


def reprice_all(old: PriceList, new: PriceList, deliveries: Sequence[Delivery], terms: Terms) -> RepricedAll:
    """Reprice each delivery from what `old` says of its day to what `new` says; `Refused` where one is silent."""
    by_quarter: dict[str, tuple[AnnouncedPrice, AnnouncedPrice, list[Delivery]]] = {}
    for delivery in deliveries:
        day = _day_of(delivery)
        before, after = _price(old, day, delivery, "old"), _price(new, day, delivery, "new")
        by_quarter.setdefault(f"{before.period} {after.period}", (before, after, []))[2].append(delivery)
    found = sorted(by_quarter.values(), key=lambda each: (each[1].effective_from, each[0].effective_from))
    return together([quarter(before, after, each, terms) for before, after, each in found])


def quarter(old: AnnouncedPrice, new: AnnouncedPrice, deliveries: Sequence[Delivery], terms: Terms) -> QuarterRepricing:
    """One step of prices for some deliveries."""
    return QuarterRepricing(old, new, reprice(old, new, deliveries, terms))


def together(quarters: Sequence[QuarterRepricing]) -> RepricedAll:
    """Quarters added up, figure by figure."""
    sums = {
        name: _sum([getattr(each.repricing, name) for each in quarters])
        for name in ("wet_tonnes", "dry_tonnes", "net_ex_vat", "vat", "total_inc_vat")
    }
    priced(sums["total_inc_vat"])
    return RepricedAll(tuple(quarters), **sums)


def _day_of(delivery: Delivery) -> date:
    if delivery.day is None:
        raise Refused(Problem("reprice_no_day", "day", facts={"ref": delivery.ref or "-"}))
    return delivery.day


def _price(prices: PriceList, day: date, delivery: Delivery, which: str) -> AnnouncedPrice:
    found = prices.at(day)
    if found is None:
        facts = {"day": day.isoformat(), "ref": delivery.ref or "-", "which": f"@ore.reprice.{which}"}
        raise Refused(Problem("reprice_no_price", "day", facts=facts))
    return found


def _sum(values: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total
