"""The priced lots as a sequence, and what they add up to.

Net, VAT and total of all are the sums of the lots' printed amounts, so that every column adds up. Average REO is
weighted with dry mass, average moisture with wet mass: dry mass of all = wet mass × (100 − average moisture) / 100.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import overload

from desk_app.domain.base.money import FEN
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.lot_line import LotLine
from desk_app.domain.ore.lots import PricedLot
from desk_app.domain.ore.read_lots import lot_of
from desk_app.domain.ore.scaled_lot import DRY_PLACES, Tariff

Record = tuple[int, date | None, str, int, int, int, int, int, int, int, int | None, int | None]
"""A lot in whole numbers: line, day, mark; REO, moisture, wet in millionths; which tariff; dry in 10⁻¹⁴ t; net, VAT,
paid in fen; the share paid in millionths of a percent.
"""
_HUNDRED = Decimal(100)
_MICRO = 6


@dataclass(frozen=True, slots=True)
class LotTotals:
    """All priced lots together. Averages in percent, None where there is no lot; `paid` and `balance` over those lots
    on which something was paid.
    """

    lots: int
    wet_tonnes: Decimal
    dry_tonnes: Decimal
    average_reo: Ratio | None
    average_moisture: Ratio | None
    net_ex_vat: Decimal
    vat: Decimal
    total_inc_vat: Decimal
    paid_lots: int
    paid: Decimal
    balance: Decimal


class LotTable(Sequence[PricedLot]):
    """In the order of their lines. Lots in whole numbers become decimals when somebody looks at them."""

    def __init__(self, items: Sequence[Record | PricedLot], tariffs: Sequence[Tariff], paid_tax: Tax) -> None:
        self._items, self._tariffs, self._paid_tax = items, tariffs, paid_tax

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> PricedLot: ...
    @overload
    def __getitem__(self, at: slice) -> "LotTable": ...
    def __getitem__(self, at: int | slice) -> "PricedLot | LotTable":
        if isinstance(at, slice):
            return LotTable(self._items[at], self._tariffs, self._paid_tax)
        item = self._items[at]
        return item if isinstance(item, PricedLot) else self._made(item)

    def totals(self) -> LotTotals:
        """The sums, exact."""
        quick = [item for item in self._items if not isinstance(item, PricedLot)]
        paid = [item for item in quick if item[10] is not None]
        owed = (item[8] + item[9] if self._paid_tax is Tax.INCL else item[8] for item in paid)
        sums = _Sums(
            len(quick),
            _scaled(sum(item[5] for item in quick), _MICRO),
            _scaled(sum(item[7] for item in quick), DRY_PLACES),
            _scaled(sum(item[7] * item[3] for item in quick), DRY_PLACES + _MICRO),
            _scaled(sum(item[8] for item in quick), FEN),
            _scaled(sum(item[9] for item in quick), FEN),
            len(paid),
            _scaled(sum(item[10] or 0 for item in paid), FEN),
            _scaled(sum(owed), FEN),
        )
        return sums.with_lots(item for item in self._items if isinstance(item, PricedLot))

    def _made(self, item: Record) -> PricedLot:
        number, day, ref, reo, moisture, wet, at, dry, net, vat, paid, percent = item
        tariff = self._tariffs[at]
        given = None if paid is None or percent is not None else _scaled(paid, FEN)
        share = None if percent is None else _scaled(percent, _MICRO)
        owed = net + vat if self._paid_tax is Tax.INCL else net
        return PricedLot(
            LotLine(number, day, ref, lot_of(reo, moisture, wet), given, share),
            tariff.base,
            _scaled(dry, DRY_PLACES),
            tariff.unit_price(reo),
            _scaled(net, FEN),
            _scaled(vat, FEN),
            _scaled(net + vat, FEN),
            None if paid is None else _scaled(paid, FEN),
            None if paid is None else _scaled(owed - paid, FEN),
        )


@dataclass(slots=True)
class _Sums:
    lots: int
    wet: Decimal
    dry: Decimal
    reo_mass: Decimal
    net: Decimal
    vat: Decimal
    paid_lots: int
    paid: Decimal
    owed: Decimal

    def with_lots(self, lots: Iterable[PricedLot]) -> LotTotals:
        """These and the lots that went the long way."""
        add = EXACT.add
        for lot in lots:
            self.lots += 1
            self.wet, self.dry = add(self.wet, lot.line.lot.wet), add(self.dry, lot.dry_tonnes)
            self.reo_mass = add(self.reo_mass, EXACT.multiply(lot.dry_tonnes, lot.line.lot.reo))
            self.net, self.vat = add(self.net, lot.net_ex_vat), add(self.vat, lot.vat)
            if lot.paid is not None and lot.balance is not None:
                self.paid_lots += 1
                self.paid = add(self.paid, lot.paid)
                self.owed = add(self.owed, add(lot.paid, lot.balance))
        water = EXACT.multiply(EXACT.subtract(self.wet, self.dry), _HUNDRED)
        return LotTotals(
            lots=self.lots,
            wet_tonnes=self.wet,
            dry_tonnes=self.dry,
            average_reo=Ratio(self.reo_mass, self.dry) if self.lots else None,
            average_moisture=Ratio(water, self.wet) if self.lots else None,
            net_ex_vat=self.net,
            vat=self.vat,
            total_inc_vat=add(self.net, self.vat),
            paid_lots=self.paid_lots,
            paid=self.paid,
            balance=EXACT.subtract(self.owed, self.paid),
        )


def _scaled(value: int, places: int) -> Decimal:
    return Decimal(f"{value}E-{places}")
