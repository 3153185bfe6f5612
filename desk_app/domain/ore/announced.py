"""The announced quarterly price of concentrate (稀土精矿季度价格): what is known, what a gap, what changed.

Nothing is ever interpolated: a quarter without a known price is a gap row. Percent changes are like for like:
the earlier price is first brought to the later one's REO basis. Across a gap the change is against the
nearest earlier known period and says so (`Change.against`, `Change.across_gap`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.period import Every, parse_period, period_of
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.ratio import EXACT, Ratio

_HUNDRED = Decimal(100)
_ONE_DAY = timedelta(days=1)
ANNOUNCED_BY = "announced_by"
"""The note of a price of which only the latest possible day of announcement is known."""


@dataclass(frozen=True, slots=True)
class AnnouncedPrice:
    """One announced price: yuan per dry tonne without VAT at `basis` percent REO; `step` for each 1 % of REO.

    `step_origin`: "announced" or "computed"; `confidence`: "sourced" or "second-hand"; `note`: a words key
    under `ore.note`, or empty. `source` is a short name, `address` where it can be read.
    """

    period: str
    effective_from: date
    effective_to: date
    announced_on: date | None
    price: Decimal
    basis: Decimal
    step: Decimal
    step_origin: str
    confidence: str
    note: str
    source: str
    address: str

    def at_basis(self, basis: Decimal) -> Ratio:
        """The same price for ore of another REO basis: P × basis / own basis."""
        return Ratio(EXACT.multiply(self.price, basis), self.basis)


@dataclass(frozen=True, slots=True)
class Change:
    """Like-for-like change at the newer basis: `amount` in yuan per tonne, `percent` to 2 places, half-up."""

    against: str
    earlier_at_basis: Decimal
    amount: Decimal
    percent: Decimal
    across_gap: bool
    other_basis: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A period of the history; `announced` is None in a gap."""

    period: str
    start: date
    end: date
    announced: AnnouncedPrice | None
    change: Change | None


def change_between(old: AnnouncedPrice, new: AnnouncedPrice) -> Change:
    """The change from `old` to `new`, both at the basis of `new`."""
    earlier = old.at_basis(new.basis)
    amount = Ratio(new.price).minus(earlier)
    percent = amount.times(earlier.bottom).times(_HUNDRED).over(earlier.top)
    return Change(
        against=old.period,
        earlier_at_basis=earlier.rounded(2),
        amount=amount.rounded(2),
        percent=percent.rounded(2),
        across_gap=old.effective_to + _ONE_DAY != new.effective_from,
        other_basis=old.basis != new.basis,
    )


class PriceList:
    """Announced prices in time order, checked: every step is price / basis, no two periods overlap."""

    def __init__(self, prices: Sequence[AnnouncedPrice]) -> None:
        self.prices = tuple(sorted(prices, key=lambda p: p.effective_from))
        for price in self.prices:
            _check_step(price)
        for old, new in zip(self.prices, self.prices[1:], strict=False):
            _check_order(old, new)

    def get(self, period: str) -> AnnouncedPrice | None:
        """The price of a period by its key; "2022Q2" finds the half-year that holds it. None: not known."""
        named = next((p for p in self.prices if p.period == period), None)
        if named is not None:
            return named
        try:
            sought = parse_period(period)
        except ValueError:
            return None
        return next((p for p in self.prices if p.effective_from <= sought.start <= sought.end <= p.effective_to), None)

    def latest(self) -> AnnouncedPrice:
        """The newest known price."""
        return self.prices[-1]

    def at(self, day: date) -> AnnouncedPrice | None:
        """The price in force on a day, where it is known."""
        return next((p for p in self.prices if p.effective_from <= day <= p.effective_to), None)

    def before(self, price: AnnouncedPrice) -> AnnouncedPrice | None:
        """The nearest earlier known price."""
        earlier = [p for p in self.prices if p.effective_from < price.effective_from]
        return earlier[-1] if earlier else None

    def is_gap(self, period: str) -> bool:
        """Whether the period lies in a gap of the known history."""
        return any(row.announced is None and row.period == period for row in self.rows())

    def rows(self) -> tuple[HistoryRow, ...]:
        """The whole history in time order, gaps included."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[HistoryRow]:
        earlier: AnnouncedPrice | None = None
        for price in self.prices:
            if earlier is not None:
                yield from _gaps(earlier.effective_to, price.effective_from)
            change = change_between(earlier, price) if earlier else None
            yield HistoryRow(price.period, price.effective_from, price.effective_to, price, change)
            earlier = price


def _gaps(end: date, start: date) -> Iterator[HistoryRow]:
    day = end + _ONE_DAY
    while day < start:
        quarter = period_of(day, Every.QUARTER)
        yield HistoryRow(quarter.key, quarter.start, quarter.end, None, None)
        day = quarter.end + _ONE_DAY


def _check_step(price: AnnouncedPrice) -> None:
    if EXACT.multiply(price.step, price.basis) != price.price:
        facts = {"period": price.period, "step": exact_text(price.step)}
        raise refuse("ore_step_mismatch", "step", **facts, price=exact_text(price.price), basis=exact_text(price.basis))


def _check_order(old: AnnouncedPrice, new: AnnouncedPrice) -> None:
    if new.effective_from <= old.effective_to:
        raise refuse("ore_periods_overlap", "period", old=old.period, new=new.period)
