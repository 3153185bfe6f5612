"""An old quarter's price to a new one's (追溯调整), per delivery and in total.

The difference of a delivery is (new unit price − old unit price) × tonnes that are paid, rounded once to the fen; the
total is the sum of those printed differences, so that the column adds up. VAT is on that total, once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.money import FEN
from desk_app.domain.base.problem import Refused
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.lot import BasePrice
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import drafted, priced, problems_of, vat_on


@dataclass(frozen=True, slots=True)
class RepricedDelivery:
    """Unit prices in yuan without VAT per tonne that is paid: a dry one, unless the contract counts moisture in the
    price; `net_change` in yuan without VAT, signed.
    """

    delivery: Delivery
    dry_tonnes: Decimal
    old_unit: Ratio
    new_unit: Ratio
    net_change: Decimal

    @property
    def unit_change(self) -> Ratio:
        return self.new_unit.minus(self.old_unit)


@dataclass(frozen=True, slots=True)
class Repricing:
    """All deliveries repriced; amounts in yuan, signed (a minus is paid back to the buyer)."""

    rows: tuple[RepricedDelivery, ...]
    wet_tonnes: Decimal
    dry_tonnes: Decimal
    net_ex_vat: Decimal
    vat: Decimal
    total_inc_vat: Decimal


def reprice(old: BasePrice, new: BasePrice, deliveries: Sequence[Delivery], terms: Terms) -> Repricing:
    """Reprice deliveries from `old` to `new`; `Refused` with the first that can't be priced."""
    rows = tuple(_repriced(old, new, delivery, terms) for delivery in deliveries)
    net = EXACT.quantize(_sum(row.net_change for row in rows), Decimal("0.01"))
    vat = vat_on(net, terms)
    return Repricing(
        rows=rows,
        wet_tonnes=_sum(row.delivery.lot.wet for row in rows),
        dry_tonnes=_sum(row.dry_tonnes for row in rows),
        net_ex_vat=net,
        vat=vat,
        total_inc_vat=priced(EXACT.add(net, vat)),
    )


def _repriced(old: BasePrice, new: BasePrice, delivery: Delivery, terms: Terms) -> RepricedDelivery:
    lot = delivery.lot
    for base in (old, new):
        for problem in problems_of(base, lot, terms):
            raise Refused(problem)
    before, after = drafted(old, lot, terms), drafted(new, lot, terms)
    change = after.unit.minus(before.unit).times(after.paid).rounded(FEN, terms.rounding)
    return RepricedDelivery(delivery, after.paid, before.unit, after.unit, change)


def _sum(values: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total
